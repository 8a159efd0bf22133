//! Events, their retries and their repeats.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use jiff::SignedDuration;
use rstest::rstest;
use serde_json::{Value, json};

use crate::app::{By, app, handler, quiet, silent};

#[rstest]
#[tokio::test]
async fn opening_the_home_tab_shows_what_the_app_publishes(#[values(By::Http, By::Socket)] by: By) {
    let world = app(
        by,
        handler(|payload, api| async move {
            assert_eq!(payload["authorizations"][0]["is_bot"], true);
            let event = &payload["event"];
            assert_eq!(event["type"], "app_home_opened");
            let view = json!({"type": "home", "blocks": [{"type": "header", "text": crate::app::plain("Welcome")}]});
            api.call("views.publish", json!({"user_id": event["user"], "view": view})).await;
            Value::Null
        }),
    )
    .await;
    let ben = world.slack.person("U0BEN");
    assert!(ben.home().is_none());
    ben.open_home().await.expect("opened");
    assert_eq!(ben.home().expect("a Home tab").plain(), "Welcome");
}

#[tokio::test]
async fn an_event_that_fails_comes_again_on_slacks_schedule() {
    let world = quiet().await;
    world.slack.deliver_by_http("http://127.0.0.1:9/");
    let mut changes = world.slack.changes();
    world
        .slack
        .set_status("U0BEN", ":palm_tree:", "Away")
        .await
        .expect("changed");
    let attempts = || {
        world
            .slack
            .deliveries()
            .iter()
            .map(|delivery| delivery.attempt)
            .collect::<Vec<_>>()
    };
    for (wait_min, seen) in [(0, 2), (1, 3), (4, 4)] {
        world.clock.advance(SignedDuration::from_mins(wait_min));
        while attempts().len() < seen {
            changes.changed().await.expect("a change");
        }
    }
    assert_eq!(attempts(), [0, 1, 2, 3]);
    let ids: std::collections::BTreeSet<_> = world
        .slack
        .deliveries()
        .iter()
        .map(|delivery| delivery.payload["event_id"].to_string())
        .collect();
    assert_eq!(ids.len(), 1);
}

#[rstest]
#[tokio::test]
async fn a_delivery_can_be_repeated(#[values(By::Http, By::Socket)] by: By) {
    let heard = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&heard);
    let count = handler(move |_, _| {
        counter.fetch_add(1, Ordering::Relaxed);
        async { Value::Null }
    });
    let world = app(by, count).await;
    world
        .slack
        .join("C0GENERAL", "U0BEN")
        .await
        .expect("joined");
    let first = world.slack.deliveries().pop().expect("a delivery");
    world.slack.repeat(&first.id).await.expect("acknowledged");
    assert_eq!(heard.load(Ordering::Relaxed), 2);
    assert_eq!(
        world.slack.deliveries().pop().expect("a delivery").attempt,
        1
    );
}

#[tokio::test]
async fn a_request_url_is_verified() {
    let world = app(By::Http, silent()).await;
    assert!(world.slack.verify_url().await.expect("an answer"));
    world.slack.ssl_check().await.expect("an answer");
}

#[tokio::test]
async fn events_nobody_subscribed_to_are_not_delivered() {
    let mut workspace = slack_sandbox::WorkspaceConfig::default();
    workspace.app.events.clear();
    let world = crate::app::with(workspace).await;
    world
        .slack
        .set_group_members("S0TEAM", &["U0CHLOE"])
        .await
        .expect("changed");
    world
        .slack
        .person("U0BEN")
        .open_home()
        .await
        .expect("opened");
    assert!(world.slack.deliveries().is_empty());
    assert_eq!(world.slack.in_flight(), 0);
    world.slack.settled().await;
}
