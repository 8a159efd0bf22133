//! What becomes of an ask, or of its reminder, that could not be posted at its moment: Slack wanted no more
//! messages just then, or could not be reached.

use jiff::Timestamp;

use super::plan::sending_moment;
use super::{Ask, AskState};
use crate::domain::feedback_loop::LoopState;
use crate::domain::member::Member;
use crate::domain::working_time::next_working_moment;

/// What is to be done with a message to a rep whose turn has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waited {
    /// Post it.
    Goes,
    /// The rep has gone home, or on leave: post it then.
    Until(Timestamp),
    /// It makes no sense any more; an ask that nobody has seen is this from now on.
    Never(AskState),
}

/// Whether an ask may be posted now.
#[must_use]
pub fn ask_that_waited(
    ask: &Ask,
    member: &Member,
    loop_state: LoopState,
    now: Timestamp,
) -> Waited {
    if loop_state != LoopState::Active {
        return Waited::Never(AskState::Dropped);
    }
    match sending_moment(ask, member, now) {
        None => Waited::Never(AskState::Away),
        Some(moment) if moment > now => Waited::Until(moment),
        Some(_) => Waited::Goes,
    }
}

/// Whether an ask's reminder may be posted now.
#[must_use]
pub fn reminder_that_waited(
    ask: &Ask,
    member: &Member,
    loop_state: LoopState,
    now: Timestamp,
) -> Waited {
    let zone = member.time_zone();
    let moment = next_working_moment(now, &zone, member.working_days, member.away_until);
    let is_wanted = loop_state == LoopState::Active && member.can_be_asked();
    if !is_wanted || moment >= ask.deadline_at {
        return Waited::Never(ask.state);
    }
    match moment > now {
        true => Waited::Until(moment),
        false => Waited::Goes,
    }
}
