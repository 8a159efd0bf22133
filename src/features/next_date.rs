//! On which date a loop's next round of the cadence can be: at set-up, after a pause, after an edit.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::domain::ask;
use crate::domain::cadence;
use crate::domain::feedback_loop::FeedbackLoop;
use crate::domain::ids::{LoopId, RoundId};
use crate::domain::round::{DAYS_TO_NEXT_ROUND, Round, RoundState, SkipReason};
use crate::domain::working_time::{deadline_date, local_date};
use crate::store::{StoreError, Tenant, Tx};

/// Rounds of a loop among which those that matter for the next one are looked for.
const RECENT_ROUNDS: u32 = 20;
/// From noon to the end of an answer window.
const FROM_NOON: SignedDuration = SignedDuration::from_hours(5);
/// Dates of the cadence that are tried.
const TRIES: usize = 60;

/// The first date of the cadence on which every rep's ask is still to come, so that nobody looks as if
/// they had been left out; and not before two days after the window of the round before, nor after the end of one that
/// still runs with the window it began with.
pub(super) fn first_possible(
    feedback_loop: &FeedbackLoop,
    zones: &[TimeZone],
    rounds: &RoundsSoFar,
    now: Timestamp,
) -> Date {
    let home = feedback_loop.time_zone();
    let window = feedback_loop.window_days;
    let from = local_date(now, &home).saturating_sub(1.day());
    let of_previous = rounds.previous.map(|date| deadline_date(date, window));
    let ends = of_previous.into_iter().chain(rounds.runs_until);
    let earliest = ends.max().map_or(Date::MIN, |date| {
        date.saturating_add(DAYS_TO_NEXT_ROUND.days())
    });
    let is_to_come = |date: &Date| {
        let probe = Round::planned(RoundId::new(""), feedback_loop.id.clone(), 1, *date, now);
        std::iter::once(&home)
            .chain(zones)
            .all(|zone| ask::due_at(feedback_loop, &probe, zone) > now)
    };
    let from = cadence::first_date(feedback_loop.cadence, feedback_loop.anchor, from);
    cadence::dates(feedback_loop.cadence, feedback_loop.anchor, from)
        .take(TRIES)
        .find(|date| *date >= earliest && is_to_come(date) && !rounds.left_out.contains(date))
        .unwrap_or(from)
}

/// What the rounds of a loop so far mean for the next one.
#[derive(Debug, Default)]
pub(super) struct RoundsSoFar {
    /// The next planned round of the cadence.
    pub(super) planned: Option<Round>,
    /// Those planned after it: the round after one that was shifted.
    pub(super) planned_later: Vec<RoundId>,
    /// The date of the last round of the cadence in which somebody was asked.
    pub(super) previous: Option<Date>,
    /// The last day, where somebody lives who was asked, of a round of the cadence that is open.
    pub(super) runs_until: Option<Date>,
    /// Dates that a team lead left out: they stay so when the loop goes on after a pause, or is edited.
    pub(super) left_out: BTreeSet<Date>,
    /// The number of the next round to be planned.
    pub(super) next_number: u32,
}

impl RoundsSoFar {
    pub(super) async fn of(tx: &mut Tx, tenant: &Tenant, id: &LoopId) -> Result<Self, StoreError> {
        let rounds = tx.rounds_of_loop(tenant, id, RECENT_ROUNDS).await?;
        let of_cadence = || rounds.iter().filter(|it| !it.is_extra);
        let planned = of_cadence().filter(|it| it.state == RoundState::Planned);
        let mut planned: Vec<&Round> = planned.collect();
        planned.sort_by_key(|it| it.date);
        let mut planned = planned.into_iter();
        let mut runs_until = None;
        for round in of_cadence().filter(|it| it.state == RoundState::Open) {
            for summary in tx.ask_summary(tenant, &round.id).await? {
                // At noon in UTC it is the same date everywhere from twelve hours east to twelve hours west: five hours
                // before 17:00 there.
                let noon = summary.last_deadline.map(|at| at - FROM_NOON);
                runs_until = runs_until.max(noon.map(|at| local_date(at, &TimeZone::UTC)));
            }
        }
        let left_out = of_cadence().filter(|it| it.skip_reason == Some(SkipReason::TeamLead));
        Ok(Self {
            left_out: left_out.map(|it| it.date).collect(),
            runs_until,
            planned: planned.next().cloned(),
            planned_later: planned.map(|it| it.id.clone()).collect(),
            previous: of_cadence()
                .filter(|it| it.opened_at.is_some())
                .map(|it| it.date)
                .max(),
            next_number: rounds.first().map_or(1, |latest| latest.number + 1),
        })
    }
}
