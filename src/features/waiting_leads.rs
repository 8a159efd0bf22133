//! Lists behind the digest's buttons: leads that wait for a first contact, leads of people who are away,
//! leads without owner.

use std::collections::{HashMap, HashSet};

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::fill_ask::counts_from;
use super::own_teams::{part_for, people_of};
use super::refusal::{self, Outcome, Refusal, Thing};
use super::who;
use crate::app::App;
use crate::domain::figures::WaitingLead;
use crate::domain::ids::{CampaignId, LeadId, LoopId, MemberId, RoundId};
use crate::domain::lead::Whose;
use crate::domain::member::{Member, Role};
use crate::domain::ownership::{WithoutOwner, without_owner};
use crate::domain::permission::{Action, may};
use crate::store::{LeadRow, LoopRow, StoreError, Tenant, Tx};

/// Leads on a page.
const PAGE: usize = 40;
/// Leads without owner up to which they are listed.
const LISTED: u32 = 10_000;

/// Leads that waited for a first contact when a round closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The loop's name.
    pub loop_name: String,
    /// The round's number.
    pub number: u32,
    /// A page of them, those that wait longest first.
    pub leads: Vec<WaitingLead>,
    /// Which page it is: the last one where the one wanted is no longer there.
    pub page: usize,
    /// So many more come after this page.
    pub more: u32,
    /// The names of their owners.
    pub names: HashMap<MemberId, String>,
}

/// A lead to be given an owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadToGive {
    /// The lead.
    pub lead_id: LeadId,
    /// What lists call it.
    pub title: String,
    /// Its campaign's name.
    pub campaign: Option<String>,
    /// When it came in.
    pub came_in_at: Timestamp,
    /// The owner as the import worded it.
    pub import_owner: Option<String>,
    /// What the rep said of it who passed it on.
    pub passed_on_as: Option<Whose>,
    /// Why it is listed as one without owner; none for a lead whose owner is away.
    pub why: Option<WithoutOwner>,
}

/// A page of leads to be given an owner, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadsToGive {
    /// The leads.
    pub leads: Vec<LeadToGive>,
    /// Which page it is: the last one where the one wanted is no longer there.
    pub page: usize,
    /// So many more come after this page.
    pub more: u32,
}

/// A page (from 0 on) of the leads that waited for a first contact when a round closed, with their owners; for team
/// leads, and for the lead of a team those of its people.
///
/// # Errors
/// When the database fails.
pub async fn waiting_for_contact(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    round_id: &RoundId,
    page: usize,
) -> Outcome<Waiting> {
    let input = (tenant.clone(), actor.clone(), round_id.clone());
    refusal::read(app, input, move |tx, (tenant, actor, round_id)| {
        async move {
            let round = tx.round(tenant, round_id).await?;
            let round = round.ok_or(Refusal::Unknown(Thing::Round))?;
            let person = who::actor_with_teams(tx, tenant, actor).await?;
            let Some(figures) = tx.figures(tenant, round_id).await? else {
                may(&person, &Action::ReadRatingsOfLoop(round.loop_id))?;
                return Err(Refusal::NotClosed(round.state).into());
            };
            let figures = part_for(&person, &round.loop_id, &figures)?;
            let on_page = on_page(figures.waiting, page);
            let owners: Vec<MemberId> = on_page
                .shown
                .iter()
                .filter_map(|it| it.owner_id.clone())
                .collect();
            let owners = tx.members_by_id(tenant, &owners).await?;
            Ok(Waiting {
                loop_name: figures.loop_name,
                number: figures.number,
                leads: on_page.shown,
                page: on_page.page,
                more: on_page.more,
                names: owners.into_iter().map(|it| (it.id, it.name)).collect(),
            })
        }
        .boxed()
    })
    .await
}

/// A page (from 0 on) of the leads that nobody can be asked about, for those who may give them an owner: for the
/// lead of a team those whose owner is still in it.
///
/// # Errors
/// When the database fails.
pub async fn leads_without_owner(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    page: usize,
) -> Outcome<LeadsToGive> {
    let input = (tenant.clone(), actor.clone());
    refusal::read(app, input, move |tx, (tenant, actor)| {
        async move {
            let person = who::actor_with_teams(tx, tenant, actor).await?;
            let mut leads = tx.leads_without_owner(tenant, LISTED).await?;
            if let Err(refusal) = may(&person, &Action::PassOn { is_own: false }) {
                if person.teams.is_empty() {
                    return Err(refusal.into());
                }
                keep_those_of(&mut leads, &people_of(tx, tenant, &person, None).await?);
            }
            let on_page = on_page(leads, page);
            let owners: Vec<MemberId> = on_page
                .shown
                .iter()
                .filter_map(|it| it.lead.owner_id.clone())
                .collect();
            let owners: HashMap<MemberId, Member> = tx
                .members_by_id(tenant, &owners)
                .await?
                .into_iter()
                .map(|it| (it.id.clone(), it))
                .collect();
            let listed = listed(tx, tenant, on_page).await?;
            Ok(listed.map_why(|owner| {
                let owner = owner.and_then(|id| owners.get(id));
                // The store lists the lead, so an owner who can be asked is in no loop.
                without_owner(owner, false)
            }))
        }
        .boxed()
    })
    .await
}

