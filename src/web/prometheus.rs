//! `/metrics`, in Prometheus' text format. [`crate::meters`] says what each figure means.

use std::sync::OnceLock;

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::meters;

/// A way to read the figures.
#[derive(Clone)]
pub struct Figures(PrometheusHandle);

/// Counts for the whole process from now on. Twice gives the same figures.
pub fn install_metrics() -> Figures {
    static INSTALLED: OnceLock<PrometheusHandle> = OnceLock::new();
    let handle = INSTALLED.get_or_init(|| {
        let recorder = PrometheusBuilder::new().build_recorder();
        let handle = recorder.handle();
        if metrics::set_global_recorder(recorder).is_err() {
            tracing::warn!("another recorder is installed; /metrics stays empty");
        }
        meters::describe();
        handle
    });
    Figures(handle.clone())
}

pub(super) fn router(figures: Figures) -> Router {
    Router::new()
        .route("/metrics", get(render))
        .with_state(figures)
}

async fn render(State(figures): State<Figures>) -> impl IntoResponse {
    figures.0.run_upkeep();
    (
        [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")],
        figures.0.render(),
    )
}
