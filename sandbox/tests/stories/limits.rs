//! How often an app may call, as Slack counts.

use jiff::SignedDuration;
use serde_json::json;
use slack_sandbox::RateLimits;

use crate::app::{World, quiet};

async fn post(world: &World, channel: &str) -> (u16, String) {
    let call = world
        .api
        .try_call("chat.postMessage", json!({"channel": channel, "text": "x"}));
    let (status, headers, answer) = call.await.expect("an answer");
    if status == 429 {
        assert_eq!(answer["error"], "ratelimited");
    }
    let wait = headers.get("retry-after");
    let wait = wait.map(|wait| wait.to_str().expect("text").to_owned());
    (status, wait.unwrap_or_default())
}

#[tokio::test]
async fn a_channel_takes_a_short_burst_and_then_a_message_a_second() {
    let world = quiet().await;
    for _ in 0..5 {
        assert_eq!(post(&world, "C0GENERAL").await.0, 200);
    }
    assert_eq!(post(&world, "C0GENERAL").await, (429, "1".to_owned()));
    assert_eq!(post(&world, "C0RANDOM").await.0, 200);
    world.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(post(&world, "C0GENERAL").await.0, 200);
    assert_eq!(post(&world, "#general").await.0, 429);
    assert_eq!(world.slack.person("U0BEN").messages("general").len(), 6);
}

#[tokio::test]
async fn a_direct_message_counts_however_it_is_named() {
    let world = quiet().await;
    let first = world
        .api
        .call("chat.postMessage", json!({"channel": "U0BEN", "text": "x"}))
        .await;
    let dm = first["channel"].as_str().expect("an id").to_owned();
    for _ in 0..2 {
        assert_eq!(post(&world, "U0BEN").await.0, 200);
        assert_eq!(post(&world, &dm).await.0, 200);
    }
    assert_eq!(post(&world, "U0BEN").await.0, 429);
    assert_eq!(post(&world, &dm).await.0, 429);
}

#[tokio::test]
async fn a_workspace_takes_several_hundred_messages_a_minute() {
    let mut workspace = slack_sandbox::WorkspaceConfig::default();
    for n in 0..301 {
        workspace.users.push(slack_sandbox::config::User {
            id: format!("U{n}"),
            name: format!("user{n}"),
            ..Default::default()
        });
    }
    let world = crate::app::with(workspace).await;
    for n in 0..300 {
        assert_eq!(post(&world, &format!("U{n}")).await.0, 200);
    }
    assert_eq!(post(&world, "U300").await, (429, "60".to_owned()));
    world.clock.advance(SignedDuration::from_mins(1));
    assert_eq!(post(&world, "U300").await.0, 200);
}

#[tokio::test]
async fn each_method_has_a_tier_and_only_that_method_waits() {
    let world = quiet().await;
    for (method, arguments, allowed) in [
        ("conversations.list", json!({}), 20),
        ("users.list", json!({}), 20),
        ("conversations.info", json!({"channel": "C0GENERAL"}), 50),
        ("users.info", json!({"user": "U0BEN"}), 100),
    ] {
        for _ in 0..allowed {
            assert_eq!(world.api.call(method, arguments.clone()).await["ok"], true);
        }
        world.clock.advance(SignedDuration::from_secs(20));
        let (status, headers, answer) = world
            .api
            .try_call(method, arguments.clone())
            .await
            .expect("an answer");
        assert_eq!(
            (status, &headers["retry-after"], &answer["error"]),
            (429, &"40".parse().expect("text"), &json!("ratelimited")),
            "{method}"
        );
        world.clock.advance(SignedDuration::from_secs(40));
        assert_eq!(world.api.call(method, arguments).await["ok"], true);
    }
}

#[tokio::test]
async fn limits_can_be_switched_off() {
    let world = quiet().await;
    world.slack.set_rate_limits(RateLimits::Off);
    for _ in 0..400 {
        assert_eq!(post(&world, "C0GENERAL").await.0, 200);
    }
    assert_eq!(world.slack.refusals(), []);
}
