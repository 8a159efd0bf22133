//! A round's numbers of a campaign, in the thread of its briefing.

use jiff::Timestamp;

use super::Home;
use crate::app::fresh_id;
use crate::domain::figures::RoundFigures;
use crate::domain::ids::{CampaignId, ChannelId, PostId, RoundId};
use crate::domain::post::{Destination, Post};
use crate::store::{BriefingRow, StoreError, Tenant, Tx};

impl Home<'_> {
    /// Posts the numbers of each campaign whose briefing is posted: in the loop's briefing channel where the
    /// briefing stands there, else wherever it stands.
    pub(in crate::features) async fn post_results(
        &self,
        tx: &mut Tx,
        figures: &RoundFigures,
    ) -> Result<(), StoreError> {
        let rows = figures.campaigns.iter();
        let campaigns: Vec<CampaignId> = rows.filter_map(|it| it.campaign_id.clone()).collect();
        for briefing in tx.briefings_of(self.tenant, &campaigns).await? {
            if briefing.posted_at.is_none() {
                continue;
            }
            for channel_id in self.channels(&briefing) {
                let post = Post::CampaignResults {
                    round_id: self.round.id.clone(),
                    campaign_id: briefing.campaign_id.clone(),
                    channel_id: channel_id.clone(),
                };
                let to = Destination::Channel(channel_id);
                let id = PostId::new(fresh_id(self.now));
                tx.post(self.tenant, &id, &post, &to, self.now).await?;
            }
        }
        Ok(())
    }

    fn channels(&self, briefing: &BriefingRow) -> Vec<ChannelId> {
        let of_loop = self.feedback_loop.settings.briefing_channel.as_ref();
        match of_loop.filter(|it| briefing.channels.contains(it)) {
            Some(channel) => vec![channel.clone()],
            None => briefing.channels.clone(),
        }
    }
}

/// Has the results that stand in a campaign's thread written anew: they show what marketing changes.
pub(in crate::features) async fn bring_results_in_line(
    tx: &mut Tx,
    tenant: &Tenant,
    round_id: &RoundId,
    campaign_id: &CampaignId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let briefing = tx.briefing(tenant, campaign_id).await?;
    for channel_id in briefing.map(|it| it.channels).unwrap_or_default() {
        let (round_id, campaign_id) = (round_id.clone(), campaign_id.clone());
        let post = Post::CampaignResultsChanged {
            round_id,
            campaign_id,
            channel_id: channel_id.clone(),
        };
        let Some(results) = post.edits() else {
            continue;
        };
        if tx.post_by_key(tenant, &results).await?.is_some() {
            let to = Destination::Channel(channel_id);
            let id = PostId::new(fresh_id(now));
            tx.post(tenant, &id, &post, &to, now).await?;
        }
    }
    Ok(())
}
