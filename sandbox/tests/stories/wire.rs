//! An app without manners: what arrives at it, and answers of any kind.

use std::{
    net::Ipv4Addr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, tungstenite::Message};

use crate::app::World;

/// What arrived: headers and body.
pub(crate) type Heard = Arc<Mutex<Vec<(HeaderMap, String)>>>;

/// Answers the n-th request.
pub(crate) type Answer = Arc<dyn Fn(usize, &str) -> Response + Send + Sync>;

/// Answers with a status and nothing else.
pub(crate) fn status(status: u16) -> Response {
    StatusCode::from_u16(status)
        .expect("a status")
        .into_response()
}

/// An HTTP server that keeps what it hears; gives its URL.
pub(crate) async fn listen(
    answer: impl Fn(usize, &str) -> Response + Send + Sync + 'static,
) -> (String, Heard) {
    let heard = Heard::default();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    let answer: Answer = Arc::new(answer);
    let routes = Router::new()
        .route("/", post(keep))
        .with_state((Arc::clone(&heard), answer));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (url, heard)
}

async fn keep(
    State((heard, answer)): State<(Heard, Answer)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let body = String::from_utf8(body.to_vec()).expect("text");
    let mut heard = heard.lock().expect("a lock");
    let nth = heard.len();
    let response = answer(nth, &body);
    heard.push((headers, body));
    response
}

/// One header of everything heard, empty where it is missing.
pub(crate) fn header(heard: &Heard, name: &str) -> Vec<String> {
    let heard = heard.lock().expect("a lock");
    let text = |headers: &HeaderMap| {
        headers.get(name).map_or_else(String::new, |value| {
            value.to_str().expect("text").to_owned()
        })
    };
    heard.iter().map(|(headers, _)| text(headers)).collect()
}

/// A socket one reads by hand.
pub(crate) struct Line(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Line {
    pub(crate) async fn open(world: &World, more: &str) -> Self {
        let url = address(world).await;
        let (socket, _) = tokio_tungstenite::connect_async(format!("{url}{more}"))
            .await
            .expect("a socket");
        Self(socket)
    }

    /// What is said next that is no ping; nothing when the socket closes.
    pub(crate) async fn next(&mut self) -> Option<Value> {
        loop {
            match self.0.next().await? {
                Ok(Message::Text(text)) => {
                    return Some(serde_json::from_str(&text).expect("JSON"));
                }
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    /// Acknowledges an envelope.
    pub(crate) async fn acknowledge(&mut self, envelope: &Value) {
        let ack = json!({"envelope_id": envelope["envelope_id"]});
        self.say(&ack.to_string()).await;
    }

    pub(crate) async fn say(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.expect("sent");
    }
}

/// A fresh address to connect to.
pub(crate) async fn address(world: &World) -> String {
    let app_level = world.api.with_token(&world.slack.app_token());
    let opened = app_level.call("apps.connections.open", json!({})).await;
    opened["url"].as_str().expect("an address").to_owned()
}
