//! Delivers what the store's outbox holds: claim, render, post, mark.
//!
//! `chat.postMessage` has no idempotency key, so a post whose answer got lost is `unknown` and never
//! repeated blindly; and until Slack answers again, no other post is risked. Only wording and layout are
//! made here; what is said was frozen before.

mod ask_message;
mod briefing_message;
mod fate;
mod lanes;
mod look;
mod mending;
mod render;
mod results_message;
mod round_message;
mod told;
mod waited;

use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::domain::ask::AskState;
use crate::domain::feedback_loop::LoopState;
use crate::domain::post::Post;
use crate::features::take_out;
use crate::slack::api::{Api, Failure};
use crate::store::{Lane, OutboxRow, OutboxState, StoreError, Tenant, Tx, UnreadablePost};

use fate::{Fate, Unmarked};
use lanes::Lanes;

/// Posts looked at in one go.
const BATCH: u32 = 100;
/// How long to wait after the database failed; twice as long after each failure that follows.
const AFTER_ERROR: SignedDuration = SignedDuration::from_secs(5);
/// The most doublings: about five minutes.
const DOUBLINGS_MAX: u32 = 6;
/// How long a post waits that could not be taken because the database failed.
const AFTER_FAULT: SignedDuration = SignedDuration::from_mins(1);
/// No call takes this long: of a post that was handed to Slack before, nobody will note any more what
/// became of it.
const CALL_MAX: SignedDuration = SignedDuration::from_secs(60);

/// What a post amounts to when its turn comes.
enum Turn {
    /// Send it.
    Send(Call),
    /// It makes no sense any more, and why.
    Drop(&'static str),
    /// What it edits or stands under is on its way: look again when that has moved.
    Wait(Timestamp),
}

/// The call that sends a post, with its arguments.
struct Call {
    message: Value,
    /// Replaces a message, so that it may be repeated.
    is_edit: bool,
}

/// Whoever delivers the outbox. One per process.
pub struct Postman {
    app: App,
    api: Api,
    lanes: Lanes,
    /// The scope was granted by which direct messages can be read again.
    can_look: bool,
    /// What became of posts, where the database failed to note it. Nothing leaves before it is noted.
    unmarked: Vec<Unmarked>,
    /// How often in a row the database failed.
    failures: u32,
}

impl Postman {
    /// A postman for this app, posting through this client, which was granted these scopes.
    #[must_use]
    pub fn new(app: App, api: Api, scopes: &[String]) -> Self {
        Self {
            app,
            api,
            lanes: Lanes::default(),
            can_look: scopes.iter().any(|it| it == look::SCOPE),
            unmarked: Vec::new(),
            failures: 0,
        }
    }

    /// Delivers until shutdown; then it finishes the call in flight and no other. What was with Slack when
    /// the program last ended is recovered first.
    pub async fn run(mut self, shutdown: CancellationToken) {
        let bell = self.app.bells.outbox.clone();
        if let Err(error) = self.recover(Timestamp::MAX).await {
            tracing::error!(%error, "the outbox could not be recovered");
        }
        loop {
            let rung = bell.looks();
            let next = match self.deliver_due(&shutdown).await {
                Ok(next) if self.unmarked.is_empty() => {
                    self.failures = 0;
                    next
                }
                Ok(_) => Some(self.after_failure()),
                Err(error) => {
                    tracing::error!(%error, "the outbox could not be read or written; trying again");
                    Some(self.after_failure())
                }
            };
            bell.served(rung, next);
            let wake: futures_util::future::BoxFuture<'static, ()> = match next {
                Some(at) => self.app.clock.sleep_until(at),
                None => std::future::pending().boxed(),
            };
            tokio::select! {
                biased;
                () = shutdown.cancelled() => break,
                () = bell.rings_after(rung) => {}
                () = wake => {}
            }
        }
        self.mark_unmarked().await;
    }

    /// When to try again after the database failed once more.
    fn after_failure(&mut self) -> Timestamp {
        let wait = AFTER_ERROR * (1 << self.failures.min(DOUBLINGS_MAX));
        self.failures = self.failures.saturating_add(1);
        let now = self.app.now();
        now.checked_add(wait).unwrap_or(now)
    }

