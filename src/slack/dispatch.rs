//! One dispatch for both doors: whose workspace, who is it, what do they want. One exhaustive match per
//! kind of delivery; what a thing means is the feature's business, how it looks the views'.
//!
//! Every acknowledgement follows its commit. `views.open` is sent before anything is written, for its
//! trigger lives three seconds.

mod asks;
mod away_words;
mod briefings;
mod campaigns;
mod commands;
mod decide_briefing;
mod digest;
mod events;
mod home;
mod leads;
mod lists;
mod loops;
mod merge_campaigns;
mod personal;
mod posts;
mod rating;
mod saying;
mod setup;
mod why;
mod write_briefing;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use serde_json::Value;
use tokio::sync::{Mutex, oneshot};

use super::ack::{Ack, DECIDE_WITHIN, Handler};
use super::api::{Api, Failure};
use super::ids::{ActionId, CallbackId};
use super::incoming::{
    Action, BlockActions, BlockSuggestion, Incoming, RetryInfo, Sender, ViewClosed, ViewSubmission,
};
use crate::app::App;
use crate::domain::ids::{MemberId, WorkspaceId};
use crate::domain::language::Language;
use crate::slack::people::SlackUserGroup;
use crate::slack::views::kit::answer_update;
use crate::slack::views::leads::{definitions, how_to_export};
use crate::slack::views::refusals::not_saved;
use crate::store::{Actor, StoreError, Tenant, Tx};

/// For the language in which somebody is told that nothing was saved: the answer must not be too late for it.
const SAY_WITHIN: Duration = Duration::from_millis(150);

/// The user groups, and when Slack listed them.
type GroupsSeen = (Timestamp, Vec<SlackUserGroup>);

/// The language of whoever submitted a form, from when it is known.
type Spoken = Arc<OnceLock<Language>>;

/// Takes deliveries for every workspace of this process.
#[derive(Debug, Clone)]
pub struct Dispatch {
    app: App,
    api: Api,
    /// Admins besides Slack's own.
    admins: Vec<MemberId>,
    /// The user groups, and when Slack listed them.
    groups: Arc<Mutex<Option<GroupsSeen>>>,
    /// Whose Home tab is being shown.
    homes: home::Turns,
}

/// Why a delivery could not be dealt with. Logged with its ids; the person is told by the acknowledgement.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Slack(#[from] Failure),
    #[error("the delivery names no workspace that leadloop knows")]
    UnknownWorkspace,
    #[error("the delivery lacks {0}")]
    Lacks(&'static str),
}

/// Who acts, and where.
#[derive(Debug, Clone)]
struct Visitor {
    tenant: Tenant,
    member: MemberId,
    /// The person's language where no one loop is meant.
    language: Language,
}

impl Visitor {
    /// The same person, from now on in this language.
    fn speaking(&self, language: Language) -> Self {
        Self {
            language,
            ..self.clone()
        }
    }
}

impl Dispatch {
    /// A dispatch for this app, answering through this client.
    #[must_use]
    pub fn new(app: App, api: Api, admins: Vec<MemberId>) -> Self {
        Self {
            app,
            api,
            admins,
            groups: Arc::default(),
            homes: home::Turns::default(),
        }
    }

    async fn route(&self, incoming: Incoming, spoken: &Spoken) -> Result<Ack, Trouble> {
        match incoming {
            Incoming::UrlVerification { challenge } => {
                Ok(Ack::Json(serde_json::json!({ "challenge": challenge })))
            }
            Incoming::Event(delivery) => self.event(delivery).await,
            Incoming::BlockActions(actions) => self.block_actions(actions).await,
            Incoming::ViewSubmission(submission) => self.view_submission(submission, spoken).await,
            Incoming::ViewClosed(closed) => self.view_closed(closed).await,
            Incoming::BlockSuggestion(suggestion) => self.suggest(suggestion).await,
            Incoming::Shortcut(shortcut) => self.add_lead_shortcut(&shortcut).await,
            Incoming::MessageAction(shortcut) => self.add_lead_from_message(&shortcut).await,
            Incoming::Command(command) => self.command(&command).await,
            Incoming::SslCheck | Incoming::Unknown { .. } => Ok(Ack::Empty),
        }
    }

