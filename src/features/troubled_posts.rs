//! Posts that Slack refused, or of which nobody knows whether they arrived: admins, the team leads of its loop, and the owner
//! of a briefing, send them again, or say that they did arrive.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::refusal::{self, Outcome, Refusal, Stop, Thing};
use super::who;
use crate::app::App;
use crate::domain::ids::{AskId, CampaignId, ChannelId, LoopId, MemberId, PostId};
use crate::domain::member::Role;
use crate::domain::permission;
use crate::domain::post::{Destination, Post, briefing_key};
use crate::store::{OutboxRow, OutboxState, SentPost, StoreError, Tenant, Tx};

/// What somebody says about such a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mending {
    /// It shall be sent again.
    SendAgain,
    /// It arrived.
    Arrived,
}

/// Deals with a post. False when somebody else did so before.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn mend(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    post_id: &PostId,
    mending: Mending,
) -> Outcome<bool> {
    let input = (
        tenant.clone(),
        actor.clone(),
        post_id.clone(),
        mending,
        app.now(),
    );
    refusal::write(app, input, |tx, (tenant, actor, post_id, mending, now)| {
        mend_in(tx, tenant, actor, post_id, *mending, *now).boxed()
    })
    .await
}

/// A rep used a button of an ask's message, which stands at this place. If nobody knew whether the ask had
/// arrived, that tells; the message can be edited from then on.
///
/// # Errors
/// When the database fails.
pub async fn seen(
    app: &App,
    tenant: &Tenant,
    ask_id: &AskId,
    place: SentPost,
) -> Result<(), StoreError> {
    let input = (tenant.clone(), ask_id.clone());
    let is_lost = app
        .store
        .read(input, |tx, (tenant, ask_id)| {
            async move { Ok(ask_of_no_place(tx, tenant, ask_id).await?.is_some()) }.boxed()
        })
        .await?;
    if !is_lost {
        return Ok(());
    }
    let input = (tenant.clone(), ask_id.clone(), place, app.now());
    app.store
        .write(input, |tx, (tenant, ask_id, place, now)| {
            seen_in(tx, tenant, ask_id, place, *now).boxed()
        })
        .await
}

/// Somebody used a button of a briefing's message, which stands at this place. If nobody knew whether it had
/// arrived, that tells.
///
/// # Errors
/// When the database fails.
pub async fn seen_briefing(
    app: &App,
    tenant: &Tenant,
    campaign_id: &CampaignId,
    place: SentPost,
) -> Result<(), StoreError> {
    let key = briefing_key(campaign_id, &ChannelId::new(place.channel.as_str()));
    let input = (tenant.clone(), key);
    let lost = app
        .store
        .read(input, |tx, (tenant, key)| {
            async move { Ok(tx.post_by_key(tenant, key).await?.filter(is_of_no_place)) }.boxed()
        })
        .await?;
    let Some(row) = lost else {
        return Ok(());
    };
    let input = (tenant.clone(), row, place, app.now());
    app.store
        .write(input, |tx, (tenant, row, place, now)| {
            tx.found_post(tenant, row, place, *now).boxed()
        })
        .await
}

/// Whether Slack may have it and nobody knows where.
fn is_of_no_place(row: &OutboxRow) -> bool {
    match row.state {
        OutboxState::Unknown => true,
        // Somebody said that it arrived.
        OutboxState::Sent => row.ts.is_none(),
        _ => false,
    }
}

/// The ask's post, if Slack may have it and nobody knows where.
async fn ask_of_no_place(
    tx: &mut Tx,
    tenant: &Tenant,
    ask_id: &AskId,
) -> Result<Option<OutboxRow>, StoreError> {
    let post = Post::Ask {
        ask_id: ask_id.clone(),
    };
    let row = tx.post_by_key(tenant, &post.key()).await?;
    Ok(row.filter(is_of_no_place))
}

