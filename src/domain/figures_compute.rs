//! Computes what a round taught from its ratings: counts only, and never one per rep.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::figures::{
    AxisRaters, Before, COMMENTS_PER_CAMPAIGN, CampaignFigures, CountedRating, Goal, HighOf,
    ListedLead, ReasonCount, RoundFigures, SPLIT_MIN, STATISTICS_MIN_REPS, SampledCampaign,
    TREND_ROUNDS, TrendPoint, Verdicts, WaitingLead, WarmthCounts,
};
use super::figures_briefing::FrozenBriefing;
use super::figures_teams::{TeamFigures, count_answers};
use super::ids::{CampaignId, MemberId};
use super::quotes::without_names;
use super::rating::{Judgement, Reason, Verdict, Warmth};

/// What is known of a campaign besides this round's ratings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignInput {
    /// The campaign.
    pub id: CampaignId,
    /// Its name now.
    pub name: String,
    /// Its owner.
    pub owner_id: Option<MemberId>,
    /// Its relevance in the round before.
    pub relevance_before: Before,
    /// Its timing and intent in that round.
    pub timing_intent_before: Option<[HighOf; 2]>,
    /// Relevance, timing and intent over all rounds up to this one, each lead as it was last judged.
    pub since_start: [HighOf; 3],
    /// Its briefing, if one is posted.
    pub briefing: Option<FrozenBriefing>,
}

/// A waiting lead and the campaign that counts it; none for leads that a rep added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingInput {
    /// The campaign in whose figures it counts.
    pub campaign_id: Option<CampaignId>,
    /// The lead.
    pub lead: WaitingLead,
}

/// Everything that a round's figures are computed from. Fields of the same name as in [`RoundFigures`]
/// are taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "documented where they go, in RoundFigures")]
pub struct RoundInput {
    pub loop_name: String,
    pub number: u32,
    pub date: Date,
    pub is_extra: bool,
    pub frozen_at: Timestamp,
    pub leads_came_in: Option<(Date, Date)>,
    pub came_in: u32,
    pub asked: u32,
    pub accepted_before: Option<u32>,
    pub reps: u32,
    pub reps_asked: u32,
    pub reps_away: u32,
    /// Every campaign that a rating or a waiting lead is of.
    pub campaigns: Vec<CampaignInput>,
    /// This round's ratings, one a lead, in the order in which comments are to be quoted.
    pub ratings: Vec<CountedRating>,
    /// The rounds of the rhythm before, oldest first, whatever their n.
    pub trend_before: Vec<TrendPoint>,
    /// Leads that wait for a first contact, in any order.
    pub waiting: Vec<WaitingInput>,
    pub leads_of_away: u32,
    pub away_until: Option<Date>,
    pub leads_without_owner: u32,
    pub open: Vec<(MemberId, u32)>,
    pub asked_out: u32,
    pub not_reached: u32,
    pub late: Vec<(u32, u32)>,
    pub changed: Vec<(u32, u32)>,
    pub goal: Option<Goal>,
    pub missed_by_downtime: bool,
    pub sampled: Vec<SampledCampaign>,
    /// Without what their people answered, which is counted here.
    pub teams: Vec<TeamFigures>,
    /// Names of people that comments must not be quoted with: members, and the persons of the leads.
    pub names: Vec<String>,
}

/// The figures of a round, frozen when it closes.
///
/// Leads that a rep added count in the totals and in no campaign, not even among those without one.
/// The plain list comes without comments.
#[must_use]
pub fn round_figures(input: RoundInput) -> RoundFigures {
    let ratings: Vec<&CountedRating> = input.ratings.iter().collect();
    let mut teams = input.teams.clone();
    count_answers(&mut teams, &ratings);
    let campaigns = campaigns(&input, &ratings);
    let reasons = reasons(&ratings, &campaigns);
    let point = point(input.date, &ratings);
    let (trend, trend_left_out) = if input.is_extra {
        (Vec::new(), 0)
    } else {
        trend(input.trend_before, point.clone())
    };
    let name_of = |id: &CampaignId| {
        let known = input.campaigns.iter().find(|campaign| campaign.id == *id);
        known.map(|campaign| campaign.name.clone())
    };
    // A big team's would be thousands of lines, read again with each look at the figures, and shown to nobody.
    let is_listed = input.reps < STATISTICS_MIN_REPS;
    let list = ratings
        .iter()
        .filter(|_| is_listed)
        .map(|rating| {
            let mut judged = rating.judged.clone();
            judged.comment = None;
            ListedLead {
                title: rating.title.clone(),
                campaign: rating.campaign_id.as_ref().and_then(name_of),
                judged,
            }
        })
        .collect();
    let mut waiting: Vec<WaitingLead> = input.waiting.into_iter().map(|w| w.lead).collect();
    waiting.sort_by(|a, b| {
        (b.age_working_days.cmp(&a.age_working_days)).then_with(|| a.lead_id.cmp(&b.lead_id))
    });
    RoundFigures {
        loop_name: input.loop_name,
        number: input.number,
        date: input.date,
        is_extra: input.is_extra,
        frozen_at: input.frozen_at,
        leads_came_in: input.leads_came_in,
        came_in: input.came_in,
        asked: input.asked,
        verdicts: verdicts(&ratings),
        accepted_before: input.accepted_before,
        reps: input.reps,
        reps_asked: input.reps_asked,
        reps_answered: raters(&ratings),
        reps_away: input.reps_away,
        campaigns,
        reasons,
        point: Some(point),
        trend,
        trend_left_out,
        waiting,
        leads_of_away: input.leads_of_away,
        away_until: input.away_until,
        leads_without_owner: input.leads_without_owner,
        open: input.open,
        asked_out: input.asked_out,
        not_reached: input.not_reached,
        late: input.late,
        changed: input.changed,
        goal: input.goal,
        list,
        missed_by_downtime: input.missed_by_downtime,
        sampled: input.sampled,
        teams,
        said: Vec::new(),
    }
}

