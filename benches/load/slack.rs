//! As much of Slack as the bot calls, answered as fast as can be: what is measured is the bot.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use anyhow::Context as _;
use axum::Router;
use axum::body::Bytes;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

use crate::company::{BOT, TEAM};

/// Slack's side.
#[derive(Default)]
pub(crate) struct Slack {
    address: String,
    state: Mutex<Situation>,
}

#[derive(Default)]
struct Situation {
    /// When `views.open` came, by its trigger.
    opened: HashMap<String, Instant>,
    /// How often each method was called.
    calls: HashMap<String, usize>,
    /// The view that came last, while somebody wants to know.
    view: Option<Value>,
    keeps_views: bool,
    /// The open socket, and who waits for which acknowledgement.
    socket: Option<mpsc::UnboundedSender<String>>,
    waiting: HashMap<String, oneshot::Sender<Vec<u8>>>,
}

#[derive(Deserialize)]
struct Opening<'a> {
    #[serde(borrow)]
    trigger_id: Option<&'a str>,
}

#[derive(Deserialize)]
struct Acknowledgement<'a> {
    #[serde(borrow)]
    envelope_id: &'a str,
}

impl Slack {
    /// Begins to answer, on the loopback interface.
    pub(crate) async fn start() -> anyhow::Result<Arc<Self>> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let slack = Arc::new(Self {
            address: listener.local_addr()?.to_string(),
            state: Mutex::default(),
        });
        let router = Router::new()
            .route("/api/{method}", any(answer))
            .route("/link", get(link))
            .with_state(Arc::clone(&slack));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(slack)
    }

    pub(crate) fn api_url(&self) -> String {
        format!("http://{}/api/", self.address)
    }

    fn state(&self) -> MutexGuard<'_, Situation> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How often a method was called.
    pub(crate) fn calls(&self, method: &str) -> usize {
        self.state().calls.get(method).copied().unwrap_or_default()
    }

    /// From now on the views that come are kept, or not.
    pub(crate) fn keep_views(&self, keeps: bool) {
        self.state().keeps_views = keeps;
    }

    /// The view that came last.
    pub(crate) fn last_view(&self) -> anyhow::Result<Value> {
        self.state().view.take().context("no view came")
    }

    /// When the view of this trigger came.
    pub(crate) fn opened_at(&self, trigger: &str) -> Option<Instant> {
        self.state().opened.remove(trigger)
    }

    /// Sends an envelope, and gives its acknowledgement.
    pub(crate) async fn envelope(&self, id: String, text: String) -> anyhow::Result<Vec<u8>> {
        let (tell, told) = oneshot::channel();
        {
            let mut state = self.state();
            state.waiting.insert(id, tell);
            let socket = state.socket.as_ref().context("no socket is open")?;
            socket.send(text).context("the socket is closed")?;
        }
        told.await.context("the socket was closed")
    }
}

async fn answer(
    State(slack): State<Arc<Slack>>,
    Path(method): Path<String>,
    body: Bytes,
) -> Response {
    *slack.state().calls.entry(method.clone()).or_default() += 1;
    let answer = match method.as_str() {
        "views.open" | "views.update" | "views.publish" => {
            view_came(&slack, &body);
            r#"{"ok":true,"view":{"id":"V0000000001","hash":"1790000000.abcdef01","root_view_id":"V0000000001"}}"#.to_owned()
        }
        "auth.test" => json!({
            "ok": true, "team_id": TEAM, "team": "Load", "user_id": BOT, "user": "leadloop", "url": "https://load.example/",
        })
        .to_string(),
        "users.list" => r#"{"ok":true,"members":[]}"#.to_owned(),
        "usergroups.list" => r#"{"ok":true,"usergroups":[]}"#.to_owned(),
        "apps.connections.open" => {
            json!({ "ok": true, "url": format!("ws://{}/link", slack.address) }).to_string()
        }
        "chat.postMessage" | "chat.update" => {
            r#"{"ok":true,"channel":"D0000000001","ts":"1790000000.000100"}"#.to_owned()
        }
        _ => r#"{"ok":true,"channel":{"id":"D0000000001"}}"#.to_owned(),
    };
    ([(CONTENT_TYPE, "application/json")], answer).into_response()
}

fn view_came(slack: &Slack, body: &[u8]) {
    let now = Instant::now();
    let mut state = slack.state();
    if state.keeps_views {
        state.view = serde_json::from_slice::<Value>(body)
            .ok()
            .map(|mut arguments| arguments["view"].take());
    }
    let opening: Result<Opening<'_>, _> = serde_json::from_slice(body);
    if let Ok(Opening {
        trigger_id: Some(trigger),
    }) = opening
    {
        state.opened.insert(trigger.to_owned(), now);
    }
}

async fn link(State(slack): State<Arc<Slack>>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(move |socket| carry(slack, socket))
}

async fn carry(slack: Arc<Slack>, mut socket: WebSocket) {
    let hello = json!({ "type": "hello", "num_connections": 1, "connection_info": { "app_id": "A0LOAD000" } });
    if socket.send(Message::text(hello.to_string())).await.is_err() {
        return;
    }
    let (sender, mut letters) = mpsc::unbounded_channel();
    slack.state().socket = Some(sender);
    loop {
        tokio::select! {
            Some(letter) = letters.recv() => {
                if socket.send(Message::text(letter)).await.is_err() {
                    break;
                }
            }
            came = socket.recv() => match came {
                Some(Ok(Message::Text(text))) => acknowledged(&slack, &text),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => break,
            },
        }
    }
    let mut state = slack.state();
    state.socket = None;
    state.waiting.clear();
}

fn acknowledged(slack: &Slack, text: &str) {
    let Ok(acknowledgement) = serde_json::from_str::<Acknowledgement<'_>>(text) else {
        return;
    };
    let waiting = slack.state().waiting.remove(acknowledgement.envelope_id);
    if let Some(tell) = waiting {
        // Nobody waits any more when the run is over.
        let _over = tell.send(text.as_bytes().to_vec());
    }
}
