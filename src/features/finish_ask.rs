//! What an answer does to its ask: begun, or finished.

use jiff::Timestamp;

use super::advance_round::refresh;
use crate::domain::ask::{AskState, AskedState};
use crate::domain::ids::AskId;
use crate::store::{AskRow, AskedRow, StoreError, Tenant, Tx};

/// Brings an ask's state in line with its leads after one of them was answered, passed on or withdrawn,
/// and its messages with it: `answered` once none is open, `partial` before, `empty` when others took
/// them all.
pub(super) async fn finish_if_done(
    tx: &mut Tx,
    tenant: &Tenant,
    ask_id: &AskId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(row) = tx.ask(tenant, ask_id).await? else {
        return Ok(());
    };
    let asked = tx.asked_leads(tenant, ask_id).await?;
    finish(tx, tenant, &row, &asked, now).await
}

/// The same for an ask that is known, with its leads as they now are.
pub(super) async fn finish(
    tx: &mut Tx,
    tenant: &Tenant,
    before: &AskRow,
    asked: &[AskedRow],
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut row = before.clone();
    let is_done = asked.iter().all(|it| it.asked.state != AskedState::Open);
    let is_begun = asked
        .iter()
        .any(|it| matches!(it.asked.state, AskedState::Rated | AskedState::PassedOn));
    row.ask.state = match row.ask.state {
        // Somebody who declined or let the deadline pass and answers after all has answered.
        AskState::Sent
        | AskState::Partial
        | AskState::Answered
        | AskState::Declined
        | AskState::Missed => match (is_done, is_begun) {
            (true, true) => AskState::Answered,
            (false, true) => AskState::Partial,
            // Others took all its leads: nobody was silent.
            (true, false) => AskState::Empty,
            (false, false) => row.ask.state,
        },
        state => state,
    };
    if row.ask.state == AskState::Answered {
        row.ask.finished_at = Some(now);
    }
    if matches!(row.ask.state, AskState::Answered | AskState::Empty) {
        row.next_wake = None;
    }
    if row != *before {
        tx.save_ask(tenant, &row).await?;
    }
    refresh(tx, tenant, &row, &row.ask.member_id, now).await
}
