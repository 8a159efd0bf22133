//! From when on there is a turn for one more edit in a workspace. Whoever delivers the outbox knows it, by Slack's
//! limits; an edit that has to wait anyhow is then stored with its turn, and nobody looks at it before.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::domain::ids::WorkspaceId;

/// The turns of each workspace. Forgotten at a stop: an edit then waits for a look to be put off.
#[derive(Debug, Clone, Default)]
pub struct EditTurns(Arc<Mutex<HashMap<WorkspaceId, Timestamp>>>);

impl EditTurns {
    /// Says that all turns before `at` are taken.
    pub fn taken_until(&self, workspace: &WorkspaceId, at: Timestamp) {
        self.turns().insert(workspace.clone(), at);
    }

    /// The first turn from `now` on.
    #[must_use]
    pub fn next(&self, workspace: &WorkspaceId, now: Timestamp) -> Timestamp {
        let taken_until = self.turns().get(workspace).copied();
        taken_until.map_or(now, |at| at.max(now))
    }

    fn turns(&self) -> MutexGuard<'_, HashMap<WorkspaceId, Timestamp>> {
        // A map of instants is whole at any moment.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
