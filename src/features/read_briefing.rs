//! Who has read a briefing, and questions about it. A count for everybody; names for its owner alone.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::advance_round::refresh_ask;
use super::briefing_posts::Messages;
use super::refusal::{self, BriefingFault, Outcome, Refusal, Stop, Thing};
use super::who;
use crate::app::App;
use crate::domain::ask::AskState;
use crate::domain::briefing::{BriefingContent, BriefingState, QUESTION_MAX};
use crate::domain::campaign::Campaign;
use crate::domain::ids::{CampaignId, ChannelId, MemberId};
use crate::domain::permission::{Action, may};
use crate::domain::post::Post;
use crate::store::{BriefingRow, StoreError, Tenant, Tx};

/// Asks of one person that can be on their way at once.
const RECENT_ASKS: u32 = 8;

/// A campaign as its briefing tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The campaign.
    pub campaign: Campaign,
    /// Its owner's name.
    pub owner: Option<String>,
    /// Who answers questions, by name.
    pub questions_to: Option<String>,
    /// What was posted; none before.
    pub posted: Option<BriefingContent>,
}

/// What comes of "I've read it".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// They count, now or before.
    Counted,
    /// The briefing is not for them.
    CountsNot,
    /// It was not posted yet, or its campaign is closed.
    StandsNowhere,
}

/// What a campaign's briefing says: all of it once it was posted.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn told(app: &App, tenant: &Tenant, campaign_id: &CampaignId) -> Outcome<Told> {
    let input = (tenant.clone(), campaign_id.clone());
    refusal::read(app, input, |tx, (tenant, campaign_id)| {
        async move {
            let campaign = known(tx, tenant, campaign_id).await?;
            let briefing = tx.briefing(tenant, campaign_id).await?;
            let posted = briefing.and_then(|it| it.posted);
            let questions_to = posted.as_ref().and_then(|it| it.questions_to.clone());
            Ok(Told {
                owner: name_of(tx, tenant, campaign.owner_id.as_ref()).await?,
                questions_to: name_of(tx, tenant, questions_to.as_ref()).await?,
                campaign,
                posted,
            })
        }
        .boxed()
    })
    .await
}

/// Notes that somebody has read a posted briefing, once; the count in its messages follows.
///
/// # Errors
/// When the database fails.
pub async fn read(
    app: &App,
    tenant: &Tenant,
    member: &MemberId,
    campaign_id: &CampaignId,
) -> Result<Read, StoreError> {
    let input = (
        tenant.clone(),
        member.clone(),
        campaign_id.clone(),
        app.now(),
    );
    app.store
        .write(input, |tx, (tenant, member, campaign_id, now)| {
            read_in(tx, tenant, member, campaign_id, *now).boxed()
        })
        .await
}

async fn read_in(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
    campaign_id: &CampaignId,
    now: Timestamp,
) -> Result<Read, StoreError> {
    let Some((campaign, briefing)) = standing(tx, tenant, campaign_id).await? else {
        return Ok(Read::StandsNowhere);
    };
    let wanted = tx.wanted_readers(tenant, &briefing.channels).await?;
    if wanted.iter().all(|it| it.id != *member) {
        return Ok(Read::CountsNot);
    }
    if tx.note_read(tenant, campaign_id, member, now).await? {
        let messages = Messages {
            tenant,
            campaign: &campaign,
            briefing: &briefing,
            now,
        };
        messages.in_line(tx).await?;
        messages.to_owner(tx).await?;
        ask_in_line(tx, tenant, member, now).await?;
    }
    Ok(Read::Counted)
}

/// An ask that waits for its first answer names the briefings that its rep has not read: one fewer now.
async fn ask_in_line(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
    now: Timestamp,
) -> Result<(), StoreError> {
    for row in tx.asks_of_member(tenant, member, RECENT_ASKS).await? {
        if row.ask.state == AskState::Sent && now < row.ask.deadline_at {
            refresh_ask(tx, tenant, &row.ask.id, member, now).await?;
        }
    }
    Ok(())
}

