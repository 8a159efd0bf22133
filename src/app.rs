//! What a feature receives: the store, the clock and the bells. Nothing else.

use std::sync::Arc;

use jiff::Timestamp;
use uuid::{NoContext, Uuid};

use crate::bells::Bells;
use crate::clock::Clock;
use crate::store::Store;

/// The program as its features see it. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// Everything that is remembered.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// How commits tell of work.
    pub bells: Bells,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("store", &self.store)
            .finish_non_exhaustive()
    }
}

impl App {
    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// A new id: UUID v7 of this instant, so that ids sort by age.
#[must_use]
pub fn fresh_id(now: Timestamp) -> String {
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or_default();
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, seconds, nanos)).to_string()
}
