//! Sales has a say before a campaign starts: colleagues who were shown a draft say what they think, and its
//! owner answers each.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::briefing_posts::Messages;
use super::refusal::{self, BriefingFault, Outcome, Refusal, Stop, Thing};
use super::who;
use crate::app::App;
use crate::domain::briefing::{BriefingState, Opinion, REMARK_MAX};
use crate::domain::campaign::Campaign;
use crate::domain::ids::{CampaignId, MemberId};
use crate::domain::permission::Action;
use crate::store::{BriefingRow, ReviewRow, Tenant, Tx};

/// A colleague's word on a draft, and what its owner answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The campaign's name.
    pub campaign: String,
    /// The colleague's name.
    pub colleague: String,
    /// What there is so far.
    pub review: ReviewRow,
}

/// What the owner answers a colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// In one line.
    pub text: String,
    /// It tells what was changed because of them: the posted briefing says so.
    pub is_taken_over: bool,
    /// When what it answers was said: what was said since is not answered by it.
    pub said_at: Option<Timestamp>,
}

/// What a colleague said so far; for their own form.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn own_word(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    campaign_id: &CampaignId,
) -> Outcome<Word> {
    let at = Place::new(app, tenant, campaign_id, actor);
    refusal::read(app, at, |tx, at| {
        async move { Ok(at.load_open(tx).await?.word()) }.boxed()
    })
    .await
}

/// Keeps what a colleague thinks of a draft. What they said before is replaced; an answer to that no longer counts.
/// A click from before they last said something is an old one that comes again, and changes nothing.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn think(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    campaign_id: &CampaignId,
    opinion: Opinion,
    clicked_at: Option<Timestamp>,
) -> Outcome<()> {
    let at = Place::new(app, tenant, campaign_id, actor);
    refusal::write(
        app,
        (at, opinion, clicked_at),
        |tx, (at, opinion, clicked_at)| {
            async move {
                let mut found = at.load_open(tx).await?;
                let said_at = clicked_at.unwrap_or(at.now);
                let is_old = found.review.given_at.is_some_and(|last| said_at < last);
                if !is_old && found.review.opinion != Some(*opinion) {
                    found.review.opinion = Some(*opinion);
                    at.keep_word(tx, found, said_at).await?;
                }
                Ok(())
            }
            .boxed()
        },
    )
    .await
}

/// Keeps a colleague's one line; nothing takes it back.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn remark(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    campaign_id: &CampaignId,
    text: &str,
) -> Outcome<()> {
    let at = Place::new(app, tenant, campaign_id, actor);
    refusal::write(app, (at, one_line(text)), |tx, (at, text)| {
        async move {
            let mut found = at.load_open(tx).await?;
            let remark = (!text.is_empty()).then(|| text.clone());
            check(text)?;
            if found.review.remark != remark {
                found.review.remark = remark;
                at.keep_word(tx, found, at.now).await?;
            }
            Ok(())
        }
        .boxed()
    })
    .await
}

/// What a colleague said, for whoever answers it.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn word_of(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    campaign_id: &CampaignId,
    colleague: &MemberId,
) -> Outcome<Word> {
    let at = Place::new(app, tenant, campaign_id, colleague);
    refusal::read(app, (at, actor.clone()), |tx, (at, actor)| {
        async move { Ok(at.load_for(tx, actor).await?.word()) }.boxed()
    })
    .await
}

/// Answers a colleague: they see it in their message. What was taken over stands in the posted briefing.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn reply(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    campaign_id: &CampaignId,
    colleague: &MemberId,
    reply: Reply,
) -> Outcome<()> {
    let at = Place::new(app, tenant, campaign_id, colleague);
    let text = one_line(&reply.text);
    refusal::write(
        app,
        (at, actor.clone(), text, reply),
        |tx, (at, actor, text, reply)| {
            async move {
                let Reply {
                    is_taken_over,
                    said_at,
                    ..
                } = reply;
                let mut found = at.load_for(tx, actor).await?;
                if text.is_empty() {
                    return Err(Refusal::TextMissing.into());
                }
                check(text)?;
                let it = &mut found.review;
                if it.reply.as_ref() == Some(text) && it.is_taken_over == *is_taken_over {
                    return Ok(());
                }
                if it.given_at != *said_at {
                    return Err(Refusal::Stale.into());
                }
                it.reply = Some(text.clone());
                it.is_taken_over = *is_taken_over;
                tx.save_review(&at.tenant, &at.campaign_id, it).await?;
                let messages = found.messages(at);
                messages.to_reviewer(tx, &at.member_id).await?;
                messages.to_owner(tx).await?;
                if found.briefing.state == BriefingState::Posted {
                    messages.in_line(tx).await?;
                }
                Ok(())
            }
            .boxed()
        },
    )
    .await
}

