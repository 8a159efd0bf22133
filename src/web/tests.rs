use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use tower::ServiceExt;

use super::*;

async fn get(router: &Router, path: &str) -> (StatusCode, String) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn readiness_names_what_is_missing() {
    let is_connected = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&is_connected);
    let slack = Probe::new("slack", move || {
        let answer = asked.load(Ordering::Acquire);
        Box::pin(async move { answer })
    });
    let store = Probe::new("store", || Box::pin(async { true }));
    let router = router(vec![store, slack], install_metrics(), None);

    assert_eq!(get(&router, "/healthz").await.0, StatusCode::OK);
    assert_eq!(
        get(&router, "/readyz").await,
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "not ready: slack\n".to_owned()
        )
    );
    is_connected.store(true, Ordering::Release);
    assert_eq!(
        get(&router, "/readyz").await,
        (StatusCode::OK, "ready\n".to_owned())
    );
}

#[tokio::test]
async fn metrics_are_there_and_described() {
    let router = router(Vec::new(), install_metrics(), None);
    metrics::counter!(crate::meters::SLACK_CALLS, "method" => "auth.test", "outcome" => "ok")
        .increment(1);
    let (status, text) = get(&router, "/metrics").await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        text.contains("# HELP leadloop_slack_calls_total Calls of Slack's Web API"),
        "{text}"
    );
    assert_eq!(get(&router, "/slack/events").await.0, StatusCode::NOT_FOUND);
}
