//! One row: a lead that is new, changed, or known as it is.

use jiff::Timestamp;

use super::chunk::{Chunk, ReadyRow};
use crate::app::fresh_id;
use crate::domain::ids::{CampaignId, LeadId};
use crate::domain::lead::{DoneReason, Lead, LeadFacts, OwnerFrom};
use crate::domain::lead_identity::{IdentityKind, company_key, duplicate_keys, identity};
use crate::domain::lead_state::state_after;
use crate::domain::ownership::{OwnerChange, owner_after_import};
use crate::features::{duplicates, take_out::take_out};
use crate::import::ImportedRow;
use crate::store::{LeadRow, RatingRow, StoreError, Tenant, Tx};

/// What a row made of its lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Became {
    /// It was not known.
    New,
    /// Something about it changed.
    Updated,
    /// It was known as it is.
    Unchanged,
}

/// A row as stored.
#[derive(Debug)]
pub(super) struct StoredRow {
    pub(super) became: Became,
    pub(super) kind: IdentityKind,
    /// The company that the lead of this id was of, where it seems to be another lead now.
    pub(super) was: Option<String>,
}

/// Stores a row. None when nothing in it says who the lead is.
pub(super) async fn store_row(
    tx: &mut Tx,
    chunk: &Chunk,
    ready: &ReadyRow,
    campaign_id: Option<&CampaignId>,
) -> Result<Option<StoredRow>, StoreError> {
    let row = &ready.row;
    let external_id = row.external_id.as_deref();
    let Some(found) = identity(&chunk.source, external_id, campaign_id, &row.facts) else {
        return Ok(None);
    };
    let mut was = None;
    let became = match tx.lead_by_identity(&chunk.tenant, &found.key).await? {
        Some(known) => {
            was = replaced(&known.lead.facts, &row.facts);
            update(tx, chunk, ready, campaign_id, known).await?
        }
        // In a dry run the earlier row of the same lead is not there.
        None if ready.is_again && chunk.is_dry_run => Became::Unchanged,
        None => {
            add(tx, chunk, ready, campaign_id, found.key).await?;
            Became::New
        }
    };
    Ok(Some(StoredRow {
        became,
        kind: found.kind,
        was,
    }))
}

/// The company of a lead whose row names another company and another e-mail: neither changes by itself.
fn replaced(known: &LeadFacts, said: &LeadFacts) -> Option<String> {
    let (before, now) = (known.company.as_deref()?, said.company.as_deref()?);
    let is_other =
        company_key(before) != company_key(now) && known.email.as_ref()? != said.email.as_ref()?;
    is_other.then(|| before.to_owned())
}

async fn add(
    tx: &mut Tx,
    chunk: &Chunk,
    ready: &ReadyRow,
    campaign_id: Option<&CampaignId>,
    identity: String,
) -> Result<(), StoreError> {
    let row = &ready.row;
    let done = row.is_over.then_some(DoneReason::Outcome);
    let mut lead = LeadRow {
        lead: Lead {
            id: LeadId::new(fresh_id(chunk.now)),
            source: chunk.source.clone(),
            external_id: row.external_id.clone(),
            identity,
            campaign_id: campaign_id.cloned(),
            facts: row.facts.clone(),
            came_in_at: row.came_in_at.unwrap_or(chunk.now),
            owner_id: None,
            owner_from: OwnerFrom::Import,
            import_owner: None,
            times_asked: 0,
            rounds_not_reached: 0,
            rests_until: None,
            has_rested: false,
            done,
        },
        imported_at: chunk.now,
        waited_alone: false,
        done_at: done.map(|_| chunk.now),
        duplicate_of: None,
        passed_on_as: None,
    };
    let change = owner_after_import(None, row.owner.as_deref(), ready.owner.clone(), None);
    change_owner(&mut lead.lead, change);
    duplicates::settle(tx, &chunk.tenant, &mut lead, chunk.now).await?;
    tx.save_lead(&chunk.tenant, &lead).await
}

