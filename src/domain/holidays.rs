//! Public holidays: on which dates a country does not work. Dates alone, never their names.
//!
//! They stand in `data/holidays.txt`, which `data/public_holidays.py` writes. After the last year in it no day is a
//! holiday; an operator is warned well before that ([`ends_soon`]).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::working_time::local_date;

const DATA: &str = include_str!("../../data/holidays.txt");

/// Years before the end of the data from which on an operator is warned.
const WARNED_YEARS_AHEAD: i16 = 2;

struct Known {
    /// By code; the dates of each in order.
    dates: BTreeMap<&'static str, Vec<Date>>,
    /// IANA name of a zone, and the code of the country it lies in.
    zones: BTreeMap<&'static str, &'static str>,
    last_year: i16,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| read(DATA));

/// A country, or a part of one with holidays of its own, whose public holidays are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country(&'static str);

impl Country {
    /// The country of an ISO 3166 code: `NL`, or `DE-BY` for a part. None for one that is not known.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let (code, _) = KNOWN.dates.get_key_value(code)?;
        Some(Self(code))
    }

    /// Its ISO 3166 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0
    }

    /// The country in which a zone (its IANA name) lies, where one can be told.
    #[must_use]
    pub fn of_zone(zone: &str) -> Option<Self> {
        KNOWN.zones.get(zone).and_then(|code| Self::from_code(code))
    }

    /// Every country that is known, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        KNOWN.dates.keys().map(|code| Self(code))
    }

    /// Whether this date is a public holiday in it.
    #[must_use]
    pub fn is_holiday(self, date: Date) -> bool {
        self.dates().binary_search(&date).is_ok()
    }

    /// Its public holidays after `from`, up to and including `to`.
    pub(super) fn holidays_between(self, from: Date, to: Date) -> &'static [Date] {
        let dates = self.dates();
        let first = dates.partition_point(|date| *date <= from);
        let end = dates.partition_point(|date| *date <= to);
        dates.get(first..end).unwrap_or_default()
    }

    fn dates(self) -> &'static [Date] {
        KNOWN.dates.get(self.0).map_or(&[], Vec::as_slice)
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::from_code(&code).ok_or_else(|| {
            serde::de::Error::custom(format!("no country with known holidays: {code}"))
        })
    }
}

/// Whose public holidays somebody keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OwnHolidays {
    /// Those of the country of the loop that asks.
    #[default]
    OfTheLoop,
    /// None.
    Nowhere,
    /// Those of this country.
    Of(Country),
}

impl OwnHolidays {
    const NOWHERE: &'static str = "none";

    /// The country, in a loop of this one.
    #[must_use]
    pub fn country(self, of_the_loop: Option<Country>) -> Option<Country> {
        match self {
            Self::OfTheLoop => of_the_loop,
            Self::Nowhere => None,
            Self::Of(country) => Some(country),
        }
    }

    /// As the store and the form write it; none for the loop's.
    #[must_use]
    pub fn code(self) -> Option<&'static str> {
        match self {
            Self::OfTheLoop => None,
            Self::Nowhere => Some(Self::NOWHERE),
            Self::Of(country) => Some(country.code()),
        }
    }

    /// Reads what [`code`](Self::code) wrote; none for a country that is not known.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        if code == Self::NOWHERE {
            return Some(Self::Nowhere);
        }
        Country::from_code(code).map(Self::Of)
    }
}

/// The last year whose holidays are known, when that is near: it is time for a newer leadloop.
#[must_use]
pub fn ends_soon(now: Timestamp) -> Option<i16> {
    let year = local_date(now, &TimeZone::UTC).year();
    (year + WARNED_YEARS_AHEAD > KNOWN.last_year).then_some(KNOWN.last_year)
}

/// `NL 2026 101 427`: 1 January and 27 April. `@Europe/Amsterdam NL`: where a zone lies.
fn read(data: &'static str) -> Known {
    let mut known = Known {
        dates: BTreeMap::new(),
        zones: BTreeMap::new(),
        last_year: 0,
    };
    for line in data.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_ascii_whitespace();
        let (Some(first), Some(second)) = (words.next(), words.next()) else {
            continue;
        };
        if let Some(zone) = first.strip_prefix('@') {
            known.zones.insert(zone, second);
            continue;
        }
        let Ok(year) = second.parse::<i16>() else {
            continue;
        };
        let days = words.filter_map(|word| {
            let day: i16 = word.parse().ok()?;
            let (month, day) = (i8::try_from(day / 100).ok()?, i8::try_from(day % 100).ok()?);
            Date::new(year, month, day).ok()
        });
        known.dates.entry(first).or_default().extend(days);
        known.last_year = known.last_year.max(year);
    }
    known
}

#[cfg(test)]
#[path = "holidays_tests.rs"]
mod tests;
