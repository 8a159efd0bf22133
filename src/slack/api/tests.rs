//! The client against a small server that answers as it is told.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::{HeaderMap as Headers, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use rstest::rstest;
use serde_json::json;
use tokio::net::TcpListener;

use super::*;
use crate::domain::ids::{ChannelId, MemberId};

type Seen = Arc<Mutex<Vec<(String, String, String)>>>;

/// A Slack whose every answer is the given one; it keeps address, content type and body of what came.
async fn slack(answer: impl Fn() -> Response + Clone + Send + Sync + 'static) -> (Api, Seen) {
    crate::slack::install_tls_provider();
    let seen = Seen::default();
    let kept = Arc::clone(&seen);
    let handler = post(async move |uri: Uri, headers: Headers, body: String| {
        assert_eq!(headers["authorization"], "Bearer xoxb-secret");
        let kind = headers["content-type"].to_str().unwrap().to_owned();
        kept.lock()
            .unwrap()
            .push((uri.path().to_owned(), kind, body));
        answer()
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/api/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        axum::serve(listener, Router::new().route("/api/{method}", handler)).await
    });
    (
        Api::new(base.parse().unwrap(), "xoxb-secret".into()).unwrap(),
        seen,
    )
}

fn ok(value: Value) -> impl Fn() -> Response + Clone {
    move || axum::Json(value.clone()).into_response()
}

fn message() -> Value {
    json!({ "channel": "U0SALES", "text": "Four leads to rate" })
}

#[tokio::test]
async fn a_message_goes_out_as_json_and_comes_back_with_its_place() {
    let (api, seen) = slack(ok(
        json!({ "ok": true, "channel": "D1", "ts": "1.2", "new": { "metadata": 7 } }),
    ))
    .await;
    let posted = api.post_message(&message()).await.unwrap();
    assert_eq!(
        posted,
        Posted {
            channel: Some(ChannelId::new("D1")),
            ts: Some("1.2".to_owned())
        }
    );
    let (path, kind, body) = seen.lock().unwrap()[0].clone();
    assert_eq!(
        (path.as_str(), kind.as_str()),
        ("/api/chat.postMessage", "application/json")
    );
    assert_eq!(serde_json::from_str::<Value>(&body).unwrap(), message());
}

#[tokio::test]
async fn a_post_that_succeeded_with_an_odd_answer_is_a_success() {
    let (api, _) = slack(ok(json!({ "ok": true, "ts": 12, "message": null }))).await;
    assert_eq!(
        api.post_message(&message()).await,
        Ok(Posted {
            channel: None,
            ts: None
        })
    );
    assert!(api.open_view("1.2", json!({})).await.is_ok());
}

#[tokio::test]
async fn reading_methods_send_forms_and_page() {
    let answer = json!({
        "ok": true, "members": [{ "id": "U1", "name": "sanne" }, { "no": "id" }, null],
        "response_metadata": { "next_cursor": "bmV4dA==" },
    });
    let (api, seen) = slack(ok(answer)).await;
    let page = api.users(None).await.unwrap();
    assert_eq!(page.items.len(), 1);
    assert_eq!(page.next.as_deref(), Some("bmV4dA=="));
    api.users(page.next.as_deref()).await.unwrap();
    let seen = seen.lock().unwrap();
    assert_eq!(seen[0].1, "application/x-www-form-urlencoded");
    assert_eq!(seen[0].2, "include_locale=true&limit=200");
    assert_eq!(
        seen[1].2,
        "cursor=bmV4dA%3D%3D&include_locale=true&limit=200"
    );
}

