//! Which of a campaign's leads a round asks about, where it has more than are enough to know.

use std::collections::HashMap;

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::fill_ask::{CampaignAnswers, counts_from};
use crate::domain::ask::AskState;
use crate::domain::ids::{CampaignId, MemberId, RoundId};
use crate::domain::queue::{Candidate, Filled};
use crate::domain::sampling::{ENOUGH_ANSWERS, Sampling, asked_for_enough};
use crate::store::{LoopRow, StoreError, Tenant, Tx};

/// What a round that is being asked still has to ask: about the leads of those whose asks are not filled yet. Notes in
/// `answers` how many the campaigns have.
pub(super) async fn of_round(
    tx: &mut Tx,
    tenant: &Tenant,
    round: &RoundId,
    answers: &CampaignAnswers,
    now: Timestamp,
) -> Result<Sampling, StoreError> {
    let loop_id = tx.round(tenant, round).await?.map(|it| it.loop_id);
    let feedback_loop = match loop_id {
        Some(id) => tx.feedback_loop(tenant, &id).await?,
        None => None,
    };
    let Some(feedback_loop) = feedback_loop else {
        return Ok(Sampling::default());
    };
    let asks = tx.asks_of_round(tenant, round).await?;
    let to_fill = asks
        .into_iter()
        .filter(|row| row.ask.state == AskState::Pending && row.filled_at.is_none());
    let reps: Vec<MemberId> = to_fill.map(|row| row.ask.member_id).collect();
    let to_ask = tx
        .leads_to_ask(tenant, &reps, counts_from(&feedback_loop), now)
        .await?;
    let campaigns = to_ask.iter().map(|(campaign, ..)| campaign.clone());
    answers.of(tx, tenant, campaigns.collect()).await?;
    of_leads(tx, tenant, &feedback_loop, round, to_ask).await
}

/// What a round has to ask about the leads of these reps.
pub(super) async fn of_reps(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    round: &RoundId,
    reps: &[MemberId],
    now: Timestamp,
) -> Result<Sampling, StoreError> {
    let to_ask = tx
        .leads_to_ask(tenant, reps, counts_from(feedback_loop), now)
        .await?;
    of_leads(tx, tenant, feedback_loop, round, to_ask).await
}

async fn of_leads(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    round: &RoundId,
    to_ask: Vec<(CampaignId, MemberId, u32)>,
) -> Result<Sampling, StoreError> {
    let asked = tx.asked_so_far(tenant, round).await?;
    let mut leads = asked.clone();
    for (campaign, _, count) in &to_ask {
        *leads.entry(campaign.clone()).or_insert(0) += count;
    }
    if leads.values().all(|count| *count <= ENOUGH_ANSWERS) {
        return Ok(Sampling::default());
    }
    let before = tx
        .figures_before(tenant, &feedback_loop.settings.id, round, 1)
        .await?;
    let last = before.first().map(|it| (it.asked, it.verdicts.rated()));
    Ok(Sampling::new(asked_for_enough(last), &asked, to_ask))
}

/// Notes on each of a rep's leads how much room its campaign has in their ask.
pub(super) fn give_room(
    candidates: &mut [Candidate],
    sampling: &Sampling,
    round: &RoundId,
    rep: &MemberId,
) {
    for lead in candidates {
        let campaign = lead.campaign_id.as_ref();
        lead.campaign_room = campaign
            .filter(|_| !lead.is_from_sales)
            .and_then(|id| sampling.share(id, chance(round, rep, id)));
    }
}

/// Notes what a rep's ask is about.
pub(super) fn note(
    sampling: &mut Sampling,
    rep: &MemberId,
    candidates: &[Candidate],
    filled: &Filled,
) {
    let campaigns: HashMap<_, _> = candidates
        .iter()
        .filter(|it| !it.is_from_sales)
        .filter_map(|it| Some((&it.lead_id, it.campaign_id.as_ref()?)))
        .collect();
    let mut asked: HashMap<CampaignId, u32> = HashMap::new();
    let full = filled.cards.iter().filter(|card| card.is_full());
    for lead in full.flat_map(|card| std::iter::once(&card.lead_id).chain(&card.with)) {
        if let Some(campaign) = campaigns.get(lead) {
            *asked.entry((*campaign).clone()).or_insert(0) += 1;
        }
    }
    sampling.note(rep, &asked);
}

/// A number that is the same whenever this rep's ask in this round is filled, and has nothing to do with who they
/// are otherwise.
fn chance(round: &RoundId, rep: &MemberId, campaign: &CampaignId) -> u32 {
    let digest: [u8; 32] = Sha256::digest(format!("{round}\n{rep}\n{campaign}")).into();
    let [a, b, c, d, ..] = digest;
    u32::from_be_bytes([a, b, c, d])
}
