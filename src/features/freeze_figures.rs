//! Freezes what a round taught once it has closed. A round that asked one rep alone is never frozen: the next
//! one that asks all counts its answers.
//!
//! Which ratings it counts was settled when it closed. So the figures are read and computed while others save, and only
//! kept in a transaction that they wait for. What happens twice after a crash changes nothing.

mod asked;
mod briefings;
mod teams;

use std::collections::{BTreeSet, HashMap};

use futures_util::FutureExt as _;
use jiff::civil::Time;
use jiff::{Timestamp, ToSpan as _};

use self::asked::Asked;
use self::briefings::Since;
use super::fill_ask::counts_from;
use super::waiting_leads::open_leads_of_away;
use crate::app::{App, fresh_id};
use crate::domain::figures::{
    Before, CountedRating, Goal, HighOf, RoundFigures, SampledCampaign, WaitingLead,
};
use crate::domain::figures_compute::{
    CampaignInput, RoundInput, WaitingInput, last_of_each_lead, quarter_of, round_figures,
    trend_before,
};
use crate::domain::ids::{CampaignId, LeadId, MemberId, PostId, RoundId};
use crate::domain::lead::SOURCE_SALES;
use crate::domain::member::{Member, Role};
use crate::domain::post::{Destination, Post};
use crate::domain::queue::has_contact;
use crate::domain::rating::{Axis, Verdict};
use crate::domain::round::Round;
use crate::domain::working_time::{local_date, local_instant, working_days_between};
use crate::store::{LeadRow, LoopMember, LoopRow, QueueLead, RatedLead, StoreError, Tenant, Tx};

/// Earlier rounds that are looked through for a campaign's last figures.
const ROUNDS_BACK: u32 = 26;

/// Leads that one transaction takes out of the queue.
const TAKE_OUT_CHUNK: usize = 100;

/// Computes and keeps the figures of a round that has closed, and sends campaign owners theirs unless it closed quietly.
/// Leads that were asked about often enough leave the queue.
pub(super) async fn freeze(app: &App, tenant: &Tenant, id: &RoundId) -> Result<(), StoreError> {
    let input = (tenant.clone(), id.clone());
    let worn_out = app
        .store
        .read(input.clone(), |tx, (tenant, id)| {
            async move {
                let Some(closed) = Closed::load(tx, tenant, id).await? else {
                    return Ok(Vec::new());
                };
                let last = closed.before(tx, tenant, 1).await?;
                let since = closed.since(&last);
                let asked = closed.asked(tx, tenant, since).await?;
                asked.worn_out(tx, tenant).await
            }
            .boxed()
        })
        .await?;
    for chunk in worn_out.chunks(TAKE_OUT_CHUNK) {
        let input = (tenant.clone(), chunk.to_vec(), app.now());
        app.store
            .write(input, |tx, (tenant, leads, now)| {
                asked::take_out(tx, tenant, leads, *now).boxed()
            })
            .await?;
    }
    let figures = app
        .store
        .read(input, |tx, (tenant, id)| {
            async move {
                match Closed::load(tx, tenant, id).await? {
                    Some(closed) => closed.figures(tx, tenant).await.map(Some),
                    None => Ok(None),
                }
            }
            .boxed()
        })
        .await?;
    let Some(figures) = figures else {
        return Ok(());
    };
    let input = (tenant.clone(), id.clone(), figures, app.now());
    app.store
        .write(input, |tx, (tenant, id, figures, now)| {
            keep(tx, tenant, id, figures, *now).boxed()
        })
        .await
}

/// Keeps a round's figures, and sends campaign owners theirs; nothing where they have been kept meanwhile.
async fn keep(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &RoundId,
    figures: &RoundFigures,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(closed) = Closed::load(tx, tenant, id).await? else {
        return Ok(());
    };
    tx.save_figures(tenant, id, figures).await?;
    if closed.round.digest_due_at.is_none() {
        return Ok(());
    }
    for campaign in &figures.campaigns {
        if let (Some(campaign_id), Some(owner)) = (&campaign.campaign_id, &campaign.owner_id) {
            let post = Post::OwnerNumbers {
                round_id: id.clone(),
                campaign_id: campaign_id.clone(),
            };
            let (post_id, to) = (
                PostId::new(fresh_id(now)),
                Destination::Member(owner.clone()),
            );
            tx.post(tenant, &post_id, &post, &to, now).await?;
        }
    }
    Ok(())
}

