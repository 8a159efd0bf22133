//! An ask without "what your last answers did" twice in a row: marketing is asked what it will do, sales
//! nothing. Once for each such pair of rounds.

use std::collections::BTreeSet;

use super::Home;
use crate::app::fresh_id;
use crate::domain::figures::RoundFigures;
use crate::domain::ids::{MemberId, PostId, RoundId};
use crate::domain::member::Member;
use crate::domain::post::{Destination, Post};
use crate::domain::round::{Round, RoundState};
use crate::store::{StoreError, Tx};

/// Rounds that are looked back through.
const ROUNDS_BACK: u32 = 26;

impl Home<'_> {
    /// Asks the owners of this round's campaigns what they will do, or the loop's marketing where none has an
    /// owner, when this is the second round of the rhythm in a row in which nothing came back.
    pub(in crate::features) async fn ask_marketing(
        &self,
        tx: &mut Tx,
        figures: &RoundFigures,
        marketing: Vec<MemberId>,
    ) -> Result<(), StoreError> {
        if self.round.is_extra || !self.is_second_in_a_row(tx, figures).await? {
            return Ok(());
        }
        let owners = figures
            .campaigns
            .iter()
            .filter(|it| it.campaign_id.is_some());
        let owners: BTreeSet<MemberId> = owners.filter_map(|it| it.owner_id.clone()).collect();
        let owners: Vec<MemberId> = owners.into_iter().collect();
        let mut asked = tx.members_by_id(self.tenant, &owners).await?;
        asked.retain(Member::can_be_asked);
        if asked.is_empty() {
            asked = tx.members_by_id(self.tenant, &marketing).await?;
            asked.retain(Member::can_be_asked);
        }
        for member in asked {
            let post = Post::NothingCameBack {
                round_id: self.round.id.clone(),
                member_id: member.id.clone(),
            };
            let id = PostId::new(fresh_id(self.now));
            let to = Destination::Member(member.id);
            tx.post(self.tenant, &id, &post, &to, self.now).await?;
        }
        Ok(())
    }

    async fn is_second_in_a_row(
        &self,
        tx: &mut Tx,
        figures: &RoundFigures,
    ) -> Result<bool, StoreError> {
        if !could_be_answered(figures) || self.has_answer(tx, &self.round.id).await? {
            return Ok(false);
        }
        let rounds = tx
            .rounds_of_loop(self.tenant, &self.round.loop_id, ROUNDS_BACK)
            .await?;
        let mut in_a_row = 1;
        for round in rounds.iter().filter(|it| self.is_before(it)) {
            let figures = tx.figures(self.tenant, &round.id).await?;
            if !figures.as_ref().is_some_and(could_be_answered) {
                continue;
            }
            if self.has_answer(tx, &round.id).await? {
                break;
            }
            in_a_row += 1;
        }
        Ok(in_a_row % 2 == 0)
    }

    /// A round of the rhythm before this one that had a digest.
    fn is_before(&self, round: &Round) -> bool {
        round.number < self.round.number
            && round.state == RoundState::Published
            && !round.is_extra
            && round.only_rep.is_none()
    }

    async fn has_answer(&self, tx: &mut Tx, round_id: &RoundId) -> Result<bool, StoreError> {
        Ok(!tx.owner_answers(self.tenant, round_id).await?.is_empty())
    }
}

/// Something of a campaign was rated: there are numbers to answer.
fn could_be_answered(figures: &RoundFigures) -> bool {
    figures.campaigns.iter().any(|it| it.campaign_id.is_some())
}
