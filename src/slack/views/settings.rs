//! What a person decides for themselves: working days, language, how often.

use serde_json::Value;

use super::home::WEEK;
use super::kit::{self, Choice, Modal, State};
use super::setup::{countries, languages};
use crate::domain::holidays::OwnHolidays;
use crate::domain::language::Language;
use crate::domain::member::WorkingDays;
use crate::slack::ids::{ActionId, CallbackId};
use crate::texts::{commas, dates, t};

const DAYS: &str = "days";
const HOLIDAYS: &str = "holidays";
const LANGUAGE: &str = "language";
const OFTEN: &str = "often";
const LESS: &str = "less";

/// The value of no public holidays at all, as [`OwnHolidays`] writes it.
const NONE: &str = "none";

/// The value of what was left to the loop.
const OF_THE_LOOP: &str = "loop";

/// The settings of a person: shown prefilled, and read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The days they work.
    pub working_days: WorkingDays,
    /// The public holidays they keep.
    pub holidays: OwnHolidays,
    /// The language they chose; none while it is the loop's.
    pub language: Option<Language>,
    /// At most every four weeks.
    pub asks_less_often: bool,
    /// May say which words of a status mean "away"; never in what is read back.
    pub can_edit_away_words: bool,
}

/// "Monday, Tuesday, Thursday".
pub(super) fn working_days(language: Language, days: WorkingDays) -> String {
    let names: Vec<String> = WEEK
        .into_iter()
        .filter(|day| days.contains(*day))
        .map(|day| dates::weekday(language, day))
        .collect();
    commas(&names)
}

impl Settings {
    /// The modal.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let days: Vec<Choice> = WEEK
            .into_iter()
            .enumerate()
            .map(|(index, day)| (index.to_string(), dates::weekday(language, day)))
            .collect();
        let worked: Vec<&str> = WEEK
            .into_iter()
            .zip(&days)
            .filter(|(day, _)| self.working_days.contains(*day))
            .map(|(_, (value, _))| value.as_str())
            .collect();
        let mut spoken = vec![(
            OF_THE_LOOP.to_owned(),
            t!(language, "settings-language-of-loop"),
        )];
        spoken.extend(languages());
        let mut kept = vec![
            (
                OF_THE_LOOP.to_owned(),
                t!(language, "settings-holidays-of-loop"),
            ),
            (NONE.to_owned(), t!(language, "settings-holidays-none")),
        ];
        kept.extend(countries(language));
        let holidays = self.holidays.code().unwrap_or(OF_THE_LOOP);
        let often = [(LESS.to_owned(), t!(language, "settings-less-often"))];
        let ticked: &[&str] = if self.asks_less_often { &[LESS] } else { &[] };
        Modal {
            callback: CallbackId::Settings,
            metadata: String::new(),
            title: t!(language, "settings-title"),
            submit: Some(t!(language, "button-save")),
            close: t!(language, "button-cancel"),
            notify_on_close: false,
            blocks: vec![
                kit::hinted(
                    kit::input(
                        DAYS,
                        &t!(language, "settings-days"),
                        kit::checkboxes(&days, &worked),
                    ),
                    &t!(language, "settings-days-hint"),
                ),
                kit::hinted(
                    kit::input(
                        HOLIDAYS,
                        &t!(language, "settings-holidays"),
                        kit::select(ActionId::Field, None, &kept, Some(holidays)),
                    ),
                    &t!(language, "settings-holidays-hint"),
                ),
                kit::input(
                    LANGUAGE,
                    &t!(language, "settings-language"),
                    kit::radio(
                        ActionId::Field,
                        &spoken,
                        Some(self.language.map_or(OF_THE_LOOP, Language::code)),
                    ),
                ),
                kit::optional(kit::input(
                    OFTEN,
                    &t!(language, "settings-often"),
                    kit::checkboxes(&often, ticked),
                )),
            ]
            .into_iter()
            .chain(self.can_edit_away_words.then(|| {
                let text = t!(language, "settings-away-words");
                kit::actions(vec![kit::button(&text, ActionId::AwayWords, "")])
            }))
            .chain([kit::context(&t!(language, "purpose"))])
            .collect(),
        }
        .json()
    }
}

/// Reads `view.state.values`; none when no day is ticked or the language is unknown (the form asks for both).
#[must_use]
pub fn parse(values: &Value) -> Option<Settings> {
    let state = State(values);
    let bits = state
        .ticked(DAYS)
        .into_iter()
        .filter_map(|value| value.parse::<u8>().ok())
        .filter(|index| *index < 7)
        .fold(0_u8, |bits, index| bits | (1 << index));
    let language = match state.choice(LANGUAGE)? {
        OF_THE_LOOP => None,
        chosen => Some(Language::from_locale(chosen)?),
    };
    Some(Settings {
        working_days: WorkingDays::from_bits(bits)?,
        language,
        holidays: match state.choice(HOLIDAYS)? {
            OF_THE_LOOP => OwnHolidays::OfTheLoop,
            chosen => OwnHolidays::from_code(chosen)?,
        },
        asks_less_often: state.ticked(OFTEN).contains(&LESS),
        can_edit_away_words: false,
    })
}
