//! What a team lead may do with rounds: skip or move the next one, ask now. Refusals are values.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::advance::date_after;
use super::step::{RoundAction, Step};
use super::{Round, RoundState, SkipReason};
use crate::domain::cadence::{dates, days_between, next_date};
use crate::domain::feedback_loop::{Cadence, FeedbackLoop};
use crate::domain::working_time::{deadline_date, local_date};

/// Fewest working days in an answer window.
pub const WINDOW_MIN: u8 = 3;
/// Most working days in an answer window.
pub const WINDOW_MAX: u8 = 10;
/// Calendar days that must lie between the end of a window and the next round.
pub const DAYS_TO_NEXT_ROUND: i64 = 2;
/// How long after an extra round the next one may be asked for.
pub const EXTRA_EVERY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Why a round can't be skipped or moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeRefusal {
    /// Its first ask has been sent, or it is over.
    NotPlanned(RoundState),
    /// The new date is not after today.
    InThePast,
    /// Its window would leave less than two days to the round after it.
    TooCloseToNext {
        /// The date of the round after it.
        next: Date,
        /// The last date that fits; none when none does.
        latest: Option<Date>,
    },
    /// The window of the round before it leaves less than two days to the new date.
    TooCloseToPrevious {
        /// The first date that fits.
        earliest: Date,
    },
}

/// An answer window that leaves less than two days to the next round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WindowTooLong {
    /// The largest window that fits, in working days.
    pub largest: u8,
}

/// An extra round was asked for less than a week after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefusedUntil {
    /// From when the next is allowed.
    pub until: Timestamp,
}

/// A team lead skips a planned round. The next one keeps its date.
///
/// # Errors
/// The round is no longer planned.
pub fn skip(
    feedback_loop: &FeedbackLoop,
    round: &Round,
    next_planned: Option<Date>,
    now: Timestamp,
) -> Result<Step, ChangeRefusal> {
    must_be_planned(round)?;
    let mut round = round.clone();
    round.state = RoundState::Skipped;
    round.skip_reason = Some(SkipReason::TeamLead);
    round.next_wake = None;
    let mut actions = vec![
        RoundAction::DropPending,
        RoundAction::Skip(SkipReason::TeamLead),
    ];
    if next_planned.is_none() && !round.is_extra {
        actions.push(RoundAction::PlanNext {
            date: date_after(feedback_loop, &round, now),
        });
    }
    Ok(Step {
        round,
        next_wake: None,
        actions,
    })
}

/// A team lead moves a planned round to another date. The round after it is planned at once, on the
/// date it would have had, so that a shift moves one round and not the rhythm.
///
/// `previous` is the date of the round before, `next_planned` that of one planned after this.
///
/// # Errors
/// The round is no longer planned, or the date doesn't fit.
pub fn shift(
    feedback_loop: &FeedbackLoop,
    round: &Round,
    new_date: Date,
    previous: Option<Date>,
    next_planned: Option<Date>,
    now: Timestamp,
) -> Result<Step, ChangeRefusal> {
    must_be_planned(round)?;
    if new_date <= local_date(now, &feedback_loop.time_zone()) {
        return Err(ChangeRefusal::InThePast);
    }
    let window = feedback_loop.window_days;
    if let Some(previous) = previous {
        let earliest = deadline_date(previous, window).saturating_add(DAYS_TO_NEXT_ROUND.days());
        if new_date < earliest {
            return Err(ChangeRefusal::TooCloseToPrevious { earliest });
        }
    }
    let next = next_planned
        .unwrap_or_else(|| next_date(feedback_loop.cadence, feedback_loop.anchor, round.date));
    if !leaves_room(new_date, window, next) {
        let latest = (1..=60)
            .map(|back| next.saturating_sub(back.days()))
            .find(|&date| leaves_room(date, window, next));
        return Err(ChangeRefusal::TooCloseToNext { next, latest });
    }
    let mut round = round.clone();
    round.date = new_date;
    round.next_wake = Some(now);
    let mut actions = vec![RoundAction::ForgetAsks];
    if next_planned.is_none() {
        actions.push(RoundAction::PlanNext { date: next });
    }
    Ok(Step {
        round,
        next_wake: Some(now),
        actions,
    })
}

/// Whether an answer window of so many working days always leaves two days to the next round.
///
/// # Errors
/// It doesn't; the largest that does. The smallest window fits every cadence.
pub fn window_fits(cadence: Cadence, anchor: Date, window_days: u8) -> Result<(), WindowTooLong> {
    let fits = |window: u8| {
        // A year of rounds: months differ in length, weeks don't.
        let rounds: Vec<Date> = dates(cadence, anchor, anchor).take(14).collect();
        rounds
            .windows(2)
            .all(|pair| matches!(pair, [date, next] if leaves_room(*date, window, *next)))
    };
    if fits(window_days) {
        return Ok(());
    }
    let largest = (WINDOW_MIN..=WINDOW_MAX).rev().find(|&window| fits(window));
    Err(WindowTooLong {
        largest: largest.unwrap_or(WINDOW_MIN),
    })
}

/// Whether an extra round may be asked for now: a week after the last.
///
/// # Errors
/// Not yet; from when.
pub fn may_ask_now(last_extra_at: Option<Timestamp>, now: Timestamp) -> Result<(), RefusedUntil> {
    let until = last_extra_at.and_then(|last| last.checked_add(EXTRA_EVERY).ok());
    match until {
        Some(until) if now < until => Err(RefusedUntil { until }),
        _ => Ok(()),
    }
}

/// The date of an extra round asked for now: today in the loop's home zone.
#[must_use]
pub fn extra_date(home: &TimeZone, now: Timestamp) -> Date {
    local_date(now, home)
}

/// Whether an answer or edit now is marked late: the round has closed, its figures are frozen.
#[must_use]
pub fn is_late(round: &Round, now: Timestamp) -> bool {
    round.closed_at.is_some_and(|closed| now >= closed)
}

fn must_be_planned(round: &Round) -> Result<(), ChangeRefusal> {
    match round.state {
        RoundState::Planned => Ok(()),
        state => Err(ChangeRefusal::NotPlanned(state)),
    }
}

fn leaves_room(date: Date, window_days: u8, next: Date) -> bool {
    days_between(deadline_date(date, window_days), next) >= DAYS_TO_NEXT_ROUND
}

#[cfg(test)]
#[path = "change_tests.rs"]
mod tests;
