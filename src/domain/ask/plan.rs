//! Fixing an ask: its instants, from the zone and the days that its rep has at that moment.
//!
//! An ask is fixed once, 24 hours ahead, and its due instant and deadline never move again: a rep who
//! travels is neither asked twice nor missed.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{Ask, AskState};
use crate::domain::cadence::days_between;
use crate::domain::feedback_loop::FeedbackLoop;
use crate::domain::ids::AskId;
use crate::domain::member::Member;
use crate::domain::round::Round;
use crate::domain::working_calendar::WorkingCalendar;
use crate::domain::working_time::{
    deadline, local_date, local_instant, next_working_moment, reminder_instant,
};

/// How long before it is due an ask is fixed.
pub const FIXED_AHEAD: SignedDuration = SignedDuration::from_hours(24);
/// How late an ask may still go out after the bot was down.
pub const LATE_AT_MOST: SignedDuration = SignedDuration::from_hours(24);
/// Days between two asks of somebody who wants to be asked less often.
pub const LESS_OFTEN_DAYS: i64 = 28;

/// When the ask of a rep in this zone is to be fixed: 24 hours before the loop's local time there on
/// the round's date. An extra round's asks are fixed as soon as there is a round.
#[must_use]
pub fn fixes_at(feedback_loop: &FeedbackLoop, round: &Round, zone: &TimeZone) -> Timestamp {
    if round.is_extra {
        return local_instant(round.date, Time::midnight(), &feedback_loop.time_zone());
    }
    earlier(due_at(feedback_loop, round, zone), FIXED_AHEAD)
}

/// When the ask of a rep in this zone is due in a round of the cadence.
#[must_use]
pub fn due_at(feedback_loop: &FeedbackLoop, round: &Round, zone: &TimeZone) -> Timestamp {
    local_instant(round.date, feedback_loop.ask_at, zone)
}

/// Whether a rep who joined the loop at this instant is in the round: whoever joins after their own
/// due instant comes in with the next one, else they would look as if the bot had missed them.
#[must_use]
pub fn takes_part(
    feedback_loop: &FeedbackLoop,
    round: &Round,
    zone: &TimeZone,
    joined_at: Timestamp,
) -> bool {
    if round.is_extra {
        return round.opened_at.is_none_or(|opened| joined_at < opened);
    }
    joined_at < due_at(feedback_loop, round, zone)
}

/// Whether a rep who wants to be asked at most every four weeks was asked too recently for an ask that is due at this
/// instant. `last_due_at` is when the last ask that was sent had been due: on which of their days it went does not
/// make four weeks of a rhythm into six.
#[must_use]
pub fn is_too_soon(member: &Member, last_due_at: Option<Timestamp>, due_at: Timestamp) -> bool {
    let zone = member.time_zone();
    member.asks_less_often
        && last_due_at.is_some_and(|last| {
            days_between(local_date(last, &zone), local_date(due_at, &zone)) < LESS_OFTEN_DAYS
        })
}

/// The ask of one rep in one round, as it is fixed now.
///
/// `away` at once when their leave covers the first half of the window, when no working moment of
/// theirs is left before the deadline, or when they can't be asked at all; else `pending`. An extra
/// round's asks are due now, all others at the loop's local time.
#[must_use]
pub fn plan_ask(
    feedback_loop: &FeedbackLoop,
    round: &Round,
    member: &Member,
    id: AskId,
    now: Timestamp,
) -> Ask {
    let zone = member.time_zone();
    let calendar = member.calendar(feedback_loop.country);
    let due_at = if round.is_extra {
        now
    } else {
        due_at(feedback_loop, round, &zone)
    };
    let deadline_at = deadline(round.date, feedback_loop.window_days, &zone);
    let mut ask = Ask {
        id,
        round_id: round.id.clone(),
        member_id: member.id.clone(),
        state: AskState::Pending,
        due_at,
        send_at: due_at,
        deadline_at,
        remind_at: None,
        sent_at: None,
        reminded_at: None,
        finished_at: None,
        decline_reason: None,
        less_often: None,
    };
    match sending_moment(&ask, member, calendar, due_at) {
        Some(moment) => ask.move_sending(member, calendar, moment),
        None => ask.state = AskState::Away,
    }
    ask
}

/// The rep's first working moment from `from` on at which this ask may go; none when they can't be
/// asked, are away for half the window or more, or don't work before the deadline.
pub(super) fn sending_moment(
    ask: &Ask,
    member: &Member,
    calendar: WorkingCalendar,
    from: Timestamp,
) -> Option<Timestamp> {
    let away_until = member.away_until().filter(|&until| until > from);
    if !member.can_be_asked() || away_until.is_some_and(|until| until >= ask.half_at()) {
        return None;
    }
    let moment = next_working_moment(from, &member.time_zone(), calendar, away_until);
    (moment < ask.deadline_at).then_some(moment)
}

impl Ask {
    /// When half the window is over: whoever is back later is asked in the next round.
    #[must_use]
    pub fn half_at(&self) -> Timestamp {
        let half = self.due_at.duration_until(self.deadline_at) / 2;
        self.due_at.saturating_add(half).unwrap_or(self.deadline_at)
    }

    /// Sets the instant of sending, and that of the reminder with it.
    pub(super) fn move_sending(
        &mut self,
        member: &Member,
        calendar: WorkingCalendar,
        send_at: Timestamp,
    ) {
        self.send_at = send_at;
        self.remind_at = reminder_instant(
            send_at,
            self.deadline_at,
            &member.time_zone(),
            calendar,
            member.away_until(),
        );
    }
}

pub(super) fn earlier(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_sub(by).unwrap_or(Timestamp::MIN)
}
