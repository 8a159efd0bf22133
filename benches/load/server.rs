//! The server: the release binary in a process of its own, on a core of its own.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use leadloop::clock::{Clock as _, SystemClock};
use tempfile::TempDir;

use crate::Place;
use crate::company;
use crate::figures::Durations;
use crate::line::{Connection, SIGNING_SECRET};
use crate::slack::Slack;

const READY_WITHIN: Duration = Duration::from_secs(30);
/// Kernels count a process's time in hundredths of a second.
const TICK: Duration = Duration::from_millis(10);
/// After this long without a delivery its memory counts as idle.
const IDLE: Duration = Duration::from_secs(2);

/// A running server; dropped, it is killed.
pub(crate) struct Server {
    process: Child,
    address: String,
    log: PathBuf,
    pub(crate) ready_after: Duration,
}

/// A database in a folder of its own, which goes with it.
pub(crate) struct Database {
    folder: TempDir,
}

impl Database {
    pub(crate) fn new(place: &Place) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir_in(&place.folder)?;
        Ok(Self { folder })
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("leadloop.db")
    }

    pub(crate) fn url(&self) -> String {
        format!("sqlite://{}", self.file().display())
    }
}

impl Server {
    /// Starts it and waits until it is ready.
    pub(crate) async fn start(
        place: &Place,
        database: &Database,
        slack: &Slack,
        by_socket: bool,
    ) -> anyhow::Result<Self> {
        let address = free_address()?;
        let log = database.folder.path().join("log");
        let began = Instant::now();
        let process = command(place)
            .env("SLACK_BOT_TOKEN", "xoxb-load")
            .env(
                "SLACK_SIGNING_SECRET",
                if by_socket { "" } else { SIGNING_SECRET },
            )
            .env("SLACK_APP_TOKEN", if by_socket { "xapp-load" } else { "" })
            .env("SLACK_API_URL", slack.api_url())
            .env("DATABASE_URL", database.url())
            .env("LEADLOOP_LISTEN", &address)
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(std::fs::File::create(&log)?)
            .stderr(std::fs::File::create(log.with_extension("err"))?)
            .spawn()
            .context("the server can't be started")?;
        let mut server = Self {
            process,
            address,
            log,
            ready_after: Duration::ZERO,
        };
        while !server.is_ready().await {
            if let Some(status) = server.process.try_wait()? {
                bail!("the server ended with {status}: {}", server.logged());
            }
            if began.elapsed() > READY_WITHIN {
                bail!("the server is not ready: {}", server.logged());
            }
            tokio::time::sleep(Duration::from_micros(500)).await;
        }
        server.ready_after = began.elapsed();
        Ok(server)
    }

    async fn is_ready(&self) -> bool {
        let Ok(mut connection) = Connection::open(&self.address).await else {
            return false;
        };
        let answer = connection
            .exchange(b"GET /readyz HTTP/1.1\r\nhost: leadloop\r\n\r\n")
            .await;
        matches!(answer, Ok((200, _)))
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// What it wrote into its log.
    pub(crate) fn logged(&self) -> String {
        let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_default();
        read(&self.log) + &read(&self.log.with_extension("err"))
    }

    /// Its processor time so far.
    pub(crate) fn worked(&self) -> anyhow::Result<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id()))?;
        let (_, fields) = stat.rsplit_once(')').context("an odd /proc/…/stat")?;
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let ticks = |at: usize| fields.get(at).and_then(|it| it.parse::<u32>().ok());
        let (user, system) = (ticks(11).unwrap_or_default(), ticks(12).unwrap_or_default());
        Ok(TICK * (user + system))
    }

    /// Its memory now.
    pub(crate) fn memory(&self) -> anyhow::Result<Memory> {
        memory_of(self.process.id())
    }

    /// Its memory when nobody has asked anything of it for a while.
    pub(crate) async fn idle_memory(&self) -> anyhow::Result<Memory> {
        tokio::time::sleep(IDLE).await;
        self.memory()
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(&mut self) -> anyhow::Result<()> {
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended where the run went well.
        let _ended = self.kill();
    }
}

/// Megabytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory {
    resident: f64,
    anonymous: f64,
    most: f64,
}

impl std::fmt::Display for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:.1} MB resident ({:.1} MB of it its own, the rest the binary's pages), {:.1} MB at most so far",
            self.resident, self.anonymous, self.most
        )
    }
}

/// The resident memory of a process now, and the most so far.
pub(crate) fn memory_of(process: u32) -> anyhow::Result<Memory> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        kilobytes.unwrap_or_default() / 1024.0
    };
    Ok(Memory {
        resident: field("VmRSS:"),
        anonymous: field("RssAnon:"),
        most: field("VmHWM:"),
    })
}

fn command(place: &Place) -> Command {
    let has_taskset = Command::new("taskset")
        .arg("-V")
        .stdout(Stdio::null())
        .status();
    let mut command = match has_taskset {
        Ok(status) if status.success() => {
            let mut command = Command::new("taskset");
            command
                .args(["-c", &place.core.to_string()])
                .arg(&place.server);
            command
        }
        _ => {
            println!("taskset is not here: the server runs on any core");
            Command::new(&place.server)
        }
    };
    command.arg("serve");
    command
}

/// Keeps this program off the server's core.
pub(crate) fn stay_on_own_core(place: &Place) {
    let (core, process) = (place.own_core.to_string(), std::process::id().to_string());
    let done = Command::new("taskset")
        .args(["-a", "-c", "-p", &core, &process])
        .stdout(Stdio::null())
        .status();
    if !done.is_ok_and(|status| status.success()) {
        println!("this program runs on any core");
    }
}

fn free_address() -> anyhow::Result<String> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    Ok(listener.local_addr()?.to_string())
}

/// Starts it again and again.
pub(crate) async fn starts(place: &Place, times: usize) -> anyhow::Result<()> {
    stay_on_own_core(place);
    let slack = Slack::start().await?;
    let database = Database::new(place)?;
    company::fill(&database.url(), 200, SystemClock.now()).await?;
    let mut took = Durations::default();
    let mut memory = None;
    for _ in 0..times {
        let mut server = Server::start(place, &database, &slack, false).await?;
        took.add(server.ready_after);
        if memory.is_none() {
            memory = Some(server.idle_memory().await?);
        }
        server.kill()?;
    }
    println!(
        "from the start to /readyz, {times} times:   {}",
        took.line()
    );
    if let Some(memory) = memory {
        println!("idle: {memory}");
    }
    Ok(())
}
