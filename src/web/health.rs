//! `/healthz` says the process runs; `/readyz` that it can do its work, or what it lacks.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use futures_util::future::BoxFuture;

/// Whether one thing leadloop can't work without is there.
#[derive(Clone)]
pub struct Probe {
    name: &'static str,
    ask: Arc<dyn Fn() -> BoxFuture<'static, bool> + Send + Sync>,
}

impl Probe {
    /// A probe by the name that `/readyz` shows; `ask` must answer quickly.
    pub fn new(
        name: &'static str,
        ask: impl Fn() -> BoxFuture<'static, bool> + Send + Sync + 'static,
    ) -> Self {
        Self {
            name,
            ask: Arc::new(ask),
        }
    }
}

/// All that readiness depends on.
pub type Probes = Vec<Probe>;

pub(super) fn router(probes: Probes) -> Router {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .with_state(probes)
}

async fn ready(State(probes): State<Probes>) -> (StatusCode, String) {
    let mut missing = Vec::new();
    for probe in &probes {
        if !(probe.ask)().await {
            missing.push(probe.name);
        }
    }
    if missing.is_empty() {
        (StatusCode::OK, "ready\n".to_owned())
    } else {
        (
            StatusCode::SERVICE_UNAVAILABLE,
            format!("not ready: {}\n", missing.join(", ")),
        )
    }
}
