//! Stories: who does what, and what they then see. Told through a Slack that runs in the process, in
//! virtual time, on a real database, through both doors.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a story ends where the world is not as told"
)]

mod adding_leads;
mod briefing_posted;
mod briefing_read;
mod briefing_review;
mod briefing_trouble;
mod campaign_form;
mod change_answer;
mod clicks;
mod commands;
mod counted_once;
mod digest;
mod downtime;
mod dutch;
mod empty_rounds;
mod extra_round;
mod half_way;
mod heard_back;
mod home_of_a_marketer;
mod home_of_a_rep;
mod home_of_a_team_lead;
mod imported;
mod late;
mod long_lists;
mod loop_stops;
mod merging;
mod not_this_time;
mod one_rep;
mod outages;
mod outbox;
mod owner_answer;
mod people_go;
mod personal;
mod queue;
mod quoted;
mod reminder;
mod removed;
mod repeated;
mod restart;
mod results_come_home;
mod round;
mod same_company;
mod see_ratings;
mod set_up;
mod simulation;
mod teams_disagree;
mod the_rest;
mod two_editors;
mod two_loops;
mod user_group;
mod waited;
mod waits;
mod whose_lead;
mod why;
mod window;
mod world;
mod writing_a_briefing;
mod you_said;
mod zones;
