//! The rating conversation: open, fold, save and next, skip, not mine, stop.

use serde_json::Value;

use super::{Dispatch, Trouble, Visitor, trigger, update, value};
use crate::app::fresh_id;
use crate::domain::ids::{AskId, LeadId, MemberId, WindowId, WorkspaceId};
use crate::features::rate_leads::{
    self, Card, CardNote, CardPlace, RateRefusal, Saved, Show, Sitting, Submission, Submitter,
};
use crate::slack::ack::Ack;
use crate::slack::api::Failure;
use crate::slack::ids::{ActionId, pair, parse_asked_lead};
use crate::slack::incoming::{BlockActions, View, ViewClosed, ViewSubmission};
use crate::slack::views::cannot_rate::CannotRate;
use crate::slack::views::pass_on::PassOnView;
use crate::slack::views::rating::{
    self, CardCampaign, Chosen, Note, Place, RatingDone, RatingWindow,
};

impl Dispatch {
    /// Opens the window that a button asks for, at the first open lead or at the one whose answer is to be changed; why
    /// not, if it can't be. Who it is need not be known for it.
    pub(super) async fn open_rating(
        &self,
        delivery: &BlockActions,
    ) -> Result<Option<RateRefusal>, Trouble> {
        let Some((id, action)) = delivery
            .actions
            .iter()
            .find_map(|action| Some((ActionId::parse(&action.action_id)?, action)))
        else {
            return Ok(None);
        };
        let what = match id {
            ActionId::RateLeads => Show::FirstOpen(AskId::new(value(action)?)),
            ActionId::ChangeAnswer => {
                let (ask, lead) = action
                    .value
                    .choice()
                    .and_then(parse_asked_lead)
                    .ok_or(Trouble::Lacks("the chosen lead"))?;
                Show::Edit(ask, lead)
            }
            _ => return Ok(None),
        };
        let workspace = self.workspace_of(&delivery.sender).await?;
        self.open_window(workspace, &delivery.sender.user, trigger(delivery)?, what)
            .await
    }

    /// Shows a lead in a new window; why not, if it can't be.
    pub(super) async fn open_window(
        &self,
        workspace: WorkspaceId,
        member: &MemberId,
        trigger_id: &str,
        what: Show,
    ) -> Result<Option<RateRefusal>, Trouble> {
        let (tenant, card) = match rate_leads::show(&self.app, &workspace, member, what).await? {
            Ok(shown) => shown,
            Err(refusal) => return Ok(Some(refusal)),
        };
        let at = Sitting {
            tenant,
            member: member.clone(),
            window: WindowId::new(fresh_id(self.app.now())),
            lead: None,
        };
        let view = window_of(&card, &at.window).view(card.language);
        let opened = self.api(&at.tenant).open_view(trigger_id, view).await;
        // Where Slack gave no answer it may stand on their screen: what they answer in it is taken.
        if matches!(opened, Ok(_) | Err(Failure::Unknown { .. })) {
            rate_leads::opened(&self.app, &at, &card).await?;
        }
        opened?;
        Ok(None)
    }

    /// Says why there is nothing to rate.
    pub(super) async fn refuse_rating(
        &self,
        visitor: &Visitor,
        trigger_id: &str,
        refusal: RateRefusal,
    ) -> Result<(), Trouble> {
        let view = refused_view(visitor, refusal);
        self.api(&visitor.tenant)
            .open_view(trigger_id, view)
            .await?;
        Ok(())
    }

    /// Folds and unfolds below the answer just given.
    pub(super) async fn fold_rating(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
    ) -> Result<(), Trouble> {
        let view = view_of(delivery)?;
        let (at, chosen) = (sitting(visitor, view), chosen(view));
        let kept = rate_leads::keep_draft(&self.app, &at, chosen.draft).await?;
        let Ok(card) = kept else { return Ok(()) };
        let mut shown = window_of(&card, &at.window);
        shown.is_same_for_others = chosen.is_same_for_others;
        self.replace(visitor, view, shown.view(card.language)).await
    }

