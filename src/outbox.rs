//! Delivers what the store's outbox holds: claim, render, post, mark.
//!
//! `chat.postMessage` has no idempotency key, so a post whose answer got lost is `unknown` and never
//! repeated blindly. Only wording and layout are made here; what is said was frozen before.

mod ask_message;
mod render;
mod round_message;
mod told;

use std::collections::HashMap;
use std::sync::Arc;

use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use crate::app::{App, fresh_id};
use crate::domain::ids::{ChannelId, PostId, WorkspaceId};
use crate::domain::member::Role;
use crate::domain::post::{Destination, Post};
use crate::slack::api::{Api, Failure};
use crate::slack::limits::PostLimits;
use crate::store::{OutboxRow, OutboxState, SentPost, StoreError, Tenant, Tx};

/// Posts looked at in one go.
const BATCH: u32 = 100;
/// How long to wait before a post that never left is tried again; doubled with each try, up to 64 times.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(5);
/// The longest doubling.
const DOUBLINGS_MAX: u16 = 6;

/// What a post amounts to when its turn comes.
enum Turn {
    /// Send it: the arguments of the call.
    Send(Value),
    /// It makes no sense any more, and why.
    Drop(&'static str),
    /// What it edits or stands under is on its way: look again when that has moved.
    Wait(Timestamp),
}

/// Whoever delivers the outbox. One per process.
pub struct Postman {
    app: App,
    api: Api,
    limits: HashMap<WorkspaceId, PostLimits>,
    granted: HashMap<PostId, Timestamp>,
}

impl Postman {
    /// A postman for this app, posting through this client.
    #[must_use]
    pub fn new(app: App, api: Api) -> Self {
        Self {
            app,
            api,
            limits: HashMap::new(),
            granted: HashMap::new(),
        }
    }

    /// Delivers until shutdown. What was with Slack when the program last ended is recovered first.
    pub async fn run(mut self, shutdown: CancellationToken) {
        let bell = self.app.bells.outbox.clone();
        if let Err(error) = self.recover().await {
            tracing::error!(%error, "the outbox could not be recovered");
        }
        loop {
            let rung = bell.rung();
            let next = match self.deliver_due().await {
                Ok(next) => next,
                Err(error) => {
                    tracing::error!(%error, "the outbox could not be read or written; trying again");
                    self.app.now().checked_add(FIRST_WAIT).ok()
                }
            };
            bell.served(rung, next);
            let wake: futures_util::future::BoxFuture<'static, ()> = match next {
                Some(at) => self.app.clock.sleep_until(at),
                None => std::future::pending().boxed(),
            };
            tokio::select! {
                () = shutdown.cancelled() => return,
                () = bell.rings_after(rung) => {}
                () = wake => {}
            }
        }
    }

    async fn recover(&self) -> Result<(), StoreError> {
        let unknown = self
            .app
            .store
            .write((), |tx, ()| tx.recover_posts().boxed())
            .await?;
        for (tenant, row) in unknown {
            tracing::warn!(
                workspace = %tenant.workspace_id(), post = %row.id,
                "a message may or may not have been posted before the stop; see the Home tab"
            );
        }
        Ok(())
    }

    /// Delivers every post whose turn has come; gives the instant of the next one.
    async fn deliver_due(&mut self) -> Result<Option<Timestamp>, StoreError> {
        loop {
            let now = self.app.now();
            let due = self
                .app
                .store
                .read(now, |tx, now| tx.posts_to_send(*now, BATCH).boxed())
                .await?;
            let mut moved = false;
            for (tenant, row) in due {
                moved |= self.deliver(&tenant, &row, now).await?;
            }
            if !moved {
                break;
            }
        }
        self.app
            .store
            .read((), |tx, ()| tx.next_post_at().boxed())
            .await
    }

