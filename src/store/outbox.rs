//! The outbox's rows: what is to be posted, in its meaning, and what became of it.

mod troubled;

use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};

use super::row::{Reader, placeholders, to_json};
use super::{StoreError, Tenant, Tx};
use crate::domain::coded;
use crate::domain::ids::{LoopId, PostId, WorkspaceId};
use crate::domain::post::{Destination, Post};

coded! {
    /// Where a post is on its way.
    OutboxState {
        /// Waits for its turn.
        Pending => "pending",
        /// Handed to Slack; no answer yet.
        Sending => "sending",
        /// Slack has it.
        Sent => "sent",
        /// Slack refused it; told to a person who can mend it.
        Failed => "failed",
        /// It made no sense any more when its turn came.
        Dropped => "dropped",
        /// Nobody knows whether Slack took it: never repeated blindly.
        Unknown => "unknown",
    }
}

/// Whether posts are messages of their own, or edits of messages: Slack limits each by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lane {
    /// Messages of their own.
    New,
    /// Edits.
    Edits,
}

/// A row that this version can't read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadablePost {
    /// Whose it is.
    pub tenant: Tenant,
    /// Its id.
    pub id: PostId,
    /// What is wrong with it.
    pub fault: String,
}

/// A post on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// Its id.
    pub id: PostId,
    /// Unique in the workspace: the same thing is never posted twice.
    pub key: String,
    /// Who or which channel gets it.
    pub destination: Destination,
    /// What it means.
    pub post: Post,
    /// The key of the post whose message it edits.
    pub edits: Option<String>,
    /// The key of the post in whose thread it stands.
    pub in_thread_of: Option<String>,
    /// Where it is.
    pub state: OutboxState,
    /// Raised when a newer edit replaced it while it was on its way.
    pub revision: i64,
    /// Render it without charts: Slack refused them.
    pub is_plain: bool,
    /// How often it was tried.
    pub attempts: u16,
    /// Not sent before this instant.
    pub not_before: Timestamp,
    /// The conversation it was posted in.
    pub channel: Option<String>,
    /// Slack's timestamp of the message.
    pub ts: Option<String>,
    /// Why it failed, was dropped or is unknown.
    pub reason: Option<String>,
}

/// Where a sent post stands in Slack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentPost {
    /// The conversation.
    pub channel: String,
    /// Slack's timestamp of the message.
    pub ts: String,
}

const COLUMNS: &str = "workspace_id, id, post_key, destination, post, edits_key, thread_key, state,
     revision, is_plain, attempts, not_before_ms, channel, ts, reason";