    /// "Skip for now".
    pub(super) async fn skip_lead(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
    ) -> Result<(), Trouble> {
        let view = view_of(delivery)?;
        let at = sitting(visitor, view);
        let next = rate_leads::skip(&self.app, &at, chosen(view).draft).await?;
        self.replace(visitor, view, next_view(visitor, &at, next))
            .await
    }

    /// "Rate 5 more", from the last view.
    pub(super) async fn rate_more(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
    ) -> Result<(), Trouble> {
        let view = view_of(delivery)?;
        let at = sitting(visitor, view);
        let next = rate_leads::rate_more(&self.app, &at).await?;
        self.replace(visitor, view, next_view(visitor, &at, next))
            .await
    }

    /// "Not my lead": asks whose it is, laid over the window so that the answers stay.
    pub(super) async fn ask_whose(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
    ) -> Result<(), Trouble> {
        let view = view_of(delivery)?;
        let at = sitting(visitor, view);
        let kept = rate_leads::keep_draft(&self.app, &at, chosen(view).draft).await?;
        let pushed = match kept {
            Ok(card) => PassOnView {
                metadata: pair(&at.window, &card.lead.lead.id),
                lead: card.lead.lead.facts.title().to_owned(),
            }
            .view(card.language),
            Err(refusal) => refused_view(visitor, refusal),
        };
        self.api(&visitor.tenant)
            .push_view(trigger(delivery)?, pushed)
            .await?;
        Ok(())
    }

    /// Save and next. Who it is is looked up with the rest, in the transaction that stores the rating: no
    /// delivery is as frequent. Where the answer is in nobody's words yet, the person's language is read after it.
    pub(super) async fn save_rating(
        &self,
        delivery: ViewSubmission,
        is_edit: bool,
    ) -> Result<Ack, Trouble> {
        let (view, sender) = (delivery.view, &delivery.sender);
        let workspace = self.workspace_of(sender).await?;
        let asked = asked_lead(&view);
        let from = Submitter {
            workspace,
            member: sender.user.clone(),
            window: WindowId::new(view.private_metadata.as_str()),
            lead: asked.as_ref().map(|(_, lead)| lead.clone()),
        };
        let chosen = asked.map(|(ask, lead)| rating::parse(&view.values, &ask, &lead));
        let chosen = chosen.unwrap_or_default();
        let submission = Submission {
            view_id: view.id,
            hash: view.hash.unwrap_or_default(),
            draft: chosen.draft,
            is_same_for_others: chosen.is_same_for_others,
        };
        // Hundreds may wait for their turn at once, none of them with its whole form.
        drop(view.values);
        let saved = rate_leads::save(&self.app, &from, submission).await?;
        let shown = |card: &Card| update(window_of(card, &from.window).view(card.language));
        if is_edit {
            self.refresh_home(self.visitor(sender).await?);
        }
        Ok(match saved {
            Ok(
                Saved::Next(card)
                | Saved::Incomplete(card)
                | Saved::Newer(card)
                | Saved::MovedOn(card),
            ) => shown(&card),
            Ok(Saved::CommentNeeded(card)) => Ack::Json(rating::comment_needed(
                card.language,
                &card.ask,
                &card.lead.lead.id,
            )),
            Ok(Saved::Finished { waiting: 0, .. } | Saved::Edited) => Ack::Empty,
            Ok(Saved::Finished { waiting, next }) => {
                let done = RatingDone {
                    metadata: from.window.to_string(),
                    waiting: waiting as usize,
                    next: next as usize,
                };
                update(done.view(self.visitor(sender).await?.language))
            }
            Err(refusal) => update(refused_view(&self.visitor(sender).await?, refusal)),
        })
    }

    /// X or "Stop for now": the ask's message says how far it got.
    pub(super) async fn stop_rating(
        &self,
        visitor: &Visitor,
        closed: &ViewClosed,
    ) -> Result<Ack, Trouble> {
        let at = sitting(visitor, &closed.view);
        let kept = rate_leads::stopped(&self.app, &at, chosen(&closed.view).draft).await?;
        if let Err(refusal) = kept {
            tracing::debug!(window = %at.window, ?refusal, "a window was closed that no longer counts");
        }
        Ok(Ack::Empty)
    }

