//! The words of a Slack status that mean "away", for admins.

use serde_json::Value;

use super::kit::{self, Modal, State};
use crate::domain::language::Language;
use crate::domain::status_words::StatusWords;
use crate::slack::ids::CallbackId;
use crate::texts::t;

const AWAY: &str = "away";
const NOT_AWAY: &str = "not_away";
/// Most characters in a text field of Slack's: <https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element>
const TEXT_MAX: usize = 3_000;

/// The modal, with the words as they now are.
#[must_use]
pub fn view(language: Language, words: &StatusWords) -> Value {
    let list = |block, label: &str, hint: &str, entries: &[String]| {
        let text = entries.join("\n");
        kit::hinted(
            kit::optional(kit::input(
                block,
                &t!(language, label),
                kit::text_input(TEXT_MAX, true, Some(&text)),
            )),
            &t!(language, hint),
        )
    };
    Modal {
        callback: CallbackId::AwayWords,
        metadata: String::new(),
        title: t!(language, "away-words-title"),
        submit: Some(t!(language, "button-save")),
        close: t!(language, "button-cancel"),
        notify_on_close: false,
        blocks: vec![
            kit::section(&t!(language, "away-words-intro")),
            list(AWAY, "away-words-away", "away-words-away-hint", &words.away),
            list(
                NOT_AWAY,
                "away-words-not",
                "away-words-not-hint",
                &words.not_away,
            ),
        ],
    }
    .json()
}

/// Reads `view.state.values`; two empty lists where nothing is filled in.
#[must_use]
pub fn parse(values: &Value) -> StatusWords {
    let state = State(values);
    let of = |block| state.text(block).unwrap_or_default();
    StatusWords::parse(of(AWAY), of(NOT_AWAY))
}
