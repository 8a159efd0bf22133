//! A loop: the standing arrangement of who is asked, when, and where the outcome goes.

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::coded::coded;
use super::holidays::Country;
use super::ids::{ChannelId, LoopId};
use super::language::Language;
use super::member::WorkingDays;
use super::working_calendar::WorkingCalendar;

/// Leads in one ask unless the loop says otherwise, over all loops of a rep.
pub const LEADS_PER_ASK: u8 = 5;
/// Days back from which a new loop takes leads, unless chosen otherwise (0 to 90).
pub const LEAD_DAYS_BACK: u8 = 30;
/// Longest name of a loop, in characters.
pub const NAME_MAX: usize = 60;
/// Longest "who is our customer" line, in characters.
pub const IDEAL_CUSTOMER_MAX: usize = 150;

coded! {
    /// Which of its weekdays in a month a monthly loop uses.
    Nth {
        /// The first.
        First => "first",
        /// The second.
        Second => "second",
        /// The third.
        Third => "third",
        /// The fourth.
        Fourth => "fourth",
        /// The last.
        Last => "last",
    }
}

/// How often a loop has a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "every", rename_all = "snake_case")]
pub enum Cadence {
    /// Every so many weeks (1, 2 or 4) from the anchor date.
    Weeks {
        /// 1, 2 or 4.
        weeks: u8,
    },
    /// Monthly, on the nth or last such weekday.
    Month {
        /// Which one of the month.
        nth: Nth,
        /// 1 = Monday … 7 = Sunday.
        weekday: u8,
    },
}

impl Cadence {
    /// The weekday of a monthly cadence.
    #[must_use]
    pub fn month_weekday(self) -> Option<Weekday> {
        match self {
            Self::Weeks { .. } => None,
            Self::Month { weekday, .. } => i8::try_from(weekday)
                .ok()
                .and_then(|day| Weekday::from_monday_one_offset(day).ok()),
        }
    }
}

coded! {
    /// Whether a loop runs.
    LoopState {
        /// Rounds are planned and asked.
        Active => "active",
        /// Nothing is asked or posted until it is resumed; open rounds close quietly.
        Paused => "paused",
        /// Over for good: it never posts again.
        Ended => "ended",
    }
}

/// A standing arrangement. Its people (roles) and teams are kept beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackLoop {
    /// Its id.
    pub id: LoopId,
    /// Its name, as people call it; at most [`NAME_MAX`] characters.
    pub name: String,
    /// Whether it runs.
    pub state: LoopState,
    /// How often it has a round.
    pub cadence: Cadence,
    /// The date from which weeks are counted: the first round's date.
    pub anchor: Date,
    /// The local time, in each rep's own zone, at which asks are due.
    pub ask_at: Time,
    /// The answer window in working days, 3 to 10.
    pub window_days: u8,
    /// IANA name of the home time zone, in which the digest goes out.
    pub zone: String,
    /// Whose public holidays are no working days of the loop, nor of its reps unless they keep others.
    pub country: Option<Country>,
    /// The language of its channel messages.
    pub language: Language,
    /// Where the digest goes, besides the team leads' direct messages.
    pub digest_channel: Option<ChannelId>,
    /// Where briefings go.
    pub briefing_channel: Option<ChannelId>,
    /// "Who is our customer", in one line.
    pub ideal_customer: Option<String>,
    /// The quarter's goal of accepted leads, set by both teams.
    pub quarter_goal: Option<u32>,
    /// Most leads in one ask.
    pub leads_per_ask: u8,
    /// Leads that came in up to this many days before the loop's first round are asked about, 0 to 90.
    pub lead_days_back: u8,
    /// Whether campaign owners see ratings with the reps' names (and exports carry them).
    pub shows_names: bool,
    /// Raised by one with each edit; an edit made on an older one is refused.
    pub revision: i64,
}

impl FeedbackLoop {
    /// The loop's home time zone; UTC where the name is unknown to the time zone database.
    #[must_use]
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }

    /// The loop's own working days: Monday to Friday at home, without public holidays.
    #[must_use]
    pub fn calendar(&self) -> WorkingCalendar {
        WorkingCalendar {
            days: WorkingDays::default(),
            country: self.country,
        }
    }
}
