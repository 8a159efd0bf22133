//! `leadloop demo`: a small company in a Slack on this machine, and the bot at work in it.
//!
//! Everything is the real thing — import, loop, rounds, Socket Mode — but for Slack, which is the sandbox, and
//! time, which can jump.

mod briefings;
mod company;
mod shared_clock;

use std::future::Future;
use std::io::{self, Write as _};
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use slack_sandbox::{Options, Sandbox};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub use self::company::{
    BRAM, BRIEFINGS_CHANNEL, DIGEST_CHANNEL, JORIS, KARIN, MARIEKE, PRIYA, SANNE, TOM,
};
pub use self::shared_clock::{DemoClock, TimeKeeper};
use crate::app::App;
use crate::bells::Bells;
use crate::config::{Settings, SettingsError};
use crate::features::import_leads::ImportStopped;
use crate::import::FileFault;
use crate::run::{Bot, RunError};
use crate::store::{StoreError, Tenant};

/// Where the page is unless somebody says otherwise.
pub const DEFAULT_PORT: u16 = 3900;
/// How many ports after a taken one are tried.
const PORTS_TRIED: u16 = 50;
/// How long the page may take to close.
const CLOSING: Duration = Duration::from_secs(10);
/// The day on which the webinar's briefing is posted, before its first lead.
const BRIEFED: Date = date(2026, 10, 30);
/// The day of the first asks.
const FIRST_DAY: Date = date(2026, 11, 16);
const DATABASE: &str = "leadloop.db";

/// How the demo is started.
#[derive(Debug, Clone)]
pub struct DemoOptions {
    /// The port of the page; the next free one when it is taken. 0 takes any.
    pub port: u16,
    /// The folder that keeps the database; none when it is to be removed at the end.
    pub keep: Option<PathBuf>,
}

