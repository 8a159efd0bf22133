//! Who is told that a post did not arrive, or may not have.

use jiff::{SignedDuration, Timestamp};

use crate::app::fresh_id;
use crate::domain::ids::{LoopId, MemberId, PostId};
use crate::domain::member::{Member, Role};
use crate::domain::post::{Destination, Post};
use crate::store::{OutboxRow, OutboxState, StoreError, Tenant, Tx};

/// For this long, one word about a trouble is enough.
const ONE_TROUBLE: SignedDuration = SignedDuration::from_hours(24);
/// Posts among which others of the same trouble are looked for.
const TROUBLED: u32 = 50;

/// Tells that a post did not arrive: of a briefing its owner, once per place and trouble; else the team leads of
/// the post's loop, or the admins where nobody leads it, once per loop and trouble, however many posts it hits.
/// Never about such a word itself.
pub(super) async fn tell_who_can_mend(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &OutboxRow,
    now: Timestamp,
) -> Result<(), StoreError> {
    if matches!(row.post, Post::Undelivered { .. }) {
        return Ok(());
    }
    // As it now is: a newer edit may have taken its place meanwhile.
    let Some(row) = tx.post_by_id(tenant, &row.id).await? else {
        return Ok(());
    };
    if !matches!(row.state, OutboxState::Failed | OutboxState::Unknown) {
        return Ok(());
    }
    let of = tx.loop_of_post(tenant, &row.post).await?;
    let alike = alike(tx, tenant, &row, of.as_ref()).await?;
    for member_id in who_can_mend(tx, tenant, &row, of.as_ref()).await? {
        if knows(tx, tenant, &member_id, &alike, now).await? {
            continue;
        }
        let post = Post::Undelivered {
            post_id: row.id.clone(),
            member_id: member_id.clone(),
        };
        let to = Destination::Member(member_id);
        tx.post(tenant, &PostId::new(fresh_id(now)), &post, &to, now)
            .await?;
    }
    Ok(())
}

/// A briefing's owner; else those of the loop's team leads who can be asked; where there are none, the admins who
/// can.
async fn who_can_mend(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &OutboxRow,
    of: Option<&LoopId>,
) -> Result<Vec<MemberId>, StoreError> {
    if let Some(owner) = tx.told_of_post(tenant, &row.post).await?
        && let Some(owner) = tx.member(tenant, &owner).await?
        && owner.can_be_asked()
    {
        return Ok(vec![owner.id]);
    }
    let leads: Vec<MemberId> = tx
        .members_with_role(tenant, Role::TeamLead)
        .await?
        .into_iter()
        .filter(|it| Some(&it.loop_id) == of)
        .map(|it| it.member_id)
        .collect();
    let mut can = tx.members_by_id(tenant, &leads).await?;
    can.retain(Member::can_be_asked);
    if can.is_empty() {
        can = tx.members(tenant).await?;
        can.retain(|it| it.is_admin && it.can_be_asked());
    }
    Ok(can.into_iter().map(|it| it.id).collect())
}

/// Other posts of the loop that met the same trouble, which nobody has dealt with.
async fn alike(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &OutboxRow,
    of: Option<&LoopId>,
) -> Result<Vec<PostId>, StoreError> {
    let mut alike = Vec::new();
    for other in tx.troubled_posts(tenant, TROUBLED).await? {
        let is_same = other.state == row.state
            && (row.state == OutboxState::Unknown || other.reason == row.reason);
        let is_of_briefing = row.post.of_briefing().is_some();
        let is_elsewhere = other.post.of_briefing() != row.post.of_briefing()
            || (is_of_briefing && other.destination != row.destination);
        if other.id != row.id
            && is_same
            && !is_elsewhere
            && tx.loop_of_post(tenant, &other.post).await?.as_ref() == of
        {
            alike.push(other.id);
        }
    }
    Ok(alike)
}

/// Whether somebody was told lately of one of these posts, or is about to be.
async fn knows(
    tx: &mut Tx,
    tenant: &Tenant,
    member_id: &MemberId,
    posts: &[PostId],
    now: Timestamp,
) -> Result<bool, StoreError> {
    for post_id in posts {
        let word = Post::Undelivered {
            post_id: post_id.clone(),
            member_id: member_id.clone(),
        };
        let Some(word) = tx.post_by_key(tenant, &word.key()).await? else {
            continue;
        };
        let is_recent = now.duration_since(word.not_before) < ONE_TROUBLE;
        let comes = matches!(
            word.state,
            OutboxState::Pending | OutboxState::Sending | OutboxState::Sent
        );
        if comes && is_recent {
            return Ok(true);
        }
    }
    Ok(false)
}
