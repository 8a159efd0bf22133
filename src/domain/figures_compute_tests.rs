//! What a round's figures count, told by examples.

use jiff::civil::date;
use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::domain::ids::LeadId;
use crate::domain::rating::{Axis, FollowUp, Judged};

/// A round of five reps without ratings, over campaigns named as their ids.
pub(crate) fn input(campaigns: &[&str]) -> RoundInput {
    RoundInput {
        loop_name: "Benelux".to_owned(),
        number: 14,
        date: date(2026, 11, 17),
        is_extra: false,
        frozen_at: Timestamp::UNIX_EPOCH,
        leads_came_in: None,
        came_in: 0,
        asked: 0,
        accepted_before: None,
        reps: 5,
        reps_asked: 5,
        reps_away: 0,
        campaigns: campaigns
            .iter()
            .map(|name| CampaignInput {
                id: CampaignId::new(*name),
                name: (*name).to_owned(),
                owner_id: None,
                relevance_before: Before::FirstRound,
                timing_intent_before: None,
                since_start: [HighOf::default(); 3],
                briefing: None,
            })
            .collect(),
        ratings: vec![],
        trend_before: vec![],
        waiting: vec![],
        leads_of_away: 0,
        away_until: None,
        leads_without_owner: 0,
        open: vec![],
        asked_out: 0,
        not_reached: 0,
        late: vec![],
        changed: vec![],
        goal: None,
        missed_by_downtime: false,
        sampled: vec![],
        teams: vec![],
        names: vec![],
    }
}

/// A rating by rep number `rep`: rejected if there is a reason, else accepted; intent can't be said.
pub(crate) fn rate(
    rep: u32,
    campaign: Option<&str>,
    relevance: Judgement,
    reason: Option<Reason>,
) -> CountedRating {
    CountedRating {
        lead_id: LeadId::new("lead"),
        title: "Nova Bouw".to_owned(),
        campaign_id: campaign.map(CampaignId::new),
        member_id: MemberId::new(format!("U{rep}")),
        is_from_sales: false,
        judged: Judged {
            follow_up: FollowUp::Called,
            relevance,
            timing: Judgement::Three,
            intent: Judgement::CantSay,
            verdict: reason.map_or(Verdict::Accepted, |_| Verdict::Rejected),
            reason,
            comment: None,
        },
    }
}

pub(crate) fn waiting(id: &str, age_working_days: u32, is_too_long: bool) -> WaitingInput {
    WaitingInput {
        campaign_id: Some(CampaignId::new("webinar")),
        lead: WaitingLead {
            lead_id: LeadId::new(id),
            title: "Kade 9".to_owned(),
            campaign: Some("webinar".to_owned()),
            age_working_days,
            is_too_long,
            owner_id: None,
        },
    }
}

#[test]
fn cant_say_yet_is_never_in_the_n() {
    let mut input = input(&["webinar"]);
    input.campaigns[0].since_start = [HighOf { high: 8, n: 18 }; 3];
    for (rep, level) in [Judgement::Five, Judgement::Two, Judgement::CantSay]
        .into_iter()
        .enumerate()
    {
        let rep = u32::try_from(rep).unwrap_or_default();
        input.ratings.push(rate(rep, Some("webinar"), level, None));
    }
    let figures = round_figures(input);
    let row = &figures.campaigns[0];
    assert_eq!(row.relevance, HighOf { high: 1, n: 2 });
    assert_eq!(row.intent, HighOf { high: 0, n: 0 });
    assert_eq!(row.since_start[0], HighOf { high: 8, n: 18 });
    assert_eq!((row.verdicts.rated(), row.raters), (3, 3));
}

#[test]
fn campaigns_come_most_rated_first_and_sales_leads_are_in_totals_only() {
    let mut input = input(&["webinar", "guide"]);
    for rep in 0..4 {
        input.ratings.push(rate(rep, None, Judgement::Four, None));
    }
    input
        .ratings
        .push(rate(0, Some("webinar"), Judgement::Four, None));
    for rep in 0..2 {
        input
            .ratings
            .push(rate(rep, Some("guide"), Judgement::Four, None));
    }
    let mut added = rate(4, Some("webinar"), Judgement::Four, None);
    added.is_from_sales = true;
    input.ratings.push(added);
    let figures = round_figures(input);
    let rows: Vec<_> = figures
        .campaigns
        .iter()
        .map(|row| (row.name.as_str(), row.verdicts.rated()))
        .collect();
    assert_eq!(rows, [("guide", 2), ("webinar", 1), ("", 4)]);
    assert_eq!((figures.verdicts.accepted, figures.reps_answered), (8, 5));
}

