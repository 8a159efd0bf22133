//! A round's figures: to campaign owners, in the digest and in its thread.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::date;

use super::rating::judged;
use super::results::change;
use super::{Shown, Size, at, lead, november};
use crate::domain::briefing::Forecast;
use crate::domain::figures::{
    AxisRaters, Before, CampaignFigures, Goal, HighOf, ListedLead, ReasonCount, RoundFigures,
    SampledCampaign, TrendPoint, Verdicts, WaitingLead, WarmthCounts,
};
use crate::domain::figures_briefing::{
    EarlierForecast, FrozenBriefing, FrozenForecast, Said, SaidState,
};
use crate::domain::figures_teams::{TeamFigures, part_of};
use crate::domain::ids::{CampaignId, LoopId, MemberId, RoundId, UserGroupId};
use crate::domain::language::Language;
use crate::domain::rating::{FollowUp, Judgement, Reason, Verdict};
use crate::domain::team::TEAMS_MAX;
use crate::slack::views::campaign_owner::OwnerNumbers;
use crate::slack::views::campaign_results::Change;
use crate::slack::views::digest::{Charts, Copy, Digest, OwnTeams};
use crate::slack::views::digest_details::DigestDetails;
use crate::slack::views::digest_rest::{more_comments, more_rated};
use crate::slack::views::leads::{WaitingLeads, definitions, how_to_export, more_campaigns};
use crate::slack::views::ratings::{RatingLine, RatingsPage, RatingsView};

pub(super) fn of(high: u32, n: u32) -> HighOf {
    HighOf { high, n }
}

pub(super) fn campaign_figures(
    size: Size,
    name: &str,
    verdicts: [u32; 4],
    axes: [HighOf; 3],
) -> CampaignFigures {
    CampaignFigures {
        campaign_id: Some(CampaignId::new(name)),
        name: size.text(name, 80),
        owner_id: Some(MemberId::new("UMARIEKE")),
        verdicts: Verdicts {
            accepted: verdicts[0],
            not_yet: verdicts[1],
            rejected: verdicts[2],
            open: verdicts[3],
        },
        raters: 5,
        decided_raters: 5,
        relevance: axes[0],
        timing: axes[1],
        intent: axes[2],
        axis_raters: AxisRaters([5, 4, 3]),
        warmth: WarmthCounts {
            warm: axes[2].high,
            lukewarm: 2,
            cold: 1,
            raters: 3,
        },
        relevance_before: Before::FirstRound,
        timing_intent_before: None,
        since_start: axes,
        reasons: Vec::new(),
        comments: Vec::new(),
        waiting_too_long: 0,
        owner_answer: None,
        briefing: None,
    }
}

/// A briefing with its forecast, which was another one until 12 November.
fn briefing(days_late: Option<u32>, of_ten: [u8; 3]) -> FrozenBriefing {
    let forecast = |accepted_of_ten| Forecast {
        accepted_of_ten,
        warm_of_ten: of_ten[1],
        cold_of_ten: of_ten[2],
    };
    FrozenBriefing {
        posted_on: november(7),
        is_new: true,
        days_late,
        forecast: Some(FrozenForecast {
            forecast: forecast(of_ten[0]),
            made_on: november(12),
            earlier: vec![EarlierForecast {
                forecast: forecast(7),
                until: november(12),
            }],
        }),
    }
}

fn said(size: Size) -> Vec<Said> {
    let of = |campaign: &str, state: SaidState| Said {
        campaign_id: CampaignId::new(campaign),
        campaign: size.text(campaign, 80),
        state,
    };
    let answer = size.text("Students go out of the audience.", 200);
    let open = SaidState::Open {
        due: november(26),
        again: false,
    };
    size.rows(
        vec![
            of(
                "Autumn webinar",
                SaidState::Done {
                    answer: answer.clone(),
                    on: november(12),
                },
            ),
            of("Spring mailing", SaidState::Promised { answer }),
            of("Partner day", SaidState::Unanswered),
            of("Trade fair Utrecht", open),
        ],
        40,
    )
}

