//! The commands: each reads its arguments and settings, calls the library, and says what came of it.
//! What a person wants to read goes to standard output, logs and progress to standard error.

mod backup;
mod check;
mod database;
mod demo;
mod export;
mod import;
pub(crate) mod logging;
mod manifest;
mod serve;
#[cfg(test)]
mod tests;

use std::fmt::Display;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use jiff::tz::TimeZone;

/// The feedback loop between marketing and sales, in Slack.
#[derive(Debug, Parser)]
#[command(
    name = "leadloop",
    version,
    about,
    after_help = "Settings come from the environment; .env.sample lists them. `leadloop check` says what is \
                  missing and how to mend it."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the bot until it is stopped (Ctrl-C, SIGTERM)
    ///
    /// With SLACK_APP_TOKEN it listens by Socket Mode, else by HTTP at LEADLOOP_LISTEN, where health and
    /// metrics are too. What is in flight is finished before it ends.
    Serve,
    /// Try leadloop without Slack: a small company in a Slack on this machine
    ///
    /// Runs leadloop against it, opens a round, and prints what to open and try. Ctrl-C ends it.
    Demo(demo::DemoArgs),
    /// Say whether settings, database and Slack are ready, and how to mend what is not
    ///
    /// Changes nothing. Ends with 1 when something is to be mended.
    Check,
    /// Print the manifest with which the Slack app is made
    ///
    /// Paste it at https://api.slack.com/apps → Create New App → From a manifest. Without --url it is for
    /// Socket Mode, which needs no public address.
    Manifest(manifest::ManifestArgs),
    /// Take in leads from a CSV file as a CRM or spreadsheet exports it
    ///
    /// Reads comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252. The headings of HubSpot, Salesforce,
    /// Pipedrive and Dutch spreadsheets are known; the mapping is printed first, --map changes it.
    /// Importing again updates facts and owners, never ratings; the same file twice changes nothing. What
    /// can't be read is reported by line, the rest is kept. Ends with 1 when no lead could be read.
    Import(import::ImportArgs),
    /// Write ratings, leads or rounds as CSV or JSON
    ///
    /// Reps go by a pseudonym that stays theirs in every export, unless their loops announce names. The
    /// CRM's ids are in it, so that what was learned can be written back.
    Export(export::ExportArgs),
    /// Copy the SQLite database to a file, while leadloop runs
    ///
    /// A copy of the bare file could miss what stands in the log beside it; this one does not. To go back,
    /// stop leadloop and put the copy where DATABASE_URL points.
    Backup(backup::BackupArgs),
}

impl Command {
    /// What is logged unless `RUST_LOG` says otherwise: a command that ends says what matters itself.
    pub(crate) fn default_log(&self) -> &'static str {
        match self {
            Self::Serve => leadloop::config::DEFAULT_LOG,
            _ => "warn",
        }
    }
}

/// Runs the command; what went wrong is printed with its causes.
pub(crate) fn run(cli: Cli) -> ExitCode {
    let mut runtime = match cli.command {
        // What takes time is the database's, on threads of its own, and every hand-over between threads costs more
        // than most of what is handed over. The demo holds a Slack besides, and people who wait for both.
        Command::Serve => tokio::runtime::Builder::new_current_thread(),
        _ => tokio::runtime::Builder::new_multi_thread(),
    };
    let runtime = match runtime.enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    let done = runtime.block_on(async {
        match cli.command {
            Command::Serve => serve::serve().await,
            Command::Demo(args) => demo::demo(args).await,
            Command::Check => check::check().await,
            Command::Manifest(args) => manifest::manifest(&args),
            Command::Import(args) => import::import(args).await,
            Command::Export(args) => export::export(args).await,
            Command::Backup(args) => backup::backup(&args).await,
        }
    });
    done.unwrap_or_else(|error| failed(&error))
}

fn failed(error: &anyhow::Error) -> ExitCode {
    let closed_pipe = error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    });
    if closed_pipe {
        // Whoever read our output has seen enough.
        return ExitCode::SUCCESS;
    }
    // There is nobody left to tell when standard error is closed.
    let _told = writeln!(io::stderr(), "error: {}", with_causes(error));
    ExitCode::FAILURE
}

/// The error, and below it those causes that its own text doesn't repeat already.
fn with_causes(error: &anyhow::Error) -> String {
    let mut text = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !text.contains(&cause) {
            text.push_str("\n  because ");
            text.push_str(&cause);
        }
    }
    text
}

/// Prints a text and ends the line.
fn say(text: impl Display) -> io::Result<()> {
    writeln!(io::stdout().lock(), "{text}")
}

/// A zone as an argument.
fn zone(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name).map_err(|_| {
        format!("no time zone has this name; IANA names are such as Europe/Amsterdam or UTC, not {name:?}")
    })
}
