//! The JSON a page works with.

use serde_json::{Value, json};

use crate::app::{By, World, app, button, handler, quiet};

async fn act(world: &World, act: Value) -> Value {
    post(world, "act", act).await
}

async fn post(world: &World, what: &str, act: Value) -> Value {
    let url = format!("{}sandbox/api/{what}", world.slack.page_url());
    let response = world
        .api
        .client()
        .post(url)
        .json(&act)
        .send()
        .await
        .expect("an answer");
    assert_eq!(response.status(), 200);
    response.json().await.expect("JSON")
}

async fn state(world: &World, user: &str) -> Value {
    let url = format!("{}sandbox/api/state?as={user}", world.slack.page_url());
    world
        .api
        .client()
        .get(url)
        .send()
        .await
        .expect("an answer")
        .json()
        .await
        .expect("JSON")
}

#[tokio::test]
async fn a_page_presses_a_button_and_sees_what_became_of_it() {
    let world = app(
        By::Socket,
        handler(|payload, api| async move {
            api.call(
                "chat.postMessage",
                json!({"channel": payload["user"]["id"], "text": "Thanks"}),
            )
            .await;
            Value::Null
        }),
    )
    .await;
    let blocks = json!([{"type": "actions", "elements": [button("ok", "OK")]}]);
    let posted = world
        .api
        .call(
            "chat.postMessage",
            json!({"channel": "U0BEN", "text": "OK?", "blocks": blocks}),
        )
        .await;
    let spot = json!({"channel": posted["channel"], "ts": posted["ts"]});
    assert_eq!(
        act(
            &world,
            json!({"as": "U0BEN", "do": "press", "in": spot, "button": "OK"})
        )
        .await,
        json!({"ok": true})
    );
    let wrong = act(
        &world,
        json!({"as": "U0BEN", "do": "press", "in": "modal", "button": "OK"}),
    )
    .await;
    assert_eq!(
        wrong,
        json!({"ok": false, "error": "there is nothing in the modal"})
    );
    let seen = state(&world, "U0BEN").await;
    let dm = seen["dm_with_app"].as_str().expect("a DM");
    assert_eq!(seen["messages"][dm][1]["text"], "Thanks");
    assert_eq!(state(&world, "U0ADA").await["messages"][dm], Value::Null);
}

#[tokio::test]
async fn other_sites_are_kept_out() {
    let world = quiet().await;
    let url = format!("{}sandbox/api/act", world.slack.page_url());
    let foreign = world
        .api
        .client()
        .post(url)
        .header("origin", "http://evil.example")
        .json(&json!({}))
        .send()
        .await;
    assert_eq!(foreign.expect("an answer").status(), 403);
}

#[tokio::test]
async fn a_page_hears_of_changes_and_its_stream_ends_with_the_sandbox() {
    let world = quiet().await;
    let url = format!("{}sandbox/api/events", world.slack.page_url());
    let mut stream = world.api.client().get(url).send().await.expect("a stream");
    assert!(
        stream
            .chunk()
            .await
            .expect("a chunk")
            .is_some_and(|chunk| chunk.starts_with(b"data: "))
    );
    world
        .slack
        .person("U0ADA")
        .post("general", "hello")
        .await
        .expect("posted");
    assert!(stream.chunk().await.expect("a chunk").is_some());
    world.slack.shutdown().await;
}

async fn get(world: &World, what: &str) -> Value {
    let url = format!("{}sandbox/api/{what}", world.slack.page_url());
    let response = world.api.client().get(url).send().await.expect("an answer");
    response.json().await.expect("JSON")
}

#[tokio::test]
async fn a_script_makes_things_go_wrong_and_reads_the_log() {
    let world = app(By::Socket, crate::app::silent()).await;
    for rule in [
        json!({"method": "chat.postMessage", "channel": "C0GENERAL", "how": "rate_limited", "retry_after_s": 30}),
        json!({"method": "auth.test", "after": 1, "always": true, "how": "error", "error": "fatal_error"}),
        json!({"delivery": "message", "how": "repeated"}),
    ] {
        assert_eq!(post(&world, "misbehaviour", rule).await["ok"], true);
    }
    let said = json!({"channel": "C0GENERAL", "text": "x"});
    let call = |method, arguments| world.api.call(method, arguments);
    assert_eq!(call("chat.postMessage", said).await["error"], "ratelimited");
    assert_eq!(call("auth.test", json!({})).await["ok"], true);
    assert_eq!(call("auth.test", json!({})).await["error"], "fatal_error");
    let hello = json!({"as": "U0BEN", "do": "post", "channel": "general", "text": "hi"});
    act(&world, hello).await;
    let failed = get(&world, "log?kind=call&failed=true").await;
    let names = |log: &Value| {
        let entries = log["log"].as_array().into_iter().flatten();
        entries
            .map(|entry| entry["method"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&failed), ["chat.postMessage", "auth.test"]);
    let heard = get(&world, "log?kind=delivery&name=message").await;
    assert_eq!(heard["log"].as_array().map(Vec::len), Some(2));
    assert_eq!(heard["log"][1]["provoked"], true);
    let sockets = get(&world, "log?kind=socket").await;
    assert_eq!(sockets["log"][0]["name"], "connected");
    assert_eq!(state(&world, "U0BEN").await["misbehaviour"]["rules"], 1);
    let seeded = post(&world, "misbehaviour", json!({"seed": 7})).await;
    assert_eq!(seeded, json!({"ok": true, "rules": 1, "seed": 7}));
    let url = format!("{}sandbox/api/misbehaviour", world.slack.page_url());
    let cleared = world.api.client().delete(url).send().await;
    let cleared: Value = cleared.expect("an answer").json().await.expect("JSON");
    assert_eq!(cleared, json!({"ok": true, "rules": 0, "seed": null}));
}

#[tokio::test]
async fn a_script_lets_things_happen() {
    let world = app(By::Socket, crate::app::silent()).await;
    for happens in [
        json!({"do": "set_status", "user": "U0BEN", "emoji": ":palm_tree:", "expiration": 1_800_000_000}),
        json!({"do": "join", "channel": "C0RANDOM", "user": "U0CHLOE"}),
        json!({"do": "add_user", "user": {"id": "U0DEE", "name": "dee"}}),
        json!({"do": "revoke_tokens"}),
        json!({"do": "reinstall"}),
        json!({"do": "drop_sockets"}),
    ] {
        let done = post(&world, "happen", happens).await;
        assert_eq!(done, json!({"ok": true}));
    }
    let told = world.slack.deliveries();
    let profile = &told[0].payload["event"]["user"]["profile"];
    assert_eq!(profile["status_expiration"], 1_800_000_000);
    let names: Vec<_> = world
        .slack
        .deliveries()
        .into_iter()
        .map(|one| one.name)
        .collect();
    assert_eq!(
        names,
        [
            "user_change",
            "member_joined_channel",
            "team_join",
            "tokens_revoked"
        ]
    );
    let wrong = post(
        &world,
        "happen",
        json!({"do": "join", "channel": "C404", "user": "U0BEN"}),
    )
    .await;
    assert_eq!(
        wrong,
        json!({"ok": false, "error": "nothing here has the id C404"})
    );
    assert_eq!(world.slack.sockets(), 0);
}
