use std::sync::Mutex;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use futures_util::future::BoxFuture;
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use tower::ServiceExt;

use super::*;
use crate::clock::ManualClock;
use crate::slack::signature::tests::sign;

const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";

/// Answers everything alike and keeps what came.
struct Echo {
    ack: Ack,
    seen: Mutex<Vec<(&'static str, Option<RetryInfo>)>>,
}

impl Handler for Echo {
    fn handle(&self, incoming: Incoming, retry: Option<RetryInfo>) -> BoxFuture<'_, Ack> {
        self.seen.lock().unwrap().push((incoming.kind(), retry));
        let ack = self.ack.clone();
        Box::pin(async move { ack })
    }
}

struct Door {
    router: Router,
    echo: Arc<Echo>,
    clock: ManualClock,
}

impl Door {
    fn answering(ack: Ack) -> Self {
        let echo = Arc::new(Echo {
            ack,
            seen: Mutex::default(),
        });
        let clock = ManualClock::new("2026-11-23T09:00:00Z".parse::<Timestamp>().unwrap());
        let handler: Arc<dyn Handler> = echo.clone();
        Self {
            router: router(handler, Arc::new(clock.clone()), SECRET.into()),
            echo,
            clock,
        }
    }

    async fn post(&self, body: &[u8], headers: &[(&str, &str)]) -> (StatusCode, String) {
        let mut request = Request::post(PATH);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_vec())).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    async fn signed(&self, body: &[u8]) -> (StatusCode, String) {
        let (timestamp, signature) = sign(SECRET, self.clock.now(), body);
        self.post(
            body,
            &[
                (TIMESTAMP_HEADER, &timestamp),
                (SIGNATURE_HEADER, &signature),
            ],
        )
        .await
    }

    fn seen(&self) -> Vec<&'static str> {
        self.echo
            .seen
            .lock()
            .unwrap()
            .iter()
            .map(|(kind, _)| *kind)
            .collect()
    }
}

fn form(payload: &str) -> String {
    form_urlencoded::Serializer::new(String::new())
        .append_pair("payload", payload)
        .finish()
}

#[tokio::test]
async fn one_address_takes_every_kind() {
    let door = Door::answering(Ack::Empty);
    let event = include_bytes!("../../../tests/payloads/app_home_opened.json");
    let command = include_bytes!("../../../tests/payloads/command.form");
    let submission = form(include_str!("../../../tests/payloads/view_submission.json"));
    for body in [event.as_slice(), command, submission.as_bytes()] {
        assert_eq!(door.signed(body).await, (StatusCode::OK, String::new()));
    }
    assert_eq!(
        door.seen(),
        ["app_home_opened", "command", "view_submission"]
    );
}

#[tokio::test]
async fn a_submission_is_answered_with_its_errors() {
    let errors = json!({ "response_action": "errors", "errors": { "fit": "Choose one" } });
    let door = Door::answering(Ack::Json(errors.clone()));
    let (status, body) = door
        .signed(form(include_str!("../../../tests/payloads/view_submission.json")).as_bytes())
        .await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&body).unwrap(),
        errors
    );
}

#[tokio::test]
async fn a_command_is_answered_to_its_sender_alone() {
    let door = Door::answering(Ack::Ephemeral(json!({ "text": "Nothing to rate" })));
    let (_, body) = door
        .signed(include_bytes!("../../../tests/payloads/command.form"))
        .await;
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        body,
        json!({ "text": "Nothing to rate", "response_type": "ephemeral" })
    );
}

#[tokio::test]
async fn what_slack_did_not_sign_just_now_stays_outside() {
    let door = Door::answering(Ack::Empty);
    let body = include_bytes!("../../../tests/payloads/command.form");
    assert_eq!(door.post(body, &[]).await.0, StatusCode::UNAUTHORIZED);

    let (timestamp, signature) = sign("another secret", door.clock.now(), body);
    let wrong = [
        (TIMESTAMP_HEADER, timestamp.as_str()),
        (SIGNATURE_HEADER, signature.as_str()),
    ];
    assert_eq!(door.post(body, &wrong).await.0, StatusCode::UNAUTHORIZED);

    let (timestamp, signature) = sign(SECRET, door.clock.now(), body);
    let signed = [
        (TIMESTAMP_HEADER, timestamp.as_str()),
        (SIGNATURE_HEADER, signature.as_str()),
    ];
    door.clock.advance_to(door.clock.now() + 301.seconds());
    assert_eq!(door.post(body, &signed).await.0, StatusCode::UNAUTHORIZED);
    assert!(door.seen().is_empty());
}

#[tokio::test]
async fn slack_may_check_the_address_and_the_certificate() {
    let door = Door::answering(Ack::Failed);
    let handshake = include_bytes!("../../../tests/payloads/url_verification.json");
    let (status, challenge) = door.signed(handshake).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        challenge,
        "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"
    );
    assert_eq!(door.post(handshake, &[]).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(
        door.post(b"ssl_check=1&token=x", &[]).await,
        (StatusCode::OK, String::new())
    );
    assert!(door.seen().is_empty());
}

#[tokio::test]
async fn too_long_or_unreadable_bodies_are_refused() {
    let door = Door::answering(Ack::Empty);
    assert_eq!(
        door.signed(&vec![b' '; BODY_LIMIT_BYTES + 1]).await.0,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    assert_eq!(door.signed(b"{\"type\":").await.0, StatusCode::BAD_REQUEST);
    assert_eq!(
        door.signed(b"payload=nothing").await.0,
        StatusCode::BAD_REQUEST
    );
    assert!(door.seen().is_empty());
}

#[tokio::test]
async fn what_was_not_stored_is_not_acknowledged_and_a_repetition_says_so() {
    let door = Door::answering(Ack::Failed);
    let body = include_bytes!("../../../tests/payloads/app_home_opened.json");
    let (timestamp, signature) = sign(SECRET, door.clock.now(), body);
    let headers = [
        (TIMESTAMP_HEADER, timestamp.as_str()),
        (SIGNATURE_HEADER, signature.as_str()),
        ("x-slack-retry-num", "2"),
        ("x-slack-retry-reason", "http_timeout"),
    ];
    assert_eq!(
        door.post(body, &headers).await.0,
        StatusCode::SERVICE_UNAVAILABLE
    );
    let retry = RetryInfo {
        attempt: 2,
        reason: "http_timeout".to_owned(),
    };
    assert_eq!(
        *door.echo.seen.lock().unwrap(),
        [("app_home_opened", Some(retry))]
    );
}
