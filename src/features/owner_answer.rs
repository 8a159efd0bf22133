//! "What will you change?": the one line with which a campaign's owner answers a round's numbers, what led to
//! it, and that it is done.
//!
//! Answers are taken until the loop's next round closes. What is answered before the digest goes into it;
//! after that it shows in the campaign's thread, and in the next digest.

mod offer;

use futures_util::FutureExt as _;
use jiff::Timestamp;

pub use offer::{OfferedComment, OfferedReason};

use super::refusal::{self, Outcome, Refusal, Stop, Thing};
use super::{results_home, who};
use crate::app::{App, fresh_id};
use crate::domain::figures::{ANSWER_MAX, CampaignFigures};
use crate::domain::ids::{CampaignId, LeadId, MemberId, PostId, RoundId};
use crate::domain::permission::Action;
use crate::domain::post::{Destination, Post};
use crate::domain::rating::Reason;
use crate::domain::round::{Round, RoundState};
use crate::store::{OwnerAnswer, StoreError, Tenant, Tx};

/// Rounds among which one that closed later is looked for.
const ROUNDS_LOOKED_AT: u32 = 12;

/// A campaign's numbers with the answer so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// The numbers; the answer among them.
    pub figures: CampaignFigures,
    /// Whether an answer is still taken: until the loop's next round closes.
    pub takes_answer: bool,
    /// The digest is out: what is answered now stands in the next one.
    pub is_published: bool,
    /// When what was answered was done.
    pub done_at: Option<Timestamp>,
    /// The comments that can be ticked, without names of people.
    pub comments: Vec<OfferedComment>,
    /// The reasons that can be ticked.
    pub reasons: Vec<OfferedReason>,
}

/// What led to an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ticked {
    /// The leads whose comments did.
    pub comments: Vec<LeadId>,
    /// The reasons: each stands for every rejection of the campaign for it.
    pub reasons: Vec<Reason>,
}

/// A campaign's numbers, for the form in which they are answered.
///
/// # Errors
/// When the database fails.
pub async fn numbers(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    round_id: &RoundId,
    campaign_id: &CampaignId,
) -> Outcome<Numbers> {
    let input = Numbered::new(tenant, actor, round_id, campaign_id);
    refusal::read(app, input, |tx, it| {
        async move { it.load(tx).await?.numbers(tx, it).await }.boxed()
    })
    .await
}

/// Keeps the answer and what led to it; a later one replaces both, and other words are to be done anew. The
/// messages that show it are brought in line; once the digest is out, the reps on whose answers it rests
/// hear it.
///
/// # Errors
/// When the database fails.
pub async fn answer(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    round_id: &RoundId,
    campaign_id: &CampaignId,
    text: &str,
    ticked: &Ticked,
) -> Outcome<Numbers> {
    let numbered = Numbered::new(tenant, actor, round_id, campaign_id);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let input = (numbered, line, ticked.clone(), app.now());
    refusal::write(app, input, |tx, (it, line, ticked, now)| {
        async move {
            let loaded = it.load(tx).await?;
            if line.is_empty() {
                return Err(Refusal::TextMissing.into());
            }
            if line.chars().count() > ANSWER_MAX {
                return Err(Refusal::TextTooLong { most: ANSWER_MAX }.into());
            }
            if !loaded.takes_answer {
                return Err(Refusal::NewerNumbers.into());
            }
            it.save(tx, &loaded, line, ticked, *now).await?;
            it.load(tx).await?.numbers(tx, it).await
        }
        .boxed()
    })
    .await
}

/// Notes that what was answered is done; once is enough. Everybody who was told reads it there.
///
/// # Errors
/// When the database fails.
pub async fn done(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    round_id: &RoundId,
    campaign_id: &CampaignId,
) -> Outcome<()> {
    let input = (
        Numbered::new(tenant, actor, round_id, campaign_id),
        app.now(),
    );
    refusal::write(app, input, |tx, (it, now)| {
        async move {
            let loaded = it.load(tx).await?;
            let Some(mut answer) = loaded.answer.clone() else {
                return Err(Refusal::NotAnswered.into());
            };
            if answer.done_at.is_some() {
                return Ok(());
            }
            answer.done_at = Some(*now);
            let sources = tx
                .answer_sources(&it.tenant, &it.round_id, &it.campaign_id)
                .await?;
            tx.save_owner_answer(&it.tenant, &answer, &sources).await?;
            it.show(tx, &loaded, &[], *now).await?;
            Ok(())
        }
        .boxed()
    })
    .await
}

