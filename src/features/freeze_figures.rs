//! Freezes what a round taught when it closes.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Time;

use super::fill_ask::counts_from;
use crate::domain::ask::{AskState, AskedState};
use crate::domain::figures::{Before, Goal, HighOf, RoundFigures, WaitingLead};
use crate::domain::figures_compute::{
    CampaignInput, RoundInput, WaitingInput, quarter_of, round_figures,
};
use crate::domain::ids::{LeadId, MemberId};
use crate::domain::lead::{DoneReason, SOURCE_SALES};
use crate::domain::lead_state::state_after;
use crate::domain::member::{Role, WorkingDays};
use crate::domain::rating::FollowUp;
use crate::domain::round::{Round, SkipReason};
use crate::domain::working_time::{local_date, local_instant, working_days_between};
use crate::store::{LoopMember, LoopRow, RatedLead, RatingRow, StoreError, Tenant, Tx};

/// Earlier rounds that are looked through for a campaign's last figures.
const ROUNDS_BACK: u32 = 26;

/// Computes and keeps a round's figures, and notes which ratings they count.
pub(super) async fn freeze(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    people: &[LoopMember],
    round: &Round,
    now: Timestamp,
) -> Result<RoundFigures, StoreError> {
    let home = feedback_loop.settings.time_zone();
    let ratings = tx
        .ratings_to_count(tenant, &feedback_loop.settings.id, &round.id)
        .await?;
    let before = tx
        .figures_before(
            tenant,
            &feedback_loop.settings.id,
            round.number,
            ROUNDS_BACK,
        )
        .await?;
    let asked = asked_leads(tx, tenant, round, now).await?;
    let reps: Vec<MemberId> = people
        .iter()
        .filter(|it| it.role == Role::Sales)
        .map(|it| it.member_id.clone())
        .collect();
    let since = before
        .first()
        .map_or(counts_from(feedback_loop), |last| last.frozen_at);
    let waiting = waiting(tx, tenant, feedback_loop, &reps, now).await?;
    let dates = || asked.came_in.iter().map(|at| local_date(*at, &home));
    let input = RoundInput {
        loop_name: feedback_loop.settings.name.clone(),
        number: round.number,
        date: round.date,
        frozen_at: now,
        leads_came_in: dates().min().zip(dates().max()),
        came_in: tx.count_came_in(tenant, &reps, since, now).await?,
        asked: asked.leads,
        accepted_before: before.first().map(|last| last.verdicts.accepted),
        reps: count(reps.len()),
        reps_asked: asked.reps_asked,
        reps_away: asked.reps_away,
        campaigns: campaigns(tx, tenant, &before).await?,
        ratings: ratings.iter().map(RatedLead::counted).collect(),
        trend_before: before
            .iter()
            .rev()
            .filter_map(|it| it.trend.last().cloned())
            .collect(),
        waiting,
        leads_of_away: asked.leads_of_away,
        away_until: match asked.away.as_slice() {
            [until] => until
                .filter(|until| now < *until)
                .map(|until| local_date(until, &home)),
            _ => None,
        },
        leads_without_owner: count(tx.leads_without_owner(tenant, 1000).await?.len()),
        open: asked.open,
        asked_out: asked.asked_out,
        not_reached: asked.not_reached,
        late: late(&ratings, round),
        goal: goal(tx, tenant, feedback_loop, round, now).await?,
        missed_by_downtime: missed_by_downtime(tx, tenant, round).await?,
        names: names(tx, tenant, &ratings).await?,
    };
    let figures = round_figures(input);
    tx.save_figures(tenant, &round.id, &figures).await?;
    tx.mark_counted(tenant, &ratings, &round.id).await?;
    Ok(figures)
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[derive(Default)]
struct Asked {
    leads: u32,
    came_in: Vec<Timestamp>,
    reps_asked: u32,
    reps_away: u32,
    leads_of_away: u32,
    /// Who is away with open leads, and until when if they said so.
    away: Vec<Option<Timestamp>>,
    open: Vec<(MemberId, u32)>,
    asked_out: u32,
    not_reached: u32,
}

/// Counts the round's asks, and takes leads that were asked about three times out of the queue.
async fn asked_leads(
    tx: &mut Tx,
    tenant: &Tenant,
    round: &Round,
    now: Timestamp,
) -> Result<Asked, StoreError> {
    let mut all = Asked::default();
    for row in tx.asks_of_round(tenant, &round.id).await? {
        match row.ask.state {
            AskState::Away => {
                all.reps_away += 1;
                let left = tx
                    .queue_of(tenant, &row.ask.member_id, Timestamp::MIN)
                    .await?;
                let left = left.iter().filter(|it| it.row.lead.done.is_none()).count();
                if left > 0 {
                    let member = tx.member(tenant, &row.ask.member_id).await?;
                    all.away.push(member.and_then(|it| it.away_until));
                }
                all.leads_of_away += count(left);
                continue;
            }
            AskState::Pending | AskState::Empty | AskState::Dropped => continue,
            AskState::Sent
            | AskState::Partial
            | AskState::Answered
            | AskState::Declined
            | AskState::Missed => all.reps_asked += 1,
        }
        let asked = tx.asked_leads(tenant, &row.ask.id).await?;
        let ids: Vec<LeadId> = asked.iter().map(|it| it.asked.lead_id.clone()).collect();
        all.leads += count(ids.len());
        let open = asked
            .iter()
            .filter(|it| it.asked.state == AskedState::Open)
            .count();
        if open > 0 {
            all.open.push((row.ask.member_id.clone(), count(open)));
        }
        for mut lead in tx.leads_by_id(tenant, &ids).await? {
            all.came_in.push(lead.lead.came_in_at);
            if lead.lead.done.is_none() {
                let history = tx.ratings_of_lead(tenant, &lead.lead.id).await?;
                let history: Vec<_> = history.iter().map(RatingRow::rated_at).collect();
                let unanswered_thrice =
                    lead.lead.times_asked >= crate::domain::lead_state::ASKS_MAX;
                let state = state_after(&history, lead.lead.times_asked);
                let done = state
                    .done
                    .or(unanswered_thrice.then_some(DoneReason::AskedOut));
                if done.is_some() {
                    lead.lead.done = done;
                    lead.done_at = Some(now);
                    tx.save_lead(tenant, &lead).await?;
                }
            }
            match lead.lead.done {
                Some(DoneReason::AskedOut) => all.asked_out += 1,
                Some(DoneReason::NotReached) => all.not_reached += 1,
                _ => {}
            }
        }
    }
    Ok(all)
}

/// The loop's leads that wait for a first contact.
async fn waiting(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    reps: &[MemberId],
    now: Timestamp,
) -> Result<Vec<WaitingInput>, StoreError> {
    let home = feedback_loop.settings.time_zone();
    let names: HashMap<_, _> = tx
        .campaigns(tenant)
        .await?
        .into_iter()
        .map(|it| (it.id, it.name))
        .collect();
    let mut waiting = Vec::new();
    for rep in reps {
        for lead in tx.queue_of(tenant, rep, counts_from(feedback_loop)).await? {
            let it = &lead.row.lead;
            let contact = lead
                .last
                .map_or(it.facts.follow_up, |last| Some(last.follow_up));
            let is_over = it.done.is_some() || lead.row.duplicate_of.is_some();
            if is_over || contact.is_some_and(FollowUp::is_contact) {
                continue;
            }
            let age_working_days = working_days_between(
                local_date(it.came_in_at, &home),
                local_date(now, &home),
                WorkingDays::default(),
            );
            let is_from_sales = it.source == SOURCE_SALES;
            waiting.push(WaitingInput {
                campaign_id: it.campaign_id.clone().filter(|_| !is_from_sales),
                lead: WaitingLead {
                    lead_id: it.id.clone(),
                    title: it.facts.company.clone().unwrap_or_else(|| "–".to_owned()),
                    campaign: it
                        .campaign_id
                        .as_ref()
                        .and_then(|id| names.get(id).cloned()),
                    age_working_days,
                    is_too_long: lead
                        .first_contact_days
                        .is_some_and(|days| age_working_days > u32::from(days)),
                    owner_id: it.owner_id.clone(),
                },
            });
        }
    }
    Ok(waiting)
}

/// Whether the bot being down cost somebody an ask since the last digest: in this round, or in rounds
/// before it that were lost altogether and so had no digest to say it.
async fn missed_by_downtime(
    tx: &mut Tx,
    tenant: &Tenant,
    round: &Round,
) -> Result<bool, StoreError> {
    let rounds = tx
        .rounds_of_loop(tenant, &round.loop_id, ROUNDS_BACK)
        .await?;
    let mut since_last_digest = rounds
        .iter()
        .filter(|it| it.number < round.number)
        .take_while(|it| it.published_at.is_none());
    let lost = since_last_digest.any(|it| it.skip_reason == Some(SkipReason::Downtime));
    Ok(round.missed_by_downtime || lost)
}

/// Every campaign, with what the loop's earlier digests said about it.
async fn campaigns(
    tx: &mut Tx,
    tenant: &Tenant,
    before: &[RoundFigures],
) -> Result<Vec<CampaignInput>, StoreError> {
    let campaigns = tx.campaigns(tenant).await?.into_iter().map(|campaign| {
        let last = before.iter().find_map(|figures| {
            figures
                .campaigns
                .iter()
                .find(|it| it.campaign_id.as_ref() == Some(&campaign.id))
        });
        CampaignInput {
            id: campaign.id.clone(),
            name: campaign.name.clone(),
            owner_id: campaign.owner_id.clone(),
            relevance_before: last.map_or(Before::FirstRound, |it| Before::Round(it.relevance)),
            earlier: last.map_or([HighOf::default(); 3], |it| it.since_start),
        }
    });
    Ok(campaigns.collect())
}

/// Answers that came after an earlier round had closed, by the number of that round.
fn late(ratings: &[RatedLead], round: &Round) -> Vec<(u32, u32)> {
    let mut late = std::collections::BTreeMap::new();
    for rated in ratings.iter().filter(|it| it.asked_in.0 != round.id) {
        *late.entry(rated.asked_in.1).or_insert(0) += 1;
    }
    late.into_iter().collect()
}

async fn goal(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    round: &Round,
    now: Timestamp,
) -> Result<Option<Goal>, StoreError> {
    let Some(goal) = feedback_loop.settings.quarter_goal else {
        return Ok(None);
    };
    let home = feedback_loop.settings.time_zone();
    let (first, _) = quarter_of(round.date);
    let from = local_instant(first, Time::midnight(), &home);
    let accepted = tx
        .count_accepted(tenant, &feedback_loop.settings.id, from, now)
        .await?;
    Ok(Some(Goal { accepted, goal }))
}

/// Names that no quoted comment may hold: those of members, and of the leads' own people.
async fn names(
    tx: &mut Tx,
    tenant: &Tenant,
    ratings: &[RatedLead],
) -> Result<Vec<String>, StoreError> {
    if ratings.iter().all(|it| it.rating.judged.comment.is_none()) {
        return Ok(Vec::new());
    }
    let members = tx.members(tenant).await?;
    let of_members = members.into_iter().flat_map(|it| [it.name, it.real_name]);
    let of_leads = ratings.iter().filter_map(|it| it.facts.person.clone());
    Ok(of_members.chain(of_leads).collect())
}
