//! What people do: press, choose, submit, close, type into a select, use a shortcut.

use serde_json::Value;

use super::parts::{Action, Container, Message, Sender};
use super::view::View;
use super::{Unreadable, essential};
use crate::slack::value::{flag, items, owned_text, text};

/// Somebody pressed a button or chose something, in a message or a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockActions {
    /// Who.
    pub sender: Sender,
    /// Opens a modal, within three seconds, once.
    pub trigger_id: Option<String>,
    /// Takes answers; messages only.
    pub response_url: Option<String>,
    /// Where the element stands.
    pub container: Container,
    /// The view, where it stands in one.
    pub view: Option<View>,
    /// The message, where it stands in one.
    pub message: Option<Message>,
    /// What was used; Slack sends one.
    pub actions: Vec<Action>,
}

impl BlockActions {
    pub(super) fn from_value(value: &mut Value) -> Result<Self, Unreadable> {
        let view = value.get_mut("view").and_then(View::take);
        let value = &*value;
        Ok(Self {
            sender: essential(Sender::from_interaction(value), "block_actions", "a user")?,
            trigger_id: owned_text(value, &["trigger_id"]),
            response_url: owned_text(value, &["response_url"]),
            container: Container::from_payload(value),
            message: if view.is_some() {
                None
            } else {
                Message::from_payload(value)
            },
            view,
            actions: items(value, &["actions"])
                .filter_map(Action::from_value)
                .collect(),
        })
    }
}

/// Somebody submitted a modal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewSubmission {
    /// Who.
    pub sender: Sender,
    /// Opens a modal, within three seconds, once.
    pub trigger_id: Option<String>,
    /// The modal with what was entered.
    pub view: View,
}

impl ViewSubmission {
    pub(super) fn from_value(value: &mut Value) -> Result<Self, Unreadable> {
        const KIND: &str = "view_submission";
        Ok(Self {
            sender: essential(Sender::from_interaction(value), KIND, "a user")?,
            trigger_id: owned_text(value, &["trigger_id"]),
            view: essential(value.get_mut("view").and_then(View::take), KIND, "a view")?,
        })
    }
}

/// Somebody closed a modal without submitting it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewClosed {
    /// Who.
    pub sender: Sender,
    /// The modal; the lowest of the stack when all were closed.
    pub view: View,
    /// Whether the whole stack was closed (the ×), not this one alone (Cancel).
    pub is_cleared: bool,
}

impl ViewClosed {
    pub(super) fn from_value(value: &mut Value) -> Result<Self, Unreadable> {
        const KIND: &str = "view_closed";
        Ok(Self {
            sender: essential(Sender::from_interaction(value), KIND, "a user")?,
            view: essential(value.get_mut("view").and_then(View::take), KIND, "a view")?,
            is_cleared: flag(value, "is_cleared"),
        })
    }
}

/// Somebody types into an external select and waits for options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockSuggestion {
    /// Who.
    pub sender: Sender,
    /// The block of the select.
    pub block_id: String,
    /// The select.
    pub action_id: String,
    /// What was typed so far.
    pub value: String,
    /// Where the select stands.
    pub container: Container,
    /// The view, where it stands in one.
    pub view: Option<View>,
}

impl BlockSuggestion {
    pub(super) fn from_value(value: &mut Value) -> Result<Self, Unreadable> {
        const KIND: &str = "block_suggestion";
        Ok(Self {
            sender: essential(Sender::from_interaction(value), KIND, "a user")?,
            block_id: owned_text(value, &["block_id"]).unwrap_or_default(),
            action_id: essential(owned_text(value, &["action_id"]), KIND, "an action id")?,
            value: text(value, &["value"]).unwrap_or_default().to_owned(),
            container: Container::from_payload(value),
            view: value.get_mut("view").and_then(View::take),
        })
    }
}

/// Somebody used a global shortcut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortcut {
    /// Who.
    pub sender: Sender,
    /// Which.
    pub callback_id: String,
    /// Opens a modal, within three seconds, once.
    pub trigger_id: String,
}

impl Shortcut {
    pub(super) fn from_value(value: &Value) -> Result<Self, Unreadable> {
        const KIND: &str = "shortcut";
        Ok(Self {
            sender: essential(Sender::from_interaction(value), KIND, "a user")?,
            callback_id: essential(owned_text(value, &["callback_id"]), KIND, "a callback id")?,
            trigger_id: essential(owned_text(value, &["trigger_id"]), KIND, "a trigger")?,
        })
    }
}

/// Somebody used a message shortcut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageAction {
    /// Who.
    pub sender: Sender,
    /// Which.
    pub callback_id: String,
    /// Opens a modal, within three seconds, once.
    pub trigger_id: String,
    /// Takes answers.
    pub response_url: Option<String>,
    /// The message it was used on, where Slack names one.
    pub message: Option<Message>,
}

impl MessageAction {
    pub(super) fn from_value(value: &Value) -> Result<Self, Unreadable> {
        const KIND: &str = "message_action";
        Ok(Self {
            sender: essential(Sender::from_interaction(value), KIND, "a user")?,
            callback_id: essential(owned_text(value, &["callback_id"]), KIND, "a callback id")?,
            trigger_id: essential(owned_text(value, &["trigger_id"]), KIND, "a trigger")?,
            response_url: owned_text(value, &["response_url"]),
            message: Message::from_payload(value),
        })
    }
}
