//! What is to be done now with one ask.
//!
//! Called when the ask wakes, and whenever something about its rep changes (leave, zone, days) or its
//! loop stops. The answer holds the ask as it will be once the step is done, so that advancing it
//! again at the same instant asks for nothing more.

use jiff::Timestamp;

use super::plan::{LATE_AT_MOST, sending_moment};
use super::{Ask, AskState};
use crate::domain::feedback_loop::LoopState;
use crate::domain::member::Member;
use crate::domain::working_calendar::WorkingCalendar;
use crate::domain::working_time::next_working_moment;

/// The leads of an ask, as far as its timing depends on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskLeads {
    /// Not chosen yet: they are when the ask is due.
    NotFrozen,
    /// Frozen; so many still wait for an answer.
    Frozen {
        /// Leads still open.
        open: u32,
    },
}

/// Why an ask was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DropReason {
    /// The bot was down when it should have gone; the digest says so.
    Downtime,
    /// The loop was paused or ended.
    LoopStopped,
}

/// The one thing to be done with an ask now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskStep {
    /// Nothing before that instant.
    Wait {
        /// The instant.
        until: Timestamp,
    },
    /// Choose and freeze its leads, then advance it again; without any, it is `empty`.
    Fill,
    /// Send it.
    Send,
    /// Send the one reminder.
    Remind,
    /// The deadline passed without an answer: it is `missed`. A partial ask stays partial.
    Close,
    /// Its rep is away for too much of the window: no message. Its leads, if frozen, are free again.
    Away,
    /// None of its leads is left: no message.
    Empty,
    /// It can't go any more: no message. Its leads, if frozen, are free again.
    Drop(DropReason),
    /// Nothing now, and nothing later.
    Done,
}

/// An ask after a look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdvancedAsk {
    /// The ask as it is once the step is done.
    pub ask: Ask,
    /// What is to be done.
    pub step: AskStep,
    /// When it must be looked at next; not after `now` when that is at once.
    pub next_wake: Option<Timestamp>,
}

/// What is to be done with an ask now; `calendar` are the days that its rep works.
#[must_use]
pub fn advance(
    ask: &Ask,
    member: &Member,
    calendar: WorkingCalendar,
    loop_state: LoopState,
    leads: AskLeads,
    now: Timestamp,
) -> AdvancedAsk {
    let mut ask = ask.clone();
    let step = match ask.state {
        AskState::Pending => advance_pending(&mut ask, member, calendar, loop_state, leads, now),
        AskState::Sent | AskState::Partial => {
            advance_sent(&mut ask, member, calendar, loop_state, leads, now)
        }
        AskState::Answered
        | AskState::Declined
        | AskState::Away
        | AskState::Missed
        | AskState::Empty
        | AskState::Dropped => AskStep::Done,
    };
    let next_wake = match step {
        AskStep::Wait { until } => Some(until),
        AskStep::Fill => Some(now),
        AskStep::Send | AskStep::Remind => Some(ask.next_of_sent()),
        AskStep::Close | AskStep::Away | AskStep::Empty | AskStep::Drop(_) | AskStep::Done => None,
    };
    AdvancedAsk {
        ask,
        step,
        next_wake,
    }
}

fn advance_pending(
    ask: &mut Ask,
    member: &Member,
    calendar: WorkingCalendar,
    loop_state: LoopState,
    leads: AskLeads,
    now: Timestamp,
) -> AskStep {
    if loop_state != LoopState::Active {
        return ask.dropped(DropReason::LoopStopped);
    }
    let Some(moment) = sending_moment(ask, member, calendar, now.max(ask.due_at)) else {
        // Would it have gone, had the bot looked in time? Then it is the bot that missed it.
        let was_missed =
            sending_moment(ask, member, calendar, ask.send_at).is_some_and(|then| then < now);
        if was_missed {
            return ask.dropped(DropReason::Downtime);
        }
        ask.state = AskState::Away;
        return AskStep::Away;
    };
    if ask.send_at.duration_until(now) > LATE_AT_MOST {
        return ask.dropped(DropReason::Downtime);
    }
    if moment != ask.send_at && moment > now {
        ask.move_sending(member, calendar, moment);
    }
    match leads {
        AskLeads::NotFrozen if now < ask.due_at => AskStep::Wait { until: ask.due_at },
        AskLeads::NotFrozen => AskStep::Fill,
        AskLeads::Frozen { open: 0 } => {
            ask.state = AskState::Empty;
            AskStep::Empty
        }
        AskLeads::Frozen { .. } if moment > now => AskStep::Wait { until: moment },
        AskLeads::Frozen { .. } => {
            ask.state = AskState::Sent;
            ask.move_sending(member, calendar, now);
            ask.sent_at = Some(now);
            AskStep::Send
        }
    }
}

fn advance_sent(
    ask: &mut Ask,
    member: &Member,
    calendar: WorkingCalendar,
    loop_state: LoopState,
    leads: AskLeads,
    now: Timestamp,
) -> AskStep {
    if now >= ask.deadline_at {
        if ask.state == AskState::Partial {
            return AskStep::Done;
        }
        ask.state = AskState::Missed;
        return AskStep::Close;
    }
    let at_deadline = AskStep::Wait {
        until: ask.deadline_at,
    };
    let Some(remind_at) = ask.remind_at.filter(|_| ask.reminded_at.is_none()) else {
        return at_deadline;
    };
    if now < remind_at {
        return AskStep::Wait { until: remind_at };
    }
    let nothing_open = matches!(leads, AskLeads::Frozen { open: 0 });
    let moment = next_working_moment(now, &member.time_zone(), calendar, member.away_until());
    let is_wanted = loop_state == LoopState::Active && member.can_be_asked() && !nothing_open;
    if !is_wanted || moment >= ask.deadline_at {
        ask.remind_at = None;
        return at_deadline;
    }
    if moment > now {
        ask.remind_at = Some(moment);
        return AskStep::Wait { until: moment };
    }
    ask.reminded_at = Some(now);
    AskStep::Remind
}

impl Ask {
    fn dropped(&mut self, reason: DropReason) -> AskStep {
        self.state = AskState::Dropped;
        AskStep::Drop(reason)
    }

    /// When a sent ask must be looked at next: its reminder while that is to come, else its deadline.
    fn next_of_sent(&self) -> Timestamp {
        self.remind_at
            .filter(|_| self.reminded_at.is_none())
            .unwrap_or(self.deadline_at)
    }
}
