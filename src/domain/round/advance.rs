//! What is to be done now with one round.
//!
//! A round with many reps is worked on in chunks, so that this looks at counts only: first the asks that
//! wake are advanced, then the round, with the facts as they are after that.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::step::{AskCounts, RoundAction, RoundFacts, Step};
use super::{Round, RoundState, SkipReason};
use crate::domain::ask::LATE_AT_MOST;
use crate::domain::cadence::next_date;
use crate::domain::feedback_loop::{FeedbackLoop, LoopState};
use crate::domain::working_time::{
    MORNING, digest_instant, local_date, local_instant, next_working_moment, subtract_working_days,
};

/// Working days before a round, at 09:00 in the home zone, on which marketing hears that no new leads
/// are there.
pub const TOLD_AHEAD_DAYS: u32 = 2;
/// Empty rounds in a row after which team leads hear it too.
pub const EMPTY_ROUNDS_TOLD: u32 = 2;

/// What is to be done with a round now, and when to look at it again.
///
/// One call goes as far as this instant allows. Called again at the same instant, with the facts as
/// they are after the actions, it asks for nothing more.
#[must_use]
pub fn advance(
    feedback_loop: &FeedbackLoop,
    round: &Round,
    facts: &RoundFacts,
    now: Timestamp,
) -> Step {
    let mut look = Look {
        feedback_loop,
        facts,
        now,
        round: round.clone(),
        actions: vec![],
    };
    look.round.missed_by_downtime |= facts.dropped_by_downtime;
    let mut next_wake = None;
    if look.round.state == RoundState::Planned {
        next_wake = look.planned();
    }
    if look.round.state == RoundState::Open {
        next_wake = look.open();
    }
    if look.round.state == RoundState::Closed {
        next_wake = look.closed();
    }
    look.round.next_wake = next_wake;
    Step {
        round: look.round,
        next_wake,
        actions: look.actions,
    }
}

/// Whether a look at a round with these asks depends on there being new leads, which takes long to find out: when it
/// is time to tell marketing that there are none.
#[must_use]
pub fn depends_on_new_leads(
    feedback_loop: &FeedbackLoop,
    round: &Round,
    asks: &AskCounts,
    now: Timestamp,
) -> bool {
    let tell_at = tells_marketing_at(feedback_loop, round);
    round.state == RoundState::Planned
        && !round.is_extra
        && !round.told_marketing
        && asks.were_sent() == 0
        && now >= tell_at
        && tell_at.duration_until(now) <= LATE_AT_MOST
}

struct Look<'a> {
    feedback_loop: &'a FeedbackLoop,
    facts: &'a RoundFacts,
    now: Timestamp,
    round: Round,
    actions: Vec<RoundAction>,
}

