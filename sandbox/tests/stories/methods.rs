//! Methods that small apps use besides posting: looking around, joining, posting later, validating.

use jiff::SignedDuration;
use serde_json::{Value, json};
use slack_sandbox::WorkspaceConfig;

use crate::app::{By, app, quiet, silent, until, with};

#[tokio::test]
async fn an_app_looks_around() {
    let world = quiet().await;
    let call = |method, arguments| world.api.call(method, arguments);
    let me = call("auth.test", json!({})).await;
    let bot = call("bots.info", json!({"bot": me["bot_id"]})).await;
    assert_eq!(bot["bot"]["user_id"], me["user_id"]);
    assert_eq!(
        call("team.info", json!({})).await["team"]["domain"],
        "sandbox"
    );
    let profile = call("users.profile.get", json!({"user": "U0BEN"})).await;
    assert_eq!(profile["profile"]["email"], "ben@example.com");
    assert_eq!(
        call("users.getPresence", json!({"user": "U0BEN"})).await["presence"],
        "active"
    );
    let mine = call("users.conversations", json!({})).await;
    assert_eq!(mine["channels"][0]["id"], "C0GENERAL");
    assert_eq!(mine["channels"].as_array().map(Vec::len), Some(1));
    let echo = call("api.test", json!({"foo": "bar"})).await;
    assert_eq!(echo, json!({"ok": true, "args": {"foo": "bar"}}));
    let echo = call("api.test", json!({"error": "my_error"})).await;
    assert_eq!(
        (&echo["ok"], &echo["error"]),
        (&json!(false), &json!("my_error"))
    );
}

#[tokio::test]
async fn quiet_hours_are_those_of_where_somebody_is() {
    let world = quiet().await;
    // 09:00 in UTC is 04:00 in New York and 17:00 in Singapore.
    let ben = world.api.call("dnd.info", json!({"user": "U0BEN"})).await;
    let second = |text: &str| text.parse::<jiff::Timestamp>().expect("a time").as_second();
    assert_eq!(
        ben,
        json!({"ok": true, "dnd_enabled": true, "next_dnd_start_ts": second("2026-11-23T03:00:00Z"),
            "next_dnd_end_ts": second("2026-11-23T13:00:00Z")})
    );
    let team = world
        .api
        .call("dnd.teamInfo", json!({"users": "U0BEN,U0CHLOE"}))
        .await;
    assert_eq!(
        team["users"]["U0CHLOE"]["next_dnd_start_ts"],
        second("2026-11-23T14:00:00Z")
    );
}

#[tokio::test]
async fn an_app_joins_a_public_channel_and_leaves_it() {
    let world = app(By::Http, silent()).await;
    let random = json!({"channel": "C0RANDOM"});
    let history = || world.api.call("conversations.history", random.clone());
    assert_eq!(history().await["error"], "not_in_channel");
    let joined = world.api.call("conversations.join", random.clone()).await;
    assert_eq!(joined["channel"]["is_member"], true);
    world.slack.settled().await;
    let heard = world.slack.deliveries().pop().expect("an event");
    assert_eq!(heard.name, "member_joined_channel");
    assert_eq!(heard.payload["event"]["user"], "U0APPBOT");
    let again = world.api.call("conversations.join", random.clone()).await;
    assert_eq!(again["warning"], "already_in_channel");
    assert_eq!(history().await["ok"], true);
    let left = world.api.call("conversations.leave", random.clone()).await;
    assert_eq!(left["needed"], "channels:manage");
}

#[tokio::test]
async fn a_message_for_later_comes_when_it_is_time() {
    let world = quiet().await;
    let at = |hours: i64| {
        let at = slack_sandbox::Clock::now(&world.clock) + SignedDuration::from_hours(hours);
        json!({"channel": "C0GENERAL", "text": format!("in {hours} h"), "post_at": at.as_second()})
    };
    let schedule = |arguments| world.api.call("chat.scheduleMessage", arguments);
    let second = schedule(at(2)).await;
    let first = schedule(at(1)).await;
    assert_eq!(schedule(at(0)).await["error"], "time_in_past");
    assert_eq!(schedule(at(121 * 24)).await["error"], "time_too_far");
    let list = world
        .api
        .call("chat.scheduledMessages.list", json!({}))
        .await;
    let ids: Vec<_> = list["scheduled_messages"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| one["id"].clone())
        .collect();
    assert_eq!(
        ids,
        [&first, &second].map(|one| one["scheduled_message_id"].clone())
    );
    let taken_back =
        json!({"channel": "C0GENERAL", "scheduled_message_id": second["scheduled_message_id"]});
    let delete = || {
        world
            .api
            .call("chat.deleteScheduledMessage", taken_back.clone())
    };
    assert_eq!(delete().await["ok"], true);
    assert_eq!(delete().await["error"], "invalid_scheduled_message_id");
    world.clock.advance(SignedDuration::from_hours(3));
    let posted = || world.slack.person("U0BEN").messages("general");
    until(&world, |_| !posted().is_empty()).await;
    let texts: Vec<_> = posted().iter().map(slack_sandbox::Message::plain).collect();
    assert_eq!(texts, ["in 1 h"]);
}

