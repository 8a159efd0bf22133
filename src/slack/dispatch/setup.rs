//! Setting a loop up: the modal, its preview, and saving.

use futures_util::future::join_all;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::saying::refused_instead;
use super::{Dispatch, Trouble, Visitor};
use crate::domain::ids::{ChannelId, LoopId, MemberId};
use crate::domain::team::Team;
use crate::domain::working_time::local_instant;
use crate::features::forms;
use crate::features::refusal::{LoopFault, Refusal};
use crate::features::set_up_loop::{self, LoopForm, LoopTarget, Preview, WhyNot};
use crate::slack::ack::Ack;
use crate::slack::api::Failure;
use crate::slack::incoming::{BlockActions, BlockSuggestion, ViewSubmission};
use crate::slack::people::SlackUserGroup;
use crate::slack::views::kit;
use crate::slack::views::setup::{
    self, LoopDraft, NotAskedBecause, PreviewTeam, SetUpError, SetUpPreview, SetUpView, team_leads,
};

/// How long the list of user groups is taken to be as it was.
const GROUPS_KEPT: SignedDuration = SignedDuration::from_mins(1);

/// What is kept while the preview is looked at.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    target: String,
    draft: LoopDraft,
    /// The groups' people as they were shown; saving waits for no answer of Slack's.
    teams: Vec<Team>,
}

impl Dispatch {
    /// Opens the set-up modal: for a new loop, or for one that is there.
    pub(super) async fn open_set_up(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        loop_id: Option<&LoopId>,
    ) -> Result<(), Trouble> {
        let opened =
            set_up_loop::open(&self.app, &visitor.tenant, &visitor.member, loop_id).await?;
        let view = match opened {
            Ok(form) => SetUpView {
                metadata: metadata(&form.target),
                is_edit: loop_id.is_some(),
                draft: shown(&form),
            }
            .view(visitor.language),
            Err(refusal) => return self.refuse(visitor, delivery, &refusal).await,
        };
        self.show(visitor, delivery, view).await
    }

    /// "Next": what the loop would do, before anything is saved.
    pub(super) async fn preview_set_up(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let language = visitor.language;
        let wrong = |errors: &[SetUpError]| Ok(Ack::Json(setup::errors(language, errors)));
        let draft = match setup::parse(&submission.view.values) {
            Ok(draft) => draft,
            Err(error) => return wrong(&[error]),
        };
        let Some(target) = target(&submission.view.private_metadata) else {
            return wrong(&[SetUpError::NotReadable]);
        };
        if let Some(channel) = &draft.digest_channel
            && !self.can_post(visitor, channel).await?
        {
            return wrong(&[SetUpError::NotInChannel]);
        }
        let Some(teams) = self.teams(visitor, &draft).await else {
            return wrong(&[SetUpError::GroupUnreadable]);
        };
        let filled = filled(&draft, teams.clone());
        let previewed = set_up_loop::preview(
            &self.app,
            &visitor.tenant,
            &visitor.member,
            &target,
            &filled,
        )
        .await?;
        let preview = match previewed {
            Ok(preview) => preview,
            Err(Refusal::Loop(faults)) => return wrong(&errors_of(&faults)),
            Err(Refusal::Stale) => return wrong(&[SetUpError::Edited]),
            Err(refusal) => return Ok(refused_instead(visitor, &refusal)),
        };
        if !preview.faults.is_empty() {
            return wrong(&errors_of(&preview.faults));
        }
        let kept = Kept {
            target: submission.view.private_metadata.clone(),
            draft: draft.clone(),
            teams,
        };
        let content = serde_json::to_value(kept).unwrap_or_default();
        let id = forms::keep(&self.app, &visitor.tenant, &visitor.member, content).await?;
        let view = preview_view(id, &draft, preview).view(language);
        Ok(Ack::Json(kit::answer_push(view)))
    }

    /// "Save": the loop is stored, and both views close.
    pub(super) async fn save_set_up(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let id = &submission.view.private_metadata;
        let content = forms::kept(&self.app, &visitor.tenant, &visitor.member, id).await?;
        let kept: Option<Kept> = content.and_then(|it| serde_json::from_value(it).ok());
        let kept = kept.ok_or(Trouble::Lacks("the form that was filled in"))?;
        let leads = team_leads(&submission.view.values);
        let target = target(&kept.target).ok_or(Trouble::Lacks("which loop it is about"))?;
        let mut filled = filled(&kept.draft, kept.teams);
        for team in &mut filled.teams {
            let mut chosen = leads.iter().filter(|(group, _)| *group == team.group);
            team.leads = chosen.next().map(|(_, it)| it.clone()).unwrap_or_default();
        }
        let saved = set_up_loop::save(
            &self.app,
            &visitor.tenant,
            &visitor.member,
            &target,
            &filled,
        )
        .await?;
        Ok(match saved {
            Ok(_) => Ack::Json(json!({ "response_action": "clear" })),
            Err(refusal) => refused_instead(visitor, &refusal),
        })
    }