/// A round that has closed and has no figures yet.
struct Closed {
    round: Round,
    feedback_loop: LoopRow,
    closed_at: Timestamp,
}

impl Closed {
    async fn load(tx: &mut Tx, tenant: &Tenant, id: &RoundId) -> Result<Option<Self>, StoreError> {
        let Some(round) = tx.round(tenant, id).await? else {
            return Ok(None);
        };
        let Some(closed_at) = round.closed_at else {
            return Ok(None);
        };
        if tx.has_figures(tenant, id).await? {
            return Ok(None);
        }
        let feedback_loop = tx.feedback_loop(tenant, &round.loop_id).await?;
        Ok(feedback_loop.map(|feedback_loop| Self {
            round,
            feedback_loop,
            closed_at,
        }))
    }

    /// The figures of rounds that closed before it, the last first.
    async fn before(
        &self,
        tx: &mut Tx,
        tenant: &Tenant,
        rounds: u32,
    ) -> Result<Vec<RoundFigures>, StoreError> {
        let (loop_id, id) = (&self.round.loop_id, &self.round.id);
        tx.figures_before(tenant, loop_id, id, rounds).await
    }

    /// As of when the last of those before it were frozen.
    fn since(&self, before: &[RoundFigures]) -> Timestamp {
        before
            .first()
            .map_or(counts_from(&self.feedback_loop), |last| last.frozen_at)
    }

    /// What was asked in it, and since the last figures in rounds without a digest.
    async fn asked(
        &self,
        tx: &mut Tx,
        tenant: &Tenant,
        since: Timestamp,
    ) -> Result<Asked, StoreError> {
        let mut asked = Asked::default();
        asked.add_round(tx, tenant, &self.round.id).await?;
        let span = since..=self.closed_at;
        asked
            .add_quiet_rounds(tx, tenant, &self.round, span)
            .await?;
        Ok(asked)
    }

    async fn figures(&self, tx: &mut Tx, tenant: &Tenant) -> Result<RoundFigures, StoreError> {
        let people = tx.loop_members(tenant, &self.round.loop_id).await?;
        figures(tx, tenant, self, &people).await
    }
}

/// A round's figures as of its close. The leads that leave the queue with it must be out of it by now.
async fn figures(
    tx: &mut Tx,
    tenant: &Tenant,
    closed: &Closed,
    people: &[LoopMember],
) -> Result<RoundFigures, StoreError> {
    let (feedback_loop, round, now) = (&closed.feedback_loop, &closed.round, closed.closed_at);
    let settings = &feedback_loop.settings;
    let home = settings.time_zone();
    let before = closed.before(tx, tenant, ROUNDS_BACK).await?;
    let since = closed.since(&before);
    // In an extra round there is nothing to compare with, and no other round is compared with one.
    let comparable = before
        .iter()
        .find(|it| !it.is_extra)
        .filter(|_| !round.is_extra);
    let reps: Vec<MemberId> = people
        .iter()
        .filter(|it| it.role == Role::Sales)
        .map(|it| it.member_id.clone())
        .collect();
    let came_in = tx.count_came_in(tenant, &reps, since, now).await?;
    let reps = tx.members_by_id(tenant, &reps).await?;
    let reps: Vec<Member> = reps.into_iter().filter(Member::can_be_asked).collect();
    let without_owner = tx.leads_without_owner(tenant, 1000).await?;

    let mut given = tx.ratings_counted_in(tenant, &round.id).await?;
    // An accepted lead of which it was asked what became of it was counted when it was accepted.
    given.retain(|it| !it.is_follow_up);
    let ratings = last_of_each_lead(given.iter().map(RatedLead::counted).collect());
    let mut asked = closed.asked(tx, tenant, since).await?;
    let leads_came_in = asked.dates(&home);
    asked.add_answered(&ratings);
    // Who has gone on leave since, or left, is not silent; and who left is not away.
    let is_here = |id: &MemberId| reps.iter().any(|it| it.id == *id && !it.is_away(now));
    asked.open.retain(|(id, _)| is_here(id));
    let away = reps.iter().filter(|it| asked.away.contains(&it.id));
    let reps_away = count(away.count());
    let of_away = open_leads_of_away(tx, tenant, feedback_loop, &reps, now).await?;
    let campaigns = campaigns(
        tx,
        tenant,
        round,
        &rated_campaigns(&ratings),
        &before,
        &Since {
            home: &home,
            at: since,
        },
    )
    .await?;
    let input = RoundInput {
        loop_name: settings.name.clone(),
        number: round.number,
        date: round.date,
        is_extra: round.is_extra,
        frozen_at: now,
        leads_came_in,
        came_in,
        asked: count(asked.leads.len()),
        accepted_before: comparable.map(|last| last.verdicts.accepted),
        reps: count(reps.len()),
        reps_asked: count(asked.reps.len()),
        reps_away,
        sampled: sampled(tx, tenant, round).await?,
        campaigns,
        trend_before: trend_before(&before),
        waiting: waiting(tx, tenant, feedback_loop, &reps, now).await?,
        leads_of_away: count(of_away.len()),
        away_until: away_until(&reps, &of_away, now).map(|until| local_date(until, &home)),
        leads_without_owner: tx.count_leads_without_owner(tenant).await?,
        teams: teams::frozen(
            tx.teams(tenant, &settings.id).await?,
            &reps,
            &asked.reps,
            &of_away,
            &without_owner,
        ),
        open: asked.open,
        asked_out: asked.asked_out,
        not_reached: asked.not_reached,
        late: late(&given, &ratings, round),
        changed: tx
            .changed_after_digest(tenant, &settings.id, since, now)
            .await?,
        goal: goal(tx, tenant, feedback_loop, round, now).await?,
        // A round that was lost altogether is told when it is: in the channel, not in the next digest.
        missed_by_downtime: round.missed_by_downtime,
        names: names(tx, tenant, &given).await?,
        ratings,
    };
    Ok(round_figures(input))
}