    async fn block_actions(&self, delivery: BlockActions) -> Result<Ack, Trouble> {
        // A trigger lives three seconds, and no click is as frequent: the window comes before all else.
        let refused = self.open_rating(&delivery).await?;
        let visitor = self.visitor(&delivery.sender).await?;
        if let Some(refusal) = refused {
            self.refuse_rating(&visitor, trigger(&delivery)?, refusal)
                .await?;
        }
        for action in &delivery.actions {
            let Some(id) = ActionId::parse(&action.action_id) else {
                tracing::info!(action = %action.action_id, "a button that leadloop does not know");
                continue;
            };
            // Before a decline changes the ask's message, and after the window is open: a trigger lives 3 s.
            if id == ActionId::NotThisTime {
                self.learn_place(&visitor, &delivery, action).await;
            }
            self.block_action(&visitor, &delivery, id, action).await?;
            if id == ActionId::RateLeads {
                self.learn_place(&visitor, &delivery, action).await;
            }
        }
        if delivery
            .view
            .as_ref()
            .is_some_and(|view| view.kind == "home")
        {
            self.refresh_home(visitor);
        }
        Ok(Ack::Empty)
    }

    async fn block_action(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        id: ActionId,
        action: &Action,
    ) -> Result<(), Trouble> {
        match id {
            ActionId::PickFollowUp | ActionId::PickVerdict => {
                self.fold_rating(visitor, delivery).await
            }
            ActionId::SkipLead => self.skip_lead(visitor, delivery).await,
            ActionId::RateMore => self.rate_more(visitor, delivery).await,
            ActionId::NotMyLead => self.ask_whose(visitor, delivery).await,
            ActionId::SeeBriefing => self.see_briefing(visitor, delivery, action).await,
            ActionId::NotThisTime
            | ActionId::DeclineTooEarly
            | ActionId::DeclineTooBusy
            | ActionId::DeclineNotMine
            | ActionId::AskLessOften
            | ActionId::KeepRhythm => self.decline(visitor, delivery, id, action).await,
            ActionId::SetUpLoop => self.open_set_up(visitor, delivery, None).await,
            ActionId::LoopMenu => self.loop_menu(visitor, delivery, action).await,
            ActionId::AskMenu => self.ask_menu(visitor, delivery, action).await,
            ActionId::SpeakLanguage => self.speak_language(visitor, delivery, action).await,
            ActionId::OpenPause => self.open_pause(visitor, delivery).await,
            ActionId::EndPause => self.end_pause(visitor, delivery).await,
            ActionId::OpenSettings => self.open_settings(visitor, delivery).await,
            ActionId::AwayWords => self.open_away_words(visitor, delivery).await,
            ActionId::AskWhy => self.show_why(visitor, delivery).await,
            ActionId::AddLead => self.open_add_lead(visitor, delivery).await,
            ActionId::AnswerFigures => self.open_owner_answer(visitor, delivery, action).await,
            ActionId::AnswerDone => self.owner_answer_done(visitor, delivery, action).await,
            ActionId::SeeWaiting => self.see_waiting(visitor, delivery, action).await,
            ActionId::PassOnAway => self.pass_on_away(visitor, delivery, action).await,
            ActionId::GiveOwners => self.give_owners(visitor, delivery, action).await,
            ActionId::GiveOwner => self.give_owner(visitor, delivery, action).await,
            ActionId::MoreCampaigns => self.more_campaigns(visitor, delivery, action).await,
            ActionId::MoreRated | ActionId::MoreComments => {
                self.show_rest(visitor, delivery, id, action).await
            }
            ActionId::SeeRatings => self.show_ratings(visitor, delivery, action).await,
            ActionId::Definitions => {
                self.show(visitor, delivery, definitions(visitor.language))
                    .await
            }
            ActionId::Export => {
                self.show(visitor, delivery, how_to_export(visitor.language))
                    .await
            }
            ActionId::WriteBriefing => self.open_briefing_form(visitor, delivery, action).await,
            ActionId::BriefingCampaign => self.pick_briefing_campaign(visitor, delivery).await,
            ActionId::BriefingBack => self.back_in_briefing(visitor, delivery).await,
            ActionId::BriefingWhen => self.unfold_briefing_when(visitor, delivery).await,
            ActionId::CloseCampaign | ActionId::ReopenCampaign => {
                self.close_campaign(visitor, delivery, id, action).await
            }
            ActionId::MergeCampaign => self.open_merge(visitor, delivery, action).await,
            ActionId::MergeInto => self.show_merge(visitor, delivery, action).await,
            ActionId::BriefingRead => self.briefing_read(visitor, delivery, action).await,
            ActionId::BriefingQuestion => self.open_question(visitor, delivery, action).await,
            ActionId::BriefingMore => self.briefing_more(visitor, delivery, action).await,
            ActionId::WouldCall | ActionId::NeedsMore | ActionId::WrongAudience => {
                self.think_of_draft(visitor, delivery, id, action).await
            }
            ActionId::ReplyToRemark => self.open_reply(visitor, delivery, action).await,
            ActionId::PostBriefingNow => self.post_briefing_now(visitor, delivery, action).await,
            ActionId::WhoHasNotRead => self.who_has_not_read(visitor, delivery, action).await,
            ActionId::EditCampaign => self.open_campaign(visitor, delivery, action).await,
            ActionId::SeeWithoutCampaign => {
                self.see_without_campaign(visitor, delivery, action).await
            }
            ActionId::SeeCampaigns => self.see_campaigns(visitor, delivery, action).await,
            ActionId::SeeLoops => self.see_loops(visitor, delivery, action).await,
            ActionId::SeeUnread => self.see_unread(visitor, delivery, action).await,
            ActionId::PageBefore | ActionId::PageAfter => {
                self.turn_page(visitor, delivery, action).await
            }
            ActionId::SendAgain | ActionId::ItArrived => {
                self.mend_post(visitor, delivery, id, action).await
            }
            // Opened before; a field that is read with its form; a link that Slack opens itself.
            ActionId::RateLeads
            | ActionId::ChangeAnswer
            | ActionId::Field
            | ActionId::OpenLink
            | ActionId::PickGroup
            | ActionId::PickZone
            | ActionId::PickCampaign => Ok(()),
        }
    }