    /// The options of the user group and of the home time zone.
    pub(super) async fn suggest_for_set_up(
        &self,
        visitor: &Visitor,
        suggestion: &BlockSuggestion,
        is_zone: bool,
    ) -> Result<Ack, Trouble> {
        let typed = suggestion.value.as_str();
        if is_zone {
            let names: Vec<String> = jiff::tz::db()
                .available()
                .map(|name| name.to_string())
                .collect();
            let names = names.iter().map(String::as_str);
            return Ok(Ack::Options(setup::zone_suggestions(typed, names)));
        }
        let wanted = typed.to_lowercase();
        let groups = self.groups(visitor).await?;
        let choices: Vec<(String, String)> = groups
            .into_iter()
            .filter(|group| {
                group.name.to_lowercase().contains(&wanted)
                    || group.handle.to_lowercase().contains(&wanted)
            })
            .take(100)
            .map(|group| (group.id.to_string(), group.name))
            .collect();
        Ok(Ack::Options(kit::suggestions(&choices)))
    }

    /// The draft's user groups with their people, as Slack says now; none where one of them can't be read. Who
    /// leads them is not known by it.
    async fn teams(&self, visitor: &Visitor, draft: &LoopDraft) -> Option<Vec<Team>> {
        let api = self.api(&visitor.tenant);
        let reading = draft.groups.iter().map(|(group, name)| async move {
            match api.user_group_members(group).await {
                Ok(reps) => Some(Team {
                    group: group.clone(),
                    name: name.clone(),
                    leads: vec![],
                    reps,
                }),
                Err(error) => {
                    tracing::warn!(%group, %error, "a user group could not be read");
                    None
                }
            }
        });
        join_all(reading).await.into_iter().collect()
    }

    /// Whether the bot is in the channel, so that a digest can be posted there.
    async fn can_post(&self, visitor: &Visitor, channel: &ChannelId) -> Result<bool, Trouble> {
        match self.api(&visitor.tenant).conversation(channel).await {
            Ok(it) => Ok(it.is_member && !it.is_archived),
            // A channel that it may not see is one that it is not in.
            Err(Failure::Refused { .. }) => Ok(false),
            Err(failure) => Err(failure.into()),
        }
    }

    /// The user groups of the workspace, as they were within the last minute: an external select asks anew
    /// for every letter that is typed.
    async fn groups(&self, visitor: &Visitor) -> Result<Vec<SlackUserGroup>, Failure> {
        let mut known = self.groups.lock().await;
        let now = self.app.now();
        if let Some((read_at, groups)) = known.as_ref()
            && now.duration_since(*read_at) < GROUPS_KEPT
        {
            return Ok(groups.clone());
        }
        let groups = self.api(&visitor.tenant).user_groups().await?;
        *known = Some((now, groups.clone()));
        Ok(groups)
    }
}

/// The draft as the feature takes it.
fn filled(draft: &LoopDraft, teams: Vec<Team>) -> set_up_loop::LoopDraft {
    set_up_loop::LoopDraft {
        name: draft.name.clone(),
        reps: draft.reps.clone(),
        teams,
        team_leads: draft.team_leads.clone(),
        marketing: draft.marketing.clone(),
        cadence: draft.cadence,
        anchor: draft.first,
        ask_at: draft.ask_at,
        window_days: draft.window_days,
        zone: draft.zone.clone(),
        country: draft.country,
        language: draft.language,
        digest_channel: draft.digest_channel.clone(),
        briefing_channel: draft.briefing_channel.clone(),
        ideal_customer: draft.ideal_customer.clone(),
        quarter_goal: draft.quarter_goal,
        leads_per_ask: draft.leads_per_ask,
        lead_days_back: draft.lead_days_back,
        shows_names: draft.shows_names,
    }
}

/// What the modal carries: which loop it is about, and for an edit the revision it was opened on.
fn metadata(target: &LoopTarget) -> String {
    match target {
        LoopTarget::New(id) => format!("new:{id}"),
        LoopTarget::Edit { loop_id, revision } => format!("edit:{loop_id}:{revision}"),
    }
}

