//! You said → we did: the one message beside ask and reminder that a rep gets, and only a rep on whose own
//! answers it rests. Another answer, or that it is done, is an edit of that message.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::app::fresh_id;
use crate::domain::holidays::Country;
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
    let country = match tx.round(tenant, round_id).await? {
        Some(round) => tx.feedback_loop(tenant, &round.loop_id).await?,
        None => None,
    }
    .and_then(|it| it.settings.country);
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
            // It was taken out before it was told: it is told if it rests on what they said once more.
            Some(told) if told.state == OutboxState::Dropped => {
                if let Some(at) = told_at_of(tx, tenant, member_id, &heard, country, now).await? {
                    tx.post_after_all(tenant, &said.key(), at).await?;
                }
            }
            Some(_) => tx.post(tenant, &id, &changed, &to, now).await?,
            None => {
                if let Some(at) = told_at_of(tx, tenant, member_id, &heard, country, now).await? {
                    tx.post(tenant, &id, &said, &to, at).await?;
                }
            }
        }
    }
    Ok(())
}

/// When one of `heard` is told; none for everybody else.
async fn told_at_of(
    tx: &mut Tx,
    tenant: &Tenant,
    member_id: &MemberId,
    heard: &[MemberId],
    country: Option<Country>,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    if !heard.contains(member_id) {
        return Ok(None);
    }
    let rep = tx.member(tenant, member_id).await?;
    Ok(rep.and_then(|rep| told_at(&rep, country, now)))
}

/// When somebody is told; none for who is away or gone.
fn told_at(rep: &Member, of_the_loop: Option<Country>, now: Timestamp) -> Option<Timestamp> {
    let is_there = rep.can_be_asked() && !rep.is_away(now);
    is_there.then(|| next_working_moment(now, &rep.time_zone(), rep.calendar(of_the_loop), None))
}
