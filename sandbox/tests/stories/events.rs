//! What an app hears: whole envelopes, and its own messages too.

use serde_json::{Value, json};

use crate::app::{By, app, silent};

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
