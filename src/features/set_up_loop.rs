//! Sets a loop up, or edits one: what it will do is shown before it is saved.

mod check;
mod preview;
mod rep_preview;
mod save;

use futures_util::FutureExt as _;
use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday};

pub use preview::{Preview, preview};
pub(super) use rep_preview::for_rep;
pub use rep_preview::{RepPreview, WhyNot};
pub use save::{Saved, save};

use super::refusal::{Outcome, Refusal, Thing};
use super::{refusal, who};
use crate::app::{App, fresh_id};
use crate::domain::feedback_loop::{
    Cadence, FeedbackLoop, LEAD_DAYS_BACK, LEADS_PER_ASK, LoopState,
};
use crate::domain::holidays::Country;
use crate::domain::ids::{ChannelId, LoopId, MemberId};
use crate::domain::language::Language;
use crate::domain::member::Role;
use crate::domain::permission::{Action, may};
use crate::domain::team::{Team, everybody};
use crate::domain::working_time::local_date;
use crate::store::Tenant;

/// A loop as somebody fills it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopDraft {
    /// Its name.
    pub name: String,
    /// Reps named one by one.
    pub reps: Vec<MemberId>,
    /// The user groups whose people are reps besides, as Slack says now, and who leads each of them.
    pub teams: Vec<Team>,
    /// Team leads.
    pub team_leads: Vec<MemberId>,
    /// Marketing.
    pub marketing: Vec<MemberId>,
    /// How often it has a round.
    pub cadence: Cadence,
    /// The date from which weeks are counted; no round is before it.
    pub anchor: Date,
    /// The local time at which asks are due.
    pub ask_at: Time,
    /// The answer window in working days.
    pub window_days: u8,
    /// IANA name of the home time zone.
    pub zone: String,
    /// Whose public holidays are free.
    pub country: Option<Country>,
    /// The language of its channel messages.
    pub language: Language,
    /// Where the digest goes, besides the team leads.
    pub digest_channel: Option<ChannelId>,
    /// Where briefings go.
    pub briefing_channel: Option<ChannelId>,
    /// "Who is our customer", in one line.
    pub ideal_customer: Option<String>,
    /// The quarter's goal of accepted leads.
    pub quarter_goal: Option<u32>,
    /// Most leads in one ask.
    pub leads_per_ask: u8,
    /// Days back from which leads count.
    pub lead_days_back: u8,
    /// Whether campaign owners see names.
    pub shows_names: bool,
}

impl LoopDraft {
    /// The loop that the draft describes, tidied: no spaces at the ends, no empty lines.
    fn settings(&self, id: LoopId, state: LoopState, revision: i64) -> FeedbackLoop {
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        FeedbackLoop {
            id,
            name: line(&self.name),
            state,
            cadence: self.cadence,
            anchor: self.anchor,
            ask_at: self.ask_at,
            window_days: self.window_days,
            zone: self.zone.clone(),
            country: self.country,
            language: self.language,
            digest_channel: self.digest_channel.clone(),
            briefing_channel: self.briefing_channel.clone(),
            ideal_customer: self
                .ideal_customer
                .as_deref()
                .map(line)
                .filter(|text| !text.is_empty()),
            quarter_goal: self.quarter_goal.filter(|goal| *goal > 0),
            leads_per_ask: self.leads_per_ask,
            lead_days_back: self.lead_days_back,
            shows_names: self.shows_names,
            revision,
        }
    }

    /// Everybody who would be asked, each once.
    fn all_reps(&self) -> Vec<MemberId> {
        let mut all = everybody(&self.teams);
        all.extend(self.reps.iter().cloned());
        all.sort();
        all.dedup();
        all
    }
}

/// Which loop a form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoopTarget {
    /// A new one. Its id is given when the form opens, so that a repeated submission makes one loop.
    New(LoopId),
    /// One that is there, as it was when the form opened.
    Edit {
        /// The loop.
        loop_id: LoopId,
        /// Its revision then.
        revision: i64,
    },
}

