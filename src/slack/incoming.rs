//! One tolerant parser for everything Slack delivers, whichever door it came through.
//!
//! What Slack adds, drops or sets to null never makes a delivery unreadable, except for what one can't act without:
//! who did it, and on what. Kinds leadloop does not know become [`Incoming::Unknown`].

mod event;
mod interaction;
mod outline;
mod parts;
#[cfg(test)]
mod tests;
mod view;

use serde_json::Value;

use super::value::{owned_text, text};
use crate::domain::ids::ChannelId;

pub use event::{EVENTS_USED, Event, EventDelivery};
pub use interaction::{
    BlockActions, BlockSuggestion, MessageAction, Shortcut, ViewClosed, ViewSubmission,
};
pub(super) use outline::Outline;
pub use parts::{Action, ActionValue, Choice, Container, Message, Sender};
pub use view::View;

/// A delivery from Slack.
#[derive(Debug, Clone, PartialEq)]
pub enum Incoming {
    /// Slack asks whether this address is ours.
    UrlVerification {
        /// To be sent back.
        challenge: String,
    },
    /// Slack checks our certificate.
    SslCheck,
    /// Something happened in the workspace.
    Event(EventDelivery),
    /// Somebody pressed a button or chose something.
    BlockActions(BlockActions),
    /// Somebody submitted a modal.
    ViewSubmission(ViewSubmission),
    /// Somebody closed a modal without submitting it.
    ViewClosed(ViewClosed),
    /// Somebody types into an external select.
    BlockSuggestion(BlockSuggestion),
    /// Somebody used a global shortcut.
    Shortcut(Shortcut),
    /// Somebody used a message shortcut.
    MessageAction(MessageAction),
    /// Somebody typed our slash command.
    Command(Command),
    /// A kind leadloop does not know.
    Unknown {
        /// Slack's name for it.
        kind: String,
    },
}

/// A slash command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// Who typed it.
    pub sender: Sender,
    /// With its slash.
    pub command: String,
    /// What follows it.
    pub text: String,
    /// Where it was typed.
    pub channel: Option<ChannelId>,
    /// Opens a modal, within three seconds, once.
    pub trigger_id: Option<String>,
    /// Takes later answers.
    pub response_url: Option<String>,
}

/// Slack has sent this before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryInfo {
    /// 1 for the first repetition.
    pub attempt: u32,
    /// Slack's reason, such as `http_timeout`.
    pub reason: String,
}

/// A delivery that can't be acted on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Not JSON, nor a form Slack sends.
    #[error("the delivery is neither JSON nor a form of Slack's")]
    NotSlack,
    /// A known kind without what one can't act without.
    #[error("a {kind} came without {missing}")]
    Incomplete {
        /// The kind.
        kind: &'static str,
        /// What it lacks.
        missing: &'static str,
    },
}

/// For parsers of one kind: what is essential, or the fault that it is missing.
fn essential<T>(
    value: Option<T>,
    kind: &'static str,
    missing: &'static str,
) -> Result<T, Unreadable> {
    value.ok_or(Unreadable::Incomplete { kind, missing })
}

impl Incoming {
    /// Reads the body of an HTTP delivery: JSON, `payload=…`, a slash command, or a certificate check.
    ///
    /// # Errors
    /// When it is none of them, or lacks what is essential.
    pub fn from_body(body: &[u8]) -> Result<Self, Unreadable> {
        if body.trim_ascii_start().starts_with(b"{") {
            let Outline(value) = serde_json::from_slice(body).map_err(|_| Unreadable::NotSlack)?;
            return Self::from_value(value);
        }
        let fields: serde_json::Map<String, Value> = form_urlencoded::parse(body)
            .map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())))
            .collect();
        let form = Value::Object(fields);
        if let Some(payload) = text(&form, &["payload"]) {
            let Outline(value) = serde_json::from_str(payload).map_err(|_| Unreadable::NotSlack)?;
            return Self::from_value(value);
        }
        if text(&form, &["ssl_check"]).is_some() {
            return Ok(Self::SslCheck);
        }
        Self::from_value(form)
    }

    /// Reads a delivery that is JSON already: an event, an interaction, or a slash command's fields.
    ///
    /// # Errors
    /// When it lacks what is essential to its kind.
    pub fn from_value(mut value: Value) -> Result<Self, Unreadable> {
        let Some(kind) = owned_text(&value, &["type"]) else {
            return if value.get("command").is_some() {
                command(&value)
            } else {
                Err(Unreadable::NotSlack)
            };
        };
        let value = &mut value;
        match kind.as_str() {
            "url_verification" => {
                let challenge = essential(
                    owned_text(value, &["challenge"]),
                    "url_verification",
                    "a challenge",
                )?;
                Ok(Self::UrlVerification { challenge })
            }
            "event_callback" => Ok(Self::Event(EventDelivery::from_value(value)?)),
            "block_actions" => Ok(Self::BlockActions(BlockActions::from_value(value)?)),
            "view_submission" => Ok(Self::ViewSubmission(ViewSubmission::from_value(value)?)),
            "view_closed" => Ok(Self::ViewClosed(ViewClosed::from_value(value)?)),
            "block_suggestion" => Ok(Self::BlockSuggestion(BlockSuggestion::from_value(value)?)),
            "shortcut" => Ok(Self::Shortcut(Shortcut::from_value(value)?)),
            "message_action" => Ok(Self::MessageAction(MessageAction::from_value(value)?)),
            _ => Ok(Self::Unknown { kind }),
        }
    }

    /// Slack's name for the kind, for logs and metrics; `other` for an unknown one, whatever it calls itself.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::UrlVerification { .. } => "url_verification",
            Self::SslCheck => "ssl_check",
            Self::Event(delivery) => delivery.event.kind(),
            Self::BlockActions(_) => "block_actions",
            Self::ViewSubmission(_) => "view_submission",
            Self::ViewClosed(_) => "view_closed",
            Self::BlockSuggestion(_) => "block_suggestion",
            Self::Shortcut(_) => "shortcut",
            Self::MessageAction(_) => "message_action",
            Self::Command(_) => "command",
            Self::Unknown { .. } => "other",
        }
    }
}

fn command(form: &Value) -> Result<Incoming, Unreadable> {
    const KIND: &str = "command";
    Ok(Incoming::Command(Command {
        sender: essential(Sender::from_form(form), KIND, "a user")?,
        command: essential(owned_text(form, &["command"]), KIND, "its name")?,
        text: text(form, &["text"]).unwrap_or_default().trim().to_owned(),
        channel: owned_text(form, &["channel_id"]).map(ChannelId::new),
        trigger_id: owned_text(form, &["trigger_id"]),
        response_url: owned_text(form, &["response_url"]),
    }))
}