pub(in super::super) fn figures(size: Size) -> RoundFigures {
    let mut webinar = campaign_figures(
        size,
        "Autumn webinar",
        [8, 4, 3, 3],
        [of(12, 17), of(6, 13), of(7, 13)],
    );
    webinar.relevance_before = Before::Round(of(7, 16));
    webinar.timing_intent_before = Some([of(5, 12), of(3, 8)]);
    webinar.waiting_too_long = 4;
    webinar.briefing = Some(briefing(None, [5, 2, 3]));
    webinar.comments = size.rows(vec![size.text("Wants a price for three plants.", 500)], 3);
    let mut guide = campaign_figures(
        size,
        "Pricing guide",
        [3, 2, 5, 1],
        [of(4, 11), of(2, 7), of(3, 7)],
    );
    guide.relevance_before = Before::Round(of(6, 10));
    guide.briefing = Some(briefing(Some(4), [5, 8, 1]));
    guide.reasons = vec![(Reason::NotABuyer, 4), (Reason::Person, 1)];
    guide.owner_answer = size.option("Students go out of the audience this week.", 200);
    guide.comments = size.rows(vec![size.text("A thesis, not a purchase.", 500)], 3);
    let mut fair = campaign_figures(
        size,
        "Trade fair Utrecht",
        [2, 1, 0, 1],
        [of(3, 4), of(2, 3), of(1, 3)],
    );
    fair.raters = 3;
    fair.axis_raters = AxisRaters([3, 2, 2]);
    let waiting = WaitingLead {
        lead_id: lead(21),
        title: size.crm("Brouwer Zuivel"),
        campaign: size.option("Pricing guide", 80),
        age_working_days: 11,
        is_too_long: true,
        owner_id: Some(MemberId::new("UJORIS")),
    };
    let next = WaitingLead {
        lead_id: lead(22),
        title: size.crm("Lumen"),
        campaign: None,
        age_working_days: 1,
        is_too_long: false,
        owner_id: None,
    };
    let trend = |day: i8, month: i8, levels: [u32; 3]| TrendPoint {
        date: date(2026, month, day),
        relevance: of(levels[0], 100),
        timing: of(levels[1], 100),
        intent: of(levels[2], 100),
        raters: AxisRaters([5; 3]),
    };
    RoundFigures {
        loop_name: size.text("Benelux", 60),
        number: 14,
        date: november(17),
        is_extra: false,
        frozen_at: Timestamp::UNIX_EPOCH,
        leads_came_in: Some((november(2), november(13))),
        came_in: 52,
        asked: 38,
        verdicts: Verdicts {
            accepted: 13,
            not_yet: 7,
            rejected: 8,
            open: 5,
        },
        accepted_before: Some(9),
        reps: 10,
        reps_asked: 9,
        reps_answered: 8,
        reps_away: 1,
        campaigns: size.rows(vec![webinar, guide, fair], 25),
        reasons: vec![
            ReasonCount {
                reason: Reason::NotABuyer,
                count: 4,
                all_of: size.option("Pricing guide", 80),
            },
            ReasonCount {
                reason: Reason::Person,
                count: 2,
                all_of: None,
            },
            ReasonCount {
                reason: Reason::Company,
                count: 1,
                all_of: None,
            },
            ReasonCount {
                reason: Reason::Known,
                count: 1,
                all_of: None,
            },
        ],
        point: None,
        trend: vec![
            trend(8, 9, [48, 40, 42]),
            trend(22, 9, [52, 38, 45]),
            trend(6, 10, [50, 44, 41]),
            trend(20, 10, [55, 41, 46]),
            trend(3, 11, [51, 39, 44]),
            trend(17, 11, [59, 43, 48]),
        ],
        trend_left_out: 1,
        waiting: size.rows(vec![waiting, next], 200),
        leads_of_away: 6,
        away_until: Some(date(2026, 12, 1)),
        leads_without_owner: 3,
        open: vec![(MemberId::new("UJORIS"), 5)],
        asked_out: 2,
        not_reached: 1,
        late: vec![(13, 2)],
        changed: vec![(13, 1)],
        goal: Some(Goal {
            accepted: 41,
            goal: 90,
        }),
        list: Vec::new(),
        missed_by_downtime: size == Size::Longest,
        sampled: size.rows(
            vec![SampledCampaign {
                name: size.text("Autumn webinar", 80),
                asked: 18,
                held_back: 194,
            }],
            25,
        ),
        teams: vec![],
        said: said(size),
    }
}

fn team_lead_copy(size: Size) -> Copy {
    Copy::TeamLead {
        names: names(size),
        own: None,
    }
}

fn names(size: Size) -> BTreeMap<MemberId, String> {
    BTreeMap::from([(MemberId::new("UJORIS"), size.text("Joris", 80))])
}

/// A team of which so many answered, and so many of its leads were accepted and rejected.
fn team(size: Size, name: &str, answered: u32, [accepted, rejected]: [u32; 2]) -> TeamFigures {
    TeamFigures {
        group: UserGroupId::new(name),
        name: size.text(name, 200),
        leads: vec![],
        members: vec![],
        reps: answered + 2,
        reps_asked: answered + 1,
        reps_answered: answered,
        verdicts: Verdicts {
            accepted,
            rejected,
            ..Verdicts::default()
        },
        leads_of_away: 0,
        leads_without_owner: 0,
    }
}

