//! What a look at a round needs to know, and what it answers.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Round, SkipReason};
use crate::domain::ask::AskState;

/// How many asks of a round are in which state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AskCounts {
    /// Fixed, not sent.
    pub pending: u32,
    /// Sent, nothing answered.
    pub sent: u32,
    /// Some answered.
    pub partial: u32,
    /// All answered.
    pub answered: u32,
    /// "Not this time".
    pub declined: u32,
    /// On leave.
    pub away: u32,
    /// Unanswered at the deadline.
    pub missed: u32,
    /// Nothing to ask about.
    pub empty: u32,
    /// Not sent: downtime, or a stopped loop.
    pub dropped: u32,
}

impl AskCounts {
    /// Adds so many asks in this state.
    pub fn add(&mut self, state: AskState, count: u32) {
        let counted = match state {
            AskState::Pending => &mut self.pending,
            AskState::Sent => &mut self.sent,
            AskState::Partial => &mut self.partial,
            AskState::Answered => &mut self.answered,
            AskState::Declined => &mut self.declined,
            AskState::Away => &mut self.away,
            AskState::Missed => &mut self.missed,
            AskState::Empty => &mut self.empty,
            AskState::Dropped => &mut self.dropped,
        };
        *counted += count;
    }

    /// Asks that reached their rep.
    #[must_use]
    pub fn were_sent(&self) -> u32 {
        self.sent + self.partial + self.answered + self.declined + self.missed
    }
}

/// What a round's next step depends on, besides the round and its loop.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoundFacts {
    /// Its asks by state.
    pub asks: AskCounts,
    /// The last deadline of its asks that are pending or were sent.
    pub last_deadline: Option<Timestamp>,
    /// The earliest instant at which one of its asks must be looked at.
    pub next_ask_wake: Option<Timestamp>,
    /// The earliest instant at which a rep who takes part and has no ask yet must get one.
    pub next_fix_at: Option<Timestamp>,
    /// Until when somebody who is away may come back and still be asked.
    pub back_by: Option<Timestamp>,
    /// An ask was just dropped because the bot had been down.
    pub dropped_by_downtime: bool,
    /// There is a lead to ask about on the round's date; looked up where
    /// [`depends_on_new_leads`](super::depends_on_new_leads), else of no account.
    pub has_new_leads: bool,
    /// Rounds of the cadence in a row before this one that were skipped for want of leads.
    pub empty_rounds_before: u32,
    /// The loop has a planned round after this one.
    pub next_is_planned: bool,
    /// It has closed, and its figures are frozen.
    pub has_figures: bool,
}

/// Something to be done now with a round, in the order given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundAction {
    /// Tell marketing that no new leads are there for the coming round.
    TellMarketingNoLeads {
        /// Tell the team leads too: the rounds before were empty.
        team_leads_too: bool,
    },
    /// Fix the asks of all reps whose instant for it has come.
    FixAsks,
    /// Every pending ask becomes `dropped`.
    DropPending,
    /// Remove its asks, none of which was sent: the round has moved, and they will be fixed anew.
    ForgetAsks,
    /// The round has opened with its first ask.
    Open,
    /// The last deadline has passed: what is answered from now on is late. What the round counts is settled, unless it
    /// asked one rep alone.
    Close {
        /// The loop is paused or ended, or the round asked one rep alone: no message to anybody, and no
        /// digest later.
        quietly: bool,
    },
    /// Freeze the figures and, unless it closed quietly, send campaign owners theirs. It takes long, and is done while
    /// others may save.
    Freeze,
    /// Post the digest. What it changes in the messages of the round's asks comes after it.
    Publish,
    /// The round doesn't take place; nobody is told.
    Skip(SkipReason),
    /// Plan the loop's next round on this date.
    PlanNext {
        /// The date.
        date: Date,
    },
}

/// A round after a look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The round as it is once the actions are done, `next_wake` included.
    pub round: Round,
    /// When it must be looked at next: `now` if work is left, none if nothing ever will be.
    pub next_wake: Option<Timestamp>,
    /// What is to be done, in order.
    pub actions: Vec<RoundAction>,
}
