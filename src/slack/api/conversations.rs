//! Channels and direct messages.

use serde_json::{Value, json};

use super::people::Page;
use super::{Api, Failure};
use crate::domain::ids::{ChannelId, MemberId};
use crate::slack::methods;
use crate::slack::value::{flag, items, owned_text};

/// Members per page.
const PAGE: u16 = 200;

/// A channel as the bot sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    /// Its id.
    pub id: ChannelId,
    /// Its name without the `#`; a direct message has none.
    pub name: Option<String>,
    /// Whether the bot is in it, and so may post there.
    pub is_member: bool,
    /// Whether it is archived.
    pub is_archived: bool,
    /// Whether people have to be invited.
    pub is_private: bool,
    /// Whether people of another company see it too.
    pub is_shared_outside: bool,
}

impl Api {
    /// A channel.
    ///
    /// # Errors
    /// As every call; `channel_not_found` for a private channel the bot is not in.
    pub async fn conversation(&self, channel: &ChannelId) -> Result<Conversation, Failure> {
        let answer = self
            .call(methods::CONVERSATIONS_INFO, &json!({ "channel": channel }))
            .await?;
        let found = answer.body.get("channel").unwrap_or(&Value::Null);
        Ok(Conversation {
            id: ChannelId::new(answer.need(&["channel", "id"])?),
            name: owned_text(found, &["name"]),
            is_member: flag(found, "is_member"),
            is_archived: flag(found, "is_archived"),
            is_private: flag(found, "is_private"),
            is_shared_outside: flag(found, "is_ext_shared") || flag(found, "is_pending_ext_shared"),
        })
    }

    /// A page of a channel's members.
    ///
    /// # Errors
    /// As every call.
    pub async fn conversation_members(
        &self,
        channel: &ChannelId,
        cursor: Option<&str>,
    ) -> Result<Page<MemberId>, Failure> {
        let arguments = json!({ "channel": channel, "limit": PAGE, "cursor": cursor });
        let answer = self
            .call(methods::CONVERSATIONS_MEMBERS, &arguments)
            .await?;
        let members = items(&answer.body, &["members"])
            .filter_map(Value::as_str)
            .map(MemberId::new)
            .collect();
        Ok(Page {
            items: members,
            next: answer.next_cursor(),
        })
    }

    /// The bot's latest messages in a direct message since `oldest_ts`, with their metadata, to find a post whose
    /// answer never came. Only where the history scope was granted.
    ///
    /// # Errors
    /// As every call; `missing_scope` where it was not.
    pub async fn recent_messages(
        &self,
        channel: &ChannelId,
        oldest_ts: &str,
    ) -> Result<Vec<Value>, Failure> {
        let arguments = json!({
            "channel": channel, "oldest": oldest_ts, "inclusive": true, "limit": 100, "include_all_metadata": true,
        });
        let answer = self
            .call(methods::CONVERSATIONS_HISTORY, &arguments)
            .await?;
        Ok(items(&answer.body, &["messages"]).cloned().collect())
    }
}
