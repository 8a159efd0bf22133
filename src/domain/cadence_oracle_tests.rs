//! The dates and instants of a loop against an implementation of RFC 5545 that is not ours.
//!
//! From 2014 to 2024: jiff and the oracle carry different releases of the time zone database, and both know these years.
//! The oracle finds no instant where a day begins with a gap, so asks here are not due before one o'clock.

use jiff::civil::{Date, Time, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use proptest::prelude::*;
use rrule::RRuleSet;

use super::*;
use crate::domain::working_time::local_instant;

/// Zones whose clocks do something remarkable: half an hour of daylight saving (Lord Howe), none in Ramadan
/// (Casablanca), less time in winter than the standard (Dublin), a change at midnight (Santiago, Asunción), quarters of
/// an hour (Kathmandu, Chatham), daylight saving given up on the way (Apia, São Paulo), the first zone of all (Kiritimati).
const ZONES: [&str; 16] = [
    "Europe/Amsterdam",
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "America/Asuncion",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Pacific/Kiritimati",
];
const END: Date = date(2024, 12, 31);

fn rule(cadence: Cadence) -> String {
    match cadence {
        Cadence::Weeks { weeks } => format!("FREQ=WEEKLY;INTERVAL={weeks}"),
        Cadence::Month { nth, weekday } => {
            let nth = match nth {
                Nth::First => 1,
                Nth::Second => 2,
                Nth::Third => 3,
                Nth::Fourth => 4,
                Nth::Last => -1,
            };
            let day = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][usize::from(weekday) - 1];
            format!("FREQ=MONTHLY;BYDAY={nth}{day}")
        }
    }
}

/// None where the anchor itself is in a gap or a fold: the oracle takes no such start.
fn by_the_oracle(cadence: Cadence, anchor: Date, at: Time, zone: &str) -> Option<Vec<i64>> {
    let start = anchor.to_datetime(at).strftime("%Y%m%dT%H%M%S");
    let until = END.tomorrow().unwrap().strftime("%Y%m%dT235959Z");
    let rules = format!(
        "DTSTART;TZID={zone}:{start}\nRRULE:{};UNTIL={until}",
        rule(cadence)
    );
    let set: RRuleSet = rules.parse().ok()?;
    let found = set.all(1_000);
    assert!(!found.limited);
    Some(
        found
            .dates
            .iter()
            .map(|it| it.to_utc().timestamp())
            .collect(),
    )
}

fn by_us(cadence: Cadence, anchor: Date, at: Time, zone: &str) -> Vec<i64> {
    let zone = TimeZone::get(zone).unwrap();
    let end = local_instant(
        END.tomorrow().unwrap(),
        Time::constant(23, 59, 59, 0),
        &TimeZone::UTC,
    );
    dates(cadence, anchor, anchor)
        .map(|date| local_instant(date, at, &zone))
        .take_while(|instant| *instant <= end)
        .map(Timestamp::as_second)
        .collect()
}

fn any_cadence() -> impl Strategy<Value = Cadence> {
    prop_oneof![
        prop::sample::select(vec![1, 2, 4]).prop_map(|weeks| Cadence::Weeks { weeks }),
        (prop::sample::select(Nth::ALL), 1_u8..=7)
            .prop_map(|(nth, weekday)| Cadence::Month { nth, weekday }),
    ]
}

fn any_anchor() -> impl Strategy<Value = Date> {
    let of_a_year = (0_i64..365).prop_map(|days| date(2014, 1, 1).saturating_add(days.days()));
    prop_oneof![
        8 => of_a_year,
        1 => Just(date(2016, 2, 29)),
        1 => Just(date(2020, 2, 29)),
    ]
}

/// Every minute from one o'clock on; those at which clocks change more often than others.
fn any_time() -> impl Strategy<Value = Time> {
    let minutes = prop_oneof![60_i16..240, 60_i16..1_440];
    minutes.prop_map(|it| {
        let (hour, minute) = (
            i8::try_from(it / 60).unwrap(),
            i8::try_from(it % 60).unwrap(),
        );
        Time::constant(hour, minute, 0, 0)
    })
}

proptest! {
    #[test]
    fn ten_years_of_a_loop_are_those_of_the_oracle(
        cadence in any_cadence(),
        anchor in any_anchor(),
        at in any_time(),
        zone in prop::sample::select(&ZONES[..]),
    ) {
        let Some(expected) = by_the_oracle(cadence, anchor, at, zone) else {
            return Err(TestCaseError::reject("the anchor is in a gap or a fold"));
        };
        prop_assert!(expected.len() >= 50, "{expected:?}");
        prop_assert_eq!(by_us(cadence, anchor, at, zone), expected);
    }
}

/// A Sunday loop at half past two meets every change of the clocks in Europe. In the gap the ask is due an hour later by
/// the clock, in the fold the first time that the clock shows half past two.
#[test]
fn a_gap_moves_forward_and_a_fold_is_met_the_first_time() {
    let weekly = Cadence::Weeks { weeks: 1 };
    let (anchor, at) = (date(2014, 1, 5), Time::constant(2, 30, 0, 0));
    let ours = by_us(weekly, anchor, at, "Europe/Amsterdam");
    assert_eq!(
        by_the_oracle(weekly, anchor, at, "Europe/Amsterdam"),
        Some(ours.clone())
    );
    let zone = TimeZone::get("Europe/Amsterdam").unwrap();
    let shown = |day: Date| {
        let instants = ours
            .iter()
            .map(|second| Timestamp::from_second(*second).unwrap());
        let mut shown = instants.map(|it| it.to_zoned(zone.clone()));
        shown.find(|it| it.date() == day).unwrap().to_string()
    };
    assert_eq!(
        shown(date(2024, 3, 31)),
        "2024-03-31T03:30:00+02:00[Europe/Amsterdam]"
    );
    assert_eq!(
        shown(date(2024, 10, 27)),
        "2024-10-27T02:30:00+02:00[Europe/Amsterdam]"
    );
}
