//! Messages, ordinary and ephemeral.

use serde::Serialize;
use serde_json::Value;

use crate::blocks::{self, Names};

/// A message as it stands in a channel, or as one person sees it.
#[derive(Clone, Debug, Serialize)]
pub struct Message {
    /// Its timestamp, which is its id in its channel.
    pub ts: String,
    /// The channel or DM it is in.
    pub channel: String,
    /// Who wrote it.
    pub user: String,
    /// Set when a bot wrote it.
    pub bot_id: Option<String>,
    /// The text that notifications show; with blocks it is not drawn.
    pub text: String,
    /// Its blocks.
    pub blocks: Vec<Value>,
    /// Its legacy attachments.
    pub attachments: Vec<Value>,
    /// The thread it belongs to; a parent carries its own `ts`.
    pub thread_ts: Option<String>,
    /// The app's metadata.
    pub metadata: Option<Value>,
    /// When it was edited, with Slack's "(edited)" mark.
    pub edited: Option<String>,
    /// The one person who sees it, when it is ephemeral.
    pub ephemeral_to: Option<String>,
    /// The names of people and channels mentioned, for [`Message::plain`].
    #[serde(skip)]
    pub(crate) names: Names,
}

impl Message {
    /// All the text a person sees, from top to bottom, a line each.
    ///
    /// Blocks when there are any, else the text. Buttons read `[Label]`, an open choice
    /// `( ) Label`, a taken one `(x) Label`.
    #[must_use]
    pub fn plain(&self) -> String {
        if self.blocks.is_empty() {
            return blocks::mrkdwn_plain(&self.text, &self.names);
        }
        blocks::plain(&self.blocks, None, None, &self.names)
    }

    /// The labels of its buttons, from top to bottom.
    #[must_use]
    pub fn buttons(&self) -> Vec<String> {
        blocks::button_labels(&self.blocks)
    }

    /// The message object of API answers and payloads.
    pub(crate) fn to_wire(&self, team: &str, app: &str, with_metadata: bool) -> Value {
        let mut wire = serde_json::json!({
            "type": "message", "user": self.user, "ts": self.ts, "text": self.text, "team": team,
        });
        let mut set = |name: &str, value: Value| {
            wire[name] = value;
        };
        if let Some(bot_id) = &self.bot_id {
            set("bot_id", bot_id.clone().into());
            set("app_id", app.into());
        }
        if !self.blocks.is_empty() {
            set("blocks", self.blocks.clone().into());
        }
        if !self.attachments.is_empty() {
            set("attachments", self.attachments.clone().into());
        }
        if let Some(thread_ts) = &self.thread_ts {
            set("thread_ts", thread_ts.clone().into());
        }
        if let Some(edited) = &self.edited {
            set(
                "edited",
                serde_json::json!({"user": self.user, "ts": edited}),
            );
        }
        if let (true, Some(metadata)) = (with_metadata, &self.metadata) {
            set("metadata", metadata.clone());
        }
        if self.ephemeral_to.is_some() {
            set("is_ephemeral", true.into());
        }
        wire
    }
}