    /// Posts that were handed to Slack by `claimed_by`, and of which nobody noted what became of them: the bot
    /// looks for them where it may; of the others, those who can look are told.
    async fn recover(&mut self, claimed_by: Timestamp) -> Result<(), StoreError> {
        self.look_for_claimed(claimed_by).await?;
        let input = (claimed_by, self.app.now());
        let unknown = self
            .app
            .store
            .write(input, |tx, (claimed_by, now)| {
                async move {
                    let unknown = tx.recover_posts(*claimed_by).await?;
                    for (tenant, row) in &unknown {
                        fate::tell(tx, tenant, row, *now).await?;
                    }
                    Ok(unknown)
                }
                .boxed()
            })
            .await?;
        for (tenant, row) in unknown {
            tracing::warn!(
                workspace = %tenant.workspace_id(), post = %row.id,
                "a message may or may not have been posted before the stop; see the Home tab"
            );
        }
        Ok(())
    }

    /// Delivers every post whose turn has come, or as many as there are before the shutdown; gives the
    /// instant of the next one.
    async fn deliver_due(
        &mut self,
        shutdown: &CancellationToken,
    ) -> Result<Option<Timestamp>, StoreError> {
        loop {
            self.mark_unmarked().await;
            if !self.unmarked.is_empty() {
                // A stop now would leave each post unknown that is handed to Slack meanwhile.
                return Ok(None);
            }
            self.recover_stale().await?;
            self.ask_whether_slack_is_back().await;
            // New messages first: edits never keep an ask or a digest waiting.
            let has_moved = self.deliver_lane(Lane::New, shutdown).await?
                | self.deliver_lane(Lane::Edits, shutdown).await?;
            if shutdown.is_cancelled() {
                return Ok(None);
            }
            if !has_moved {
                return self.next().await;
            }
        }
    }

    /// When there is something to do again.
    async fn next(&self) -> Result<Option<Timestamp>, StoreError> {
        let now = self.app.now();
        let held = [Lane::New, Lane::Edits].map(|lane| self.lanes.held(lane, now));
        let (next_post, claimed) = self
            .app
            .store
            .read(held, |tx, [held, held_edits]| {
                async move {
                    let new = tx.next_post_at(Lane::New, held).await?;
                    let edit = tx.next_post_at(Lane::Edits, held_edits).await?;
                    let next = [new, edit].into_iter().flatten().min();
                    Ok((next, tx.oldest_claim().await?))
                }
                .boxed()
            })
            .await?;
        let stale_at = claimed.and_then(|at| at.checked_add(CALL_MAX).ok());
        let next = [next_post, stale_at, self.lanes.next(now)];
        Ok(next.into_iter().flatten().min())
    }

    async fn recover_stale(&mut self) -> Result<(), StoreError> {
        let before = self.app.now().checked_sub(CALL_MAX);
        let before = before.unwrap_or(Timestamp::MIN);
        let claimed = self
            .app
            .store
            .read((), |tx, ()| tx.oldest_claim().boxed())
            .await?;
        if claimed.is_some_and(|at| at <= before) {
            self.recover(before).await?;
        }
        Ok(())
    }

    /// After a trouble nothing is sent before Slack answers a call that does nothing.
    async fn ask_whether_slack_is_back(&mut self) {
        let mut waiting = self.lanes.to_ask(self.app.now());
        if waiting.is_empty() {
            return;
        }
        let answer = self.api.auth_test().await;
        let now = self.app.now();
        for (workspace, lane) in waiting.drain(..) {
            match &answer {
                Ok(_) => self.lanes.is_back(&workspace, lane),
                Err(Failure::RateLimited { retry_after, .. }) => {
                    self.lanes.is_back(&workspace, lane);
                    let until = fate::after(now, *retry_after);
                    self.lanes.hold(&workspace, lane, until);
                }
                Err(failure) => {
                    tracing::warn!(%workspace, error = %failure, "Slack is not back yet; posts wait");
                    self.lanes.trouble(&workspace, lane, now);
                }
            }
        }
    }

