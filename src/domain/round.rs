//! A round: one date of a loop, from its first ask to its digest.

use jiff::Timestamp;
use jiff::civil::Date;

use super::coded::coded;
use super::ids::{LoopId, MemberId, RoundId};

mod advance;
mod change;
mod step;
#[cfg(test)]
mod walk;
#[cfg(test)]
mod walk_properties;
#[cfg(test)]
mod walk_tests;
pub use advance::{EMPTY_ROUNDS_TOLD, TOLD_AHEAD_DAYS, advance, depends_on_new_leads};
pub use change::{
    ChangeRefusal, DAYS_TO_NEXT_ROUND, EXTRA_EVERY, RefusedUntil, WINDOW_MAX, WINDOW_MIN,
    WindowTooLong, extra_date, is_late, may_ask_now, shift, skip, window_fits,
};
pub use step::{AskCounts, RoundAction, RoundFacts, Step};

coded! {
    /// Where a round is.
    RoundState {
        /// Its date is set; nothing was asked yet.
        Planned => "planned",
        /// At least one ask was sent; answers are taken.
        Open => "open",
        /// The last deadline has passed; figures are frozen.
        Closed => "closed",
        /// Its digest is out.
        Published => "published",
        /// Nothing was asked, and nothing will be.
        Skipped => "skipped",
    }
}

coded! {
    /// Why a round was skipped.
    SkipReason {
        /// No leads for anybody.
        NoLeads => "no_leads",
        /// A team lead skipped it.
        TeamLead => "team_lead",
        /// Who had something to be asked about was away, and not back before half the window.
        Away => "away",
        /// The bot was down for more than 24 hours when its asks were due.
        Downtime => "downtime",
        /// The loop was paused or ended.
        LoopStopped => "loop_stopped",
    }
}

/// One date of a loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// The loop it belongs to.
    pub loop_id: LoopId,
    /// 1 for the loop's first round; given when planned, without gaps.
    pub number: u32,
    /// Its date; asks are due on it in each rep's own zone.
    pub date: Date,
    /// Where it is.
    pub state: RoundState,
    /// Why it was skipped, if it was.
    pub skip_reason: Option<SkipReason>,
    /// Made by `ask now`, outside the cadence.
    pub is_extra: bool,
    /// The one rep whom it asks; none for all of the loop. Such a round has no figures and no digest: the
    /// next one that asks all counts its answers.
    pub only_rep: Option<MemberId>,
    /// Asks due more than 24 hours before the bot came back were dropped; the digest says so.
    pub missed_by_downtime: bool,
    /// Marketing was told that there are no new leads, two working days ahead.
    pub told_marketing: bool,
    /// When its first ask was sent.
    pub opened_at: Option<Timestamp>,
    /// When it closed.
    pub closed_at: Option<Timestamp>,
    /// When its digest is due: 09:00 of the next working day after closing, in the loop's home zone.
    pub digest_due_at: Option<Timestamp>,
    /// When its digest was handed to the outbox.
    pub published_at: Option<Timestamp>,
    /// When the scheduler must look at it next; none when nothing is left to do.
    pub next_wake: Option<Timestamp>,
}

impl Round {
    /// Whether campaign owners still answer its numbers: they were told, and none of `rounds`, the loop's
    /// latest, has closed with numbers of its own since.
    #[must_use]
    pub fn takes_owner_answers(&self, rounds: &[Self]) -> bool {
        let was_told = matches!(self.state, RoundState::Closed | RoundState::Published)
            && self.digest_due_at.is_some();
        let is_newer =
            |it: &Self| it.id != self.id && it.only_rep.is_none() && it.closed_at > self.closed_at;
        was_told && !rounds.iter().any(is_newer)
    }

    /// A round as it is planned; looked at for the first time at `now`.
    #[must_use]
    pub fn planned(id: RoundId, loop_id: LoopId, number: u32, date: Date, now: Timestamp) -> Self {
        Self {
            id,
            loop_id,
            number,
            date,
            state: RoundState::Planned,
            skip_reason: None,
            is_extra: false,
            only_rep: None,
            missed_by_downtime: false,
            told_marketing: false,
            opened_at: None,
            closed_at: None,
            digest_due_at: None,
            published_at: None,
            next_wake: Some(now),
        }
    }
}