#[test]
fn a_reason_names_its_campaign_only_if_that_may_be_shown() {
    let mut input = input(&["guide", "fair"]);
    for rep in 0..3 {
        input.ratings.push(rate(
            rep,
            Some("guide"),
            Judgement::One,
            Some(Reason::NotABuyer),
        ));
    }
    input
        .ratings
        .push(rate(0, Some("fair"), Judgement::One, Some(Reason::Known)));
    let all_of = |name: &str| Some(name.to_owned());
    let count = |reason, count, all_of| ReasonCount {
        reason,
        count,
        all_of,
    };
    assert_eq!(
        round_figures(input).reasons,
        [
            count(Reason::NotABuyer, 3, all_of("guide")),
            count(Reason::Known, 1, None)
        ]
    );
}

#[test]
fn comments_are_three_a_campaign_and_name_nobody() {
    let mut input = input(&["webinar"]);
    input.names = vec!["Sanne de Wit".to_owned()];
    for comment in ["Sanne", "Sanne wants a demo", "two", "three", "four"] {
        let mut rating = rate(0, Some("webinar"), Judgement::Four, None);
        rating.judged.comment = Some(comment.to_owned());
        input.ratings.push(rating);
    }
    let figures = round_figures(input);
    assert_eq!(
        figures.campaigns[0].comments,
        ["… wants a demo", "two", "three"]
    );
    assert!(
        figures
            .list
            .iter()
            .all(|lead| lead.judged.comment.is_none())
    );
}

#[test]
fn the_trend_draws_only_rounds_with_enough_answers() {
    let mut input = input(&[]);
    let point = |n| {
        let of = HighOf { high: 5, n };
        TrendPoint {
            date: date(2026, 9, 8),
            relevance: of,
            timing: of,
            intent: of,
            raters: AxisRaters([3; 3]),
        }
    };
    input.trend_before = [10, 10, 9, 12, 12, 12, 12].map(point).to_vec();
    let figures = round_figures(input);
    assert_eq!((figures.trend.len(), figures.trend_left_out), (4, 2));
}

/// A round of the webinar with so many answers on every axis, by three people.
fn round_of(number: u32, day: i8, answers: u32) -> RoundInput {
    let mut input = input(&["webinar"]);
    input.number = number;
    input.date = date(2026, 9, day);
    for n in 0..answers {
        let mut rating = rate(n % 3, Some("webinar"), Judgement::Five, None);
        rating.judged.intent = Judgement::Five;
        input.ratings.push(rating);
    }
    input
}

#[test]
fn a_thin_round_is_left_out_of_the_trend_and_no_other_stands_in_for_it() {
    let first = round_figures(round_of(1, 1, 12));
    let mut second = round_of(2, 8, 2);
    second.trend_before = trend_before(std::slice::from_ref(&first));
    let second = round_figures(second);
    let mut third = round_of(3, 15, 12);
    third.trend_before = trend_before(&[second, first]);
    let third = round_figures(third);
    let dates: Vec<_> = third.trend.iter().map(|point| point.date.day()).collect();
    assert_eq!((dates, third.trend_left_out), (vec![1, 15], 1));
}

#[test]
fn an_extra_round_is_in_no_trend() {
    let mut extra = round_of(1, 1, 12);
    extra.is_extra = true;
    let extra = round_figures(extra);
    assert_eq!((extra.trend.len(), extra.trend_left_out), (0, 0));
    assert_eq!(trend_before(&[extra]), []);
}

#[test]
fn a_round_of_two_people_is_not_drawn() {
    let mut two = round_of(1, 1, 12);
    for (n, rating) in (0u32..).zip(&mut two.ratings) {
        rating.member_id = MemberId::new(format!("U{}", n % 2));
    }
    assert_eq!(round_figures(two).trend, []);
}