    /// One post; true when it moved.
    async fn deliver(
        &mut self,
        tenant: &Tenant,
        row: &OutboxRow,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let slot = self.slot(tenant, row, now);
        if slot > now {
            self.write(tenant, row, move |tx, tenant, row| {
                let is_plain = row.is_plain;
                async move { tx.postpone(tenant, row, slot, is_plain).await }.boxed()
            })
            .await?;
            return Ok(true);
        }
        let input = (tenant.clone(), row.clone(), now);
        let turn = self
            .app
            .store
            .write(input, |tx, (tenant, row, now)| {
                take(tx, tenant, row, *now).boxed()
            })
            .await?;
        match turn {
            None | Some(Turn::Drop(_)) => {
                self.granted.remove(&row.id);
                Ok(true)
            }
            Some(Turn::Wait(until)) => {
                self.write(tenant, row, move |tx, tenant, row| {
                    let is_plain = row.is_plain;
                    async move { tx.postpone(tenant, row, until, is_plain).await }.boxed()
                })
                .await?;
                Ok(true)
            }
            Some(Turn::Send(message)) => {
                self.granted.remove(&row.id);
                let outcome = if row.edits.is_some() {
                    self.api.update_message(&message).await
                } else {
                    self.api.post_message(&message).await
                };
                self.mark(tenant, row, outcome, &message).await?;
                Ok(true)
            }
        }
    }

    /// From when on the post may leave, by Slack's limits. Granted once per post.
    fn slot(&mut self, tenant: &Tenant, row: &OutboxRow, now: Timestamp) -> Timestamp {
        let limits = self
            .limits
            .entry(tenant.workspace_id().clone())
            .or_default();
        *self
            .granted
            .entry(row.id.clone())
            .or_insert_with(|| limits.next_slot(&ChannelId::new(row.destination.id()), now))
    }

    async fn mark(
        &mut self,
        tenant: &Tenant,
        row: &OutboxRow,
        outcome: Result<crate::slack::api::Posted, Failure>,
        message: &Value,
    ) -> Result<(), StoreError> {
        let now = self.app.now();
        match outcome {
            Ok(posted) => {
                let text = |field: &str| {
                    message
                        .get(field)
                        .and_then(Value::as_str)
                        .unwrap_or_default()
                };
                let sent = SentPost {
                    channel: posted.channel.map_or_else(
                        || text("channel").to_owned(),
                        |channel| channel.as_str().to_owned(),
                    ),
                    ts: posted.ts.unwrap_or_else(|| text("ts").to_owned()),
                };
                self.write(tenant, row, move |tx, tenant, row| {
                    let sent = sent.clone();
                    async move {
                        tx.mark_sent(tenant, row, &sent).await?;
                        render::after_sending(tx, tenant, row).await
                    }
                    .boxed()
                })
                .await
            }
            Err(Failure::RateLimited { retry_after, .. }) => {
                let until = now
                    .checked_add(SignedDuration::try_from(retry_after).unwrap_or(FIRST_WAIT))
                    .unwrap_or(now);
                self.limits
                    .entry(tenant.workspace_id().clone())
                    .or_default()
                    .hold(until);
                self.postpone(tenant, row, until, row.is_plain).await
            }
            Err(Failure::NotSent { cause, .. }) => {
                tracing::warn!(post = %row.id, %cause, "Slack can't be reached; the post waits");
                let doublings = row.attempts.min(DOUBLINGS_MAX);
                let wait = FIRST_WAIT * (1 << doublings);
                self.postpone(
                    tenant,
                    row,
                    now.checked_add(wait).unwrap_or(now),
                    row.is_plain,
                )
                .await
            }
            Err(failure @ Failure::Unknown { .. }) if row.edits.is_some() => {
                // An edit may be repeated: doing it twice changes nothing.
                tracing::warn!(post = %row.id, error = %failure, "an edit is sent again");
                let wait = FIRST_WAIT * (1 << row.attempts.min(DOUBLINGS_MAX));
                self.postpone(
                    tenant,
                    row,
                    now.checked_add(wait).unwrap_or(now),
                    row.is_plain,
                )
                .await
            }
            Err(failure @ Failure::Unknown { .. }) => {
                tracing::warn!(post = %row.id, error = %failure, "a post may or may not have arrived");
                self.end(tenant, row, OutboxState::Unknown, failure.to_string())
                    .await
            }
            Err(failure) if failure.refused_with() == Some("invalid_blocks") && !row.is_plain => {
                tracing::warn!(post = %row.id, error = %failure, "posting without charts");
                self.postpone(tenant, row, now, true).await
            }
            Err(failure) => {
                tracing::warn!(post = %row.id, error = %failure, "Slack refused a post");
                let reason = failure.refused_with().unwrap_or("refused").to_owned();
                self.end(tenant, row, OutboxState::Failed, reason).await
            }
        }
    }

    async fn postpone(
        &self,
        tenant: &Tenant,
        row: &OutboxRow,
        until: Timestamp,
        is_plain: bool,
    ) -> Result<(), StoreError> {
        self.write(tenant, row, move |tx, tenant, row| {
            async move { tx.postpone(tenant, row, until, is_plain).await }.boxed()
        })
        .await
    }

