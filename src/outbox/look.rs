//! Looks whether a post arrived of which the answer got lost. Only in direct messages, where the scope to
//! read them was granted, and where the bot has written to the person before.

use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::Postman;
use super::fate::Fate;
use crate::domain::ids::ChannelId;
use crate::domain::post::Destination;
use crate::slack::api::Posted;
use crate::store::{OutboxRow, SentPost, StoreError, Tenant};

/// The scope without which there is no looking.
pub(super) const SCOPE: &str = "im:history";
/// Slack's clock may be behind ours by so much.
const CLOCKS_APART: SignedDuration = SignedDuration::from_secs(60);

impl Postman {
    /// Looks for the posts that were handed to Slack by `claimed_by`, and of which nobody noted what became of them.
    pub(super) async fn look_for_claimed(
        &mut self,
        claimed_by: Timestamp,
    ) -> Result<(), StoreError> {
        if !self.can_look {
            return Ok(());
        }
        let claimed = self
            .app
            .store
            .read(claimed_by, |tx, by| tx.claimed_posts(*by).boxed())
            .await?;
        for (tenant, row, claimed_at) in claimed {
            let found = self.look_for(&tenant, &row, claimed_at).await;
            if let Some(Posted {
                channel: Some(channel),
                ts: Some(ts),
            }) = found
            {
                let channel = channel.as_str().to_owned();
                let place = SentPost { channel, ts };
                self.mark(&tenant, &row, Fate::Sent(place)).await;
            }
        }
        Ok(())
    }

    /// Where a post stands that was handed to Slack at `sent_at`; none when it isn't there, or nobody can look.
    pub(super) async fn look_for(
        &self,
        tenant: &Tenant,
        row: &OutboxRow,
        sent_at: Timestamp,
    ) -> Option<Posted> {
        if !self.can_look || !matches!(row.destination, Destination::Member(_)) {
            return None;
        }
        let input = (tenant.clone(), row.destination.clone());
        let channel = self
            .app
            .store
            .read(input, |tx, (tenant, to)| {
                tx.conversation_with(tenant, to).boxed()
            })
            .await;
        // The post is with Slack: whatever fails here must not be taken for a failure to send it.
        let channel = channel.unwrap_or_else(|error| {
            tracing::error!(post = %row.id, %error, "nobody could look whether a post arrived");
            None
        });
        let channel = channel.map(ChannelId::new)?;
        let since = sent_at.checked_sub(CLOCKS_APART).unwrap_or(sent_at);
        let since = since.as_second().to_string();
        let messages = match self.api.recent_messages(&channel, &since).await {
            Ok(messages) => messages,
            Err(error) => {
                tracing::info!(post = %row.id, %error, "nobody could look whether a post arrived");
                return None;
            }
        };
        let is_it = |message: &&Value| {
            let post = message.pointer("/metadata/event_payload/post");
            post.and_then(Value::as_str) == Some(row.id.as_str())
        };
        let found = messages.iter().find(is_it);
        let ts = found.and_then(|it| it.get("ts")?.as_str());
        ts.map(|ts| {
            tracing::info!(post = %row.id, "the answer got lost, but the post arrived");
            Posted {
                channel: Some(channel),
                ts: Some(ts.to_owned()),
            }
        })
    }
}
