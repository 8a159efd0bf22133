//! Leads that are the same person or company as another: asked about once, for the latest campaign.

use jiff::Timestamp;

use super::take_out::take_out;
use crate::domain::ids::LeadId;
use crate::domain::lead::{DoneReason, SOURCE_SALES};
use crate::domain::lead_identity::duplicate_keys;
use crate::store::{LeadRow, StoreError, Tenant, Tx};

/// The other leads that are the same person or company as this one, oldest first; none of those that
/// already stand aside for another.
pub(super) async fn same_as(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &LeadRow,
) -> Result<Vec<LeadRow>, StoreError> {
    let keys = duplicate_keys(&row.lead.facts);
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let mut alike = tx.leads_alike(tenant, &row.lead.facts).await?;
    alike.retain(|other| {
        other.lead.id != row.lead.id
            && duplicate_keys(&other.lead.facts)
                .iter()
                .any(|key| keys.contains(key))
    });
    Ok(alike)
}

/// Lets a lead that came in, or is now known by another name, take the place of its earlier duplicates,
/// or stand aside for a later one. Saves the others; `row` is for the caller to save.
///
/// A lead that is done stays what it is. If it belongs to the same campaign, that campaign has had its
/// answer and the new lead stands aside; for another campaign the person is asked about again.
pub(super) async fn settle(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &mut LeadRow,
    now: Timestamp,
) -> Result<(), StoreError> {
    for mut other in same_as(tx, tenant, row).await? {
        if row.lead.done.is_some() {
            return Ok(());
        }
        let has_its_answer =
            other.lead.done.is_some() && other.lead.campaign_id == row.lead.campaign_id;
        if has_its_answer || (other.lead.done.is_none() && !stands_for(row, &other)) {
            stand_aside(row, &other.lead.id, now);
        } else if other.lead.done.is_none() {
            stand_aside(&mut other, &row.lead.id, now);
            tx.save_lead(tenant, &other).await?;
            take_out(tx, tenant, &other.lead.id, now).await?;
        }
    }
    Ok(())
}

/// Whether `row` is asked about rather than `other`: the later one is, but a lead that a rep added never
/// takes marketing's out of marketing's numbers.
fn stands_for(row: &LeadRow, other: &LeadRow) -> bool {
    let by_rep = |it: &LeadRow| it.lead.source == SOURCE_SALES;
    match (by_rep(row), by_rep(other)) {
        (true, false) => false,
        (false, true) => true,
        _ => row.lead.came_in_at >= other.lead.came_in_at,
    }
}

fn stand_aside(row: &mut LeadRow, stands_for_it: &LeadId, now: Timestamp) {
    row.lead.done = Some(DoneReason::Duplicate);
    row.lead.rests_until = None;
    row.done_at = Some(now);
    row.duplicate_of = Some(stands_for_it.clone());
}
