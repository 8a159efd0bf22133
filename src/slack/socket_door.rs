//! The socket door: Slack's Socket Mode, for a bot without a public address.
//!
//! It keeps one connection that takes deliveries. When Slack announces the end of one, the next stands before the old
//! goes. Handlers run beside the reading, never inside it.

mod backoff;
mod connection;
mod envelope;
mod liveness;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use self::backoff::Backoff;
use self::connection::{Connection, Turn};
use self::liveness::Alive;
use super::ack::Handler;
use super::api::{Api, Failure};
use super::retry::after;
use crate::bells::Bell;
use crate::clock::Clock;

pub use liveness::Liveness;

/// How long acknowledgements in flight may take when the program stops.
const DRAIN_WITHIN: Duration = Duration::from_secs(10);

/// After this long without a connection Slack may have given up on events.
const LONG_SILENCE: SignedDuration = SignedDuration::from_mins(5);

/// Why the door closed for good.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SocketStop {
    /// Socket Mode was switched off in the app's settings.
    #[error(
        "Socket Mode is switched off for this app; switch it on under Settings → Socket Mode, or unset SLACK_APP_TOKEN \
         and set SLACK_SIGNING_SECRET to take deliveries over HTTP"
    )]
    LinkDisabled,
    /// Slack does not take the app-level token.
    #[error(
        "SLACK_APP_TOKEN is refused ({0}); create one with connections:write under Basic Information → App-Level Tokens"
    )]
    TokenRefused(String),
}

/// Slack's word where Socket Mode is switched off in the app's settings.
const SWITCHED_OFF: &str = "socket_mode_not_enabled";

/// Slack's Socket Mode.
pub struct SocketDoor {
    api: Api,
    app_token: SecretString,
    handler: Arc<dyn Handler>,
    clock: Arc<dyn Clock>,
    liveness: Liveness,
    after_silence: Option<Bell>,
}

/// A connection at work, as the door sees it.
struct Live {
    turns: mpsc::Receiver<Turn>,
    retire: CancellationToken,
}

impl SocketDoor {
    /// A door that is still closed.
    pub fn new(
        api: Api,
        app_token: SecretString,
        handler: Arc<dyn Handler>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            api,
            app_token,
            handler,
            clock,
            liveness: Liveness::default(),
            after_silence: None,
        }
    }

    /// Rings this bell when a connection stands again after so long that events may have been lost.
    #[must_use]
    pub fn ringing_after_silence(mut self, bell: Bell) -> Self {
        self.after_silence = Some(bell);
        self
    }

    /// Whether a connection takes deliveries right now; for readiness.
    #[must_use]
    pub fn liveness(&self) -> Liveness {
        self.liveness.clone()
    }

    /// Takes deliveries until `shutdown`, then finishes the acknowledgements in flight.
    ///
    /// # Errors
    /// When Slack will not have us back before a person acts.
    pub async fn run(self, shutdown: CancellationToken) -> Result<(), SocketStop> {
        let connections = TaskTracker::new();
        // Also stops the connections when the door gives up by itself.
        let stop = shutdown.child_token();
        let result = self.serve(&connections, &stop).await;
        stop.cancel();
        connections.close();
        if tokio::time::timeout(DRAIN_WITHIN, connections.wait())
            .await
            .is_err()
        {
            tracing::warn!(
                "some deliveries were not acknowledged before the stop; Slack will repeat the events"
            );
        }
        result
    }

    async fn serve(
        &self,
        connections: &TaskTracker,
        stop: &CancellationToken,
    ) -> Result<(), SocketStop> {
        let mut backoff = Backoff::default();
        let mut leaving: Option<Live> = None;
        let mut lost_at: Option<Timestamp> = None;
        loop {
            let connection = tokio::select! {
                () = stop.cancelled() => return Ok(()),
                connection = self.connect(&mut backoff) => connection?,
            };
            let mut live = start(connection, self.liveness.begin(), connections, stop);
            if let Some(lost_at) = lost_at.take()
                && self.clock.now().duration_since(lost_at) > LONG_SILENCE
                && let Some(bell) = &self.after_silence
            {
                bell.ring();
            }
            if let Some(old) = leaving.take() {
                old.retire.cancel();
            }
            // A stop ends the connection too: it is the stop that counts then.
            let turn = tokio::select! {
                biased;
                () = stop.cancelled() => return Ok(()),
                turn = live.turns.recv() => turn.unwrap_or(Turn::Ended { was_useful: false }),
            };
            match turn {
                Turn::Replace => {
                    tracing::info!("Slack will close this socket soon; opening the next one first");
                    backoff.reset();
                    // Nobody hears when it ends: should the next one take long, events may have been lost.
                    lost_at = Some(self.clock.now());
                    leaving = Some(live);
                }
                Turn::LinkDisabled => return Err(SocketStop::LinkDisabled),
                Turn::Ended { was_useful } => {
                    lost_at = Some(self.clock.now());
                    if was_useful {
                        backoff.reset();
                    }
                    let wait = backoff.next(rand::random());
                    tracing::warn!(
                        "the socket to Slack ended; connecting again in {:.1} s",
                        wait.as_secs_f32()
                    );
                    tokio::select! {
                        () = stop.cancelled() => return Ok(()),
                        () = self.clock.sleep_until(after(self.clock.now(), wait)) => {}
                    }
                }
            }
        }
    }

    /// Opens a connection, as often as it takes; it has said hello.
    async fn connect(&self, backoff: &mut Backoff) -> Result<Connection, SocketStop> {
        loop {
            let wait = match self.api.open_connection(&self.app_token).await {
                Ok(url) => match Connection::open(&url, Arc::clone(&self.handler)).await {
                    Ok(connection) => {
                        tracing::info!("connected to Slack by Socket Mode");
                        return Ok(connection);
                    }
                    Err(cause) => {
                        tracing::warn!("the socket to Slack could not be opened: {cause}");
                        backoff.next(rand::random())
                    }
                },
                Err(Failure::RateLimited { retry_after, .. }) => {
                    tracing::warn!(
                        "Slack takes no new socket for {} s: too many were opened within a minute",
                        retry_after.as_secs()
                    );
                    retry_after
                }
                Err(Failure::Refused { refusal, .. }) if refusal.error == SWITCHED_OFF => {
                    return Err(SocketStop::LinkDisabled);
                }
                Err(Failure::Refused { refusal, .. }) if is_for_a_person(&refusal.error) => {
                    return Err(SocketStop::TokenRefused(refusal.error));
                }
                Err(failure) => {
                    tracing::warn!("{failure}");
                    backoff.next(rand::random())
                }
            };
            self.clock.sleep_until(after(self.clock.now(), wait)).await;
        }
    }
}

fn is_for_a_person(error: &str) -> bool {
    matches!(
        error,
        "invalid_auth"
            | "not_authed"
            | "account_inactive"
            | "token_revoked"
            | "token_expired"
            | "not_allowed_token_type"
            | "missing_scope"
            | "no_permission"
            | "access_denied"
    )
}

fn start(
    connection: Connection,
    alive: Alive,
    connections: &TaskTracker,
    stop: &CancellationToken,
) -> Live {
    // Room for a warning and the end, so that a connection never waits for the door.
    let (sender, turns) = mpsc::channel(4);
    let retire = CancellationToken::new();
    connections.spawn(connection.run(alive, sender, retire.clone(), stop.clone()));
    Live { turns, retire }
}