/// A comment without names of people; none when nothing is left of it.
#[must_use]
pub fn quoted(comment: &str, names: &[&str]) -> Option<String> {
    let comment = without_names(comment, names);
    comment
        .chars()
        .any(char::is_alphanumeric)
        .then_some(comment)
}

/// Most rated first, the leads without a campaign last.
fn campaigns(input: &RoundInput, ratings: &[&CountedRating]) -> Vec<CampaignFigures> {
    let mut by_campaign: BTreeMap<Option<&CampaignId>, Vec<&CountedRating>> = BTreeMap::new();
    for rating in ratings.iter().filter(|rating| !rating.is_from_sales) {
        let of = by_campaign.entry(rating.campaign_id.as_ref()).or_default();
        of.push(rating);
    }
    let names: Vec<&str> = input.names.iter().map(String::as_str).collect();
    let mut rows: Vec<CampaignFigures> = by_campaign
        .into_iter()
        .map(|(id, ratings)| {
            let known = input.campaigns.iter().find(|known| Some(&known.id) == id);
            let [relevance, timing, intent] = axes(&ratings);
            let too_long = input.waiting.iter().filter(|waiting| {
                id.is_some() && waiting.campaign_id.as_ref() == id && waiting.lead.is_too_long
            });
            CampaignFigures {
                campaign_id: id.cloned(),
                name: known.map(|known| known.name.clone()).unwrap_or_default(),
                owner_id: known.and_then(|known| known.owner_id.clone()),
                verdicts: verdicts(&ratings),
                raters: raters(&ratings),
                decided_raters: decided_raters(&ratings),
                relevance,
                timing,
                intent,
                axis_raters: axis_raters(&ratings),
                warmth: warmth(&ratings),
                relevance_before: known.map_or(Before::FirstRound, |known| known.relevance_before),
                timing_intent_before: known.and_then(|known| known.timing_intent_before),
                since_start: known.map_or([relevance, timing, intent], |known| known.since_start),
                reasons: shown_reasons(&ratings),
                comments: ratings
                    .iter()
                    .filter_map(|rating| rating.judged.comment.as_deref())
                    .filter_map(|comment| quoted(comment, &names))
                    .take(COMMENTS_PER_CAMPAIGN)
                    .collect(),
                waiting_too_long: count(too_long),
                owner_answer: None,
                briefing: known.and_then(|known| known.briefing.clone()),
            }
        })
        .collect();
    rows.sort_by(|a, b| {
        (a.campaign_id.is_none().cmp(&b.campaign_id.is_none()))
            .then_with(|| b.verdicts.rated().cmp(&a.verdicts.rated()))
            .then_with(|| a.name.cmp(&b.name))
    });
    rows
}

/// Rejection reasons over all, most frequent first.
fn reasons(ratings: &[&CountedRating], campaigns: &[CampaignFigures]) -> Vec<ReasonCount> {
    shown_reasons(ratings)
        .into_iter()
        .map(|(reason, count)| ReasonCount {
            reason,
            count,
            all_of: campaigns
                .iter()
                .find(|campaign| campaign.reasons.contains(&(reason, count)))
                .filter(|campaign| campaign.campaign_id.is_some() && campaign.can_be_shown())
                .map(|campaign| campaign.name.clone()),
        })
        .collect()
}

/// The points of the trend of a loop's earlier rounds, given newest first, oldest first: each round's own,
/// thin ones too, so that a round never stands in for one that had too few answers. Extra rounds have none.
#[must_use]
pub fn trend_before(newest_first: &[RoundFigures]) -> Vec<TrendPoint> {
    let of_the_rhythm = newest_first.iter().rev().filter(|it| !it.is_extra);
    of_the_rhythm.filter_map(|it| it.point.clone()).collect()
}

/// Of several ratings of one lead the last one: a lead counts once in a digest, as it was last judged.
/// Takes and gives them in the order in which they were given.
#[must_use]
pub fn last_of_each_lead(ratings: Vec<CountedRating>) -> Vec<CountedRating> {
    let mut seen = BTreeSet::new();
    let mut last: Vec<CountedRating> = ratings
        .into_iter()
        .rev()
        .filter(|rating| seen.insert(rating.lead_id.clone()))
        .collect();
    last.reverse();
    last
}

