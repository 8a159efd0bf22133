//! Posting a briefing: after a few colleagues have read the draft, now, or at a local time; and closing it.
//!
//! What is posted is what is written at that moment. An edit of a posted briefing stays unseen until it is posted,
//! too; then each channel's thread says what changed.

mod close;
mod due;

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::briefing_posts::Messages;
use super::refusal::{self, BriefingFault, Outcome, Refusal, Stop, Thing};
use super::who;
use crate::app::App;
use crate::domain::briefing::{BriefingState, Field, changed, is_complete};
use crate::domain::campaign::{Campaign, CampaignState};
use crate::domain::ids::{CampaignId, ChannelId, MemberId};
use crate::domain::permission::Action;
use crate::domain::post::Post;
use crate::store::{BriefingRow, ForecastRow, ReviewRow, StoreError, Tenant, Tx};

pub use close::close;
pub(super) use close::close_in;
pub use due::post_due;

/// When a briefing is to be posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// When these colleagues have said what they think of it.
    AfterReview(Vec<MemberId>),
    /// Now; of a posted one: as it is now written.
    Now,
    /// At this instant.
    At(Timestamp),
    /// Not for now: a time that was set is taken back.
    NotYet,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// The draft goes to so many colleagues; these, by name, were left out, for they are away or gone.
    InReview {
        /// How many are asked.
        asked: usize,
        /// Names.
        left_out: Vec<String>,
    },
    /// It goes to so many channels.
    Posted {
        /// How many.
        channels: usize,
    },
    /// It is posted at this instant.
    Scheduled(Timestamp),
    /// It waits until somebody says when.
    Kept,
    /// It stands there already; these fields are brought in line.
    Edited(Vec<Field>),
    /// It stands there already, and says the same.
    Unchanged,
}

/// Decides when a briefing, saved at this revision, is posted, and in which channels. Deciding the same again
/// changes nothing.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn decide(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    campaign_id: &CampaignId,
    revision: i64,
    when: When,
    channels: Vec<ChannelId>,
) -> Outcome<Decided> {
    decide_on(
        app,
        tenant,
        actor,
        campaign_id,
        Some(revision),
        when,
        channels,
    )
    .await
}

/// Posts a briefing as it is now written, in the channels that were chosen for it.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn post_now(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    campaign_id: &CampaignId,
) -> Outcome<Decided> {
    decide_on(app, tenant, actor, campaign_id, None, When::Now, Vec::new()).await
}

async fn decide_on(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    campaign_id: &CampaignId,
    revision: Option<i64>,
    when: When,
    channels: Vec<ChannelId>,
) -> Outcome<Decided> {
    let decision = Decision {
        tenant: tenant.clone(),
        actor: actor.clone(),
        campaign_id: campaign_id.clone(),
        revision,
        when,
        channels,
        now: app.now(),
    };
    refusal::write(app, decision, |tx, it| it.take(tx).boxed()).await
}

/// Who decides what.
struct Decision {
    tenant: Tenant,
    actor: MemberId,
    campaign_id: CampaignId,
    revision: Option<i64>,
    when: When,
    channels: Vec<ChannelId>,
    now: Timestamp,
}

impl Decision {
    async fn take(&self, tx: &mut Tx) -> Result<Decided, Stop> {
        let (tenant, now) = (&self.tenant, self.now);
        who::must_be_allowed(tx, tenant, &self.actor, &Action::EditCampaign).await?;
        let campaign = tx.campaign(tenant, &self.campaign_id).await?;
        let campaign = campaign.ok_or(Refusal::Unknown(Thing::Campaign))?;
        let briefing = tx.briefing(tenant, &self.campaign_id).await?;
        let mut briefing = briefing.ok_or(Refusal::Unknown(Thing::Campaign))?;
        self.check(&campaign, &briefing)?;
        if briefing.state == BriefingState::Posted {
            return self.edit(tx, campaign, briefing).await;
        }
        if !self.channels.is_empty() {
            briefing.channels = unique(&self.channels);
        }
        if briefing.channels.is_empty() {
            return Err(BriefingFault::NoChannel.into());
        }
        match &self.when {
            When::AfterReview(colleagues) => {
                self.show_draft(tx, &campaign, briefing, colleagues).await
            }
            When::Now => {
                self.owes_nobody(tx).await?;
                let channels = briefing.channels.len();
                post_in(tx, tenant, campaign, briefing, &self.actor, now).await?;
                Ok(Decided::Posted { channels })
            }
            When::At(at) => {
                if *at <= now {
                    return Err(BriefingFault::InThePast.into());
                }
                self.owes_nobody(tx).await?;
                briefing.post_at = Some(*at);
                briefing.posted_by = Some(self.actor.clone());
                tx.save_briefing(tenant, &briefing).await?;
                self.messages(&campaign, &briefing).to_owner(tx).await?;
                Ok(Decided::Scheduled(*at))
            }
            When::NotYet => {
                if briefing.post_at.take().is_some() {
                    tx.save_briefing(tenant, &briefing).await?;
                    self.messages(&campaign, &briefing).to_owner(tx).await?;
                }
                Ok(Decided::Kept)
            }
        }
    }

