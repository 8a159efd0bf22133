//! Leads that somebody adds or passes on, and the lists behind the digest's buttons.

use futures_util::FutureExt as _;
use serde_json::{Value, json};

use super::saying::{refused_instead, said_instead};
use super::{Dispatch, Trouble, Visitor, value};
use crate::domain::figures::ROWS_MAX;
use crate::domain::ids::{CampaignId, LeadId, RoundId, WindowId};
use crate::features::add_lead::{self, NewLead};
use crate::features::pass_on_lead::{self, PassOn};
use crate::features::rate_leads;
use crate::features::refusal::{Refusal, Thing};
use crate::slack::ack::Ack;
use crate::slack::incoming::{
    Action, BlockActions, BlockSuggestion, MessageAction, Shortcut, ViewSubmission,
};
use crate::slack::refusal_text::refusal_text;
use crate::slack::views::add_lead::{self as add_view, AddLeadError, AddLeadView, Added};
use crate::slack::views::leads as lists;
use crate::slack::views::pass_on;
use crate::slack::views::refusals::CannotNow;

/// Options that Slack takes as the answer to a suggestion.
const SUGGESTIONS_MAX: usize = 100;

impl Dispatch {
    /// "Add a missing lead", in the record or on the Home tab.
    pub(super) async fn open_add_lead(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
    ) -> Result<(), Trouble> {
        match self.add_lead_modal(visitor, None).await? {
            Ok(view) => self.show(visitor, delivery, view).await,
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }

    /// The shortcut for a lead.
    pub(super) async fn add_lead_shortcut(&self, shortcut: &Shortcut) -> Result<Ack, Trouble> {
        let visitor = self.visitor(&shortcut.sender).await?;
        self.add_lead_by_trigger(&visitor, &shortcut.trigger_id, None)
            .await
    }

    /// The shortcut that makes a message a lead.
    pub(super) async fn add_lead_from_message(
        &self,
        shortcut: &MessageAction,
    ) -> Result<Ack, Trouble> {
        let visitor = self.visitor(&shortcut.sender).await?;
        let text = shortcut.message.as_ref().map(|it| it.text.clone());
        self.add_lead_by_trigger(&visitor, &shortcut.trigger_id, text)
            .await
    }

    async fn add_lead_by_trigger(
        &self,
        visitor: &Visitor,
        trigger: &str,
        message: Option<String>,
    ) -> Result<Ack, Trouble> {
        let view = match self.add_lead_modal(visitor, message).await? {
            Ok(view) => view,
            Err(refusal) => {
                let text = refusal_text(visitor.language, &refusal);
                lists::said(visitor.language, &text)
            }
        };
        self.api(&visitor.tenant).open_view(trigger, view).await?;
        Ok(Ack::Empty)
    }

    pub(super) async fn add_lead_modal(
        &self,
        visitor: &Visitor,
        message: Option<String>,
    ) -> Result<Result<Value, Refusal>, Trouble> {
        let may = add_lead::may_add(&self.app, &visitor.tenant, &visitor.member).await?;
        Ok(may.map(|may| {
            AddLeadView {
                metadata: String::new(),
                message: message.filter(|text| !text.trim().is_empty()),
                owner: may.is_rep.then(|| visitor.member.clone()),
                can_choose_owner: may.for_others,
            }
            .view(visitor.language)
        }))
    }

    pub(super) async fn save_lead(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let language = visitor.language;
        let wrong = |error| Ok(Ack::Json(add_view::error(language, error)));
        let entered = match add_view::parse(&submission.view.values) {
            Ok(entered) => entered,
            Err(error) => return wrong(error),
        };
        let has_owner = entered.owner.is_some();
        let title = entered.facts.title().to_owned();
        let lead = NewLead {
            company: entered.facts.company,
            person: entered.facts.person,
            job_title: entered.facts.job_title,
            email: entered.facts.email,
            activity: None,
            message: entered.facts.message,
            campaign_id: entered.campaign,
            owner_id: entered.owner,
        };
        let added = add_lead::add_lead(&self.app, &visitor.tenant, &visitor.member, lead).await?;
        let added = match added {
            Ok(add_lead::Added::Lead(_)) => Added::New { lead: title },
            Ok(add_lead::Added::WithoutOwner(_)) => Added::WithoutOwner { lead: title },
            Ok(add_lead::Added::Nobody) => return wrong(AddLeadError::Nameless),
            Ok(add_lead::Added::Known { lead_id, owner_id }) => {
                self.known_lead(visitor, lead_id, owner_id, title).await?
            }
            Err(Refusal::Unknown(Thing::Member | Thing::Rep)) if has_owner => {
                return wrong(AddLeadError::OwnerCannot);
            }
            Err(refusal) => return Ok(refused_instead(visitor, &refusal)),
        };
        Ok(said_instead(visitor, &plain_text(&added.message(language))))
    }

    async fn known_lead(
        &self,
        visitor: &Visitor,
        lead_id: LeadId,
        owner_id: Option<crate::domain::ids::MemberId>,
        typed: String,
    ) -> Result<Added, Trouble> {
        let input = (visitor.tenant.clone(), lead_id, owner_id);
        let (lead, owner) = self
            .app
            .store
            .read(input, |tx, (tenant, lead_id, owner_id)| {
                async move {
                    let lead = tx.lead(tenant, lead_id).await?;
                    let owner = match owner_id {
                        Some(id) => tx.member(tenant, id).await?,
                        None => None,
                    };
                    Ok((lead, owner))
                }
                .boxed()
            })
            .await?;
        Ok(Added::Known {
            lead: lead.map_or(typed, |it| it.lead.facts.title().to_owned()),
            owner: owner.map(|it| it.name),
        })
    }

    /// Campaigns whose name has what was typed.
    pub(super) async fn suggest_campaigns(&self, asked: &BlockSuggestion) -> Result<Ack, Trouble> {
        let visitor = self.visitor(&asked.sender).await?;
        let campaigns = self
            .app
            .store
            .read(visitor.tenant, |tx, tenant| tx.campaigns(tenant).boxed())
            .await?;
        let typed = asked.value.trim().to_lowercase();
        let fitting: Vec<(CampaignId, String)> = campaigns
            .into_iter()
            .filter(|it| it.name.to_lowercase().contains(&typed))
            .take(SUGGESTIONS_MAX)
            .map(|it| (it.id, it.name))
            .collect();
        Ok(Ack::Options(add_view::campaign_suggestions(&fitting)))
    }

    /// "Whose lead is it?", answered over the rating window, which then shows the next lead.
    pub(super) async fn pass_on(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let view = &submission.view;
        let Some((window, lead_id)) = view.private_metadata.split_once(':') else {
            let text = CannotNow::OutOfDate.text(visitor.language);
            return Ok(said_instead(visitor, &text));
        };
        let window = WindowId::new(window);
        let said = pass_on::parse(&view.values);
        let passed = pass_on_lead::from_window(
            &self.app,
            &visitor.tenant,
            &visitor.member,
            &window,
            &LeadId::new(lead_id),
            said.to,
            said.whose,
        )
        .await?;
        match passed {
            Ok(()) => {}
            Err(Refusal::Unknown(Thing::Member | Thing::Rep)) => {
                return Ok(Ack::Json(pass_on::cannot_take(visitor.language)));
            }
            Err(refusal) => return Ok(refused_instead(visitor, &refusal)),
        }
        let at = rate_leads::Sitting {
            tenant: visitor.tenant.clone(),
            member: visitor.member.clone(),
            window: window.clone(),
            lead: None,
        };
        // It is passed on; a window that still shows it would only mislead.
        let clear = Ack::Json(json!({ "response_action": "clear" }));
        let next = rate_leads::go_on(&self.app, &at).await;
        if let Err(error) = &next {
            tracing::error!(%window, %error, "what comes after a lead that was passed on is not known");
        }
        let below = view
            .previous_view_id
            .as_ref()
            .or(view.root_view_id.as_ref());
        let (Ok(Ok(card)), Some(below)) = (next, below) else {
            return Ok(clear);
        };
        let shown = super::rating::window_of(&card, &window).view(card.language);
        let updated = self
            .api(&visitor.tenant)
            .update_view(below, None, shown)
            .await;
        Ok(match updated {
            Ok(_) => Ack::Empty,
            Err(error) => {
                tracing::info!(%error, "the window below could not be updated");
                clear
            }
        })
    }

    /// The campaigns beyond a digest's first ten.
    pub(super) async fn more_campaigns(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let input = (visitor.tenant.clone(), RoundId::new(value(action)?));
        let figures = self
            .app
            .store
            .read(input, |tx, (tenant, id)| tx.figures(tenant, id).boxed())
            .await?;
        let Some(figures) = figures else {
            let text = CannotNow::OutOfDate.text(visitor.language);
            return self.say(visitor, delivery, &text).await;
        };
        let rows: Vec<_> = figures
            .campaigns
            .iter()
            .filter(|it| it.can_be_shown())
            .skip(ROWS_MAX)
            .collect();
        let view = lists::more_campaigns(visitor.language, &rows);
        self.show(visitor, delivery, view).await
    }

    /// A person was chosen in a list of leads.
    pub(super) async fn give_owner(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let to = action.value.users.first().cloned();
        let to = to.ok_or(Trouble::Lacks("the person chosen"))?;
        let view = delivery.view.as_ref().ok_or(Trouble::Lacks("a view"))?;
        let lead_id = LeadId::new(action.block_id.as_str());
        let before = self.row_of(visitor, &lead_id, &to).await?;
        let pass = PassOn {
            lead_id,
            ask_id: None,
            to: Some(to),
            whose: None,
        };
        let given =
            pass_on_lead::pass_on_lead(&self.app, &visitor.tenant, &visitor.member, pass).await?;
        if let Err(refusal) = given {
            return self.refuse(visitor, delivery, &refusal).await;
        }
        let Some(list) = super::lists::Listed::parse(&view.private_metadata) else {
            return Ok(());
        };
        let shown = match self.list(visitor, &list, before).await {
            Ok(Ok(next)) => self.replace(visitor, view, next).await,
            Ok(Err(refusal)) => self.refuse(visitor, delivery, &refusal).await,
            Err(trouble) => Err(trouble),
        };
        if let Err(trouble) = shown {
            tracing::info!(error = %trouble, "the lead has its owner, but the list could not be shown anew");
        }
        Ok(())
    }
}

/// A message of one paragraph as the text a person reads.
fn plain_text(message: &crate::slack::views::kit::Message) -> String {
    message
        .text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}
