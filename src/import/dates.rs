//! Dates as exports and spreadsheets write them. What has no zone of its own is local to the zone
//! that the caller gives; what has no time is the start of that day there.

mod clock_time;
mod day;
mod tokens;

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

use self::clock_time::with_time;
use self::day::{Parts, date_parts};
use self::tokens::tokens;

/// Whether 3/11/2026 is 3 November or 11 March.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 3 November, as nearly everywhere.
    DayFirst,
    /// 11 March, as in the United States.
    MonthFirst,
}

impl fmt::Display for DateOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DayFirst => "day, month, year",
            Self::MonthFirst => "month, day, year",
        })
    }
}

/// An instant that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// When.
    pub(super) at: Timestamp,
    /// Read against the column's order, for it makes no date in that order.
    pub(super) is_swapped: bool,
}

/// What one value says about the order of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Evidence {
    /// One number is beyond 12.
    Sure(DateOrder),
    /// Could be either.
    Either,
    /// Not a date whose order matters.
    None,
}

/// Reads a date, with or without a time and a zone; none when it is not understood.
pub(super) fn read(text: &str, order: DateOrder, zone: &TimeZone) -> Option<Moment> {
    let text = text.trim();
    let plain = |at: Timestamp| Moment {
        at,
        is_swapped: false,
    };
    if let Some(at) = number(text, zone) {
        return sensible(plain(at));
    }
    if let Ok(at) = text.parse::<Timestamp>() {
        return sensible(plain(at));
    }
    if !text.contains(['Z', 'z', '+'])
        && let Ok(local) = text.parse::<DateTime>()
    {
        return sensible(plain(in_zone(local, zone)?));
    }
    let tokens = tokens(text);
    let (parts, rest) = date_parts(&tokens)?;
    let (date, is_swapped) = parts.date(order)?;
    let at = with_time(date, rest, zone)?;
    sensible(Moment { at, is_swapped })
}

/// What a value says about the order of day and month.
pub(super) fn evidence(text: &str) -> Evidence {
    match date_parts(&tokens(text.trim())) {
        Some((Parts::Numbers(first, second, _), _)) if first <= 31 && second <= 31 => {
            match (first > 12, second > 12) {
                (true, false) => Evidence::Sure(DateOrder::DayFirst),
                (false, true) => Evidence::Sure(DateOrder::MonthFirst),
                (false, false) if first != second => Evidence::Either,
                _ => Evidence::None,
            }
        }
        _ => Evidence::None,
    }
}

/// A slip of the keyboard is no date: leads come in within living memory of CRMs.
fn sensible(moment: Moment) -> Option<Moment> {
    let year = Offset::UTC.to_datetime(moment.at).year();
    (1990..=2100).contains(&year).then_some(moment)
}

fn in_zone(local: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    Some(zone.to_zoned(local).ok()?.timestamp())
}

