//! Dates and times as people read them. The zone is the caller's: a moment is said as its own wall clock shows.

use jiff::Zoned;
use jiff::civil::{Date, Time, Weekday};

use super::t;
use crate::domain::feedback_loop::{Cadence, Nth};
use crate::domain::language::Language;

/// "Monday", "maandag".
#[must_use]
pub fn weekday(language: Language, day: Weekday) -> String {
    let key = match day {
        Weekday::Monday => "weekday-1",
        Weekday::Tuesday => "weekday-2",
        Weekday::Wednesday => "weekday-3",
        Weekday::Thursday => "weekday-4",
        Weekday::Friday => "weekday-5",
        Weekday::Saturday => "weekday-6",
        Weekday::Sunday => "weekday-7",
    };
    t!(language, key)
}

fn month(language: Language, date: Date) -> String {
    let key = match date.month() {
        1 => "month-1",
        2 => "month-2",
        3 => "month-3",
        4 => "month-4",
        5 => "month-5",
        6 => "month-6",
        7 => "month-7",
        8 => "month-8",
        9 => "month-9",
        10 => "month-10",
        11 => "month-11",
        _ => "month-12",
    };
    t!(language, key)
}

/// "23 November", "23 november".
#[must_use]
pub fn day_month(language: Language, date: Date) -> String {
    t!(
        language,
        "date-day-month",
        day = date.day(),
        month = month(language, date)
    )
}

/// "23 Nov", "23 nov": for the labels of a chart.
#[must_use]
pub fn short(language: Language, date: Date) -> String {
    let month: String = month(language, date).chars().take(3).collect();
    t!(language, "date-day-month", day = date.day(), month = month)
}

/// "Monday 23 November", "maandag 23 november".
#[must_use]
pub fn day(language: Language, date: Date) -> String {
    t!(
        language,
        "date-day",
        weekday = weekday(language, date.weekday()),
        date = day_month(language, date)
    )
}

/// "17:00", "17.00 uur".
#[must_use]
pub fn time(language: Language, time: Time) -> String {
    t!(
        language,
        "date-time",
        hour = format!("{:02}", time.hour()),
        minute = format!("{:02}", time.minute())
    )
}

/// "Monday 23 November, 17:00", "maandag 23 november 17.00 uur".
#[must_use]
pub fn moment(language: Language, moment: &Zoned) -> String {
    t!(
        language,
        "date-moment",
        date = day(language, moment.date()),
        time = time(language, moment.time())
    )
}

/// "Monday 17:00", "maandag 17.00 uur": for a moment less than a week away.
#[must_use]
pub fn weekday_time(language: Language, moment: &Zoned) -> String {
    t!(
        language,
        "date-weekday-time",
        weekday = weekday(language, moment.date().weekday()),
        time = time(language, moment.time())
    )
}

/// The two ends of a span of dates, the month said once when it is the same: ("2", "13 November").
#[must_use]
pub fn ends(language: Language, first: Date, last: Date) -> (String, String) {
    let same_month = first.month() == last.month() && first.year() == last.year();
    let first = if same_month {
        first.day().to_string()
    } else {
        day_month(language, first)
    };
    (first, day_month(language, last))
}

/// "2–13 November"; one date where both are the same.
#[must_use]
pub fn span(language: Language, first: Date, last: Date) -> String {
    if first == last {
        return day_month(language, last);
    }
    let (first, last) = ends(language, first, last);
    t!(language, "date-span", first = first, last = last)
}

/// "every two weeks", "on the first Tuesday of the month".
#[must_use]
pub fn cadence(language: Language, cadence: Cadence) -> String {
    match cadence {
        Cadence::Weeks { weeks } => t!(language, "cadence-weeks", weeks = weeks),
        Cadence::Month { nth, .. } => {
            let weekday = cadence
                .month_weekday()
                .map(|day| weekday(language, day))
                .unwrap_or_default();
            let key = match nth {
                Nth::First => "cadence-month-first",
                Nth::Second => "cadence-month-second",
                Nth::Third => "cadence-month-third",
                Nth::Fourth => "cadence-month-fourth",
                Nth::Last => "cadence-month-last",
            };
            t!(language, key, weekday = weekday)
        }
    }
}