    fn messages<'a>(&'a self, campaign: &'a Campaign, briefing: &'a BriefingRow) -> Messages<'a> {
        Messages {
            tenant: &self.tenant,
            campaign,
            briefing,
            now: self.now,
        }
    }

    fn check(&self, campaign: &Campaign, briefing: &BriefingRow) -> Result<(), Stop> {
        if campaign.state == CampaignState::Closed || briefing.state == BriefingState::Closed {
            return Err(BriefingFault::Closed.into());
        }
        if self.revision.is_some_and(|seen| seen != briefing.revision) {
            return Err(Refusal::Stale.into());
        }
        if !is_complete(&briefing.content) {
            return Err(BriefingFault::Incomplete.into());
        }
        Ok(())
    }

    /// Shows the draft to colleagues; who is away or gone is not asked. Who was asked before keeps what they said.
    async fn show_draft(
        &self,
        tx: &mut Tx,
        campaign: &Campaign,
        mut briefing: BriefingRow,
        colleagues: &[MemberId],
    ) -> Result<Decided, Stop> {
        let tenant = &self.tenant;
        let (mut asked, mut left_out) = (Vec::new(), Vec::new());
        for id in unique(colleagues) {
            let member = tx.member(tenant, &id).await?;
            match member {
                Some(member) if member.can_be_asked() && !member.is_away(self.now) => {
                    asked.push(member.id);
                }
                Some(member) => left_out.push(member.name),
                None => left_out.push(id.to_string()),
            }
        }
        if asked.is_empty() {
            return Err(BriefingFault::NobodyToAsk(left_out).into());
        }
        let before = tx.reviews(tenant, &campaign.id).await?;
        for member_id in &asked {
            if before.iter().all(|it| it.member_id != *member_id) {
                let review = ReviewRow {
                    member_id: member_id.clone(),
                    asked_at: self.now,
                    opinion: None,
                    remark: None,
                    given_at: None,
                    reply: None,
                    is_taken_over: false,
                };
                tx.save_review(tenant, &campaign.id, &review).await?;
            }
        }
        briefing.state = BriefingState::InReview;
        briefing.post_at = None;
        tx.save_briefing(tenant, &briefing).await?;
        let messages = self.messages(campaign, &briefing);
        messages.to_reviewers(tx).await?;
        messages.to_owner(tx).await?;
        Ok(Decided::InReview {
            asked: asked.len(),
            left_out,
        })
    }

    /// Whoever remarked on the draft is owed an answer before it is posted.
    async fn owes_nobody(&self, tx: &mut Tx) -> Result<(), Stop> {
        let reviews = tx.reviews(&self.tenant, &self.campaign_id).await?;
        let waiting: Vec<MemberId> = reviews
            .into_iter()
            .filter(ReviewRow::is_owed_an_answer)
            .map(|it| it.member_id)
            .collect();
        if waiting.is_empty() {
            return Ok(());
        }
        let members = tx.members_by_id(&self.tenant, &waiting).await?;
        let names = members.into_iter().map(|it| it.name).collect();
        Err(BriefingFault::AnswersOwed(names).into())
    }

    /// Brings what is posted in line with what is written.
    async fn edit(
        &self,
        tx: &mut Tx,
        campaign: Campaign,
        mut briefing: BriefingRow,
    ) -> Result<Decided, Stop> {
        if self.when != When::Now {
            return Err(BriefingFault::StandsThere.into());
        }
        let before = briefing.posted.clone().unwrap_or_default();
        let fields = changed(&before, &briefing.content);
        let old = briefing.channels.clone();
        let mut all = old.clone();
        all.extend(self.channels.iter().cloned());
        briefing.channels = unique(&all);
        let new = briefing.channels[old.len().min(briefing.channels.len())..].to_vec();
        if fields.is_empty() && new.is_empty() {
            return Ok(Decided::Unchanged);
        }
        briefing.posted = Some(briefing.content.clone());
        tx.save_briefing(&self.tenant, &briefing).await?;
        if before.forecast != briefing.content.forecast {
            keep_forecast(tx, &self.tenant, &briefing, &self.actor, self.now).await?;
        }
        let campaign = copied(campaign, &briefing);
        tx.save_campaign(&self.tenant, &campaign).await?;
        let messages = self.messages(&campaign, &briefing);
        for channel in &new {
            messages.in_channel(tx, channel).await?;
        }
        if !fields.is_empty() {
            messages.in_line(tx).await?;
            for channel in &old {
                let line = Post::BriefingEdited {
                    campaign_id: campaign.id.clone(),
                    channel_id: channel.clone(),
                    revision: briefing.revision,
                    fields: fields.clone(),
                    content: Box::new(briefing.content.clone()),
                };
                messages.to_channel(tx, channel, &line).await?;
                if fields.contains(&Field::Objections) || fields.contains(&Field::Links) {
                    messages.details_in_line(tx, channel).await?;
                }
            }
        }
        messages.to_owner(tx).await?;
        if fields.is_empty() {
            return Ok(Decided::Posted {
                channels: new.len(),
            });
        }
        Ok(Decided::Edited(fields))
    }
}

