//! Freezes the leads of an ask when it is due.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::sample;

use crate::domain::ask::{AskState, AskedLead, AskedState};
use crate::domain::ids::{AskId, CampaignId, LeadId, MemberId, RoundId};
use crate::domain::lead::{OwnerFrom, SOURCE_SALES};
use crate::domain::lead_identity::company_key;
use crate::domain::member::{Member, Role, WorkingDays};
use crate::domain::post::Post;
use crate::domain::queue::{self, Candidate, Filled, LoneLead, NotAsked};
use crate::domain::rating::FollowUp;
use crate::domain::sampling::Sampling;
use crate::domain::working_calendar::WorkingCalendar;
use crate::domain::working_time::{local_date, ripens_at, working_days_between};
use crate::store::{
    AskRow, AskedRow, LoopMember, LoopRow, OutboxState, QueueLead, StoreError, Tenant, Tx,
};

/// Asks of a rep among which those of the same day and those still open are looked for.
const RECENT_ASKS: u32 = 8;

/// Reps whose queues are read in one go, where one with a lead is looked for: most often the first has one.
const REPS_AT_ONCE: usize = 50;

/// From when on leads count for a loop: so many days before it was set up. Those that were handed over
/// count however old they are.
pub(super) fn counts_from(feedback_loop: &LoopRow) -> Timestamp {
    let days = i64::from(feedback_loop.settings.lead_days_back);
    let back = SignedDuration::from_hours(24 * days);
    feedback_loop
        .created_at
        .saturating_sub(back)
        .unwrap_or(Timestamp::MIN)
}

/// How many answers the campaigns have: counted once for many asks that are filled in a row, for a campaign may have
/// thousands of leads. What is answered meanwhile only matters for whose turn is first.
#[derive(Debug, Default)]
pub(super) struct CampaignAnswers(Mutex<HashMap<CampaignId, u32>>);

impl CampaignAnswers {
    fn known(&self) -> MutexGuard<'_, HashMap<CampaignId, u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those of these campaigns.
    pub(super) async fn of(
        &self,
        tx: &mut Tx,
        tenant: &Tenant,
        campaigns: BTreeSet<CampaignId>,
    ) -> Result<HashMap<CampaignId, u32>, StoreError> {
        let unknown: Vec<CampaignId> = {
            let known = self.known();
            let unknown = campaigns.iter().filter(|it| !known.contains_key(it));
            unknown.cloned().collect()
        };
        let counted = tx.campaign_answers(tenant, &unknown).await?;
        let mut known = self.known();
        for campaign in unknown {
            let answers = counted.get(&campaign).copied().unwrap_or(0);
            known.insert(campaign, answers);
        }
        let of = campaigns
            .into_iter()
            .filter_map(|it| known.get(&it).copied().map(|answers| (it, answers)));
        Ok(of.collect())
    }
}

/// What the queue says about a rep's leads at this instant, whatever a round asks about the campaigns besides.
pub(super) async fn queue_for(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    member: &Member,
    cap_left: usize,
    now: Timestamp,
) -> Result<(Filled, Vec<QueueLead>), StoreError> {
    let answers = CampaignAnswers::default();
    let (candidates, leads) = candidates(tx, tenant, feedback_loop, member, &answers, now).await?;
    let filled = queue::fill(&candidates, cap_left, LoneLead::Waits, now);
    Ok((filled, leads))
}

/// What an ask of a round is about, where it asks about no more of a campaign than is enough.
pub(super) struct InRound<'a> {
    /// The round.
    pub(super) round: &'a RoundId,
    /// How many answers the campaigns have.
    pub(super) answers: &'a CampaignAnswers,
    /// What it still has to ask; what this ask is about is noted there.
    pub(super) sampling: &'a mut Sampling,
}

impl InRound<'_> {
    /// What the queue says about a rep's leads at this instant.
    pub(super) async fn queue_for(
        &mut self,
        tx: &mut Tx,
        tenant: &Tenant,
        feedback_loop: &LoopRow,
        member: &Member,
        cap_left: usize,
        now: Timestamp,
    ) -> Result<(Filled, Vec<QueueLead>), StoreError> {
        let (mut candidates, leads) =
            candidates(tx, tenant, feedback_loop, member, self.answers, now).await?;
        sample::give_room(&mut candidates, self.sampling, self.round, &member.id);
        let filled = queue::fill(&candidates, cap_left, LoneLead::Waits, now);
        sample::note(self.sampling, &member.id, &candidates, &filled);
        Ok((filled, leads))
    }
}

/// The rep's leads, as the queue wants to know them.
async fn candidates(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    member: &Member,
    answers: &CampaignAnswers,
    now: Timestamp,
) -> Result<(Vec<Candidate>, Vec<QueueLead>), StoreError> {
    let leads = tx
        .queue_of(
            tenant,
            std::slice::from_ref(&member.id),
            counts_from(feedback_loop),
        )
        .await?;
    let campaigns: BTreeSet<CampaignId> = leads
        .iter()
        .filter_map(|it| it.row.lead.campaign_id.clone())
        .collect();
    let answers = answers.of(tx, tenant, campaigns).await?;
    let calendar = member.calendar(feedback_loop.settings.country);
    let candidates = leads
        .iter()
        .map(|lead| candidate(lead, &answers, member, calendar, now))
        .collect();
    Ok((candidates, leads))
}