/// The campaigns of which the round left leads out, those of which it left out most first.
async fn sampled(
    tx: &mut Tx,
    tenant: &Tenant,
    round: &Round,
) -> Result<Vec<SampledCampaign>, StoreError> {
    let mut rows = tx.sampled_in(tenant, &round.id).await?;
    rows.sort_by_key(|it| std::cmp::Reverse(it.held_back));
    let ids: Vec<CampaignId> = rows.iter().map(|it| it.campaign_id.clone()).collect();
    let known = tx.campaigns_by_id(tenant, &ids).await?;
    let sampled = rows.into_iter().filter_map(|row| {
        let known = known.iter().find(|it| it.id == row.campaign_id)?;
        Some(SampledCampaign {
            name: known.name.clone(),
            asked: row.asked,
            held_back: row.held_back,
        })
    });
    Ok(sampled.collect())
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Until when the one rep is away whose leads these are; none when they are of several, or nobody knows.
fn away_until(reps: &[Member], leads: &[LeadRow], now: Timestamp) -> Option<Timestamp> {
    let owner = leads.first()?.lead.owner_id.as_ref()?;
    let are_of_one = leads
        .iter()
        .all(|it| it.lead.owner_id.as_ref() == Some(owner));
    let owner = reps.iter().find(|it| it.id == *owner);
    owner.filter(|_| are_of_one)?.leave(now)?.until
}

/// The loop's leads that wait for a first contact.
async fn waiting(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    reps: &[Member],
    now: Timestamp,
) -> Result<Vec<WaitingInput>, StoreError> {
    let home = feedback_loop.settings.time_zone();
    let reps: Vec<MemberId> = reps.iter().map(|it| it.id.clone()).collect();
    let queue = tx
        .queue_of(tenant, &reps, counts_from(feedback_loop))
        .await?;
    let campaigns: BTreeSet<&CampaignId> = queue
        .iter()
        .filter_map(|it| it.row.lead.campaign_id.as_ref())
        .collect();
    let campaigns: Vec<CampaignId> = campaigns.into_iter().cloned().collect();
    let names: HashMap<_, _> = tx
        .campaigns_by_id(tenant, &campaigns)
        .await?
        .into_iter()
        .map(|it| (it.id, it.name))
        .collect();
    let waiting = queue.iter().filter(|it| waits(it)).map(|lead| {
        let it = &lead.row.lead;
        let age_working_days = working_days_between(
            local_date(it.came_in_at, &home),
            local_date(now, &home),
            feedback_loop.settings.calendar(),
        );
        let is_from_sales = it.source == SOURCE_SALES;
        WaitingInput {
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
        }
    });
    Ok(waiting.collect())
}

/// Whether sales has a first contact to make: not where there was one, where the campaign wants none, or
/// where sales left it to marketing to keep in touch.
fn waits(lead: &QueueLead) -> bool {
    let it = &lead.row.lead;
    let is_over = it.done.is_some() || lead.row.duplicate_of.is_some();
    let wants_none = it.campaign_id.is_some() && lead.first_contact_days.is_none();
    let is_kept = lead
        .last
        .is_some_and(|last| last.verdict == Verdict::NotYet);
    !is_over && !wants_none && !is_kept && !has_contact(it.facts.follow_up, lead.last)
}

/// The campaigns of these ratings: those that have figures in the round.
fn rated_campaigns(ratings: &[CountedRating]) -> Vec<CampaignId> {
    let campaigns: BTreeSet<&CampaignId> = ratings
        .iter()
        .filter_map(|it| it.campaign_id.as_ref())
        .collect();
    campaigns.into_iter().cloned().collect()
}

/// These campaigns, with what the loop's earlier digests said about them. The ratings that this round counts
/// must be marked by now.
async fn campaigns(
    tx: &mut Tx,
    tenant: &Tenant,
    round: &Round,
    rated: &[CampaignId],
    before: &[RoundFigures],
    since: &Since<'_>,
) -> Result<Vec<CampaignInput>, StoreError> {
    let since_start = tx.since_start(tenant, &round.loop_id, rated).await?;
    let known = tx.campaigns_by_id(tenant, rated).await?;
    let mut briefings = briefings::frozen(tx, tenant, rated, since).await?;
    let campaigns = known.into_iter().map(|campaign| {
        let in_figures = |figures: &RoundFigures| {
            let mut rows = figures.campaigns.iter();
            rows.find(|it| it.campaign_id.as_ref() == Some(&campaign.id))
                .map(|it| {
                    [Axis::Relevance, Axis::Timing, Axis::Intent]
                        .map(|axis| it.shown(axis).unwrap_or_default())
                })
        };
        let of_the_rhythm = before.iter().filter(|it| !it.is_extra);
        let last = of_the_rhythm
            .filter(|_| !round.is_extra)
            .find_map(in_figures);
        let relevance_before = match last {
            Some([relevance, ..]) => Before::Round(relevance),
            None if before.iter().any(|it| in_figures(it).is_some()) => {
                Before::Round(HighOf::default())
            }
            None => Before::FirstRound,
        };
        CampaignInput {
            relevance_before,
            timing_intent_before: last.map(|[_, timing, intent]| [timing, intent]),
            briefing: briefings.remove(&campaign.id),
            since_start: since_start.get(&campaign.id).copied().unwrap_or_default(),
            id: campaign.id,
            name: campaign.name,
            owner_id: campaign.owner_id,
        }
    });
    Ok(campaigns.collect())
}

/// Counted answers that came after an earlier round's digest, by the number of that round. A round without one has none:
/// of a round that asked one rep alone it would be that person's number.
fn late(given: &[RatedLead], counted: &[CountedRating], round: &Round) -> Vec<(u32, u32)> {
    let last: HashMap<&LeadId, &RatedLead> =
        given.iter().map(|it| (&it.rating.lead_id, it)).collect();
    let mut late = std::collections::BTreeMap::new();
    let counted = counted.iter().filter_map(|it| last.get(&it.lead_id));
    for rated in counted.filter(|it| it.asked_in.0 != round.id && it.has_digest) {
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
    let (first, last) = quarter_of(round.date);
    let from = local_instant(first, Time::midnight(), &home);
    let end = local_instant(last.saturating_add(1.day()), Time::midnight(), &home);
    let accepted = tx
        .count_accepted(tenant, &feedback_loop.settings.id, from, now.min(end))
        .await?;
    Ok(Some(Goal { accepted, goal }))
}

/// Names that no quoted comment may hold: those of members, and of the leads' own people.
pub(super) async fn names(
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
