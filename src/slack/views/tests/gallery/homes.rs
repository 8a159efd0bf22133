//! The Home tab.

use jiff::civil::date;

use super::{Shown, Size, ask, at, november};
use crate::domain::feedback_loop::{Cadence, LoopState};
use crate::domain::ids::{CampaignId, LoopId, PostId, RoundId};
use crate::domain::language::Language;
use crate::domain::member::WorkingDays;
use crate::slack::views::home::{
    CurrentRound, Home, HomeCampaign, HomeLoop, HomePost, HomeRep, OpenAsk, PostTrouble,
};
use crate::slack::views::leads::without_campaign;
use crate::slack::views::tell::mend;

pub(super) fn homes(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    let rep = HomeRep {
        open: Some(OpenAsk {
            is_late: false,
            ask: ask(),
            open: 5,
            deadline: at(november(23), 17),
        }),
        next_round: Some(date(2026, 12, 1)),
        last: Some((4, november(3))),
        away_until: None,
        working_days: WorkingDays::default(),
        asks_less_often: false,
    };
    let paused = HomeRep {
        open: None,
        last: None,
        away_until: Some(date(2026, 12, 1)),
        asks_less_often: true,
        ..rep.clone()
    };
    let running = HomeLoop {
        id: LoopId::new("l1"),
        name: size.text("Benelux", 60),
        state: LoopState::Active,
        cadence: Cadence::Weeks { weeks: 2 },
        reps: 9,
        next_round: Some(date(2026, 12, 1)),
        current: Some(CurrentRound {
            round: RoundId::new("r14"),
            number: 14,
            asked: 9,
            answered: 4,
            until: at(november(23), 17),
            waiting: 8,
        }),
        without_owner: 3,
    };
    let state = |state, next_round| HomeLoop {
        state,
        next_round,
        current: None,
        without_owner: 0,
        ..running.clone()
    };
    let campaign = |id: &str, name: &str, owner: Option<&str>| HomeCampaign {
        id: CampaignId::new(id),
        name: size.text(name, 80),
        owner: owner.map(|owner| size.text(owner, 80)),
        has_goal: owner.is_some(),
        leads: size.number(18, 100_000),
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
    let for_paused = Home {
        can_add_leads: true,
        rep: Some(paused),
        ..Home::default()
    };
    let for_admin = Home {
        can_set_up: true,
        can_edit_campaigns: true,
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
        without_campaign: size.number(3, 100_000),
        campaigns: size.rows(
            vec![
                campaign("c1", "Autumn webinar", Some("Marieke")),
                campaign("c2", "Pricing guide", None),
            ],
            40,
        ),
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
        can_edit_campaigns: true,
        ..Home::default()
    };
    let unnamed = size.rows(vec![(size.crm("Kade 9"), november(3))], 90);
    vec![
        (
            "leads-without-campaign",
            Shown::View(without_campaign(language, &unnamed, 4)),
        ),
        ("home-first", Shown::View(first.view(language))),
        ("home-rep", Shown::View(for_rep.view(language))),
        ("home-rep-paused", Shown::View(for_paused.view(language))),
        ("home-admin", Shown::View(for_admin.view(language))),
        ("home-marketing", Shown::View(for_marketing.view(language))),
        (
            "home-in-no-loop",
            Shown::View(Home::default().view(language)),
        ),
    ]
}
