//! Briefings whose time has come: the scheduler asks for each, once.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::super::briefing_posts::Messages;
use super::{is_complete, post_in};
use crate::app::App;
use crate::domain::briefing::BriefingState;
use crate::domain::campaign::CampaignState;
use crate::domain::ids::CampaignId;
use crate::store::{StoreError, Tenant, Tx};

/// Posts a briefing whose time has come. One that is being rewritten and incomplete is not posted: its owner is
/// told, and it waits for them; one of a closed campaign never is.
///
/// # Errors
/// When the database fails.
pub async fn post_due(
    app: &App,
    tenant: &Tenant,
    campaign_id: &CampaignId,
) -> Result<(), StoreError> {
    let input = (tenant.clone(), campaign_id.clone(), app.now());
    app.store
        .write(input, |tx, (tenant, campaign_id, now)| {
            post_due_in(tx, tenant, campaign_id, *now).boxed()
        })
        .await
}

async fn post_due_in(
    tx: &mut Tx,
    tenant: &Tenant,
    campaign_id: &CampaignId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(mut briefing) = tx.briefing(tenant, campaign_id).await? else {
        return Ok(());
    };
    if briefing.post_at.is_none_or(|at| at > now) {
        return Ok(());
    }
    let campaign = tx.campaign(tenant, campaign_id).await?;
    let is_written = matches!(
        briefing.state,
        BriefingState::Draft | BriefingState::InReview
    );
    let campaign = campaign.filter(|it| it.state != CampaignState::Closed && is_written);
    let is_complete = is_complete(&briefing.content) && !briefing.channels.is_empty();
    match campaign {
        Some(campaign) if is_complete => {
            let by = briefing.posted_by.clone();
            let by = by.unwrap_or_else(|| briefing.edited_by.clone());
            post_in(tx, tenant, campaign, briefing, &by, now).await
        }
        campaign => {
            briefing.post_at = None;
            let Some(campaign) = campaign else {
                return tx.save_briefing(tenant, &briefing).await;
            };
            briefing.state = BriefingState::Draft;
            tx.save_briefing(tenant, &briefing).await?;
            let messages = Messages {
                tenant,
                campaign: &campaign,
                briefing: &briefing,
                now,
            };
            messages.to_owner(tx).await?;
            messages.is_held_back(tx).await
        }
    }
}
