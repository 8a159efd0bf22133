//! Campaigns in a list, as marketing sees them: where each is, who has read its briefing, and how its leads are
//! judged. A page takes the same number of statements, however many campaigns there are.

use std::collections::{HashMap, HashSet};

use futures_util::FutureExt as _;

use super::refusal::{self, Outcome};
use super::who;
use crate::app::App;
use crate::domain::briefing::BriefingState;
use crate::domain::campaign::Campaign;
use crate::domain::figures::CampaignFigures;
use crate::domain::ids::{CampaignId, ChannelId, MemberId};
use crate::domain::permission::Action;
use crate::store::{FrozenRound, StoreError, Tenant, Tx};

/// Campaigns on a page of the list.
pub const PAGE: u32 = 10;
/// Rounds in which a campaign's figures are looked for.
pub(super) const FROZEN_ROUNDS: u32 = 24;

/// Where a campaign's briefing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BriefingNow {
    /// Nobody has begun one.
    None,
    /// Being written.
    Draft,
    /// Shown to a few colleagues.
    WithColleagues,
    /// Stands in its channels; so many of those whom it is for have read it.
    Posted {
        /// Who have read it, of those whom it is for.
        read: u32,
        /// Whom it is for.
        of: u32,
    },
    /// Its campaign is over.
    Closed,
}

/// A campaign in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignLine {
    /// The campaign.
    pub campaign: Campaign,
    /// Its owner's name.
    pub owner: Option<String>,
    /// Its leads.
    pub leads: u32,
    /// Those of them that were rated.
    pub rated: u32,
    /// Where its briefing is.
    pub briefing: BriefingNow,
    /// The last round's figures that may be shown, of any loop.
    pub figures: Option<CampaignFigures>,
}

/// A page of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignPage {
    /// Those that are closed last, the newest first.
    pub campaigns: Vec<CampaignLine>,
    /// Which page it is, from 0 on.
    pub page: u32,
    /// So many more come after this page.
    pub more: u32,
}

/// A page (from 0 on) of all campaigns, for whoever may edit them; the last one where there are not so many.
///
/// # Errors
/// When the database fails.
pub async fn see_campaigns(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    page: u32,
) -> Outcome<CampaignPage> {
    let input = (tenant.clone(), actor.clone());
    refusal::read(app, input, move |tx, (tenant, actor)| {
        async move {
            who::must_be_allowed(tx, tenant, actor, &Action::EditCampaign).await?;
            let frozen = tx.frozen_rounds(tenant, FROZEN_ROUNDS).await?;
            let (_, total) = tx.campaigns_page(tenant, 0, 0).await?;
            let page = page.min(total.saturating_sub(1) / PAGE);
            Ok(lines(tx, tenant, &frozen, page, PAGE).await?)
        }
        .boxed()
    })
    .await
}

/// A page of at most `limit` campaigns.
pub(super) async fn lines(
    tx: &mut Tx,
    tenant: &Tenant,
    frozen: &[FrozenRound],
    page: u32,
    limit: u32,
) -> Result<CampaignPage, StoreError> {
    let skip = page.saturating_mul(limit);
    let (campaigns, total) = tx.campaigns_page(tenant, skip, limit).await?;
    let ids: Vec<CampaignId> = campaigns.iter().map(|it| it.id.clone()).collect();
    let counts = tx.campaign_counts(tenant, &ids).await?;
    let briefings = briefings_now(tx, tenant, &ids).await?;
    let owners = owners(tx, tenant, &campaigns).await?;
    let shown = count(campaigns.len());
    let lines = campaigns.into_iter().map(|campaign| {
        let counted = counts.iter().find(|it| it.campaign_id == campaign.id);
        let owner = campaign.owner_id.as_ref().and_then(|id| owners.get(id));
        CampaignLine {
            owner: owner.cloned(),
            leads: counted.map_or(0, |it| it.leads),
            rated: counted.map_or(0, |it| it.rated),
            briefing: briefings
                .get(&campaign.id)
                .copied()
                .unwrap_or(BriefingNow::None),
            figures: last_figures(frozen, &campaign.id),
            campaign,
        }
    });
    Ok(CampaignPage {
        campaigns: lines.collect(),
        page,
        more: total.saturating_sub(skip.saturating_add(shown)),
    })
}

/// A campaign's figures of the last round in which they may be shown, in a loop that has statistics.
fn last_figures(frozen: &[FrozenRound], campaign: &CampaignId) -> Option<CampaignFigures> {
    let mut of_campaign = frozen
        .iter()
        .filter(|it| it.figures.shows_statistics())
        .flat_map(|it| &it.figures.campaigns)
        .filter(|row| row.campaign_id.as_ref() == Some(campaign));
    of_campaign.find(|row| row.can_be_shown()).cloned()
}

async fn briefings_now(
    tx: &mut Tx,
    tenant: &Tenant,
    campaigns: &[CampaignId],
) -> Result<HashMap<CampaignId, BriefingNow>, StoreError> {
    let briefings = tx.briefings_of(tenant, campaigns).await?;
    if briefings.is_empty() {
        return Ok(HashMap::new());
    }
    let readers: HashSet<(CampaignId, MemberId)> = tx
        .readers_of(tenant, campaigns)
        .await?
        .into_iter()
        .collect();
    // Most briefings stand in the same channels.
    let mut wanted: HashMap<Vec<ChannelId>, Vec<MemberId>> = HashMap::new();
    let mut now = HashMap::new();
    for row in briefings {
        let state = match row.state {
            BriefingState::Draft => BriefingNow::Draft,
            BriefingState::InReview => BriefingNow::WithColleagues,
            BriefingState::Closed => BriefingNow::Closed,
            BriefingState::Posted => {
                if !wanted.contains_key(&row.channels) {
                    let people = tx.wanted_readers(tenant, &row.channels).await?;
                    let people = people.into_iter().map(|it| it.id).collect();
                    wanted.insert(row.channels.clone(), people);
                }
                let people = wanted.get(&row.channels).map_or(&[][..], Vec::as_slice);
                let has_read = |it: &&MemberId| {
                    readers.contains(&(row.campaign_id.clone(), MemberId::clone(it)))
                };
                BriefingNow::Posted {
                    read: count(people.iter().filter(has_read).count()),
                    of: count(people.len()),
                }
            }
        };
        now.insert(row.campaign_id, state);
    }
    Ok(now)
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

async fn owners(
    tx: &mut Tx,
    tenant: &Tenant,
    campaigns: &[Campaign],
) -> Result<HashMap<MemberId, String>, StoreError> {
    let mut ids: Vec<MemberId> = campaigns
        .iter()
        .filter_map(|it| it.owner_id.clone())
        .collect();
    ids.sort();
    ids.dedup();
    let owners = tx.members_by_id(tenant, &ids).await?;
    Ok(owners.into_iter().map(|it| (it.id, it.name)).collect())
}
