//! Logs go to standard error: for eyes on a terminal, as JSON elsewhere.

use std::io::{self, IsTerminal as _};

use leadloop::config::environment;
use tracing_subscriber::EnvFilter;

/// Starts logging; `RUST_LOG` wins over `default`. A filter that can't be read is said, and not used.
pub(crate) fn install(default: &str) {
    let wanted = environment("RUST_LOG").filter(|text| !text.trim().is_empty());
    let parsed = wanted.as_deref().map(EnvFilter::try_new);
    let fault = match &parsed {
        Some(Err(fault)) => Some(fault.to_string()),
        _ => None,
    };
    let filter = match parsed {
        Some(Ok(filter)) => filter,
        _ => EnvFilter::new(default),
    };
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr);
    if io::stderr().is_terminal() {
        builder.init();
    } else {
        builder.json().with_ansi(false).init();
    }
    if let Some(fault) = fault {
        tracing::warn!("RUST_LOG is not used, for it can't be read: {fault}");
    }
}
