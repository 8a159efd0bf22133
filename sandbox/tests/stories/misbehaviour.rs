//! Slack misbehaves when it is told to.

use serde_json::json;
use slack_sandbox::{DisconnectReason, Misbehaviour, Rule};

use crate::app::{By, app, connect, quiet, silent};

#[tokio::test]
async fn the_second_post_to_a_channel_is_rate_limited() {
    let world = quiet().await;
    let how = Misbehaviour::RateLimited { retry_after_s: 30 };
    world.slack.faults().add(
        Rule::on("chat.postMessage", how)
            .in_channel("C0GENERAL")
            .after(1),
    );
    let post = |channel| {
        world
            .api
            .try_call("chat.postMessage", json!({"channel": channel, "text": "x"}))
    };
    assert_eq!(post("C0GENERAL").await.expect("an answer").0, 200);
    assert_eq!(post("C0RANDOM").await.expect("an answer").0, 200);
    let (status, headers, answer) = post("C0GENERAL").await.expect("an answer");
    assert_eq!(
        (status, &headers["retry-after"], &answer["error"]),
        (429, &"30".parse().expect("text"), &json!("ratelimited"))
    );
    assert_eq!(post("C0GENERAL").await.expect("an answer").0, 200);
    assert_eq!(world.slack.person("U0BEN").messages("general").len(), 2);
    assert_eq!(
        (world.slack.refusals(), world.slack.faults().left()),
        (vec![], 0)
    );
}

#[tokio::test]
async fn a_post_is_done_and_its_answer_lost() {
    let world = quiet().await;
    world
        .slack
        .faults()
        .add(Rule::on("chat.postMessage", Misbehaviour::DoneThenDropped));
    let lost = world
        .api
        .try_call("chat.postMessage", json!({"channel": "U0BEN", "text": "x"}))
        .await;
    assert!(lost.is_err());
    assert_eq!(
        world.slack.person("U0BEN").messages_in_dm_with_app().len(),
        1
    );
    world
        .slack
        .faults()
        .add(Rule::on("chat.postMessage", Misbehaviour::Dropped));
    assert!(
        world
            .api
            .try_call("chat.postMessage", json!({"channel": "U0BEN", "text": "x"}))
            .await
            .is_err()
    );
    assert_eq!(
        world.slack.person("U0BEN").messages_in_dm_with_app().len(),
        1
    );
}

#[tokio::test]
async fn charts_are_refused_where_they_are_not_rolled_out() {
    let world = quiet().await;
    let how = Misbehaviour::Error("invalid_blocks".to_owned());
    world.slack.faults().add(
        Rule::on("chat.postMessage", how)
            .with_block("data_visualization")
            .always(),
    );
    let post = |blocks| {
        world.api.call(
            "chat.postMessage",
            json!({"channel": "U0BEN", "text": "x", "blocks": blocks}),
        )
    };
    let chart = json!([{"type": "data_visualization", "title": "Leads", "chart": {"type": "pie", "segments": [{"label": "Good", "value": 3}]}}]);
    assert_eq!(post(chart.clone()).await["error"], "invalid_blocks");
    assert_eq!(post(json!([{"type": "divider"}])).await["ok"], true);
    world.slack.faults().clear();
    assert_eq!(post(chart).await["ok"], true);
    let seen = world
        .slack
        .person("U0BEN")
        .last_in_dm_with_app()
        .expect("a message");
    assert_eq!(seen.plain(), "Leads\nGood: 3");
}

#[tokio::test]
async fn sockets_break_and_others_take_over() {
    let world = app(By::Socket, silent()).await;
    let ben = world.slack.person("U0BEN");
    world.slack.drop_sockets();
    assert_eq!(world.slack.sockets(), 0);
    let second = connect(&world, silent()).await;
    ben.shortcut("global")
        .await
        .expect("acknowledged by the second socket");
    world.slack.disconnect(DisconnectReason::Warning);
    assert_eq!(world.slack.sockets(), 1);
    world.slack.disconnect(DisconnectReason::RefreshRequested);
    assert_eq!(world.slack.sockets(), 0);
    let _third = connect(&world, silent()).await;
    ben.shortcut("global")
        .await
        .expect("acknowledged by the third socket");
    world.slack.shutdown().await;
    second.await.expect("the second socket's task ended");
}