/// What the queue says of each of these reps who has leads, whichever campaign's turn is first.
async fn queues_of(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    reps: &[MemberId],
    now: Timestamp,
) -> Result<Vec<Filled>, StoreError> {
    let mut leads_of: HashMap<MemberId, Vec<QueueLead>> = HashMap::new();
    for lead in tx
        .queue_of(tenant, reps, counts_from(feedback_loop))
        .await?
    {
        if let Some(owner) = lead.row.lead.owner_id.clone() {
            leads_of.entry(owner).or_default().push(lead);
        }
    }
    let owners: Vec<MemberId> = leads_of.keys().cloned().collect();
    let answers = HashMap::new();
    let members = tx.members_by_id(tenant, &owners).await?;
    let filled = members.iter().map(|member| {
        let calendar = member.calendar(feedback_loop.settings.country);
        let leads = leads_of.get(&member.id).into_iter().flatten();
        let candidates: Vec<Candidate> = leads
            .map(|lead| candidate(lead, &answers, member, calendar, now))
            .collect();
        queue::fill(&candidates, 1, LoneLead::Waits, now)
    });
    Ok(filled.collect())
}

/// Chooses and freezes the leads of an ask.
pub(super) async fn fill_ask(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    member: &Member,
    in_round: &mut InRound<'_>,
    row: &mut AskRow,
    now: Timestamp,
) -> Result<(), StoreError> {
    let recent = tx.asks_of_member(tenant, &member.id, RECENT_ASKS).await?;
    let cap_left = cap_left(tx, tenant, feedback_loop, member, (row, &recent), now).await?;
    let (filled, leads) = in_round
        .queue_for(tx, tenant, feedback_loop, member, cap_left, now)
        .await?;
    if !filled.cards.is_empty() {
        free_leads_of_past_asks(tx, tenant, &recent, now).await?;
    }
    // The ask must be there before its leads.
    tx.save_ask(tenant, row).await?;
    freeze(tx, tenant, &row.ask.id, &filled, 0).await?;
    // Who is asked nothing because another loop has asked them was not left out of a sample.
    if cap_left > 0 {
        tx.save_held_back(tenant, &row.ask.id, &filled.held_back)
            .await?;
    }
    for alone in waited_alone(&filled, &leads) {
        let mut lead = alone.row.clone();
        lead.waited_alone = true;
        tx.save_lead(tenant, &lead).await?;
    }
    row.filled_at = Some(now);
    row.left_waiting = filled.left_waiting;
    Ok(())
}

/// Adds more of the rep's leads to an ask that is answered: asked for by the rep. Gives how many cards.
pub(super) async fn fill_more(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    member: &Member,
    row: &mut AskRow,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let cap = usize::from(feedback_loop.settings.leads_per_ask);
    let answers = CampaignAnswers::default();
    let (mut candidates, _) = candidates(tx, tenant, feedback_loop, member, &answers, now).await?;
    let asked = tx.asked_leads(tenant, &row.ask.id).await?;
    // What was answered just now is not asked again before the next round, also where it is not decided.
    candidates.retain(|it| asked.iter().all(|asked| asked.asked.lead_id != it.lead_id));
    let filled = queue::fill(&candidates, cap, LoneLead::IsAsked, now);
    let after = asked.iter().map(|it| it.asked.position).max().unwrap_or(0);
    freeze(tx, tenant, &row.ask.id, &filled, after).await?;
    for card in &filled.cards {
        for lead_id in std::iter::once(&card.lead_id).chain(&card.with) {
            if let Some(mut lead) = tx.lead(tenant, lead_id).await? {
                lead.lead.times_asked = lead.lead.times_asked.saturating_add(1);
                tx.save_lead(tenant, &lead).await?;
            }
        }
    }
    row.left_waiting = filled.left_waiting;
    Ok(filled.cards.len())
}

/// Writes the cards into the ask, behind those that stand at `after`.
async fn freeze(
    tx: &mut Tx,
    tenant: &Tenant,
    ask_id: &AskId,
    filled: &Filled,
    after: u16,
) -> Result<(), StoreError> {
    let mut position = after;
    for card in &filled.cards {
        let others = card
            .with
            .iter()
            .map(|lead_id| (lead_id, Some(card.lead_id.clone())));
        for (lead_id, card_of) in std::iter::once((&card.lead_id, None)).chain(others) {
            position += 1;
            let asked = AskedLead {
                ask_id: ask_id.clone(),
                lead_id: lead_id.clone(),
                position,
                form: card.form,
                state: AskedState::Open,
                card_of,
                skipped: false,
            };
            tx.save_asked(
                tenant,
                &AskedRow {
                    asked,
                    passed_to: None,
                    draft: None,
                },
            )
            .await?;
        }
    }
    Ok(())
}

