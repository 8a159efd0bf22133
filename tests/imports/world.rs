//! A company with a database of its own, files that it imports, and what is said about their rows.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use futures_util::FutureExt as _;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use leadloop::app::App;
use leadloop::bells::Bells;
use leadloop::clock::ManualClock;
use leadloop::domain::holidays::OwnHolidays;
use leadloop::domain::ids::{MemberId, WorkspaceId};
use leadloop::domain::member::{Member, WorkingDays};
use leadloop::features::import_leads::{ImportOptions, SOURCE_CSV, import_leads};
use leadloop::features::sync_members::sync_members;
use leadloop::import::report::{ImportReport, Ledger, Told};
use leadloop::import::{LeadFile, ReadOptions, RowFault, RowNote};
use leadloop::store::{LeadRow, Store, Tenant, Workspace};

pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) tenant: Tenant,
    pub(crate) clock: ManualClock,
    pub(crate) folder: tempfile::TempDir,
}

impl World {
    /// Fabrikam on 16 November 2026: Sanne, Joris, Priya and Tom sell.
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("leadloop.db").display());
        let clock = ManualClock::new("2026-12-31T08:00:00Z".parse().unwrap());
        let bells = Bells::default();
        let app = App {
            store: Store::open(&url, bells.clone()).await.unwrap(),
            clock: Arc::new(clock.clone()),
            bells,
        };
        let workspace = Workspace {
            id: WorkspaceId::new("T1"),
            name: "Fabrikam".to_owned(),
            bot_user_id: MemberId::new("UBOT"),
            pseudonym_salt: "salt".to_owned(),
        };
        let tenant = app
            .store
            .write((workspace, app.now()), |tx, (workspace, now)| {
                tx.upsert_workspace(workspace, *now).boxed()
            });
        let tenant = tenant.await.unwrap();
        let people = [
            seller("sanne", "Sanne de Wit"),
            seller("joris", "Joris Peters"),
            seller("priya", "Priya Nair"),
            seller("tom", "Tom Becker"),
        ];
        sync_members(&app, &tenant, &people, &[]).await.unwrap();
        Self {
            app,
            tenant,
            clock,
            folder,
        }
    }

    /// Imports a file, or rehearses it.
    pub(crate) async fn import(&self, bytes: &[u8], is_dry_run: bool) -> Import {
        let file = LeadFile::open(bytes, in_amsterdam()).unwrap();
        let opened = file.mapping().to_string();
        let options = ImportOptions {
            file: "leads.csv".to_owned(),
            source: SOURCE_CSV.to_owned(),
            is_dry_run,
        };
        let mut told = Rows::default();
        let report = import_leads(&self.app, &self.tenant, file, &options, &mut told).await;
        Import {
            opened,
            report: report.unwrap(),
            not_kept: told.not_kept,
            remarks: told.remarks,
        }
    }

    /// Every lead, in the order of the file.
    pub(crate) async fn leads(&self) -> Vec<LeadRow> {
        let leads = self.app.store.read(self.tenant.clone(), |tx, tenant| {
            tx.leads_page(tenant, None, 1_000_000).boxed()
        });
        let mut leads = leads.await.unwrap();
        leads.sort_by(|one, other| one.lead.id.cmp(&other.lead.id));
        leads
    }

    /// A day passes.
    pub(crate) fn next_day(&self) {
        let now: Timestamp = self.app.now();
        self.clock
            .advance_to(now + jiff::SignedDuration::from_hours(24));
    }
}

fn seller(id: &str, name: &str) -> Member {
    Member {
        id: MemberId::new(id),
        name: id.to_owned(),
        real_name: name.to_owned(),
        email: Some(format!("{id}@fabrikam.example")),
        zone: "Europe/Amsterdam".to_owned(),
        slack_locale: None,
        language: None,
        is_admin: false,
        is_deactivated: false,
        is_outsider: false,
        paused_until: None,
        status_until: None,
        overrules_status: false,
        holidays: OwnHolidays::OfTheLoop,
        working_days: WorkingDays::default(),
        is_introduced: true,
        silent_rounds: 0,
        asks_less_often: false,
    }
}

pub(crate) fn in_amsterdam() -> ReadOptions {
    ReadOptions::new(TimeZone::get("Europe/Amsterdam").unwrap())
}

/// The exports in `tests/exports/`, and the demo's.
pub(crate) fn export(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let path = folder.join("tests/exports").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// An import, and all that was said about its rows.
#[derive(Debug, PartialEq)]
pub(crate) struct Import {
    pub(crate) opened: String,
    pub(crate) report: ImportReport,
    pub(crate) not_kept: Vec<(u64, RowFault)>,
    pub(crate) remarks: Vec<(u64, RowNote)>,
}

/// Keeps all that is said about rows.
#[derive(Default)]
struct Rows {
    not_kept: Vec<(u64, RowFault)>,
    remarks: Vec<(u64, RowNote)>,
}

impl Ledger for Rows {
    fn take(&mut self, line: u64, told: &Told, _is_listed: bool) -> io::Result<()> {
        match told {
            Told::NotKept(cause) => self.not_kept.push((line, *cause)),
            Told::Remark(note) => self.remarks.push((line, note.clone())),
        }
        Ok(())
    }
}
