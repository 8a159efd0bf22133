//! `leadloop demo`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;

/// What is kept of it.
#[derive(Debug, clap::Args)]
pub(crate) struct DemoArgs {
    /// Keep the database in this folder
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

pub(super) async fn demo(args: DemoArgs) -> anyhow::Result<ExitCode> {
    let DemoArgs { keep: _ } = args;
    bail!("the demo is not part of this build yet")
}
