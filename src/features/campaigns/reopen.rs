//! Opening a closed campaign again: its briefing is no longer marked, and can be written on.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use crate::app::App;
use crate::domain::briefing::BriefingState;
use crate::domain::campaign::{Campaign, CampaignState};
use crate::domain::ids::{CampaignId, MemberId};
use crate::domain::permission::Action;
use crate::features::briefing_posts::Messages;
use crate::features::refusal::{self, Outcome, Refusal, Stop, Thing};
use crate::features::who;
use crate::store::{Tenant, Tx};

/// Opens a closed campaign again. Opening one that runs changes nothing; one that was merged stays what it is.
///
/// # Errors
/// When the database fails.
pub async fn reopen(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    campaign: &CampaignId,
) -> Outcome<()> {
    let input = (tenant.clone(), actor.clone(), campaign.clone(), app.now());
    refusal::write(app, input, |tx, (tenant, actor, campaign, now)| {
        async move {
            who::must_be_allowed(tx, tenant, actor, &Action::EditCampaign).await?;
            reopen_in(tx, tenant, campaign, *now).await
        }
        .boxed()
    })
    .await
}

async fn reopen_in(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &CampaignId,
    now: Timestamp,
) -> Result<(), Stop> {
    if tx.merged_into(tenant, id).await?.is_some() {
        return Err(Refusal::Unknown(Thing::Campaign).into());
    }
    let campaign = tx.campaign(tenant, id).await?;
    let campaign = campaign.ok_or(Refusal::Unknown(Thing::Campaign))?;
    if campaign.state != CampaignState::Closed {
        return Ok(());
    }
    let campaign = Campaign {
        state: CampaignState::Running,
        ..campaign
    };
    tx.save_campaign(tenant, &campaign).await?;
    let Some(mut briefing) = tx.briefing(tenant, id).await? else {
        return Ok(());
    };
    let was_shown = !tx.reviews(tenant, id).await?.is_empty();
    briefing.state = match (briefing.posted.is_some(), was_shown) {
        (true, _) => BriefingState::Posted,
        (false, true) => BriefingState::InReview,
        (false, false) => BriefingState::Draft,
    };
    briefing.closed_at = None;
    tx.save_briefing(tenant, &briefing).await?;
    let messages = Messages {
        tenant,
        campaign: &campaign,
        briefing: &briefing,
        now,
    };
    if briefing.state == BriefingState::Posted {
        messages.in_line(tx).await?;
    }
    messages.to_reviewers(tx).await?;
    if briefing.state != BriefingState::Draft {
        messages.to_owner(tx).await?;
    }
    Ok(())
}
