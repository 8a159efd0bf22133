//! The world in which stories happen: a small company in a sandbox Slack, the bot, and one clock.
//!
//! At its end the world fails when the outbox holds rows that were not sent or dropped, when Slack
//! refused a call, or when the bot or Slack logged a warning or an error, that the story did not expect.

mod act;
mod answers;
mod briefings;
mod build;
mod company;
mod logged;
mod read;
mod results;
mod time;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use leadloop::app::App;
use leadloop::bells::Bells;
use leadloop::clock::ManualClock;
use leadloop::config::Settings;
use leadloop::run::Bot;
use leadloop::store::{Store, Tenant};
use slack_sandbox::{Options, Sandbox};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub(crate) use answers::*;
pub(crate) use company::*;
pub(crate) use results::*;
pub(crate) use time::*;

use logged::Logged;

/// Turns given to other tasks before a story that waits for something is taken to be stuck.
const TURNS_MAX: u32 = 5_000_000;

/// Through which door Slack delivers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    Socket,
    Http,
}

pub(crate) struct World {
    pub(crate) slack: Sandbox,
    pub(crate) clock: ManualClock,
    pub(crate) tenant: Tenant,
    pub(crate) store: Store,
    pub(crate) app: App,
    door: Door,
    bells: Bells,
    shutdown: CancellationToken,
    running: JoinHandle<()>,
    /// Where the bot serves HTTP.
    pub(crate) address: SocketAddr,
    folder: TempDir,
    logged: Logged,
    must_end: MustEnd,
}

impl World {
    /// A running bot in the company's Slack, at [`START`].
    pub(crate) async fn begin(door: Door) -> Self {
        Self::begin_with(door, &[]).await
    }

    /// The same, where the app was granted scopes beyond its manifest's.
    pub(crate) async fn begin_with(door: Door, more_scopes: &[&str]) -> Self {
        leadloop::slack::install_tls_provider();
        let logged = Logged::begin();
        let clock = ManualClock::new(START.parse().expect("a start"));
        let folder = TempDir::new().expect("a folder");
        let shared = Arc::new(SharedClock(clock.clone()));
        let options = Options::new(company(more_scopes), shared, a_port().await);
        let slack = Sandbox::start(options).expect("a sandbox");
        let (app, tenant, shutdown, running, address) =
            start_bot(door, &slack, &clock, &folder).await;
        let world = Self {
            slack,
            clock,
            tenant,
            store: app.store.clone(),
            bells: app.bells.clone(),
            app,
            door,
            shutdown,
            running,
            address,
            folder,
            logged,
            must_end: MustEnd { has_ended: false },
        };
        world.settle().await;
        world
    }

    /// The bot is stopped and started again, at this instant.
    pub(crate) async fn restart(&mut self) {
        self.stop_bot().await;
        self.start_bot().await;
    }

    /// The bot is stopped. Slack goes on.
    pub(crate) async fn stop_bot(&mut self) {
        self.shutdown.cancel();
        (&mut self.running).await.expect("the bot ends");
        until(|| self.slack.sockets() == 0).await;
    }

    /// The bot is gone from one turn to the next, without a word. Slack goes on.
    pub(crate) async fn kill_bot(&mut self) {
        self.running.abort();
        let ended = (&mut self.running).await;
        assert!(
            ended.is_err_and(|it| it.is_cancelled()),
            "the bot ended by itself"
        );
        // What a process takes with it when it dies, another task of this one finishes.
        self.bells.afterwards.idle().await;
        self.slack.settled().await;
        self.slack.drop_sockets();
        until(|| self.slack.sockets() == 0).await;
    }

    /// A bot that was stopped is started again, on the same database.
    pub(crate) async fn start_bot(&mut self) {
        let started = start_bot(self.door, &self.slack, &self.clock, &self.folder).await;
        (
            self.app,
            self.tenant,
            self.shutdown,
            self.running,
            self.address,
        ) = started;
        self.store = self.app.store.clone();
        self.bells = self.app.bells.clone();
        self.settle().await;
    }

    /// Where the bot keeps what it remembers.
    pub(crate) fn database_file(&self) -> PathBuf {
        self.folder.path().join("leadloop.db")
    }

