//! What a marketer sees: what waits for them, most urgent first, and the campaigns.

use std::collections::HashSet;

use super::super::campaign_overview::{self, CampaignLine, FROZEN_ROUNDS};
use crate::domain::briefing::BriefingState;
use crate::domain::campaign::CampaignState;
use crate::domain::ids::{CampaignId, MemberId, RoundId};
use crate::store::{FrozenRound, ReviewRow, StoreError, Tenant, Tx, UnfinishedCampaign};

/// Campaigns on the Home tab.
const CAMPAIGNS: u32 = 5;
/// Things that wait which the Home tab lists.
const WAITING: usize = 3;
/// Campaigns that are looked through for what they lack.
const UNFINISHED: u32 = 500;

/// What a marketer sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeMarketer {
    /// What waits for them, most urgent first, at most three.
    pub waiting: Vec<MarketerTodo>,
    /// So many more things wait.
    pub more_waiting: u32,
    /// The newest campaigns.
    pub campaigns: Vec<CampaignLine>,
    /// So many more campaigns.
    pub more_campaigns: u32,
    /// Leads that name no campaign.
    pub leads_without_campaign: u32,
}

/// One thing that waits for a marketer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarketerTodo {
    /// A round's numbers, which they have not answered: "what will you change?"
    AnswerNumbers {
        /// The round.
        round_id: RoundId,
        /// The campaign.
        campaign_id: CampaignId,
        /// Its name.
        name: String,
    },
    /// Colleagues said what they think of a draft, and have no reply.
    ReplyToColleagues {
        /// The campaign.
        campaign_id: CampaignId,
        /// Its name.
        name: String,
        /// So many have none.
        count: u32,
        /// The one who was asked first.
        first: MemberId,
    },
    /// Leads come, and sales was told nothing of the campaign.
    WriteBriefing {
        /// The campaign.
        campaign_id: CampaignId,
        /// Its name.
        name: String,
        /// Its leads that are not done.
        leads: u32,
    },
    /// A briefing that was begun.
    FinishBriefing {
        /// The campaign.
        campaign_id: CampaignId,
        /// Its name.
        name: String,
    },
    /// An import brought the name, nobody the rest.
    CompleteCampaign {
        /// The campaign.
        campaign_id: CampaignId,
        /// Its name.
        name: String,
    },
}

pub(super) async fn marketer(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
) -> Result<HomeMarketer, StoreError> {
    let frozen = tx.frozen_rounds(tenant, FROZEN_ROUNDS).await?;
    let mut waiting = not_answered(tx, tenant, &frozen, member).await?;
    let unfinished = tx.unfinished_campaigns(tenant, member, UNFINISHED).await?;
    let mut lacking = Vec::new();
    for it in unfinished {
        let is_mine = it.owner_id.as_ref() == Some(member);
        if is_mine && it.briefing == Some(BriefingState::InReview) {
            lacking.extend(not_replied(tx, tenant, it).await?);
        } else {
            lacking.extend(lacks(it));
        }
    }
    lacking.sort_by_key(urgency);
    waiting.append(&mut lacking);
    let more = waiting.len().saturating_sub(WAITING);
    waiting.truncate(WAITING);
    let page = campaign_overview::lines(tx, tenant, &frozen, 0, CAMPAIGNS).await?;
    Ok(HomeMarketer {
        waiting,
        more_waiting: u32::try_from(more).unwrap_or(u32::MAX),
        campaigns: page.campaigns,
        more_campaigns: page.more,
        leads_without_campaign: tx.leads_without_campaign(tenant, 0, 0).await?.1,
    })
}

/// The numbers of their campaigns that still take an answer and have none.
async fn not_answered(
    tx: &mut Tx,
    tenant: &Tenant,
    frozen: &[FrozenRound],
    member: &MemberId,
) -> Result<Vec<MarketerTodo>, StoreError> {
    let mut todo = Vec::new();
    let mut seen = HashSet::new();
    for round in frozen {
        // Answers are taken until the loop's next round closes: the latest one's.
        if !seen.insert(&round.loop_id) || round.digest_due_at.is_none() {
            continue;
        }
        let own: Vec<(CampaignId, String)> = round
            .figures
            .campaigns
            .iter()
            .filter(|row| row.owner_id.as_ref() == Some(member) && row.verdicts.rated() > 0)
            .filter_map(|row| Some((row.campaign_id.clone()?, row.name.clone())))
            .collect();
        if own.is_empty() {
            continue;
        }
        let answers = tx.owner_answers(tenant, &round.round_id).await?;
        let is_open = |id: &CampaignId| answers.iter().all(|it| it.campaign_id != *id);
        for (campaign_id, name) in own {
            if is_open(&campaign_id) {
                todo.push(MarketerTodo::AnswerNumbers {
                    round_id: round.round_id.clone(),
                    campaign_id,
                    name,
                });
            }
        }
    }
    Ok(todo)
}

/// Colleagues who said what they think of a draft, and are owed an answer.
async fn not_replied(
    tx: &mut Tx,
    tenant: &Tenant,
    it: UnfinishedCampaign,
) -> Result<Option<MarketerTodo>, StoreError> {
    let mut reviews = tx.reviews(tenant, &it.campaign_id).await?;
    reviews.retain(ReviewRow::is_owed_an_answer);
    let count = u32::try_from(reviews.len()).unwrap_or(u32::MAX);
    let first = reviews.into_iter().next();
    Ok(first.map(|first| MarketerTodo::ReplyToColleagues {
        campaign_id: it.campaign_id,
        name: it.name,
        count,
        first: first.member_id,
    }))
}

/// What a campaign lacks first; none when nothing is to be done for it now.
fn lacks(it: UnfinishedCampaign) -> Option<MarketerTodo> {
    let (campaign_id, name) = (it.campaign_id, it.name);
    match (it.state, it.briefing) {
        (CampaignState::Draft, _) => Some(MarketerTodo::CompleteCampaign { campaign_id, name }),
        (_, Some(BriefingState::Draft)) => Some(MarketerTodo::FinishBriefing { campaign_id, name }),
        (_, None) if it.open_leads > 0 => Some(MarketerTodo::WriteBriefing {
            campaign_id,
            name,
            leads: it.open_leads,
        }),
        _ => None,
    }
}

fn urgency(todo: &MarketerTodo) -> u8 {
    match todo {
        MarketerTodo::AnswerNumbers { .. } => 0,
        MarketerTodo::ReplyToColleagues { .. } => 1,
        MarketerTodo::WriteBriefing { .. } => 2,
        MarketerTodo::FinishBriefing { .. } => 3,
        MarketerTodo::CompleteCampaign { .. } => 4,
    }
}
