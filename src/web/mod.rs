//! What leadloop serves over HTTP besides Slack's deliveries: health, readiness and metrics. Nothing about people.

mod health;
mod prometheus;
mod serve;

use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use tower_http::timeout::TimeoutLayer;

pub use health::{Probe, Probes};
pub use prometheus::{Figures, install_metrics};
pub use serve::serve;

/// For a request to come as a whole and to be answered.
const REQUEST_WITHIN: Duration = Duration::from_secs(10);

/// All routes: `/healthz`, `/readyz`, `/metrics`, and Slack's door where Slack delivers over HTTP.
pub fn router(probes: Probes, figures: Figures, slack: Option<Router>) -> Router {
    let own = health::router(probes).merge(prometheus::router(figures));
    let all = match slack {
        Some(slack) => own.merge(slack),
        None => own,
    };
    all.layer(TimeoutLayer::with_status_code(
        StatusCode::REQUEST_TIMEOUT,
        REQUEST_WITHIN,
    ))
}

#[cfg(test)]
mod tests;