    async fn view_submission(
        &self,
        submission: ViewSubmission,
        spoken: &Spoken,
    ) -> Result<Ack, Trouble> {
        let callback = CallbackId::parse(&submission.view.callback_id);
        if let Some(CallbackId::Rate | CallbackId::ChangeAnswer) = callback {
            let is_edit = callback == Some(CallbackId::ChangeAnswer);
            return self.save_rating(submission, is_edit).await;
        }
        let visitor = self.visitor(&submission.sender).await?;
        // Only the first word counts, and there is no other.
        let _ = spoken.set(visitor.language);
        let ack = self.submitted(&visitor, callback, &submission).await?;
        let changes_home = matches!(
            callback,
            Some(
                CallbackId::OwnerAnswer
                    | CallbackId::Reply
                    | CallbackId::Pause
                    | CallbackId::Settings
                    | CallbackId::Campaign
                    | CallbackId::BriefingForm
                    | CallbackId::BriefingPreview
                    | CallbackId::MergeCampaigns
                    | CallbackId::AddLead
                    | CallbackId::SetUpPreview
                    | CallbackId::ShiftRound
                    | CallbackId::EndLoop
            )
        );
        if changes_home {
            self.refresh_home(visitor);
        }
        Ok(ack)
    }

    async fn submitted(
        &self,
        visitor: &Visitor,
        callback: Option<CallbackId>,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        match callback {
            Some(CallbackId::SetUp) => self.preview_set_up(visitor, submission).await,
            Some(CallbackId::SetUpPreview) => self.save_set_up(visitor, submission).await,
            Some(CallbackId::ShiftRound) => self.shift_round(visitor, submission).await,
            Some(CallbackId::EndLoop) => self.end_loop(visitor, submission).await,
            Some(CallbackId::Pause) => self.save_pause(visitor, submission).await,
            Some(CallbackId::Settings) => self.save_settings(visitor, submission).await,
            Some(CallbackId::AwayWords) => self.save_away_words(visitor, submission).await,
            Some(CallbackId::AddLead) => self.save_lead(visitor, submission).await,
            Some(CallbackId::PassOn) => self.pass_on(visitor, submission).await,
            Some(CallbackId::Campaign) => self.save_campaign(visitor, submission).await,
            Some(CallbackId::BriefingForm) => self.save_briefing_page(visitor, submission).await,
            Some(CallbackId::BriefingPreview) => self.decide_briefing(visitor, submission).await,
            Some(CallbackId::MergeCampaigns) => self.merge_campaigns(visitor, submission).await,
            Some(CallbackId::OwnerAnswer) => self.save_owner_answer(visitor, submission).await,
            Some(CallbackId::BriefingQuestion) => self.ask_question(visitor, submission).await,
            Some(CallbackId::Remark) => self.save_remark(visitor, submission).await,
            Some(CallbackId::Reply) => self.save_reply(visitor, submission).await,
            // Windows that were dealt with, views without a submit button, and a shortcut that is no view.
            Some(
                CallbackId::Rate
                | CallbackId::ChangeAnswer
                | CallbackId::RateDone
                | CallbackId::Briefing
                | CallbackId::Briefings
                | CallbackId::Leads
                | CallbackId::Lists
                | CallbackId::Ratings
                | CallbackId::Notice
                | CallbackId::AddLeadFromMessage,
            )
            | None => Ok(Ack::Empty),
        }
    }

