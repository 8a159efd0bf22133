//! Whole rounds in virtual time, from planned to published, over zones, clock changes, leave and downtime.

use jiff::Timestamp;
use jiff::civil::date;

use super::walk::{self, AMSTERDAM, World, at, rep};
use super::*;
use crate::domain::ask::{AskState, AskStep, DropReason};
use crate::domain::feedback_loop::LoopState;
use crate::domain::member::WorkingDays;

const AUCKLAND: &str = "Pacific/Auckland";
const LOS_ANGELES: &str = "America/Los_Angeles";
const PUBLISH: RoundAction = RoundAction::Publish;
const CLOSE: RoundAction = RoundAction::Close { quietly: false };

fn home(text: &str) -> Timestamp {
    at(&format!("{text}[{AMSTERDAM}]"))
}

fn one_rep() -> World {
    World::new(date(2026, 11, 16), vec![rep("sanne", AMSTERDAM)])
}

#[test]
fn a_round_goes_from_planned_to_published_over_three_zones() {
    let reps = vec![
        rep("sanne", AMSTERDAM),
        rep("aroha", AUCKLAND),
        rep("joe", LOS_ANGELES),
    ];
    let mut world = World::new(date(2026, 11, 16), reps);
    world.run_to_the_end(home("2026-11-03T12:00"));

    for (name, zone) in [
        ("sanne", AMSTERDAM),
        ("aroha", AUCKLAND),
        ("joe", LOS_ANGELES),
    ] {
        assert_eq!(
            world.asked(name, AskStep::Send),
            [at(&format!("2026-11-16T09:30[{zone}]"))]
        );
        assert_eq!(
            world.asked(name, AskStep::Remind),
            [at(&format!("2026-11-23T08:00[{zone}]"))]
        );
        assert_eq!(
            world.asked(name, AskStep::Close),
            [at(&format!("2026-11-23T17:00[{zone}]"))]
        );
    }
    assert_eq!(
        world.did(RoundAction::Open),
        world.asked("aroha", AskStep::Send)
    );
    assert_eq!(world.did(CLOSE), world.asked("joe", AskStep::Close));
    assert_eq!(world.did(RoundAction::Freeze), world.did(CLOSE));
    assert_eq!(world.did(PUBLISH), [home("2026-11-25T09:00")]);
    assert_eq!(
        world
            .did(RoundAction::PlanNext {
                date: date(2026, 11, 30)
            })
            .len(),
        1
    );
    assert_eq!(world.round.state, RoundState::Published);
    assert_eq!(world.round.next_wake, None);
}

#[test]
fn a_clock_change_within_the_window_moves_no_local_time() {
    let mut world = World::new(date(2026, 10, 22), vec![rep("sanne", AMSTERDAM)]);
    world.run_to_the_end(home("2026-10-15T12:00"));
    assert_eq!(
        world.asked("sanne", AskStep::Send),
        [home("2026-10-22T09:30")]
    );
    assert_eq!(
        world.asked("sanne", AskStep::Close),
        [home("2026-10-29T17:00")]
    );
    assert_eq!(world.did(PUBLISH), [home("2026-10-30T09:00")]);
}

#[test]
fn a_part_timer_is_asked_on_the_first_own_day_with_everybodys_deadline() {
    let mut world = one_rep();
    world.rep("sanne").working_days = WorkingDays::from_bits(0b000_1100).unwrap();
    world.run_to_the_end(home("2026-11-10T12:00"));
    assert_eq!(
        world.asked("sanne", AskStep::Send),
        [home("2026-11-18T08:00")]
    );
    assert_eq!(world.asked("sanne", AskStep::Remind), []);
    assert_eq!(
        world.asked("sanne", AskStep::Close),
        [home("2026-11-23T17:00")]
    );
}

#[test]
fn leave_of_less_than_half_the_window_delays_the_ask_and_more_takes_it_away() {
    let mut short = one_rep();
    short.rep("sanne").paused_until = Some(home("2026-11-18T00:00"));
    short.run_to_the_end(home("2026-11-10T12:00"));
    assert_eq!(
        short.asked("sanne", AskStep::Send),
        [home("2026-11-18T08:00")]
    );

    let mut long = one_rep();
    long.rep("sanne").paused_until = Some(home("2026-11-21T00:00"));
    long.run_to_the_end(home("2026-11-10T12:00"));
    assert_eq!(long.asked("sanne", AskStep::Send), []);
    assert_eq!(long.ask_of("sanne").state, AskState::Away);
    assert_eq!(long.round.skip_reason, Some(SkipReason::Away));
}

