//! The one entry for `main`, the tests and the demo: runs the bot until shutdown, then drains.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret as _;
use tokio::net::TcpListener;
use tokio::task::{JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::bells::Bells;
use crate::clock::Clock;
use crate::config::{DoorSettings, Settings};
use crate::domain::holidays;
use crate::outbox::Postman;
use crate::scheduler;
use crate::slack::ack::Handler;
use crate::slack::api::{Api, ClientFault, Failure, Identity};
use crate::slack::dispatch::Dispatch;
use crate::slack::http_door;
use crate::slack::retry::with_retry;
use crate::slack::socket_door::{SocketDoor, SocketStop};
use crate::store::{Store, StoreError, Tenant, Workspace};
use crate::web;

/// What is left after this long on shutdown is cut: it is in the database.
const DRAIN: Duration = Duration::from_secs(9);
/// After that, for the database to be closed.
const CLOSE: Duration = Duration::from_secs(1);
/// Between two readings of people and user groups.
const EVERY_DAY: SignedDuration = SignedDuration::from_hours(24);

/// Why the bot could not start, or had to stop.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database is of another workspace than the token.
    #[error(
        "SLACK_BOT_TOKEN is of the workspace {token}, but the database that DATABASE_URL names is of {database}: set \
         DATABASE_URL to a database of its own, or SLACK_BOT_TOKEN to the token of {database}"
    )]
    OtherWorkspace {
        /// The workspace of the token: name and id.
        token: String,
        /// The workspace that the database holds.
        database: String,
    },
    /// The HTTP client.
    #[error(transparent)]
    Client(#[from] ClientFault),
    /// Slack refused the token, or could not be reached.
    #[error("Slack doesn't accept the bot: {0}")]
    Slack(#[from] Failure),
    /// Socket Mode ended for good.
    #[error(transparent)]
    Socket(#[from] SocketStop),
    /// The listener.
    #[error("can't serve HTTP: {0}")]
    Http(#[from] std::io::Error),
    /// A part without which the bot is no use ended by itself. The log says why.
    #[error("{0} has ended by itself, and leadloop with it; please report this with the log")]
    Part(&'static str),
}

/// What a part of the running bot ended with, and what it is called.
type Ended = (&'static str, Result<(), RunError>);

/// The bot, opened and introduced to Slack, not yet taking deliveries.
pub struct Bot {
    /// What features receive.
    pub app: App,
    /// The workspace the token belongs to.
    pub tenant: Tenant,
    dispatch: Dispatch,
    api: Api,
    scopes: Vec<String>,
    settings: Settings,
}

impl Bot {
    /// Opens the database, asks Slack who the token belongs to, and learns the workspace's people.
    ///
    /// # Errors
    /// When the database can't be opened or Slack refuses the token.
    pub async fn open(
        settings: Settings,
        clock: Arc<dyn Clock>,
        bells: Bells,
    ) -> Result<Self, RunError> {
        let store = Store::open(settings.database_url.expose_secret(), bells.clone()).await?;
        let api = Api::new(settings.slack_api_url.clone(), settings.bot_token.clone())?;
        let app = App {
            store,
            clock,
            bells,
        };
        warn_of_the_last_holidays(app.now());
        let identity = with_retry(&*app.clock, || api.auth_test()).await?;
        refuse_others(&app, &identity).await?;
        let tenant = install(&app, &identity).await?;
        let dispatch = Dispatch::new(app.clone(), api.clone(), settings.admins.clone());
        learn_people(&app, &api, &dispatch, &tenant).await?;
        dispatch.refresh_groups(&tenant).await?;
        Ok(Self {
            app,
            tenant,
            dispatch,
            api,
            scopes: identity.scopes,
            settings,
        })
    }

    /// Runs until `shutdown`: scheduler, outbox, the door that the settings name, and HTTP on `listener`.
    /// Then intake stops, work in flight is finished, and the database is closed; what is left after ten
    /// seconds is cut.
    ///
    /// # Errors
    /// When Socket Mode ends for good, the listener fails, or another part ends by itself.
    pub async fn run(
        self,
        listener: TcpListener,
        shutdown: CancellationToken,
    ) -> Result<(), RunError> {
        let mut parts = JoinSet::new();
        let stop = shutdown.child_token();
        part(&mut parts, "what keeps people up to date", {
            let (app, api) = (self.app.clone(), self.api.clone());
            let (dispatch, tenant) = (self.dispatch.clone(), self.tenant.clone());
            keep_people(app, api, dispatch, tenant, stop.clone()).map(Ok)
        });
        let handler: Arc<dyn Handler> = Arc::new(self.dispatch);
        part(&mut parts, "the scheduler", {
            scheduler::run(self.app.clone(), stop.clone()).map(Ok)
        });
        part(&mut parts, "the outbox", {
            let postman = Postman::new(self.app.clone(), self.api.clone(), &self.scopes);
            postman.run(stop.clone()).map(Ok)
        });

        let mut probes = vec![database_probe(&self.app), writing_probe(&self.app)];
        let mut slack_routes = None;
        match self.settings.door {
            DoorSettings::Socket { app_token } => {
                let door =
                    SocketDoor::new(self.api, app_token, handler, Arc::clone(&self.app.clock))
                        .ringing_after_silence(self.app.bells.people.clone());
                let liveness = door.liveness();
                probes.push(web::Probe::new("slack", move || {
                    let is_connected = liveness.is_connected();
                    std::future::ready(is_connected).boxed()
                }));
                let running = door.run(stop.clone());
                part(
                    &mut parts,
                    "Socket Mode",
                    running.map(|ended| ended.map_err(RunError::from)),
                );
            }
            DoorSettings::Http { signing_secret } => {
                let clock = Arc::clone(&self.app.clock);
                slack_routes = Some(http_door::router(handler, clock, signing_secret));
            }
        }
        let router = web::router(probes, web::install_metrics(), slack_routes);
        let http = web::serve(listener, router, stop.clone());
        part(
            &mut parts,
            "HTTP",
            http.map(|ended| ended.map_err(RunError::from)),
        );

        let mut outcome = tokio::select! {
            biased;
            () = shutdown.cancelled() => Ok(()),
            Some(ended) = parts.join_next() => judge(ended, false),
        };
        stop.cancel();
        let drained = async {
            while let Some(ended) = parts.join_next().await {
                outcome = std::mem::replace(&mut outcome, Ok(())).and(judge(ended, true));
            }
            // The doors are shut: nothing new begins.
            self.app.bells.afterwards.idle().await;
        };
        if tokio::time::timeout(DRAIN, drained).await.is_err() {
            tracing::warn!("work in flight was cut at shutdown; what matters is in the database");
            parts.abort_all();
        }
        if tokio::time::timeout(CLOSE, self.app.store.close())
            .await
            .is_err()
        {
            tracing::warn!("the database was still in use at shutdown; it recovers by itself");
        }
        outcome
    }
}

/// After the last year that this version knows, nobody has a holiday.
fn warn_of_the_last_holidays(now: Timestamp) {
    if let Some(year) = holidays::ends_soon(now) {
        tracing::warn!(
            year,
            "public holidays are known until the end of this year only: install a newer leadloop"
        );
    }
}

fn part(
    parts: &mut JoinSet<Ended>,
    name: &'static str,
    running: impl Future<Output = Result<(), RunError>> + Send + 'static,
) {
    parts.spawn(async move {
        let running = AssertUnwindSafe(running).catch_unwind();
        (name, running.await.unwrap_or(Err(RunError::Part(name))))
    });
}

/// A part may end at the stop, or with an error of its own; anything else is one.
fn judge(ended: Result<Ended, JoinError>, is_stopping: bool) -> Result<(), RunError> {
    match ended {
        Ok((_, Err(error))) => Err(error),
        Ok((_, Ok(()))) if is_stopping => Ok(()),
        Ok((name, Ok(()))) => Err(RunError::Part(name)),
        Err(_) => Err(RunError::Part("a part of leadloop")),
    }
}

/// Stops when the database holds another workspace: its rounds would advance, and post through this token.
async fn refuse_others(app: &App, identity: &Identity) -> Result<(), RunError> {
    let known = app.store.read((), |tx, ()| tx.workspaces().boxed()).await?;
    match known.into_iter().find(|(_, it)| it.id != identity.team) {
        None => Ok(()),
        Some((_, other)) => Err(RunError::OtherWorkspace {
            token: format!("{} ({})", identity.team_name, identity.team),
            database: format!("{} ({})", other.name, other.id),
        }),
    }
}

/// Remembers the workspace that the token belongs to.
async fn install(app: &App, identity: &Identity) -> Result<Tenant, StoreError> {
    let workspace = Workspace {
        id: identity.team.clone(),
        name: identity.team_name.clone(),
        bot_user_id: identity.user.clone(),
        pseudonym_salt: format!("{:032x}", rand::random::<u128>()),
    };
    app.store
        .write((workspace, app.now()), |tx, (workspace, now)| {
            tx.upsert_workspace(workspace, *now).boxed()
        })
        .await
}

/// Stores everybody whom Slack lists.
async fn learn_people(
    app: &App,
    api: &Api,
    dispatch: &Dispatch,
    tenant: &Tenant,
) -> Result<(), RunError> {
    let mut cursor: Option<String> = None;
    loop {
        let page = with_retry(&*app.clock, || api.users(cursor.as_deref())).await?;
        dispatch.store_users(tenant, &page.items).await?;
        cursor = page.next;
        if cursor.is_none() {
            return Ok(());
        }
    }
}

/// Reads people and user groups again every day, and when the bell says that events may have been lost.
async fn keep_people(
    app: App,
    api: Api,
    dispatch: Dispatch,
    tenant: Tenant,
    stop: CancellationToken,
) {
    let bell = app.bells.people.clone();
    // They have just been read.
    let mut looked = bell.rung();
    loop {
        let next = app.now().checked_add(EVERY_DAY).unwrap_or(Timestamp::MAX);
        bell.served(looked, Some(next));
        tokio::select! {
            () = stop.cancelled() => return,
            () = bell.rings_after(looked) => {}
            () = app.clock.sleep_until(next) => {}
        }
        looked = bell.rung();
        tokio::select! {
            () = stop.cancelled() => return,
            read = read_again(&app, &api, &dispatch, &tenant) => {
                if let Err(error) = read {
                    tracing::warn!(%error, "people and user groups could not be read again; it is tried tomorrow");
                }
            }
        }
    }
}

async fn read_again(
    app: &App,
    api: &Api,
    dispatch: &Dispatch,
    tenant: &Tenant,
) -> Result<(), RunError> {
    let id = tenant.workspace_id().clone();
    let known = app.store.read(id, |tx, id| tx.tenant(id).boxed()).await?;
    if known.is_some() {
        learn_people(app, api, dispatch, tenant).await?;
        dispatch.refresh_groups(tenant).await?;
    }
    Ok(())
}

fn database_probe(app: &App) -> web::Probe {
    let store = app.store.clone();
    web::Probe::new("database", move || {
        let store = store.clone();
        async move {
            store
                .read((), |tx, ()| tx.workspaces().boxed())
                .await
                .is_ok()
        }
        .boxed()
    })
}

fn writing_probe(app: &App) -> web::Probe {
    let store = app.store.clone();
    web::Probe::new("writing to the database", move || {
        let store = store.clone();
        async move { store.takes_writes().await }.boxed()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn ended(running: impl Future<Output = Result<(), RunError>> + Send + 'static) -> Ended {
        let mut parts = JoinSet::new();
        part(&mut parts, "the outbox", running);
        parts.join_next().await.unwrap().unwrap()
    }

    #[tokio::test]
    async fn a_part_that_ends_by_itself_is_an_error() {
        let outbox = |ended| matches!(ended, Err(RunError::Part("the outbox")));
        assert!(outbox(judge(Ok(ended(async { Ok(()) }).await), false)));
        assert!(judge(Ok(ended(async { Ok(()) }).await), true).is_ok());
        let panics = || ended(async { panic!("a defect") });
        assert!(outbox(judge(Ok(panics().await), false)));
        assert!(outbox(judge(Ok(panics().await), true)));
    }
}
