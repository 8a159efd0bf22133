//! Posts of which nobody noted what became of them, and those that came to nothing: looked for, told, sent again.

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use super::{COLUMNS, OutboxRow, SentPost, readable, readable_ones};
use crate::domain::ids::PostId;
use crate::store::row::Reader;
use crate::store::{StoreError, Tenant, Tx};

impl Tx {
    /// The messages, other than edits, that were handed to Slack by `claimed_by`, and of which nobody noted what
    /// became of them; with when each was claimed.
    pub async fn claimed_posts(
        &mut self,
        claimed_by: Timestamp,
    ) -> Result<Vec<(Tenant, OutboxRow, Timestamp)>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS}, claimed_ms FROM outbox
             WHERE state = 'sending' AND claimed_ms <= $1 AND edits_key IS NULL ORDER BY claimed_ms, id"
        );
        let rows = query(AssertSqlSafe(text))
            .bind(claimed_by.as_millisecond())
            .fetch_all(self.connection())
            .await?;
        let mut claimed = Vec::with_capacity(rows.len());
        for row in &rows {
            // One that can't be read can't be looked for.
            if let Ok((tenant, post)) = readable(row)? {
                let at = Reader::new("outbox", row).instant("claimed_ms")?;
                claimed.push((tenant, post, at));
            }
        }
        Ok(claimed)
    }

    /// Whatever was handed to Slack by `claimed_by`, and of which nobody noted what became of it, is unknown,
    /// but for edits, which may safely be sent again. Gives the unknown ones.
    pub async fn recover_posts(
        &mut self,
        claimed_by: Timestamp,
    ) -> Result<Vec<(Tenant, OutboxRow)>, StoreError> {
        query(
            "UPDATE outbox SET state = 'pending'
             WHERE state = 'sending' AND claimed_ms <= $1 AND EXISTS
                 (SELECT 1 FROM outbox base WHERE base.workspace_id = outbox.workspace_id
                      AND base.post_key = outbox.edits_key AND base.ts IS NOT NULL)",
        )
        .bind(claimed_by.as_millisecond())
        .execute(self.connection())
        .await?;
        let text = format!(
            "UPDATE outbox SET state = 'unknown', reason = 'stopped while sending'
             WHERE state = 'sending' AND claimed_ms <= $1 RETURNING {COLUMNS}"
        );
        let rows = query(AssertSqlSafe(text))
            .bind(claimed_by.as_millisecond())
            .fetch_all(self.connection())
            .await?;
        readable_ones(&rows)
    }

    /// The posts of a workspace that failed or are unknown, newest first.
    pub async fn troubled_posts(
        &mut self,
        tenant: &Tenant,
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM outbox WHERE workspace_id = $1 AND state IN ('failed', 'unknown')
             ORDER BY created_ms DESC LIMIT $2"
        );
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(i64::from(limit))
            .fetch_all(self.connection())
            .await?;
        let readable = readable_ones(&rows)?;
        Ok(readable.into_iter().map(|(_, row)| row).collect())
    }

    /// Sends a post again that failed or is unknown: somebody asked for it. What belongs to it, and was
    /// dropped for want of it, follows.
    pub async fn send_again(
        &mut self,
        tenant: &Tenant,
        id: &PostId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let done = query(
            "UPDATE outbox SET state = 'pending', not_before_ms = $3, attempts = 0, reason = NULL
             WHERE workspace_id = $1 AND id = $2 AND state IN ('failed', 'unknown')",
        )
        .bind(tenant.id())
        .bind(id.as_str())
        .bind(now.as_millisecond())
        .execute(self.connection())
        .await?;
        let is_sent_again = done.rows_affected() == 1;
        if is_sent_again {
            self.revive_followers(tenant, id, now).await?;
        }
        self.ring_outbox(Timestamp::MIN);
        Ok(is_sent_again)
    }

    /// Posts a message anew that was deleted in Slack: where it stood counts for nothing any more.
    pub async fn post_anew(
        &mut self,
        tenant: &Tenant,
        key: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        query(
            "UPDATE outbox SET state = 'pending', channel = NULL, ts = NULL, not_before_ms = $3,
                 attempts = 0, reason = NULL
             WHERE workspace_id = $1 AND post_key = $2
                 AND state IN ('sent', 'failed', 'dropped', 'unknown')",
        )
        .bind(tenant.id())
        .bind(key)
        .bind(now.as_millisecond())
        .execute(self.connection())
        .await?;
        self.ring_outbox(Timestamp::MIN);
        Ok(())
    }

    /// Posts at this instant what was dropped before Slack had it: it is wanted again. False when it was not dropped.
    pub async fn post_after_all(
        &mut self,
        tenant: &Tenant,
        key: &str,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let done = query(
            "UPDATE outbox SET state = 'pending', not_before_ms = $3, attempts = 0, reason = NULL
             WHERE workspace_id = $1 AND post_key = $2 AND state = 'dropped'",
        )
        .bind(tenant.id())
        .bind(key)
        .bind(at.as_millisecond())
        .execute(self.connection())
        .await?;
        self.ring_outbox(Timestamp::MIN);
        Ok(done.rows_affected() == 1)
    }

    /// Notes where a post of which nobody knew whether it arrived was found. What belongs to it, and was
    /// dropped for want of it, follows.
    pub async fn found_post(
        &mut self,
        tenant: &Tenant,
        row: &OutboxRow,
        place: &SentPost,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.mark_sent(tenant, row, place).await?;
        self.revive_followers(tenant, &row.id, now).await
    }

    /// Edits of this post, and what stands in its thread, are looked at once more.
    pub async fn revive_followers(
        &mut self,
        tenant: &Tenant,
        id: &PostId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        query(
            "UPDATE outbox SET state = 'pending', not_before_ms = $3, attempts = 0, reason = NULL
             WHERE workspace_id = $1 AND state = 'dropped' AND COALESCE(edits_key, thread_key) =
                 (SELECT post_key FROM outbox WHERE workspace_id = $1 AND id = $2)",
        )
        .bind(tenant.id())
        .bind(id.as_str())
        .bind(now.as_millisecond())
        .execute(self.connection())
        .await?;
        self.ring_outbox(Timestamp::MIN);
        Ok(())
    }
}
