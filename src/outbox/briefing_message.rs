//! A briefing's messages: in its channels and their threads, to those who read the draft, to its owner.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::render::{language_of, name_of};
use crate::domain::briefing::{BriefingContent, BriefingState, Field, is_complete};
use crate::domain::campaign::Campaign;
use crate::domain::ids::{CampaignId, ChannelId, MemberId};
use crate::domain::language::Language;
use crate::domain::member::Member;
use crate::slack::views::briefing_draft::{BriefingDraft, DraftState};
use crate::slack::views::briefing_owner::{BriefingOwner, Reviewed, Whereabouts};
use crate::slack::views::briefing_post::{BriefingPost, Heard, ReadCount};
use crate::slack::views::briefing_thread::{BriefingDetails, BriefingEdited, QuestionAsked};
use crate::slack::views::kit::Message;
use crate::slack::views::tell::briefing_held_back;
use crate::store::{BriefingRow, ReviewRow, StoreError, Tenant, Tx};

/// A campaign and its briefing, with what its messages need.
struct Scene {
    campaign: Campaign,
    briefing: BriefingRow,
    reviews: Vec<ReviewRow>,
    by: Option<Member>,
}

impl Scene {
    async fn load(
        tx: &mut Tx,
        tenant: &Tenant,
        id: &CampaignId,
    ) -> Result<Option<Self>, StoreError> {
        let Some(campaign) = tx.campaign(tenant, id).await? else {
            return Ok(None);
        };
        let Some(briefing) = tx.briefing(tenant, id).await? else {
            return Ok(None);
        };
        let by = briefing.told(&campaign);
        Ok(Some(Self {
            by: tx.member(tenant, &by).await?,
            reviews: tx.reviews(tenant, id).await?,
            campaign,
            briefing,
        }))
    }

    fn zone(&self) -> TimeZone {
        self.by.as_ref().map_or(TimeZone::UTC, Member::time_zone)
    }

    fn closed_on(&self) -> Option<Date> {
        let closed = self.briefing.closed_at?;
        Some(closed.to_zoned(self.zone()).date())
    }

    async fn read(&self, tx: &mut Tx, tenant: &Tenant) -> Result<ReadCount, StoreError> {
        let channels = &self.briefing.channels;
        let wanted = tx.wanted_readers(tenant, channels).await?;
        let readers = tx.readers(tenant, &self.campaign.id).await?;
        Ok(ReadCount {
            read: wanted.iter().filter(|it| readers.contains(&it.id)).count(),
            of: wanted.len(),
        })
    }

    /// The briefing of this content, as those see it for whom it is.
    fn post(&self, content: BriefingContent, read: ReadCount) -> BriefingPost {
        let given = self.reviews.iter().filter(|it| it.given_at.is_some());
        let taken_over = self.reviews.iter().filter(|it| it.is_taken_over);
        BriefingPost {
            campaign: self.campaign.id.clone(),
            name: self.campaign.name.clone(),
            by: self.by.as_ref().map(|it| it.name.clone()),
            content,
            read,
            heard: Heard {
                people: given.count(),
                changes: taken_over.filter_map(|it| it.reply.clone()).collect(),
            },
            closed_on: self.closed_on(),
        }
    }
}

/// The briefing in its channel; none when it is not to be posted any more.
pub(super) async fn in_channel(
    tx: &mut Tx,
    tenant: &Tenant,
    campaign_id: &CampaignId,
    channel_id: &ChannelId,
    is_edit: bool,
) -> Result<Option<Message>, StoreError> {
    let Some(scene) = Scene::load(tx, tenant, campaign_id).await? else {
        return Ok(None);
    };
    let is_wanted = is_edit || scene.briefing.state == BriefingState::Posted;
    let Some(content) = scene.briefing.posted.clone().filter(|_| is_wanted) else {
        return Ok(None);
    };
    let read = scene.read(tx, tenant).await?;
    let language = tx.language_of_channel(tenant, channel_id).await?;
    Ok(Some(scene.post(content, read).message(language)))
}

/// What stands in its thread from the start; none when there is nothing to add. An edit says that there is nothing
/// any more.
pub(super) async fn details(
    tx: &mut Tx,
    tenant: &Tenant,
    campaign_id: &CampaignId,
    channel_id: &ChannelId,
    is_edit: bool,
) -> Result<Option<Message>, StoreError> {
    let Some(briefing) = tx.briefing(tenant, campaign_id).await? else {
        return Ok(None);
    };
    let language = tx.language_of_channel(tenant, channel_id).await?;
    let content = briefing.posted.unwrap_or_default();
    let details = BriefingDetails { content: &content };
    Ok(match details.message(language) {
        None if is_edit => Some(BriefingDetails::nothing(language)),
        message => message,
    })
}

/// One line: what an edit changed.
pub(super) async fn edited(
    tx: &mut Tx,
    tenant: &Tenant,
    channel_id: &ChannelId,
    fields: &[Field],
    content: &BriefingContent,
) -> Result<Option<Message>, StoreError> {
    let language = tx.language_of_channel(tenant, channel_id).await?;
    let questions_to = match &content.questions_to {
        Some(id) => name_of(tx, tenant, id).await?,
        None => None,
    };
    let line = BriefingEdited {
        fields,
        content,
        questions_to,
    };
    Ok(Some(line.message(language)))
}

