//! `leadloop demo`

use std::path::PathBuf;
use std::process::ExitCode;

use leadloop::demo::{self, DEFAULT_PORT, DemoOptions};

use super::serve::stop_asked;

/// What is kept of it.
#[derive(Debug, clap::Args)]
pub(crate) struct DemoArgs {
    /// Port of the page; the next free one when it is taken
    #[arg(long, default_value_t = DEFAULT_PORT)]
    port: u16,
    /// Keep the database in this folder
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

pub(super) async fn demo(args: DemoArgs) -> anyhow::Result<ExitCode> {
    let DemoArgs { port, keep } = args;
    demo::run(DemoOptions { port, keep }, stop_asked()).await?;
    Ok(ExitCode::SUCCESS)
}