/// Why the demo could not start, or had to stop.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// No port for the page.
    #[error("no port from {0} to {1} is free on this machine; choose another with --port")]
    NoPort(u16, u16),
    /// The folder can't be used.
    #[error("{} can't be used: {error}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why not.
        #[source]
        error: io::Error,
    },
    /// A database from another time.
    #[error("{} is there already; the demo starts from nothing, so name another folder", .0.display())]
    Kept(PathBuf),
    /// The sandbox.
    #[error(transparent)]
    Sandbox(#[from] slack_sandbox::StartError),
    /// The bot's settings.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The bot.
    #[error(transparent)]
    Bot(#[from] RunError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The leads' file.
    #[error(transparent)]
    Leads(#[from] FileFault),
    /// The import of the leads.
    #[error(transparent)]
    Import(#[from] ImportStopped),
    /// The manifest.
    #[error("the manifest can't be read: {0}")]
    Manifest(#[from] serde_norway::Error),
    /// A date or a zone.
    #[error(transparent)]
    Time(#[from] jiff::Error),
    /// The loop was refused.
    #[error("the demo's loop was refused: {0}")]
    Refused(String),
    /// The terminal or the network.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The bot's task.
    #[error("the bot ended before its time")]
    Ended,
}

/// A running demo.
#[derive(Debug)]
pub struct Demo {
    slack: Sandbox,
    time: Arc<TimeKeeper>,
    stop: CancellationToken,
    bot: JoinHandle<Result<(), RunError>>,
    database: PathBuf,
    folder: Option<TempDir>,
}

/// Runs the demo until `asked_to_stop`: the bot ends first, then its Slack.
///
/// # Errors
/// When it can't start, or the bot ends by itself.
pub async fn run(
    options: DemoOptions,
    asked_to_stop: impl Future<Output = ()>,
) -> Result<(), DemoError> {
    let port = options.port;
    let mut asked_to_stop = std::pin::pin!(asked_to_stop);
    let mut demo = tokio::select! {
        demo = Demo::start(options) => demo?,
        () = &mut asked_to_stop => return Ok(()),
    };
    demo.introduce(port)?;
    tokio::select! {
        () = asked_to_stop => {}
        _ended = &mut demo.bot => {}
    }
    demo.shutdown().await
}

impl Demo {
    /// Starts the company's Slack and the bot, sets leadloop up, and lets time pass until the first asks.
    ///
    /// # Errors
    /// When no port is free, the folder can't be used, or the bot can't start.
    pub async fn start(options: DemoOptions) -> Result<Self, DemoError> {
        let folder = match options.keep {
            Some(_) => None,
            None => Some(TempDir::with_prefix("leadloop-demo-")?),
        };
        let database = match (&options.keep, &folder) {
            (Some(keep), _) => kept(keep)?,
            (None, Some(folder)) => folder.path().join(DATABASE),
            (None, None) => PathBuf::from(DATABASE),
        };
        let clock = DemoClock::new(local(BRIEFED, "10:00")?);
        let (bells, stop) = (Bells::default(), CancellationToken::new());
        let time = TimeKeeper::new(clock.clone(), bells.clone(), stop.clone());
        let time = Arc::new(time);
        let listener = listen(options.port).await?;
        let mut sandbox = Options::new(company::workspace()?, Arc::new(clock.clone()), listener);
        sandbox.host = Some(Arc::clone(&time) as Arc<dyn slack_sandbox::Host>);
        let slack = Sandbox::start(sandbox)?;
        time.watch_over(slack.clone());

        let settings = Settings::from_lookup(|variable| match variable {
            "SLACK_BOT_TOKEN" => Some(slack.bot_token()),
            "SLACK_APP_TOKEN" => Some(slack.app_token()),
            "SLACK_API_URL" => Some(slack.api_url()),
            "DATABASE_URL" => Some(format!("sqlite://{}", database.display())),
            _ => None,
        })?;
        let bot = Bot::open(settings, Arc::new(clock), bells).await?;
        let (app, tenant) = (bot.app.clone(), bot.tenant.clone());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let running = tokio::spawn(bot.run(listener, stop.clone()));
        let demo = Self {
            slack,
            time,
            stop,
            bot: running,
            database,
            folder,
        };
        demo.begin(&app, &tenant).await?;
        Ok(demo)
    }

    /// A briefing is posted; a fortnight later there are leads and a loop, and the first reps are asked.
    async fn begin(&self, app: &App, tenant: &Tenant) -> Result<(), DemoError> {
        let connected = tokio::time::timeout(CLOSING, self.slack.connected()).await;
        connected.map_err(|_| DemoError::Ended)?;
        briefings::post_first(app, tenant).await?;
        self.time.jump_to(local(FIRST_DAY, "08:00")?).await;
        company::set_up(app, tenant).await?;
        briefings::go_on(app, tenant).await?;
        self.time.jump_to(local(FIRST_DAY, "09:30")?).await;
        Ok(())
    }

    /// The company's Slack.
    #[must_use]
    pub fn slack(&self) -> &Sandbox {
        &self.slack
    }

    /// The demo's time.
    #[must_use]
    pub fn time(&self) -> &TimeKeeper {
        &self.time
    }

    /// Where the database is.
    #[must_use]
    pub fn database(&self) -> &Path {
        &self.database
    }

    /// Ends the bot, then its Slack with the page; removes the database unless it is to be kept.
    ///
    /// # Errors
    /// When the bot had ended by itself.
    pub async fn shutdown(self) -> Result<(), DemoError> {
        let was_asked = !self.bot.is_finished();
        self.stop.cancel();
        let ended = match self.bot.await {
            Ok(ended) => ended.map_err(DemoError::from),
            Err(_) => Err(DemoError::Ended),
        };
        if tokio::time::timeout(CLOSING, self.slack.shutdown())
            .await
            .is_err()
        {
            tracing::warn!("the page did not close in time");
        }
        if let Some(folder) = self.folder {
            folder.close()?;
        }
        if was_asked {
            ended
        } else {
            ended.and(Err(DemoError::Ended))
        }
    }

    /// Says what to open and what to try.
    fn introduce(&self, wanted: u16) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let page = self.slack.page_url();
        if wanted != 0 && !page.ends_with(&format!(":{wanted}/")) {
            writeln!(out, "Port {wanted} is taken; this is the next free one.")?;
        }
        writeln!(
            out,
            "leadloop is at work in a small company's Slack. Open {page}\n\n\
             It is Monday 16 November 2026, 09:30 in Amsterdam; the first reps have been asked.\n\
             \x20 1. Act as Sanne (Dutch), open the message from leadloop and press the button that rates.\n\
             \x20 2. Jump to the next thing due: Priya in London and Tom in New York are asked at their 09:30.\n\
             \x20 3. Rate as Priya and Tom too: figures per campaign take three people. Joris is reminded once.\n\
             \x20 4. Jump until the round closes: #benelux-sales gets the digest, Karin what is still open,\n\
             \x20    Marieke and Bram the figures of their campaigns.\n\
             \x20 5. Open leadloop's Home tab as Karin (the loop), Marieke (campaigns) or a rep (what they said);\n\
             \x20    type /leadloop help as anybody.\n\
             \x20 6. Look in #campaign-briefings: the webinar was explained before its leads came. As Bram, go on with\n\
             \x20    the briefing of the pricing guide from the Home tab, and post it.\n"
        )?;
        if self.folder.is_none() {
            writeln!(out, "The database is kept: {}", self.database.display())?;
        }
        writeln!(out, "Ctrl-C ends it.")?;
        out.flush()
    }
}

/// A time of a day in the demo's home zone.
fn local(day: Date, time: &str) -> Result<Timestamp, DemoError> {
    let time: jiff::civil::Time = time.parse()?;
    let there = day.to_datetime(time).in_tz(company::HOME_ZONE)?;
    Ok(there.timestamp())
}

/// The database in a folder of the user's, which is made if need be.
fn kept(folder: &Path) -> Result<PathBuf, DemoError> {
    std::fs::create_dir_all(folder).map_err(|error| DemoError::Folder {
        folder: folder.into(),
        error,
    })?;
    let database = folder.join(DATABASE);
    if database.exists() {
        return Err(DemoError::Kept(database));
    }
    Ok(database)
}

/// The port, or the next free one.
async fn listen(port: u16) -> Result<TcpListener, DemoError> {
    let last = port.saturating_add(PORTS_TRIED);
    for port in port..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(DemoError::NoPort(port, last))
}
