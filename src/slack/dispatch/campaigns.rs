//! Campaigns, and the one line with which their owners answer a round's numbers.

use super::saying::{refused_instead, said_instead};
use super::{Dispatch, Trouble, Visitor, value};
use crate::domain::ids::{CampaignId, RoundId};
use crate::domain::working_time::local_date;
use crate::features::campaigns::{self, CampaignDraft, CampaignTarget};
use crate::features::owner_answer::{self, OfferedComment, OfferedReason, Ticked};
use crate::features::post_briefing;
use crate::features::refusal::{CampaignFault, Refusal, Thing};
use crate::slack::ack::Ack;
use crate::slack::ids::{ActionId, pair};
use crate::slack::incoming::{Action, BlockActions, ViewSubmission};
use crate::slack::views::campaign::{
    self, CampaignError, CampaignForm, CampaignView, KnownCampaign,
};
use crate::slack::views::campaign_owner::{self, OwnerAnswerView, TickedComment, TickedReason};
use crate::slack::views::help::Answer;
use crate::slack::views::leads::without_campaign;
use crate::slack::views::pages::parse_page;

/// Leads on a page.
const PAGE: u32 = 40;

impl Dispatch {
    /// Opens the form of a campaign; of a new one where the button names none.
    pub(super) async fn open_campaign(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let named = action.value.value.as_deref();
        let id = named.filter(|id| !id.is_empty()).map(CampaignId::new);
        let form =
            campaigns::open(&self.app, &visitor.tenant, &visitor.member, id.as_ref()).await?;
        match form {
            Ok(form) => {
                let view = shown(form).view(visitor.language);
                self.show(visitor, delivery, view).await
            }
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }

    /// Closes a campaign, or opens it again; its form then shows where it is.
    pub(super) async fn close_campaign(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        id: ActionId,
        action: &Action,
    ) -> Result<(), Trouble> {
        let campaign = CampaignId::new(value(action)?);
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let done = match id {
            ActionId::CloseCampaign => {
                post_briefing::close(&self.app, tenant, member, &campaign).await?
            }
            _ => campaigns::reopen(&self.app, tenant, member, &campaign).await?,
        };
        if let Err(refusal) = done {
            return self.refuse(visitor, delivery, &refusal).await;
        }
        self.refresh_home(visitor.clone());
        let form = campaigns::open(&self.app, tenant, member, Some(&campaign)).await?;
        match (form, &delivery.view) {
            (Ok(form), Some(view)) => {
                let next = shown(form).view(visitor.language);
                self.replace(visitor, view, next).await
            }
            _ => Ok(()),
        }
    }

    pub(super) async fn save_campaign(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let wrong = |error| Ok(Ack::Json(campaign::error(visitor.language, error)));
        let form = match campaign::parse(&submission.view.values) {
            Ok(form) => form,
            Err(error) => return wrong(error),
        };
        let target = target(&submission.view.private_metadata);
        let draft = CampaignDraft {
            name: form.name,
            owner_id: form.owner,
            goal: form.goal,
            not_for: form.not_for,
            first_contact_days: form.first_contact_days,
        };
        let saved =
            campaigns::save(&self.app, &visitor.tenant, &visitor.member, &target, &draft).await?;
        match saved {
            Ok(_) => Ok(Ack::Empty),
            Err(Refusal::Stale) => wrong(CampaignError::Edited),
            Err(refusal) => match fault(&refusal) {
                Some(error) => wrong(error),
                None => Ok(refused_instead(visitor, &refusal)),
            },
        }
    }

    /// The leads that name no campaign.
    pub(super) async fn see_without_campaign(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let (_, page) = parse_page(action.value.value.as_deref().unwrap_or_default());
        let skip = u32::try_from(page).unwrap_or(u32::MAX).saturating_mul(PAGE);
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let found =
            campaigns::leads_without_campaign(&self.app, tenant, member, skip, PAGE).await?;
        let (leads, count) = match found {
            Ok(found) => found,
            Err(refusal) => return self.refuse(visitor, delivery, &refusal).await,
        };
        let zone = self.zone_of(visitor).await?;
        let more = (count.saturating_sub(skip) as usize).saturating_sub(leads.len());
        let leads: Vec<_> = leads
            .into_iter()
            .map(|row| {
                let came_in = local_date(row.lead.came_in_at, &zone);
                (row.lead.facts.title().to_owned(), came_in)
            })
            .collect();
        let view = without_campaign(visitor.language, &leads, page, more);
        self.show_page(visitor, delivery, action, view).await
    }

    /// Opens the form for the one line, below a campaign's numbers.
    pub(super) async fn open_owner_answer(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let named = value(action)?;
        let Some((round, campaign)) = numbered(named) else {
            let refusal = Refusal::Unknown(Thing::Round);
            return self.refuse(visitor, delivery, &refusal).await;
        };
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let numbers = owner_answer::numbers(&self.app, tenant, member, &round, &campaign).await?;
        match numbers {
            Ok(numbers) if numbers.takes_answer => {
                let view = OwnerAnswerView {
                    metadata: named.to_owned(),
                    campaign: numbers.figures.name,
                    answer: numbers.figures.owner_answer,
                    comments: numbers.comments.into_iter().map(comment).collect(),
                    reasons: numbers.reasons.into_iter().map(reason).collect(),
                };
                self.show(visitor, delivery, view.view(visitor.language))
                    .await
            }
            Ok(_) => self.refuse(visitor, delivery, &Refusal::NewerNumbers).await,
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }

    /// What was answered is done.
    pub(super) async fn owner_answer_done(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let Some((round, campaign)) = numbered(value(action)?) else {
            let refusal = Refusal::Unknown(Thing::Round);
            return self.refuse(visitor, delivery, &refusal).await;
        };
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        match owner_answer::done(&self.app, tenant, member, &round, &campaign).await? {
            Ok(()) => Ok(()),
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }

    pub(super) async fn save_owner_answer(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let Some((round, campaign)) = numbered(&submission.view.private_metadata) else {
            return Ok(refused_instead(visitor, &Refusal::Unknown(Thing::Round)));
        };
        let submitted = campaign_owner::parse(&submission.view.values);
        let ticked = Ticked {
            comments: submitted.comments,
            reasons: submitted.reasons,
        };
        let (app, tenant, member) = (&self.app, &visitor.tenant, &visitor.member);
        let line = &submitted.line;
        let answered =
            owner_answer::answer(app, tenant, member, &round, &campaign, line, &ticked).await?;
        Ok(match answered {
            Ok(numbers) => {
                let answer = match numbers.is_published {
                    true => Answer::OwnerAnswerShown,
                    false => Answer::OwnerAnswerSaved,
                };
                said_instead(visitor, &answer.text(visitor.language))
            }
            Err(refusal) => refused_instead(visitor, &refusal),
        })
    }
}

fn shown(form: campaigns::CampaignForm) -> CampaignView {
    let id = match &form.target {
        CampaignTarget::New(_) => None,
        CampaignTarget::Edit { campaign_id, .. } => Some(campaign_id.clone()),
    };
    let draft = form.draft;
    CampaignView {
        metadata: metadata(&form.target),
        known: id.zip(form.state).map(|(id, state)| KnownCampaign {
            id,
            state,
            briefing: form.briefing,
        }),
        form: CampaignForm {
            name: draft.name,
            owner: draft.owner_id,
            goal: draft.goal,
            not_for: draft.not_for,
            first_contact_days: draft.first_contact_days,
        },
    }
}

fn comment(it: OfferedComment) -> TickedComment {
    TickedComment {
        lead: it.lead_id,
        text: it.text,
        is_ticked: it.is_ticked,
    }
}

fn reason(it: OfferedReason) -> TickedReason {
    TickedReason {
        reason: it.reason,
        count: it.count,
        is_ticked: it.is_ticked,
    }
}

/// A new campaign by its id; one that is there with its revision.
fn metadata(target: &CampaignTarget) -> String {
    match target {
        CampaignTarget::New(id) => id.to_string(),
        CampaignTarget::Edit {
            campaign_id,
            revision,
        } => pair(campaign_id, revision),
    }
}

fn target(metadata: &str) -> CampaignTarget {
    let edit = metadata
        .rsplit_once(':')
        .and_then(|(id, revision)| Some((id, revision.parse().ok()?)));
    match edit {
        Some((id, revision)) => CampaignTarget::Edit {
            campaign_id: CampaignId::new(id),
            revision,
        },
        None => CampaignTarget::New(CampaignId::new(metadata)),
    }
}

/// The first fault as the form says it; none for what the form can't point at.
fn fault(refusal: &Refusal) -> Option<CampaignError> {
    let Refusal::Campaign(faults) = refusal else {
        return None;
    };
    match faults.first()? {
        CampaignFault::NameMissing => Some(CampaignError::NoName),
        CampaignFault::NameTaken => Some(CampaignError::NameTaken),
        CampaignFault::UnknownOwner => Some(CampaignError::OwnerUnknown),
        CampaignFault::NameTooLong
        | CampaignFault::GoalTooLong
        | CampaignFault::NotForTooLong
        | CampaignFault::FirstContactDays => None,
    }
}

/// A round and a campaign, as the button's value names them.
fn numbered(value: &str) -> Option<(RoundId, CampaignId)> {
    let (round, campaign) = value.split_once(':')?;
    Some((RoundId::new(round), CampaignId::new(campaign)))
}