    /// Delivers what is due in a lane; true when something moved.
    async fn deliver_lane(
        &mut self,
        lane: Lane,
        shutdown: &CancellationToken,
    ) -> Result<bool, StoreError> {
        let now = self.app.now();
        let due = self
            .app
            .store
            .read((lane, self.lanes.held(lane, now), now), |tx, input| {
                let (lane, held, now) = input;
                tx.posts_to_send(*lane, held, *now, BATCH).boxed()
            })
            .await?;
        let (mut has_moved, mut later) = (false, Vec::new());
        for due in due {
            if shutdown.is_cancelled() || !self.unmarked.is_empty() {
                break;
            }
            let (tenant, row) = match due {
                Ok(due) => due,
                Err(unreadable) => {
                    self.give_up(unreadable).await?;
                    has_moved = true;
                    continue;
                }
            };
            let workspace = tenant.workspace_id();
            let now = self.app.now();
            if self.lanes.is_held(workspace, lane, now) {
                continue;
            }
            let slot = self.lanes.slot(workspace, lane, &row, now);
            if slot > now {
                has_moved = true;
                if lane == Lane::Edits {
                    self.app.store.edit_turns().taken_until(workspace, slot);
                }
                later.push((tenant, row, slot));
                continue;
            }
            if let Err(error) = self.deliver(&tenant, &row, lane).await {
                tracing::error!(%workspace, post = %row.id, %error, "a post could not be delivered");
                self.set_aside(&tenant, &row, &error).await?;
            }
            has_moved = true;
        }
        self.postpone_all(later).await?;
        Ok(has_moved)
    }

    /// Puts posts back whose turn comes later by Slack's limits; all in one transaction, for a big team's answers
    /// make thousands of edits wait.
    async fn postpone_all(
        &self,
        later: Vec<(Tenant, OutboxRow, Timestamp)>,
    ) -> Result<(), StoreError> {
        if later.is_empty() {
            return Ok(());
        }
        self.app
            .store
            .write(later, |tx, later| {
                async move {
                    for (tenant, row, until) in later {
                        tx.postpone(tenant, row, *until, row.is_plain).await?;
                    }
                    Ok(())
                }
                .boxed()
            })
            .await
    }

    async fn give_up(&self, post: UnreadablePost) -> Result<(), StoreError> {
        tracing::error!(
            workspace = %post.tenant.workspace_id(), post = %post.id, fault = %post.fault,
            "a post can't be read and is given up"
        );
        self.app
            .store
            .write(post, |tx, post| tx.fail_unreadable(post).boxed())
            .await
    }

    /// A post that could not be delivered keeps no other waiting.
    async fn set_aside(
        &mut self,
        tenant: &Tenant,
        row: &OutboxRow,
        error: &StoreError,
    ) -> Result<(), StoreError> {
        if error.is_of_a_row() {
            let fate = Fate::Ended(OutboxState::Failed, error.to_string().into());
            self.mark(tenant, row, fate).await;
            return Ok(());
        }
        let until = self.app.now().checked_add(AFTER_FAULT);
        self.postpone(tenant, row, until.unwrap_or(Timestamp::MAX))
            .await
    }

    /// One post, at this instant.
    async fn deliver(
        &mut self,
        tenant: &Tenant,
        row: &OutboxRow,
        lane: Lane,
    ) -> Result<(), StoreError> {
        let now = self.app.now();
        let workspace = tenant.workspace_id();
        let slot = self.lanes.slot(workspace, lane, row, now);
        if slot > now {
            return self.postpone(tenant, row, slot).await;
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
            None | Some(Turn::Drop(_)) => self.lanes.forget(workspace, lane, &row.id),
            Some(Turn::Wait(until)) => {
                if now.duration_until(until) > CALL_MAX {
                    // What waits as long, many of them perhaps until the same morning, has its turn by Slack's limits then.
                    self.lanes.forget(workspace, lane, &row.id);
                }
                self.postpone(tenant, row, until).await?;
            }
            Some(Turn::Send(call)) => {
                self.lanes.forget(workspace, lane, &row.id);
                let outcome = if call.is_edit {
                    self.api.update_message(&call.message).await
                } else {
                    self.api.post_message(&call.message).await
                };
                let outcome = match outcome {
                    Err(failure @ Failure::Unknown { .. }) if !call.is_edit => {
                        self.look_for(tenant, row, now).await.ok_or(failure)
                    }
                    outcome => outcome,
                };
                let fate = self.fate(workspace, row, &call, outcome);
                self.mark(tenant, row, fate).await;
            }
        }
        Ok(())
    }

