//! A person leadloop knows, and when that person works.

use jiff::Timestamp;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::coded::coded;
use super::holidays::{Country, OwnHolidays};
use super::ids::MemberId;
use super::language::Language;
use super::working_calendar::WorkingCalendar;

/// The days of the week on which somebody works; Monday to Friday unless they said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkingDays(u8);

impl Default for WorkingDays {
    fn default() -> Self {
        Self(0b001_1111)
    }
}

impl WorkingDays {
    /// From bits, Monday the lowest; none when no day is set.
    #[must_use]
    pub fn from_bits(bits: u8) -> Option<Self> {
        (bits & 0b111_1111 != 0).then_some(Self(bits & 0b111_1111))
    }

    /// The days as bits, Monday the lowest.
    #[must_use]
    pub fn bits(self) -> u8 {
        self.0
    }

    /// Whether this day of the week is one of them.
    #[must_use]
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & (1 << day.to_monday_zero_offset()) != 0
    }
}

/// Until when somebody is away whose status says so and names no end: it is over when the status goes.
pub const AS_LONG_AS_THE_STATUS: Timestamp = Timestamp::constant(253_402_207_200, 0);

/// That somebody is away: never why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leave {
    /// Until when; none for as long as their Slack status says so.
    pub until: Option<Timestamp>,
    /// Their Slack status says it; else they paused.
    pub by_status: bool,
}

/// A Slack user whom leadloop knows. Roles are per loop and kept with the loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Slack's user id.
    pub id: MemberId,
    /// The name to greet and list them by: Slack's display name, else the real name.
    pub name: String,
    /// The full name, for matching owners in an import.
    pub real_name: String,
    /// E-mail, where Slack gives it; lower case.
    pub email: Option<String>,
    /// IANA name of the time zone, as Slack last gave it.
    pub zone: String,
    /// Slack's locale, like `nl-NL`.
    pub slack_locale: Option<String>,
    /// The language they chose themselves.
    pub language: Option<Language>,
    /// A workspace admin or owner in Slack, or named in `LEADLOOP_ADMINS`. Who installed the app is not known:
    /// a bot token speaks for the bot alone.
    pub is_admin: bool,
    /// Deactivated in Slack.
    pub is_deactivated: bool,
    /// A guest in Slack (single or multi channel), a bot, or somebody of another workspace: never asked.
    pub is_outsider: bool,
    /// They paused until this instant.
    pub paused_until: Option<Timestamp>,
    /// Their Slack status says that they are away until this instant; [`AS_LONG_AS_THE_STATUS`] while it names none.
    pub status_until: Option<Timestamp>,
    /// They are asked all the same, while that status stands.
    pub overrules_status: bool,
    /// The days of the week they work.
    pub working_days: WorkingDays,
    /// The public holidays they keep.
    pub holidays: OwnHolidays,
    /// Whether the very first ask, with its three sentences of explanation, has been sent.
    pub is_introduced: bool,
    /// Asks in a row left unanswered or declined; at two the next record asks "shall I ask less often?".
    pub silent_rounds: u16,
    /// They asked to be asked at most every four weeks.
    pub asks_less_often: bool,
}

impl Member {
    /// The member's time zone; UTC where the name is unknown to the time zone database.
    #[must_use]
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }

    /// Away until this instant, by their own pause or by their status, whichever is longer; never why. It may be past.
    #[must_use]
    pub fn away_until(&self) -> Option<Timestamp> {
        self.paused_until
            .max(self.status_until.filter(|_| !self.overrules_status))
    }

    /// Their leave at this instant, if they are on one.
    #[must_use]
    pub fn leave(&self, now: Timestamp) -> Option<Leave> {
        let until = self.away_until().filter(|until| now < *until)?;
        Some(Leave {
            until: (until != AS_LONG_AS_THE_STATUS).then_some(until),
            by_status: self.paused_until != Some(until),
        })
    }

    /// Whether the member is on leave at this instant.
    #[must_use]
    pub fn is_away(&self, now: Timestamp) -> bool {
        self.away_until().is_some_and(|until| now < until)
    }

    /// The days they work, in a loop of this country.
    #[must_use]
    pub fn calendar(&self, of_the_loop: Option<Country>) -> WorkingCalendar {
        WorkingCalendar {
            days: self.working_days,
            country: self.holidays.country(of_the_loop),
        }
    }

    /// Whether the member can be asked at all.
    #[must_use]
    pub fn can_be_asked(&self) -> bool {
        !self.is_deactivated && !self.is_outsider
    }
}

coded! {
    /// What somebody is in a loop. One person may have several roles.
    Role {
        /// Sets the loop up, reads the digest with what is open.
        TeamLead => "team_lead",
        /// Brings leads in, owns campaigns.
        Marketing => "marketing",
        /// Is asked about their leads.
        Sales => "sales",
    }
}
