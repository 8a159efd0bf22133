//! The door against a small Slack that hands out websockets.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::routing::post;
use futures_util::future::BoxFuture;
use futures_util::{SinkExt, StreamExt};
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, accept_async};

use super::*;
use crate::clock::ManualClock;
use crate::slack::ack::Ack;
use crate::slack::incoming::{Incoming, RetryInfo};

/// Slack's side: its Web API hands out the address at which its sockets are accepted.
struct Slack {
    sockets: TcpListener,
    api: Api,
    asked: Arc<AtomicUsize>,
}

impl Slack {
    async fn new() -> Self {
        let sockets = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = sockets.local_addr().unwrap();
        Self::answering(
            sockets,
            json!({ "ok": true, "url": format!("ws://{address}/link?ticket=secret") }),
        )
        .await
    }

    async fn answering(sockets: TcpListener, answer: Value) -> Self {
        crate::slack::install_tls_provider();
        let asked = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&asked);
        let open = post(async move || {
            counter.fetch_add(1, Ordering::SeqCst);
            axum::Json(answer)
        });
        let web = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address: SocketAddr = web.local_addr().unwrap();
        tokio::spawn(async move {
            axum::serve(web, Router::new().route("/api/apps.connections.open", open)).await
        });
        let api = Api::new(
            format!("http://{address}/api/").parse().unwrap(),
            "xoxb-1".into(),
        )
        .unwrap();
        Self {
            sockets,
            api,
            asked,
        }
    }

    /// The next connection of the bot, greeted.
    async fn accept(&self) -> Socket {
        let (stream, _) = self.sockets.accept().await.unwrap();
        let mut socket = Socket(accept_async(stream).await.unwrap());
        socket
            .send(json!({ "type": "hello", "num_connections": 1 }))
            .await;
        socket
    }
}

struct Socket(WebSocketStream<TcpStream>);

impl Socket {
    async fn send(&mut self, frame: Value) {
        self.0.send(Message::text(frame.to_string())).await.unwrap();
    }

    async fn shortcut(&mut self, id: &str) {
        let payload: Value =
            serde_json::from_str(include_str!("../../../tests/payloads/shortcut.json")).unwrap();
        self.send(json!({
            "type": "interactive", "envelope_id": id, "payload": payload, "accepts_response_payload": true,
        }))
        .await;
    }

