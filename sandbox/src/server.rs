//! The routes of a sandbox.

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{any, get, post},
};

use crate::{api, authorize, core::Core, delivery, page, page_api};

/// Slack takes larger bodies, but no method needs them.
const BODY_LIMIT_BYTES: usize = 4 * 1024 * 1024;

pub(crate) fn routes(core: Arc<Core>) -> Router {
    Router::new()
        .route("/api/{method}", any(api::call))
        .route("/link", get(delivery::link))
        .route("/response/{id}", post(api::respond))
        .merge(authorize::routes(Arc::clone(&core)))
        .merge(page::router())
        .merge(page_api::routes(Arc::clone(&core)))
        .layer(DefaultBodyLimit::max(BODY_LIMIT_BYTES))
        .with_state(core)
}