/// Whose numbers, and who looks at them.
struct Numbered {
    tenant: Tenant,
    actor: MemberId,
    round_id: RoundId,
    campaign_id: CampaignId,
}

/// The numbers as they are stored.
struct Loaded {
    round: Round,
    figures: CampaignFigures,
    answer: Option<OwnerAnswer>,
    takes_answer: bool,
}

impl Loaded {
    async fn numbers(mut self, tx: &mut Tx, of: &Numbered) -> Result<Numbers, Stop> {
        let offer = offer::of(tx, of, &self.round, &self.figures).await?;
        self.figures.owner_answer = self.answer.as_ref().map(|it| it.answer.clone());
        Ok(Numbers {
            figures: self.figures,
            takes_answer: self.takes_answer,
            is_published: self.round.state == RoundState::Published,
            done_at: self.answer.as_ref().and_then(|it| it.done_at),
            comments: offer.comments,
            reasons: offer.reasons,
        })
    }
}

impl Numbered {
    fn new(tenant: &Tenant, actor: &MemberId, round: &RoundId, campaign: &CampaignId) -> Self {
        Self {
            tenant: tenant.clone(),
            actor: actor.clone(),
            round_id: round.clone(),
            campaign_id: campaign.clone(),
        }
    }

    async fn save(
        &self,
        tx: &mut Tx,
        loaded: &Loaded,
        line: &str,
        ticked: &Ticked,
        now: Timestamp,
    ) -> Result<(), Stop> {
        let offer = offer::of(tx, self, &loaded.round, &loaded.figures).await?;
        let before =
            results_home::heard_by(tx, &self.tenant, &self.round_id, &self.campaign_id).await?;
        let same = loaded.answer.as_ref().filter(|it| it.answer == line);
        let answer = OwnerAnswer {
            round_id: self.round_id.clone(),
            campaign_id: self.campaign_id.clone(),
            member_id: self.actor.clone(),
            answer: line.to_owned(),
            answered_at: now,
            done_at: same.and_then(|it| it.done_at),
            reasons: offer.reasons_of(ticked),
        };
        let sources = offer.sources(ticked);
        tx.save_owner_answer(&self.tenant, &answer, &sources)
            .await?;
        self.show(tx, loaded, &before, now).await?;
        Ok(())
    }

    /// Has every message written anew that shows the answer; `before` heard what it was until now.
    async fn show(
        &self,
        tx: &mut Tx,
        loaded: &Loaded,
        before: &[MemberId],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let (tenant, round_id, campaign_id) = (&self.tenant, &self.round_id, &self.campaign_id);
        if let Some(owner_id) = &loaded.figures.owner_id {
            let post = Post::OwnerNumbersChanged {
                round_id: round_id.clone(),
                campaign_id: campaign_id.clone(),
            };
            let to = Destination::Member(owner_id.clone());
            tx.post(tenant, &PostId::new(fresh_id(now)), &post, &to, now)
                .await?;
        }
        if loaded.round.state == RoundState::Published {
            results_home::bring_results_in_line(tx, tenant, round_id, campaign_id, now).await?;
            results_home::tell(tx, tenant, round_id, campaign_id, before, now).await?;
        }
        Ok(())
    }

    async fn load(&self, tx: &mut Tx) -> Result<Loaded, Stop> {
        let tenant = &self.tenant;
        let round = tx.round(tenant, &self.round_id).await?;
        let round = round.ok_or(Refusal::Unknown(Thing::Round))?;
        let campaign = tx.campaign(tenant, &self.campaign_id).await?;
        let campaign = campaign.ok_or(Refusal::Unknown(Thing::Campaign))?;
        let action = Action::AnswerNumbers {
            is_own: campaign.owner_id.as_ref() == Some(&self.actor),
            loop_id: round.loop_id.clone(),
        };
        who::must_be_allowed(tx, tenant, &self.actor, &action).await?;
        let figures = tx.figures(tenant, &self.round_id).await?;
        let figures = figures.ok_or(Refusal::NotClosed(round.state))?;
        let mut of_campaign = figures.campaigns.into_iter();
        let figures = of_campaign.find(|it| it.campaign_id.as_ref() == Some(&self.campaign_id));
        let figures = figures.ok_or(Refusal::Unknown(Thing::Campaign))?;
        let rounds = tx
            .rounds_of_loop(tenant, &round.loop_id, ROUNDS_LOOKED_AT)
            .await?;
        Ok(Loaded {
            answer: tx
                .owner_answer(tenant, &self.round_id, &self.campaign_id)
                .await?,
            takes_answer: round.takes_owner_answers(&rounds),
            figures,
            round,
        })
    }
}
