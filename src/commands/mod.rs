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
    Serve,
    /// Try leadloop without Slack: a small company in a Slack on this machine
    Demo(demo::DemoArgs),
    /// Say whether settings, database and Slack are ready, and how to mend what is not
    Check,
    /// Print the manifest with which the Slack app is made
    Manifest(manifest::ManifestArgs),
    /// Take in leads from a CSV file as a CRM or spreadsheet exports it
    Import(import::ImportArgs),
    /// Write ratings, leads or rounds as CSV or JSON
    Export(export::ExportArgs),
    /// Copy the SQLite database to a file, while leadloop runs
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
    let runtime = match tokio::runtime::Runtime::new() {
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
