//! An app is installed by a person, and goes again.

use jiff::SignedDuration;
use serde_json::{Value, json};
use slack_sandbox::WorkspaceConfig;

use crate::app::{By, World, app, quiet, silent, with};

const ID: (&str, &str) = ("client_id", "1234567890.0987654321");
const SECRET: (&str, &str) = ("client_secret", "sandbox-client-secret");
const BACK: &str = "http://127.0.0.1:1/slack/oauth_redirect";

async fn not_installed() -> World {
    let mut workspace = WorkspaceConfig::default();
    workspace.app.installed = false;
    workspace.app.redirect_urls = vec!["http://127.0.0.1:1/slack".to_owned()];
    with(workspace).await
}

/// What a browser does on the authorize page; gives where it is sent.
async fn decide(world: &World, fields: &[(&str, &str)]) -> (u16, String) {
    let url = format!("{}oauth/v2/authorize", world.slack.page_url());
    let client = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client");
    let response = client
        .post(url)
        .form(fields)
        .send()
        .await
        .expect("an answer");
    let target = response.headers().get("location");
    let target = target.map(|target| target.to_str().expect("text").to_owned());
    (response.status().as_u16(), target.unwrap_or_default())
}

/// Allows the app these scopes; gives the code.
async fn allow(world: &World, scopes: &str) -> String {
    let wanted = [
        ID,
        ("scope", scopes),
        ("redirect_uri", BACK),
        ("state", "s 1"),
    ];
    let (status, target) = decide(world, &wanted).await;
    assert_eq!(status, 302);
    let (before, rest) = target.split_once("?code=").expect("a code");
    let (code, state) = rest.split_once("&state=").expect("a state");
    assert_eq!((before, state), (BACK, "s+1"));
    code.to_owned()
}

async fn exchange(world: &World, code: &str) -> Value {
    let fields = [ID, SECRET, ("code", code), ("redirect_uri", BACK)];
    world.api.form("oauth.v2.access", &fields).await
}

#[tokio::test]
async fn a_person_allows_an_app_and_it_gets_its_token_once() {
    let world = not_installed().await;
    assert_eq!(
        world.api.call("auth.test", json!({})).await["error"],
        "invalid_auth"
    );
    let code = allow(&world, "chat:write,users:read").await;
    let installed = exchange(&world, &code).await;
    assert_eq!(installed["access_token"], world.slack.bot_token());
    assert_eq!(installed["scope"], "chat:write,users:read");
    assert_eq!(installed["team"]["id"], "T0SANDBOX");
    assert_eq!(installed["authed_user"]["id"], "U0ADA");
    assert_eq!(
        (&installed["token_type"], &installed["enterprise"]),
        (&json!("bot"), &Value::Null)
    );
    assert_eq!(exchange(&world, &code).await["error"], "invalid_code");
    assert_eq!(world.api.call("auth.test", json!({})).await["ok"], true);
    let more = exchange(&world, &allow(&world, "im:history").await).await;
    assert_eq!(more["scope"], "chat:write,users:read,im:history");
}

#[tokio::test]
async fn a_code_lives_ten_minutes() {
    let world = not_installed().await;
    let (first, second) = (
        allow(&world, "commands").await,
        allow(&world, "commands").await,
    );
    world.clock.advance(SignedDuration::from_mins(10));
    assert_eq!(exchange(&world, &first).await["ok"], true);
    world.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(exchange(&world, &second).await["error"], "invalid_code");
}

