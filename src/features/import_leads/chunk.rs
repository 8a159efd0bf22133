//! The rows of one transaction.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::owners::Owners;
use super::row::{Became, store_row};
use crate::app::fresh_id;
use crate::domain::campaign::{Campaign, CampaignState, FIRST_CONTACT_DAYS};
use crate::domain::ids::{CampaignId, MemberId};
use crate::domain::lead_identity::IdentityKind;
use crate::import::report::Told;
use crate::import::{ImportedRow, RowFault, RowNote};
use crate::store::{StoreError, Tenant, Tx};

/// By so much a zone that the file does not name may make a time seem to be still to come.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// A row, and whom it means by the owner.
#[derive(Debug)]
pub(super) struct ReadyRow {
    /// The row.
    pub(super) row: ImportedRow,
    /// The member that its owner is, if it names one that leadloop knows.
    pub(super) owner: Option<MemberId>,
    /// An earlier row of the file is of the same lead.
    pub(super) is_again: bool,
}

/// The rows of one transaction, and what they are stored with.
#[derive(Debug)]
pub(super) struct Chunk {
    pub(super) tenant: Tenant,
    pub(super) source: String,
    pub(super) is_dry_run: bool,
    pub(super) owners: Arc<Owners>,
    pub(super) rows: Vec<ReadyRow>,
    pub(super) now: Timestamp,
}

/// What came of the rows of one transaction; see the fields of the report by these names.
#[derive(Debug, Default)]
pub(super) struct Stored {
    pub(super) new: usize,
    pub(super) updated: usize,
    pub(super) unchanged: usize,
    pub(super) without_owner: usize,
    pub(super) without_campaign: usize,
    pub(super) by_company_and_name: usize,
    pub(super) new_campaigns: Vec<String>,
    /// One entry for each lead of such an owner.
    pub(super) unresolved_owners: Vec<String>,
    /// What is said about the rows, by line.
    pub(super) told: Vec<(u64, Told)>,
}

impl Stored {
    fn remark(&mut self, line: u64, note: RowNote) {
        self.told.push((line, Told::Remark(note)));
    }
}

/// Stores the rows, and counts what came of them.
pub(super) async fn store_chunk(tx: &mut Tx, chunk: &Chunk) -> Result<Stored, StoreError> {
    let mut stored = Stored::default();
    let mut campaigns = HashMap::new();
    for ready in &chunk.rows {
        let row = &ready.row;
        let campaign_id = match row.campaign.as_deref() {
            Some(name) => Some(campaign(tx, chunk, name, &mut campaigns, &mut stored).await?),
            None => None,
        };
        let Some(kept) = store_row(tx, chunk, ready, campaign_id.as_ref()).await? else {
            let told = Told::NotKept(RowFault::Nobody);
            stored.told.push((row.line, told));
            continue;
        };
        match kept.became {
            Became::New => stored.new += 1,
            Became::Updated => stored.updated += 1,
            Became::Unchanged => stored.unchanged += 1,
        }
        for note in &row.notes {
            stored.remark(row.line, note.clone());
        }
        let tomorrow = chunk.now.saturating_add(A_DAY).unwrap_or(Timestamp::MAX);
        if row.came_in_at.is_some_and(|at| at > tomorrow) {
            stored.remark(row.line, RowNote::IsToCome);
        }
        if ready.is_again {
            stored.remark(row.line, RowNote::SameLeadAgain);
            continue;
        }
        if let Some(company) = kept.was {
            stored.remark(row.line, RowNote::SomebodyElse(company));
        }
        stored.without_campaign += usize::from(campaign_id.is_none());
        stored.by_company_and_name += usize::from(kept.kind == IdentityKind::CompanyAndName);
        match (&row.owner, &ready.owner) {
            (None, _) => stored.without_owner += 1,
            (Some(text), None) => stored.unresolved_owners.push(text.clone()),
            (Some(_), Some(_)) => {}
        }
    }
    Ok(stored)
}

/// The campaign of this name; a name that is not known becomes a campaign.
async fn campaign<'a>(
    tx: &mut Tx,
    chunk: &'a Chunk,
    name: &'a str,
    known: &mut HashMap<&'a str, CampaignId>,
    stored: &mut Stored,
) -> Result<CampaignId, StoreError> {
    if let Some(id) = known.get(name) {
        return Ok(id.clone());
    }
    let id = match tx.campaign_by_name(&chunk.tenant, name).await? {
        Some(campaign) => campaign.id,
        None => {
            let campaign = Campaign {
                id: CampaignId::new(fresh_id(chunk.now)),
                name: name.to_owned(),
                state: CampaignState::Draft,
                owner_id: None,
                goal: None,
                not_for: None,
                first_contact_days: Some(FIRST_CONTACT_DAYS),
                starts_on: None,
                ends_on: None,
                created_at: chunk.now,
                revision: 1,
            };
            tx.save_campaign(&chunk.tenant, &campaign).await?;
            stored.new_campaigns.push(campaign.name);
            campaign.id
        }
    };
    known.insert(name, id.clone());
    Ok(id)
}
