//! `leadloop manifest`

use std::process::ExitCode;

use leadloop::slack::manifest::{SOCKET_MANIFEST, http_manifest};

use super::say;

/// For which kind of delivery.
#[derive(Debug, clap::Args)]
pub(crate) struct ManifestArgs {
    /// Slack delivers by HTTP to this public https:// address
    #[arg(long)]
    url: Option<String>,
}

pub(super) fn manifest(args: &ManifestArgs) -> anyhow::Result<ExitCode> {
    let text = match &args.url {
        Some(url) => http_manifest(url)?,
        None => SOCKET_MANIFEST.to_owned(),
    };
    say(text.trim_end())?;
    Ok(ExitCode::SUCCESS)
}
