//! Results come home: when a digest is published, each campaign's numbers go into the thread of its
//! briefing, the reps whose answers led to what marketing changes hear it, and marketing is asked where
//! nothing came back. Never tells a rep's name to anybody else.

mod nothing_came_back;
mod said;
mod thread;
mod you_said;

use jiff::Timestamp;

pub(super) use thread::bring_results_in_line;
pub(super) use you_said::{heard_by, tell};

use crate::domain::round::Round;
use crate::store::{LoopRow, StoreError, Tenant, Tx};

/// The round whose results come home.
pub(super) struct Home<'a> {
    pub(super) tenant: &'a Tenant,
    pub(super) feedback_loop: &'a LoopRow,
    pub(super) round: &'a Round,
    pub(super) now: Timestamp,
}

impl Home<'_> {
    /// Tells the reps on whose answers rests what was answered before the digest went out.
    pub(super) async fn tell_who_said(&self, tx: &mut Tx) -> Result<(), StoreError> {
        for answer in tx.owner_answers(self.tenant, &self.round.id).await? {
            let campaign = &answer.campaign_id;
            tell(tx, self.tenant, &self.round.id, campaign, &[], self.now).await?;
        }
        Ok(())
    }
}