    async fn end(
        &self,
        tenant: &Tenant,
        row: &OutboxRow,
        state: OutboxState,
        reason: String,
    ) -> Result<(), StoreError> {
        let now = self.app.now();
        let reason: Arc<str> = reason.into();
        self.write(tenant, row, move |tx, tenant, row| {
            let reason = Arc::clone(&reason);
            async move {
                tx.mark_post(tenant, row, state, &reason).await?;
                tell_who_can_mend(tx, tenant, row, now).await
            }
            .boxed()
        })
        .await
    }

    async fn write<F>(&self, tenant: &Tenant, row: &OutboxRow, work: F) -> Result<(), StoreError>
    where
        F: for<'t> Fn(
                &'t mut Tx,
                &'t Tenant,
                &'t OutboxRow,
            ) -> futures_util::future::BoxFuture<'t, Result<(), StoreError>>
            + Send
            + Sync
            + 'static,
    {
        let input = (tenant.clone(), row.clone());
        self.app
            .store
            .write(input, move |tx, (tenant, row)| work(tx, tenant, row))
            .await
    }
}

/// Looks once more whether the post makes sense, renders it, and claims it. None when it was taken or
/// replaced meanwhile.
async fn take(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &OutboxRow,
    now: Timestamp,
) -> Result<Option<Turn>, StoreError> {
    let turn = prepare(tx, tenant, row, now).await?;
    match &turn {
        Turn::Send(_) => {
            if !tx.claim_post(tenant, row, now).await? {
                return Ok(None);
            }
        }
        Turn::Drop(reason) => {
            tx.mark_post(tenant, row, OutboxState::Dropped, reason)
                .await?;
        }
        Turn::Wait(_) => {}
    }
    Ok(Some(turn))
}

async fn prepare(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &OutboxRow,
    now: Timestamp,
) -> Result<Turn, StoreError> {
    let Some(message) = render::render(tx, tenant, row, now).await? else {
        return Ok(Turn::Drop("no longer wanted"));
    };
    let mut message = message.json();
    let base = row.edits.as_ref().or(row.in_thread_of.as_ref());
    let Some(base) = base else {
        message["channel"] = row.destination.id().into();
        message["metadata"] = serde_json::json!({
            "event_type": "leadloop_post", "event_payload": { "post": row.id.as_str() },
        });
        return Ok(Turn::Send(message));
    };
    let Some(base) = tx.post_by_key(tenant, base).await? else {
        return Ok(Turn::Drop("what it belongs to was never posted"));
    };
    match (base.state, base.channel, base.ts) {
        (OutboxState::Sent, Some(channel), Some(ts)) => {
            message["channel"] = channel.into();
            message[if row.edits.is_some() {
                "ts"
            } else {
                "thread_ts"
            }] = ts.into();
            Ok(Turn::Send(message))
        }
        (OutboxState::Pending, ..) => Ok(Turn::Wait(base.not_before.max(next_moment(now)))),
        (OutboxState::Sending, ..) => Ok(Turn::Wait(next_moment(now))),
        _ => Ok(Turn::Drop("what it belongs to did not arrive")),
    }
}

fn next_moment(now: Timestamp) -> Timestamp {
    now.checked_add(SignedDuration::from_secs(1)).unwrap_or(now)
}

/// Tells the workspace's admins, or the loop's team leads, that a post did not arrive; once per post and
/// person, and never about such a message itself.
async fn tell_who_can_mend(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &OutboxRow,
    now: Timestamp,
) -> Result<(), StoreError> {
    if matches!(row.post, Post::Undelivered { .. }) {
        return Ok(());
    }
    let mut told: Vec<_> = tx
        .members_with_role(tenant, Role::TeamLead)
        .await?
        .into_iter()
        .map(|it| it.member_id)
        .collect();
    told.dedup();
    if told.is_empty() {
        told = tx
            .members(tenant)
            .await?
            .into_iter()
            .filter(|it| it.is_admin && it.can_be_asked())
            .map(|it| it.id)
            .collect();
    }
    for member_id in told {
        let post = Post::Undelivered {
            post_id: row.id.clone(),
            member_id: member_id.clone(),
        };
        let to = Destination::Member(member_id);
        tx.post(tenant, &PostId::new(fresh_id(now)), &post, &to, now)
            .await?;
    }
    Ok(())
}