#[tokio::test]
async fn a_channel_takes_thirty_messages_for_the_same_five_minutes() {
    let world = quiet().await;
    let at: jiff::Timestamp = "2026-11-23T10:00:00Z".parse().expect("a time");
    for n in 0..31 {
        let one = json!({"channel": "C0GENERAL", "text": "x", "post_at": at.as_second() + n});
        let answer = world.api.call("chat.scheduleMessage", one).await;
        let expected = if n < 30 {
            Value::Null
        } else {
            json!("restricted_too_many")
        };
        assert_eq!(answer["error"], expected);
    }
}

#[tokio::test]
async fn blocks_are_validated_without_a_token() {
    let world = quiet().await;
    let validate = |name, value: Value| {
        let text = value.to_string();
        let api = world.api.clone();
        async move { api.form("blocks.validate", &[(name, &text)]).await }
    };
    let sound = validate("blocks", json!([{"type": "divider"}])).await;
    assert_eq!(sound, json!({"ok": true}));
    let wrong = validate(
        "view",
        json!({"type": "modal", "blocks": [{"type": "header"}]}),
    )
    .await;
    assert_eq!(wrong["error"], "invalid_blocks");
    assert_eq!(
        wrong["errors"],
        json!([
            {"code": "missing_field", "field": "text", "message": "missing required field: text", "pointer": "/blocks/0"},
            {"code": "missing_field", "field": "title", "message": "missing required field: title", "pointer": ""},
        ])
    );
    let silent = validate("message", json!({"blocks": []})).await;
    assert_eq!(silent["ok"], true);
    let both = world
        .api
        .form("blocks.validate", &[("blocks", "[]"), ("view", "{}")])
        .await;
    assert_eq!(both["error"], "invalid_arguments");
}

#[tokio::test]
async fn every_list_has_pages() {
    let mut workspace = WorkspaceConfig::default();
    for n in 0..5 {
        workspace.channels.push(slack_sandbox::config::Channel {
            id: format!("C{n}"),
            name: format!("channel{n}"),
            members: vec!["U0APPBOT".to_owned()],
            ..Default::default()
        });
    }
    let world = with(workspace).await;
    for (method, list, more) in [
        ("conversations.list", "channels", json!({})),
        ("users.conversations", "channels", json!({})),
        ("users.list", "members", json!({})),
        (
            "conversations.members",
            "members",
            json!({"channel": "C0GENERAL"}),
        ),
    ] {
        let mut seen = Vec::new();
        let mut cursor = String::new();
        loop {
            let mut arguments = more.clone();
            arguments["limit"] = 2.into();
            arguments["cursor"] = cursor.into();
            let page = world.api.call(method, arguments).await;
            let items = page[list].as_array().cloned().expect("a list");
            assert!(items.len() <= 2);
            seen.extend(items);
            cursor = page["response_metadata"]["next_cursor"]
                .as_str()
                .expect("a cursor")
                .to_owned();
            if cursor.is_empty() {
                break;
            }
        }
        let whole = world.api.call(method, more).await;
        assert_eq!(Some(&seen), whole[list].as_array(), "{method}");
    }
}

#[tokio::test]
async fn an_answer_names_the_scopes_it_had_and_wants() {
    let world = quiet().await;
    let (_, headers, _) = world
        .api
        .try_call("users.info", json!({"user": "U0BEN"}))
        .await
        .expect("an answer");
    assert_eq!(headers["x-accepted-oauth-scopes"], "users:read");
    assert!(
        headers["x-oauth-scopes"]
            .to_str()
            .expect("text")
            .contains("chat:write")
    );
}
