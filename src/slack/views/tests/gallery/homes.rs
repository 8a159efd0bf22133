//! The Home tab.

use jiff::civil::date;

use super::digests::{campaign_figures, figures, of};
use super::{Shown, Size, ask, at, lead, november};
use crate::domain::campaign::CampaignState;
use crate::domain::feedback_loop::{Cadence, LoopState};
use crate::domain::figures::Before;
use crate::domain::ids::{CampaignId, LeadId, LoopId, MemberId, PostId, RoundId};
use crate::domain::language::Language;
use crate::domain::member::WorkingDays;
use crate::domain::rating::{FollowUp, Judged, Judgement, Verdict};
use crate::slack::views::campaign_list::{BriefingNow, CampaignList, ListedCampaign};
use crate::slack::views::home::{
    AwayNow, CurrentRound, HeardAnswer, Home, HomeLoop, HomeMarketer, HomePost, HomeRep,
    LastAnswers, LoopList, MarketerTodo, OpenAsk, PostTrouble, UnreadBriefing, UnreadList,
};
use crate::slack::views::leads::without_campaign;
use crate::slack::views::tell::mend;

pub(super) fn homes(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    let judged = |verdict, relevance, timing, intent| Judged {
        follow_up: FollowUp::Called,
        relevance,
        timing,
        intent,
        verdict,
        reason: None,
        comment: None,
    };
    let last = LastAnswers {
        ask: ask(),
        on: november(3),
        answers: numbered(size.rows(
            vec![
                (
                    lead(1),
                    size.crm("Nova Bouw"),
                    judged(
                        Verdict::Accepted,
                        Judgement::Five,
                        Judgement::Four,
                        Judgement::Four,
                    ),
                ),
                (
                    lead(2),
                    size.crm("Kade 9"),
                    judged(
                        Verdict::NotYet,
                        Judgement::Four,
                        Judgement::Two,
                        Judgement::Three,
                    ),
                ),
            ],
            20,
        )),
        can_change: true,
    };
    let unread = |id: &str, name: &str, goal: &str| UnreadBriefing {
        campaign: CampaignId::new(id),
        name: size.text(name, 80),
        goal: size.text(goal, 120),
    };
    let briefings = size.rows(
        vec![
            unread(
                "c1",
                "Autumn webinar",
                "20 first talks with heads of operations",
            ),
            unread("c2", "Pricing guide", "10 quotes before Christmas"),
        ],
        100,
    );
    let heard = |campaign: &str, owner: Option<&str>, answer: &str, done_on| HeardAnswer {
        campaign: size.text(campaign, 80),
        owner: owner.map(|owner| size.text(owner, 80)),
        answer: size.text(answer, 200),
        done_on,
    };
    let rep = HomeRep {
        open: Some(OpenAsk {
            is_late: false,
            ask: ask(),
            open: 5,
            deadline: at(november(23), 17),
        }),
        next_round: Some(date(2026, 12, 1)),
        last: Some(last.clone()),
        unread: briefings.clone(),
        more_unread: size.number(0, 100_000) as usize,
        heard: size.rows(
            vec![
                heard(
                    "Autumn webinar",
                    Some("Marieke"),
                    "Students are out of the audience.",
                    Some(november(12)),
                ),
                heard("Pricing guide", None, "Fewer small firms.", None),
            ],
            30,
        ),
        away: None,
        working_days: WorkingDays::default(),
        asks_less_often: false,
    };
    let paused = HomeRep {
        open: None,
        last: Some(LastAnswers {
            can_change: false,
            ..last
        }),
        unread: Vec::new(),
        more_unread: 0,
        heard: Vec::new(),
        away: Some(AwayNow::Paused(date(2026, 12, 1))),
        asks_less_often: true,
        ..rep.clone()
    };
    let running = HomeLoop {
        id: LoopId::new("l1"),
        name: size.text("Benelux", 60),
        state: LoopState::Active,
        cadence: Cadence::Weeks { weeks: 2 },
        reps: 9,
        next_round: Some((RoundId::new("r15"), date(2026, 12, 1))),
        current: Some(CurrentRound {
            number: 14,
            asked: 9,
            answered: 4,
            leads: 41,
            rated: 17,
            until: at(november(23), 17),
        }),
        waiting: Some((RoundId::new("r13"), 8)),
        trend: figures(size).trend,
    };
    let state = |state, next_round| HomeLoop {
        state,
        next_round,
        current: None,
        waiting: None,
        trend: Vec::new(),
        ..running.clone()
    };
    let mut webinar = campaign_figures(
        size,
        "Autumn webinar",
        [8, 4, 3, 3],
        [of(12, 17), of(6, 13), of(7, 13)],
    );
    webinar.relevance_before = Before::Round(of(7, 16));
    let mut guide = campaign_figures(
        size,
        "Pricing guide",
        [3, 2, 5, 1],
        [of(4, 11), of(2, 7), of(3, 7)],
    );
    guide.relevance_before = Before::Round(of(6, 10));
    let campaign = |id: &str, name: &str, owner: Option<&str>| ListedCampaign {
        id: CampaignId::new(id),
        name: size.text(name, 80),
        owner: owner.map(|owner| size.text(owner, 80)),
        state: CampaignState::Running,
        briefing: BriefingNow::None,
        leads: size.number(18, 100_000),
        rated: size.number(11, 100_000),
        figures: None,
    };
    let campaigns = vec![
        ListedCampaign {
            briefing: BriefingNow::Posted { read: 7, of: 9 },
            figures: Some(webinar),
            ..campaign("c1", "Autumn webinar", Some("Marieke"))
        },
        ListedCampaign {
            briefing: BriefingNow::WithColleagues,
            figures: Some(guide),
            ..campaign("c2", "Pricing guide", Some("Bram"))
        },
        ListedCampaign {
            briefing: BriefingNow::Draft,
            leads: 0,
            rated: 0,
            ..campaign("c3", "Trade fair Utrecht", Some("Marieke"))
        },
        ListedCampaign {
            state: CampaignState::Draft,
            ..campaign("c4", "webinar autumn", None)
        },
        ListedCampaign {
            state: CampaignState::Closed,
            briefing: BriefingNow::Closed,
            ..campaign("c5", "Spring mailing", Some("Marieke"))
        },
    ];
    let todo = |id: &str, name: &str, todo| (CampaignId::new(id), size.text(name, 80), todo);
    let todos = [
        todo(
            "c2",
            "Pricing guide",
            MarketerTodo::AnswerNumbers(RoundId::new("r14")),
        ),
        todo(
            "c2",
            "Pricing guide",
            MarketerTodo::ReplyToColleagues(2, MemberId::new("USANNE")),
        ),
        todo("c1", "Autumn webinar", MarketerTodo::WriteBriefing(18)),
    ];
    let more_todos = [
        todo(
            "c1",
            "Autumn webinar",
            MarketerTodo::ReplyToColleagues(1, MemberId::new("USANNE")),
        ),
        todo("c3", "Trade fair Utrecht", MarketerTodo::FinishBriefing),
        todo("c4", "webinar autumn", MarketerTodo::CompleteCampaign),
    ];
    let marketer = HomeMarketer {
        waiting: size.rows(todos.to_vec(), 40),
        more_waiting: size.number(0, 100_000) as usize,
        campaigns: size.rows(campaigns.clone(), 40),
        more_campaigns: size.number(95, 100_000) as usize,
        without_campaign: size.number(3, 100_000),
    };
    let post = |trouble, slack_error: &str| HomePost {
        post: PostId::new("p1"),
        what: crate::texts::t!(language, "post-digest"),
        to: size.crm("#sales-benelux"),
        trouble,
        mend: mend(language, slack_error, Some("#sales-benelux")),
    };
    let first = Home {
        can_set_up: true,
        ..Home::default()
    };
    let for_rep = Home {
        can_add_leads: true,
        rep: Some(rep),
        ..Home::default()
    };
    let by_status = |until| Home {
        rep: Some(HomeRep {
            away: Some(AwayNow::Status(until)),
            ..paused.clone()
        }),
        ..Home::default()
    };
    let (till_a_date, as_long) = (by_status(Some(date(2026, 12, 1))), by_status(None));
    let for_paused = Home {
        can_add_leads: true,
        rep: Some(paused),
        ..Home::default()
    };
    let for_team_lead = Home {
        can_set_up: true,
        can_add_leads: true,
        loops: vec![running.clone()],
        without_owner: size.number(3, 100_000),
        ..Home::default()
    };
    let for_admin = Home {
        can_set_up: true,
        can_add_leads: true,
        loops: size.rows(
            vec![
                state(LoopState::Ended, None),
                state(LoopState::Paused, None),
                state(LoopState::Active, None),
                running.clone(),
            ],
            30,
        ),
        more_loops: size.number(8, 100_000) as usize,
        without_owner: size.number(3, 100_000),
        marketer: Some(marketer.clone()),
        posts: size.rows(
            vec![
                post(PostTrouble::Failed, "not_in_channel"),
                post(PostTrouble::Unknown, "timeout"),
            ],
            30,
        ),
        ..for_rep.clone()
    };
    let for_marketing = Home {
        marketer: Some(marketer),
        ..Home::default()
    };
    let for_new_marketing = Home {
        marketer: Some(HomeMarketer {
            waiting: more_todos.to_vec(),
            more_waiting: 1,
            campaigns: Vec::new(),
            ..HomeMarketer::default()
        }),
        ..Home::default()
    };
    let unnamed = size.rows(vec![(size.crm("Kade 9"), november(3))], 40);
    let list = CampaignList {
        campaigns: size.rows(campaigns, 10),
        page: 1,
        more: 80,
    };
    let loops = LoopList {
        loops: size.rows(vec![running], 10),
        page: 0,
        more: 2,
    };
    let all_unread = UnreadList { briefings, page: 0 };
    let none_unread = UnreadList {
        briefings: Vec::new(),
        page: 0,
    };
    vec![
        (
            "leads-without-campaign",
            Shown::View(without_campaign(language, &unnamed, 1, 4)),
        ),
        ("campaigns", Shown::View(list.view(language))),
        ("loops", Shown::View(loops.view(language))),
        ("unread-briefings", Shown::View(all_unread.view(language))),
        (
            "unread-briefings-none",
            Shown::View(none_unread.view(language)),
        ),
        ("home-first", Shown::View(first.view(language))),
        ("home-rep", Shown::View(for_rep.view(language))),
        ("home-rep-paused", Shown::View(for_paused.view(language))),
        ("home-rep-away", Shown::View(till_a_date.view(language))),
        ("home-rep-away", Shown::View(as_long.view(language))),
        ("home-team-lead", Shown::View(for_team_lead.view(language))),
        ("home-admin", Shown::View(for_admin.view(language))),
        ("home-marketing", Shown::View(for_marketing.view(language))),
        (
            "home-marketing-new",
            Shown::View(for_new_marketing.view(language)),
        ),
        (
            "home-in-no-loop",
            Shown::View(Home::default().view(language)),
        ),
    ]
}

/// Answers about as many leads: each stands in a list once.
fn numbered(answers: Vec<(LeadId, String, Judged)>) -> Vec<(LeadId, String, Judged)> {
    let answers = answers.into_iter().enumerate();
    answers
        .map(|(number, (_, title, judged))| (lead(number + 1), title, judged))
        .collect()
}
