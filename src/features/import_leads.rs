//! Leads come in from an export: stored as they are new or changed, with their owners and campaigns.
//!
//! Ratings are never touched. Importing the same file twice changes nothing the second time.

mod chunk;
mod owners;
mod row;
mod seen;

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};

use self::chunk::{Chunk, ReadyRow, Stored, store_chunk};
use self::owners::Owners;
use self::seen::Seen;
use crate::app::App;
use crate::domain::ids::CampaignId;
use crate::domain::lead::SOURCE_SALES;
use crate::domain::lead_identity::identity;
use crate::domain::names::folded;
use crate::import::report::{ImportReport, Ledger, Told};
use crate::import::{ImportedRow, RowFault, RowOutcome};
use crate::store::{StoreError, Tenant};

/// Rows of the file, kept or not, that are dealt with in one transaction: the bot that runs meanwhile waits for each.
const ROWS_PER_TRANSACTION: usize = 100;
/// The longest that the bot is left alone with the database after a transaction.
const ROOM_MAX: SignedDuration = SignedDuration::from_millis(100);
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
#[error(
    "the import stopped after line {} and {} leads: {cause}; import the file again to complete it, what is stored stays",
    report.through_line, report.leads()
)]
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
    Read(#[source] io::Error),
    /// What is said about a row could not be written.
    #[error("the report can't be written: {0}")]
    Ledger(#[source] io::Error),
    /// The temporary file that knows which leads a large file had so far.
    #[error("the temporary file of the leads seen so far can't be used, is TMPDIR full? {0}")]
    Seen(#[source] io::Error),
    /// The rows of one transaction could not be stored.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Stores the rows of an export, some hundreds in one transaction, and reports what came of each: the report
/// counts and lists what has room in it, the ledger gets all.
///
/// A row whose lead is known updates what it says about it, and its owner by the rules of ownership; what
/// it leaves out stays as it was. Of several rows for the same lead the first counts. Memory does not grow
/// with the file.
///
/// # Errors
/// When the file can't be read on, the store fails, or the ledger does. Nothing of the transaction that
/// failed is stored or counted; what was stored before stays.
pub async fn import_leads(
    app: &App,
    tenant: &Tenant,
    rows: impl Iterator<Item = io::Result<RowOutcome>>,
    options: &ImportOptions,
    ledger: &mut dyn Ledger,
) -> Result<ImportReport, ImportStopped> {
    let mut report = ImportReport::default();
    report.file.clone_from(&options.file);
    report.is_dry_run = options.is_dry_run;
    match run(app, tenant, rows, options, &mut report, ledger).await {
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
    ledger: &mut dyn Ledger,
) -> Result<(), ImportFault> {
    if folded(&options.source) == SOURCE_SALES {
        return Err(ImportFault::ReservedSource);
    }
    let mut reading = Reading::new(app, tenant, options).await?;
    let mut rows = rows.fuse();
    loop {
        let began = app.now();
        let (mut ready, mut told, mut last) = (Vec::new(), Vec::new(), None);
        let mut broken = None;
        for outcome in rows.by_ref() {
            match outcome {
                Ok(RowOutcome::Lead(row)) => {
                    last = Some(row.line);
                    match reading.ready(*row).map_err(ImportFault::Seen)? {
                        Ok(row) => ready.push(row),
                        Err(line) => told.push((line, Told::NotKept(RowFault::Nobody))),
                    }
                }
                Ok(RowOutcome::Unreadable { line, cause }) => {
                    last = Some(line);
                    told.push((line, Told::NotKept(cause)));
                }
                Err(error) => {
                    // What was read whole is kept.
                    broken = Some(ImportFault::Read(error));
                    break;
                }
            }
            if ready.len() + told.len() >= ROWS_PER_TRANSACTION {
                break;
            }
        }
        if let Some(line) = last {
            told.extend(reading.store(app, ready, report).await?);
            told.sort_by_key(|(line, _)| *line);
            report.through_line = line;
            for (line, told) in &told {
                let is_listed = report.tell(*line, told);
                let taken = ledger.take(*line, told, is_listed);
                taken.map_err(ImportFault::Ledger)?;
            }
            ledger.flush().map_err(ImportFault::Ledger)?;
        }
        match (broken, last) {
            (Some(fault), _) => return Err(fault),
            (None, None) => return Ok(()),
            (None, Some(_)) => leave_room(app, began).await,
        }
    }
}

/// Leaves the database to others for as long as it was taken from them. SQLite is not fair to who waits for it: it looks
/// now and then whether it is free, and would find it taken each time.
async fn leave_room(app: &App, began: Timestamp) {
    let now = app.now();
    let room = now.duration_since(began).min(ROOM_MAX);
    if let Ok(until) = now.checked_add(room) {
        app.clock.sleep_until(until).await;
    }
}

/// What is remembered from row to row.
struct Reading<'a> {
    tenant: &'a Tenant,
    options: &'a ImportOptions,
    owners: Arc<Owners>,
    /// Spellings of merged campaigns, each with the name of the campaign that stayed.
    spellings: HashMap<String, String>,
    /// The leads of this file so far.
    leads: Seen,
    /// The campaigns of this file so far that were new.
    campaigns: Seen,
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
            leads: Seen::new(),
            campaigns: Seen::new(),
        })
    }

    /// A row with what can be known before the store is asked; the row's line when nothing says who it is.
    fn ready(&mut self, row: ImportedRow) -> io::Result<Result<ReadyRow, u64>> {
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
            return Ok(Err(row.line));
        };
        Ok(Ok(ReadyRow {
            is_again: !self.leads.insert(&found.key)?,
            owner: row
                .owner
                .as_deref()
                .and_then(|text| self.owners.matched(text)),
            row,
        }))
    }

    /// Stores the rows of one transaction and counts what came of them; what is said about them comes back.
    async fn store(
        &mut self,
        app: &App,
        rows: Vec<ReadyRow>,
        report: &mut ImportReport,
    ) -> Result<Vec<(u64, Told)>, ImportFault> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let stored = self.stored(app, rows).await?;
        report.new += stored.new;
        report.updated += stored.updated;
        report.unchanged += stored.unchanged;
        report.without_owner += stored.without_owner;
        report.without_campaign += stored.without_campaign;
        report.by_company_and_name += stored.by_company_and_name;
        for owner in stored.unresolved_owners {
            report.unresolved_owner(&owner);
        }
        for name in stored.new_campaigns {
            // In a dry run each transaction finds it new.
            if self
                .campaigns
                .insert(&folded(&name))
                .map_err(ImportFault::Seen)?
            {
                report.new_campaign(name);
            }
        }
        Ok(stored.told)
    }

    async fn stored(&self, app: &App, rows: Vec<ReadyRow>) -> Result<Stored, StoreError> {
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
