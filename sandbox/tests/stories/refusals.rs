//! What Slack refuses, in its words.

use serde_json::{Value, json};
use slack_sandbox::WorkspaceConfig;

use crate::app::{quiet, with};

#[tokio::test]
async fn calls_are_refused_as_slack_refuses_them() {
    let world = quiet().await;
    world.slack.set_rate_limits(slack_sandbox::RateLimits::Off);
    let posted = world
        .api
        .call(
            "chat.postMessage",
            json!({"channel": "C0GENERAL", "text": "x"}),
        )
        .await;
    let ts = posted["ts"].clone();
    let ada = world.slack.person("U0ADA");
    let hers = ada.post("general", "hers").await.expect("posted");
    world
        .slack
        .set_archived("C0RANDOM", true)
        .await
        .expect("archived");
    let cases: &[(&str, Value, &str)] = &[
        (
            "chat.postMessage",
            json!({"channel": "C404", "text": "x"}),
            "channel_not_found",
        ),
        (
            "chat.postMessage",
            json!({"channel": "C0SECRET", "text": "x"}),
            "channel_not_found",
        ),
        (
            "chat.postMessage",
            json!({"channel": "C0RANDOM", "text": "x"}),
            "is_archived",
        ),
        (
            "chat.postMessage",
            json!({"channel": "C0GENERAL"}),
            "no_text",
        ),
        (
            "chat.postMessage",
            json!({"channel": "C0GENERAL", "blocks": "["}),
            "invalid_blocks_format",
        ),
        (
            "chat.postMessage",
            json!({"channel": "C0GENERAL", "text": "x", "metadata": {"a": 1}}),
            "invalid_metadata_format",
        ),
        (
            "chat.postMessage",
            json!({"channel": "C0GENERAL", "text": "x", "markdown_text": "x"}),
            "markdown_text_conflict",
        ),
        (
            "chat.postMessage",
            json!({"channel": "C0GENERAL", "attachments": [{"blocks": [{}]}]}),
            "invalid_attachments",
        ),
        (
            "chat.postMessage",
            json!({"channel": "C0GENERAL", "text": "x", "thread_ts": "1.1"}),
            "thread_not_found",
        ),
        (
            "chat.postEphemeral",
            json!({"channel": "C0RANDOM", "user": "U0CHLOE", "text": "x"}),
            "is_archived",
        ),
        (
            "chat.delete",
            json!({"channel": "C0GENERAL", "ts": hers.ts}),
            "cant_delete_message",
        ),
        (
            "conversations.join",
            json!({"channel": "C0SECRET"}),
            "channel_not_found",
        ),
        (
            "conversations.join",
            json!({"channel": "C0RANDOM"}),
            "is_archived",
        ),
        ("bots.info", json!({"bot": "B404"}), "bot_not_found"),
        ("team.info", json!({"team": "T404"}), "team_not_found"),
        ("dnd.info", json!({"user": "U404"}), "user_not_found"),
        (
            "views.open",
            json!({"trigger_id": "x", "view": "{"}),
            "invalid_arguments",
        ),
        (
            "chat.update",
            json!({"channel": "C0GENERAL", "ts": "1.1", "text": "x"}),
            "message_not_found",
        ),
        (
            "chat.update",
            json!({"channel": "C0GENERAL", "ts": hers.ts, "text": "x"}),
            "cant_update_message",
        ),
        (
            "chat.update",
            json!({"channel": "C0GENERAL", "ts": ts, "text": "x".repeat(4001)}),
            "msg_too_long",
        ),
        (
            "chat.update",
            json!({"channel": "U0BEN", "ts": ts, "text": "x"}),
            "channel_not_found",
        ),
        (
            "chat.postEphemeral",
            json!({"channel": "C0GENERAL", "user": "U404", "text": "x"}),
            "user_not_found",
        ),
        ("users.info", json!({"user": "U404"}), "user_not_found"),
        (
            "users.lookupByEmail",
            json!({"email": "nobody@example.com"}),
            "users_not_found",
        ),
        (
            "views.open",
            json!({"trigger_id": "x"}),
            "invalid_arguments",
        ),
        (
            "views.update",
            json!({"view_id": "V404", "view": crate::app::modal(&json!([]))}),
            "not_found",
        ),
        (
            "views.publish",
            json!({"user_id": "U0BEN", "view": crate::app::modal(&json!([]))}),
            "invalid_arguments",
        ),
        (
            "usergroups.users.list",
            json!({"usergroup": "S404"}),
            "no_such_subteam",
        ),
        (
            "conversations.open",
            json!({"users": "U404"}),
            "user_not_found",
        ),
        (
            "conversations.list",
            json!({"types": "nonsense"}),
            "invalid_types",
        ),
        (
            "users.list",
            json!({"cursor": "nonsense"}),
            "invalid_cursor",
        ),
        ("apps.connections.open", json!({}), "not_allowed_token_type"),
        ("stars.add", json!({}), "unknown_method"),
    ];
    for (method, arguments, error) in cases {
        let answer = world.api.call(method, arguments.clone()).await;
        assert_eq!(
            (&answer["ok"], &answer["error"]),
            (&json!(false), &json!(error)),
            "{method} {arguments}"
        );
    }
    assert_eq!(world.slack.refusals().len(), cases.len());
}

