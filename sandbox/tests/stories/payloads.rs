//! Interactions arrive with everything Slack puts into them.

use serde_json::{Value, json};

use crate::app::{By, World, app, button, handler, input, modal};

/// Opens a modal at every shortcut.
async fn opening_app() -> World {
    app(
        By::Http,
        handler(|payload, api| async move {
            if payload["type"] == "shortcut" || payload["type"] == "message_action" {
                let mut view = modal(&json!([
                    input("where", "Where?", &json!({"type": "conversations_select", "action_id": "pick", "response_url_enabled": true})),
                    input("who", "Who?", &json!({"type": "external_select", "action_id": "find", "min_query_length": 0})),
                    {"type": "actions", "block_id": "b", "elements": [button("more", "More")]},
                ]));
                view["notify_on_close"] = true.into();
                view["private_metadata"] = "row 7".into();
                let open = json!({"trigger_id": payload["trigger_id"], "view": view});
                assert_eq!(api.call("views.open", open).await["ok"], true);
            }
            match payload["type"].as_str() {
                Some("block_suggestion") => json!({"options": crate::app::options(&["Acme"])}),
                _ => Value::Null,
            }
        }),
    )
    .await
}

fn last(world: &World) -> Value {
    world.slack.deliveries().pop().expect("a delivery").payload
}

/// The names of an object's fields, in order.
fn fields(value: &Value) -> Vec<&str> {
    let mut names: Vec<_> = value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name.as_str())
        .collect();
    names.sort_unstable();
    names
}

/// What every interaction has, and these fields.
fn assert_whole(payload: &Value, kind: &str, more: &[&str]) {
    let common = [
        "api_app_id",
        "enterprise",
        "is_enterprise_install",
        "team",
        "token",
        "type",
        "user",
    ];
    let mut expected: Vec<_> = common.iter().chain(more).copied().collect();
    expected.sort_unstable();
    assert_eq!(fields(payload), expected, "{kind}");
    assert_eq!(payload["type"], kind);
    assert_eq!(
        payload["user"],
        json!({"id": "U0BEN", "username": "ben", "name": "ben", "team_id": "T0SANDBOX"})
    );
    assert_eq!(
        payload["team"],
        json!({"id": "T0SANDBOX", "domain": "sandbox"})
    );
    assert_eq!(
        (&payload["enterprise"], &payload["is_enterprise_install"]),
        (&Value::Null, &json!(false))
    );
}

const VIEW: &[&str] = &[
    "app_id",
    "app_installed_team_id",
    "blocks",
    "bot_id",
    "callback_id",
    "clear_on_close",
    "close",
    "external_id",
    "hash",
    "id",
    "notify_on_close",
    "previous_view_id",
    "private_metadata",
    "root_view_id",
    "state",
    "submit",
    "team_id",
    "title",
    "type",
];

#[tokio::test]
async fn from_a_message() {
    let world = opening_app().await;
    let blocks = json!([{"type": "actions", "block_id": "ask", "elements": [button("ok", "OK"),
        {"type": "static_select", "action_id": "size", "options": crate::app::options(&["S", "M"])}]}]);
    let arguments = json!({"channel": "C0GENERAL", "text": "OK?", "blocks": blocks});
    let posted = world.api.call("chat.postMessage", arguments).await;
    let ben = world.slack.person("U0BEN");
    let message = ben.messages("general").pop().expect("a message");
    ben.choose_in(&message, "size", "M").await.expect("chosen");
    ben.press(&message, "OK").await.expect("pressed");
    let payload = last(&world);
    assert_whole(
        &payload,
        "block_actions",
        &[
            "actions",
            "channel",
            "container",
            "message",
            "response_url",
            "state",
            "trigger_id",
        ],
    );
    assert_eq!(
        payload["container"],
        json!({"type": "message", "message_ts": posted["ts"], "channel_id": "C0GENERAL",
            "is_ephemeral": false, "is_app_unfurl": false})
    );
    assert_eq!(
        payload["channel"],
        json!({"id": "C0GENERAL", "name": "general"})
    );
    assert_eq!(payload["message"]["blocks"], blocks);
    assert_eq!(
        fields(&payload["actions"][0]),
        [
            "action_id",
            "action_ts",
            "block_id",
            "text",
            "type",
            "value"
        ]
    );
    assert_eq!(
        payload["state"]["values"]["ask"]["size"]["selected_option"]["value"],
        "m"
    );

    ben.message_shortcut("message", &message)
        .await
        .expect("used");
    assert_whole(
        &last(&world),
        "message_action",
        &[
            "action_ts",
            "callback_id",
            "channel",
            "message",
            "message_ts",
            "response_url",
            "trigger_id",
        ],
    );
}

#[tokio::test]
async fn from_a_modal() {
    let world = opening_app().await;
    let ben = world.slack.person("U0BEN");
    ben.shortcut("global").await.expect("used");
    assert_whole(
        &last(&world),
        "shortcut",
        &["action_ts", "callback_id", "trigger_id"],
    );

    ben.press_in_view("More").await.expect("pressed");
    let payload = last(&world);
    assert_whole(
        &payload,
        "block_actions",
        &["actions", "container", "trigger_id", "view"],
    );
    let view_id = payload["view"]["id"].clone();
    assert_eq!(
        payload["container"],
        json!({"type": "view", "view_id": view_id})
    );
    assert_eq!(fields(&payload["view"]), VIEW);
    assert_eq!(payload["view"]["private_metadata"], "row 7");

    ben.choose("Who?", "Acme").await.expect("chosen");
    let payload = last(&world);
    assert_whole(
        &payload,
        "block_suggestion",
        &["action_id", "block_id", "container", "value", "view"],
    );
    assert_eq!(payload["value"], "Acme");

    ben.pick_conversation("Where?", "general")
        .await
        .expect("picked");
    ben.submit().await.expect("submitted");
    let payload = last(&world);
    assert_whole(
        &payload,
        "view_submission",
        &["response_urls", "trigger_id", "view"],
    );
    assert_eq!(
        payload["view"]["state"]["values"]["who"]["find"]["selected_option"]["value"],
        "acme"
    );
    let url = &payload["response_urls"][0];
    assert_eq!(
        (&url["block_id"], &url["action_id"], &url["channel_id"]),
        (&json!("where"), &json!("pick"), &json!("C0GENERAL"))
    );
    let url = url["response_url"].as_str().expect("a URL");
    let said = json!({"text": "For all", "response_type": "in_channel"});
    assert_eq!(world.api.respond(url, said).await.0, 200);
    assert_eq!(
        ben.messages("general").pop().expect("a message").text,
        "For all"
    );

    ben.shortcut("global").await.expect("used");
    ben.cancel().await.expect("closed");
    assert_whole(&last(&world), "view_closed", &["is_cleared", "view"]);
}

#[tokio::test]
async fn from_a_command() {
    let world = opening_app().await;
    let ben = world.slack.person("U0BEN");
    let answer = ben
        .slash_in("general", "/app", "a & b")
        .await
        .expect("typed");
    assert!(answer.is_none());
    let payload = last(&world);
    assert_eq!(
        fields(&payload),
        [
            "api_app_id",
            "channel_id",
            "channel_name",
            "command",
            "is_enterprise_install",
            "response_url",
            "team_domain",
            "team_id",
            "text",
            "token",
            "trigger_id",
            "user_id",
            "user_name"
        ]
    );
    assert_eq!(
        (&payload["is_enterprise_install"], &payload["channel_name"]),
        (&json!("false"), &json!("general"))
    );
}
