//! Slack misbehaves when it is told to.

use serde_json::{Value, json};
use slack_sandbox::{Chaos, DeliveryRule, DeliveryTrouble, DisconnectReason, Misbehaviour, Rule};

use crate::app::{By, app, connect, handler, modal, quiet, silent, until};

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
async fn a_call_is_not_answered_until_the_app_gives_it_up() {
    let world = quiet().await;
    let calls = [
        (Misbehaviour::Unanswered, 0),
        (Misbehaviour::DoneThenUnanswered, 1),
    ];
    for (made, (how, posted)) in (1..).zip(calls) {
        world.slack.faults().add(Rule::on("chat.postMessage", how));
        tokio::select! {
            answer = world.api.try_call("chat.postMessage", json!({"channel": "U0BEN", "text": "x"})) => {
                panic!("answered: {answer:?}");
            }
            () = until(&world, |slack| slack.calls("chat.postMessage").len() == made) => {}
        }
        // The call above is given up by now.
        world.slack.settled().await;
        let read = world.slack.person("U0BEN").messages_in_dm_with_app();
        assert_eq!(read.len(), posted);
    }
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

#[tokio::test]
async fn an_event_comes_twice_late_or_after_the_next() {
    use jiff::SignedDuration;
    let world = app(By::Http, silent()).await;
    let say = async |text| {
        let ben = world.slack.person("U0BEN");
        ben.post("general", text).await.expect("posted");
    };
    let heard = || {
        let deliveries = world.slack.deliveries();
        let texts = deliveries.iter().map(|delivery| {
            let text = delivery.payload["event"]["text"].as_str();
            (text.unwrap_or_default().to_owned(), delivery.attempt)
        });
        texts.collect::<Vec<_>>()
    };
    let late = DeliveryTrouble::Late(SignedDuration::from_mins(2));
    for how in [DeliveryTrouble::Repeated, DeliveryTrouble::Overtaken, late] {
        world
            .slack
            .faults()
            .add_delivery(DeliveryRule::on("message", how));
    }
    say("twice").await;
    say("overtaken").await;
    say("late").await;
    say("on time").await;
    let expected = [("twice", 0), ("twice", 1), ("on time", 0), ("overtaken", 0)];
    assert_eq!(
        heard(),
        expected.map(|(text, attempt)| (text.to_owned(), attempt))
    );
    let ids = |at: usize| world.slack.deliveries()[at].payload["event_id"].clone();
    assert_eq!(ids(0), ids(1));
    world.clock.advance(SignedDuration::from_mins(2));
    until(&world, |_| heard().len() == 5).await;
    assert_eq!(heard()[4], ("late".to_owned(), 0));
    assert_eq!(world.slack.faults().left(), 0);
}

#[tokio::test]
async fn a_delivery_is_lost() {
    let world = app(By::Http, silent()).await;
    for name in ["message", "/app"] {
        let rule = DeliveryRule::on(name, DeliveryTrouble::Lost);
        world.slack.faults().add_delivery(rule);
    }
    let ben = world.slack.person("U0BEN");
    ben.post("general", "hello").await.expect("posted");
    until(&world, |slack| slack.deliveries().len() == 2).await;
    let attempts: Vec<_> = world
        .slack
        .deliveries()
        .iter()
        .map(|delivery| {
            (
                delivery.attempt,
                delivery.failure.is_some(),
                delivery.provoked,
            )
        })
        .collect();
    assert_eq!(attempts, [(0, true, true), (1, false, false)]);
    assert!(ben.slash("/app", "").await.is_err());
    assert_eq!(ben.troubles().len(), 1);
}

#[tokio::test]
async fn a_submission_comes_twice() {
    let world = app(
        By::Socket,
        handler(|payload, api| async move {
            if payload["type"] == "shortcut" {
                let view = modal(&json!([{"type": "divider"}]));
                let open = json!({"trigger_id": payload["trigger_id"], "view": view});
                api.call("views.open", open).await;
            }
            Value::Null
        }),
    )
    .await;
    let rule = DeliveryRule::on("view_submission", DeliveryTrouble::Repeated);
    world.slack.faults().add_delivery(rule);
    let ben = world.slack.person("U0BEN");
    ben.shortcut("global").await.expect("acknowledged");
    assert!(ben.submit().await.expect("submitted").is_accepted());
    let deliveries = world.slack.deliveries();
    assert_eq!(deliveries.len(), 3);
    assert_eq!(deliveries[1].payload, deliveries[2].payload);
}

#[tokio::test]
async fn sockets_drop_and_tokens_are_revoked_in_the_middle_of_things() {
    let world = app(By::Socket, silent()).await;
    let faults = world.slack.faults();
    faults.add(Rule::on("users.info", Misbehaviour::SocketsDropped));
    let found = world.api.call("users.info", json!({"user": "U0BEN"})).await;
    assert_eq!((&found["ok"], world.slack.sockets()), (&json!(true), 0));
    connect(&world, silent()).await;
    faults.add(Rule::on("*", Misbehaviour::TokensRevoked).after(1));
    assert_eq!(world.api.call("auth.test", json!({})).await["ok"], true);
    for _ in 0..2 {
        let refused = world.api.call("auth.test", json!({})).await;
        assert_eq!(refused["error"], "token_revoked");
    }
    world.slack.settled().await;
    assert_eq!(world.slack.deliveries()[0].name, "tokens_revoked");
    assert_eq!(world.slack.refusals().len(), 1);
}

#[tokio::test]
async fn a_slow_answer_comes_at_last_and_a_garbled_one_is_no_json() {
    let world = quiet().await;
    let faults = world.slack.faults();
    let slow = Misbehaviour::Slow(std::time::Duration::from_millis(1));
    faults.add(Rule::on("auth.test", slow));
    faults.add(Rule::on("auth.test", Misbehaviour::Garbage));
    faults.add(Rule::on("auth.test", Misbehaviour::Status(503)));
    assert_eq!(world.api.call("auth.test", json!({})).await["ok"], true);
    let (status, _, answer) = world
        .api
        .try_call("auth.test", json!({}))
        .await
        .expect("an answer");
    assert_eq!(
        (status, answer.as_str()),
        (200, Some("<html>Service temporarily"))
    );
    let (status, _, _) = world
        .api
        .try_call("auth.test", json!({}))
        .await
        .expect("an answer");
    assert_eq!(status, 503);
    assert!(
        world
            .slack
            .calls("auth.test")
            .iter()
            .all(|call| call.provoked)
    );
}

#[tokio::test]
async fn a_seed_makes_the_same_day_again() {
    let day = async |seed| {
        let world = quiet().await;
        let chaos = Chaos::new(seed)
            .call(0.2, Misbehaviour::RateLimited { retry_after_s: 1 })
            .call(0.1, Misbehaviour::Status(500))
            .call(0.1, Misbehaviour::Dropped);
        world.slack.faults().set_chaos(chaos);
        let mut seen = Vec::new();
        for _ in 0..50 {
            let answered = world.api.try_call("api.test", json!({})).await;
            seen.push(answered.map_or(0, |(status, _, _)| status));
        }
        seen
    };
    let first = day(1).await;
    assert_eq!(first, day(1).await);
    assert_ne!(first, day(2).await);
    for status in [0, 200, 429, 500] {
        assert!(first.contains(&status), "{status}: {first:?}");
    }
}