/// A round of a loop with three teams, or as many as it may have: too few people of the last one answered.
fn with_teams(size: Size) -> RoundFigures {
    let mut south = team(size, "South", 4, [5, 4]);
    south.members = vec![MemberId::new("UJORIS")];
    south.leads = vec![MemberId::new("UELS")];
    south.leads_of_away = 1;
    let mut teams = size.rows(vec![south, team(size, "North", 5, [8, 7])], TEAMS_MAX - 1);
    teams.push(team(size, "West", 2, [3, 1]));
    let mut figures = figures(size);
    figures.reps_answered = teams.iter().map(|it| it.reps_answered).sum::<u32>() + 1;
    figures.verdicts.accepted = 200;
    figures.teams = teams;
    figures.open = vec![(MemberId::new("UJORIS"), 5), (MemberId::new("USANNE"), 2)];
    figures
}

/// The copy of the lead of one of these teams.
fn of_team(size: Size, figures: &RoundFigures) -> Copy {
    let group = UserGroupId::new("South");
    Copy::TeamLead {
        names: names(size),
        own: Some(OwnTeams {
            part: Box::new(part_of(figures, |it| it.group == group)),
            groups: vec![group],
        }),
    }
}

pub(in super::super) fn digest(figures: &RoundFigures, copy: Copy, charts: Charts) -> Digest<'_> {
    Digest {
        round: RoundId::new("r14"),
        loop_id: LoopId::new("l1"),
        figures,
        copy,
        charts,
        without_briefing: 1,
    }
}

/// The leads of a loop with too few reps for statistics.
pub(super) fn listed(size: Size) -> Vec<ListedLead> {
    size.rows(
        vec![
            ListedLead {
                title: size.crm("Nova Bouw"),
                campaign: size.option("Autumn webinar", 80),
                judged: judged(
                    FollowUp::Called,
                    [Judgement::Five, Judgement::Four, Judgement::Four],
                    Verdict::Accepted,
                    None,
                ),
            },
            ListedLead {
                title: size.crm("Helder IT"),
                campaign: None,
                judged: judged(
                    FollowUp::Nothing,
                    [Judgement::One, Judgement::CantSay, Judgement::CantSay],
                    Verdict::Rejected,
                    Some(Reason::NotABuyer),
                ),
            },
        ],
        60,
    )
}

