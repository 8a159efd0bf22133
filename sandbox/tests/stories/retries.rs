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
    app::{By, app, quiet, silent, until},
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
async fn an_event_is_wrapped_whole() {
    let world = app(By::Http, silent()).await;
    let ben = world.slack.person("U0BEN");
    let hi = ben.mention_app("general", "<https://example.com>").await;
    let hi = hi.expect("posted");
    let deliveries = world.slack.deliveries();
    let names: Vec<_> = deliveries.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["message", "app_mention"]);
    let envelope = &deliveries[0].payload;
    assert_eq!(
        envelope["authorizations"],
        json!([{"enterprise_id": null, "team_id": "T0SANDBOX", "user_id": "U0APPBOT", "is_bot": true,
            "is_enterprise_install": false}])
    );
    for (field, value) in [
        ("type", json!("event_callback")),
        ("team_id", json!("T0SANDBOX")),
        ("context_team_id", json!("T0SANDBOX")),
        ("context_enterprise_id", Value::Null),
        ("api_app_id", json!("A0SANDBOX")),
        ("is_ext_shared_channel", json!(false)),
        ("event_time", json!(1_795_424_400)),
        ("token", json!("sandbox-verification-token")),
    ] {
        assert_eq!(envelope[field], value, "{field}");
    }
    assert!(
        envelope["event_id"]
            .as_str()
            .is_some_and(|id| id.starts_with("Ev"))
    );
    assert!(
        envelope["event_context"]
            .as_str()
            .is_some_and(|id| id.starts_with("4-"))
    );
    let event = &envelope["event"];
    for (field, value) in [
        ("user", json!("U0BEN")),
        ("text", json!("<@U0APPBOT> <https://example.com>")),
        ("ts", json!(hi.ts)),
        ("event_ts", json!(hi.ts)),
        ("channel", json!("C0GENERAL")),
        ("channel_type", json!("channel")),
        ("team", json!("T0SANDBOX")),
    ] {
        assert_eq!(event[field], value, "{field}");
    }
    assert_eq!(event["client_msg_id"].as_str().map(str::len), Some(36));
    assert_eq!(
        event["blocks"][0]["elements"][0]["elements"],
        json!([{"type": "user", "user_id": "U0APPBOT"}, {"type": "text", "text": " "},
            {"type": "link", "url": "https://example.com"}])
    );
    assert_eq!(deliveries[1].payload["event"]["channel_type"], Value::Null);
}

#[tokio::test]
async fn an_app_hears_its_own_messages_and_what_becomes_of_them() {
    let world = app(By::Http, silent()).await;
    let posted = world
        .api
        .call(
            "chat.postMessage",
            json!({"channel": "C0GENERAL", "text": "one"}),
        )
        .await;
    let spot = json!({"channel": "C0GENERAL", "ts": posted["ts"], "text": "two"});
    world.api.call("chat.update", spot.clone()).await;
    world.api.call("chat.delete", spot).await;
    world.slack.settled().await;
    let ada = world.slack.person("U0ADA");
    let hers = ada.post("general", "mine").await.expect("posted");
    ada.edit(&hers, "still mine").await.expect("edited");
    assert!(world.slack.person("U0BEN").delete(&hers).await.is_err());
    ada.delete(&hers).await.expect("deleted");
    let heard: Vec<_> = world
        .slack
        .deliveries()
        .into_iter()
        .map(|delivery| {
            let event = delivery.payload["event"].clone();
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            (
                text(&event["subtype"]),
                text(&event["text"]) + &text(&event["message"]["text"]),
                text(&event["previous_message"]["text"]),
            )
        })
        .collect();
    let expected = [
        ("", "one", ""),
        ("message_changed", "two", "one"),
        ("message_deleted", "", "two"),
        ("", "mine", ""),
        ("message_changed", "still mine", "mine"),
        ("message_deleted", "", "still mine"),
    ];
    let expected = expected.map(|(kind, new, old)| (kind.into(), new.into(), old.into()));
    assert_eq!(heard, expected);
    let own = &world.slack.deliveries()[0].payload["event"];
    assert_eq!(
        (&own["bot_id"], &own["bot_profile"]["app_id"]),
        (&json!("B0APPBOT"), &json!("A0SANDBOX"))
    );
}