#[test]
fn a_round_waits_until_half_the_window_for_the_only_one_who_is_asked() {
    let mut world = one_rep();
    world.rep("sanne").paused_until = Some(home("2026-12-21T00:00"));
    world.run(home("2026-11-10T12:00"), home("2026-11-20T01:00"));
    assert_eq!(world.round.state, RoundState::Planned);
    world.run(home("2026-11-20T01:00"), home("2026-11-20T13:30"));
    assert_eq!(world.round.state, RoundState::Skipped);
}

#[test]
fn leave_told_of_after_the_ask_was_fixed_still_counts_and_so_does_coming_back_early() {
    let mut world = one_rep();
    world.run(home("2026-11-10T12:00"), home("2026-11-16T08:00"));
    world.rep("sanne").paused_until = Some(home("2026-11-18T00:00"));
    world.run(home("2026-11-16T08:30"), home("2026-11-17T10:00"));
    assert_eq!(world.ask_of("sanne").send_at, home("2026-11-18T08:00"));
    world.rep("sanne").paused_until = None;
    world.settle(home("2026-11-17T11:00"));
    assert_eq!(
        world.asked("sanne", AskStep::Send),
        [home("2026-11-17T11:00")]
    );
}

#[test]
fn nobody_is_reminded_on_leave_after_an_answer_or_twice() {
    let mut world = one_rep();
    world.run(home("2026-11-10T12:00"), home("2026-11-20T12:00"));
    world.rep("sanne").paused_until = Some(home("2026-12-01T00:00"));
    world.run_to_the_end(home("2026-11-20T12:00"));
    assert_eq!(world.asked("sanne", AskStep::Remind), []);

    for state in [AskState::Answered, AskState::Declined] {
        let mut world = one_rep();
        world.run(home("2026-11-10T12:00"), home("2026-11-17T12:00"));
        world.ask_of("sanne").state = state;
        world.run_to_the_end(home("2026-11-17T12:00"));
        assert_eq!(world.asked("sanne", AskStep::Remind), []);
        assert_eq!(world.asked("sanne", AskStep::Close), []);
        assert_eq!(
            world.did(CLOSE),
            [home("2026-11-23T17:00")],
            "edits count until the deadline"
        );
    }
}

#[test]
fn a_rep_who_travels_is_asked_once_at_the_instant_that_was_fixed() {
    let mut world = World::new(date(2026, 11, 16), vec![rep("joe", LOS_ANGELES)]);
    world.run(home("2026-11-10T12:00"), home("2026-11-16T00:00"));
    let due = world.ask_of("joe").due_at;
    world.rep("joe").zone = "America/New_York".into();
    world.run_to_the_end(home("2026-11-16T00:00"));
    assert_eq!(world.asked("joe", AskStep::Send), [due]);
    assert_eq!(world.ask_of("joe").due_at, due);

    let mut world = World::new(date(2026, 11, 16), vec![rep("joe", LOS_ANGELES)]);
    world.run(home("2026-11-10T12:00"), home("2026-11-16T00:00"));
    world.rep("joe").zone = AMSTERDAM.into();
    world.run_to_the_end(home("2026-11-16T00:00"));
    // 09:30 there is 18:30 here: the next morning it is.
    assert_eq!(
        world.asked("joe", AskStep::Send),
        [home("2026-11-17T08:00")]
    );
}

#[test]
fn a_round_without_leads_is_skipped_without_noise_after_marketing_was_told() {
    for (before, team_leads_too) in [(0, false), (1, false), (2, true)] {
        let mut world = one_rep();
        world.leads = 0;
        world.empty_rounds_before = before;
        world.run_to_the_end(home("2026-11-10T12:00"));
        let told = world.did(RoundAction::TellMarketingNoLeads { team_leads_too });
        assert_eq!(told, [home("2026-11-12T09:00")]);
        assert_eq!(world.asked("sanne", AskStep::Send), []);
        assert_eq!(
            world.did(RoundAction::Skip(SkipReason::NoLeads)),
            [home("2026-11-16T09:30")]
        );
        assert_eq!(
            world
                .did(RoundAction::PlanNext {
                    date: date(2026, 11, 30)
                })
                .len(),
            1
        );
        assert_eq!(world.did(PUBLISH), []);
    }
}

