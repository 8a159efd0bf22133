//! Makes the scheduler look again at what a change touches: asks of a person, rounds of a loop.

use std::cmp::Ordering;

use jiff::Timestamp;

use crate::domain::ask::AskState;
use crate::domain::ids::{LoopId, MemberId, RoundId};
use crate::domain::member::Member;
use crate::domain::round::RoundState;
use crate::store::{AskRow, StoreError, Tenant, Tx};

/// Asks of one person that can be on their way at once.
const RECENT_ASKS: u32 = 8;
/// Rounds of one loop that can be on their way at once.
const RECENT_ROUNDS: u32 = 8;

/// Has a person's unsent asks looked at now: their leave, days or place in Slack has changed.
pub(super) async fn pending_asks(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
    now: Timestamp,
) -> Result<(), StoreError> {
    for mut row in tx.asks_of_member(tenant, member, RECENT_ASKS).await? {
        if row.ask.state == AskState::Pending {
            wake_ask(tx, tenant, &mut row, now).await?;
        }
    }
    Ok(())
}

/// Somebody's leave became longer or shorter, or began, or ended.
pub(super) async fn asks_after_leave_changed(
    tx: &mut Tx,
    tenant: &Tenant,
    before: &Member,
    after: &Member,
    now: Timestamp,
) -> Result<(), StoreError> {
    let until = |member: &Member| member.away_until().filter(|until| now < *until);
    match until(after).cmp(&until(before)) {
        Ordering::Less => asks_of_one_who_is_back(tx, tenant, &after.id, now).await,
        Ordering::Equal => Ok(()),
        Ordering::Greater => pending_asks(tx, tenant, &after.id, now).await,
    }
}

/// Somebody is back before their leave ends: an ask that they would have missed by it is decided anew, before half its
/// window is over.
async fn asks_of_one_who_is_back(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
    now: Timestamp,
) -> Result<(), StoreError> {
    for mut row in tx.asks_of_member(tenant, member, RECENT_ASKS).await? {
        match row.ask.state {
            AskState::Pending => {}
            AskState::Away if now < row.ask.half_at() => {
                let round = tx.round(tenant, &row.ask.round_id).await?;
                let is_running = round
                    .is_some_and(|it| matches!(it.state, RoundState::Planned | RoundState::Open));
                if !is_running {
                    continue;
                }
                row.ask.state = AskState::Pending;
                row.ask.send_at = row.ask.due_at.max(now);
                row.filled_at = None;
            }
            _ => continue,
        }
        wake_ask(tx, tenant, &mut row, now).await?;
    }
    Ok(())
}

async fn wake_ask(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &mut AskRow,
    now: Timestamp,
) -> Result<(), StoreError> {
    row.next_wake = Some(now);
    tx.save_ask(tenant, row).await?;
    round(tx, tenant, &row.ask.round_id, now).await
}

/// Has a round looked at now.
pub(super) async fn round(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &RoundId,
    now: Timestamp,
) -> Result<(), StoreError> {
    if let Some(mut round) = tx.round(tenant, id).await? {
        round.next_wake = Some(now);
        tx.save_round(tenant, &round).await?;
    }
    Ok(())
}

/// Has every round of a loop looked at that is on its way: its people, its times or its state changed.
pub(super) async fn rounds_of(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &LoopId,
    now: Timestamp,
) -> Result<(), StoreError> {
    for mut round in tx.rounds_of_loop(tenant, id, RECENT_ROUNDS).await? {
        if !matches!(round.state, RoundState::Published | RoundState::Skipped) {
            round.next_wake = Some(now);
            tx.save_round(tenant, &round).await?;
        }
    }
    Ok(())
}