async fn seen_in(
    tx: &mut Tx,
    tenant: &Tenant,
    ask_id: &AskId,
    place: &SentPost,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(row) = ask_of_no_place(tx, tenant, ask_id).await? else {
        return Ok(());
    };
    let reminder = Post::Reminder {
        ask_id: ask_id.clone(),
    };
    // The reminder has the same buttons.
    if let Some(reminder) = tx.post_by_key(tenant, &reminder.key()).await?
        && (reminder.state == OutboxState::Unknown || reminder.ts.as_ref() == Some(&place.ts))
    {
        return Ok(());
    }
    tx.found_post(tenant, &row, place, now).await?;
    introduce(tx, tenant, ask_id).await
}

/// Whoever got the ask knows leadloop from then on.
async fn introduce(tx: &mut Tx, tenant: &Tenant, ask_id: &AskId) -> Result<(), StoreError> {
    let Some(ask) = tx.ask(tenant, ask_id).await? else {
        return Ok(());
    };
    if let Some(mut member) = tx.member(tenant, &ask.ask.member_id).await? {
        member.is_introduced = true;
        tx.save_member_choices(tenant, &member).await?;
    }
    Ok(())
}

async fn mend_in(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    post_id: &PostId,
    mending: Mending,
    now: Timestamp,
) -> Result<bool, Stop> {
    let person = who::actor(tx, tenant, actor).await?;
    let row = tx.post_by_id(tenant, post_id).await?;
    let row = row.ok_or(Refusal::Unknown(Thing::Round))?;
    let of = tx.loop_of_post(tenant, &row.post).await?;
    let leads_it =
        |(loop_id, role): &(LoopId, Role)| *role == Role::TeamLead && Some(loop_id) == of.as_ref();
    let is_lead = person.roles.iter().any(leads_it);
    let is_own = tx.told_of_post(tenant, &row.post).await?.as_ref() == Some(actor);
    if !person.is_admin && !is_lead && !is_own {
        return Err(permission::Refusal::OnlyTeamLeads.into());
    }
    match mending {
        Mending::SendAgain if was_deleted(&row) => {
            post_anew(tx, tenant, &row, now).await?;
            Ok(true)
        }
        Mending::SendAgain => Ok(tx.send_again(tenant, post_id, now).await?),
        Mending::Arrived if row.state == OutboxState::Unknown => {
            tx.mark_post(tenant, &row, OutboxState::Sent, "arrived")
                .await?;
            if let Post::Ask { ask_id } = &row.post {
                introduce(tx, tenant, ask_id).await?;
            }
            tx.revive_followers(tenant, post_id, now).await?;
            Ok(true)
        }
        Mending::Arrived => Ok(false),
    }
}

/// Whether Slack refused it because the message of a briefing that it edits, or stands under, is gone.
fn was_deleted(row: &OutboxRow) -> bool {
    let reason = row.reason.as_deref();
    row.state == OutboxState::Failed
        && row.post.of_briefing().is_some()
        && matches!(reason, Some("message_not_found" | "thread_not_found"))
}

/// Posts the message anew, and below it what stood there from the start. An edit of it needs no sending then; a line
/// that was to stand below it follows.
async fn post_anew(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &OutboxRow,
    now: Timestamp,
) -> Result<(), StoreError> {
    let base = row.edits.as_ref().or(row.in_thread_of.as_ref());
    if let Some(base) = base {
        tx.post_anew(tenant, base, now).await?;
    }
    if let (Some(campaign), Destination::Channel(channel_id)) =
        (row.post.of_briefing(), &row.destination)
    {
        let details = Post::BriefingDetails {
            campaign_id: campaign.clone(),
            channel_id: channel_id.clone(),
        };
        tx.post_anew(tenant, &details.key(), now).await?;
    }
    if row.edits.is_some() {
        return tx
            .mark_post(tenant, row, OutboxState::Dropped, "anew")
            .await;
    }
    tx.post_anew(tenant, &row.key, now).await
}
