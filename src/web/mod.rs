//! What leadloop serves over HTTP besides Slack's deliveries: health, readiness and metrics. Nothing about people.

mod health;
mod prometheus;

use axum::Router;

pub use health::{Probe, Probes};
pub use prometheus::{Figures, install_metrics};

/// All routes: `/healthz`, `/readyz`, `/metrics`, and Slack's door where Slack delivers over HTTP.
pub fn router(probes: Probes, figures: Figures, slack: Option<Router>) -> Router {
    let own = health::router(probes).merge(prometheus::router(figures));
    match slack {
        Some(slack) => own.merge(slack),
        None => own,
    }
}

#[cfg(test)]
mod tests;
