//! Messages.

use serde_json::{Value, json};

use super::{Api, Failure};
use crate::domain::ids::ChannelId;
use crate::slack::methods;
use crate::slack::value::owned_text;

/// Where a message ended up. Slack said it is there; should its answer be odd, a field may still be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// The channel; for a message to a user, their direct message with the bot (`D…`), which updates need.
    pub channel: Option<ChannelId>,
    /// The message's id within the channel.
    pub ts: Option<String>,
}

impl Api {
    /// Posts a message: `channel` (a channel or a user id), `text`, `blocks` and the rest as Slack takes them.
    ///
    /// # Errors
    /// As every call. [`Failure::Unknown`] may have been posted.
    pub async fn post_message(&self, message: &Value) -> Result<Posted, Failure> {
        let answer = self.call(methods::CHAT_POST_MESSAGE, message).await?;
        Ok(posted(&answer.body))
    }

    /// Replaces a message: `channel` (`C…`, `G…` or `D…`), `ts`, `text`, `blocks`. Doing it twice changes nothing.
    ///
    /// # Errors
    /// As every call.
    pub async fn update_message(&self, message: &Value) -> Result<Posted, Failure> {
        let answer = self.call(methods::CHAT_UPDATE, message).await?;
        Ok(posted(&answer.body))
    }

    /// A link to a message.
    ///
    /// # Errors
    /// As every call.
    pub async fn permalink(&self, channel: &ChannelId, ts: &str) -> Result<String, Failure> {
        let arguments = json!({ "channel": channel, "message_ts": ts });
        self.call(methods::CHAT_GET_PERMALINK, &arguments)
            .await?
            .need(&["permalink"])
    }
}

fn posted(answer: &Value) -> Posted {
    let ts = owned_text(answer, &["ts"]).or_else(|| owned_text(answer, &["message", "ts"]));
    Posted {
        channel: owned_text(answer, &["channel"]).map(ChannelId::new),
        ts,
    }
}