#[test]
fn a_loop_without_reps_skips_its_rounds_and_lives_on() {
    let mut world = World::new(date(2026, 11, 16), vec![]);
    world.run_to_the_end(home("2026-11-10T12:00"));
    assert_eq!(
        world.did(RoundAction::PlanNext {
            date: date(2026, 11, 30)
        }),
        [home("2026-11-16T09:30")]
    );
}

#[test]
fn after_downtime_asks_up_to_a_day_late_go_out_at_a_working_moment() {
    let mut world = one_rep();
    world.run(home("2026-11-10T12:00"), home("2026-11-16T09:00"));
    world.run_to_the_end(home("2026-11-16T22:00"));
    assert_eq!(
        world.asked("sanne", AskStep::Send),
        [home("2026-11-17T08:00")]
    );
    assert!(!world.round.missed_by_downtime);
}

#[test]
fn after_a_long_downtime_older_asks_are_dropped_and_the_round_says_so() {
    let mut world = World::new(
        date(2026, 11, 16),
        vec![rep("aroha", AUCKLAND), rep("sanne", AMSTERDAM)],
    );
    world.run(home("2026-11-10T12:00"), home("2026-11-15T23:00"));
    world.run_to_the_end(home("2026-11-17T12:00"));
    let dropped = AskStep::Drop(DropReason::Downtime);
    assert_eq!(world.asked("sanne", dropped), [home("2026-11-17T12:00")]);
    assert!(world.round.missed_by_downtime);
    assert_eq!(world.did(PUBLISH), [home("2026-11-24T09:00")]);

    let mut never_fixed = one_rep();
    never_fixed.run_to_the_end(home("2027-02-10T12:00"));
    assert_eq!(never_fixed.round.skip_reason, Some(SkipReason::Downtime));
    assert_eq!(
        never_fixed
            .did(RoundAction::PlanNext {
                date: date(2027, 2, 22)
            })
            .len(),
        1
    );
}

#[test]
fn an_open_round_always_closes_and_a_late_digest_waits_for_office_hours() {
    let mut world = one_rep();
    world.run(home("2026-11-10T12:00"), home("2026-11-17T12:00"));
    world.run(home("2026-12-04T20:00"), home("2026-12-04T20:00"));
    assert_eq!(world.did(CLOSE), [home("2026-12-04T20:00")]);
    assert_eq!(world.asked("sanne", AskStep::Remind), []);
    world.run_to_the_end(home("2026-12-12T03:00"));
    assert_eq!(world.did(PUBLISH), [home("2026-12-14T08:00")]);
}

#[test]
fn a_reminder_that_downtime_held_up_goes_at_the_next_working_moment() {
    let mut world = one_rep();
    world.run(home("2026-11-10T12:00"), home("2026-11-22T12:00"));
    world.run_to_the_end(home("2026-11-23T11:00"));
    assert_eq!(
        world.asked("sanne", AskStep::Remind),
        [home("2026-11-23T11:00")]
    );
}

#[test]
fn a_stopped_loop_drops_what_waits_closes_quietly_and_never_posts() {
    for state in [LoopState::Paused, LoopState::Ended] {
        let mut world = one_rep();
        world.run(home("2026-11-10T12:00"), home("2026-11-16T08:00"));
        world.feedback_loop.state = state;
        world.run_to_the_end(home("2026-11-16T08:00"));
        assert_eq!(world.ask_of("sanne").state, AskState::Dropped);
        assert_eq!(world.round.skip_reason, Some(SkipReason::LoopStopped));

        let mut world = one_rep();
        world.run(home("2026-11-10T12:00"), home("2026-11-17T08:00"));
        world.feedback_loop.state = state;
        world.run_to_the_end(home("2026-11-17T08:00"));
        assert_eq!(world.asked("sanne", AskStep::Remind), []);
        assert_eq!(
            world.did(RoundAction::Close { quietly: true }),
            [home("2026-11-23T17:00")]
        );
        assert_eq!(world.did(PUBLISH), []);
    }
}

