//! Working days and working hours, and the instants that follow from them.
//!
//! Local times become instants here and nowhere else: a time that a clock change skips moves forward
//! by the gap, one that comes twice is the earlier of the two. A whole day that a zone leaves out (Apia, 30 December
//! 2011) is a gap of 24 hours: its times are the next day's.
//!
//! Public holidays are free for whoever keeps them: nothing is sent, and no working day is counted. Only the end of
//! an answer window takes no notice of them, for it is one date for a whole loop ([`deadline_date`]).

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::cadence::days_between;
use super::member::WorkingDays;
use super::working_calendar::WorkingCalendar;

/// The local hours in which somebody may be pinged: from 08:00, and before 18:00.
pub const WORKING_HOURS: (Time, Time) = (Time::constant(8, 0, 0, 0), Time::constant(18, 0, 0, 0));
/// The local time at which answer windows end.
pub const DEADLINE_TIME: Time = Time::constant(17, 0, 0, 0);
/// The local time of the digest and of word to marketing, in the loop's home zone.
pub const MORNING: Time = Time::constant(9, 0, 0, 0);
/// Working days after which a lead may be asked about.
pub const RIPENS_AFTER_DAYS: u32 = 2;

/// How far ahead a working day is looked for. Somebody who works one day a week can find it a holiday several weeks
/// in a row; and a zone that moves across the date line loses a day.
const LOOKED_AHEAD_DAYS: u32 = 70;

/// The instant at which clocks in this zone show this date and time.
#[must_use]
pub fn local_instant(date: Date, time: Time, zone: &TimeZone) -> Timestamp {
    zone.to_ambiguous_timestamp(date.to_datetime(time))
        .compatible()
        .unwrap_or(if date.year() < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        })
}

/// The date that calendars in this zone show at this instant.
#[must_use]
pub fn local_date(at: Timestamp, zone: &TimeZone) -> Date {
    zone.to_datetime(at).date()
}

/// The first moment from `from` on, and not before `away_until`, in working hours on a working day:
/// `from` itself if it is one.
#[must_use]
pub fn next_working_moment(
    from: Timestamp,
    zone: &TimeZone,
    calendar: impl Into<WorkingCalendar>,
    away_until: Option<Timestamp>,
) -> Timestamp {
    let calendar = calendar.into();
    let start = away_until.map_or(from, |until| until.max(from));
    let mut date = local_date(start, zone);
    for _ in 0..LOOKED_AHEAD_DAYS {
        if calendar.works_on(date) {
            let moment = start.max(local_instant(date, WORKING_HOURS.0, zone));
            let is_before_closing = moment < local_instant(date, WORKING_HOURS.1, zone);
            // On a day that a zone left out altogether, eight o'clock lies on another one.
            if is_before_closing && local_date(moment, zone) == date {
                return moment;
            }
        }
        date = date.saturating_add(1.day());
    }
    start
}

/// The `count`-th working day strictly after a date; the date itself for 0.
#[must_use]
pub fn add_working_days(date: Date, count: u32, calendar: impl Into<WorkingCalendar>) -> Date {
    walk(date, count, calendar.into(), Date::tomorrow)
}

/// The `count`-th working day strictly before a date; the date itself for 0.
#[must_use]
pub fn subtract_working_days(date: Date, count: u32, calendar: impl Into<WorkingCalendar>) -> Date {
    walk(date, count, calendar.into(), Date::yesterday)
}

fn walk(
    mut date: Date,
    mut count: u32,
    calendar: WorkingCalendar,
    step: fn(Date) -> Result<Date, jiff::Error>,
) -> Date {
    while count > 0 {
        let Ok(day) = step(date) else { break };
        date = day;
        if calendar.works_on(day) {
            count -= 1;
        }
    }
    date
}

/// Working days after `from` up to and including `to`: how old a lead is. 0 when `to` is not later.
#[must_use]
pub fn working_days_between(from: Date, to: Date, calendar: impl Into<WorkingCalendar>) -> u32 {
    let calendar = calendar.into();
    let days = calendar.days;
    let Ok(span) = u32::try_from(days_between(from, to)) else {
        return 0;
    };
    let mut weekday = from.weekday();
    let rest = (0..span % 7).filter(|_| {
        weekday = weekday.wrapping_add(1);
        days.contains(weekday)
    });
    let rest = u32::try_from(rest.count()).unwrap_or(0);
    let off = u32::try_from(calendar.days_off(from, to)).unwrap_or(u32::MAX);
    (span / 7 * days.bits().count_ones() + rest).saturating_sub(off)
}

/// The date on which a round's answer window ends: its last day from Monday to Friday, for everybody. A part-timer has
/// the same date as the others, and so has whoever keeps a public holiday on the way: rounds of one loop end together
/// in every country of its reps, and a window that fits the cadence fits it every year.
#[must_use]
pub fn deadline_date(round_date: Date, window_days: u8) -> Date {
    add_working_days(round_date, u32::from(window_days), WorkingDays::default())
}

/// Until when answers count as in time: 17:00 in the rep's zone on [`deadline_date`].
#[must_use]
pub fn deadline(round_date: Date, window_days: u8, zone: &TimeZone) -> Timestamp {
    local_instant(deadline_date(round_date, window_days), DEADLINE_TIME, zone)
}

/// When a digest is due: 09:00 on the first working day of the loop after the day of closing, both in
/// the home zone. A round that closes in the small hours (its last rep lives far to the west)
/// still leaves campaign owners a working day to answer.
#[must_use]
pub fn digest_instant(
    closed_at: Timestamp,
    home: &TimeZone,
    calendar: impl Into<WorkingCalendar>,
) -> Timestamp {
    let day = add_working_days(local_date(closed_at, home), 1, calendar);
    local_instant(day, MORNING, home)
}

/// When the one reminder is due: at 80 % of the time from the sending to the deadline, moved to the
/// rep's next working moment. None when that is not before the deadline, or on the day of the
/// sending (a person gets one message a day at most).
#[must_use]
pub fn reminder_instant(
    sent_at: Timestamp,
    deadline_at: Timestamp,
    zone: &TimeZone,
    calendar: impl Into<WorkingCalendar>,
    away_until: Option<Timestamp>,
) -> Option<Timestamp> {
    let seconds = sent_at.duration_until(deadline_at).as_secs();
    let at = sent_at
        .saturating_add(SignedDuration::from_secs(seconds / 5 * 4))
        .ok()?;
    let moment = next_working_moment(at, zone, calendar, away_until);
    (seconds > 0 && moment < deadline_at && local_date(moment, zone) > local_date(sent_at, zone))
        .then_some(moment)
}

/// From when a lead may be asked about: two working days of its owner's after it came in, at the same
/// local time.
#[must_use]
pub fn ripens_at(
    came_in_at: Timestamp,
    zone: &TimeZone,
    calendar: impl Into<WorkingCalendar>,
) -> Timestamp {
    let came_in = zone.to_datetime(came_in_at);
    let day = add_working_days(came_in.date(), RIPENS_AFTER_DAYS, calendar);
    local_instant(day, came_in.time(), zone)
}

#[cfg(test)]
#[path = "working_time_tests.rs"]
mod tests;
