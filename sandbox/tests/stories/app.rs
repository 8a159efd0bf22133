//! A world with a sandbox and a small app, reached by either door.

use std::{net::Ipv4Addr, sync::Arc};

use axum::{
    Json, Router, body::Bytes, extract::State, http::HeaderMap, response::IntoResponse,
    routing::post,
};
use futures_util::{SinkExt, StreamExt, future::BoxFuture};
use jiff::Timestamp;
use serde_json::{Value, json};
use slack_sandbox::{ManualClock, Options, Sandbox, WorkspaceConfig};
use tokio::net::TcpListener;
use tokio_tungstenite::tungstenite;

/// What the app does with a delivery: returns the acknowledgement's body, `null` for none.
pub(crate) type Handler = Arc<dyn Fn(Value, Api) -> BoxFuture<'static, Value> + Send + Sync>;

pub(crate) fn handler<F>(f: impl Fn(Value, Api) -> F + Send + Sync + 'static) -> Handler
where
    F: Future<Output = Value> + Send + 'static,
{
    Arc::new(move |payload, api| Box::pin(f(payload, api)))
}

/// How the app is reached.
#[derive(Clone, Copy, Debug)]
pub(crate) enum By {
    Http,
    Socket,
}

/// The app's side of the Web API.
#[derive(Clone)]
pub(crate) struct Api {
    base: String,
    token: String,
    client: reqwest::Client,
}

impl Api {
    pub(crate) async fn try_call(
        &self,
        method: &str,
        arguments: Value,
    ) -> Result<(u16, HeaderMap, Value), reqwest::Error> {
        let request = self
            .client
            .post(format!("{}{method}", self.base))
            .bearer_auth(&self.token);
        // What reads takes forms only.
        let writes = [
            "chat.",
            "views.",
            "conversations.open",
            "conversations.join",
        ]
        .iter()
        .any(|family| method.starts_with(family));
        let request = if writes && method != "chat.getPermalink" {
            request.json(&arguments)
        } else {
            request.form(&as_form(&arguments))
        };
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await?;
        Ok((
            status,
            headers,
            serde_json::from_str(&text).unwrap_or(Value::String(text)),
        ))
    }

    pub(crate) async fn call(&self, method: &str, arguments: Value) -> Value {
        self.try_call(method, arguments)
            .await
            .expect("the sandbox answers")
            .2
    }

    pub(crate) fn with_token(&self, token: &str) -> Self {
        Self {
            token: token.to_owned(),
            ..self.clone()
        }
    }

    pub(crate) fn client(&self) -> &reqwest::Client {
        &self.client
    }

    /// Calls without a token, with a form.
    pub(crate) async fn form(&self, method: &str, fields: &[(&str, &str)]) -> Value {
        let request = self
            .client
            .post(format!("{}{method}", self.base))
            .form(fields);
        let response = request.send().await.expect("the sandbox answers");
        response.json().await.expect("JSON")
    }

    pub(crate) async fn respond(&self, url: &str, body: Value) -> (u16, Value) {
        let response = self
            .client
            .post(url)
            .json(&body)
            .send()
            .await
            .expect("the sandbox answers");
        (
            response.status().as_u16(),
            response.json().await.expect("JSON"),
        )
    }
}

/// Arguments as a form has them: what is no text becomes JSON.
fn as_form(arguments: &Value) -> Vec<(&str, String)> {
    let fields = arguments.as_object().into_iter().flatten();
    fields
        .map(|(name, value)| {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            (name.as_str(), text)
        })
        .collect()
}

pub(crate) struct World {
    pub(crate) slack: Sandbox,
    pub(crate) clock: ManualClock,
    pub(crate) api: Api,
}

/// A workspace without an app.
pub(crate) async fn quiet() -> World {
    with(WorkspaceConfig::default()).await
}

/// Waits until the sandbox has come so far.
pub(crate) async fn until(world: &World, done: impl Fn(&Sandbox) -> bool) {
    let mut changes = world.slack.changes();
    while !done(&world.slack) {
        changes.changed().await.expect("a change");
    }
}

pub(crate) async fn with(workspace: WorkspaceConfig) -> World {
    started(sandbox_options(workspace).await)
}

/// What a story's sandbox is started with.
pub(crate) async fn sandbox_options(workspace: WorkspaceConfig) -> Options {
    let clock = ManualClock::new("2026-11-23T09:00:00Z".parse::<Timestamp>().expect("a time"));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .expect("a port");
    Options::new(workspace, Arc::new(clock), listener)
}

pub(crate) fn started(mut options: Options) -> World {
    let clock = ManualClock::new(options.clock.now());
    options.clock = Arc::new(clock.clone());
    let slack = Sandbox::start(options).expect("a sandbox");
    let api = Api {
        base: slack.api_url(),
        token: slack.bot_token(),
        client: reqwest::Client::builder()
            .no_proxy()
            .build()
            .expect("a client"),
    };
    World { slack, clock, api }
}

/// A workspace with an app that does as `handler` says.
pub(crate) async fn app(by: By, handler: Handler) -> World {
    let world = quiet().await;
    match by {
        By::Http => {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
                .await
                .expect("a port");
            let url = format!(
                "http://{}/slack/events",
                listener.local_addr().expect("an address")
            );
            let routes = Router::new()
                .route("/slack/events", post(receive))
                .with_state((handler, world.api.clone()));
            tokio::spawn(async move { axum::serve(listener, routes).await });
            world.slack.deliver_by_http(&url);
        }
        By::Socket => {
            connect(&world, handler).await;
        }
    }
    world
}

async fn receive(
    State((handler, api)): State<(Handler, Api)>,
    headers: HeaderMap,
    body: Bytes,
) -> axum::response::Response {
    assert!(
        headers["x-slack-signature"]
            .to_str()
            .expect("text")
            .starts_with("v0=")
    );
    let payload = if headers["content-type"] == "application/json" {
        serde_json::from_slice(&body).expect("JSON")
    } else {
        let fields: std::collections::BTreeMap<String, String> =
            serde_urlencoded::from_bytes(&body).expect("a form");
        match fields.get("payload") {
            Some(payload) => serde_json::from_str(payload).expect("JSON"),
            None => json!(fields),
        }
    };
    if payload["type"] == "url_verification" {
        return Json(json!({"challenge": payload["challenge"]})).into_response();
    }
    if is_own(&payload) {
        return ().into_response();
    }
    match handler(payload, api).await {
        Value::Null => ().into_response(),
        body => Json(body).into_response(),
    }
}

/// Whether an event tells of the app's own message. Bolt keeps those from its listeners too.
fn is_own(payload: &Value) -> bool {
    let event = &payload["event"];
    [event, &event["message"], &event["previous_message"]]
        .iter()
        .any(|message| message["bot_id"].is_string())
}

/// Connects one socket. The task ends with the connection.
pub(crate) async fn connect(world: &World, handler: Handler) -> tokio::task::JoinHandle<()> {
    let opened = world
        .api
        .with_token(&world.slack.app_token())
        .call("apps.connections.open", json!({}))
        .await;
    let url = opened["url"].as_str().expect("an address").to_owned();
    let (mut socket, _) = tokio_tungstenite::connect_async(url)
        .await
        .expect("a socket");
    let api = world.api.clone();
    let task = tokio::spawn(async move {
        while let Some(Ok(message)) = socket.next().await {
            let tungstenite::Message::Text(text) = message else {
                continue;
            };
            let envelope: Value = serde_json::from_str(&text).expect("JSON");
            if envelope["envelope_id"].is_null() {
                continue;
            }
            let mut ack = json!({"envelope_id": envelope["envelope_id"]});
            let body = if is_own(&envelope["payload"]) {
                Value::Null
            } else {
                handler(envelope["payload"].clone(), api.clone()).await
            };
            if !body.is_null() {
                ack["payload"] = body;
            }
            if socket
                .send(tungstenite::Message::text(ack.to_string()))
                .await
                .is_err()
            {
                return;
            }
        }
    });
    world.slack.connected().await;
    task
}

/// An app that does nothing and acknowledges everything.
pub(crate) fn silent() -> Handler {
    handler(|_, _| async { Value::Null })
}

pub(crate) fn plain(text: &str) -> Value {
    json!({"type": "plain_text", "text": text})
}

pub(crate) fn button(action_id: &str, label: &str) -> Value {
    json!({"type": "button", "action_id": action_id, "text": plain(label), "value": "v"})
}

pub(crate) fn input(block_id: &str, label: &str, element: &Value) -> Value {
    json!({"type": "input", "block_id": block_id, "label": plain(label), "element": element})
}

pub(crate) fn modal(blocks: &Value) -> Value {
    json!({"type": "modal", "callback_id": "form", "title": plain("Form"), "submit": plain("Save"), "close": plain("Cancel"), "blocks": blocks})
}

/// The options of a scale.
pub(crate) fn options(texts: &[&str]) -> Value {
    texts
        .iter()
        .map(|text| json!({"text": plain(text), "value": text.to_lowercase()}))
        .collect()
}
