//! `leadloop import FILE`

use std::fs::File;
use std::io::{self, BufWriter, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::tz::TimeZone;
use leadloop::domain::lead::SOURCE_SALES;
use leadloop::features::export::local_zone;
use leadloop::features::import_leads::{ImportFault, ImportOptions, SOURCE_CSV, import_leads};
use leadloop::import::report::{Ledger, Told};
use leadloop::import::{DateOrder, LeadFile, MapRule, ReadOptions};

use super::{database, say};

/// What is read, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct ImportArgs {
    /// The CSV file; - is standard input
    file: PathBuf,
    /// What a column means, such as "Lead source=campaign"; "Heading=none" leaves it out. May be repeated
    #[arg(long, value_name = "HEADING=FIELD")]
    pub(super) map: Vec<MapRule>,
    /// Say what would come of it, and store nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Write every row that is not read and every remark to this CSV file, by line
    #[arg(long, value_name = "CSV")]
    pub(super) report: Option<PathBuf>,
    /// Where the leads come from; ids in the file are unique within it
    #[arg(long, value_name = "NAME", default_value = SOURCE_CSV, value_parser = source)]
    source: String,
    /// The workspace (T…); needed only when there are several
    #[arg(long, value_name = "T…")]
    workspace: Option<String>,
    /// Zone of dates that name none; that of the loops unless they differ, then UTC
    #[arg(long, value_name = "IANA", value_parser = super::zone)]
    zone: Option<TimeZone>,
    /// How 3/11/2026 is read; found out from each column unless given
    #[arg(long, value_enum)]
    dates: Option<Dates>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Dates {
    /// 3 November
    DayFirst,
    /// 11 March
    MonthFirst,
}

pub(super) async fn import(args: ImportArgs) -> anyhow::Result<ExitCode> {
    let name = args.file.display().to_string();
    let bar = ProgressBar::no_length();
    let input = open(&args.file, &bar).with_context(|| format!("{name} can't be opened"))?;
    let app = database::open().await?;
    let tenant = database::tenant(&app, args.workspace.as_deref()).await?;
    let zone = match args.zone {
        Some(zone) => zone,
        None => {
            let zone = local_zone(&app, &tenant).await?;
            if zone == TimeZone::UTC {
                say(
                    "Dates that name no zone are read in UTC, for the loops name no other one; --zone does.",
                )?;
            }
            zone
        }
    };
    let options = ReadOptions {
        zone,
        rules: args.map,
        date_order: args.dates.map(|dates| match dates {
            Dates::DayFirst => DateOrder::DayFirst,
            Dates::MonthFirst => DateOrder::MonthFirst,
        }),
    };
    let rows =
        LeadFile::open(input, options).with_context(|| format!("{name} can't be imported"))?;
    say(format_args!("{name}: {}", rows.mapping()))?;

    let options = ImportOptions {
        file: name,
        source: args.source,
        is_dry_run: args.dry_run,
    };
    let mut ledger: Box<dyn Ledger> = match &args.report {
        Some(path) => Box::new(ReportFile::create(path, &args.file)?),
        None => Box::new(Terminal(bar.clone())),
    };
    let done = import_leads(&app, &tenant, rows, &options, ledger.as_mut()).await;
    bar.finish_and_clear();
    app.store.close().await;
    let rest_is = args.report.map(|path| format!("in {}", path.display()));
    let report = match done {
        Ok(mut report) => {
            report.rest_is = rest_is;
            report
        }
        Err(mut stopped) => {
            stopped.report.rest_is = rest_is;
            say(&stopped.report)?;
            return Err(stopped.into());
        }
    };
    say(report.to_string().trim_end())?;
    Ok(if report.leads() == 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Tells of the rows that the report has no room for, as they come by.
struct Terminal(ProgressBar);

impl Ledger for Terminal {
    fn take(&mut self, line: u64, told: &Told, is_listed: bool) -> io::Result<()> {
        match told {
            Told::NotKept(cause) if !is_listed => {
                self.0.suspend(|| say(format_args!("line {line}: {cause}")))
            }
            Told::NotKept(_) | Told::Remark(_) => Ok(()),
        }
    }
}

/// The file of `--report`: every row that is not read and every remark.
struct ReportFile(csv::Writer<BufWriter<File>>);

impl ReportFile {
    fn create(path: &Path, imported: &Path) -> anyhow::Result<Self> {
        let is_imported = path
            .canonicalize()
            .is_ok_and(|path| imported.canonicalize().is_ok_and(|other| other == path));
        anyhow::ensure!(
            !is_imported,
            "--report names the file that is imported, which would be written over"
        );
        let file = File::create(path);
        let file = file.with_context(|| format!("{} can't be written", path.display()))?;
        let mut writer = csv::Writer::from_writer(BufWriter::new(file));
        writer.write_record(["line", "read", "remark"])?;
        Ok(Self(writer))
    }
}

impl Ledger for ReportFile {
    fn take(&mut self, line: u64, told: &Told, _is_listed: bool) -> io::Result<()> {
        let (read, remark) = match told {
            Told::NotKept(cause) => ("no", cause.to_string()),
            Told::Remark(note) => ("yes", note.to_string()),
        };
        let record = [&line.to_string(), read, &remark];
        self.0.write_record(record).map_err(io::Error::other)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A source that an import may have.
fn source(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.eq_ignore_ascii_case(SOURCE_SALES) {
        return Err(ImportFault::ReservedSource.to_string());
    }
    Ok(text.to_owned())
}

/// The file, read through the progress bar; a terminal shows it, a pipe or log doesn't.
fn open(file: &PathBuf, bar: &ProgressBar) -> io::Result<Box<dyn Read>> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(io::stdin()));
    }
    let file = File::open(file)?;
    bar.set_length(file.metadata()?.len());
    let style = "{bar:40} {percent:>3} %  {bytes} of {total_bytes}, {eta} left";
    if let Ok(style) = ProgressStyle::with_template(style) {
        bar.set_style(style);
    }
    Ok(Box::new(bar.wrap_read(file)))
}
