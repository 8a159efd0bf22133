//! One connection: it reads, hands deliveries over, and sends acknowledgements as they are ready.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use secrecy::{ExposeSecret, SecretString};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use tokio_util::sync::CancellationToken;

use super::envelope::{Envelope, Frame};
use super::liveness::Alive;
use crate::slack::ack::{Handler, answer};
use crate::slack::api::chain;
use crate::slack::incoming::Incoming;

/// For the handshake, for Slack's hello after it, and for a frame to leave.
const IO_TIMEOUT: Duration = Duration::from_secs(10);
/// How often we look whether Slack is still there.
const PING_EVERY: Duration = Duration::from_secs(10);
/// After so many looks without a sign of life the connection is dead.
const QUIET_LOOKS: u32 = 3;
/// A retired connection still takes what Slack sends on it, until Slack closes it or for so many looks.
const RETIRED_LOOKS: u32 = 2;
/// How long the goodbye may take.
const CLOSE_WITHIN: Duration = Duration::from_secs(2);

/// What the door has to know about a connection.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Slack will close it; open the next one, then retire this one.
    Replace,
    /// It is over.
    Ended {
        /// Whether it had taken a delivery or stood for a while.
        was_useful: bool,
    },
    /// Socket Mode was switched off.
    LinkDisabled,
}

/// A connection that has said hello.
pub(super) struct Connection {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    handler: Arc<dyn Handler>,
    in_flight: JoinSet<Option<String>>,
    was_useful: bool,
}

/// Whether to go on reading.
enum Next {
    GoOn,
    Over,
}

impl Connection {
    /// Connects and waits for Slack's hello. The cause of a failure names no address: it carries a secret.
    pub(super) async fn open(
        url: &SecretString,
        handler: Arc<dyn Handler>,
    ) -> Result<Self, String> {
        let connecting = timeout(IO_TIMEOUT, connect_async(url.expose_secret())).await;
        let (mut socket, _response) = connecting
            .map_err(|_| "no connection in time".to_owned())?
            .map_err(|error| chain(&error))?;
        let hello = async {
            while let Some(message) = socket.next().await {
                match message.map_err(|error| chain(&error))? {
                    Message::Text(text) if Frame::parse(&text) == Frame::Hello => return Ok(()),
                    _ => {}
                }
            }
            Err("Slack closed it before saying hello".to_owned())
        };
        timeout(IO_TIMEOUT, hello)
            .await
            .map_err(|_| "Slack did not say hello in time".to_owned())??;
        Ok(Self {
            socket,
            handler,
            in_flight: JoinSet::new(),
            was_useful: false,
        })
    }

    /// Takes deliveries until the connection ends, for a while after it is retired, or until `stop`, after which it only finishes what it had begun.
    pub(super) async fn run(
        mut self,
        alive: Alive,
        turns: mpsc::Sender<Turn>,
        retire: CancellationToken,
        stop: CancellationToken,
    ) {
        self.take_deliveries(&turns, &retire, &stop).await;
        drop(alive);
        let was_useful = self.was_useful;
        // The door may look for another connection while this one still finishes.
        drop(turns.try_send(Turn::Ended { was_useful }));
        while let Some(finished) = self.in_flight.join_next().await {
            // On a broken connection this fails, and Slack repeats the delivery.
            let _next = self.send_acknowledgement(finished.ok().flatten()).await;
        }
        let goodbye = async {
            self.socket.close(None).await.ok();
            while let Some(Ok(_)) = self.socket.next().await {}
        };
        timeout(CLOSE_WITHIN, goodbye).await.ok();
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the watchdog of a real connection runs on real time"
    )]
    async fn take_deliveries(
        &mut self,
        turns: &mpsc::Sender<Turn>,
        retire: &CancellationToken,
        stop: &CancellationToken,
    ) {
        let mut looks = tokio::time::interval(PING_EVERY);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        looks.reset();
        let (mut all_looks, mut quiet_looks) = (0_u32, 0);
        let mut retired_looks = 0;
        loop {
            if retired_looks >= RETIRED_LOOKS && self.in_flight.is_empty() {
                return;
            }
            let next = tokio::select! {
                () = stop.cancelled() => return,
                Some(finished) = self.in_flight.join_next() => {
                    self.send_acknowledgement(finished.ok().flatten()).await
                }
                message = self.socket.next() => {
                    quiet_looks = 0;
                    match message {
                        Some(Ok(message)) => self.receive(&message, turns),
                        Some(Err(error)) => {
                            tracing::warn!("the socket to Slack broke: {}", chain(&error));
                            Next::Over
                        }
                        None => Next::Over,
                    }
                }
                _ = looks.tick() => {
                    quiet_looks += 1;
                    retired_looks += u32::from(retire.is_cancelled());
                    all_looks = all_looks.saturating_add(1);
                    // It has stood for a while, also where there was nothing to deliver.
                    self.was_useful |= all_looks > 1;
                    if quiet_looks > QUIET_LOOKS {
                        tracing::warn!("Slack has gone silent on the socket");
                        Next::Over
                    } else {
                        self.send(Message::Ping(Vec::new().into())).await
                    }
                }
            };
            if let Next::Over = next {
                return;
            }
        }
    }

    fn receive(&mut self, message: &Message, turns: &mpsc::Sender<Turn>) -> Next {
        let Message::Text(text) = message else {
            return Next::GoOn;
        };
        match Frame::parse(text) {
            Frame::Delivery(envelope) => {
                self.was_useful = true;
                let handler = Arc::clone(&self.handler);
                self.in_flight
                    .spawn(async move { deliver(handler.as_ref(), envelope).await });
                Next::GoOn
            }
            Frame::Disconnect { reason } => match reason.as_str() {
                "link_disabled" => {
                    drop(turns.try_send(Turn::LinkDisabled));
                    Next::Over
                }
                // Slack holds too many connections of this app: waiting helps, another one does not.
                "too_many_websockets" => Next::Over,
                _ => {
                    drop(turns.try_send(Turn::Replace));
                    Next::GoOn
                }
            },
            Frame::Hello => Next::GoOn,
            Frame::Unknown => {
                tracing::debug!("a frame of an unknown kind came over the socket");
                Next::GoOn
            }
        }
    }

    async fn send_acknowledgement(&mut self, acknowledgement: Option<String>) -> Next {
        match acknowledgement {
            Some(text) => self.send(Message::text(text)).await,
            None => Next::GoOn,
        }
    }

    async fn send(&mut self, message: Message) -> Next {
        match timeout(IO_TIMEOUT, self.socket.send(message)).await {
            Ok(Ok(())) => Next::GoOn,
            Ok(Err(error)) => {
                tracing::warn!("the socket to Slack broke: {}", chain(&error));
                Next::Over
            }
            Err(_) => Next::Over,
        }
    }
}

/// The acknowledgement of a delivery; none when it shall be repeated.
async fn deliver(handler: &dyn Handler, mut envelope: Envelope) -> Option<String> {
    let retry = envelope.retry.take();
    match Incoming::from_value(envelope.payload.take()) {
        Ok(incoming) => {
            let ack = answer(handler, incoming, retry, "socket").await;
            envelope.acknowledge(ack)
        }
        Err(fault) => {
            // Repeating would not make it readable.
            tracing::warn!("a delivery can't be read: {fault}");
            envelope.acknowledge(crate::slack::ack::Ack::Empty)
        }
    }
}