    async fn postpone(
        &self,
        tenant: &Tenant,
        row: &OutboxRow,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let input = (tenant.clone(), row.clone(), until);
        self.app
            .store
            .write(input, |tx, (tenant, row, until)| {
                tx.postpone(tenant, row, *until, row.is_plain).boxed()
            })
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
    let turn = if is_of_a_stopped_loop(tx, tenant, row).await? {
        // What is pending is certainly not with Slack.
        if let Post::Ask { ask_id } = &row.post {
            take_out::take_back(tx, tenant, ask_id, AskState::Dropped, now).await?;
        }
        Turn::Drop("its loop is paused or ended")
    } else {
        prepare(tx, tenant, row, now).await?
    };
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

/// A loop that is paused or ended posts nothing any more, also of what had been waiting for its turn. What stands in
/// Slack is still brought in line.
async fn is_of_a_stopped_loop(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &OutboxRow,
) -> Result<bool, StoreError> {
    if row.edits.is_some() {
        return Ok(false);
    }
    let Some(id) = tx.loop_of_post(tenant, &row.post).await? else {
        return Ok(false);
    };
    let of = tx.feedback_loop(tenant, &id).await?;
    Ok(of.is_some_and(|of| of.settings.state != LoopState::Active))
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
    if let Some(turn) = waited::instead(tx, tenant, &row.post, now).await? {
        return Ok(turn);
    }
    let mut message = message.json();
    let base = row.edits.as_ref().or(row.in_thread_of.as_ref());
    let Some(base) = base else {
        return Ok(Turn::Send(of_its_own(row, message)));
    };
    let Some(base) = tx.post_by_key(tenant, base).await? else {
        return Ok(Turn::Drop("what it belongs to was never posted"));
    };
    match (base.state, base.channel, base.ts) {
        (OutboxState::Sent, Some(channel), Some(ts)) => {
            let is_edit = row.edits.is_some();
            message["channel"] = channel.into();
            message[if is_edit { "ts" } else { "thread_ts" }] = ts.into();
            Ok(Turn::Send(Call { message, is_edit }))
        }
        // It arrived, and nobody knows where it stands: what is worth it becomes a message of its own.
        (OutboxState::Sent, ..) if is_worth_a_message(tx, tenant, row, now).await? => {
            Ok(Turn::Send(of_its_own(row, message)))
        }
        (OutboxState::Sent, ..) => Ok(Turn::Drop("nobody knows where what it edits stands")),
        (OutboxState::Pending, ..) => Ok(Turn::Wait(base.not_before.max(next_moment(now)))),
        (OutboxState::Sending, ..) => Ok(Turn::Wait(next_moment(now))),
        _ => Ok(Turn::Drop("what it belongs to did not arrive")),
    }
}

fn next_moment(now: Timestamp) -> Timestamp {
    now.checked_add(SignedDuration::from_secs(1)).unwrap_or(now)
}

/// A message that neither edits nor stands under another one. The metadata tells which post it is.
fn of_its_own(row: &OutboxRow, mut message: Value) -> Call {
    message["channel"] = row.destination.id().into();
    message["metadata"] = serde_json::json!({
        "event_type": "leadloop_post", "event_payload": { "post": row.id.as_str() },
    });
    Call {
        message,
        is_edit: false,
    }
}

/// Whether it holds what somebody did or is owed: the record of an ask, an owner's answer, a question, what
/// became of what a rep said, the half of a digest or briefing for which there was no room above its thread.
async fn is_worth_a_message(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &OutboxRow,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(match &row.post {
        Post::AskChanged { ask_id } => tx.ask(tenant, ask_id).await?.is_some_and(|it| {
            let is_over = it.ask.deadline_at <= now;
            match it.ask.state {
                AskState::Answered | AskState::Declined => true,
                AskState::Partial => is_over,
                _ => false,
            }
        }),
        Post::OwnerNumbersChanged { .. }
        | Post::DigestDetails { .. }
        | Post::BriefingDetails { .. }
        | Post::BriefingQuestion { .. }
        | Post::YouSaidChanged { .. } => true,
        _ => false,
    })
}
