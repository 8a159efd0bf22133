//! Delivery by Socket Mode: the websocket and its envelopes.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{
        ConnectInfo, State, WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    response::Response,
};
use serde_json::{Value, json};

use super::{DeliveryFailure, DisconnectReason, Family, Parcel, sockets::Order};
use crate::{core::Core, cut::Scissors};

/// How often Slack pings.
const PING_EVERY: Duration = Duration::from_secs(10);
/// How long a socket that was told to go may stay.
const GRACE: Duration = Duration::from_secs(10);

impl Core {
    pub(super) async fn deliver_by_socket(
        &self,
        parcel: &Parcel,
    ) -> Result<Value, DeliveryFailure> {
        let nobody = || DeliveryFailure::Connection("no socket is connected".to_owned());
        if !self.sockets.ever_connected() {
            return Err(nobody());
        }
        let (kind, with_payload) = match parcel.family {
            Family::Event => ("events_api", false),
            Family::SlashCommand => ("slash_commands", true),
            Family::Interactive => {
                let kind = &parcel.payload["type"];
                (
                    "interactive",
                    kind == "view_submission" || kind == "block_suggestion",
                )
            }
        };
        let mut envelope = json!({
            "envelope_id": parcel.id, "type": kind, "payload": parcel.payload,
            "accepts_response_payload": with_payload,
        });
        if parcel.family == Family::Event {
            envelope["retry_attempt"] = parcel.attempt.into();
            envelope["retry_reason"] = parcel.retry_reason.unwrap_or_default().into();
        }
        let ack = self.sockets.expect_ack(&parcel.id);
        let sent_and_answered = async {
            // An app that is just reconnecting gets it when it is back.
            loop {
                self.sockets.connected().await;
                if self.sockets.send(self.next_turn(), &envelope.to_string()) {
                    break;
                }
            }
            ack.await.unwrap_or_default()
        };
        let result = tokio::time::timeout(self.ack_limit, sent_and_answered).await;
        self.sockets.forget_ack(&parcel.id);
        match result {
            Ok(body) => Ok(body),
            Err(_) if self.sockets.count() == 0 => Err(nobody()),
            Err(_) => Err(DeliveryFailure::Timeout),
        }
    }
}

/// `GET /link`: the address `apps.connections.open` gives.
pub(crate) async fn link(
    State(core): State<Arc<Core>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    upgrade: WebSocketUpgrade,
) -> Response {
    upgrade.on_upgrade(move |socket| async move {
        let task = core.tasks.token();
        let (id, orders) = core.sockets.add();
        if let Err(error) = converse(&core, &scissors, socket, orders).await {
            tracing::debug!(%error, "a socket ended");
        }
        core.sockets.remove(id);
        core.touch();
        drop(task);
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "pings and the grace before a close belong to the connection, which lives in real time"
)]
async fn converse(
    core: &Core,
    scissors: &Scissors,
    mut socket: WebSocket,
    mut orders: tokio::sync::mpsc::UnboundedReceiver<Order>,
) -> Result<(), axum::Error> {
    let (app_id, now) = (core.read(|model| model.app.id.clone()), core.now());
    let hello = json!({
        "type": "hello",
        "num_connections": core.sockets.count(),
        "debug_info": {"host": "applink-sandbox", "build_number": 1, "started": now.to_string(), "approximate_connection_time": 18_060},
        "connection_info": {"app_id": app_id},
    });
    socket.send(Message::text(hello.to_string())).await?;
    core.touch();
    let mut ping = tokio::time::interval(PING_EVERY);
    let grace = tokio::time::sleep(Duration::MAX / 4);
    tokio::pin!(grace);
    loop {
        tokio::select! {
            () = core.stop.cancelled() => {
                return socket.send(Message::Close(None)).await;
            }
            () = &mut grace => {
                return socket.send(Message::Close(None)).await;
            }
            _ = ping.tick() => {
                let text = format!("Ping from applink-sandbox ({})", core.now());
                socket.send(Message::Ping(text.into())).await?;
            }
            order = orders.recv() => match order {
                Some(Order::Send(text)) => socket.send(Message::text(text)).await?,
                Some(Order::Disconnect(reason)) => {
                    let word = json!({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-sandbox"}});
                    socket.send(Message::text(word.to_string())).await?;
                    if reason != DisconnectReason::Warning {
                        grace.as_mut().reset(tokio::time::Instant::now() + GRACE);
                    }
                }
                Some(Order::Cut) | None => {
                    scissors.cut();
                    return Ok(());
                }
            },
            heard = socket.recv() => match heard {
                Some(Ok(Message::Text(text))) => listen(core, &text),
                Some(Ok(Message::Close(_))) | None => return Ok(()),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(error),
            },
        }
    }
}

fn listen(core: &Core, text: &str) {
    let heard: Value = serde_json::from_str(text).unwrap_or_default();
    match heard["envelope_id"].as_str() {
        Some(envelope_id) => core
            .sockets
            .acknowledge(envelope_id, heard["payload"].clone()),
        None => tracing::warn!(
            text,
            "the app said something on a socket that is no acknowledgement"
        ),
    }
}