    /// Replaces a view that is on the screen, unless it has changed since.
    pub(super) async fn replace(
        &self,
        visitor: &Visitor,
        view: &View,
        next: Value,
    ) -> Result<(), Trouble> {
        let hash = view.hash.as_deref();
        match self
            .api(&visitor.tenant)
            .update_view(&view.id, hash, next)
            .await
        {
            Ok(_) => Ok(()),
            // Somebody clicked on meanwhile: the later click brings the view in line.
            Err(failure) if failure.refused_with() == Some("hash_conflict") => Ok(()),
            // What was chosen is kept; the submission asks for what the old view could not show.
            Err(failure) => {
                tracing::warn!(view = %view.id, error = %failure, "a window could not be redrawn");
                Ok(())
            }
        }
    }
}

/// Who acts in which window.
fn sitting(visitor: &Visitor, view: &View) -> Sitting {
    Sitting {
        tenant: visitor.tenant.clone(),
        member: visitor.member.clone(),
        window: WindowId::new(view.private_metadata.as_str()),
        lead: asked_lead(view).map(|(_, lead)| lead),
    }
}

/// What was chosen in a window. The blocks name the ask and the lead they are about; whose they are is checked
/// by the feature.
fn chosen(view: &View) -> Chosen {
    asked_lead(view)
        .map(|(ask, lead)| rating::parse(&view.values, &ask, &lead))
        .unwrap_or_default()
}

/// The next card, or why there is none.
fn next_view(visitor: &Visitor, at: &Sitting, next: Result<Card, RateRefusal>) -> Value {
    match next {
        Ok(card) => window_of(&card, &at.window).view(card.language),
        Err(refusal) => refused_view(visitor, refusal),
    }
}

/// The ask and the lead that the blocks of a rating window carry in their ids.
fn asked_lead(view: &View) -> Option<(AskId, LeadId)> {
    view.values.as_object()?.keys().find_map(|block_id| {
        let (_, rest) = block_id.split_once(':')?;
        parse_asked_lead(rest)
    })
}

fn view_of(delivery: &BlockActions) -> Result<&View, Trouble> {
    delivery.view.as_ref().ok_or(Trouble::Lacks("a view"))
}

/// A card as the window that shows it.
pub(super) fn window_of(card: &Card, window: &WindowId) -> RatingWindow {
    RatingWindow {
        metadata: window.to_string(),
        ask: card.ask.clone(),
        lead: card.lead.lead.id.clone(),
        place: match card.place {
            CardPlace::InAsk {
                position,
                total,
                is_last,
            } => Place::InAsk {
                position,
                total,
                is_last,
            },
            CardPlace::Edit => Place::Edit,
        },
        note: card.note.as_ref().map(|note| match note {
            CardNote::Saved(lead) => Note::Saved((&lead.lead.facts).into()),
            CardNote::OneQuestionMore => Note::OneQuestionMore,
            CardNote::Newer => Note::Newer,
        }),
        facts: card.lead.lead.facts.clone(),
        came_in: card.came_in,
        today: card.today,
        campaign: card.campaign.as_ref().map(|campaign| CardCampaign {
            id: campaign.id.clone(),
            name: campaign.name.clone(),
            goal: campaign.goal.clone(),
            not_for: campaign.not_for.clone(),
        }),
        form: card.form,
        draft: card.draft.clone(),
        is_follow_up_from_crm: card.is_follow_up_from_crm,
        ideal_customer: card.ideal_customer.clone(),
        others: card.others.clone(),
        is_same_for_others: false,
        shows_names: card.shows_names,
    }
}

/// What a window says that can't be rated in.
pub(super) fn refused_view(visitor: &Visitor, refusal: RateRefusal) -> Value {
    match refusal {
        RateRefusal::Gone => CannotRate::Gone,
        RateRefusal::NotYours => CannotRate::NotYours,
        RateRefusal::Closed => CannotRate::Closed,
        RateRefusal::NothingOpen => CannotRate::NothingOpen,
        RateRefusal::AllSkipped => CannotRate::AllSkipped,
    }
    .view(visitor.language)
}