#[tokio::test]
async fn a_wrong_exchange_is_refused_and_does_not_cost_the_code() {
    let world = not_installed().await;
    let code = allow(&world, "commands").await;
    let code = ("code", code.as_str());
    let back = ("redirect_uri", BACK);
    for (fields, error) in [
        (
            vec![("client_id", "1"), SECRET, code, back],
            "invalid_client_id",
        ),
        (
            vec![ID, ("client_secret", "?"), code, back],
            "bad_client_secret",
        ),
        (vec![ID, SECRET, ("code", "?"), back], "invalid_code"),
        (vec![ID, SECRET, code], "bad_redirect_uri"),
        (
            vec![ID, SECRET, code, back, ("grant_type", "password")],
            "invalid_grant_type",
        ),
    ] {
        let answer = world.api.form("oauth.v2.access", &fields).await;
        assert_eq!(answer["error"], error);
    }
    let answer = world
        .api
        .form("oauth.v2.access", &[ID, SECRET, code, back])
        .await;
    assert_eq!(answer["ok"], true);
}

#[tokio::test]
async fn the_authorize_page_sends_nobody_astray() {
    let world = not_installed().await;
    let scope = ("scope", "commands");
    for fields in [
        vec![("client_id", "1"), scope, ("redirect_uri", BACK)],
        vec![ID, ("redirect_uri", BACK)],
        vec![ID, scope, ("redirect_uri", "http://evil.example/")],
        vec![ID, scope, ("redirect_uri", "http://127.0.0.1:1/slackers")],
    ] {
        assert_eq!(decide(&world, &fields).await, (400, String::new()));
    }
    let cancelled = [ID, scope, ("state", "7"), ("decision", "cancel")];
    assert_eq!(
        decide(&world, &cancelled).await,
        (
            302,
            "http://127.0.0.1:1/slack?error=access_denied&state=7".to_owned()
        )
    );
    let url = format!(
        "{}oauth/v2/authorize?client_id={}&scope=commands&state=%22%3E",
        world.slack.page_url(),
        ID.1
    );
    let page = world.api.client().get(url).send().await.expect("a page");
    let page = page.text().await.expect("text");
    assert!(page.contains("App wants to be installed in Sandbox"));
    assert!(page.contains("value=\"&quot;&gt;\""));
}

#[tokio::test]
async fn an_uninstalled_app_hears_of_it_and_comes_back_with_a_new_token() {
    let world = app(By::Http, silent()).await;
    let old = world.slack.bot_token();
    let wrong = world
        .api
        .call(
            "apps.uninstall",
            json!({"client_id": ID.1, "client_secret": "?"}),
        )
        .await;
    assert_eq!(wrong["error"], "bad_client_secret");
    let gone = world
        .api
        .call(
            "apps.uninstall",
            json!({"client_id": ID.1, "client_secret": SECRET.1}),
        )
        .await;
    assert_eq!(gone, json!({"ok": true}));
    world.slack.settled().await;
    let heard: Vec<_> = world
        .slack
        .deliveries()
        .into_iter()
        .map(|delivery| (delivery.name, delivery.payload["event"]["tokens"].clone()))
        .collect();
    assert_eq!(
        heard,
        [
            ("app_uninstalled".to_owned(), Value::Null),
            (
                "tokens_revoked".to_owned(),
                json!({"oauth": [], "bot": ["U0APPBOT"]})
            )
        ]
    );
    assert_eq!(
        world.api.call("auth.test", json!({})).await["error"],
        "account_inactive"
    );
    let code = allow(&world, "chat:write").await;
    let installed = exchange(&world, &code).await;
    let token = installed["access_token"].as_str().expect("a token");
    assert_ne!(token, old);
    let test = world
        .api
        .with_token(token)
        .call("auth.test", json!({}))
        .await;
    assert_eq!(test["ok"], true);
}

#[tokio::test]
async fn an_app_revokes_its_own_token() {
    let world = quiet().await;
    let tried = world.api.call("auth.revoke", json!({"test": true})).await;
    assert_eq!(tried["revoked"], false);
    let done = world.api.call("auth.revoke", json!({})).await;
    assert_eq!(done["revoked"], true);
    assert_eq!(
        world.api.call("auth.test", json!({})).await["error"],
        "token_revoked"
    );
    let app_level = world.api.with_token(&world.slack.app_token());
    assert_eq!(
        app_level.call("auth.test", json!({})).await["app_id"],
        "A0SANDBOX"
    );
}