pub(super) fn digests(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    let figures = figures(size);
    let few = RoundFigures {
        reps: 3,
        reps_asked: 3,
        reps_answered: 2,
        reps_away: 0,
        waiting: Vec::new(),
        leads_of_away: 0,
        leads_without_owner: 0,
        open: Vec::new(),
        trend: Vec::new(),
        goal: None,
        accepted_before: None,
        list: listed(size),
        ..figures.clone()
    };
    let nothing = RoundFigures {
        verdicts: Verdicts::default(),
        late: Vec::new(),
        leads_came_in: None,
        ..few.clone()
    };
    let follow_ups = RoundFigures {
        asked: 0,
        reps_asked: 2,
        ..nothing.clone()
    };
    let details = |copy| DigestDetails {
        round: RoundId::new("r14"),
        figures: &figures,
        copy,
    };
    let numbers = |index: usize, change: Option<Change>| OwnerNumbers {
        round: RoundId::new("r14"),
        number: 14,
        loop_name: size.text("Benelux", 60),
        campaign: CampaignId::new("c2"),
        figures: &figures.campaigns[index],
        may_see_names: true,
        digest_at: at(november(24), 9),
        is_published: false,
        takes_answer: true,
        change,
    };
    let mut few_raters = figures.clone();
    for campaign in &mut few_raters.campaigns {
        campaign.raters = 2;
    }
    few_raters.waiting.retain(|lead| lead.is_too_long);
    let hidden = OwnerNumbers {
        figures: &few_raters.campaigns[0],
        may_see_names: false,
        ..numbers(0, None)
    };
    let message = |digest: Digest<'_>| Shown::Message(digest.message(language));
    let shown: Vec<_> = figures.campaigns.iter().collect();
    let waiting = WaitingLeads {
        round: RoundId::new("r14"),
        page: 1,
        leads: figures.waiting.clone(),
        names: BTreeMap::from([(MemberId::new("UJORIS"), size.text("Joris", 80))]),
        more: 2,
    };
    let long_list = RoundFigures {
        list: few.list.iter().cycle().take(12).cloned().collect(),
        ..few.clone()
    };
    let mut many_comments = figures.clone();
    for campaign in &mut many_comments.campaigns {
        campaign.comments = vec![size.text("Plans in Excel.", 500); 3];
    }
    let thread = DigestDetails {
        figures: &many_comments,
        ..details(Copy::Channel)
    };
    let mut first = judged(
        FollowUp::Called,
        [Judgement::Five, Judgement::Four, Judgement::Four],
        Verdict::Accepted,
        None,
    );
    first.comment = size.option("They plan in Excel, <@U1> knows them.", 500);
    let second = judged(
        FollowUp::Nothing,
        [Judgement::One, Judgement::CantSay, Judgement::CantSay],
        Verdict::Rejected,
        Some(Reason::NotABuyer),
    );
    let line = |title: &str, campaign: Option<String>, judged| RatingLine {
        title: size.crm(title),
        campaign,
        rep: size.text("Sanne", 80),
        judged,
    };
    let of_all = RatingsView {
        page: RatingsPage {
            round: RoundId::new("r14"),
            campaign: None,
            page: 0,
        },
        loop_name: size.text("Benelux", 60),
        number: 14,
        campaign: None,
        ratings: size.rows(
            vec![
                line("Nova Bouw", size.option("Autumn webinar", 80), first),
                line("Helder IT", None, second),
            ],
            40,
        ),
        more: 12,
    };
    let of_one = RatingsView {
        page: RatingsPage {
            campaign: Some(CampaignId::new("c2")),
            page: 1,
            ..of_all.page.clone()
        },
        campaign: size.option("Pricing guide", 80),
        more: 0,
        ..of_all.clone()
    };
    let none_of_one = RatingsView {
        page: RatingsPage {
            page: 0,
            ..of_one.page.clone()
        },
        ratings: Vec::new(),
        ..of_one.clone()
    };
    let with_teams = with_teams(size);
    let mut roll_up = team_lead_copy(size);
    if let Copy::TeamLead { names, .. } = &mut roll_up {
        names.insert(MemberId::new("USANNE"), size.text("Sanne", 80));
    }
    vec![
        (
            "digest-roll-up",
            message(digest(&with_teams, roll_up, Charts::Native)),
        ),
        (
            "digest-of-a-team",
            message(digest(
                &with_teams,
                of_team(size, &with_teams),
                Charts::Native,
            )),
        ),
        ("ratings-of-all", Shown::View(of_all.view(language))),
        ("ratings-of-campaign", Shown::View(of_one.view(language))),
        ("ratings-none", Shown::View(none_of_one.view(language))),
        (
            "digest-long-list",
            message(digest(&long_list, Copy::Channel, Charts::Native)),
        ),
        ("more-rated", Shown::View(more_rated(language, &long_list))),
        (
            "digest-details-many-comments",
            Shown::Message(thread.message(language).expect("there are comments")),
        ),
        (
            "more-comments",
            Shown::View(more_comments(language, &many_comments)),
        ),
        (
            "digest-team-lead",
            message(digest(&figures, team_lead_copy(size), Charts::Native)),
        ),
        (
            "digest-channel",
            message(digest(&figures, Copy::Channel, Charts::Native)),
        ),
        (
            "digest-channel-plain",
            message(digest(&figures, Copy::Channel, Charts::Plain)),
        ),
        (
            "digest-few-reps",
            message(digest(&few, Copy::Channel, Charts::Native)),
        ),
        (
            "digest-few-raters",
            message(digest(&few_raters, Copy::Channel, Charts::Native)),
        ),
        (
            "digest-nothing-new",
            message(digest(&nothing, Copy::Channel, Charts::Native)),
        ),
        (
            "digest-only-follow-ups",
            message(digest(&follow_ups, Copy::Channel, Charts::Native)),
        ),
        (
            "digest-details-team-lead",
            Shown::Message(
                details(team_lead_copy(size))
                    .message(language)
                    .expect("there are comments"),
            ),
        ),
        (
            "digest-details-channel",
            Shown::Message(
                details(Copy::Channel)
                    .message(language)
                    .expect("there are comments"),
            ),
        ),
        (
            "owner-numbers",
            Shown::Message(numbers(1, None).message(language)),
        ),
        (
            "owner-numbers-answered",
            Shown::Message(numbers(0, Some(change(size, None))).message(language)),
        ),
        (
            "owner-numbers-too-few",
            Shown::Message(hidden.message(language)),
        ),
        ("leads-waiting", Shown::View(waiting.view(language))),
        (
            "more-campaigns",
            Shown::View(more_campaigns(language, &shown)),
        ),
        ("definitions", Shown::View(definitions(language))),
        ("export", Shown::View(how_to_export(language))),
    ]
}