#[test]
fn why_rejected_needs_three_rejections_of_three_people() {
    let mut input = input(&["guide"]);
    let no = |rep| rate(rep, Some("guide"), Judgement::One, Some(Reason::Person));
    input.ratings = vec![no(0), no(1), no(1)];
    for rep in 0..4 {
        let yes = rate(rep, Some("guide"), Judgement::Five, None);
        input.ratings.push(yes);
    }
    let two_people = round_figures(input.clone());
    assert_eq!(two_people.verdicts.rejected, 3);
    assert_eq!(two_people.reasons, []);
    assert_eq!(two_people.campaigns[0].reasons, []);
    input.ratings.push(no(2));
    let three_people = round_figures(input);
    assert_eq!(three_people.reasons[0].count, 4);
    assert_eq!(three_people.campaigns[0].reasons, [(Reason::Person, 4)]);
}

#[test]
fn an_axis_needs_three_people_who_could_say() {
    let mut input = input(&["guide"]);
    for rep in 0..4 {
        let mut rating = rate(rep, Some("guide"), Judgement::Four, None);
        if rep > 1 {
            rating.judged.timing = Judgement::CantSay;
        }
        input.ratings.push(rating);
    }
    let figures = round_figures(input);
    let row = &figures.campaigns[0];
    assert_eq!(row.shown(Axis::Relevance), Some(HighOf { high: 4, n: 4 }));
    assert_eq!(row.shown(Axis::Timing), None, "two people");
    assert_eq!(row.shown(Axis::Intent), Some(HighOf::default()), "nobody");
}

#[test]
fn of_several_ratings_of_a_lead_the_last_one_counts() {
    let of = |lead: &str, rep| CountedRating {
        lead_id: LeadId::new(lead),
        ..rate(rep, None, Judgement::Four, None)
    };
    let last = last_of_each_lead(vec![of("a", 1), of("b", 1), of("a", 2)]);
    let who: Vec<_> = last
        .iter()
        .map(|it| (it.lead_id.as_str(), it.member_id.as_str()))
        .collect();
    assert_eq!(who, [("b", "U1"), ("a", "U2")]);
}

#[test]
fn waiting_leads_come_longest_first_and_count_with_their_campaign() {
    let mut input = input(&["webinar"]);
    input
        .ratings
        .push(rate(0, Some("webinar"), Judgement::Four, None));
    input.waiting = vec![waiting("a", 1, false), waiting("b", 9, true)];
    let figures = round_figures(input);
    assert_eq!(figures.waiting[0].age_working_days, 9);
    assert_eq!(figures.campaigns[0].waiting_too_long, 1);
}

#[rstest]
#[case(date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31))]
#[case(date(2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30))]
#[case(date(2026, 11, 23), date(2026, 10, 1), date(2026, 12, 31))]
fn a_quarter_has_three_months(#[case] day: Date, #[case] first: Date, #[case] last: Date) {
    assert_eq!(quarter_of(day), (first, last));
}

proptest! {
    #[test]
    fn every_rating_is_counted_once(
        picks in prop::collection::vec((0u32..6, prop::option::of("[ab]"), 0usize..6, any::<bool>()), 0..30),
    ) {
        let mut input = input(&["a", "b"]);
        for (rep, campaign, level, from_sales) in &picks {
            let mut rating = rate(*rep, campaign.as_deref(), Judgement::ALL[*level], None);
            rating.is_from_sales = *from_sales;
            input.ratings.push(rating);
        }
        let figures = round_figures(input);
        prop_assert_eq!(figures.verdicts.rated() as usize, picks.len());
        let in_rows: u32 = figures.campaigns.iter().map(|row| row.verdicts.rated()).sum();
        let marketing = picks.iter().filter(|pick| !pick.3).count();
        prop_assert_eq!(in_rows as usize, marketing);
        for row in &figures.campaigns {
            prop_assert!(row.relevance.high <= row.relevance.n);
            prop_assert!(row.relevance.n <= row.verdicts.rated());
        }
    }
}
