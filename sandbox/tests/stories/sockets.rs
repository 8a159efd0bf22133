//! Socket Mode as Slack runs it: hello, one of several, disconnecting for a reason.

use jiff::SignedDuration;
use serde_json::json;
use slack_sandbox::{DisconnectReason, Happening};

use crate::{
    app::{World, connect, quiet, silent, until},
    wire::{Line, address},
};

/// What happened to sockets so far.
fn happened(world: &World) -> Vec<String> {
    let entries = world.slack.log().into_iter();
    let sockets = entries.filter_map(|entry| match entry.what {
        Happening::Socket(event) => Some(format!("{}: {}", event.name, event.detail)),
        _ => None,
    });
    sockets.collect()
}

#[tokio::test]
async fn a_socket_is_greeted() {
    let world = quiet().await;
    let mut first = Line::open(&world, "").await;
    let hello = first.next().await.expect("hello");
    assert_eq!(
        hello,
        json!({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0SANDBOX"},
            "debug_info": {"host": "applink-sandbox", "build_number": 1, "started": "2026-11-23T09:00:00Z",
                "approximate_connection_time": 18060}})
    );
    let mut second = Line::open(&world, "&debug_reconnects=true").await;
    let hello = second.next().await.expect("hello");
    assert_eq!(hello["num_connections"], 2);
    assert_eq!(hello["debug_info"]["approximate_connection_time"], 360);
}

#[tokio::test]
async fn an_address_is_good_for_one_connection() {
    let world = quiet().await;
    let url = address(&world).await;
    let (_socket, _) = tokio_tungstenite::connect_async(&url)
        .await
        .expect("a socket");
    assert!(tokio_tungstenite::connect_async(&url).await.is_err());
    assert!(
        happened(&world)
            .iter()
            .any(|line| line.starts_with("refused"))
    );
}

#[tokio::test]
async fn exactly_one_of_several_sockets_gets_an_envelope() {
    let world = quiet().await;
    let mut lines = Vec::new();
    for _ in 0..3 {
        let mut line = Line::open(&world, "").await;
        line.next().await.expect("hello");
        lines.push(line);
    }
    let ben = world.slack.person("U0BEN");
    let pressing = tokio::spawn(async move { ben.shortcut("global").await });
    let nexts = lines.iter_mut().map(|line| Box::pin(line.next()));
    let (envelope, which, _) = futures_util::future::select_all(nexts).await;
    let envelope = envelope.expect("an envelope");
    assert_eq!(envelope["type"], "interactive");
    assert_eq!(envelope["accepts_response_payload"], false);
    assert_eq!(envelope["payload"]["type"], "shortcut");
    lines[which].acknowledge(&envelope).await;
    pressing.await.expect("a task").expect("acknowledged");
    // The others were never told of it: what they hear next is their goodbye.
    world.slack.disconnect(DisconnectReason::Warning);
    for line in &mut lines {
        assert_eq!(line.next().await.expect("a word")["type"], "disconnect");
    }
}

#[tokio::test]
async fn an_event_envelope_tells_of_retries() {
    let world = quiet().await;
    let mut line = Line::open(&world, "").await;
    line.next().await.expect("hello");
    let slack = world.slack.clone();
    let joining = tokio::spawn(async move { slack.join("C0RANDOM", "U0CHLOE").await });
    let envelope = line.next().await.expect("an envelope");
    assert_eq!(
        (
            &envelope["type"],
            &envelope["retry_attempt"],
            &envelope["retry_reason"]
        ),
        (&json!("events_api"), &json!(0), &json!(""))
    );
    line.acknowledge(&envelope).await;
    joining.await.expect("a task").expect("joined");
    let delivery = world.slack.deliveries().pop().expect("a delivery");
    let slack = world.slack.clone();
    let repeating = tokio::spawn(async move { slack.repeat(&delivery.id).await });
    let again = line.next().await.expect("an envelope");
    assert_eq!(
        (&again["retry_attempt"], &again["retry_reason"]),
        (&json!(1), &json!("http_timeout"))
    );
    assert_eq!(
        again["payload"]["event_id"],
        envelope["payload"]["event_id"]
    );
    line.acknowledge(&again).await;
    repeating.await.expect("a task").expect("acknowledged");
}

#[tokio::test]
async fn an_old_socket_is_warned_and_then_refreshed() {
    let world = quiet().await;
    let mut line = Line::open(&world, "&debug_reconnects=true").await;
    line.next().await.expect("hello");
    world.clock.advance(SignedDuration::from_secs(350));
    let warned = line.next().await.expect("a word");
    assert_eq!(
        warned,
        json!({"type": "disconnect", "reason": "warning", "debug_info": {"host": "applink-sandbox"}})
    );
    assert_eq!(world.slack.sockets(), 1);
    world.clock.advance(SignedDuration::from_secs(10));
    let told = line.next().await.expect("a word");
    assert_eq!(told["reason"], "refresh_requested");
    assert_eq!(world.slack.sockets(), 0);
}

#[tokio::test]
async fn sockets_hear_that_socket_mode_was_switched_off() {
    let world = quiet().await;
    let mut line = Line::open(&world, "").await;
    line.next().await.expect("hello");
    world.slack.deliver_by_http("http://127.0.0.1:9/");
    assert_eq!(
        line.next().await.expect("a word")["reason"],
        "link_disabled"
    );
    let mut late = Line::open(&world, "").await;
    late.next().await.expect("hello");
    assert_eq!(
        late.next().await.expect("a word")["reason"],
        "link_disabled"
    );
    assert_eq!(world.slack.sockets(), 0);
}

#[tokio::test]
async fn an_eleventh_socket_is_too_many() {
    let world = quiet().await;
    world.slack.set_rate_limits(slack_sandbox::RateLimits::Off);
    for _ in 0..10 {
        connect(&world, silent()).await;
    }
    until(&world, |slack| slack.sockets() == 10).await;
    let mut last = Line::open(&world, "").await;
    last.next().await.expect("hello");
    assert_eq!(
        last.next().await.expect("a word")["reason"],
        "too_many_websockets"
    );
    assert_eq!(world.slack.sockets(), 10);
}

#[tokio::test]
async fn the_log_keeps_what_answers_nothing() {
    let world = quiet().await;
    let mut line = Line::open(&world, "").await;
    line.next().await.expect("hello");
    line.say("hello?").await;
    line.say(r#"{"envelope_id": "gone"}"#).await;
    drop(line);
    until(&world, |slack| slack.sockets() == 0).await;
    until(&world, |_| happened(&world).len() == 4).await;
    let lines = happened(&world);
    assert_eq!(
        lines[..3],
        [
            "connected: ",
            "no acknowledgement: hello?",
            "late acknowledgement: gone"
        ]
    );
    assert!(lines[3].starts_with("disconnected"));
}
