//! One of everything that can be shown, as in the story of UX: Sanne, Nova Bouw, the Autumn webinar. The same
//! gallery exists with the longest texts and the most rows.

mod asks;
mod briefings;
pub(super) mod digests;
mod homes;
mod marketing;
mod people;
pub(super) mod rating;
pub(super) mod results;
pub(super) mod setups;

use jiff::Zoned;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::domain::ids::{AskId, LeadId};
use crate::domain::language::Language;
use crate::slack::views::kit::Message;
use crate::slack::views::words::LeadTitle;

/// A thing that is shown.
pub(super) enum Shown {
    Message(Message),
    View(Value),
    Answer(Value),
}

/// How much of everything: as in the story, or the most that people can type and Slack can be sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    Story,
    Longest,
}

/// Emoji of several code points, a letter under a pile of accents, right-to-left script, markup.
const WILD: &str = "👩‍👩‍👧‍👦 Z̸̢̛̗̩̈́ o\u{301} شركة الأغذية <!channel> *_~`&<@U1> :tada: 株式会社 ";

impl Size {
    /// A text as in the story, or grown to this many characters.
    fn text(self, text: &str, longest: usize) -> String {
        match self {
            Self::Story => text.to_owned(),
            Self::Longest => format!("{text} {}", WILD.repeat(longest / 20))
                .chars()
                .take(longest)
                .collect(),
        }
    }

    /// A name from a CRM, which may have any length.
    fn crm(self, text: &str) -> String {
        self.text(text, 400)
    }

    fn option(self, text: &str, longest: usize) -> Option<String> {
        Some(self.text(text, longest))
    }

    fn number(self, story: u32, longest: u32) -> u32 {
        match self {
            Self::Story => story,
            Self::Longest => longest,
        }
    }

    /// Items as in the story, or so many of the last one.
    fn rows<T: Clone>(self, mut story: Vec<T>, longest: usize) -> Vec<T> {
        if self == Self::Longest
            && let Some(last) = story.last().cloned()
        {
            story.resize(longest, last);
        }
        story
    }
}

fn at(date: Date, hour: i8) -> Zoned {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap();
    date.at(hour, 0, 0, 0).to_zoned(zone).unwrap()
}

fn november(day: i8) -> Date {
    date(2026, 11, day)
}

fn ask() -> AskId {
    AskId::new("0190a5a0-0000-7000-8000-0000000000a1")
}

fn lead(number: usize) -> LeadId {
    LeadId::new(format!("0190a5a0-0000-7000-8000-{number:012}"))
}

fn company(size: Size, name: &str) -> LeadTitle {
    LeadTitle::Company(size.crm(name))
}

/// Everything, in sheets of what belongs together.
/// Things that belong together, each with its name.
pub(super) type Sheet = (&'static str, Vec<(&'static str, Shown)>);

pub(super) fn sheets(size: Size, language: Language) -> Vec<Sheet> {
    vec![
        ("rating", rating::rating(size, language)),
        ("ask", asks::asks(size, language)),
        ("record", asks::records(size, language)),
        ("briefing", briefings::briefings(size, language)),
        ("briefing-form", marketing::forms(size, language)),
        ("campaign", marketing::campaigns_shown(size, language)),
        ("digest", digests::digests(size, language)),
        ("results", results::results(size, language)),
        ("setup", setups::setups(size, language)),
        ("home", homes::homes(size, language)),
        ("people", people::people(size, language)),
        ("answers", people::answers(size, language)),
    ]
}

/// Everything, by name.
pub(super) fn everything(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    sheets(size, language)
        .into_iter()
        .flat_map(|(_, shown)| shown)
        .collect()
}