    /// The next acknowledgement; none when the bot closed.
    async fn acknowledged(&mut self) -> Option<Value> {
        loop {
            match self.0.next().await {
                Some(Ok(Message::Text(text))) => return Some(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }
}

/// Acknowledges once it is let to; says when it has begun.
#[derive(Default)]
struct Waits {
    begun: tokio::sync::Notify,
    go_on: CancellationToken,
}

impl Handler for Waits {
    fn handle(&self, _incoming: Incoming, _retry: Option<RetryInfo>) -> BoxFuture<'_, Ack> {
        Box::pin(async {
            self.begun.notify_one();
            self.go_on.cancelled().await;
            Ack::Json(json!({ "response_action": "clear" }))
        })
    }
}

struct Bot {
    waits: Arc<Waits>,
    clock: ManualClock,
    stop: CancellationToken,
    running: JoinHandle<Result<(), SocketStop>>,
    liveness: Liveness,
}

impl Bot {
    fn start(slack: &Slack) -> Self {
        let waits = Arc::new(Waits::default());
        let clock = ManualClock::new(Timestamp::UNIX_EPOCH);
        let stop = CancellationToken::new();
        let handler: Arc<dyn Handler> = waits.clone();
        let door = SocketDoor::new(
            slack.api.clone(),
            "xapp-1".into(),
            handler,
            Arc::new(clock.clone()),
        );
        let liveness = door.liveness();
        let running = tokio::spawn(door.run(stop.clone()));
        Self {
            waits,
            clock,
            stop,
            running,
            liveness,
        }
    }

    async fn stopped(self) -> Result<(), SocketStop> {
        self.stop.cancel();
        self.running.await.unwrap()
    }
}

fn acknowledgement(id: &str) -> Option<Value> {
    Some(json!({ "envelope_id": id, "payload": { "response_action": "clear" } }))
}

#[tokio::test]
async fn a_slow_handler_does_not_hold_up_the_reading() {
    let slack = Slack::new().await;
    let bot = Bot::start(&slack);
    let mut socket = slack.accept().await;
    socket.shortcut("e1").await;
    bot.waits.begun.notified().await;
    // A ping is answered while the handler is still at it.
    socket
        .0
        .send(Message::Ping(b"there?".to_vec().into()))
        .await
        .unwrap();
    while !matches!(socket.0.next().await, Some(Ok(Message::Pong(_)))) {}
    assert!(bot.liveness.is_connected());

    bot.waits.go_on.cancel();
    assert_eq!(socket.acknowledged().await, acknowledgement("e1"));
    let stopped = tokio::spawn(bot.stopped());
    assert_eq!(socket.acknowledged().await, None);
    assert_eq!(stopped.await.unwrap(), Ok(()));
}

#[tokio::test]
async fn the_next_connection_stands_before_the_old_one_goes() {
    let slack = Slack::new().await;
    let bot = Bot::start(&slack);
    let mut old = slack.accept().await;
    old.shortcut("e1").await;
    bot.waits.begun.notified().await;
    old.send(json!({ "type": "disconnect", "reason": "refresh_requested" }))
        .await;
    let mut new = slack.accept().await;

    // Both are served: what the old one had begun, what still comes over it, and the new one.
    old.shortcut("e2").await;
    new.shortcut("e3").await;
    bot.waits.go_on.cancel();
    let over_old = [old.acknowledged().await, old.acknowledged().await];
    assert!(over_old.contains(&acknowledgement("e1")) && over_old.contains(&acknowledgement("e2")));
    assert_eq!(new.acknowledged().await, acknowledgement("e3"));
    drop(old);
    new.shortcut("e4").await;
    assert_eq!(new.acknowledged().await, acknowledgement("e4"));
    assert_eq!(slack.asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_broken_connection_is_opened_again_after_a_wait_by_the_clock() {
    let slack = Slack::new().await;
    let bot = Bot::start(&slack);
    drop(slack.accept().await);
    let due = loop {
        match bot.clock.next_sleeper() {
            Some(due) => break due,
            None => tokio::task::yield_now().await,
        }
    };
    assert!(!bot.liveness.is_connected());
    assert_eq!(slack.asked.load(Ordering::SeqCst), 1);
    bot.clock.advance_to(due);
    bot.waits.go_on.cancel();
    let mut socket = slack.accept().await;
    socket.shortcut("e1").await;
    assert_eq!(socket.acknowledged().await, acknowledgement("e1"));
}

#[tokio::test]
async fn a_stop_finishes_what_had_begun_and_takes_nothing_new() {
    let slack = Slack::new().await;
    let bot = Bot::start(&slack);
    let mut socket = slack.accept().await;
    socket.shortcut("e1").await;
    bot.waits.begun.notified().await;
    bot.stop.cancel();
    tokio::task::yield_now().await;
    bot.waits.go_on.cancel();
    assert_eq!(socket.acknowledged().await, acknowledgement("e1"));
    let stopped = tokio::spawn(bot.stopped());
    assert_eq!(socket.acknowledged().await, None);
    assert_eq!(stopped.await.unwrap(), Ok(()));
}

#[tokio::test]
async fn a_door_that_slack_closed_for_good_says_what_to_do() {
    let slack = Slack::new().await;
    let bot = Bot::start(&slack);
    let mut socket = slack.accept().await;
    socket
        .send(json!({ "type": "disconnect", "reason": "link_disabled" }))
        .await;
    while socket.acknowledged().await.is_some() {}
    let stop = bot.running.await.unwrap().unwrap_err();
    assert_eq!(stop, SocketStop::LinkDisabled);
    assert!(stop.to_string().contains("Settings → Socket Mode"));

    let refused = async |error: &str| {
        let nowhere = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let slack = Slack::answering(nowhere, json!({ "ok": false, "error": error })).await;
        Bot::start(&slack).running.await.unwrap().unwrap_err()
    };
    let stop = refused("socket_mode_not_enabled").await;
    assert_eq!(stop, SocketStop::LinkDisabled);
    let stop = refused("invalid_auth").await;
    assert!(
        stop.to_string()
            .contains("SLACK_APP_TOKEN is refused (invalid_auth)"),
        "{stop}"
    );
}
