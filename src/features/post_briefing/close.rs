//! Closing a campaign: its briefing is marked, and is not posted any more if it wasn't.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::super::briefing_posts::Messages;
use super::super::refusal::{self, Outcome, Refusal, Stop, Thing};
use super::super::who;
use crate::app::App;
use crate::domain::briefing::BriefingState;
use crate::domain::campaign::{Campaign, CampaignState};
use crate::domain::ids::{CampaignId, MemberId};
use crate::domain::permission::Action;
use crate::store::{Tenant, Tx};

/// Closes a campaign: its briefing is marked, and is not posted if it wasn't. Its leads are still asked about.
/// Closing a closed one changes nothing.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn close(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    campaign_id: &CampaignId,
) -> Outcome<()> {
    let input = (
        tenant.clone(),
        actor.clone(),
        campaign_id.clone(),
        app.now(),
    );
    refusal::write(app, input, |tx, (tenant, actor, campaign_id, now)| {
        async move {
            who::must_be_allowed(tx, tenant, actor, &Action::EditCampaign).await?;
            close_in(tx, tenant, campaign_id, *now).await
        }
        .boxed()
    })
    .await
}

/// The same, in the transaction of somebody who may.
pub(in crate::features) async fn close_in(
    tx: &mut Tx,
    tenant: &Tenant,
    campaign_id: &CampaignId,
    now: Timestamp,
) -> Result<(), Stop> {
    let campaign = tx.campaign(tenant, campaign_id).await?;
    let campaign = campaign.ok_or(Refusal::Unknown(Thing::Campaign))?;
    if campaign.state == CampaignState::Closed {
        return Ok(());
    }
    let campaign = Campaign {
        state: CampaignState::Closed,
        ..campaign
    };
    tx.save_campaign(tenant, &campaign).await?;
    let Some(mut briefing) = tx.briefing(tenant, campaign_id).await? else {
        return Ok(());
    };
    let was_posted = briefing.state == BriefingState::Posted;
    let was_told =
        was_posted || briefing.state == BriefingState::InReview || briefing.post_at.is_some();
    briefing.state = BriefingState::Closed;
    briefing.post_at = None;
    briefing.closed_at = Some(now);
    tx.save_briefing(tenant, &briefing).await?;
    let messages = Messages {
        tenant,
        campaign: &campaign,
        briefing: &briefing,
        now,
    };
    if was_posted {
        messages.in_line(tx).await?;
    }
    messages.to_reviewers(tx).await?;
    if was_told {
        messages.to_owner(tx).await?;
    }
    Ok(())
}