/// The names of those who count and have not read it; for its owner alone.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn who_has_not(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    campaign_id: &CampaignId,
) -> Outcome<Vec<String>> {
    let input = (tenant.clone(), actor.clone(), campaign_id.clone());
    refusal::read(app, input, |tx, (tenant, actor, campaign_id)| {
        async move {
            let campaign = known(tx, tenant, campaign_id).await?;
            let briefing = tx.briefing(tenant, campaign_id).await?;
            let briefing = briefing.ok_or(Refusal::Unknown(Thing::Campaign))?;
            let person = who::actor(tx, tenant, actor).await?;
            let is_own = briefing.told(&campaign) == *actor;
            may(&person, &Action::SeeReaders { is_own })?;
            let readers = tx.readers(tenant, campaign_id).await?;
            let wanted = tx.wanted_readers(tenant, &briefing.channels).await?;
            let mut left = wanted;
            left.retain(|it| !readers.contains(&it.id));
            Ok(left.into_iter().map(|it| it.name).collect())
        }
        .boxed()
    })
    .await
}

/// Posts somebody's question in the thread of a briefing, to whoever answers. The same question, by its id, is
/// posted once.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn ask(
    app: &App,
    tenant: &Tenant,
    asker: &MemberId,
    campaign_id: &CampaignId,
    channel: &ChannelId,
    question_id: &str,
    text: &str,
) -> Outcome<()> {
    let post = Post::BriefingQuestion {
        campaign_id: campaign_id.clone(),
        channel_id: channel.clone(),
        question_id: question_id.to_owned(),
        asked_by: asker.clone(),
        question: text.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    refusal::write(
        app,
        (tenant.clone(), post, app.now()),
        |tx, (tenant, post, now)| ask_in(tx, tenant, post, *now).boxed(),
    )
    .await
}

async fn ask_in(tx: &mut Tx, tenant: &Tenant, post: &Post, now: Timestamp) -> Result<(), Stop> {
    let Post::BriefingQuestion {
        campaign_id,
        channel_id,
        asked_by,
        question,
        ..
    } = post
    else {
        return Ok(());
    };
    if question.is_empty() {
        return Err(Refusal::TextMissing.into());
    }
    if question.chars().count() > QUESTION_MAX {
        return Err(Refusal::TextTooLong { most: QUESTION_MAX }.into());
    }
    who::known(tx, tenant, asked_by).await?;
    let standing = standing(tx, tenant, campaign_id).await?;
    let (campaign, briefing) = standing.ok_or(BriefingFault::Closed)?;
    if !briefing.channels.contains(channel_id) {
        return Err(Refusal::Unknown(Thing::Campaign).into());
    }
    let messages = Messages {
        tenant,
        campaign: &campaign,
        briefing: &briefing,
        now,
    };
    Ok(messages.to_channel(tx, channel_id, post).await?)
}

/// A campaign whose briefing stands in its channels.
async fn standing(
    tx: &mut Tx,
    tenant: &Tenant,
    campaign_id: &CampaignId,
) -> Result<Option<(Campaign, BriefingRow)>, StoreError> {
    let briefing = tx.briefing(tenant, campaign_id).await?;
    let posted = briefing.filter(|it| it.state == BriefingState::Posted);
    let campaign = tx.campaign(tenant, campaign_id).await?;
    Ok(campaign.zip(posted))
}

async fn known(tx: &mut Tx, tenant: &Tenant, id: &CampaignId) -> Result<Campaign, Stop> {
    let campaign = tx.campaign(tenant, id).await?;
    Ok(campaign.ok_or(Refusal::Unknown(Thing::Campaign))?)
}

async fn name_of(
    tx: &mut Tx,
    tenant: &Tenant,
    id: Option<&MemberId>,
) -> Result<Option<String>, StoreError> {
    match id {
        Some(id) => Ok(tx.member(tenant, id).await?.map(|it| it.name)),
        None => Ok(None),
    }
}