    /// Somebody damages the database, past the bot.
    pub(crate) async fn damage(&self, statement: &str) {
        let url = format!("sqlite://{}", self.database_file().display());
        let mut connection = AnyConnection::connect(&url).await.expect("the database");
        sqlx::raw_sql(AssertSqlSafe(statement.to_owned()))
            .execute(&mut connection)
            .await
            .expect("damage");
        connection.close().await.expect("closed");
    }

    /// A warning or an error with this in its line belongs to the story. That it doesn't come is a failure.
    pub(crate) fn expect_logged(&self, part: &str) {
        self.logged.expect(part);
    }

    /// Until this is logged, which belongs to the story.
    pub(crate) async fn until_logged(&self, part: &str) {
        self.expect_logged(part);
        until(|| self.logged.has(part)).await;
    }

    /// What was logged as a warning or an error so far.
    pub(crate) fn logged_lines(&self) -> Vec<String> {
        self.logged.lines()
    }

    /// Leaves a world whose bot was stopped, without the looks taken at the end: others were taken.
    pub(crate) async fn leave(mut self) {
        self.must_end.has_ended = true;
        self.slack.shutdown().await;
    }

    /// Leaves a world as it is.
    pub(crate) fn abandon(mut self) {
        self.must_end.has_ended = true;
        self.shutdown.cancel();
    }

    /// Ends the world: everything was delivered, nothing was refused.
    pub(crate) async fn end(self) {
        self.settle().await;
        let refusals = self.slack.refusals();
        assert!(refusals.is_empty(), "Slack refused: {refusals:#?}");
        let left = self.troubled().await;
        assert!(left.is_empty(), "not delivered: {left:#?}");
        self.stop().await;
    }

    /// Ends a world in which a post was not delivered, as its story told.
    pub(crate) async fn stop(mut self) {
        self.shutdown.cancel();
        self.running.await.expect("the bot ends");
        self.slack.shutdown().await;
        drop(self.folder);
        self.must_end.has_ended = true;
        self.logged.check();
    }
}

/// Fails a story that leaves its world without ending it, and so without the looks taken at the end.
struct MustEnd {
    has_ended: bool,
}

impl Drop for MustEnd {
    fn drop(&mut self) {
        assert!(
            self.has_ended || std::thread::panicking(),
            "the story has no end: world.end()"
        );
    }
}

/// Gives way to the other tasks until this is so.
async fn until(is_so: impl Fn() -> bool) {
    for _ in 0..TURNS_MAX {
        if is_so() {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("it does not come");
}

async fn a_port() -> TcpListener {
    let listener = TcpListener::bind("127.0.0.1:0").await;
    listener.expect("a port")
}

/// A bot that takes what Slack delivers, on the database in this folder.
async fn start_bot(
    door: Door,
    slack: &Sandbox,
    clock: &ManualClock,
    folder: &TempDir,
) -> (App, Tenant, CancellationToken, JoinHandle<()>, SocketAddr) {
    let listener = a_port().await;
    let address = listener.local_addr().expect("an address");
    let database = folder.path().join("leadloop.db");
    let settings = Settings::from_lookup(|variable| match (variable, door) {
        ("SLACK_BOT_TOKEN", _) => Some(slack.bot_token()),
        ("SLACK_APP_TOKEN", Door::Socket) => Some(slack.app_token()),
        ("SLACK_SIGNING_SECRET", Door::Http) => Some(slack.signing_secret()),
        ("SLACK_API_URL", _) => Some(slack.api_url()),
        ("DATABASE_URL", _) => Some(format!("sqlite://{}", database.display())),
        _ => None,
    })
    .expect("settings");
    let bot = Bot::open(settings, Arc::new(clock.clone()), Bells::default())
        .await
        .expect("the bot opens");
    let (app, tenant) = (bot.app.clone(), bot.tenant.clone());
    let shutdown = CancellationToken::new();
    let stop = shutdown.clone();
    let running = tokio::spawn(async move {
        bot.run(listener, stop)
            .await
            .expect("the bot runs to its end");
    });
    match door {
        Door::Socket => slack.connected().await,
        Door::Http => slack.deliver_by_http(&format!("http://{address}/slack/events")),
    }
    (app, tenant, shutdown, running, address)
}