/// Posts a briefing as it is written, in each of its channels.
async fn post_in(
    tx: &mut Tx,
    tenant: &Tenant,
    campaign: Campaign,
    mut briefing: BriefingRow,
    by: &MemberId,
    now: Timestamp,
) -> Result<(), StoreError> {
    briefing.state = BriefingState::Posted;
    briefing.posted = Some(briefing.content.clone());
    briefing.post_at = None;
    briefing.posted_at = Some(now);
    briefing.posted_by = Some(by.clone());
    tx.save_briefing(tenant, &briefing).await?;
    keep_forecast(tx, tenant, &briefing, by, now).await?;
    let campaign = copied(campaign, &briefing);
    tx.save_campaign(tenant, &campaign).await?;
    let messages = Messages {
        tenant,
        campaign: &campaign,
        briefing: &briefing,
        now,
    };
    for channel in &briefing.channels {
        messages.in_channel(tx, channel).await?;
    }
    messages.to_reviewers(tx).await?;
    messages.to_owner(tx).await
}

/// What was expected is kept with the time it was said: it can't be changed unseen.
async fn keep_forecast(
    tx: &mut Tx,
    tenant: &Tenant,
    briefing: &BriefingRow,
    by: &MemberId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(forecast) = briefing.content.forecast else {
        return Ok(());
    };
    let row = ForecastRow {
        forecast,
        made_at: now,
        made_by: by.clone(),
    };
    tx.add_forecast(tenant, &briefing.campaign_id, &row).await
}

/// The campaign with what the briefing says: the rating window and the queue read it there.
fn copied(campaign: Campaign, briefing: &BriefingRow) -> Campaign {
    let it = &briefing.content;
    Campaign {
        state: CampaignState::Running,
        goal: Some(it.goal.clone()),
        not_for: Some(it.not_for.clone()),
        first_contact_days: it.first_contact_days,
        starts_on: it.starts_on,
        ends_on: it.ends_on,
        ..campaign
    }
}

/// Each once, in the order given.
fn unique<T: Clone + PartialEq>(items: &[T]) -> Vec<T> {
    let mut found: Vec<T> = Vec::with_capacity(items.len());
    for item in items {
        if !found.contains(item) {
            found.push(item.clone());
        }
    }
    found
}