impl Tx {
    /// Puts a post into the outbox. A key that is there already changes nothing, unless the post is an
    /// edit: then the latest one wins, and is sent (again).
    ///
    /// Rings the outbox's bell after the commit.
    pub async fn post(
        &mut self,
        tenant: &Tenant,
        id: &PostId,
        post: &Post,
        destination: &Destination,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        // An ask that was let go of, for its rep went on leave, may be due again. An edit that waits already keeps its turn.
        let (conflict, not_before) = match post.edits() {
            None if matches!(post, Post::Ask { .. }) => (
                "DO UPDATE SET state = 'pending', revision = outbox.revision + 1, attempts = 0,
                     not_before_ms = excluded.not_before_ms, reason = NULL
                 WHERE outbox.state = 'dropped'",
                now,
            ),
            None => ("DO NOTHING", now),
            Some(_) => (
                "DO UPDATE SET post = excluded.post, destination = excluded.destination,
                     state = 'pending', revision = outbox.revision + 1, attempts = 0,
                     not_before_ms = CASE
                         WHEN outbox.state = 'pending' AND outbox.not_before_ms < excluded.not_before_ms
                         THEN outbox.not_before_ms ELSE excluded.not_before_ms END,
                     reason = NULL",
                self.edits.next(tenant.workspace_id(), now),
            ),
        };
        let statement = query(AssertSqlSafe(format!(
            "INSERT INTO outbox (workspace_id, id, post_key, destination, post, edits_key, thread_key,
                 state, not_before_ms, created_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'pending', $8, $9)
             ON CONFLICT (workspace_id, post_key) {conflict}"
        )))
        .bind(tenant.id())
        .bind(id.as_str())
        .bind(post.key())
        .bind(to_json(destination)?)
        .bind(to_json(post)?)
        .bind(post.edits())
        .bind(post.in_thread_of())
        .bind(not_before.as_millisecond())
        .bind(now.as_millisecond());
        self.ring_outbox(not_before);
        self.later(statement).await
    }

    /// The posts of all workspaces but `held` whose turn has come, oldest first. Each is read by itself: one
    /// that this version can't read keeps no other back.
    pub async fn posts_to_send(
        &mut self,
        lane: Lane,
        held: &[WorkspaceId],
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Result<(Tenant, OutboxRow), UnreadablePost>>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM outbox o
             WHERE state = 'pending' AND not_before_ms <= $1 AND {}
             ORDER BY not_before_ms, created_ms, id LIMIT $2",
            of_lane(lane, 3, held),
        );
        let mut select = query(AssertSqlSafe(text))
            .bind(now.as_millisecond())
            .bind(i64::from(limit));
        for workspace in held {
            select = select.bind(workspace.as_str());
        }
        let rows = select.fetch_all(self.connection()).await?;
        rows.iter().map(readable).collect()
    }

    /// When the next post's turn comes, but for the workspaces in `held`.
    pub async fn next_post_at(
        &mut self,
        lane: Lane,
        held: &[WorkspaceId],
    ) -> Result<Option<Timestamp>, StoreError> {
        let text = format!(
            "SELECT CAST(MIN(o.not_before_ms) AS BIGINT) AS at_ms FROM outbox o
             WHERE o.state = 'pending' AND {}",
            of_lane(lane, 1, held),
        );
        let mut select = query(AssertSqlSafe(text));
        for workspace in held {
            select = select.bind(workspace.as_str());
        }
        let row = select.fetch_one(self.connection()).await?;
        Reader::new("outbox", &row).maybe_instant("at_ms")
    }

    /// When the oldest of the posts that are with Slack was claimed.
    pub async fn oldest_claim(&mut self) -> Result<Option<Timestamp>, StoreError> {
        let row = query(
            "SELECT CAST(MIN(claimed_ms) AS BIGINT) AS at_ms FROM outbox WHERE state = 'sending'",
        )
        .fetch_one(self.connection())
        .await?;
        Reader::new("outbox", &row).maybe_instant("at_ms")
    }

    /// Gives a post up that this version can't read.
    pub async fn fail_unreadable(&mut self, post: &UnreadablePost) -> Result<(), StoreError> {
        query(
            "UPDATE outbox SET state = 'failed', reason = $3
             WHERE workspace_id = $1 AND id = $2 AND state = 'pending'",
        )
        .bind(post.tenant.id())
        .bind(post.id.as_str())
        .bind(&post.fault)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// The loop that a post is about; none for a word about another post, and for
    /// briefings, which belong to their campaign.
    pub async fn loop_of_post(
        &mut self,
        tenant: &Tenant,
        post: &Post,
    ) -> Result<Option<LoopId>, StoreError> {
        let round_id = match post {
            Post::Ask { ask_id }
            | Post::Reminder { ask_id }
            | Post::AskChanged { ask_id }
            | Post::ReminderChanged { ask_id } => {
                self.ask(tenant, ask_id).await?.map(|it| it.ask.round_id)
            }
            Post::OwnerNumbers { round_id, .. }
            | Post::OwnerNumbersChanged { round_id, .. }
            | Post::Digest { round_id, .. }
            | Post::DigestDetails { round_id, .. }
            | Post::NoNewLeads { round_id, .. }
            | Post::EmptyRounds { round_id, .. }
            | Post::RoundMissed { round_id, .. }
            | Post::CampaignResults { round_id, .. }
            | Post::CampaignResultsChanged { round_id, .. }
            | Post::YouSaid { round_id, .. }
            | Post::YouSaidChanged { round_id, .. }
            | Post::NothingCameBack { round_id, .. } => Some(round_id.clone()),
            Post::LoopStarted { loop_id, .. } => return Ok(Some(loop_id.clone())),
            Post::Undelivered { .. }
            | Post::Briefing { .. }
            | Post::BriefingChanged { .. }
            | Post::BriefingDetails { .. }
            | Post::BriefingDetailsChanged { .. }
            | Post::BriefingEdited { .. }
            | Post::BriefingQuestion { .. }
            | Post::BriefingDraft { .. }
            | Post::BriefingDraftChanged { .. }
            | Post::BriefingOwner { .. }
            | Post::BriefingOwnerChanged { .. }
            | Post::BriefingHeldBack { .. } => None,
        };
        Ok(match round_id {
            Some(round_id) => self.round(tenant, &round_id).await?.map(|it| it.loop_id),
            None => None,
        })
    }

    /// Takes a post for sending; false when somebody else has taken or replaced it.
    pub async fn claim_post(
        &mut self,
        tenant: &Tenant,
        row: &OutboxRow,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let done = query(
            "UPDATE outbox SET state = 'sending', claimed_ms = $4, attempts = attempts + 1
             WHERE workspace_id = $1 AND id = $2 AND revision = $3 AND state = 'pending'",
        )
        .bind(tenant.id())
        .bind(row.id.as_str())
        .bind(row.revision)
        .bind(now.as_millisecond())
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Notes that Slack has a post. An edit that was replaced meanwhile stays pending.
    pub async fn mark_sent(
        &mut self,
        tenant: &Tenant,
        row: &OutboxRow,
        sent: &SentPost,
    ) -> Result<(), StoreError> {
        query(
            "UPDATE outbox SET channel = $4, ts = $5, reason = NULL,
                 state = CASE WHEN revision = $3 THEN 'sent' ELSE state END
             WHERE workspace_id = $1 AND id = $2",
        )
        .bind(tenant.id())
        .bind(row.id.as_str())
        .bind(row.revision)
        .bind(&sent.channel)
        .bind(&sent.ts)
        .execute(self.connection())
        .await?;
        self.ring_outbox(Timestamp::MIN);
        Ok(())
    }

    /// Notes that a post ended otherwise: failed, dropped or unknown, and why.
    pub async fn mark_post(
        &mut self,
        tenant: &Tenant,
        row: &OutboxRow,
        state: OutboxState,
        reason: &str,
    ) -> Result<(), StoreError> {
        query(
            "UPDATE outbox SET state = $4, reason = $5
             WHERE workspace_id = $1 AND id = $2 AND revision = $3",
        )
        .bind(tenant.id())
        .bind(row.id.as_str())
        .bind(row.revision)
        .bind(state.code())
        .bind(reason)
        .execute(self.connection())
        .await?;
        self.ring_outbox(Timestamp::MIN);
        Ok(())
    }

    /// Puts a post back: it was certainly not taken by Slack, and is sent again at `not_before`.
    pub async fn postpone(
        &mut self,
        tenant: &Tenant,
        row: &OutboxRow,
        not_before: Timestamp,
        is_plain: bool,
    ) -> Result<(), StoreError> {
        query(
            "UPDATE outbox SET state = 'pending', not_before_ms = $4, is_plain = $5
             WHERE workspace_id = $1 AND id = $2 AND revision = $3",
        )
        .bind(tenant.id())
        .bind(row.id.as_str())
        .bind(row.revision)
        .bind(not_before.as_millisecond())
        .bind(i64::from(is_plain))
        .execute(self.connection())
        .await?;
        self.ring_outbox(Timestamp::MIN);
        Ok(())
    }

    /// How far a post came; none where there is no such post.
    pub async fn post_state(
        &mut self,
        tenant: &Tenant,
        post: &Post,
    ) -> Result<Option<OutboxState>, StoreError> {
        let posted = self.post_by_key(tenant, &post.key()).await?;
        Ok(posted.map(|it| it.state))
    }

    /// The post of this key.
    pub async fn post_by_key(
        &mut self,
        tenant: &Tenant,
        key: &str,
    ) -> Result<Option<OutboxRow>, StoreError> {
        let text =
            format!("SELECT {COLUMNS} FROM outbox WHERE workspace_id = $1 AND post_key = $2");
        let row = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(key)
            .fetch_optional(self.connection())
            .await?;
        row.map(|row| Ok(with_tenant(&row)?.1)).transpose()
    }

    /// The conversation in which this receiver was last written to.
    pub async fn conversation_with(
        &mut self,
        tenant: &Tenant,
        to: &Destination,
    ) -> Result<Option<String>, StoreError> {
        let row = query(
            "SELECT channel FROM outbox
             WHERE workspace_id = $1 AND destination = $2 AND channel IS NOT NULL
             ORDER BY created_ms DESC LIMIT 1",
        )
        .bind(tenant.id())
        .bind(to_json(to)?)
        .fetch_optional(self.connection())
        .await?;
        row.map(|row| Reader::new("outbox", &row).text("channel"))
            .transpose()
    }

    /// The post of this id.
    pub async fn post_by_id(
        &mut self,
        tenant: &Tenant,
        id: &PostId,
    ) -> Result<Option<OutboxRow>, StoreError> {
        let text = format!("SELECT {COLUMNS} FROM outbox WHERE workspace_id = $1 AND id = $2");
        let row = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(id.as_str())
            .fetch_optional(self.connection())
            .await?;
        row.map(|row| Ok(with_tenant(&row)?.1)).transpose()
    }
}

/// The part of a query that leaves out the other lane, and removed and held workspaces; these are bound from
/// `$from` on.
fn of_lane(lane: Lane, from: usize, held: &[WorkspaceId]) -> String {
    let lane = match lane {
        Lane::New => "o.edits_key IS NULL",
        Lane::Edits => "o.edits_key IS NOT NULL",
    };
    let held = match held.len() {
        0 => String::new(),
        count => format!("AND o.workspace_id NOT IN ({})", placeholders(from, count)),
    };
    format!(
        "{lane} {held} AND EXISTS (SELECT 1 FROM workspaces w
             WHERE w.id = o.workspace_id AND w.removed_ms IS NULL)"
    )
}

