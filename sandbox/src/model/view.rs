//! Modals and Home tabs.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use crate::blocks::{self, Names, State};

/// A modal or a Home tab as it stands in front of one person.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// `V…`
    pub id: String,
    /// Modal or Home.
    pub kind: ViewKind,
    /// Whose screen it is on.
    pub user: String,
    /// The title of a modal.
    pub title: Option<Value>,
    /// The text of the submit button of a modal.
    pub submit: Option<Value>,
    /// The text of the cancel button of a modal.
    pub close: Option<Value>,
    /// Its blocks.
    pub blocks: Vec<Value>,
    /// The app's own text, not shown.
    pub private_metadata: String,
    /// What the app recognises it by.
    pub callback_id: String,
    /// The app's id of this view.
    pub external_id: String,
    /// Submitting closes the whole stack.
    pub clear_on_close: bool,
    /// The app hears when it is closed.
    pub notify_on_close: bool,
    /// Changes with every update.
    pub hash: String,
    /// What is chosen and typed: block id → action id → value, in Slack's shape.
    pub state: State,
    /// What is said under the inputs after a refused submission: block id → text.
    pub errors: BTreeMap<String, String>,
    /// The bottom of its stack.
    pub root_view_id: String,
    /// The view below it.
    pub previous_view_id: Option<String>,
    /// The names of people and channels mentioned, for [`View::plain`].
    #[serde(skip)]
    pub(crate) names: Names,
}

/// Where a view is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewKind {
    /// In front of everything.
    Modal,
    /// In the app's Home tab.
    Home,
}

impl View {
    /// Reads what an app sent. Ids, hash and state are the caller's to fill in.
    pub(crate) fn from_payload(payload: &Value, user: &str) -> Self {
        let text = |name: &str| payload[name].as_str().unwrap_or_default().to_owned();
        let object = |name: &str| payload.get(name).filter(|value| value.is_object()).cloned();
        Self {
            id: String::new(),
            kind: if payload["type"] == "home" {
                ViewKind::Home
            } else {
                ViewKind::Modal
            },
            user: user.to_owned(),
            title: object("title"),
            submit: object("submit"),
            close: object("close"),
            blocks: payload["blocks"].as_array().cloned().unwrap_or_default(),
            private_metadata: text("private_metadata"),
            callback_id: text("callback_id"),
            external_id: text("external_id"),
            clear_on_close: payload["clear_on_close"].as_bool().unwrap_or(false),
            notify_on_close: payload["notify_on_close"].as_bool().unwrap_or(false),
            hash: String::new(),
            state: State::new(),
            errors: BTreeMap::new(),
            root_view_id: String::new(),
            previous_view_id: None,
            names: Names::default(),
        }
    }

    /// All the text a person sees, from top to bottom, a line each: title, blocks with what is
    /// chosen and what is refused, then the buttons.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut lines = Vec::new();
        lines.extend(self.title_text());
        lines.push(blocks::plain(
            &self.blocks,
            Some(&self.state),
            Some(&self.errors),
            &self.names,
        ));
        let buttons: Vec<_> = [&self.close, &self.submit]
            .into_iter()
            .flatten()
            .map(|text| format!("[{}]", text["text"].as_str().unwrap_or_default()))
            .collect();
        if !buttons.is_empty() {
            lines.push(buttons.join(" "));
        }
        lines.join("\n")
    }

    /// The title of a modal.
    #[must_use]
    pub fn title_text(&self) -> Option<String> {
        self.title
            .as_ref()
            .and_then(|title| title["text"].as_str())
            .map(str::to_owned)
    }

    /// The labels of the buttons among its blocks, from top to bottom.
    #[must_use]
    pub fn buttons(&self) -> Vec<String> {
        blocks::button_labels(&self.blocks)
    }

    /// Its inputs, from top to bottom.
    #[must_use]
    pub fn inputs(&self) -> Vec<Input> {
        blocks::inputs(&self.blocks, &self.state, &self.errors)
    }

    /// The view object of API answers and payloads.
    pub(crate) fn to_wire(&self, team: &str, app: &str, bot_id: &str) -> Value {
        json!({
            "id": self.id,
            "team_id": team,
            "type": self.kind,
            "title": self.title,
            "submit": self.submit,
            "close": self.close,
            "blocks": self.blocks,
            "private_metadata": self.private_metadata,
            "callback_id": self.callback_id,
            "external_id": self.external_id,
            "state": {"values": self.state},
            "hash": self.hash,
            "clear_on_close": self.clear_on_close,
            "notify_on_close": self.notify_on_close,
            "root_view_id": self.root_view_id,
            "previous_view_id": self.previous_view_id,
            "app_id": app,
            "app_installed_team_id": team,
            "bot_id": bot_id,
        })
    }
}

/// Something in a view that a person fills in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Input {
    /// The label above it.
    pub label: String,
    /// Its block.
    pub block_id: String,
    /// Its action.
    pub action_id: String,
    /// What element it is, in Slack's words: `radio_buttons`, `plain_text_input`, …
    pub element: String,
    /// It may stay empty.
    pub optional: bool,
    /// The texts of the options it offers, if it offers a fixed list.
    pub options: Vec<String>,
    /// What is chosen or typed, as a person reads it.
    pub chosen: Vec<String>,
    /// What is said under it after a refused submission.
    pub error: Option<String>,
}