/// A question, to whoever answers.
pub(super) async fn question(
    tx: &mut Tx,
    tenant: &Tenant,
    campaign_id: &CampaignId,
    channel_id: &ChannelId,
    asked_by: &MemberId,
    question: &str,
) -> Result<Option<Message>, StoreError> {
    let Some(scene) = Scene::load(tx, tenant, campaign_id).await? else {
        return Ok(None);
    };
    let Some(name) = name_of(tx, tenant, asked_by).await? else {
        return Ok(None);
    };
    let posted = scene.briefing.posted.as_ref();
    let to = posted.and_then(|it| it.questions_to.clone());
    let asked = QuestionAsked {
        asked_by: name,
        question: question.to_owned(),
        to: Some(to.unwrap_or_else(|| scene.briefing.told(&scene.campaign))),
    };
    let language = tx.language_of_channel(tenant, channel_id).await?;
    Ok(Some(asked.message(language)))
}

/// The draft, to a colleague; none when nobody is to be asked any more.
pub(super) async fn draft(
    tx: &mut Tx,
    tenant: &Tenant,
    campaign_id: &CampaignId,
    member_id: &MemberId,
    is_edit: bool,
) -> Result<Option<Message>, StoreError> {
    let Some(scene) = Scene::load(tx, tenant, campaign_id).await? else {
        return Ok(None);
    };
    let mut reviews = scene.reviews.iter();
    let review = reviews.find(|it| it.member_id == *member_id).cloned();
    let (Some(review), Some((member, language))) =
        (review, spoken_to(tx, tenant, member_id).await?)
    else {
        return Ok(None);
    };
    let state = match scene.briefing.state {
        BriefingState::Draft | BriefingState::InReview => DraftState::Open,
        BriefingState::Posted => DraftState::Posted,
        BriefingState::Closed => DraftState::Closed,
    };
    let is_wanted = state == DraftState::Open && member.can_be_asked();
    if !is_edit && !is_wanted {
        return Ok(None);
    }
    let is_taken_over = review.is_taken_over;
    let content = scene.briefing.content.clone();
    let draft = BriefingDraft {
        post: scene.post(content, ReadCount::default()),
        state,
        opinion: review.opinion,
        remark: review.remark,
        reply: review.reply.map(|it| (it, is_taken_over)),
    };
    Ok(Some(draft.message(language)))
}

/// Where it is, to its owner.
pub(super) async fn owner(
    tx: &mut Tx,
    tenant: &Tenant,
    campaign_id: &CampaignId,
    member_id: &MemberId,
    now: Timestamp,
) -> Result<Option<Message>, StoreError> {
    let Some(scene) = Scene::load(tx, tenant, campaign_id).await? else {
        return Ok(None);
    };
    let Some((member, language)) = spoken_to(tx, tenant, member_id).await? else {
        return Ok(None);
    };
    let zone = member.time_zone();
    let it = &scene.briefing;
    let whereabouts = match (it.state, it.post_at, it.posted_at) {
        (BriefingState::Closed, ..) => {
            Whereabouts::Closed(it.closed_at.unwrap_or(now).to_zoned(zone.clone()).date())
        }
        (BriefingState::Posted, _, at) => {
            Whereabouts::Posted(at.unwrap_or(now).to_zoned(zone.clone()))
        }
        (_, Some(at), _) => Whereabouts::Scheduled(at.to_zoned(zone.clone())),
        (BriefingState::InReview, ..) => Whereabouts::InReview,
        (BriefingState::Draft, ..) if is_complete(&it.content) => Whereabouts::NotDecided,
        (BriefingState::Draft, ..) => Whereabouts::HeldBack,
    };
    let mut reviews = Vec::new();
    for review in &scene.reviews {
        let name = name_of(tx, tenant, &review.member_id).await?;
        let reply = review.reply.clone();
        reviews.push(Reviewed {
            member: review.member_id.clone(),
            name: name.unwrap_or_else(|| "–".to_owned()),
            opinion: review.opinion,
            remark: review.remark.clone(),
            reply: reply.map(|it| (it, review.is_taken_over)),
        });
    }
    let message = BriefingOwner {
        campaign: campaign_id.clone(),
        name: scene.campaign.name.clone(),
        whereabouts,
        channels: it.channels.clone(),
        read: scene.read(tx, tenant).await?,
        days_late: tx
            .first_lead_before_briefing(tenant, campaign_id, &zone, now)
            .await?,
        reviews,
    };
    Ok(Some(message.message(language)))
}

/// A briefing was not posted when its time had come, to its owner.
pub(super) async fn held_back(
    tx: &mut Tx,
    tenant: &Tenant,
    campaign_id: &CampaignId,
    member_id: &MemberId,
) -> Result<Option<Message>, StoreError> {
    let campaign = tx.campaign(tenant, campaign_id).await?;
    let spoken_to = spoken_to(tx, tenant, member_id).await?;
    Ok(campaign
        .zip(spoken_to)
        .map(|(campaign, (_, language))| briefing_held_back(language, &campaign.name)))
}

async fn spoken_to(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MemberId,
) -> Result<Option<(Member, Language)>, StoreError> {
    let of_loops = tx.loop_language_of(tenant, id).await?;
    let member = tx.member(tenant, id).await?;
    Ok(member.map(|member| {
        let language = language_of(&member, of_loops);
        (member, language)
    }))
}
