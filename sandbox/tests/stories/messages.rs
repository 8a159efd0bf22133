//! Messages with buttons, ephemerals, response URLs, commands.

use rstest::rstest;
use serde_json::{Value, json};

use crate::app::{By, app, button, handler, plain, quiet};

#[rstest]
#[tokio::test]
async fn a_person_presses_a_button_and_the_message_becomes_a_record(
    #[values(By::Http, By::Socket)] by: By,
) {
    let world = app(
        by,
        handler(|payload, api| async move {
            assert_eq!(payload["actions"][0]["action_id"], "rate");
            assert_eq!(payload["container"]["channel_id"], payload["channel"]["id"]);
            let (channel, ts) = (
                &payload["container"]["channel_id"],
                &payload["container"]["message_ts"],
            );
            api.call(
                "chat.update",
                json!({"channel": channel, "ts": ts, "text": "Done"}),
            )
            .await;
            Value::Null
        }),
    )
    .await;
    let blocks = json!([
        {"type": "header", "text": plain("Five leads")},
        {"type": "section", "text": {"type": "mrkdwn", "text": "*Hi* <@U0BEN> &amp; all"}},
        {"type": "actions", "elements": [button("rate", "Rate"), button("later", "Not now")]},
    ]);
    let posted = world
        .api
        .call(
            "chat.postMessage",
            json!({"channel": "U0BEN", "text": "Five leads", "blocks": blocks}),
        )
        .await;
    assert!(
        posted["channel"]
            .as_str()
            .is_some_and(|id| id.starts_with('D'))
    );

    let ben = world.slack.person("U0BEN");
    let message = ben.last_in_dm_with_app().expect("a message");
    assert_eq!(
        message.plain(),
        "Five leads\nHi @Ben Okafor & all\n[Rate] [Not now]"
    );
    let wrong = ben
        .press(&message, "Rate them")
        .await
        .expect_err("no such button");
    assert_eq!(
        wrong.to_string(),
        format!(
            "no button \"Rate them\" in the message {}; there are: \"Rate\", \"Not now\"",
            message.ts
        )
    );

    ben.press(&message, "Rate").await.expect("acknowledged");
    let after = ben.last_in_dm_with_app().expect("the message");
    assert_eq!((after.plain().as_str(), after.blocks.len()), ("Done", 0));
    assert_eq!(world.slack.refusals(), []);
    world.slack.shutdown().await;
}

#[rstest]
#[tokio::test]
async fn a_command_is_answered_to_one_person_and_then_to_all(
    #[values(By::Http, By::Socket)] by: By,
) {
    let world = app(
        by,
        handler(|payload, api| async move {
            let url = payload["response_url"].as_str().expect("a URL");
            let said = api
                .respond(
                    url,
                    json!({"response_type": "in_channel", "text": "For all"}),
                )
                .await;
            assert_eq!(said.0, 200);
            json!({"text": format!("For you: {}", payload["text"].as_str().unwrap_or_default())})
        }),
    )
    .await;
    let ada = world.slack.person("U0ADA");
    let answer = ada
        .slash_in("#general", "/app", "hello")
        .await
        .expect("acknowledged")
        .expect("an answer");
    assert_eq!(answer.plain(), "For you: hello");
    assert_eq!(ada.ephemerals().len(), 1);
    assert!(world.slack.person("U0BEN").ephemerals().is_empty());
    assert_eq!(
        world
            .slack
            .person("U0BEN")
            .messages("general")
            .last()
            .expect("a message")
            .plain(),
        "For all"
    );
    assert!(ada.slash("/nonsense", "").await.is_err());
}

#[tokio::test]
async fn a_response_url_works_five_times_within_half_an_hour() {
    let world = quiet().await;
    world.slack.deliver_by_http("http://127.0.0.1:9/");
    let ada = world.slack.person("U0ADA");
    // Nobody is there to acknowledge; the URL is made all the same.
    assert!(ada.slash("/app", "").await.is_err());
    assert_eq!(
        ada.troubles(),
        ["We had some trouble connecting. Try again?"]
    );
    let deliveries = world.slack.deliveries();
    let url = deliveries[0].payload["response_url"]
        .as_str()
        .expect("a URL");
    for _ in 0..5 {
        assert_eq!(world.api.respond(url, json!({"text": "x"})).await.0, 200);
    }
    assert_eq!(
        world.api.respond(url, json!({"text": "x"})).await,
        (404, json!({"ok": false, "error": "used_url"}))
    );
    assert!(ada.slash("/app", "").await.is_err());
    world.clock.advance(jiff::SignedDuration::from_mins(31));
    let deliveries = world.slack.deliveries();
    let url = deliveries[1].payload["response_url"]
        .as_str()
        .expect("a URL");
    assert_eq!(
        world.api.respond(url, json!({"text": "x"})).await.1["error"],
        "expired_url"
    );
}

#[tokio::test]
async fn metadata_is_kept_through_an_update_and_read_back() {
    let world = quiet().await;
    let metadata = json!({"event_type": "ask", "event_payload": {"row": "7"}});
    let posted = world
        .api
        .call(
            "chat.postMessage",
            json!({"channel": "U0BEN", "text": "a", "metadata": metadata}),
        )
        .await;
    let (channel, ts) = (&posted["channel"], &posted["ts"]);
    world
        .api
        .call(
            "chat.update",
            json!({"channel": channel, "ts": ts, "text": "b"}),
        )
        .await;
    let read = world
        .api
        .call(
            "conversations.history",
            json!({"channel": channel, "include_all_metadata": true}),
        )
        .await;
    assert_eq!(
        (
            &read["messages"][0]["text"],
            &read["messages"][0]["metadata"]
        ),
        (&json!("b"), &metadata)
    );
}

#[tokio::test]
async fn threads_and_pages_of_history() {
    let world = quiet().await;
    let parent = world
        .api
        .call(
            "chat.postMessage",
            json!({"channel": "C0GENERAL", "text": "parent"}),
        )
        .await;
    for n in 0..3 {
        let reply = json!({"channel": "C0GENERAL", "text": format!("reply {n}"), "thread_ts": parent["ts"]});
        assert_eq!(world.api.call("chat.postMessage", reply).await["ok"], true);
    }
    let history = world
        .api
        .call("conversations.history", json!({"channel": "C0GENERAL"}))
        .await;
    assert_eq!(history["messages"].as_array().map(Vec::len), Some(1));
    assert_eq!(history["messages"][0]["reply_count"], 3);
    let mut texts = Vec::new();
    let mut cursor = String::new();
    loop {
        let page =
            json!({"channel": "C0GENERAL", "ts": parent["ts"], "limit": 2, "cursor": cursor});
        let page = world.api.call("conversations.replies", page).await;
        texts.extend(
            page["messages"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|message| message["text"].clone()),
        );
        cursor = page["response_metadata"]["next_cursor"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        if cursor.is_empty() {
            break;
        }
    }
    assert_eq!(texts, ["parent", "reply 0", "reply 1", "reply 2"]);
}