impl LoopTarget {
    /// The loop's id.
    #[must_use]
    pub fn loop_id(&self) -> &LoopId {
        match self {
            Self::New(id) | Self::Edit { loop_id: id, .. } => id,
        }
    }
}

/// A form to be shown, filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopForm {
    /// What it is about; to be handed back to [`preview`] and [`save`].
    pub target: LoopTarget,
    /// What stands in it.
    pub draft: LoopDraft,
}

/// Opens the form: of a new loop with what fits most, or of one that is there.
///
/// # Errors
/// When the database fails.
pub async fn open(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    loop_id: Option<&LoopId>,
) -> Outcome<LoopForm> {
    let input = (tenant.clone(), actor.clone(), loop_id.cloned(), app.now());
    refusal::read(app, input, |tx, (tenant, actor, loop_id, now)| {
        async move {
            let member = who::known(tx, tenant, actor).await?;
            let person = who::actor(tx, tenant, actor).await?;
            let Some(loop_id) = loop_id else {
                may(&person, &Action::MakeLoop { is_own: true })?;
                return Ok(LoopForm {
                    target: LoopTarget::New(LoopId::new(fresh_id(*now))),
                    draft: LoopDraft {
                        name: String::new(),
                        reps: vec![],
                        teams: vec![],
                        team_leads: vec![actor.clone()],
                        marketing: vec![],
                        cadence: Cadence::Weeks { weeks: 2 },
                        anchor: weekday_after(local_date(*now, &member.time_zone())),
                        ask_at: Time::constant(9, 0, 0, 0),
                        window_days: 4,
                        language: Language::choose(
                            member.language,
                            None,
                            member.slack_locale.as_deref(),
                        ),
                        country: Country::of_zone(&member.zone),
                        zone: member.zone,
                        digest_channel: None,
                        briefing_channel: None,
                        ideal_customer: None,
                        quarter_goal: None,
                        leads_per_ask: LEADS_PER_ASK,
                        lead_days_back: LEAD_DAYS_BACK,
                        shows_names: true,
                    },
                });
            };
            may(&person, &Action::EditLoop(loop_id.clone()))?;
            let row = tx.feedback_loop(tenant, loop_id).await?;
            let row = row.ok_or(Refusal::Unknown(Thing::Loop))?;
            let people = tx.loop_members(tenant, loop_id).await?;
            let teams = tx.teams(tenant, loop_id).await?;
            let with = |role| {
                people
                    .iter()
                    .filter(|it| it.role == role && !it.from_group)
                    .map(|it| it.member_id.clone())
                    .collect::<Vec<_>>()
            };
            let it = row.settings;
            Ok(LoopForm {
                target: LoopTarget::Edit {
                    loop_id: it.id,
                    revision: it.revision,
                },
                draft: LoopDraft {
                    name: it.name,
                    reps: with(Role::Sales),
                    teams,
                    team_leads: with(Role::TeamLead),
                    marketing: with(Role::Marketing),
                    cadence: it.cadence,
                    anchor: it.anchor,
                    ask_at: it.ask_at,
                    window_days: it.window_days,
                    zone: it.zone,
                    country: it.country,
                    language: it.language,
                    digest_channel: it.digest_channel,
                    briefing_channel: it.briefing_channel,
                    ideal_customer: it.ideal_customer,
                    quarter_goal: it.quarter_goal,
                    leads_per_ask: it.leads_per_ask,
                    lead_days_back: it.lead_days_back,
                    shows_names: it.shows_names,
                },
            })
        }
        .boxed()
    })
    .await
}

/// The first day after this one that is no Saturday or Sunday.
fn weekday_after(date: Date) -> Date {
    let days = match date.weekday() {
        Weekday::Friday => 3,
        Weekday::Saturday => 2,
        _ => 1,
    };
    date.saturating_add(i64::from(days).days())
}
