//! The store on both databases. SQL is not checked when it is compiled, so every query family is run here,
//! on a new SQLite file and on a new PostgreSQL database alike.
//!
//! The PostgreSQL half needs a server, and is run with
//! `LEADLOOP_TEST_POSTGRES_URL=postgres://… cargo test --test store --features postgres-tests`, as CI does.
//! The role in the URL must be allowed to create databases.

#![expect(clippy::unwrap_used, reason = "a story ends where the store fails")]

mod asks;
mod briefings;
mod database;
mod files;
mod group_commit;
mod leads;
mod loops;
mod merges;
mod open_windows;
mod outbox;
mod owner_answers;
mod ratings;
mod sampling;
mod small_company;
mod teams;
mod transactions;
mod workspaces;

/// Makes each story a test on both databases.
macro_rules! on_both_databases {
    ($($story:path => $name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let database = crate::database::Database::sqlite().await;
                $story(database.store.clone()).await;
                database.remove().await;
            })*
        }

        #[cfg(feature = "postgres-tests")]
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let database = crate::database::Database::postgres().await;
                $story(database.store.clone()).await;
                database.remove().await;
            })*
        }
    };
}

on_both_databases! {
    crate::workspaces::keeps_the_salt_when_installed_again => keeps_the_salt_when_installed_again,
    crate::workspaces::a_removed_workspace_is_no_tenant => a_removed_workspace_is_no_tenant,
    crate::workspaces::a_removal_from_before_the_last_installation_counts_for_nothing => a_removal_from_before_the_last_installation_counts_for_nothing,
    crate::workspaces::keeps_what_a_member_chose => keeps_what_a_member_chose,
    crate::workspaces::keeps_what_a_status_says_apart_from_a_pause => keeps_what_a_status_says_apart_from_a_pause,
    crate::workspaces::same_ids_in_two_workspaces_do_not_meet => same_ids_in_two_workspaces_do_not_meet,
    crate::loops::a_loop_comes_back_as_it_was => a_loop_comes_back_as_it_was,
    crate::loops::people_of_a_loop_come_and_go => people_of_a_loop_come_and_go,
    crate::loops::who_is_named_and_in_the_group_keeps_the_date_of_joining => who_is_named_and_in_the_group_keeps_the_date_of_joining,
    crate::loops::who_comes_through_a_group_instead_keeps_the_date_of_joining => who_comes_through_a_group_instead_keeps_the_date_of_joining,
    crate::loops::loops_of_one_language_decide_it => loops_of_one_language_decide_it,
    crate::loops::a_campaign_comes_back_and_is_counted => a_campaign_comes_back_and_is_counted,
    crate::owner_answers::an_answer_comes_back_with_what_led_to_it => an_answer_comes_back_with_what_led_to_it,
    crate::owner_answers::what_is_not_done_is_found_until_it_is => what_is_not_done_is_found_until_it_is,
    crate::owner_answers::the_first_lead_of_a_campaign_is_known => the_first_lead_of_a_campaign_is_known,
    crate::merges::leads_move_under_what_they_are_recognised_by => leads_move_under_what_they_are_recognised_by,
    crate::merges::a_merged_name_stays_known_and_can_be_taken => a_merged_name_stays_known_and_can_be_taken,
    crate::merges::what_a_briefing_said_before_is_kept => what_a_briefing_said_before_is_kept,
    crate::asks::a_round_wakes_when_it_is_due => a_round_wakes_when_it_is_due,
    crate::asks::an_ask_comes_back_with_its_leads => an_ask_comes_back_with_its_leads,
    crate::asks::the_first_ask_of_a_member_is_known => the_first_ask_of_a_member_is_known,
    crate::asks::asks_are_summed_up_by_state => asks_are_summed_up_by_state,
    crate::asks::a_window_repeats_its_answer => a_window_repeats_its_answer,
    crate::open_windows::a_window_comes_with_all_that_stands_around_it => a_window_comes_with_all_that_stands_around_it,
    crate::open_windows::a_rated_lead_is_left_out_once_the_window_has_moved_on => a_rated_lead_is_left_out_once_the_window_has_moved_on,
    crate::open_windows::a_window_of_a_removed_workspace_is_not_there => a_window_of_a_removed_workspace_is_not_there,
    crate::open_windows::an_ask_comes_with_all_that_stands_around_it => an_ask_comes_with_all_that_stands_around_it,
    crate::open_windows::somebody_who_acts_is_known_by_workspace_and_person => somebody_who_acts_is_known_by_workspace_and_person,
    crate::briefings::a_briefing_comes_back_as_it_was => a_briefing_comes_back_as_it_was,
    crate::briefings::a_briefing_is_due_when_it_is_to_be_posted => a_briefing_is_due_when_it_is_to_be_posted,
    crate::briefings::what_was_expected_and_said_of_a_draft_is_kept => what_was_expected_and_said_of_a_draft_is_kept,
    crate::briefings::reps_of_the_channels_loops_count_as_readers => reps_of_the_channels_loops_count_as_readers,
    crate::briefings::leads_before_their_briefing_are_counted_in_days => leads_before_their_briefing_are_counted_in_days,
    crate::briefings::a_deleted_message_is_posted_anew_and_its_owner_known => a_deleted_message_is_posted_anew_and_its_owner_known,
    crate::briefings::what_was_dropped_is_posted_after_all_once => what_was_dropped_is_posted_after_all_once,
    crate::leads::a_lead_comes_back_by_id_and_identity => a_lead_comes_back_by_id_and_identity,
    crate::leads::the_queue_knows_what_happened_before => the_queue_knows_what_happened_before,
    crate::leads::leads_nobody_can_be_asked_about => leads_nobody_can_be_asked_about,
    crate::leads::leads_are_paged_and_counted => leads_are_paged_and_counted,
    crate::ratings::a_rating_is_edited_in_place => a_rating_is_edited_in_place,
    crate::ratings::a_late_rating_is_counted_once => a_late_rating_is_counted_once,
    crate::ratings::since_start_holds_each_lead_as_it_was_last_judged => since_start_holds_each_lead_as_it_was_last_judged,
    crate::ratings::a_round_of_one_rep_is_counted_by_the_next => a_round_of_one_rep_is_counted_by_the_next,
    crate::outbox::the_same_thing_is_posted_once => the_same_thing_is_posted_once,
    crate::outbox::a_post_is_claimed_once => a_post_is_claimed_once,
    crate::outbox::the_latest_edit_wins => the_latest_edit_wins,
    crate::outbox::an_interrupted_post_is_unknown => an_interrupted_post_is_unknown,
    crate::outbox::a_thread_follows_its_message => a_thread_follows_its_message,
    crate::outbox::an_edit_is_stored_with_its_turn_and_keeps_it => an_edit_is_stored_with_its_turn_and_keeps_it,
    crate::outbox::an_edit_follows_a_post_that_was_found => an_edit_follows_a_post_that_was_found,
    crate::sampling::leads_are_counted_that_could_be_asked_about => leads_are_counted_that_could_be_asked_about,
    crate::sampling::what_a_round_asked_and_left_out_is_known => what_a_round_asked_and_left_out_is_known,
    crate::teams::teams_come_back_in_their_order => teams_come_back_in_their_order,
    crate::teams::who_leaves_one_group_stays_through_another => who_leaves_one_group_stays_through_another,
    crate::teams::a_switch_of_groups_keeps_the_dates_of_those_who_stay => a_switch_of_groups_keeps_the_dates_of_those_who_stay,
    crate::transactions::opening_again_changes_nothing => opening_again_changes_nothing,
    crate::transactions::an_error_undoes_the_whole_write => an_error_undoes_the_whole_write,
    crate::transactions::two_hundred_writers_lose_nothing => two_hundred_writers_lose_nothing,
}