    async fn suggest(&self, suggestion: BlockSuggestion) -> Result<Ack, Trouble> {
        let visitor = self.visitor(&suggestion.sender).await?;
        match ActionId::parse(&suggestion.action_id) {
            Some(ActionId::PickGroup) => {
                self.suggest_for_set_up(&visitor, &suggestion, false).await
            }
            Some(ActionId::PickZone) => self.suggest_for_set_up(&visitor, &suggestion, true).await,
            Some(ActionId::BriefingCampaign) => {
                self.suggest_briefing_campaigns(&visitor, &suggestion).await
            }
            Some(ActionId::MergeInto) => self.suggest_merge(&visitor, &suggestion).await,
            Some(ActionId::PickCampaign) => self.suggest_campaigns(&suggestion).await,
            _ => Ok(Ack::Options(serde_json::json!({ "options": [] }))),
        }
    }

    async fn view_closed(&self, closed: ViewClosed) -> Result<Ack, Trouble> {
        let visitor = self.visitor(&closed.sender).await?;
        match CallbackId::parse(&closed.view.callback_id) {
            Some(CallbackId::Rate | CallbackId::ChangeAnswer) => {
                self.stop_rating(&visitor, &closed).await
            }
            _ => Ok(Ack::Empty),
        }
    }

    /// Whose workspace it is, and who acts. Where Slack names no workspace, the only one there is.
    async fn visitor(&self, sender: &Sender) -> Result<Visitor, Trouble> {
        let team = self.workspace_of(sender).await?;
        let actor = self.actor(team, sender.user.clone()).await?;
        let actor = actor.ok_or(Trouble::UnknownWorkspace)?;
        Ok(Visitor {
            language: language_of(&actor),
            tenant: actor.tenant,
            member: sender.user.clone(),
        })
    }

    /// The workspace of a delivery, as it says: that it is one is not looked up.
    async fn workspace_of(&self, sender: &Sender) -> Result<WorkspaceId, Trouble> {
        match &sender.team {
            Some(team) => Ok(team.clone()),
            None => Ok(self.tenant(None).await?.workspace_id().clone()),
        }
    }

    async fn actor(&self, team: WorkspaceId, user: MemberId) -> Result<Option<Actor>, StoreError> {
        self.app
            .store
            .look((team, user), |tx, (team, user)| {
                tx.actor(team, user).boxed()
            })
            .await
    }

