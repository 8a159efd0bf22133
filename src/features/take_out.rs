//! Takes a lead out of asks in which it still waits: its owner changed, or another lead stands for it.

use jiff::Timestamp;

use super::finish_ask::finish_if_done;
use super::wake;
use crate::domain::ask::{AskState, AskedState};
use crate::domain::ids::{AskId, LeadId, MemberId};
use crate::domain::lead::DoneReason;
use crate::domain::lead_state::state_after;
use crate::store::{RatingRow, StoreError, Tenant, Tx};

/// Takes a lead out of every ask in which it waits, and brings those asks and their messages in line.
pub(super) async fn take_out(
    tx: &mut Tx,
    tenant: &Tenant,
    lead_id: &LeadId,
    now: Timestamp,
) -> Result<(), StoreError> {
    for ask_id in tx.asks_waiting_for(tenant, lead_id).await? {
        leave(tx, tenant, &ask_id, lead_id, Leaving::Withdrawn, now).await?;
    }
    Ok(())
}

/// An ask that had been due never came to Slack, for its loop was stopped meanwhile or Slack did not take it (`Dropped`),
/// or its rep went on leave (`Away`): it is as if it had not been due. Nobody is counted as silent by it, and its leads are free.
pub(crate) async fn take_back(
    tx: &mut Tx,
    tenant: &Tenant,
    ask_id: &AskId,
    state: AskState,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(mut row) = tx.ask(tenant, ask_id).await? else {
        return Ok(());
    };
    if row.ask.state != AskState::Sent {
        return Ok(());
    }
    for asked in tx.asked_leads(tenant, ask_id).await? {
        if asked.asked.state == AskedState::Open {
            count_one_ask_less(tx, tenant, &asked.asked.lead_id).await?;
        }
    }
    tx.withdraw_open(tenant, ask_id).await?;
    row.ask.state = state;
    row.ask.sent_at = None;
    row.next_wake = None;
    tx.save_ask(tenant, &row).await?;
    wake::round(tx, tenant, &row.ask.round_id, now).await
}

/// How a lead leaves an ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Leaving {
    /// Something outside the ask took it.
    Withdrawn,
    /// The rep passed it on, to this colleague or to nobody.
    PassedOn(Option<MemberId>),
}

/// Takes a lead out of one ask. The other leads of its card keep one together. The ask was not for whoever
/// owns the lead now, and so is none of those that the lead may stand in.
pub(super) async fn leave(
    tx: &mut Tx,
    tenant: &Tenant,
    ask_id: &AskId,
    lead_id: &LeadId,
    leaving: Leaving,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (state, passed_to) = match leaving {
        Leaving::Withdrawn => (AskedState::Withdrawn, None),
        Leaving::PassedOn(to) => (AskedState::PassedOn, to),
    };
    let mut stands_in = None;
    for mut row in tx.asked_leads(tenant, ask_id).await? {
        if row.asked.lead_id == *lead_id {
            row.asked.state = state;
            row.passed_to.clone_from(&passed_to);
            row.draft = None;
        } else if row.asked.card_of.as_ref() == Some(lead_id) {
            // The first of the others stands for the rest from now on.
            row.asked.card_of.clone_from(&stands_in);
            stands_in.get_or_insert(row.asked.lead_id.clone());
        } else {
            continue;
        }
        tx.save_asked(tenant, &row).await?;
    }
    // What was not sent has no message yet; it sees for itself what is left when it is due.
    let row = tx.ask(tenant, ask_id).await?;
    if row.is_some_and(|row| row.ask.sent_at.is_some()) {
        count_one_ask_less(tx, tenant, lead_id).await?;
        finish_if_done(tx, tenant, ask_id, now).await?;
    }
    Ok(())
}

/// A lead that left the queue only because it had been asked about too often comes back to it.
async fn count_one_ask_less(
    tx: &mut Tx,
    tenant: &Tenant,
    lead_id: &LeadId,
) -> Result<(), StoreError> {
    let Some(mut row) = tx.lead(tenant, lead_id).await? else {
        return Ok(());
    };
    row.lead.times_asked = row.lead.times_asked.saturating_sub(1);
    if row.lead.done == Some(DoneReason::AskedOut) {
        let history = tx.ratings_of_lead(tenant, lead_id).await?;
        let history: Vec<_> = history.iter().map(RatingRow::rated_at).collect();
        let state = state_after(&history, row.lead.times_asked);
        row.lead.done = state.done;
        row.lead.rests_until = state.rests_until;
        row.done_at = row.done_at.filter(|_| state.done.is_some());
    }
    tx.save_lead(tenant, &row).await
}