/// A row, or what is wrong with it.
fn readable(row: &AnyRow) -> Result<Result<(Tenant, OutboxRow), UnreadablePost>, StoreError> {
    let fault = match with_tenant(row) {
        Ok(read) => return Ok(Ok(read)),
        Err(error) => error.to_string(),
    };
    let row = Reader::new("outbox", row);
    Ok(Err(UnreadablePost {
        tenant: Tenant::of_row(row.text("workspace_id")?),
        id: PostId::new(row.text("id")?),
        fault,
    }))
}

/// The rows that can be read; the others are told in the log.
fn readable_ones(rows: &[AnyRow]) -> Result<Vec<(Tenant, OutboxRow)>, StoreError> {
    let mut read = Vec::with_capacity(rows.len());
    for row in rows {
        match readable(row)? {
            Ok(row) => read.push(row),
            Err(UnreadablePost { tenant, id, fault }) => {
                tracing::warn!(workspace = %tenant.workspace_id(), post = %id, %fault, "a post can't be read");
            }
        }
    }
    Ok(read)
}

fn with_tenant(row: &AnyRow) -> Result<(Tenant, OutboxRow), StoreError> {
    let row = Reader::new("outbox", row);
    let tenant = Tenant::of_row(row.text("workspace_id")?);
    Ok((
        tenant,
        OutboxRow {
            id: PostId::new(row.text("id")?),
            key: row.text("post_key")?,
            destination: row.json("destination")?,
            post: row.json("post")?,
            edits: row.maybe_text("edits_key")?,
            in_thread_of: row.maybe_text("thread_key")?,
            state: row.parsed("state", OutboxState::from_code)?,
            revision: row.int("revision")?,
            is_plain: row.truth("is_plain")?,
            attempts: row.number("attempts")?,
            not_before: row.instant("not_before_ms")?,
            channel: row.maybe_text("channel")?,
            ts: row.maybe_text("ts")?,
            reason: row.maybe_text("reason")?,
        },
    ))
}
