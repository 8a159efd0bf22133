//! Writing a briefing: one page after another, each saved, left and taken up again, and two people at one.
//!
//! Posting it is [`post_briefing`](super::post_briefing)'s business.

mod preview;
mod save;

use futures_util::FutureExt as _;

pub use self::preview::{Previewed, preview};
pub use self::save::{PageSave, Saved, save};
use super::refusal::{self, BriefingFault, Outcome, Refusal, Stop, Thing};
use super::who;
use crate::app::{App, fresh_id};
use crate::domain::briefing::{BriefingContent, BriefingState};
use crate::domain::campaign::{Campaign, CampaignState};
use crate::domain::feedback_loop::LoopState;
use crate::domain::ids::{CampaignId, ChannelId, MemberId};
use crate::domain::permission::Action;
use crate::store::{BriefingRow, StoreError, Tenant, Tx};

/// Unfinished briefings that are listed.
const LISTED: u32 = 20;

/// A campaign's briefing as its writer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The campaign.
    pub campaign_id: CampaignId,
    /// Its name.
    pub name: String,
    /// The revision that this is; 0 before anything was saved.
    pub revision: i64,
    /// What it says.
    pub content: BriefingContent,
    /// Where it is.
    pub state: BriefingState,
    /// What the post says, where it is posted.
    pub posted: Option<BriefingContent>,
    /// Channels in which it stands, or is to stand: those of the loops until somebody chose.
    pub channels: Vec<ChannelId>,
}

/// The form that opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// Of no campaign yet: one of these is to be chosen, or a new one named.
    New {
        /// The id of a new one.
        id: CampaignId,
        /// Campaigns without a posted briefing, newest first.
        campaigns: Vec<(CampaignId, String)>,
        /// What a briefing says before anybody wrote.
        content: BriefingContent,
    },
    /// Of a campaign.
    Of(Box<Written>),
}

/// Opens the form: of a campaign, or of one that is still to be chosen. Stores nothing.
///
/// # Errors
/// When the database fails.
pub async fn open(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    campaign: Option<&CampaignId>,
) -> Outcome<Opened> {
    let input = (tenant.clone(), actor.clone(), campaign.cloned(), app.now());
    refusal::read(app, input, |tx, (tenant, actor, campaign, now)| {
        async move {
            who::must_be_allowed(tx, tenant, actor, &Action::EditCampaign).await?;
            let Some(campaign) = campaign else {
                return Ok(Opened::New {
                    id: CampaignId::new(fresh_id(*now)),
                    campaigns: tx.campaigns_to_brief(tenant).await?,
                    content: blank(actor),
                });
            };
            let written = written(tx, tenant, actor, campaign).await?;
            Ok(Opened::Of(Box::new(written)))
        }
        .boxed()
    })
    .await
}

/// The campaigns that can be chosen on the first page: those that run and have no posted briefing.
///
/// # Errors
/// When the database fails.
pub async fn to_choose(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
) -> Outcome<Vec<(CampaignId, String)>> {
    let input = (tenant.clone(), actor.clone());
    refusal::read(app, input, |tx, (tenant, actor)| {
        async move {
            who::must_be_allowed(tx, tenant, actor, &Action::EditCampaign).await?;
            Ok(tx.campaigns_to_brief(tenant).await?)
        }
        .boxed()
    })
    .await
}

/// The briefings that somebody owns or wrote on and that are not posted yet, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn unfinished(app: &App, tenant: &Tenant, actor: &MemberId) -> Outcome<Vec<Written>> {
    let input = (tenant.clone(), actor.clone());
    refusal::read(app, input, |tx, (tenant, actor)| {
        async move {
            who::must_be_allowed(tx, tenant, actor, &Action::EditCampaign).await?;
            let rows = tx.unfinished_briefings(tenant, actor, LISTED).await?;
            let mut listed = Vec::with_capacity(rows.len());
            for row in rows {
                if let Some(campaign) = tx.campaign(tenant, &row.campaign_id).await? {
                    listed.push(of_row(campaign.name, row));
                }
            }
            Ok(listed)
        }
        .boxed()
    })
    .await
}

/// A campaign's briefing, or what it would begin with.
async fn written(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    id: &CampaignId,
) -> Result<Written, Stop> {
    let campaign = tx.campaign(tenant, id).await?;
    let campaign = campaign.ok_or(Refusal::Unknown(Thing::Campaign))?;
    if campaign.state == CampaignState::Closed {
        return Err(Refusal::Briefing(BriefingFault::Closed).into());
    }
    let mut written = match tx.briefing(tenant, id).await? {
        Some(row) => of_row(campaign.name, row),
        None => Written {
            campaign_id: campaign.id.clone(),
            name: campaign.name.clone(),
            revision: 0,
            content: beginning(&campaign, actor),
            state: BriefingState::Draft,
            posted: None,
            channels: Vec::new(),
        },
    };
    if written.channels.is_empty() {
        written.channels = channels_of_loops(tx, tenant).await?;
    }
    Ok(written)
}

fn of_row(name: String, row: BriefingRow) -> Written {
    Written {
        campaign_id: row.campaign_id,
        name,
        revision: row.revision,
        content: row.content,
        state: row.state,
        posted: row.posted,
        channels: row.channels,
    }
}

fn blank(actor: &MemberId) -> BriefingContent {
    BriefingContent {
        questions_to: Some(actor.clone()),
        ..BriefingContent::default()
    }
}

/// What a campaign's briefing begins with: what is known of the campaign.
fn beginning(campaign: &Campaign, actor: &MemberId) -> BriefingContent {
    BriefingContent {
        goal: campaign.goal.clone().unwrap_or_default(),
        not_for: campaign.not_for.clone().unwrap_or_default(),
        first_contact_days: campaign.first_contact_days,
        starts_on: campaign.starts_on,
        ends_on: campaign.ends_on,
        ..blank(actor)
    }
}

/// The channels for briefings of the loops that run.
async fn channels_of_loops(tx: &mut Tx, tenant: &Tenant) -> Result<Vec<ChannelId>, StoreError> {
    let mut channels = Vec::new();
    for row in tx.loops(tenant).await? {
        if row.settings.state == LoopState::Active
            && let Some(channel) = row.settings.briefing_channel
            && !channels.contains(&channel)
        {
            channels.push(channel);
        }
    }
    Ok(channels)
}