#[tokio::test]
async fn a_refusal_says_what_is_missing() {
    let (api, _) = slack(ok(
        json!({ "ok": false, "error": "missing_scope", "needed": "chat:write" }),
    ))
    .await;
    let failure = api.post_message(&message()).await.unwrap_err();
    assert_eq!(failure.refused_with(), Some("missing_scope"));
    assert!(failure.to_string().contains("chat:write"), "{failure}");

    let details = json!({ "ok": false, "error": "invalid_blocks", "errors": ["unsupported type: data_visualization"],
        "response_metadata": { "messages": ["[ERROR] must be shorter"] } });
    let (api, _) = slack(ok(details)).await;
    let Err(Failure::Refused { refusal, .. }) = api.post_message(&message()).await else {
        panic!()
    };
    assert_eq!(
        refusal.messages,
        [
            "unsupported type: data_visualization",
            "[ERROR] must be shorter"
        ]
    );

    let (api, _) = slack(ok(json!({ "ok": false, "error": "token_revoked" }))).await;
    assert!(
        api.post_message(&message())
            .await
            .unwrap_err()
            .is_locked_out()
    );
}

#[rstest]
#[case(|| (StatusCode::TOO_MANY_REQUESTS, "").into_response(), "rate_limited")]
#[case(|| (StatusCode::BAD_GATEWAY, "<html>").into_response(), "unknown")]
#[case(|| (StatusCode::OK, "<html>").into_response(), "unknown")]
#[case(|| axum::Json(json!({ "ok": false, "error": "internal_error" })).into_response(), "unknown")]
#[case(|| axum::Json(json!({ "ok": false, "error": "ratelimited" })).into_response(), "rate_limited")]
#[case(|| (StatusCode::FOUND, [("location", "http://elsewhere.example/")], "").into_response(), "refused")]
#[case(|| (StatusCode::NOT_FOUND, "nothing here").into_response(), "refused")]
#[tokio::test]
async fn what_became_of_a_call_is_told_exactly(
    #[case] answer: fn() -> Response,
    #[case] outcome: &str,
) {
    let (api, _) = slack(answer).await;
    assert_eq!(
        api.post_message(&message()).await.unwrap_err().outcome(),
        outcome
    );
}

#[tokio::test]
async fn slack_says_how_long_to_wait() {
    let (api, _) =
        slack(|| (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "17")], "").into_response())
            .await;
    let failure = api.user(&MemberId::new("U1")).await.unwrap_err();
    assert_eq!(
        failure,
        Failure::RateLimited {
            method: "users.info",
            retry_after: Duration::from_secs(17)
        }
    );
    assert!(failure.is_safe_to_repeat());
}

#[tokio::test]
async fn a_request_that_never_left_is_told_from_one_without_an_answer() {
    crate::slack::install_tls_provider();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base: Url = format!("http://{}/api/", listener.local_addr().unwrap())
        .parse()
        .unwrap();
    let api = Api::new(base, "xoxb-secret".into()).unwrap();

    let hangs_up = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = [0_u8; 64];
        tokio::io::AsyncReadExt::read(&mut stream, &mut request)
            .await
            .unwrap();
    });
    let failure = api.post_message(&message()).await.unwrap_err();
    assert_eq!(failure.outcome(), "unknown", "{failure}");
    hangs_up.await.unwrap();

    let failure = api.post_message(&message()).await.unwrap_err();
    assert_eq!(failure.outcome(), "not_sent", "{failure}");
    let told = format!("{failure} {failure:?} {api:?}");
    assert!(
        !told.contains("secret") && !failure.to_string().contains("127.0.0.1:"),
        "{told}"
    );
}

#[tokio::test]
async fn a_plan_without_user_groups_has_none() {
    let (api, _) = slack(ok(json!({ "ok": false, "error": "plan_upgrade_required" }))).await;
    assert_eq!(api.user_groups().await, Ok(Vec::new()));
}

#[tokio::test]
async fn the_token_tells_who_it_is_and_what_it_may() {
    let answer = || {
        let body = json!({ "ok": true, "team": "Acme", "team_id": "T1", "user_id": "UBOT", "enterprise_id": null });
        (
            [("x-oauth-scopes", "chat:write, commands")],
            axum::Json(body),
        )
            .into_response()
    };
    let (api, _) = slack(answer).await;
    let identity = api.auth_test().await.unwrap();
    assert_eq!(identity.team.as_str(), "T1");
    assert_eq!(identity.scopes, ["chat:write", "commands"]);
}
