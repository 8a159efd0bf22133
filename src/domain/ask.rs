//! An ask: one rep's part of one round, and the leads in it.

use jiff::Timestamp;

use super::coded::coded;
use super::ids::{AskId, LeadId, MemberId, RoundId};

mod advance;
mod plan;
mod waited;
pub use advance::{AdvancedAsk, AskLeads, AskStep, DropReason, advance};
pub use plan::{
    FIXED_AHEAD, LATE_AT_MOST, LESS_OFTEN_DAYS, due_at, fixes_at, is_too_soon, plan_ask, takes_part,
};
pub use waited::{Waited, ask_that_waited, reminder_that_waited};

coded! {
    /// Where an ask is.
    AskState {
        /// Its instant is fixed; not sent yet.
        Pending => "pending",
        /// Sent; nothing answered yet.
        Sent => "sent",
        /// Some of its leads are answered.
        Partial => "partial",
        /// Every lead of it is answered or passed on.
        Answered => "answered",
        /// "Not this time".
        Declined => "declined",
        /// The rep was on leave: no message.
        Away => "away",
        /// The deadline passed without an answer.
        Missed => "missed",
        /// The rep had no lead to be asked about, or had been asked by another loop that day: no message. Or all
        /// its leads went to others after it was sent.
        Empty => "empty",
        /// Due more than 24 hours before the bot came back, or the loop was stopped: no message.
        Dropped => "dropped",
    }
}

coded! {
    /// The optional word a rep may give with "not this time".
    DeclineReason {
        /// Too early to say.
        TooEarly => "too_early",
        /// Too busy.
        TooBusy => "too_busy",
        /// Not my leads.
        NotMine => "not_mine",
    }
}

/// One rep's part of one round. Times are instants; the rep's zone was applied when they were fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Its id.
    pub id: AskId,
    /// The round it belongs to.
    pub round_id: RoundId,
    /// The rep.
    pub member_id: MemberId,
    /// Where it is.
    pub state: AskState,
    /// The loop's local time on the round's date in the rep's zone; fixed 24 hours ahead.
    pub due_at: Timestamp,
    /// When it is to be sent: `due_at`, or the next working moment after it, or the first working day back.
    pub send_at: Timestamp,
    /// Until when answers count as in time.
    pub deadline_at: Timestamp,
    /// When the one reminder is due; none when it would fall after the deadline.
    pub remind_at: Option<Timestamp>,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// When the reminder was sent.
    pub reminded_at: Option<Timestamp>,
    /// When its last open lead was answered, or it was declined.
    pub finished_at: Option<Timestamp>,
    /// The word given with "not this time".
    pub decline_reason: Option<DeclineReason>,
    /// Whether it was asked here if to ask less often, and what the answer was.
    pub less_often: Option<LessOften>,
}

impl Ask {
    /// Whether answers and edits are taken: until the deadline in any case, then until the rep's next ask.
    /// `sent` are the instants at which the rep's asks were sent, this one's among them or not.
    #[must_use]
    pub fn takes_answers(&self, mut sent: impl Iterator<Item = Timestamp>, now: Timestamp) -> bool {
        self.sent_at.is_some() && (now < self.deadline_at || sent.all(|at| at < self.deadline_at))
    }
}

coded! {
    /// "Shall I ask less often?", put once to somebody who let two asks in a row pass.
    LessOften {
        /// Asked; no answer yet.
        Asked => "asked",
        /// Every four weeks.
        Less => "less",
        /// As before.
        Kept => "kept",
    }
}

coded! {
    /// How much of the form a lead needs.
    AskedForm {
        /// The whole form.
        Full => "full",
        /// Accepted before, without a contact: the follow-up question only.
        FollowUpOnly => "follow_up",
    }
}

coded! {
    /// What became of a lead within an ask.
    AskedState {
        /// Waits for an answer.
        Open => "open",
        /// Rated.
        Rated => "rated",
        /// "Not my lead": passed on.
        PassedOn => "passed_on",
        /// Taken out because the owner changed or the lead was erased.
        Withdrawn => "withdrawn",
    }
}

/// One lead of an ask, frozen when the ask is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedLead {
    /// The ask.
    pub ask_id: AskId,
    /// The lead.
    pub lead_id: LeadId,
    /// Its place in the window, from 1; leads of one campaign stand together.
    pub position: u16,
    /// How much of the form it needs.
    pub form: AskedForm,
    /// What became of it.
    pub state: AskedState,
    /// The lead on whose card this one stands ("and two more from Nova Bouw"); none for a card of its own.
    pub card_of: Option<LeadId>,
    /// Skipped for now; comes last again before "finish", once.
    pub skipped: bool,
}
