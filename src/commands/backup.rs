//! `leadloop backup FILE`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};

use super::{database, say};

/// Where the copy goes.
#[derive(Debug, clap::Args)]
pub(crate) struct BackupArgs {
    /// Where to write the copy; must not exist
    file: PathBuf,
}

pub(super) async fn backup(args: &BackupArgs) -> anyhow::Result<ExitCode> {
    if database::sqlite_file(&database::url()?).is_none() {
        bail!("this copies SQLite databases; for PostgreSQL use pg_dump");
    }
    if args.file.exists() {
        bail!("{} exists; name a new file", args.file.display());
    }
    let store = database::open_to_copy().await?;
    store
        .backup(&args.file)
        .await
        .with_context(|| format!("the copy can't be written to {}", args.file.display()))?;
    store.close().await;
    say(format_args!("copied to {}", args.file.display()))?;
    Ok(ExitCode::SUCCESS)
}
