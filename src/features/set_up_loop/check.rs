//! Whether a loop may be made or changed like this, by this person: the same for preview and save.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{LoopDraft, LoopTarget};
use crate::domain::feedback_loop::{
    Cadence, FeedbackLoop, IDEAL_CUSTOMER_MAX, LoopState, NAME_MAX,
};
use crate::domain::ids::MemberId;
use crate::domain::member::Member;
use crate::domain::permission::{Action, may};
use crate::domain::round::{WINDOW_MAX, WINDOW_MIN, window_fits};
use crate::domain::team::TEAMS_MAX;
use crate::features::next_date::{RoundsSoFar, first_possible};
use crate::features::refusal::{LoopFault, Refusal, Stop, Thing};
use crate::features::who;
use crate::store::{LoopRow, StoreError, Tenant, Tx};

/// Most days back from which a loop takes leads.
const LEAD_DAYS_BACK_MAX: u8 = 90;
/// Most leads in one ask.
const LEADS_PER_ASK_MAX: u8 = 20;

/// A draft that may be saved, with what it would change.
pub(super) struct Checked {
    /// The loop as it would be stored.
    pub(super) row: LoopRow,
    /// The loop as it is; none for a new one.
    pub(super) before: Option<LoopRow>,
    /// Its rounds so far.
    pub(super) rounds: RoundsSoFar,
    /// Those of its people whom leadloop knows.
    pub(super) people: HashMap<MemberId, Member>,
    /// What is wrong with it; saved only when there is nothing.
    pub(super) faults: Vec<LoopFault>,
}

impl Checked {
    /// Whether the planned round's date is to be computed anew.
    pub(super) fn moves_rounds(&self) -> bool {
        self.before.as_ref().is_none_or(|before| {
            let (old, new) = (&before.settings, &self.row.settings);
            old.cadence != new.cadence || old.anchor != new.anchor
        })
    }

    /// Whether the instants of asks that were fixed and not sent are to be computed anew.
    pub(super) fn moves_asks(&self) -> bool {
        self.before.as_ref().is_none_or(|before| {
            let (old, new) = (&before.settings, &self.row.settings);
            old.ask_at != new.ask_at || old.window_days != new.window_days
        })
    }

    /// The date of the loop's next round.
    pub(super) fn next_date(&self, reps: &[MemberId], now: Timestamp) -> jiff::civil::Date {
        match &self.rounds.planned {
            Some(planned) if !self.moves_rounds() => planned.date,
            _ => {
                let zones: Vec<TimeZone> = reps
                    .iter()
                    .filter_map(|id| self.people.get(id))
                    .filter(|it| it.can_be_asked())
                    .map(Member::time_zone)
                    .collect();
                first_possible(&self.row.settings, &zones, &self.rounds, now)
            }
        }
    }
}

pub(super) async fn check(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    target: &LoopTarget,
    draft: &LoopDraft,
    now: Timestamp,
) -> Result<Checked, Stop> {
    let id = target.loop_id().clone();
    let person = who::actor(tx, tenant, actor).await?;
    let before = match target {
        LoopTarget::New(_) => {
            let is_own = draft.team_leads.contains(actor);
            may(&person, &Action::MakeLoop { is_own })?;
            None
        }
        LoopTarget::Edit { revision, .. } => {
            may(&person, &Action::EditLoop(id.clone()))?;
            let row = tx.feedback_loop(tenant, &id).await?;
            let row = row.ok_or(Refusal::Unknown(Thing::Loop))?;
            if row.settings.state == LoopState::Ended {
                return Err(Refusal::LoopStopped(LoopState::Ended).into());
            }
            if row.settings.revision != *revision {
                return Err(Refusal::Stale.into());
            }
            Some(row)
        }
    };
    let state = before
        .as_ref()
        .map_or(LoopState::Active, |row| row.settings.state);
    let revision = before.as_ref().map_or(0, |row| row.settings.revision);
    let settings = draft.settings(id.clone(), state, revision);
    let people = people(tx, tenant, draft).await?;
    Ok(Checked {
        faults: faults(&settings, draft, &people),
        row: LoopRow {
            settings,
            created_by: before
                .as_ref()
                .map_or_else(|| actor.clone(), |row| row.created_by.clone()),
            created_at: before.as_ref().map_or(now, |row| row.created_at),
            last_extra_at: before.as_ref().and_then(|row| row.last_extra_at),
        },
        before,
        rounds: RoundsSoFar::of(tx, tenant, &id).await?,
        people,
    })
}

async fn people(
    tx: &mut Tx,
    tenant: &Tenant,
    draft: &LoopDraft,
) -> Result<HashMap<MemberId, Member>, StoreError> {
    let mut ids = draft.all_reps();
    ids.extend(draft.team_leads.iter().chain(&draft.marketing).cloned());
    ids.extend(draft.teams.iter().flat_map(|it| it.leads.clone()));
    ids.sort();
    ids.dedup();
    let known = tx.members_by_id(tenant, &ids).await?;
    Ok(known.into_iter().map(|it| (it.id.clone(), it)).collect())
}

fn faults(
    settings: &FeedbackLoop,
    draft: &LoopDraft,
    people: &HashMap<MemberId, Member>,
) -> Vec<LoopFault> {
    let mut faults = Vec::new();
    let mut fault = |is_wrong: bool, fault| {
        if is_wrong {
            faults.push(fault);
        }
    };
    let length = |text: &str| text.chars().count();
    fault(settings.name.is_empty(), LoopFault::NameMissing);
    fault(length(&settings.name) > NAME_MAX, LoopFault::NameTooLong);
    fault(
        draft.reps.is_empty() && draft.teams.is_empty(),
        LoopFault::NoReps,
    );
    fault(draft.teams.len() > TEAMS_MAX, LoopFault::TooManyTeams);
    fault(draft.team_leads.is_empty(), LoopFault::NoTeamLead);
    let named = draft
        .reps
        .iter()
        .chain(&draft.team_leads)
        .chain(&draft.marketing)
        .chain(draft.teams.iter().flat_map(|it| &it.leads));
    let mut named = named.map(|id| people.get(id));
    fault(
        named.any(|member| member.is_none()),
        LoopFault::UnknownPerson,
    );
    let is_offered = match settings.cadence {
        Cadence::Weeks { weeks } => matches!(weeks, 1 | 2 | 4),
        Cadence::Month { .. } => settings.cadence.month_weekday().is_some(),
    };
    fault(!is_offered, LoopFault::Cadence);
    let window = settings.window_days;
    let has_right_size = (WINDOW_MIN..=WINDOW_MAX).contains(&window);
    fault(!has_right_size, LoopFault::WindowDays);
    if is_offered && has_right_size {
        let fits = window_fits(settings.cadence, settings.anchor, window);
        let largest = fits.err().map(|it| it.largest);
        fault(
            largest.is_some(),
            LoopFault::WindowTooLong {
                largest: largest.unwrap_or_default(),
            },
        );
    }
    fault(TimeZone::get(&settings.zone).is_err(), LoopFault::Zone);
    fault(
        settings.lead_days_back > LEAD_DAYS_BACK_MAX,
        LoopFault::LeadDaysBack,
    );
    fault(
        !(1..=LEADS_PER_ASK_MAX).contains(&settings.leads_per_ask),
        LoopFault::LeadsPerAsk,
    );
    let customer = settings.ideal_customer.as_deref().unwrap_or_default();
    fault(
        length(customer) > IDEAL_CUSTOMER_MAX,
        LoopFault::IdealCustomerTooLong,
    );
    faults
}
