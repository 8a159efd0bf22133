//! You said → we did: the one message beside ask and reminder that a rep gets, and only a rep on whose own
//! answers it rests. Another answer, or that it is done, is an edit of that message.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::app::fresh_id;
use crate::domain::ids::{CampaignId, MemberId, PostId, RoundId};
use crate::domain::member::Member;
use crate::domain::post::{Destination, Post};
use crate::domain::working_time::next_working_moment;
use crate::store::{OutboxState, StoreError, Tenant, Tx};

/// The reps whose ratings led to the answer on a campaign.
pub(in crate::features) async fn heard_by(
    tx: &mut Tx,
    tenant: &Tenant,
    round_id: &RoundId,
    campaign_id: &CampaignId,
) -> Result<Vec<MemberId>, StoreError> {
    let behind = tx.ratings_behind(tenant, round_id, campaign_id).await?;
    let reps: BTreeSet<MemberId> = behind.into_iter().map(|it| it.rating.member_id).collect();
    Ok(reps.into_iter().collect())
}

/// Tells those whose ratings led to the answer as it now is, in their working hours, and brings in line
/// what they and those of `before` were told already. Who is away or gone is not told.
pub(in crate::features) async fn tell(
    tx: &mut Tx,
    tenant: &Tenant,
    round_id: &RoundId,
    campaign_id: &CampaignId,
    before: &[MemberId],
    now: Timestamp,
) -> Result<(), StoreError> {
    let heard = heard_by(tx, tenant, round_id, campaign_id).await?;
    let everybody: BTreeSet<&MemberId> = heard.iter().chain(before).collect();
    for member_id in everybody {
        let said = Post::YouSaid {
            round_id: round_id.clone(),
            campaign_id: campaign_id.clone(),
            member_id: member_id.clone(),
        };
        let changed = Post::YouSaidChanged {
            round_id: round_id.clone(),
            campaign_id: campaign_id.clone(),
            member_id: member_id.clone(),
        };
        let to = Destination::Member(member_id.clone());
        let id = PostId::new(fresh_id(now));
        match tx.post_by_key(tenant, &said.key()).await? {
            // What waits for its turn is written when that comes.
            Some(told) if told.state == OutboxState::Pending => {}
            Some(_) => tx.post(tenant, &id, &changed, &to, now).await?,
            None if heard.contains(member_id) => {
                let rep = tx.member(tenant, member_id).await?;
                if let Some(at) = rep.and_then(|rep| told_at(&rep, now)) {
                    tx.post(tenant, &id, &said, &to, at).await?;
                }
            }
            None => {}
        }
    }
    Ok(())
}

/// When somebody is told; none for who is away or gone.
fn told_at(rep: &Member, now: Timestamp) -> Option<Timestamp> {
    let is_there = rep.can_be_asked() && !rep.is_away(now);
    is_there.then(|| next_working_moment(now, &rep.time_zone(), rep.working_days, None))
}