/// Whose word on which draft.
struct Place {
    tenant: Tenant,
    campaign_id: CampaignId,
    member_id: MemberId,
    now: Timestamp,
}

/// What is there.
struct Found {
    campaign: Campaign,
    briefing: BriefingRow,
    review: ReviewRow,
    colleague: String,
}

impl Place {
    fn new(app: &App, tenant: &Tenant, campaign_id: &CampaignId, member_id: &MemberId) -> Self {
        Self {
            tenant: tenant.clone(),
            campaign_id: campaign_id.clone(),
            member_id: member_id.clone(),
            now: app.now(),
        }
    }

    async fn load(&self, tx: &mut Tx) -> Result<Found, Stop> {
        let gone = || Stop::from(Refusal::Unknown(Thing::Campaign));
        let tenant = &self.tenant;
        let reviews = tx.reviews(tenant, &self.campaign_id).await?;
        let mut reviews = reviews.into_iter();
        let review = reviews.find(|it| it.member_id == self.member_id);
        let member = who::known(tx, tenant, &self.member_id).await?;
        Ok(Found {
            campaign: tx
                .campaign(tenant, &self.campaign_id)
                .await?
                .ok_or_else(gone)?,
            briefing: tx
                .briefing(tenant, &self.campaign_id)
                .await?
                .ok_or_else(gone)?,
            review: review.ok_or(BriefingFault::NotShown)?,
            colleague: member.name,
        })
    }

    /// The same for whoever answers: the owner alone.
    async fn load_for(&self, tx: &mut Tx, actor: &MemberId) -> Result<Found, Stop> {
        let found = self.load(tx).await?;
        let is_own = found.briefing.told(&found.campaign) == *actor;
        let action = Action::AnswerRemark { is_own };
        who::must_be_allowed(tx, &self.tenant, actor, &action).await?;
        Ok(found)
    }

    /// The same while the draft can still change.
    async fn load_open(&self, tx: &mut Tx) -> Result<Found, Stop> {
        let found = self.load(tx).await?;
        match found.briefing.state {
            BriefingState::Draft | BriefingState::InReview => Ok(found),
            BriefingState::Posted => Err(BriefingFault::PostedMeanwhile.into()),
            BriefingState::Closed => Err(BriefingFault::Closed.into()),
        }
    }

    async fn keep_word(
        &self,
        tx: &mut Tx,
        mut found: Found,
        said_at: Timestamp,
    ) -> Result<(), Stop> {
        found.review.given_at = Some(said_at);
        found.review.reply = None;
        found.review.is_taken_over = false;
        tx.save_review(&self.tenant, &self.campaign_id, &found.review)
            .await?;
        let messages = found.messages(self);
        messages.to_reviewer(tx, &self.member_id).await?;
        messages.to_owner(tx).await?;
        Ok(())
    }
}

impl Found {
    fn word(self) -> Word {
        Word {
            campaign: self.campaign.name,
            colleague: self.colleague,
            review: self.review,
        }
    }

    fn messages<'a>(&'a self, at: &'a Place) -> Messages<'a> {
        Messages {
            tenant: &at.tenant,
            campaign: &self.campaign,
            briefing: &self.briefing,
            now: at.now,
        }
    }
}

fn check(text: &str) -> Result<(), Stop> {
    if text.chars().count() > REMARK_MAX {
        return Err(Refusal::TextTooLong { most: REMARK_MAX }.into());
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
