//! Frames over Slack's socket, through a real one: each delivery is acknowledged once, whatever else comes.
//!
//! The input is cut into frames at bytes 0; one that is no UTF-8 goes as a binary frame.

use std::cell::RefCell;
use std::sync::Arc;

use axum::Router;
use axum::routing::post;
use futures_util::future::BoxFuture;
use futures_util::{SinkExt as _, StreamExt as _};
use jiff::Timestamp;
use leadloop::clock::Clock;
use leadloop::slack::ack::{Ack, Handler};
use leadloop::slack::api::Api;
use leadloop::slack::incoming::{Incoming, RetryInfo};
use leadloop::slack::install_tls_provider;
use leadloop::slack::socket_door::{SocketDoor, SocketStop};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, accept_async};
use tokio_util::sync::CancellationToken;

/// The delivery after which all acknowledgements are there.
const LAST: &str = "the last one";

thread_local! {
    /// A bot and its connection, kept as long as nothing ends them.
    static LINE: RefCell<Option<Line>> = const { RefCell::new(None) };
}

/// Sends the input's frames and reads the acknowledgements.
pub(crate) fn run(input: &[u8]) {
    let frames: Vec<Message> = input
        .split(|&byte| byte == 0)
        .map(|frame| match std::str::from_utf8(frame) {
            Ok(text) => Message::text(text),
            Err(_) => Message::binary(frame.to_vec()),
        })
        .collect();
    let ends = frames.iter().any(ends_the_connection);
    let mut expected: Vec<String> = frames.iter().filter_map(delivery).collect();
    LINE.with_borrow_mut(|kept| {
        let mut line = kept.take().unwrap_or_else(Line::open);
        let runtime = &line.runtime;
        let acknowledged = runtime.block_on(line.socket.send_all(frames));
        if ends {
            // Whatever Slack says of its end, the door goes on or says why it does not.
            line.close();
            return;
        }
        let mut acknowledged = acknowledged.unwrap();
        expected.sort();
        acknowledged.sort();
        assert_eq!(acknowledged, expected);
        *kept = Some(line);
    });
}

fn json_of(frame: &Message) -> Option<Value> {
    match frame {
        Message::Text(text) => serde_json::from_str(text).ok(),
        _ => None,
    }
}

fn ends_the_connection(frame: &Message) -> bool {
    json_of(frame).is_some_and(|frame| frame["type"] == "disconnect")
}

/// The id under which a frame is to be acknowledged.
fn delivery(frame: &Message) -> Option<String> {
    let frame = json_of(frame)?;
    let id = frame.get("envelope_id")?.as_str()?;
    let is_delivery = frame["type"] != "hello" && !frame.get("payload")?.is_null();
    (is_delivery && !id.is_empty()).then(|| id.to_owned())
}

struct Acknowledges;

impl Handler for Acknowledges {
    fn handle(&self, _incoming: Incoming, _retry: Option<RetryInfo>) -> BoxFuture<'_, Ack> {
        Box::pin(async { Ack::Json(json!({ "response_action": "clear" })) })
    }
}

/// A clock at which no wait takes any time.
struct NoWait;

impl Clock for NoWait {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn sleep_until(&self, _at: Timestamp) -> BoxFuture<'static, ()> {
        Box::pin(tokio::task::yield_now())
    }
}

/// Slack's end of a socket.
struct Socket(WebSocketStream<TcpStream>);

impl Socket {
    /// The ids of all acknowledgements for these frames; none when the bot closed the connection.
    async fn send_all(&mut self, frames: Vec<Message>) -> Option<Vec<String>> {
        for frame in frames {
            self.0.send(frame).await.ok()?;
        }
        let last = json!({ "envelope_id": LAST, "payload": { "type": "news" } });
        self.0.send(Message::text(last.to_string())).await.ok()?;
        let mut ids = Vec::new();
        loop {
            match self.0.next().await? {
                Ok(Message::Text(text)) => {
                    let answer: Value = serde_json::from_str(&text).unwrap();
                    let id = answer["envelope_id"].as_str().unwrap().to_owned();
                    if id == LAST {
                        break;
                    }
                    ids.push(id);
                }
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
        Some(ids)
    }
}

/// A bot that is connected.
struct Line {
    runtime: Runtime,
    socket: Socket,
    bot: JoinHandle<Result<(), SocketStop>>,
    stop: CancellationToken,
}

impl Line {
    fn open() -> Self {
        install_tls_provider();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let stop = CancellationToken::new();
        let (bot, socket) = runtime.block_on(async {
            let sockets = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let url = format!("ws://{}/link", sockets.local_addr().unwrap());
            let open = post(async move || axum::Json(json!({ "ok": true, "url": url })));
            let web = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let base = format!("http://{}/api/", web.local_addr().unwrap());
            let routes = Router::new().route("/api/apps.connections.open", open);
            tokio::spawn(async move { axum::serve(web, routes).await });
            let api = Api::new(base.parse().unwrap(), "xoxb-1".into()).unwrap();
            let handler = Arc::new(Acknowledges);
            let door = SocketDoor::new(api, "xapp-1".into(), handler, Arc::new(NoWait));
            let bot = tokio::spawn(door.run(stop.clone()));
            let (stream, _) = sockets.accept().await.unwrap();
            // Later connections, after a disconnect, are accepted by nobody, and end with the runtime.
            let mut socket = accept_async(stream).await.unwrap();
            let hello = json!({ "type": "hello" }).to_string();
            socket.send(Message::text(hello)).await.unwrap();
            (bot, Socket(socket))
        });
        Self {
            runtime,
            socket,
            bot,
            stop,
        }
    }

    /// Ends the bot; it must not have ended by a panic.
    fn close(self) {
        self.stop.cancel();
        drop(self.socket);
        let ended = self.runtime.block_on(self.bot);
        let _stopped_or_refused = ended.unwrap();
        self.runtime.shutdown_background();
    }
}
