//! Whom a file's words for the owner mean, looked up once for each wording.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::domain::ids::MemberId;
use crate::domain::member::Member;
use crate::domain::ownership::{OwnerMatch, match_owner};

/// Wordings that are remembered; a file has a few dozen, unless its owner column is something else.
const KNOWN_MAX: usize = 5_000;

/// The people of the workspace, and whom the wordings so far mean.
#[derive(Debug)]
pub(super) struct Owners {
    members: Vec<Member>,
    known: Mutex<HashMap<String, Option<MemberId>>>,
}

impl Owners {
    pub(super) fn new(members: Vec<Member>) -> Self {
        Self {
            members,
            known: Mutex::default(),
        }
    }

    /// The one member that this can mean; none when it means nobody, or could mean several.
    pub(super) fn matched(&self, text: &str) -> Option<MemberId> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(text) {
            return found.clone();
        }
        let found = match match_owner(text, &self.members) {
            OwnerMatch::Matched(id) => Some(id),
            OwnerMatch::Ambiguous(_) | OwnerMatch::Unknown => None,
        };
        if known.len() >= KNOWN_MAX {
            known.clear();
        }
        known.insert(text.to_owned(), found.clone());
        found
    }
}
