//! An export of any bytes: every row is kept or reported, by its line, once; and none of it makes the import
//! fail or stores what would spoil a message.

use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, OnceLock};

use futures_util::FutureExt as _;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use leadloop::app::App;
use leadloop::bells::Bells;
use leadloop::clock::ManualClock;
use leadloop::domain::ids::{MemberId, WorkspaceId};
use leadloop::features::import_leads::{ImportOptions, SOURCE_CSV, import_leads};
use leadloop::import::report::{Ledger, Told};
use leadloop::import::{
    ImportedRow, LINK_MAX, LeadFile, MESSAGE_MAX, ReadOptions, RowOutcome, TEXT_MAX,
};
use leadloop::store::{Store, Tenant, Workspace};

/// Longer inputs are read, but not handed to the database.
const STORED_BYTES_MAX: usize = 4 * 1024;

/// Reads the input as a file, and rehearses its import on a real database.
pub(crate) fn run(input: &[u8]) {
    let Some((lines, kept)) = read(input) else {
        return;
    };
    if input.len() > STORED_BYTES_MAX {
        return;
    }
    let company = company();
    let mut told = Lines::default();
    let options = ImportOptions {
        file: "fuzz.csv".to_owned(),
        source: SOURCE_CSV.to_owned(),
        is_dry_run: true,
    };
    let file = LeadFile::open(input, zone()).unwrap();
    let import = import_leads(&company.app, &company.tenant, file, &options, &mut told);
    let report = company.runtime.block_on(import).unwrap();
    assert!(!report.to_string().is_empty());
    assert_eq!(report.leads() + report.not_kept, lines.len(), "{report}");
    assert_eq!(told.not_kept.len(), report.not_kept, "one is told twice");
    let listed: Vec<u64> = report.listed().into_iter().map(|(line, _)| line).collect();
    assert_eq!(listed, told.not_kept);
    // A name of signs that mean nothing can still turn out to be nobody's when it is stored.
    let not_kept: BTreeSet<u64> = told.not_kept.into_iter().collect();
    assert!(
        lines
            .iter()
            .all(|line| kept.contains(line) || not_kept.contains(line))
    );
}

/// The lines of the rows, and of those among them that are leads; none where the file can't be imported.
fn read(input: &[u8]) -> Option<(Vec<u64>, BTreeSet<u64>)> {
    let file = match LeadFile::open(input, zone()) {
        Ok(file) => file,
        Err(fault) => {
            assert!(!fault.to_string().is_empty());
            return None;
        }
    };
    assert!(!file.mapping().to_string().is_empty());
    let (headings, delimiter) = (file.mapping().headings_line, file.mapping().delimiter);
    let (mut lines, mut kept) = (Vec::new(), BTreeSet::new());
    for outcome in file {
        let line = match outcome.unwrap() {
            RowOutcome::Lead(row) => {
                assert_fits(&row);
                kept.insert(row.line);
                row.line
            }
            RowOutcome::Unreadable { line, cause } => {
                assert!(!cause.to_string().is_empty());
                line
            }
        };
        assert!(
            lines.last().is_none_or(|last| *last < line),
            "line {line} twice"
        );
        lines.push(line);
    }
    if let Some(expected) = lines_of_rows(input, headings, delimiter) {
        assert_eq!(lines, expected);
    }
    Some((lines, kept))
}

/// The lines that hold rows, found in another way: where the file is plain text without a quote, each line is
/// one, unless nothing stands between its delimiters.
fn lines_of_rows(input: &[u8], headings: u64, delimiter: char) -> Option<Vec<u64>> {
    let text = std::str::from_utf8(input).ok()?;
    if text.contains(['"', '\0']) {
        return None;
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_filled = |line: &str| line.split(delimiter).any(|cell| !cell.trim().is_empty());
    let lines = (1..).zip(text.split('\n'));
    let rows = lines.filter(|(line, text)| *line > headings && is_filled(text));
    Some(rows.map(|(line, _)| line).collect())
}

fn assert_fits(row: &ImportedRow) {
    let facts = &row.facts;
    assert!(facts.company.is_some() || facts.person.is_some() || facts.email.is_some());
    let texts = [
        &facts.company,
        &facts.person,
        &facts.job_title,
        &facts.email,
        &facts.company_size,
        &facts.place,
        &facts.activity,
        &facts.status,
        &row.campaign,
        &row.owner,
        &row.external_id,
    ];
    for text in texts.into_iter().flatten() {
        assert!(
            !text.trim().is_empty() && !text.contains(char::is_control),
            "{text:?}"
        );
        // An e-mail may be a little longer than another text.
        assert!(text.chars().count() <= TEXT_MAX + 54, "{text:?}");
    }
    if let Some(message) = &facts.message {
        assert!(message.chars().count() <= MESSAGE_MAX);
        assert!(!message.contains(|char: char| char.is_control() && char != '\n'));
    }
    if let Some(link) = &facts.link {
        assert!(link.starts_with("https://") && link.chars().count() <= LINK_MAX);
    }
}

fn zone() -> ReadOptions {
    ReadOptions::new(TimeZone::get("Europe/Amsterdam").unwrap())
}

/// Keeps the lines that are not kept.
#[derive(Default)]
struct Lines {
    not_kept: Vec<u64>,
}

impl Ledger for Lines {
    fn take(&mut self, line: u64, told: &Told, _is_listed: bool) -> io::Result<()> {
        if let Told::NotKept(_) = told {
            self.not_kept.push(line);
        }
        Ok(())
    }
}

/// A workspace in a database of its own; what is rehearsed leaves nothing in it.
struct Company {
    runtime: tokio::runtime::Runtime,
    app: App,
    tenant: Tenant,
    _folder: tempfile::TempDir,
}

fn company() -> &'static Company {
    static COMPANY: OnceLock<Company> = OnceLock::new();
    COMPANY.get_or_init(|| {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("leadloop.db").display());
        let now = Timestamp::from_second(1_795_424_400).unwrap();
        let bells = Bells::default();
        let (app, tenant) = runtime.block_on(async {
            let app = App {
                store: Store::open(&url, bells.clone()).await.unwrap(),
                clock: Arc::new(ManualClock::new(now)),
                bells,
            };
            let workspace = Workspace {
                id: WorkspaceId::new("T1"),
                name: "Fabrikam".to_owned(),
                bot_user_id: MemberId::new("UBOT"),
                pseudonym_salt: "salt".to_owned(),
            };
            let tenant = app.store.write((workspace, now), |tx, (workspace, now)| {
                tx.upsert_workspace(workspace, *now).boxed()
            });
            let tenant = tenant.await.unwrap();
            (app, tenant)
        });
        Company {
            runtime,
            app,
            tenant,
            _folder: folder,
        }
    })
}