/// A page (from 0 on) of the open leads of a loop's reps who are away now, so that its team lead can pass them on; the
/// lead of a team those of its people.
///
/// # Errors
/// When the database fails.
pub async fn leads_of_away(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    loop_id: &LoopId,
    page: usize,
) -> Outcome<LeadsToGive> {
    let input = (tenant.clone(), actor.clone(), loop_id.clone(), app.now());
    refusal::read(app, input, move |tx, (tenant, actor, loop_id, now)| {
        async move {
            let person = who::actor_with_teams(tx, tenant, actor).await?;
            let of_teams = match may(&person, &Action::EditLoop(loop_id.clone())) {
                Ok(()) => None,
                Err(_) if person.teams.iter().any(|(id, _)| id == loop_id) => {
                    Some(people_of(tx, tenant, &person, Some(loop_id)).await?)
                }
                Err(refusal) => return Err(refusal.into()),
            };
            let row = tx.feedback_loop(tenant, loop_id).await?;
            let row = row.ok_or(Refusal::Unknown(Thing::Loop))?;
            let people = tx.loop_members(tenant, loop_id).await?;
            let reps: Vec<MemberId> = people
                .into_iter()
                .filter(|it| it.role == Role::Sales)
                .map(|it| it.member_id)
                .collect();
            let reps = tx.members_by_id(tenant, &reps).await?;
            let mut leads = open_leads_of_away(tx, tenant, &row, &reps, *now).await?;
            if let Some(people) = of_teams {
                keep_those_of(&mut leads, &people);
            }
            let on_page = on_page(leads, page);
            Ok(listed(tx, tenant, on_page).await?.map_why(|_| None))
        }
        .boxed()
    })
    .await
}

/// The leads of a loop that a colleague could do something about while their owner is away: what the digest
/// counts and its button lists. Not done, not resting, within the loop's days, of reps who are away at this
/// instant; the leads of who left for good are those without owner. Oldest first.
pub(super) async fn open_leads_of_away(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    reps: &[Member],
    now: Timestamp,
) -> Result<Vec<LeadRow>, StoreError> {
    let away: Vec<MemberId> = reps
        .iter()
        .filter(|it| it.can_be_asked() && it.is_away(now))
        .map(|it| it.id.clone())
        .collect();
    let queue = tx
        .queue_of(tenant, &away, counts_from(feedback_loop))
        .await?;
    let mut leads: Vec<LeadRow> = queue.into_iter().map(|it| it.row).collect();
    leads.retain(|it| it.lead.rests_until.is_none_or(|until| until <= now));
    Ok(leads)
}

fn keep_those_of(leads: &mut Vec<LeadRow>, people: &HashSet<MemberId>) {
    leads.retain(|it| {
        let owner = it.lead.owner_id.as_ref();
        owner.is_some_and(|id| people.contains(id))
    });
}

/// A page of leads, and how many come after it.
struct Listed {
    leads: Vec<(Option<MemberId>, LeadToGive)>,
    page: usize,
    more: u32,
}

impl Listed {
    fn map_why(self, why: impl Fn(Option<&MemberId>) -> Option<WithoutOwner>) -> LeadsToGive {
        let leads = self.leads.into_iter().map(|(owner, lead)| LeadToGive {
            why: why(owner.as_ref()),
            ..lead
        });
        LeadsToGive {
            leads: leads.collect(),
            page: self.page,
            more: self.more,
        }
    }
}

async fn listed(
    tx: &mut Tx,
    tenant: &Tenant,
    leads: OnPage<LeadRow>,
) -> Result<Listed, StoreError> {
    let ids: Vec<CampaignId> = leads
        .shown
        .iter()
        .filter_map(|it| it.lead.campaign_id.clone())
        .collect();
    let names: HashMap<CampaignId, String> = tx
        .campaigns_by_id(tenant, &ids)
        .await?
        .into_iter()
        .map(|it| (it.id, it.name))
        .collect();
    let shown = leads.shown.into_iter().map(|row| {
        let lead = row.lead;
        let campaign = lead.campaign_id.as_ref().and_then(|id| names.get(id));
        let line = LeadToGive {
            title: lead.facts.title().to_owned(),
            campaign: campaign.cloned(),
            lead_id: lead.id,
            came_in_at: lead.came_in_at,
            import_owner: lead.import_owner,
            passed_on_as: row.passed_on_as,
            why: None,
        };
        (lead.owner_id, line)
    });
    Ok(Listed {
        leads: shown.collect(),
        page: leads.page,
        more: leads.more,
    })
}

/// A page of a list.
struct OnPage<T> {
    shown: Vec<T>,
    page: usize,
    more: u32,
}

/// A page, or the last one where the list has become shorter.
fn on_page<T>(all: Vec<T>, wanted: usize) -> OnPage<T> {
    let page = wanted.min(all.len().saturating_sub(1) / PAGE);
    let before = page * PAGE;
    let more = all.len().saturating_sub(before + PAGE);
    OnPage {
        shown: all.into_iter().skip(before).take(PAGE).collect(),
        page,
        more: u32::try_from(more).unwrap_or(u32::MAX),
    }
}