fn target(metadata: &str) -> Option<LoopTarget> {
    let (kind, rest) = metadata.split_once(':')?;
    match kind {
        "new" => Some(LoopTarget::New(LoopId::new(rest))),
        "edit" => {
            let (loop_id, revision) = rest.rsplit_once(':')?;
            Some(LoopTarget::Edit {
                loop_id: LoopId::new(loop_id),
                revision: revision.parse().ok()?,
            })
        }
        _ => None,
    }
}

fn shown(form: &LoopForm) -> LoopDraft {
    let draft = &form.draft;
    LoopDraft {
        name: draft.name.clone(),
        reps: draft.reps.clone(),
        groups: draft
            .teams
            .iter()
            .map(|it| (it.group.clone(), it.name.clone()))
            .collect(),
        team_leads: draft.team_leads.clone(),
        marketing: draft.marketing.clone(),
        cadence: draft.cadence,
        first: draft.anchor,
        ask_at: draft.ask_at,
        window_days: draft.window_days,
        zone: draft.zone.clone(),
        country: draft.country,
        digest_channel: draft.digest_channel.clone(),
        briefing_channel: draft.briefing_channel.clone(),
        language: draft.language,
        ideal_customer: draft.ideal_customer.clone(),
        quarter_goal: draft.quarter_goal,
        lead_days_back: draft.lead_days_back,
        leads_per_ask: draft.leads_per_ask,
        shows_names: draft.shows_names,
    }
}

fn errors_of(faults: &[LoopFault]) -> Vec<SetUpError> {
    faults
        .iter()
        .map(|fault| match fault {
            LoopFault::NameMissing | LoopFault::NameTooLong => SetUpError::NoName,
            LoopFault::NoReps | LoopFault::UnknownPerson => SetUpError::NoReps,
            LoopFault::TooManyTeams => SetUpError::TooManyGroups,
            LoopFault::NoTeamLead => SetUpError::NoTeamLead,
            LoopFault::WindowDays => SetUpError::WindowOutOfRange,
            LoopFault::WindowTooLong { .. } => SetUpError::WindowTooLong,
            LoopFault::Zone => SetUpError::NoZone,
            LoopFault::Cadence
            | LoopFault::LeadDaysBack
            | LoopFault::LeadsPerAsk
            | LoopFault::IdealCustomerTooLong => SetUpError::NotReadable,
        })
        .collect()
}

fn preview_view(id: String, draft: &LoopDraft, preview: Preview) -> SetUpPreview {
    let zone = TimeZone::get(&draft.zone).unwrap_or(TimeZone::UTC);
    let name = |member: &MemberId, name: Option<String>| name.unwrap_or_else(|| member.to_string());
    let mut asked = Vec::new();
    let mut not_asked = Vec::new();
    for rep in preview.reps {
        let shown = name(&rep.member_id, rep.name);
        match rep.why_not {
            None => asked.push((shown, rep.leads)),
            Some(why) => not_asked.push((shown, because(why))),
        }
    }
    SetUpPreview {
        metadata: id,
        name: draft.name.clone(),
        cadence: draft.cadence,
        next: preview
            .dates
            .iter()
            .map(|date| local_instant(*date, draft.ask_at, &zone).to_zoned(zone.clone()))
            .collect(),
        first_digest: preview.first_digest.to_zoned(zone),
        first_deadline: preview.first_deadline,
        asked,
        not_asked,
        without_owner: preview.without_owner,
        country: draft.country,
        teams: preview
            .teams
            .into_iter()
            .map(|it| PreviewTeam {
                group: it.group,
                name: it.name,
                reps: it.reps.len(),
                leads: it.leads,
            })
            .collect(),
    }
}

fn because(why: WhyNot) -> NotAskedBecause {
    match why {
        WhyNot::Deactivated => NotAskedBecause::Deactivated,
        WhyNot::Unknown => NotAskedBecause::Unknown,
        WhyNot::Outsider => NotAskedBecause::Outsider,
        WhyNot::Away => NotAskedBecause::Away,
        WhyNot::OtherLoop => NotAskedBecause::OtherLoop,
        WhyNot::NoLeads => NotAskedBecause::NoLeads,
        WhyNot::AllDone => NotAskedBecause::AllDone,
        WhyNot::InOpenAsk => NotAskedBecause::InOpenAsk,
        WhyNot::Resting => NotAskedBecause::Resting,
        WhyNot::NoneRipe => NotAskedBecause::NoneRipe,
        WhyNot::OnlyOneLead => NotAskedBecause::OneLead,
        WhyNot::EnoughAsked => NotAskedBecause::EnoughAsked,
    }
}
