//! Takes a lead out of asks in which it still waits: its owner changed, or another lead stands for it.

use jiff::Timestamp;

use super::finish_ask::finish_if_done;
use crate::domain::ask::AskedState;
use crate::domain::ids::{AskId, LeadId, MemberId};
use crate::store::{StoreError, Tenant, Tx};

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

/// How a lead leaves an ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Leaving {
    /// Something outside the ask took it.
    Withdrawn,
    /// The rep passed it on, to this colleague or to nobody.
    PassedOn(Option<MemberId>),
}

/// Takes a lead out of one ask. The other leads of its card keep one together.
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
        finish_if_done(tx, tenant, ask_id, now).await?;
    }
    Ok(())
}
