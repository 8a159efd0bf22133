//! What becomes of a post by what Slack answered, and how that is noted, also when the database fails
//! meanwhile.

use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::mending::tell_who_can_mend;
use super::{Call, Postman, render};
use crate::domain::ids::WorkspaceId;
use crate::slack::api::{Failure, Posted};
use crate::store::{Lane, OutboxRow, OutboxState, SentPost, StoreError, Tenant, Tx};

/// How often an edit is tried to which Slack gives no answer.
const EDIT_TRIES: u16 = 20;

/// What became of a post.
#[derive(Debug, Clone)]
pub(super) enum Fate {
    /// Slack has it, there.
    Sent(SentPost),
    /// Slack certainly does not have it; it is tried again.
    Again { at: Timestamp, is_plain: bool },
    /// It failed, or nobody knows, or nobody knows where it stands; why.
    Ended(OutboxState, Arc<str>),
}

/// What became of a post, where that is not noted yet.
#[derive(Debug, Clone)]
pub(super) struct Unmarked {
    tenant: Tenant,
    row: OutboxRow,
    fate: Fate,
}

impl Postman {
    /// What becomes of a post, and of those after it: where the next one would only meet the same, they wait.
    pub(super) fn fate(
        &mut self,
        workspace: &WorkspaceId,
        row: &OutboxRow,
        call: &Call,
        outcome: Result<Posted, Failure>,
    ) -> Fate {
        let now = self.app.now();
        let lane = if call.is_edit { Lane::Edits } else { Lane::New };
        let again = |at| Fate::Again {
            at,
            is_plain: row.is_plain,
        };
        let failure = match outcome {
            Ok(posted) => {
                self.lanes.went_well(workspace, lane);
                if posted.ts.is_none() && !call.is_edit {
                    // As where somebody says that it arrived.
                    let reason = "Slack did not say where it stands";
                    return Fate::Ended(OutboxState::Sent, reason.into());
                }
                return Fate::Sent(place(posted, &call.message));
            }
            Err(failure) => failure,
        };
        let post = &row.id;
        match failure {
            Failure::RateLimited { retry_after, .. } => {
                let until = after(now, retry_after);
                self.lanes.hold(workspace, lane, until);
                again(until)
            }
            Failure::NotSent { cause, .. } => {
                tracing::warn!(%post, %cause, "Slack can't be reached; the post waits");
                self.lanes.trouble(workspace, Lane::New, now);
                again(now)
            }
            failure @ Failure::Refused { .. } if failure.is_locked_out() => {
                if self.lanes.trouble(workspace, Lane::New, now) {
                    tracing::error!(%workspace, error = %failure,
                        "Slack does not let leadloop in; posts wait until the app is installed again");
                }
                again(now)
            }
            failure @ Failure::Unknown { .. } if call.is_edit => {
                self.lanes.trouble(workspace, lane, now);
                if row.attempts + 1 >= EDIT_TRIES {
                    tracing::warn!(%post, error = %failure, "an edit is given up");
                    return Fate::Ended(OutboxState::Failed, failure.to_string().into());
                }
                // An edit may be repeated: doing it twice changes nothing.
                tracing::warn!(%post, error = %failure, "an edit is sent again");
                again(now)
            }
            failure @ Failure::Unknown { .. } => {
                tracing::warn!(%post, error = %failure, "a post may or may not have arrived");
                self.lanes.trouble(workspace, Lane::New, now);
                Fate::Ended(OutboxState::Unknown, failure.to_string().into())
            }
            failure if failure.refused_with() == Some("invalid_blocks") && !row.is_plain => {
                tracing::warn!(%post, error = %failure, "posting without charts");
                self.lanes.went_well(workspace, lane);
                Fate::Again {
                    at: now,
                    is_plain: true,
                }
            }
            failure => {
                tracing::warn!(%post, error = %failure, "Slack refused a post");
                self.lanes.went_well(workspace, lane);
                let reason = failure.refused_with().unwrap_or("refused");
                Fate::Ended(OutboxState::Failed, reason.into())
            }
        }
    }

    /// Notes what became of a post. What the database does not take now is kept, and noted later.
    pub(super) async fn mark(&mut self, tenant: &Tenant, row: &OutboxRow, fate: Fate) {
        let unmarked = Unmarked {
            tenant: tenant.clone(),
            row: row.clone(),
            fate,
        };
        if let Err(error) = self.note(unmarked.clone()).await {
            tracing::error!(post = %row.id, %error, "what became of a post could not be noted; trying again");
            self.unmarked.push(unmarked);
        }
    }

    /// Notes what could not be noted before.
    pub(super) async fn mark_unmarked(&mut self) {
        for unmarked in std::mem::take(&mut self.unmarked) {
            self.mark(&unmarked.tenant, &unmarked.row, unmarked.fate)
                .await;
        }
    }

    async fn note(&self, unmarked: Unmarked) -> Result<(), StoreError> {
        let input = (unmarked, self.app.now());
        self.app
            .store
            .write(input, |tx, (unmarked, now)| {
                note_in(tx, unmarked, *now).boxed()
            })
            .await
    }
}

async fn note_in(tx: &mut Tx, unmarked: &Unmarked, now: Timestamp) -> Result<(), StoreError> {
    let Unmarked { tenant, row, fate } = unmarked;
    match fate {
        Fate::Sent(place) => {
            tx.mark_sent(tenant, row, place).await?;
            if let Some(edited) = &row.edits
                && let Some(base) = tx.post_by_key(tenant, edited).await?
                && base.ts.is_none()
            {
                // The edit had to become a message of its own: that is the one to edit from now on.
                tx.mark_sent(tenant, &base, place).await?;
            }
            render::after_sending(tx, tenant, row, now).await
        }
        Fate::Again { at, is_plain } => tx.postpone(tenant, row, *at, *is_plain).await,
        Fate::Ended(state, reason) => {
            tx.mark_post(tenant, row, *state, reason).await?;
            if *state == OutboxState::Sent {
                return render::after_sending(tx, tenant, row, now).await;
            }
            tell(tx, tenant, row, now).await
        }
    }
}

/// Tells whoever can mend it that a post did not arrive, or that nobody knows. Where a row can't be read by which they
/// would be found, that is logged, and keeps no other post waiting.
pub(super) async fn tell(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &OutboxRow,
    now: Timestamp,
) -> Result<(), StoreError> {
    match tell_who_can_mend(tx, tenant, row, now).await {
        Err(error) if error.is_of_a_row() => {
            tracing::error!(post = %row.id, %error, "nobody could be told of a post that did not arrive");
            Ok(())
        }
        told => told,
    }
}

fn place(posted: Posted, message: &Value) -> SentPost {
    let text = |field: &str| {
        let text = message.get(field).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    SentPost {
        channel: posted
            .channel
            .map_or_else(|| text("channel"), |channel| channel.as_str().to_owned()),
        ts: posted.ts.unwrap_or_else(|| text("ts")),
    }
}

/// The instant this long after `now`.
pub(super) fn after(now: Timestamp, wait: Duration) -> Timestamp {
    SignedDuration::try_from(wait)
        .ok()
        .and_then(|wait| now.checked_add(wait).ok())
        .unwrap_or(Timestamp::MAX)
}
