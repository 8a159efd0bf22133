//! The HTTP door: one address for every kind of delivery. It lets in only what Slack signed, and answers in time.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use secrecy::SecretString;

use super::ack::{Ack, Handler, answer};
use super::incoming::{Incoming, RetryInfo};
use super::signature::{self, SIGNATURE_HEADER, TIMESTAMP_HEADER};
use crate::clock::Clock;
use crate::meters;

/// Where Slack delivers everything.
pub const PATH: &str = "/slack/events";

/// The longest delivery that is read.
const BODY_LIMIT_BYTES: usize = 1024 * 1024;

/// What the door needs.
#[derive(Clone)]
struct Door {
    handler: Arc<dyn Handler>,
    clock: Arc<dyn Clock>,
    signing_secret: SecretString,
}

/// The routes of the door.
pub fn router(
    handler: Arc<dyn Handler>,
    clock: Arc<dyn Clock>,
    signing_secret: SecretString,
) -> Router {
    Router::new()
        .route(PATH, post(deliver))
        .layer(DefaultBodyLimit::max(BODY_LIMIT_BYTES))
        .with_state(Door {
            handler,
            clock,
            signing_secret,
        })
}

async fn deliver(State(door): State<Door>, headers: HeaderMap, body: Bytes) -> Response {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    // Slack does not sign its certificate checks, and there is nothing to do but answer.
    if is_ssl_check(&body) {
        return StatusCode::OK.into_response();
    }
    let (timestamp, signature) = (header(TIMESTAMP_HEADER), header(SIGNATURE_HEADER));
    if let Err(fault) = signature::verify(
        &door.signing_secret,
        timestamp,
        signature,
        &body,
        door.clock.now(),
    ) {
        tracing::warn!("a request to {PATH} was turned away: {fault}");
        return turned_away(StatusCode::UNAUTHORIZED, "signature");
    }
    let incoming = match Incoming::from_body(&body) {
        Ok(Incoming::UrlVerification { challenge }) => return challenge.into_response(),
        Ok(Incoming::SslCheck) => return StatusCode::OK.into_response(),
        Ok(incoming) => incoming,
        Err(fault) => {
            tracing::warn!("a delivery can't be read: {fault}");
            return turned_away(StatusCode::BAD_REQUEST, "unreadable");
        }
    };
    let retry = header("x-slack-retry-num")
        .and_then(|number| number.parse().ok())
        .map(|attempt| RetryInfo {
            attempt,
            reason: header("x-slack-retry-reason")
                .unwrap_or_default()
                .to_owned(),
        });
    // It has been read, and a delivery may wait for its turn to write.
    drop(body);
    match answer(door.handler.as_ref(), incoming, retry, "http").await {
        Ack::Failed => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        ack => match ack.into_body() {
            Some(body) => axum::Json(body).into_response(),
            None => StatusCode::OK.into_response(),
        },
    }
}

fn is_ssl_check(body: &[u8]) -> bool {
    body.len() < 512 && matches!(Incoming::from_body(body), Ok(Incoming::SslCheck))
}

fn turned_away(status: StatusCode, reason: &'static str) -> Response {
    metrics::counter!(meters::TURNED_AWAY, "reason" => reason).increment(1);
    status.into_response()
}

#[cfg(test)]
mod tests;
