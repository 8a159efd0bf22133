//! Counts work that has begun and is not finished, so that one can wait for rest.

use std::sync::Arc;

use tokio::sync::watch;

/// How much is under way: API requests being answered, deliveries not yet acknowledged and applied.
#[derive(Clone, Debug)]
pub(crate) struct InFlight {
    count: Arc<watch::Sender<usize>>,
}

/// One piece of work; it counts as long as this lives.
#[derive(Debug)]
pub(crate) struct Underway {
    count: Arc<watch::Sender<usize>>,
}

impl InFlight {
    pub(crate) fn new() -> Self {
        Self {
            count: Arc::new(watch::Sender::new(0)),
        }
    }

    pub(crate) fn begin(&self) -> Underway {
        self.count.send_modify(|n| *n += 1);
        Underway {
            count: Arc::clone(&self.count),
        }
    }

    pub(crate) fn count(&self) -> usize {
        *self.count.borrow()
    }

    pub(crate) async fn settled(&self) {
        let mut count = self.count.subscribe();
        // The sender lives as long as `self`, so waiting can't fail.
        let _ = count.wait_for(|n| *n == 0).await;
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        self.count.send_modify(|n| *n = n.saturating_sub(1));
    }
}
