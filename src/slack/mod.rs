//! The only place that knows Slack: the doors through which it delivers, one parser for all deliveries, and the
//! client of its Web API. Nothing here knows a rule of the product.

pub mod ack;
pub mod api;
pub mod dispatch;
pub mod http_door;
pub mod ids;
pub mod incoming;
pub mod limits;
pub mod manifest;
pub mod methods;
pub mod people;
pub mod refusal_text;
pub mod retry;
pub mod signature;
pub mod socket_door;
mod value;
pub mod views;

/// Installs the TLS provider for the whole process: first thing in `main`, and in tests. Twice does no harm.
pub fn install_tls_provider() {
    // An error means that one is installed already.
    let _already_there = rustls::crypto::ring::default_provider().install_default();
}
