//! The JSON a page works with.

use serde_json::{Value, json};

use crate::app::{By, World, app, button, handler, quiet};

async fn act(world: &World, act: Value) -> Value {
    let url = format!("{}sandbox/api/act", world.slack.page_url());
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