    /// The language of somebody where no one loop is meant: that of all their loops, unless they chose.
    async fn language_of(&self, tenant: &Tenant, member: &MemberId) -> Result<Language, Trouble> {
        let team = tenant.workspace_id().clone();
        let actor = self.actor(team, member.clone()).await?;
        Ok(actor.as_ref().map_or(Language::English, language_of))
    }

    async fn tenant(&self, team: Option<&WorkspaceId>) -> Result<Tenant, Trouble> {
        let found = self
            .app
            .store
            .read(team.cloned(), |tx, team| {
                tenant_of(tx, team.as_ref()).boxed()
            })
            .await?;
        found.ok_or(Trouble::UnknownWorkspace)
    }

    /// The client through which this workspace is answered.
    fn api(&self, _tenant: &Tenant) -> &Api {
        &self.api
    }
}

impl Handler for Dispatch {
    fn handle(&self, incoming: Incoming, retry: Option<RetryInfo>) -> BoxFuture<'_, Ack> {
        async move {
            let kind = incoming.kind();
            let form = match &incoming {
                Incoming::ViewSubmission(submission) => submission
                    .view
                    .first_input
                    .clone()
                    .map(|block| (block, submission.sender.clone())),
                _ => None,
            };
            let spoken = Spoken::default();
            // The work goes on when the time is up: it is committed, and the same delivery again finds it.
            // It is counted, so that a stop waits for it.
            let (tell, work) = oneshot::channel();
            self.app.bells.afterwards.spawn({
                let (dispatch, spoken) = (self.clone(), Arc::clone(&spoken));
                async move {
                    let routed = dispatch.route(incoming, &spoken).await;
                    if let Err(Err(trouble)) = tell.send(routed) {
                        tracing::error!(kind, error = %trouble, "a delivery came to nothing after its answer");
                    }
                }
            });
            match tokio::time::timeout(DECIDE_WITHIN, work).await {
                Ok(Ok(Ok(ack))) => return ack,
                Ok(Ok(Err(trouble))) => {
                    tracing::error!(kind, retry = retry.map(|it| it.attempt), error = %trouble,
                        "a delivery could not be dealt with");
                }
                Ok(Err(_)) => tracing::error!(kind, "a delivery's task was stopped by a defect"),
                Err(_) => tracing::error!(kind, "a delivery was not dealt with in time"),
            }
            let Some((block, sender)) = form else {
                return Ack::Failed;
            };
            let language = match spoken.get() {
                Some(language) => Some(*language),
                None => {
                    let visitor = tokio::time::timeout(SAY_WITHIN, self.visitor(&sender)).await;
                    visitor.ok().and_then(Result::ok).map(|it| it.language)
                }
            };
            Ack::Json(not_saved(language, &block))
        }
        .boxed()
    }
}

/// The workspace of this id, or the only one there is.
async fn tenant_of(tx: &mut Tx, team: Option<&WorkspaceId>) -> Result<Option<Tenant>, StoreError> {
    let Some(team) = team else {
        let mut known = tx.workspaces().await?;
        let only = known.pop().filter(|_| known.is_empty());
        return Ok(only.map(|(tenant, _)| tenant));
    };
    tx.tenant(team).await
}

/// The language of somebody where no one loop is meant: that of all their loops, unless they chose.
fn language_of(actor: &Actor) -> Language {
    let of_loops = match actor.loop_languages[..] {
        [only] => Some(only),
        _ => None,
    };
    actor.member.as_ref().map_or(Language::English, |member| {
        Language::choose(member.language, of_loops, member.slack_locale.as_deref())
    })
}

/// The value of an action without which nothing can be done.
fn value(action: &Action) -> Result<&str, Trouble> {
    action
        .value
        .value
        .as_deref()
        .ok_or(Trouble::Lacks("the button's value"))
}

/// The trigger without which no view can be opened.
fn trigger(delivery: &BlockActions) -> Result<&str, Trouble> {
    delivery
        .trigger_id
        .as_deref()
        .ok_or(Trouble::Lacks("a trigger"))
}

/// A view as the acknowledgement that shows it next.
fn update(view: Value) -> Ack {
    Ack::Json(answer_update(view))
}
