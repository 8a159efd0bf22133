//! The one line with which a campaign's owner answers a round's numbers, before the digest goes out.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::refusal::{self, Outcome, Refusal, Stop, Thing};
use super::who;
use crate::app::{App, fresh_id};
use crate::domain::figures::{ANSWER_MAX, CampaignFigures};
use crate::domain::ids::{CampaignId, MemberId, PostId, RoundId};
use crate::domain::permission::Action;
use crate::domain::post::{Destination, Post};
use crate::domain::round::RoundState;
use crate::store::{OwnerAnswer, Tenant, Tx};

/// A campaign's numbers with the answer so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// The numbers; the answer among them.
    pub figures: CampaignFigures,
    /// Whether an answer is still taken: until the digest goes out.
    pub takes_answer: bool,
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
    refusal::read(app, input, |tx, it| it.load(tx).boxed()).await
}

/// Keeps the answer; a later one replaces it. The message with the numbers shows it from then on.
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
) -> Outcome<Numbers> {
    let numbered = Numbered::new(tenant, actor, round_id, campaign_id);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    refusal::write(app, (numbered, line, app.now()), |tx, (it, line, now)| {
        async move {
            let mut numbers = it.load(tx).await?;
            if line.is_empty() {
                return Err(Refusal::TextMissing.into());
            }
            if line.chars().count() > ANSWER_MAX {
                return Err(Refusal::TextTooLong { most: ANSWER_MAX }.into());
            }
            if !numbers.takes_answer {
                return Err(Refusal::NotClosed(RoundState::Published).into());
            }
            let answer = OwnerAnswer {
                campaign_id: it.campaign_id.clone(),
                member_id: it.actor.clone(),
                answer: line.clone(),
            };
            tx.save_owner_answer(&it.tenant, &it.round_id, &answer, *now)
                .await?;
            numbers.figures.owner_answer = Some(line.clone());
            it.show_answer(tx, &numbers.figures, *now).await?;
            Ok(numbers)
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

impl Numbered {
    fn new(tenant: &Tenant, actor: &MemberId, round: &RoundId, campaign: &CampaignId) -> Self {
        Self {
            tenant: tenant.clone(),
            actor: actor.clone(),
            round_id: round.clone(),
            campaign_id: campaign.clone(),
        }
    }

    /// Has the message that told the owner their numbers written anew.
    async fn show_answer(
        &self,
        tx: &mut Tx,
        figures: &CampaignFigures,
        now: Timestamp,
    ) -> Result<(), Stop> {
        let Some(owner_id) = &figures.owner_id else {
            return Ok(());
        };
        let post = Post::OwnerNumbersChanged {
            round_id: self.round_id.clone(),
            campaign_id: self.campaign_id.clone(),
        };
        let (id, to) = (
            PostId::new(fresh_id(now)),
            Destination::Member(owner_id.clone()),
        );
        tx.post(&self.tenant, &id, &post, &to, now).await?;
        Ok(())
    }

    async fn load(&self, tx: &mut Tx) -> Result<Numbers, Stop> {
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
        let mut figures = figures.ok_or(Refusal::Unknown(Thing::Campaign))?;
        let answers = tx.owner_answers(tenant, &self.round_id).await?;
        let answer = answers
            .into_iter()
            .find(|it| it.campaign_id == self.campaign_id);
        figures.owner_answer = answer.map(|it| it.answer);
        Ok(Numbers {
            figures,
            takes_answer: round.state == RoundState::Closed && round.digest_due_at.is_some(),
        })
    }
}