/// The last rounds up to this one that have enough answers on every axis, and how many have not.
fn trend(before: Vec<TrendPoint>, this: TrendPoint) -> (Vec<TrendPoint>, u32) {
    let mut rounds = before;
    rounds.push(this);
    let last = rounds.split_off(rounds.len().saturating_sub(TREND_ROUNDS));
    let (drawn, left_out): (Vec<_>, Vec<_>) = last.into_iter().partition(TrendPoint::can_be_drawn);
    (drawn, count(left_out.iter()))
}

fn point(date: Date, ratings: &[&CountedRating]) -> TrendPoint {
    let [relevance, timing, intent] = axes(ratings);
    TrendPoint {
        date,
        relevance,
        timing,
        intent,
        raters: axis_raters(ratings),
    }
}

fn axis_raters(ratings: &[&CountedRating]) -> AxisRaters {
    let of = |judgement: fn(&CountedRating) -> Judgement| {
        let said = ratings
            .iter()
            .copied()
            .filter(|rating| judgement(rating).level().is_some());
        raters(&said.collect::<Vec<_>>())
    };
    AxisRaters([
        of(|rating| rating.judged.relevance),
        of(|rating| rating.judged.timing),
        of(|rating| rating.judged.intent),
    ])
}

fn axes(ratings: &[&CountedRating]) -> [HighOf; 3] {
    [
        high_of(ratings.iter().map(|rating| rating.judged.relevance)),
        high_of(ratings.iter().map(|rating| rating.judged.timing)),
        high_of(ratings.iter().map(|rating| rating.judged.intent)),
    ]
}

/// "12 of 17 rated 4 or 5"; "can't say yet" is not among the 17.
#[must_use]
pub fn high_of(judgements: impl Iterator<Item = Judgement>) -> HighOf {
    let mut of = HighOf::default();
    for judgement in judgements.filter(|judgement| judgement.level().is_some()) {
        of.n += 1;
        of.high += u32::from(judgement.is_high());
    }
    of
}

pub(super) fn verdicts(ratings: &[&CountedRating]) -> Verdicts {
    let of = |verdict: Verdict| count(ratings.iter().filter(|r| r.judged.verdict == verdict));
    Verdicts {
        accepted: of(Verdict::Accepted),
        not_yet: of(Verdict::NotYet),
        rejected: of(Verdict::Rejected),
        open: of(Verdict::Open),
    }
}

fn warmth(ratings: &[&CountedRating]) -> WarmthCounts {
    let of = |warmth: Warmth| count(ratings.iter().filter(|r| r.judged.warmth() == warmth));
    let known: Vec<&CountedRating> = ratings
        .iter()
        .copied()
        .filter(|rating| rating.judged.warmth() != Warmth::Unknown)
        .collect();
    WarmthCounts {
        raters: raters(&known),
        warm: of(Warmth::Warm),
        lukewarm: of(Warmth::Lukewarm),
        cold: of(Warmth::Cold),
    }
}

fn decided_raters(ratings: &[&CountedRating]) -> u32 {
    let decided = ratings
        .iter()
        .copied()
        .filter(|rating| rating.judged.verdict != Verdict::Open);
    raters(&decided.collect::<Vec<_>>())
}

pub(super) fn raters(ratings: &[&CountedRating]) -> u32 {
    let people: BTreeSet<_> = ratings.iter().map(|rating| &rating.member_id).collect();
    count(people.iter())
}

/// Why leads were rejected; nothing while one or two people, or one or two leads, are behind it.
fn shown_reasons(ratings: &[&CountedRating]) -> Vec<(Reason, u32)> {
    let rejected: Vec<&CountedRating> = ratings
        .iter()
        .copied()
        .filter(|rating| rating.judged.reason.is_some())
        .collect();
    if count(rejected.iter()) < SPLIT_MIN || raters(&rejected) < SPLIT_MIN {
        return Vec::new();
    }
    count_reasons(rejected.iter().filter_map(|rating| rating.judged.reason))
}

/// Each reason and how often it was given, most frequent first, else in the form's order.
pub fn count_reasons(reasons: impl Iterator<Item = Reason>) -> Vec<(Reason, u32)> {
    let mut counts: BTreeMap<Reason, u32> = BTreeMap::new();
    for reason in reasons {
        *counts.entry(reason).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

/// The first and the last date of the quarter in which a date lies.
#[must_use]
pub fn quarter_of(date: Date) -> (Date, Date) {
    let first_month = (date.month() - 1) / 3 * 3 + 1;
    let in_month = |month: i8| Date::new(date.year(), month, 1).unwrap_or(date);
    (
        in_month(first_month),
        in_month(first_month + 2).last_of_month(),
    )
}

#[cfg(test)]
#[path = "figures_compute_tests.rs"]
pub(crate) mod tests;
