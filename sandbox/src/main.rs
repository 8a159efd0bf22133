//! The program: a workspace on a port of this machine, until Ctrl-C.

use std::{io::Write, net::Ipv4Addr, path::PathBuf, sync::Arc};

use anyhow::Context;
use clap::Parser;
use slack_sandbox::{Options, Sandbox, SystemClock, WorkspaceConfig};
use tokio::net::TcpListener;

/// A Slack workspace on your own machine, for people who write Slack apps.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The port to listen on, of this machine only; 0 takes a free one.
    #[arg(long, default_value_t = 3900)]
    port: u16,
    /// Who and what is in the workspace, as TOML.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Deliver to this URL by signed HTTP; without it, to the app's sockets.
    #[arg(long, value_name = "URL")]
    request_url: Option<String>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into()),
        )
        .init();
    let arguments = Arguments::parse();
    let workspace = match &arguments.config {
        None => WorkspaceConfig::default(),
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("can't read {}", path.display()))?;
            toml::from_str(&text).with_context(|| format!("{} is no workspace", path.display()))?
        }
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port))
        .await
        .with_context(|| {
            format!(
                "can't listen on port {}; choose another with --port",
                arguments.port
            )
        })?;
    let sandbox = Sandbox::start(Options::new(workspace, Arc::new(SystemClock), listener))?;
    if let Some(url) = &arguments.request_url {
        sandbox.deliver_by_http(url);
    }
    introduce(&sandbox, arguments.request_url.as_deref())?;
    tokio::signal::ctrl_c()
        .await
        .context("can't listen for Ctrl-C")?;
    sandbox.shutdown().await;
    Ok(())
}

fn introduce(sandbox: &Sandbox, request_url: Option<&str>) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "SLACK_API_URL={}", sandbox.api_url())?;
    writeln!(out, "SLACK_BOT_TOKEN={}", sandbox.bot_token())?;
    match request_url {
        Some(url) => {
            writeln!(out, "SLACK_SIGNING_SECRET={}", sandbox.signing_secret())?;
            writeln!(out, "# everything is delivered to {url}")?;
        }
        None => writeln!(out, "SLACK_APP_TOKEN={}", sandbox.app_token())?,
    }
    writeln!(
        out,
        "# people act at {}; Ctrl-C ends it",
        sandbox.page_url()
    )?;
    out.flush()
}