#[test]
fn a_closed_round_is_published_only_after_its_figures_are_frozen() {
    let mut world = one_rep();
    world.run(home("2026-11-10T12:00"), home("2026-11-23T16:00"));
    let back = home("2026-11-25T10:00");
    let over = RoundFacts {
        last_deadline: Some(home("2026-11-23T17:00")),
        ..RoundFacts::default()
    };
    let closing = advance(&world.feedback_loop, &world.round, &over, back);
    assert_eq!(closing.actions, [CLOSE, RoundAction::Freeze]);
    // Had the program stopped before they were, it would find the round like this.
    let again = advance(&world.feedback_loop, &closing.round, &over, back);
    assert_eq!(
        (again.actions, again.next_wake),
        (vec![RoundAction::Freeze], Some(back))
    );
    let frozen = RoundFacts {
        has_figures: true,
        ..over
    };
    let later = home("2026-11-27T10:00");
    let after = advance(&world.feedback_loop, &closing.round, &frozen, later);
    assert_eq!(after.actions, [PUBLISH]);
}

#[test]
fn a_digest_held_up_by_a_pause_comes_when_the_loop_resumes() {
    let mut world = one_rep();
    world.run(home("2026-11-10T12:00"), home("2026-11-23T20:00"));
    world.feedback_loop.state = LoopState::Paused;
    world.run_to_the_end(home("2026-11-23T21:00"));
    assert_eq!(world.round.state, RoundState::Closed);
    world.feedback_loop.state = LoopState::Active;
    world.run_to_the_end(home("2026-11-26T10:00"));
    assert_eq!(world.did(PUBLISH), [home("2026-11-26T10:00")]);
}

#[test]
fn an_extra_round_asks_at_once_and_leaves_the_cadence_alone() {
    let reps = vec![rep("sanne", AMSTERDAM), rep("joe", LOS_ANGELES)];
    let mut world = World::new(date(2026, 11, 18), reps);
    world.round.is_extra = true;
    world.run_to_the_end(home("2026-11-18T14:00"));
    assert_eq!(
        world.asked("sanne", AskStep::Send),
        [home("2026-11-18T14:00")]
    );
    assert_eq!(
        world.asked("joe", AskStep::Send),
        [at("2026-11-18T08:00[America/Los_Angeles]")]
    );
    assert_eq!(world.did(PUBLISH).len(), 1);
    let plans = |seen: &walk::Seen| matches!(seen, walk::Seen::Round(RoundAction::PlanNext { .. }));
    assert_eq!(world.when(plans), []);
}

#[test]
fn nobody_is_reminded_or_asked_of_leads_that_were_taken_out() {
    let mut world = one_rep();
    world.run(home("2026-11-10T12:00"), home("2026-11-17T12:00"));
    world.take_leads_out("sanne");
    world.run_to_the_end(home("2026-11-17T12:00"));
    assert_eq!(world.asked("sanne", AskStep::Remind), []);

    let mut world = one_rep();
    world.rep("sanne").paused_until = Some(home("2026-11-18T00:00"));
    world.run(home("2026-11-10T12:00"), home("2026-11-17T12:00"));
    world.take_leads_out("sanne");
    world.run_to_the_end(home("2026-11-17T12:00"));
    assert_eq!(world.ask_of("sanne").state, AskState::Empty);
}

#[test]
fn a_big_round_closes_only_after_the_last_chunk_of_its_asks_was_looked_at() {
    let mut world = one_rep();
    world.run(home("2026-11-10T12:00"), home("2026-11-23T16:00"));
    let now = home("2026-11-23T17:00");
    let asks = AskCounts {
        sent: 1,
        missed: 200,
        ..AskCounts::default()
    };
    let some_left = RoundFacts {
        asks,
        last_deadline: Some(now),
        next_ask_wake: Some(now),
        ..RoundFacts::default()
    };
    let step = advance(&world.feedback_loop, &world.round, &some_left, now);
    assert_eq!((step.actions, step.next_wake), (vec![], Some(now)));
}

#[test]
fn word_that_no_leads_are_there_is_not_given_more_than_a_day_late() {
    for (from, times) in [("2026-11-13T08:00", 1), ("2026-11-13T09:30", 0)] {
        let mut world = one_rep();
        world.leads = 0;
        world.run_to_the_end(home(from));
        let told = RoundAction::TellMarketingNoLeads {
            team_leads_too: false,
        };
        assert_eq!(world.did(told).len(), times);
    }
}
