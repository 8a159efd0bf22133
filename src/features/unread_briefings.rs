//! The briefings that a rep has not read yet. Told to that rep alone.

use futures_util::FutureExt as _;

use super::refusal::{self, Outcome};
use super::who;
use crate::app::App;
use crate::domain::ids::{CampaignId, MemberId};
use crate::store::{StoreError, Tenant, Tx};

/// Unread briefings on the Home tab.
pub(super) const UNREAD_ON_HOME: usize = 3;

/// A briefing that somebody has not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadBriefing {
    /// Its campaign.
    pub campaign_id: CampaignId,
    /// The campaign's name.
    pub name: String,
    /// The goal, as it was posted.
    pub goal: String,
}

/// The briefings that somebody has not read, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn unread_briefings(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
) -> Outcome<Vec<UnreadBriefing>> {
    let input = (tenant.clone(), actor.clone());
    refusal::read(app, input, |tx, (tenant, actor)| {
        async move {
            who::known(tx, tenant, actor).await?;
            Ok(unread(tx, tenant, actor).await?)
        }
        .boxed()
    })
    .await
}

pub(super) async fn unread(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
) -> Result<Vec<UnreadBriefing>, StoreError> {
    let unread = tx.unread_briefings(tenant, member).await?;
    if unread.is_empty() {
        return Ok(Vec::new());
    }
    let campaigns = tx.campaigns(tenant).await?;
    let named = |id: &CampaignId| campaigns.iter().find(|it| it.id == *id);
    let unread = unread.into_iter().filter_map(|row| {
        Some(UnreadBriefing {
            name: named(&row.campaign_id)?.name.clone(),
            goal: row.posted.unwrap_or(row.content).goal,
            campaign_id: row.campaign_id,
        })
    });
    Ok(unread.collect())
}