#[tokio::test]
async fn tokens_and_scopes_are_looked_at() {
    let mut workspace = WorkspaceConfig::default();
    workspace.app.scopes = vec!["chat:write".to_owned()];
    let world = with(workspace).await;
    assert_eq!(
        world.api.with_token("").call("auth.test", json!({})).await["error"],
        "not_authed"
    );
    assert_eq!(
        world
            .api
            .with_token("xoxb-no")
            .call("auth.test", json!({}))
            .await["error"],
        "invalid_auth"
    );
    let (_, headers, test) = world
        .api
        .try_call("auth.test", json!({}))
        .await
        .expect("an answer");
    assert_eq!(
        (&test["ok"], &headers["x-oauth-scopes"]),
        (&json!(true), &"chat:write".parse().expect("text"))
    );
    let missing = world.api.call("users.list", json!({})).await;
    assert_eq!(
        (&missing["error"], &missing["needed"], &missing["provided"]),
        (
            &json!("missing_scope"),
            &json!("users:read"),
            &json!("chat:write")
        )
    );
    let elsewhere = world
        .api
        .call(
            "chat.postMessage",
            json!({"channel": "C0RANDOM", "text": "x"}),
        )
        .await;
    assert_eq!(elsewhere["error"], "not_in_channel");
    world.slack.uninstall().await;
    assert_eq!(
        world.api.call("auth.test", json!({})).await["error"],
        "account_inactive"
    );
}

#[tokio::test]
async fn forms_and_queries_are_read_like_json() {
    let world = quiet().await;
    let url = format!("{}chat.postMessage", world.slack.api_url());
    let blocks = json!([{"type": "divider"}]).to_string();
    let form = serde_urlencoded::to_string([
        ("token", world.slack.bot_token()),
        ("channel", "C0GENERAL".into()),
        ("blocks", blocks),
    ])
    .expect("a form");
    let posted = world
        .api
        .client()
        .post(url)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form);
    let answer: Value = posted
        .send()
        .await
        .expect("an answer")
        .json()
        .await
        .expect("JSON");
    assert_eq!(
        (&answer["ok"], &answer["message"]["blocks"][0]["type"]),
        (&json!(true), &json!("divider"))
    );
    let url = format!(
        "{}users.info?user=U0BEN&include_locale=true",
        world.slack.api_url()
    );
    let got = world
        .api
        .client()
        .get(url)
        .bearer_auth(world.slack.bot_token())
        .send()
        .await
        .expect("an answer");
    let answer: Value = got.json().await.expect("JSON");
    assert_eq!(
        (&answer["user"]["tz_offset"], &answer["user"]["locale"]),
        (&json!(-18000), &json!("en-US"))
    );
}

#[tokio::test]
async fn a_refused_view_says_where_it_is_wrong() {
    let world = quiet().await;
    let mut view = crate::app::modal(&json!([{"type": "header"}]));
    view["title"]["text"] = "A title that is far too long".into();
    let answer = world
        .api
        .call("views.open", json!({"trigger_id": "x", "view": view}))
        .await;
    assert_eq!(
        answer["response_metadata"]["messages"],
        json!([
            "[ERROR] missing required field: text [json-pointer:/view/blocks/0]",
            "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
        ])
    );
    let long = "x".repeat(2900);
    let section = json!({"type": "section", "text": {"type": "plain_text", "text": long}});
    let large = json!({"type": "home", "blocks": vec![section; 90]});
    let answer = world
        .api
        .call("views.publish", json!({"user_id": "U0BEN", "view": large}))
        .await;
    assert_eq!(answer["error"], "view_too_large");
}

#[tokio::test]
async fn what_reads_takes_no_json_and_what_writes_takes_its_token_in_the_header() {
    let world = quiet().await;
    let send = |method: &str, body: Value, token: &str| {
        let request = world
            .api
            .client()
            .post(format!("{}{method}", world.slack.api_url()))
            .bearer_auth(token)
            .json(&body);
        async move {
            let answer = request.send().await.expect("an answer");
            answer.json::<Value>().await.expect("JSON")
        }
    };
    let bot = world.slack.bot_token();
    let ignored = send("users.info", json!({"user": "U0BEN"}), &bot).await;
    assert_eq!(ignored["error"], "user_not_found");
    let refusal = world.slack.take_refusals().remove(0);
    assert_eq!(
        refusal.messages,
        ["users.info does not read JSON, so its arguments were ignored: send a form or a query"]
    );
    let opened = send(
        "conversations.open",
        json!({"users": ["U0BEN", "U0ADA"]}),
        &bot,
    )
    .await;
    assert_eq!(opened["ok"], true);
    let said = json!({"token": bot, "channel": "C0GENERAL", "text": "x"});
    assert_eq!(
        send("chat.postMessage", said, "").await["error"],
        "not_authed"
    );
    let text = send("chat.postMessage", json!("text"), &bot).await;
    assert_eq!(text["error"], "json_not_object");
}
