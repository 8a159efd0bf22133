//! "Pause me until…": a date, and never a reason.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::kit::{self, Message, Modal, State};
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, CallbackId};
use crate::texts::{dates, t};

const UNTIL: &str = "until";

/// The modal.
#[derive(Debug, Clone)]
pub struct PauseView {
    /// The date suggested: the first day back.
    pub until: Date,
}

impl PauseView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let picker = kit::element(
            "datepicker",
            ActionId::Field,
            Some(("initial_date", json!(self.until.to_string()))),
        );
        Modal {
            callback: CallbackId::Pause,
            metadata: String::new(),
            title: t!(language, "pause-title"),
            submit: Some(t!(language, "pause-submit")),
            close: t!(language, "button-cancel"),
            notify_on_close: false,
            blocks: vec![
                kit::hinted(
                    kit::input(UNTIL, &t!(language, "pause-until"), picker),
                    &t!(language, "pause-hint"),
                ),
                kit::context(&t!(language, "pause-nobody-told")),
            ],
        }
        .json()
    }
}

/// Reads the first day back from `view.state.values`.
#[must_use]
pub fn parse(values: &Value) -> Option<Date> {
    State(values).field(UNTIL, "selected_date")?.parse().ok()
}

/// The answer when the date is today, has passed, or is more than a year away.
#[must_use]
pub fn error(language: Language) -> Value {
    kit::answer_errors(&[(UNTIL.to_owned(), t!(language, "pause-error"))])
}

/// What is said after pausing or ending a pause.
#[must_use]
pub fn confirmed(language: Language, until: Option<Date>) -> Message {
    Message::plain(&match until {
        Some(date) => t!(language, "pause-done", date = dates::day(language, date)),
        None => t!(language, "pause-ended"),
    })
}