/// Cards that fit into this ask: the loop's cap less what waits in the rep's other open asks, over all
/// loops; none when they are asked in another one on the same day, or as soon as Slack takes its message.
async fn cap_left(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    member: &Member,
    (row, recent): (&AskRow, &[AskRow]),
    now: Timestamp,
) -> Result<usize, StoreError> {
    let zone = member.time_zone();
    let today = local_date(row.ask.send_at.max(now), &zone);
    let mut cap = usize::from(feedback_loop.settings.leads_per_ask);
    for other in recent {
        if other.ask.id == row.ask.id {
            continue;
        }
        let goes_out = matches!(other.ask.state, AskState::Pending if other.filled_at.is_some())
            || other.ask.sent_at.is_some();
        let day = local_date(other.ask.sent_at.unwrap_or(other.ask.send_at), &zone);
        if goes_out && day == today {
            return Ok(0);
        }
        if goes_out && now < other.ask.deadline_at {
            if other.ask.state == AskState::Sent && waits_for_slack(tx, tenant, other).await? {
                return Ok(0);
            }
            let asked = tx.asked_leads(tenant, &other.ask.id).await?;
            let open = asked
                .iter()
                .filter(|it| it.asked.state == AskedState::Open && it.asked.card_of.is_none());
            cap = cap.saturating_sub(open.count());
        }
    }
    Ok(cap)
}

/// Whether an ask that was due has not been posted yet.
async fn waits_for_slack(tx: &mut Tx, tenant: &Tenant, row: &AskRow) -> Result<bool, StoreError> {
    let post = Post::Ask {
        ask_id: row.ask.id.clone(),
    };
    Ok(tx.post_state(tenant, &post).await? == Some(OutboxState::Pending))
}

/// Takes the open leads out of the rep's asks whose deadline has passed: from this ask on they stand here, or
/// wait for their turn.
async fn free_leads_of_past_asks(
    tx: &mut Tx,
    tenant: &Tenant,
    recent: &[AskRow],
    now: Timestamp,
) -> Result<(), StoreError> {
    for past in recent.iter().filter(|it| it.ask.deadline_at <= now) {
        tx.withdraw_open(tenant, &past.ask.id).await?;
    }
    Ok(())
}

/// Whether any rep of the loop has a lead that an ask could be about now.
pub(super) async fn has_leads(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    people: &[LoopMember],
    now: Timestamp,
) -> Result<bool, StoreError> {
    let reps: Vec<MemberId> = people
        .iter()
        .filter(|it| it.role == Role::Sales)
        .map(|it| it.member_id.clone())
        .collect();
    for chunk in reps.chunks(REPS_AT_ONCE) {
        let queues = queues_of(tx, tenant, feedback_loop, chunk, now).await?;
        if queues.iter().any(has_lead) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn has_lead(filled: &Filled) -> bool {
    let ripens = filled.why.iter().any(|(_, why)| {
        matches!(
            why,
            NotAsked::RipensAt(_) | NotAsked::Alone | NotAsked::OverTheCap
        )
    });
    !filled.cards.is_empty() || ripens
}

fn waited_alone<'a>(
    filled: &'a Filled,
    leads: &'a [QueueLead],
) -> impl Iterator<Item = &'a QueueLead> {
    let alone: Vec<&LeadId> = filled
        .why
        .iter()
        .filter(|(_, why)| *why == NotAsked::Alone)
        .map(|(lead_id, _)| lead_id)
        .collect();
    leads
        .iter()
        .filter(move |lead| alone.contains(&&lead.row.lead.id))
}

fn candidate(
    lead: &QueueLead,
    answers: &HashMap<CampaignId, u32>,
    member: &Member,
    calendar: WorkingCalendar,
    now: Timestamp,
) -> Candidate {
    let zone = member.time_zone();
    let it = &lead.row.lead;
    let by_crm = it.facts.follow_up;
    Candidate {
        lead_id: it.id.clone(),
        company_key: it.facts.company.as_deref().map(company_key),
        campaign_id: it.campaign_id.clone(),
        came_in_at: it.came_in_at,
        ripens_at: ripens_at(it.came_in_at, &zone, calendar),
        // Who adds a lead has done something with it.
        acted_on: it.owner_from == OwnerFrom::Added
            || by_crm.is_some_and(|follow_up| follow_up != FollowUp::Nothing)
            || it
                .facts
                .last_activity_at
                .is_some_and(|at| at > it.came_in_at),
        has_contact: queue::has_contact(by_crm, lead.last),
        last: lead.last,
        times_asked: it.times_asked,
        rounds_not_reached: it.rounds_not_reached,
        rests_until: it.rests_until,
        done: it.done,
        in_open_ask: lead.in_ask_until.is_some_and(|until| now < until),
        age_working_days: working_days_between(
            local_date(it.came_in_at, &zone),
            local_date(now, &zone),
            WorkingCalendar {
                days: WorkingDays::default(),
                ..calendar
            },
        ),
        first_contact_days: lead.first_contact_days,
        campaign_answers: it
            .campaign_id
            .as_ref()
            .and_then(|id| answers.get(id).copied())
            .unwrap_or(0),
        is_from_sales: it.source == SOURCE_SALES,
        campaign_room: None,
        waited_alone: lead.row.waited_alone,
    }
}
