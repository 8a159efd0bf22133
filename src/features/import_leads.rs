//! Leads come in from an export: stored as they are new or changed, with their owners and campaigns.
//!
//! Ratings are never touched. Importing the same file twice changes nothing the second time.

mod chunk;
mod owners;
mod row;

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::sync::Arc;

use futures_util::FutureExt as _;

use self::chunk::{Chunk, ReadyRow, store_chunk};
use self::owners::Owners;
use crate::app::App;
use crate::domain::ids::CampaignId;
use crate::domain::lead::SOURCE_SALES;
use crate::domain::lead_identity::identity;
use crate::domain::names::folded;
use crate::import::report::ImportReport;
use crate::import::{ImportedRow, RowFault, RowOutcome};
use crate::store::{StoreError, Tenant};

/// Rows stored in one transaction.
pub const ROWS_PER_TRANSACTION: usize = 500;
/// The source of leads unless the operator names another.
pub const SOURCE_CSV: &str = "csv";

/// How an export is to be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportOptions {
    /// The file as the operator named it; for the report.
    pub file: String,
    /// Where the leads come from: ids are unique within it.
    pub source: String,
    /// Say what would come of it, and store nothing.
    pub is_dry_run: bool,
}

/// An import that did not reach the end of its file.
#[derive(Debug, thiserror::Error)]
#[error("the import stopped after {} leads: {cause}", report.leads())]
pub struct ImportStopped {
    /// What was stored by then; it stays stored.
    pub report: Box<ImportReport>,
    /// Why it stopped.
    #[source]
    pub cause: ImportFault,
}

/// Why an import stopped.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// `sales` is the source of what reps add.
    #[error("\"{SOURCE_SALES}\" is the source of the leads that reps add; name another one")]
    ReservedSource,
    /// The file could not be read on.
    #[error("the file can't be read on: {0}")]
    Read(#[from] io::Error),
    /// The rows of one transaction could not be stored.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Stores the rows of an export, some hundreds in one transaction, and reports what came of each.
///
/// A row whose lead is known updates what it says about it, and its owner by the rules of ownership; what
/// it leaves out stays as it was. Of several rows for the same lead the first counts.
///
/// # Errors
/// When the file can't be read on or the store fails. Nothing of the transaction that failed is stored or
/// counted; what was stored before stays.
pub async fn import_leads(
    app: &App,
    tenant: &Tenant,
    rows: impl Iterator<Item = io::Result<RowOutcome>>,
    options: &ImportOptions,
) -> Result<ImportReport, ImportStopped> {
    let mut report = ImportReport::default();
    report.file.clone_from(&options.file);
    report.is_dry_run = options.is_dry_run;
    match run(app, tenant, rows, options, &mut report).await {
        Ok(()) => Ok(report),
        Err(cause) => Err(ImportStopped {
            report: Box::new(report),
            cause,
        }),
    }
}

async fn run(
    app: &App,
    tenant: &Tenant,
    rows: impl Iterator<Item = io::Result<RowOutcome>>,
    options: &ImportOptions,
    report: &mut ImportReport,
) -> Result<(), ImportFault> {
    if folded(&options.source) == SOURCE_SALES {
        return Err(ImportFault::ReservedSource);
    }
    let mut reading = Reading::new(app, tenant, options).await?;
    let mut ready = Vec::with_capacity(ROWS_PER_TRANSACTION);
    for outcome in rows {
        match outcome {
            Ok(RowOutcome::Lead(row)) => match reading.ready(*row) {
                Ok(row) => ready.push(row),
                Err(line) => report.unreadable.push((line, RowFault::Nobody)),
            },
            Ok(RowOutcome::Unreadable { line, cause }) => report.unreadable.push((line, cause)),
            Err(error) => {
                // What was read whole is kept.
                report.absorb(reading.store(app, ready).await?);
                return Err(error.into());
            }
        }
        if ready.len() == ROWS_PER_TRANSACTION {
            let full = std::mem::replace(&mut ready, Vec::with_capacity(ROWS_PER_TRANSACTION));
            report.absorb(reading.store(app, full).await?);
        }
    }
    report.absorb(reading.store(app, ready).await?);
    Ok(())
}

/// What is remembered from row to row.
struct Reading<'a> {
    tenant: &'a Tenant,
    options: &'a ImportOptions,
    owners: Arc<Owners>,
    /// Spellings of merged campaigns, each with the name of the campaign that stayed.
    spellings: HashMap<String, String>,
    /// Hashes of the leads seen in this file: eight bytes a row.
    seen: HashSet<u64>,
}

impl<'a> Reading<'a> {
    async fn new(
        app: &App,
        tenant: &'a Tenant,
        options: &'a ImportOptions,
    ) -> Result<Self, StoreError> {
        let (members, spellings) = app
            .store
            .read(tenant.clone(), |tx, tenant| {
                async move {
                    Ok((
                        tx.members(tenant).await?,
                        tx.merged_spellings(tenant).await?,
                    ))
                }
                .boxed()
            })
            .await?;
        let folded = |(spelling, name): (String, String)| (folded(&spelling), folded(&name));
        Ok(Self {
            tenant,
            options,
            owners: Arc::new(Owners::new(members)),
            spellings: spellings.into_iter().map(folded).collect(),
            seen: HashSet::new(),
        })
    }

    /// A row with what can be known before the store is asked; the row's line when nothing says who it is.
    fn ready(&mut self, row: ImportedRow) -> Result<ReadyRow, u64> {
        // The campaign's name stands in for its id, which may not be there yet.
        let name = row.campaign.as_deref().map(folded);
        let name = name.map(|name| self.spellings.get(&name).cloned().unwrap_or(name));
        let campaign = name.map(CampaignId::new);
        let external_id = row.external_id.as_deref();
        let Some(found) = identity(
            &self.options.source,
            external_id,
            campaign.as_ref(),
            &row.facts,
        ) else {
            return Err(row.line);
        };
        let mut hasher = DefaultHasher::new();
        found.key.hash(&mut hasher);
        Ok(ReadyRow {
            is_again: !self.seen.insert(hasher.finish()),
            owner: row
                .owner
                .as_deref()
                .and_then(|text| self.owners.matched(text)),
            row,
        })
    }

    async fn store(&self, app: &App, rows: Vec<ReadyRow>) -> Result<ImportReport, StoreError> {
        let chunk = Chunk {
            tenant: self.tenant.clone(),
            source: self.options.source.clone(),
            is_dry_run: self.options.is_dry_run,
            owners: Arc::clone(&self.owners),
            rows,
            now: app.now(),
        };
        if chunk.is_dry_run {
            app.store
                .rehearse(chunk, |tx, chunk| store_chunk(tx, chunk).boxed())
                .await
        } else {
            app.store
                .write(chunk, |tx, chunk| store_chunk(tx, chunk).boxed())
                .await
        }
    }
}
