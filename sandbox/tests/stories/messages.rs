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

#[rstest]
#[case::nothing("", None)]
#[case::empty_json("{}", None)]
#[case::text("Hello there", Some("Hello there"))]
#[case::a_number_is_text("42", Some("42"))]
#[case::json("{\"text\": \"Hello *you*\"}", Some("Hello you"))]
#[case::blocks(
    "{\"blocks\": [{\"type\": \"header\", \"text\": {\"type\": \"plain_text\", \"text\": \"Hi\"}}]}",
    Some("Hi")
)]
#[tokio::test]
async fn a_command_is_answered_with_nothing_text_or_json(
    #[case] body: &'static str,
    #[case] seen: Option<&str>,
) {
    let world = quiet().await;
    let (url, _) =
        crate::wire::listen(move |_, _| axum::response::IntoResponse::into_response(body)).await;
    world.slack.deliver_by_http(&url);
    let ben = world.slack.person("U0BEN");
    let answer = ben.slash("/app", "").await.expect("acknowledged");
    assert_eq!(answer.map(|message| message.plain()).as_deref(), seen);
    assert_eq!(ben.ephemerals().len(), usize::from(seen.is_some()));
}

#[tokio::test]
async fn a_command_answered_with_broken_blocks_is_refused() {
    let world = app(
        By::Socket,
        handler(|_, _| async { json!({"blocks": [{"type": "header"}]}) }),
    )
    .await;
    let ben = world.slack.person("U0BEN");
    assert!(ben.slash("/app", "").await.is_err());
    let refusal = world.slack.take_refusals().remove(0);
    assert_eq!(refusal.error, "invalid_blocks");
}

#[tokio::test]
async fn an_answer_is_replaced_deleted_or_shown_to_all() {
    let world = app(By::Http, crate::app::silent()).await;
    let blocks = json!([{"type": "actions", "elements": [button("ok", "OK")]}]);
    let arguments = json!({"channel": "C0GENERAL", "text": "OK?", "blocks": blocks});
    world.api.call("chat.postMessage", arguments).await;
    let (ada, ben) = (world.slack.person("U0ADA"), world.slack.person("U0BEN"));
    let message = ben.messages("general").pop().expect("a message");
    ben.press(&message, "OK").await.expect("acknowledged");
    let payload = world.slack.deliveries().pop().expect("a delivery").payload;
    let url = payload["response_url"].as_str().expect("a URL").to_owned();
    let respond = |body| world.api.respond(&url, body);
    let general = || {
        let seen = ada.messages("general");
        seen.iter()
            .map(slack_sandbox::Message::plain)
            .collect::<Vec<_>>()
    };
    assert_eq!(respond(json!({"text": "Only you"})).await.0, 200);
    assert_eq!(ben.ephemerals().len(), 1);
    assert_eq!(general(), ["[OK]"]);
    let thread = json!({"text": "To it", "response_type": "in_channel", "thread_ts": message.ts});
    assert_eq!(respond(thread).await.0, 200);
    assert_eq!(general(), ["[OK]", "To it"]);
    assert_eq!(
        respond(json!({"text": "Done", "replace_original": true}))
            .await
            .0,
        200
    );
    assert_eq!(general(), ["Done", "To it"]);
    assert_eq!(
        respond(json!({"blocks": [{}], "text": "x"})).await.1["error"],
        "invalid_blocks"
    );
    assert_eq!(respond(json!({"delete_original": true})).await.0, 200);
    assert_eq!(general(), ["To it"]);
    assert_eq!(respond(json!({"text": "x"})).await.1["error"], "used_url");
}

#[rstest]
#[tokio::test]
async fn a_person_picks_in_messages_and_in_the_home_tab(#[values(By::Http, By::Socket)] by: By) {
    use slack_sandbox::Pick;
    let world = app(by, crate::app::silent()).await;
    let blocks = json!([{"type": "actions", "block_id": "b", "elements": [
        {"type": "datepicker", "action_id": "day"},
        {"type": "users_select", "action_id": "who"},
        {"type": "multi_channels_select", "action_id": "where"},
    ]}]);
    world
        .api
        .call(
            "chat.postMessage",
            json!({"channel": "U0BEN", "text": "x", "blocks": blocks}),
        )
        .await;
    let view = json!({"type": "home", "blocks": blocks});
    world
        .api
        .call("views.publish", json!({"user_id": "U0BEN", "view": view}))
        .await;
    let ben = world.slack.person("U0BEN");
    let message = ben.last_in_dm_with_app().expect("a message");
    ben.pick_in(&message, "day", Pick::Date("2026-12-01".into()))
        .await
        .expect("picked");
    ben.pick_in_home("who", Pick::User("U0ADA".into()))
        .await
        .expect("picked");
    let channels = Pick::Conversations(vec!["general".into(), "random".into()]);
    ben.pick_in_home("where", channels).await.expect("picked");
    assert!(
        ben.pick_in_home("who", Pick::User("U404".into()))
            .await
            .is_err()
    );
    let actions: Vec<_> = world
        .slack
        .deliveries()
        .into_iter()
        .filter(|delivery| delivery.name == "block_actions")
        .map(|delivery| delivery.payload["actions"][0].clone())
        .collect();
    assert_eq!(actions[0]["selected_date"], "2026-12-01");
    assert_eq!(actions[1]["selected_user"], "U0ADA");
    assert_eq!(
        actions[2]["selected_channels"],
        json!(["C0GENERAL", "C0RANDOM"])
    );
}