/// Excel's days since 1899-12-30 with a fraction, Unix seconds and milliseconds, `20261103`.
fn number(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let value: i64 = whole.parse().ok()?;
    match (whole.len(), fraction) {
        (5, _) if (32_000..=73_500).contains(&value) => {
            let days = jiff::Span::new().try_days(value).ok()?;
            let date = Date::new(1899, 12, 30).ok()?.checked_add(days).ok()?;
            let fraction: f64 = format!("0.{fraction}").parse().ok()?;
            #[expect(clippy::cast_possible_truncation, reason = "at most 86,400")]
            let seconds = (fraction * 86_400.0).round() as i64;
            let seconds = jiff::Span::new().try_seconds(seconds).ok()?;
            in_zone(
                date.to_datetime(Time::midnight())
                    .checked_add(seconds)
                    .ok()?,
                zone,
            )
        }
        (8, "0") => in_zone(
            text.parse::<Date>().ok()?.to_datetime(Time::midnight()),
            zone,
        ),
        (10, "0") => Timestamp::from_second(value).ok(),
        (13, "0") => Timestamp::from_millisecond(value).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str, order: DateOrder) -> Option<String> {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        read(text, order, &zone).map(|moment| moment.at.to_string())
    }

    #[test]
    fn the_styles_of_real_exports() {
        for (text, instant) in [
            ("2026-11-03", "2026-11-02T23:00:00Z"),
            ("2026-11-03 10:15", "2026-11-03T09:15:00Z"),
            ("2026-11-03T10:15:30.000Z", "2026-11-03T10:15:30Z"),
            ("2026-11-03T10:15:30+0100", "2026-11-03T09:15:30Z"),
            ("2026-11-03 10:15:30 UTC", "2026-11-03T10:15:30Z"),
            ("2026/11/03", "2026-11-02T23:00:00Z"),
            ("20261103", "2026-11-02T23:00:00Z"),
            ("3-11-2026", "2026-11-02T23:00:00Z"),
            ("03.11.26, 10.15", "2026-11-03T09:15:00Z"),
            ("3/11/2026 10:15:30", "2026-11-03T09:15:30Z"),
            ("3 nov. 2026", "2026-11-02T23:00:00Z"),
            (
                "dinsdag 3 november 2026 om 10:15 uur",
                "2026-11-03T09:15:00Z",
            ),
            ("Nov 3, 2026 10:15 AM", "2026-11-03T09:15:00Z"),
            ("Nov 3rd, 2026 at 12:15 p.m.", "2026-11-03T11:15:00Z"),
            ("Tue, 3 Nov 2026 10:15:00 GMT+2", "2026-11-03T08:15:00Z"),
            ("03-Nov-26", "2026-11-02T23:00:00Z"),
            ("14 mrt 2026", "2026-03-13T23:00:00Z"),
            ("3 févr. 2026", "2026-02-02T23:00:00Z"),
            ("46329", "2026-11-02T23:00:00Z"),
            ("46329,5", "2026-11-03T11:00:00Z"),
            ("1793700000000", "2026-11-03T10:00:00Z"),
            ("11/03/2026 2:05 PM (CET)", "2026-03-11T13:05:00Z"),
        ] {
            assert_eq!(
                at(text, DateOrder::DayFirst).as_deref(),
                Some(instant),
                "{text}"
            );
        }
        assert_eq!(
            at("11/03/2026", DateOrder::MonthFirst).as_deref(),
            Some("2026-11-02T23:00:00Z")
        );
        for text in [
            "",
            "soon",
            "31-31-2026",
            "3/11",
            "n/a",
            "2026-02-30",
            "10:15",
            "12345678901",
            "Q4 2026",
        ] {
            assert_eq!(at(text, DateOrder::DayFirst), None, "{text}");
        }
    }

    #[test]
    fn a_date_that_can_only_be_read_the_other_way_is() {
        let zone = TimeZone::UTC;
        let moment = read("11/25/2026", DateOrder::DayFirst, &zone).unwrap();
        assert!(moment.is_swapped);
        assert_eq!(moment.at.to_string(), "2026-11-25T00:00:00Z");
    }

    #[test]
    fn values_tell_the_order_of_their_column() {
        assert_eq!(evidence("31/12/2026"), Evidence::Sure(DateOrder::DayFirst));
        assert_eq!(
            evidence("12/31/2026 10:15"),
            Evidence::Sure(DateOrder::MonthFirst)
        );
        assert_eq!(evidence("3/11/2026"), Evidence::Either);
        assert_eq!(evidence("3/3/2026"), Evidence::None);
        assert_eq!(evidence("2026-11-03"), Evidence::None);
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,40}|[0-9:/.+ -]{0,30}|[0-9]{1,4}[-/ ](nov|11)[-/ ][0-9]{1,4} [0-9:]{0,12}[apm +-]{0,4}[0-9]{0,6}") {
            let _ = at(&text, DateOrder::MonthFirst);
            let _ = evidence(&text);
        }
    }
}
