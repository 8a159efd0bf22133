//! Whether any connection takes deliveries right now.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::meters;

/// Asked by readiness; clones share what they know.
#[derive(Debug, Clone, Default)]
pub struct Liveness(Arc<AtomicUsize>);

impl Liveness {
    /// Whether Slack can reach us.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.0.load(Ordering::Acquire) > 0
    }

    /// Counts a connection until what is returned is dropped.
    pub(super) fn begin(&self) -> Alive {
        self.0.fetch_add(1, Ordering::AcqRel);
        metrics::gauge!(meters::SOCKETS).increment(1);
        Alive(self.clone())
    }
}

/// A connection that takes deliveries.
#[derive(Debug)]
pub(super) struct Alive(Liveness);

impl Drop for Alive {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::AcqRel);
        metrics::gauge!(meters::SOCKETS).decrement(1);
    }
}
