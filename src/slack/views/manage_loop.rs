//! What a team lead does with a running loop besides editing it: move its next round, end it for good.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::kit::{self, Modal, State};
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, CallbackId};
use crate::texts::{dates, t};

const DATE: &str = "date";

/// Moves the next round.
#[derive(Debug, Clone)]
pub struct ShiftRoundView {
    /// One opaque id: the loop.
    pub metadata: String,
    /// The loop's name.
    pub name: String,
    /// The date the next round has now.
    pub date: Date,
}

impl ShiftRoundView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let picker = kit::element(
            "datepicker",
            ActionId::Field,
            Some(("initial_date", json!(self.date.to_string()))),
        );
        Modal {
            callback: CallbackId::ShiftRound,
            metadata: self.metadata.clone(),
            title: t!(language, "shift-title"),
            submit: Some(t!(language, "button-save")),
            close: t!(language, "button-cancel"),
            notify_on_close: false,
            blocks: vec![
                kit::header(&self.name),
                kit::section(&t!(
                    language,
                    "shift-now",
                    date = dates::day(language, self.date)
                )),
                kit::hinted(
                    kit::input(DATE, &t!(language, "shift-to"), picker),
                    &t!(language, "shift-hint"),
                ),
            ],
        }
        .json()
    }
}

/// Reads the date of `view.state.values`.
#[must_use]
pub fn parse_shift(values: &Value) -> Option<Date> {
    State(values).field(DATE, "selected_date")?.parse().ok()
}

/// The answer when the round can't move there: it has passed, or runs into the round after.
#[must_use]
pub fn shift_error(language: Language) -> Value {
    kit::answer_errors(&[(DATE.to_owned(), t!(language, "shift-error"))])
}

/// Asks once more before a loop ends for good.
#[derive(Debug, Clone)]
pub struct EndLoopView {
    /// One opaque id: the loop.
    pub metadata: String,
    /// The loop's name.
    pub name: String,
}

impl EndLoopView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        Modal {
            callback: CallbackId::EndLoop,
            metadata: self.metadata.clone(),
            title: t!(language, "end-title"),
            submit: Some(t!(language, "end-submit")),
            close: t!(language, "button-cancel"),
            notify_on_close: false,
            blocks: vec![
                kit::header(&self.name),
                kit::section(&t!(language, "end-text")),
            ],
        }
        .json()
    }
}