async fn update(
    tx: &mut Tx,
    chunk: &Chunk,
    ready: &ReadyRow,
    campaign_id: Option<&CampaignId>,
    known: LeadRow,
) -> Result<Became, StoreError> {
    let (tenant, row) = (&chunk.tenant, &ready.row);
    let mut lead = known.clone();
    if ready.is_again {
        lead.lead.facts = overlaid(&row.facts, &known.lead.facts);
    } else {
        lead.lead.facts = overlaid(&known.lead.facts, &row.facts);
        if let Some(id) = campaign_id {
            lead.lead.campaign_id = Some(id.clone());
        }
        if let Some(at) = row.came_in_at {
            lead.lead.came_in_at = at;
        }
        let before = known.lead.import_owner.as_deref();
        let before = before.and_then(|text| chunk.owners.matched(text));
        let change = owner_after_import(
            Some(&known.lead),
            row.owner.as_deref(),
            ready.owner.clone(),
            before.as_ref(),
        );
        change_owner(&mut lead.lead, change);
        lead.passed_on_as = lead.passed_on_as.filter(|_| lead.lead.owner_id.is_none());
        take_over_outcome(tx, tenant, row, &mut lead, chunk.now).await?;
    }
    if lead == known {
        return Ok(Became::Unchanged);
    }
    if duplicate_keys(&lead.lead.facts) != duplicate_keys(&known.lead.facts) {
        duplicates::settle(tx, tenant, &mut lead, chunk.now).await?;
    }
    tx.save_lead(tenant, &lead).await?;
    let stands_aside = lead.duplicate_of != known.duplicate_of;
    if lead.lead.owner_id != known.lead.owner_id || stands_aside {
        take_out(tx, tenant, &lead.lead.id, chunk.now).await?;
    }
    Ok(Became::Updated)
}

fn change_owner(lead: &mut Lead, change: OwnerChange) {
    match change {
        OwnerChange::Unchanged => {}
        OwnerChange::Noted { import_owner } => lead.import_owner = Some(import_owner),
        OwnerChange::Changed {
            owner_id,
            owner_from,
            import_owner,
        } => {
            lead.owner_id = owner_id;
            lead.owner_from = owner_from;
            lead.import_owner = import_owner;
        }
    }
}

/// A lead that is over by the CRM is no longer asked about; one that is open again is, as its ratings say.
async fn take_over_outcome(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &ImportedRow,
    lead: &mut LeadRow,
    now: Timestamp,
) -> Result<(), StoreError> {
    let says_so = row.facts.status.is_some() || row.facts.outcome.is_some();
    if row.is_over && lead.lead.done.is_none() {
        lead.lead.done = Some(DoneReason::Outcome);
        lead.lead.rests_until = None;
        lead.done_at = Some(now);
    } else if !row.is_over && says_so && lead.lead.done == Some(DoneReason::Outcome) {
        let ratings = tx.ratings_of_lead(tenant, &lead.lead.id).await?;
        let history: Vec<_> = ratings.iter().map(RatingRow::rated_at).collect();
        let state = state_after(&history, lead.lead.times_asked);
        lead.lead.done = state.done;
        lead.lead.rests_until = state.rests_until;
        lead.done_at = state.done.map(|_| now);
    }
    Ok(())
}

/// What is known, with what is said over it. What is not said stays: an export with fewer columns takes
/// nothing away.
fn overlaid(known: &LeadFacts, said: &LeadFacts) -> LeadFacts {
    let text =
        |said: &Option<String>, known: &Option<String>| said.clone().or_else(|| known.clone());
    LeadFacts {
        company: text(&said.company, &known.company),
        person: text(&said.person, &known.person),
        job_title: text(&said.job_title, &known.job_title),
        email: text(&said.email, &known.email),
        company_size: text(&said.company_size, &known.company_size),
        place: text(&said.place, &known.place),
        activity: text(&said.activity, &known.activity),
        message: text(&said.message, &known.message),
        link: text(&said.link, &known.link),
        status: text(&said.status, &known.status),
        outcome: text(&said.outcome, &known.outcome),
        last_activity_at: said.last_activity_at.or(known.last_activity_at),
        // The follow-up is what the status amounts to.
        follow_up: match &said.status {
            Some(_) => said.follow_up,
            None => said.follow_up.or(known.follow_up),
        },
    }
}
