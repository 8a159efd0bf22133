//! The websocket of Socket Mode: `hello`, pings, envelopes out, acknowledgements in, `disconnect`.
//!
//! Source: <https://docs.slack.dev/apis/events-api/using-socket-mode>

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{
        ConnectInfo, Query, State, WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedReceiver;

use super::{DisconnectReason, Door, sockets::Order};
use crate::{core::Core, cut::Scissors};

/// How often Slack pings.
const PING_EVERY: Duration = Duration::from_secs(10);
/// How long a socket that was told to go may stay.
const GRACE: Duration = Duration::from_secs(10);
/// How long before it is refreshed a socket is warned.
const WARNED_BEFORE: SignedDuration = SignedDuration::from_secs(10);
/// How long a socket lives with `debug_reconnects=true`.
const DEBUG_LIFE: SignedDuration = SignedDuration::from_secs(360);
/// What `hello` promises when sockets are never refreshed.
const PROMISED_LIFE: SignedDuration = SignedDuration::from_secs(18_060);
/// How many sockets an app may have.
const MOST_SOCKETS: usize = 10;

#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    ticket: String,
    #[serde(default)]
    debug_reconnects: bool,
}

/// `GET /link`: the address `apps.connections.open` gives. Its ticket is good for one connection.
pub(crate) async fn link(
    State(core): State<Arc<Core>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    Query(asked): Query<Asked>,
    upgrade: WebSocketUpgrade,
) -> Response {
    if !core.write(|model| model.tickets.remove(&asked.ticket)) {
        core.log_socket("refused", "the ticket in its address is unknown or used");
        return (StatusCode::FORBIDDEN, "ask apps.connections.open again").into_response();
    }
    let life = if asked.debug_reconnects {
        Some(DEBUG_LIFE)
    } else {
        core.socket_life
    };
    upgrade.on_upgrade(move |socket| async move {
        let task = core.tasks.token();
        let (id, orders) = core.sockets.add();
        core.log_socket("connected", "");
        let line = Line {
            core: &core,
            id,
            life,
        };
        let ended = line.converse(&scissors, socket, orders).await;
        core.sockets.remove(id);
        match ended {
            Ok(why) => core.log_socket("disconnected", why),
            Err(error) => core.log_socket("disconnected", &error.to_string()),
        }
        drop(task);
    })
}

/// One connection.
struct Line<'a> {
    core: &'a Core,
    id: u64,
    life: Option<SignedDuration>,
}

impl Line<'_> {
    fn hello(&self) -> String {
        let (app_id, now) = (
            self.core.read(|model| model.app.id.clone()),
            self.core.now(),
        );
        let life = self.life.unwrap_or(PROMISED_LIFE);
        json!({
            "type": "hello",
            "num_connections": self.core.sockets.count(),
            "debug_info": {
                "host": "applink-sandbox", "build_number": 1, "started": now.to_string(),
                "approximate_connection_time": life.as_secs(),
            },
            "connection_info": {"app_id": app_id},
        })
        .to_string()
    }

    /// Why this socket may not even begin.
    fn unwelcome(&self) -> Option<DisconnectReason> {
        if matches!(*self.core.door(), Door::Http(_)) {
            return Some(DisconnectReason::LinkDisabled);
        }
        (self.core.sockets.count() > MOST_SOCKETS).then_some(DisconnectReason::TooManyWebsockets)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "pings and the grace before a close belong to the connection, which lives in real time"
    )]
    async fn converse(
        &self,
        scissors: &Scissors,
        mut socket: WebSocket,
        mut orders: UnboundedReceiver<Order>,
    ) -> Result<&'static str, axum::Error> {
        let core = self.core;
        socket.send(Message::text(self.hello())).await?;
        core.touch();
        if let Some(reason) = self.unwelcome() {
            core.sockets.disconnect(self.id, reason);
        }
        let mut ping = tokio::time::interval(PING_EVERY);
        let grace = tokio::time::sleep(Duration::MAX / 4);
        tokio::pin!(grace);
        let end = self
            .life
            .map(|life| core.now().saturating_add(life).unwrap_or_default());
        let warn = end.map(|end| end.saturating_sub(WARNED_BEFORE).unwrap_or(end));
        let mut refresh = core.sleep_until(warn);
        let mut warned = false;
        loop {
            tokio::select! {
                () = core.stop.cancelled() => {
                    socket.send(Message::Close(None)).await?;
                    return Ok("the sandbox ends");
                }
                () = &mut grace => {
                    socket.send(Message::Close(None)).await?;
                    return Ok("it was told to go");
                }
                () = &mut refresh => {
                    let reason = if warned { DisconnectReason::RefreshRequested } else { DisconnectReason::Warning };
                    core.sockets.disconnect(self.id, reason);
                    refresh = core.sleep_until(end.filter(|_| !warned));
                    warned = true;
                }
                _ = ping.tick() => {
                    let text = format!("Ping from applink-sandbox ({})", core.now());
                    socket.send(Message::Ping(text.into())).await?;
                }
                order = orders.recv() => match order {
                    Some(Order::Send(text)) => socket.send(Message::text(text)).await?,
                    Some(Order::Disconnect(reason)) => {
                        let word = json!({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-sandbox"}});
                        core.log_socket("told to disconnect", word["reason"].as_str().unwrap_or_default());
                        socket.send(Message::text(word.to_string())).await?;
                        if reason != DisconnectReason::Warning {
                            grace.as_mut().reset(tokio::time::Instant::now() + GRACE);
                        }
                    }
                    Some(Order::Cut) | None => {
                        scissors.cut();
                        return Ok("it was cut");
                    }
                },
                heard = socket.recv() => match heard {
                    Some(Ok(Message::Text(text))) => listen(core, &text),
                    Some(Ok(Message::Close(_))) => {
                        // One more look sends the closing word back.
                        drop(socket.recv().await);
                        return Ok("the app closed it");
                    }
                    None => return Ok("the app closed it"),
                    Some(Ok(_)) => {}
                    Some(Err(error)) => return Err(error),
                },
            }
        }
    }
}

fn listen(core: &Core, text: &str) {
    let heard: Value = serde_json::from_str(text).unwrap_or_default();
    match heard["envelope_id"].as_str() {
        Some(envelope_id) => {
            let payload = heard["payload"].clone();
            if !core.sockets.acknowledge(envelope_id, payload) {
                core.log_socket("late acknowledgement", envelope_id);
            }
        }
        None => core.log_socket("no acknowledgement", text),
    }
}
