//! Messages, ordinary and ephemeral.

use serde::Serialize;
use serde_json::{Value, json};

use super::Model;
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
    pub(crate) fn to_wire(&self, model: &Model, with_metadata: bool) -> Value {
        let mut wire = json!({
            "type": "message", "user": self.user, "ts": self.ts, "text": self.text, "team": model.team.id,
        });
        let mut set = |name: &str, value: Value| {
            wire[name] = value;
        };
        if let Some(bot_id) = &self.bot_id {
            set("bot_id", bot_id.clone().into());
            set("app_id", model.app.id.clone().into());
            set("bot_profile", bot_profile(model, bot_id));
            if !self.blocks.is_empty() {
                set("blocks", self.blocks.clone().into());
            }
        } else {
            set("client_msg_id", client_msg_id(&self.ts).into());
            // Slack's clients send what is typed as rich text too.
            let block_id = &self.ts[self.ts.len().saturating_sub(5)..];
            set("blocks", json!([blocks::typed(&self.text, block_id)]));
        }
        if !self.attachments.is_empty() {
            set("attachments", self.attachments.clone().into());
        }
        if let Some(thread_ts) = &self.thread_ts {
            set("thread_ts", thread_ts.clone().into());
            if *thread_ts != self.ts {
                let parent = model.message(&self.channel, thread_ts);
                set(
                    "parent_user_id",
                    json!(parent.map(|parent| parent.user.clone())),
                );
            }
        }
        if let Some(edited) = &self.edited {
            set("edited", json!({"user": self.user, "ts": edited}));
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

/// Who the bot behind a message is.
fn bot_profile(model: &Model, bot_id: &str) -> Value {
    json!({
        "id": bot_id, "app_id": model.app.id, "user_id": model.app.bot_user_id, "name": model.app.name,
        "deleted": false, "updated": 0, "team_id": model.team.id,
        "icons": {"image_36": "", "image_48": "", "image_72": ""},
    })
}

/// The id a person's client gives to what is sent, the same for the same message.
fn client_msg_id(ts: &str) -> String {
    let digits: String = ts.chars().filter(char::is_ascii_digit).collect();
    let number: u128 = digits.parse().unwrap_or_default();
    format!("c11e0000-0000-4000-8000-{:012x}", number & 0xffff_ffff_ffff)
}
