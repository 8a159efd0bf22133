//! `leadloop demo`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;

/// Starts a Slack workspace on this machine with a small company in it, runs leadloop against it and
/// opens a round. Ctrl-C ends it.
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