impl Look<'_> {
    fn planned(&mut self) -> Option<Timestamp> {
        if self.is_stopped() {
            self.drop_pending();
            self.skip(SkipReason::LoopStopped);
            return None;
        }
        if self.facts.asks.were_sent() > 0 {
            self.round.state = RoundState::Open;
            self.round.opened_at = Some(self.now);
            self.actions.push(RoundAction::Open);
            self.plan_next();
            return None;
        }
        let tell_at = self.tell_marketing();
        let fix_at = self.fix_asks();
        let home_due = self.home_due();
        let back_by = self.facts.back_by.filter(|at| *at > self.now);
        let is_settled = self.facts.asks.pending == 0 && fix_at.is_none() && back_by.is_none();
        if is_settled && self.now >= home_due {
            self.skip(match self.round.missed_by_downtime {
                true => SkipReason::Downtime,
                false if self.facts.asks.away > 0 => SkipReason::Away,
                false => SkipReason::NoLeads,
            });
            self.plan_next();
            return None;
        }
        self.earliest([
            tell_at,
            fix_at,
            back_by,
            self.facts.next_ask_wake,
            is_settled.then_some(home_due),
        ])
    }

    fn open(&mut self) -> Option<Timestamp> {
        if self.is_stopped() {
            self.drop_pending();
        }
        let last_deadline = self.facts.last_deadline.unwrap_or(self.now);
        let is_over = self.now >= last_deadline;
        let fix_at = if is_over || self.is_stopped() {
            None
        } else {
            self.fix_asks()
        };
        let pending = if self.is_stopped() {
            0
        } else {
            self.facts.asks.pending
        };
        if is_over && pending == 0 && self.facts.asks.sent == 0 {
            // What one rep answered is a figure by itself nowhere, and a stopped loop has no digest: the next round of
            // the rhythm counts it.
            let quietly = self.is_stopped() || self.round.only_rep.is_some();
            self.round.state = RoundState::Closed;
            self.round.closed_at = Some(self.now);
            self.round.digest_due_at = (!quietly).then(|| self.digest_due());
            self.actions.push(RoundAction::Close { quietly });
            return None;
        }
        self.earliest([fix_at, self.facts.next_ask_wake, Some(last_deadline)])
    }

    fn closed(&mut self) -> Option<Timestamp> {
        let due = self.round.digest_due_at?;
        if !self.facts.has_figures {
            self.actions.push(RoundAction::Freeze);
            return Some(self.now);
        }
        if self.is_stopped() {
            return None;
        }
        let home = self.feedback_loop.time_zone();
        // A digest that is late waits for office hours, like any message that people see arrive.
        let moment = next_working_moment(
            due.max(self.now),
            &home,
            self.feedback_loop.calendar(),
            None,
        );
        if moment > self.now {
            return Some(moment);
        }
        self.round.state = RoundState::Published;
        self.round.published_at = Some(self.now);
        self.actions.push(RoundAction::Publish);
        Some(self.now)
    }

    /// Tells marketing if it is time and there is something to tell; when that time is, if it is to come.
    fn tell_marketing(&mut self) -> Option<Timestamp> {
        if self.round.is_extra || self.round.told_marketing {
            return None;
        }
        let tell_at = tells_marketing_at(self.feedback_loop, &self.round);
        if self.now < tell_at {
            return Some(tell_at);
        }
        if !self.facts.has_new_leads && tell_at.duration_until(self.now) <= LATE_AT_MOST {
            self.round.told_marketing = true;
            let team_leads_too = self.facts.empty_rounds_before >= EMPTY_ROUNDS_TOLD;
            self.actions
                .push(RoundAction::TellMarketingNoLeads { team_leads_too });
        }
        None
    }

    /// Asks for asks to be fixed if it is time; when the next are to be fixed.
    fn fix_asks(&mut self) -> Option<Timestamp> {
        let at = self.facts.next_fix_at?;
        if at <= self.now {
            self.actions.push(RoundAction::FixAsks);
        }
        Some(at)
    }

    fn drop_pending(&mut self) {
        if self.facts.asks.pending > 0 {
            self.actions.push(RoundAction::DropPending);
        }
    }

    fn skip(&mut self, reason: SkipReason) {
        self.round.state = RoundState::Skipped;
        self.round.skip_reason = Some(reason);
        self.actions.push(RoundAction::Skip(reason));
    }

    fn plan_next(&mut self) {
        let date = date_after(self.feedback_loop, &self.round, self.now);
        if !self.round.is_extra && !self.facts.next_is_planned {
            self.actions.push(RoundAction::PlanNext { date });
        }
    }

    /// The loop's local time on the round's date at home: before it, nothing is given up.
    fn home_due(&self) -> Timestamp {
        let (time, zone) = (self.feedback_loop.ask_at, self.feedback_loop.time_zone());
        if self.round.is_extra {
            return self.now;
        }
        local_instant(self.round.date, time, &zone)
    }

    fn digest_due(&self) -> Timestamp {
        let home = self.feedback_loop.time_zone();
        digest_instant(self.now, &home, self.feedback_loop.calendar())
    }

    fn is_stopped(&self) -> bool {
        self.feedback_loop.state != LoopState::Active
    }

    fn earliest<const N: usize>(&self, instants: [Option<Timestamp>; N]) -> Option<Timestamp> {
        instants
            .into_iter()
            .flatten()
            .min()
            .map(|at| at.max(self.now))
    }
}

fn tells_marketing_at(feedback_loop: &FeedbackLoop, round: &Round) -> Timestamp {
    let calendar = feedback_loop.calendar();
    let day = subtract_working_days(round.date, TOLD_AHEAD_DAYS, calendar);
    local_instant(day, MORNING, &feedback_loop.time_zone())
}

/// The cadence's date after a round; after a long downtime, the first one whose asks may still go.
pub(super) fn date_after(feedback_loop: &FeedbackLoop, round: &Round, now: Timestamp) -> Date {
    let today = local_date(now, &feedback_loop.time_zone());
    let after = round.date.max(today.saturating_sub(2.days()));
    next_date(feedback_loop.cadence, feedback_loop.anchor, after)
}
