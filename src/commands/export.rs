//! `leadloop export`

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use jiff::tz::TimeZone;
use leadloop::app::App;
use leadloop::export::ExportFormat;
use leadloop::features::export::{ExportWhat, export as write_export, local_zone};
use leadloop::store::{Tenant, create_anew};

use super::database;

/// What goes where.
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// What to write
    #[arg(long, value_enum, default_value_t = What::Ratings)]
    pub(super) what: What,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    pub(super) format: Format,
    /// Where to; - is standard output
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    /// The workspace (T…); needed only when there are several
    #[arg(long, value_name = "T…")]
    workspace: Option<String>,
    /// Zone of the local times; that of the loops unless they differ, then UTC
    #[arg(long, value_name = "IANA", value_parser = super::zone)]
    zone: Option<TimeZone>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum What {
    /// Every rating, oldest first
    Ratings,
    /// Every lead
    Leads,
    /// Every round of every loop
    Rounds,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// Comma-separated values, UTF-8
    Csv,
    /// One array of objects
    Json,
}

pub(super) async fn export(args: ExportArgs) -> anyhow::Result<ExitCode> {
    let app = database::open().await?;
    let tenant = database::tenant(&app, args.workspace.as_deref()).await?;
    if args.output == Path::new("-") {
        let output = BufWriter::new(io::stdout().lock());
        write_to(&app, &tenant, &args, output).await?;
    } else {
        // Whole or not at all: a reader never finds half an export under the name.
        let mut part = args.output.clone().into_os_string();
        part.push(".part");
        let part = PathBuf::from(part);
        let named = || format!("{} can't be written", args.output.display());
        let file = create_anew(&part).with_context(named)?;
        let rows = write_to(&app, &tenant, &args, BufWriter::new(file)).await?;
        std::fs::rename(&part, &args.output).with_context(named)?;
        super::say(format_args!(
            "{rows} rows written to {}",
            args.output.display()
        ))?;
    }
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn write_to(
    app: &App,
    tenant: &Tenant,
    args: &ExportArgs,
    output: impl Write,
) -> anyhow::Result<u64> {
    let zone = match &args.zone {
        Some(zone) => zone.clone(),
        None => local_zone(app, tenant).await?,
    };
    let what = match args.what {
        What::Ratings => ExportWhat::Ratings,
        What::Leads => ExportWhat::Leads,
        What::Rounds => ExportWhat::Rounds,
    };
    let format = match args.format {
        Format::Csv => ExportFormat::Csv,
        Format::Json => ExportFormat::Json,
    };
    Ok(write_export(app, tenant, what, format, zone, output).await?)
}
