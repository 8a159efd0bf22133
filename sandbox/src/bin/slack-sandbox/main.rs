//! The program: a workspace on a port of this machine, until Ctrl-C; and the validator as a command.

mod introduce;
mod validate;

use std::{
    io::Write,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use anyhow::Context;
use clap::{Parser, Subcommand};
use jiff::SignedDuration;
use slack_sandbox::{Chaos, Options, RateLimits, Sandbox, SystemClock, WorkspaceConfig};
use tokio::net::TcpListener;

/// How long a socket lives before it is told to reconnect, about as at Slack.
const SOCKET_LIFE: SignedDuration = SignedDuration::from_secs(18_060);

/// A Slack workspace on your own machine, for people who write Slack apps.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// The port to listen on, of this machine only; 0 takes a free one.
    #[arg(long, default_value_t = 3900)]
    port: u16,
    /// Who and what is in the workspace, as TOML. See --example-config.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Deliver to this URL by signed HTTP; without it, to the app's sockets.
    #[arg(long, value_name = "URL")]
    request_url: Option<String>,
    /// Answer however often methods are called.
    #[arg(long)]
    no_rate_limits: bool,
    /// Let a bad day happen: calls and deliveries go wrong at random, the same for the same seed.
    #[arg(long, value_name = "SEED")]
    misbehave: Option<u64>,
    /// Print a workspace.toml to begin with, and end.
    #[arg(long)]
    example_config: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say what Slack would refuse in a file: blocks, a message {"text", "blocks"} or a view.
    ///
    /// A line per fault; exit status 1 if there are any, 2 if the file is no JSON.
    Validate {
        /// A JSON file; - reads standard input.
        file: PathBuf,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into()),
        )
        .init();
    let arguments = Arguments::parse();
    match &arguments.command {
        Some(Command::Validate { file }) => return validate::run(file),
        None if arguments.example_config => {
            std::io::stdout().write_all(include_bytes!("../../../workspace.toml"))?;
        }
        None => serve(&arguments).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn serve(arguments: &Arguments) -> anyhow::Result<()> {
    let workspace = match &arguments.config {
        None => WorkspaceConfig::default(),
        Some(path) => read(path)?,
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port))
        .await
        .with_context(|| {
            format!(
                "can't listen on port {}; choose another with --port",
                arguments.port
            )
        })?;
    let mut options = Options::new(workspace, Arc::new(SystemClock), listener);
    options.socket_life = Some(SOCKET_LIFE);
    if arguments.no_rate_limits {
        options.rate_limits = RateLimits::Off;
    }
    let sandbox = Sandbox::start(options)?;
    if let Some(seed) = arguments.misbehave {
        sandbox.faults().set_chaos(Chaos::bad_day(seed));
    }
    introduce::introduce(&sandbox, arguments.request_url.as_deref())?;
    if let Some(url) = &arguments.request_url
        && let Err(error) = sandbox.set_request_url(url).await
    {
        tracing::warn!(%error, url, "the request URL is not verified; deliveries go there all the same");
        sandbox.deliver_by_http(url);
    }
    tokio::signal::ctrl_c()
        .await
        .context("can't listen for Ctrl-C")?;
    sandbox.shutdown().await;
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<WorkspaceConfig> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))?;
    WorkspaceConfig::from_toml(&text)
        .with_context(|| format!("{} is no workspace; see --example-config", path.display()))
}
