//! How much leadloop takes: the release binary as a process of its own on one core, measured from the other one.
//!
//! ```text
//! cargo bench --bench load -- submissions --at-once 256
//! cargo bench --bench load -- clicks --at-once 1
//! cargo bench --bench load -- clicks --at-once 32 --socket
//! cargo bench --bench load -- start
//! cargo bench --bench load -- big
//! cargo bench --bench load -- round
//! cargo bench --bench load -- workspaces
//! ```
//!
//! The last three look at parts of the program in this process. Each of the others fills a new SQLite file through the store, starts `leadloop serve` on it, plays Slack to it on the
//! loopback interface, ends it with SIGKILL, and looks in the file for every rating that was acknowledged. It is
//! bounded in count and in time. `docs/performance.md` keeps what came of it.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program at a terminal that measures real time"
)]

mod big;
mod company;
mod drive;
mod figures;
mod inside;
mod line;
mod others;
mod payloads;
mod proof;
mod round;
mod server;
mod slack;
mod three_years;
mod workspaces;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};

#[derive(Parser)]
#[command(
    about = "Measures leadloop from outside",
    name = "cargo bench --bench load --"
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// What `cargo bench` adds to every bench.
    #[arg(long, hide = true, global = true)]
    bench: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Signed submissions of the rating window until their durable acknowledgement.
    Submissions(Load),
    /// Signed clicks on "Rate leads" until `views.open` arrives at Slack.
    Clicks(Load),
    /// Starts it again and again: the time until it is ready, and its memory when idle.
    Start(Start),
    /// The digest, the Home tabs and `why` of a workspace with very many ratings; filled once, then kept in the folder.
    Big {
        /// So many ratings.
        #[arg(long, default_value_t = 1_000_000)]
        ratings: usize,
        #[command(flatten)]
        place: Place,
    },
    /// Opens a round for very many reps, and measures what others wait meanwhile.
    Round {
        /// So many reps.
        #[arg(long, default_value_t = 10_000)]
        reps: usize,
        #[command(flatten)]
        place: Place,
    },
    /// Very many workspaces in one process.
    Workspaces {
        /// So many.
        #[arg(long, default_value_t = 1_000)]
        workspaces: usize,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Args)]
struct Load {
    /// Deliveries on their way at once.
    #[arg(long, default_value_t = 1)]
    at_once: usize,
    /// Deliveries measured; as many ratings as this are stored.
    #[arg(long, default_value_t = 20_000)]
    count: usize,
    /// It stops after so many seconds, whatever the count.
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// Over Socket Mode instead of signed HTTP.
    #[arg(long)]
    socket: bool,
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
struct Start {
    /// How often.
    #[arg(long, default_value_t = 20)]
    times: usize,
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
struct Place {
    /// Where the database is made: on the disk that is to be measured.
    #[arg(long, default_value = env!("CARGO_TARGET_TMPDIR"))]
    folder: PathBuf,
    /// The core of the server; this program runs on `--own-core`.
    #[arg(long, default_value_t = 0)]
    core: usize,
    /// The core on which this program sends and plays Slack.
    #[arg(long, default_value_t = 1)]
    own_core: usize,
    /// Another server than the one just built.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_leadloop"))]
    server: PathBuf,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    leadloop::slack::install_tls_provider();
    let done = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(anyhow::Error::from)
        .and_then(|runtime| runtime.block_on(run(cli)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("failed: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        None => {
            println!("load: name what is to be measured: cargo bench --bench load -- --help");
            Ok(())
        }
        Some(Command::Submissions(load)) => drive::measure(drive::What::Submissions, &load).await,
        Some(Command::Clicks(load)) => drive::measure(drive::What::Clicks, &load).await,
        Some(Command::Start(start)) => server::starts(&start.place, start.times).await,
        Some(Command::Big { ratings, place }) => big::measure(&place, ratings).await,
        Some(Command::Round { reps, place }) => round::measure(&place, reps).await,
        Some(Command::Workspaces { workspaces, place }) => {
            workspaces::measure(&place, workspaces).await
        }
    }
}

impl Load {
    fn within(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}
