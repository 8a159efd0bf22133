//! What comes again, when, and what it carries.

use std::sync::Arc;

use axum::{
    http::{HeaderValue, StatusCode},
    response::IntoResponse,
};
use jiff::SignedDuration;
use serde_json::{Value, json};
use slack_sandbox::{DeliveryFailure, UrlRefused};

use crate::{
    app::{quiet, until},
    wire::{header, listen, status},
};

#[tokio::test]
async fn three_retries_carry_their_number_and_reason() {
    let world = quiet().await;
    let (url, heard) = listen(|nth, _| status(if nth == 3 { 200 } else { 500 })).await;
    world.slack.deliver_by_http(&url);
    world
        .slack
        .join("C0RANDOM", "U0CHLOE")
        .await
        .expect("joined");
    until(&world, |slack| slack.deliveries().len() == 2).await;
    world.clock.advance(SignedDuration::from_mins(1));
    until(&world, |slack| slack.deliveries().len() == 3).await;
    world.clock.advance(SignedDuration::from_mins(4));
    until(&world, |slack| slack.deliveries().len() == 4).await;
    world.clock.advance(SignedDuration::from_hours(2));
    world.slack.settled().await;
    assert_eq!(header(&heard, "x-slack-retry-num"), ["", "1", "2", "3"]);
    assert_eq!(
        header(&heard, "x-slack-retry-reason"),
        ["", "http_error", "http_error", "http_error"]
    );
    let at: Vec<_> = header(&heard, "x-slack-request-timestamp")
        .iter()
        .map(|second| second.parse::<i64>().expect("seconds"))
        .collect();
    assert_eq!([at[1] - at[0], at[2] - at[0], at[3] - at[0]], [0, 60, 300]);
    let heard = heard.lock().expect("a lock");
    assert!(heard.iter().all(|(_, body)| *body == heard[0].1));
}

#[tokio::test]
async fn an_app_can_forgo_retries() {
    let world = quiet().await;
    let (url, heard) = listen(|_, _| {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        let headers = response.headers_mut();
        headers.insert("x-slack-no-retry", HeaderValue::from_static("1"));
        response
    })
    .await;
    world.slack.deliver_by_http(&url);
    world
        .slack
        .join("C0RANDOM", "U0CHLOE")
        .await
        .expect("joined");
    world.clock.advance(SignedDuration::from_hours(1));
    world.slack.settled().await;
    assert_eq!(heard.lock().expect("a lock").len(), 1);
}

#[tokio::test]
async fn only_events_come_again() {
    let world = quiet().await;
    let (url, heard) = listen(|_, _| status(503)).await;
    world.slack.deliver_by_http(&url);
    let ben = world.slack.person("U0BEN");
    assert!(ben.shortcut("global").await.is_err());
    assert!(ben.slash("/app", "").await.is_err());
    assert_eq!(
        ben.troubles(),
        ["We had some trouble connecting. Try again?"; 2]
    );
    world.clock.advance(SignedDuration::from_hours(1));
    world.slack.settled().await;
    assert_eq!(heard.lock().expect("a lock").len(), 2);
}

#[tokio::test]
async fn redirects_are_followed_twice() {
    let world = quiet().await;
    let (url, _) = listen(|_, _| {
        let target = HeaderValue::from_static("/");
        (StatusCode::TEMPORARY_REDIRECT, [("location", target)]).into_response()
    })
    .await;
    world.slack.deliver_by_http(&url);
    world
        .slack
        .join("C0RANDOM", "U0CHLOE")
        .await
        .expect("joined");
    until(&world, |slack| slack.deliveries().len() == 2).await;
    assert_eq!(
        world.slack.deliveries()[0].failure.as_deref(),
        Some("the app redirected more than twice")
    );
}

#[tokio::test]
async fn a_new_request_url_returns_its_challenge_first() {
    let world = quiet().await;
    for answer in [
        |challenge: &str| challenge.to_owned(),
        |challenge: &str| format!("challenge={challenge}"),
        |challenge: &str| json!({"challenge": challenge}).to_string(),
    ] {
        let (url, _) = listen(move |_, body| {
            let sent: Value = serde_json::from_str(body).expect("JSON");
            assert_eq!(sent["type"], "url_verification");
            answer(sent["challenge"].as_str().expect("a challenge")).into_response()
        })
        .await;
        world.slack.set_request_url(&url).await.expect("verified");
    }
    let (url, _) = listen(|_, body| body.to_owned().into_response()).await;
    // The whole body sent back is JSON with a challenge: Slack takes it.
    world.slack.set_request_url(&url).await.expect("verified");
    let (url, _) = listen(|_, _| "ok".into_response()).await;
    assert_eq!(
        world.slack.set_request_url(&url).await,
        Err(UrlRefused::OtherAnswer)
    );
    let (url, _) = listen(|_, _| status(404)).await;
    assert_eq!(
        world.slack.set_request_url(&url).await,
        Err(UrlRefused::Failed(DeliveryFailure::Status {
            status: 404,
            no_retry: false
        }))
    );
    assert_eq!(
        world.slack.deliveries().last().expect("a delivery").name,
        "url_verification"
    );
}

#[tokio::test]
async fn an_app_that_is_too_slow_has_failed() {
    let mut options = crate::app::sandbox_options(slack_sandbox::WorkspaceConfig::default()).await;
    options.ack_limit = std::time::Duration::from_millis(50);
    let world = crate::app::started(options);
    let gate = Arc::new(tokio::sync::Notify::new());
    let closed = Arc::clone(&gate);
    let never = crate::app::handler(move |_, _| {
        let closed = Arc::clone(&closed);
        async move {
            closed.notified().await;
            Value::Null
        }
    });
    crate::app::connect(&world, never).await;
    world
        .slack
        .join("C0RANDOM", "U0CHLOE")
        .await
        .expect("joined");
    assert_eq!(
        world.slack.deliveries()[0].failure.as_deref(),
        Some("the app did not acknowledge in time")
    );
    until(&world, |slack| slack.deliveries().len() == 2).await;
    let (first, again) = (&world.slack.deliveries()[0], &world.slack.deliveries()[1]);
    assert_eq!((first.attempt, again.attempt), (0, 1));
    assert_eq!(first.payload["event_id"], again.payload["event_id"]);
}

#[tokio::test]
async fn commands_interactions_and_options_may_have_urls_of_their_own() {
    let mut workspace = slack_sandbox::WorkspaceConfig::default();
    let (events, for_events) = listen(|_, _| status(200)).await;
    let (interactivity, for_interactions) = listen(|_, _| status(200)).await;
    let (commands, for_commands) = listen(|_, _| "hello".into_response()).await;
    workspace.app.request_urls.interactivity = Some(interactivity);
    let own = &mut workspace.app.request_urls.commands;
    own.insert("/app".to_owned(), commands);
    let world = crate::app::with(workspace).await;
    world.slack.deliver_by_http(&events);
    let ben = world.slack.person("U0BEN");
    ben.open_home().await.expect("opened");
    ben.shortcut("global").await.expect("used");
    ben.shortcut("global").await.expect("used");
    assert!(ben.slash("/app", "").await.expect("typed").is_some());
    let counts = [&for_events, &for_interactions, &for_commands]
        .map(|heard| heard.lock().expect("a lock").len());
    assert_eq!(counts, [1, 2, 1]);
}
