//! What loops, campaigns and reps are called in an export.

use std::collections::{HashMap, HashSet};

use crate::domain::ids::{CampaignId, MemberId, RoundId};
use crate::domain::member::Role;
use crate::export::pseudonym;
use crate::store::{LoopRow, StoreError, Tenant, Tx};

/// The names of a workspace's things and people, as an export shows them.
pub(super) struct Names {
    salt: String,
    loops: Vec<LoopRow>,
    /// The loop of each round, by its place in `loops`.
    rounds: HashMap<RoundId, usize>,
    campaigns: HashMap<CampaignId, String>,
    people: HashMap<MemberId, String>,
    /// Reps of a loop that announces names.
    named: HashSet<MemberId>,
    /// Reps of a loop that doesn't: by name nowhere, or the two would be told from one another.
    hidden: HashSet<MemberId>,
}

impl Names {
    pub(super) async fn load(tx: &mut Tx, tenant: &Tenant) -> Result<Self, StoreError> {
        let loops = tx.all_loops(tenant).await?;
        let mut rounds = HashMap::new();
        let (mut named, mut hidden) = (HashSet::new(), HashSet::new());
        for (at, row) in loops.iter().enumerate() {
            let id = &row.settings.id;
            for round in tx.rounds_of_loop(tenant, id, u32::MAX).await? {
                rounds.insert(round.id, at);
            }
            let reps = tx.loop_members(tenant, id).await?;
            let reps = reps.into_iter().filter(|it| it.role == Role::Sales);
            let kind = if row.settings.shows_names {
                &mut named
            } else {
                &mut hidden
            };
            kind.extend(reps.map(|it| it.member_id));
        }
        let campaigns = tx.campaigns(tenant).await?;
        let people = tx.members(tenant).await?;
        Ok(Self {
            salt: tx.workspace(tenant).await?.pseudonym_salt,
            loops,
            rounds,
            campaigns: campaigns.into_iter().map(|it| (it.id, it.name)).collect(),
            people: people
                .into_iter()
                .map(|it| {
                    let is_named = !it.real_name.trim().is_empty();
                    (it.id, if is_named { it.real_name } else { it.name })
                })
                .collect(),
            named,
            hidden,
        })
    }

    /// The loop that a round belongs to.
    pub(super) fn loop_of(&self, round: &RoundId) -> Option<&LoopRow> {
        self.loops.get(*self.rounds.get(round)?)
    }

    pub(super) fn campaign(&self, id: Option<&CampaignId>) -> Option<String> {
        self.campaigns.get(id?).cloned()
    }

    /// Somebody who answered in this loop: by name where it announces names.
    pub(super) fn rep_in(&self, feedback_loop: Option<&LoopRow>, id: &MemberId) -> String {
        self.called(id, feedback_loop.is_some_and(|it| it.settings.shows_names))
    }

    /// Somebody outside of any one loop: by name where every loop that asks them announces names.
    pub(super) fn rep(&self, id: &MemberId) -> String {
        self.called(id, self.named.contains(id))
    }

    fn called(&self, id: &MemberId, announces_names: bool) -> String {
        let by_name = announces_names && !self.hidden.contains(id);
        let name = self.people.get(id).filter(|_| by_name);
        name.cloned()
            .unwrap_or_else(|| pseudonym(self.salt.as_bytes(), id))
    }
}
