//! Fixing the asks of a round, a chunk of its reps at a time.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::{Scene, Unfixed};
use crate::app::{App, fresh_id};
use crate::domain::ask::{self, AskState};
use crate::domain::feedback_loop::LoopState;
use crate::domain::ids::{AskId, MemberId, RoundId};
use crate::domain::round::Round;
use crate::features::fill_ask::CampaignAnswers;
use crate::store::{AskRow, StoreError, Tenant, Tx};

/// Asks that one transaction fixes: there is little to do for one.
const CHUNK: usize = 200;
/// Asks of a rep among which the last one sent is looked for.
const RECENT_ASKS: u32 = 8;

/// Fixes the asks of these reps, in a transaction for each chunk of them. Whatever has changed meanwhile counts, and
/// what does not get done is found by the next look at the round.
pub(super) async fn of_reps(
    app: &App,
    tenant: &Tenant,
    round: &RoundId,
    reps: &[MemberId],
) -> Result<(), StoreError> {
    for chunk in reps.chunks(CHUNK) {
        let input = (tenant.clone(), round.clone(), chunk.to_vec(), app.now());
        app.store
            .write(input, |tx, (tenant, round, reps, now)| {
                chunk_of(tx, tenant, round, reps, *now).boxed()
            })
            .await?;
    }
    Ok(())
}

async fn chunk_of(
    tx: &mut Tx,
    tenant: &Tenant,
    round: &RoundId,
    reps: &[MemberId],
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(round) = tx.round(tenant, round).await? else {
        return Ok(());
    };
    let Some(feedback_loop) = tx.feedback_loop(tenant, &round.loop_id).await? else {
        return Ok(());
    };
    if feedback_loop.settings.state != LoopState::Active {
        return Ok(());
    }
    let scene = Scene {
        tenant,
        feedback_loop: &feedback_loop,
        people: &tx.loop_members_of(tenant, &round.loop_id, reps).await?,
        answers: &CampaignAnswers::default(),
        now,
    };
    let unfixed = scene.unfixed(tx, &round).await?;
    scene.fix_asks(tx, &round, &unfixed).await?;
    Ok(())
}

impl Scene<'_> {
    /// Fixes the asks that are to be by now, of one chunk of these reps; gives whose come after it.
    pub(super) async fn fix_asks(
        &self,
        tx: &mut Tx,
        round: &Round,
        unfixed: &[Unfixed],
    ) -> Result<Vec<MemberId>, StoreError> {
        let mut due = unfixed.iter().take_while(|(at, _)| *at <= self.now);
        for (_, member) in due.by_ref().take(CHUNK) {
            let id = AskId::new(fresh_id(self.now));
            let mut ask = ask::plan_ask(&self.feedback_loop.settings, round, member, id, self.now);
            // Asked about only where it matters.
            if member.asks_less_often {
                let recent = tx
                    .asks_of_member(self.tenant, &member.id, RECENT_ASKS)
                    .await?;
                let sent = recent.iter().filter(|row| row.ask.sent_at.is_some());
                let last_due = sent.map(|row| row.ask.due_at).max();
                if ask::is_too_soon(member, last_due, ask.due_at) {
                    ask.state = AskState::Empty;
                }
            }
            let next_wake = (ask.state == AskState::Pending).then(|| ask.due_at.max(self.now));
            let row = AskRow {
                ask,
                filled_at: None,
                left_waiting: 0,
                next_wake,
            };
            tx.save_ask(self.tenant, &row).await?;
        }
        Ok(due.map(|(_, member)| member.id.clone()).collect())
    }
}
