//! Skipping, moving and asking for rounds, and the windows that fit.

use jiff::civil::{Time, date};
use proptest::prelude::*;

use super::*;
use crate::domain::feedback_loop::{LoopState, Nth};
use crate::domain::ids::{LoopId, RoundId};
use crate::domain::language::Language;

const FORTNIGHT: Cadence = Cadence::Weeks { weeks: 2 };
const DATE: Date = Date::constant(2026, 12, 14);

fn feedback_loop() -> FeedbackLoop {
    FeedbackLoop {
        id: LoopId::new("loop"),
        name: "Benelux".into(),
        state: LoopState::Active,
        cadence: FORTNIGHT,
        anchor: date(2026, 11, 16),
        ask_at: Time::constant(9, 30, 0, 0),
        window_days: 5,
        zone: "Europe/Amsterdam".into(),
        country: None,
        language: Language::Dutch,
        digest_channel: None,
        briefing_channel: None,
        ideal_customer: None,
        quarter_goal: None,
        leads_per_ask: 5,
        lead_days_back: 30,
        shows_names: true,
        revision: 1,
    }
}

fn round(state: RoundState) -> Round {
    Round {
        id: RoundId::new("round"),
        loop_id: LoopId::new("loop"),
        number: 3,
        date: DATE,
        state,
        skip_reason: None,
        is_extra: false,
        only_rep: None,
        missed_by_downtime: false,
        told_marketing: false,
        opened_at: None,
        closed_at: None,
        digest_due_at: None,
        published_at: None,
        next_wake: None,
    }
}

fn now() -> Timestamp {
    "2026-12-09T10:00[Europe/Amsterdam]"
        .parse::<jiff::Zoned>()
        .unwrap()
        .timestamp()
}

fn moved(to: Date) -> Result<Step, ChangeRefusal> {
    let previous = Some(date(2026, 11, 30));
    shift(
        &feedback_loop(),
        &round(RoundState::Planned),
        to,
        previous,
        None,
        now(),
    )
}

#[test]
fn a_skipped_round_asks_nobody_and_the_next_keeps_its_date() {
    let step = skip(&feedback_loop(), &round(RoundState::Planned), None, now()).unwrap();
    assert_eq!(step.round.skip_reason, Some(SkipReason::TeamLead));
    assert_eq!(step.next_wake, None);
    assert_eq!(
        step.actions,
        [
            RoundAction::DropPending,
            RoundAction::Skip(SkipReason::TeamLead),
            RoundAction::PlanNext {
                date: date(2026, 12, 28)
            },
        ]
    );
}

#[test]
fn an_open_round_can_be_neither_skipped_nor_moved() {
    let open = round(RoundState::Open);
    let refused = Err(ChangeRefusal::NotPlanned(RoundState::Open));
    assert_eq!(skip(&feedback_loop(), &open, None, now()), refused);
    assert_eq!(
        shift(
            &feedback_loop(),
            &open,
            date(2026, 12, 15),
            None,
            None,
            now()
        ),
        refused
    );
}

#[test]
fn a_shift_moves_one_round_and_not_the_rhythm() {
    for to in [date(2026, 12, 10), date(2026, 12, 16)] {
        let step = moved(to).unwrap();
        assert_eq!(step.round.date, to);
        let next = RoundAction::PlanNext {
            date: date(2026, 12, 28),
        };
        assert_eq!(step.actions, [RoundAction::ForgetAsks, next]);
        assert_eq!(step.next_wake, Some(now()));
    }
}

#[test]
fn a_date_that_does_not_fit_is_refused_with_one_that_does() {
    assert_eq!(moved(date(2026, 12, 9)), Err(ChangeRefusal::InThePast));
    let refused = moved(date(2026, 12, 22));
    let (next, latest) = (date(2026, 12, 28), Some(date(2026, 12, 20)));
    assert_eq!(refused, Err(ChangeRefusal::TooCloseToNext { next, latest }));
    assert!(moved(date(2026, 12, 20)).is_ok());
    let previous = Some(date(2026, 12, 7));
    let close = shift(
        &feedback_loop(),
        &round(RoundState::Planned),
        date(2026, 12, 15),
        previous,
        None,
        now(),
    );
    let earliest = date(2026, 12, 16);
    assert_eq!(close, Err(ChangeRefusal::TooCloseToPrevious { earliest }));
}

#[test]
fn a_window_must_leave_two_days_to_the_next_round() {
    let monday = date(2026, 11, 16);
    let weekly = Cadence::Weeks { weeks: 1 };
    assert_eq!(window_fits(weekly, monday, 4), Ok(()));
    assert_eq!(
        window_fits(weekly, monday, 5),
        Err(WindowTooLong { largest: 4 })
    );
    assert_eq!(
        window_fits(weekly, date(2026, 11, 19), 4),
        Err(WindowTooLong { largest: 3 })
    );
    assert_eq!(window_fits(FORTNIGHT, monday, 9), Ok(()));
    assert_eq!(
        window_fits(FORTNIGHT, monday, 10),
        Err(WindowTooLong { largest: 9 })
    );
    assert_eq!(
        window_fits(
            Cadence::Month {
                nth: Nth::Last,
                weekday: 5
            },
            monday,
            10
        ),
        Ok(())
    );
}

#[test]
fn an_extra_round_comes_at_most_weekly() {
    let last = now();
    let until = last.checked_add(EXTRA_EVERY).unwrap();
    assert_eq!(may_ask_now(None, now()), Ok(()));
    assert_eq!(may_ask_now(Some(last), now()), Err(RefusedUntil { until }));
    assert_eq!(may_ask_now(Some(last), until), Ok(()));
    let auckland = TimeZone::get("Pacific/Auckland").unwrap();
    assert_eq!(
        extra_date(&auckland, "2026-12-09T22:00Z".parse().unwrap()),
        date(2026, 12, 10)
    );
}

#[test]
fn answers_after_closing_are_late() {
    let mut round = round(RoundState::Closed);
    assert!(!is_late(&round, now()));
    round.closed_at = Some(now());
    assert!(is_late(&round, now()));
}

proptest! {
    #[test]
    fn the_smallest_window_fits_every_cadence_and_the_largest_named_fits(
        offset in 0_i64..5000, weeks in prop::sample::select(vec![1, 2, 4]), window in WINDOW_MIN..=WINDOW_MAX,
    ) {
        let anchor = date(2020, 1, 1).saturating_add(offset.days());
        let cadence = Cadence::Weeks { weeks };
        prop_assert_eq!(window_fits(cadence, anchor, WINDOW_MIN), Ok(()));
        if let Err(WindowTooLong { largest }) = window_fits(cadence, anchor, window) {
            prop_assert!(largest < window);
            prop_assert_eq!(window_fits(cadence, anchor, largest), Ok(()));
        }
    }
}
