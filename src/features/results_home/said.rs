//! What a digest says of you said → we did: what was promised in earlier rounds, what was done since the last
//! digest, and what is still open. Its subject is the campaign, never a person.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::Home;
use crate::domain::figures::RoundFigures;
use crate::domain::figures_briefing::{Said, SaidState};
use crate::domain::ids::CampaignId;
use crate::domain::round::{Round, RoundState};
use crate::domain::working_time::{add_working_days, local_date};
use crate::store::{OwnerAnswer, StoreError, Tx};

/// Working days after a digest within which an answer to its numbers is hoped for.
const ANSWER_DAYS: u32 = 2;
/// Rounds that are looked back through for the last digest.
const ROUNDS_BACK: u32 = 12;

impl Home<'_> {
    /// What this round's digest says: done, promised, open, unanswered.
    pub(in crate::features) async fn said(
        &self,
        tx: &mut Tx,
        figures: &RoundFigures,
    ) -> Result<Vec<Said>, StoreError> {
        let last = self.last_digest(tx).await?;
        let mut said = self.promises(tx, last.as_ref()).await?;
        let unanswered = match &last {
            Some(last) => self.unanswered(tx, last).await?,
            None => BTreeMap::new(),
        };
        let home = self.feedback_loop.settings.time_zone();
        let today = local_date(self.now, &home);
        let due = add_working_days(today, ANSWER_DAYS, self.feedback_loop.settings.calendar());
        let mut answered = BTreeSet::new();
        for row in &figures.campaigns {
            let Some(id) = &row.campaign_id else {
                continue;
            };
            answered.insert(id.clone());
            if row.owner_answer.is_some() || row.owner_id.is_none() {
                continue;
            }
            let again = unanswered.contains_key(id);
            said.push(Said {
                campaign_id: id.clone(),
                campaign: row.name.clone(),
                state: SaidState::Open { due, again },
            });
        }
        let silent = unanswered
            .into_iter()
            .filter(|it| !answered.contains(&it.0));
        said.extend(silent.map(|(campaign_id, campaign)| Said {
            campaign_id,
            campaign,
            state: SaidState::Unanswered,
        }));
        Ok(said)
    }

    /// The loop's round whose digest was the last to go out before this one.
    async fn last_digest(&self, tx: &mut Tx) -> Result<Option<Round>, StoreError> {
        let rounds = tx
            .rounds_of_loop(self.tenant, &self.round.loop_id, ROUNDS_BACK)
            .await?;
        let published = rounds
            .into_iter()
            .filter(|it| it.state == RoundState::Published && it.id != self.round.id);
        Ok(published.max_by_key(|it| it.published_at))
    }

    /// What was answered in earlier rounds: not done yet, or done since the last digest.
    async fn promises(&self, tx: &mut Tx, last: Option<&Round>) -> Result<Vec<Said>, StoreError> {
        let since = last.and_then(|it| it.published_at);
        let since = since.unwrap_or(Timestamp::UNIX_EPOCH);
        let mut answers = tx
            .answers_not_done_before(self.tenant, &self.round.loop_id, since)
            .await?;
        if let Some(last) = last {
            // Its own digest told the answer, and not that it was done by then.
            let early = tx.owner_answers(self.tenant, &last.id).await?;
            answers.extend(early.into_iter().filter(|it| it.done_at < Some(since)));
        }
        answers.retain(|it| it.round_id != self.round.id);
        let (mut done, mut promised, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        for answer in answers {
            let key = (answer.round_id.clone(), answer.campaign_id.clone());
            let campaign = tx.campaign(self.tenant, &answer.campaign_id).await?;
            let Some(campaign) = campaign.filter(|_| seen.insert(key)) else {
                continue;
            };
            let list = match answer.done_at {
                Some(_) => &mut done,
                None => &mut promised,
            };
            list.push(Said {
                campaign_id: campaign.id,
                campaign: campaign.name,
                state: self.state(answer),
            });
        }
        done.append(&mut promised);
        Ok(done)
    }

    fn state(&self, answer: OwnerAnswer) -> SaidState {
        let home = self.feedback_loop.settings.time_zone();
        match answer.done_at {
            Some(at) => SaidState::Done {
                answer: answer.answer,
                on: local_date(at, &home),
            },
            None => SaidState::Promised {
                answer: answer.answer,
            },
        }
    }

    /// The campaigns whose numbers of that round got no answer, with their names.
    async fn unanswered(
        &self,
        tx: &mut Tx,
        last: &Round,
    ) -> Result<BTreeMap<CampaignId, String>, StoreError> {
        let Some(figures) = tx.figures(self.tenant, &last.id).await? else {
            return Ok(BTreeMap::new());
        };
        let answers = tx.owner_answers(self.tenant, &last.id).await?;
        let answered: BTreeSet<CampaignId> = answers.into_iter().map(|it| it.campaign_id).collect();
        let rows = figures
            .campaigns
            .into_iter()
            .filter(|it| it.owner_id.is_some());
        Ok(rows
            .filter_map(|row| Some((row.campaign_id?, row.name)))
            .filter(|(id, _)| !answered.contains(id))
            .collect())
    }
}
