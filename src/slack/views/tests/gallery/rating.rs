//! The rating window, its answers, and what is laid over it.

use super::{Shown, Size, ask, company, lead, november};
use crate::domain::ask::AskedForm;
use crate::domain::ids::CampaignId;
use crate::domain::language::Language;
use crate::domain::lead::LeadFacts;
use crate::domain::rating::{Draft, FollowUp, Judged, Judgement, Reason, Verdict};
use crate::slack::views::pass_on::{PassOnView, cannot_take};
use crate::slack::views::rating::{
    BriefingView, CardCampaign, Note, Place, RatingDone, RatingWindow, comment_needed,
};
use crate::slack::views::refusals::not_saved;

pub(in super::super) fn judged(
    follow_up: FollowUp,
    levels: [Judgement; 3],
    verdict: Verdict,
    reason: Option<Reason>,
) -> Judged {
    Judged {
        follow_up,
        relevance: levels[0],
        timing: levels[1],
        intent: levels[2],
        verdict,
        reason,
        comment: None,
    }
}

fn facts(size: Size) -> LeadFacts {
    LeadFacts {
        company: size.option("Nova Bouw", 400),
        person: size.option("Sanne de Wit", 400),
        job_title: size.option("head of operations", 400),
        email: size.option("sanne@novabouw.example", 400),
        company_size: Some("180".to_owned()),
        place: size.option("Utrecht", 400),
        activity: size.option("Signed up for the webinar", 4_000),
        message: size.option("We run three plants and plan in Excel.", 4_000),
        link: Some("https://crm.example/leads/7".to_owned()),
        ..LeadFacts::default()
    }
}

pub(in super::super) fn window(size: Size) -> RatingWindow {
    RatingWindow {
        metadata: "0190a5a0-0000-7000-8000-0000000000f1".to_owned(),
        ask: ask(),
        lead: lead(7),
        place: Place::InAsk {
            position: 2,
            total: 5,
            is_last: false,
        },
        note: Some(Note::Saved(company(size, "Kade 9"))),
        facts: facts(size),
        came_in: november(3),
        today: november(17),
        campaign: Some(CardCampaign {
            id: CampaignId::new("0190a5a0-0000-7000-8000-0000000000c1"),
            name: size.text("Autumn webinar", 80),
            goal: size.option("20 first talks with heads of operations in food", 120),
            not_for: size.option("firms with one plant", 200),
        }),
        form: AskedForm::Full,
        draft: Draft::default(),
        is_follow_up_from_crm: false,
        ideal_customer: size.option("food producers, 50–500 people, NL and BE", 150),
        others: Vec::new(),
        is_same_for_others: false,
        shows_names: true,
    }
}

fn windows(size: Size) -> Vec<(&'static str, RatingWindow)> {
    let base = window(size);
    let draft = |follow_up, verdict, reason| Draft {
        follow_up: Some(follow_up),
        relevance: Some(Judgement::Four),
        verdict: Some(verdict),
        reason,
        comment: size.option("They liked the planning check.", 500),
        ..Draft::default()
    };
    vec![
        ("rating-window", base.clone()),
        (
            "rating-folded",
            RatingWindow {
                draft: draft(FollowUp::Tried, Verdict::Open, None),
                is_follow_up_from_crm: true,
                note: None,
                ..base.clone()
            },
        ),
        (
            "rating-rejected-company",
            RatingWindow {
                draft: draft(FollowUp::Called, Verdict::Rejected, Some(Reason::Other)),
                others: size.rows(vec![size.crm("J. Bos"), size.crm("P. Kok")], 30),
                is_same_for_others: true,
                note: Some(Note::OneQuestionMore),
                shows_names: false,
                ..base.clone()
            },
        ),
        (
            "rating-follow-up-only-last",
            RatingWindow {
                form: AskedForm::FollowUpOnly,
                place: Place::InAsk {
                    position: 5,
                    total: 5,
                    is_last: true,
                },
                note: Some(Note::Newer),
                ..base.clone()
            },
        ),
        (
            "rating-edit-person",
            RatingWindow {
                place: Place::Edit,
                note: None,
                draft: draft(FollowUp::Met, Verdict::Accepted, None),
                facts: LeadFacts {
                    person: size.option("Pim Kok", 400),
                    ..LeadFacts::default()
                },
                campaign: None,
                ideal_customer: None,
                ..base
            },
        ),
    ]
}

pub(super) fn rating(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    let mut shown: Vec<_> = windows(size)
        .into_iter()
        .map(|(name, window)| (name, Shown::View(window.view(language))))
        .collect();
    let without_briefing = RatingWindow {
        campaign: Some(CardCampaign {
            id: CampaignId::new("c2"),
            name: size.text("Pricing guide", 80),
            goal: None,
            not_for: None,
        }),
        ..window(size)
    };
    let briefing = |goal: Option<String>| BriefingView {
        metadata: "c1".to_owned(),
        name: size.text("Autumn webinar", 80),
        not_for: goal
            .as_ref()
            .and_then(|_| size.option("firms with one plant", 200)),
        goal,
        posted: None,
        owner: size.option("Marieke", 80),
    };
    let goal = size.option("20 first talks with heads of operations in food", 120);
    let done = RatingDone {
        metadata: "w1".to_owned(),
        waiting: 9,
        next: 5,
    };
    let pass_on = PassOnView {
        metadata: "w1".to_owned(),
        lead: size.crm("Nova Bouw"),
    };
    shown.extend([
        (
            "rating-without-briefing",
            Shown::View(without_briefing.view(language)),
        ),
        ("rating-done", Shown::View(done.view(language))),
        ("briefing", Shown::View(briefing(goal).view(language))),
        ("briefing-none", Shown::View(briefing(None).view(language))),
        ("pass-on", Shown::View(pass_on.view(language))),
        ("pass-on-cannot", Shown::Answer(cannot_take(language))),
        (
            "rating-comment-needed",
            Shown::Answer(comment_needed(language, &ask(), &lead(7))),
        ),
        (
            "rating-not-saved",
            Shown::Answer(not_saved(Some(language), "follow_up:a91:l07")),
        ),
        (
            "not-saved-language-unknown",
            Shown::Answer(not_saved(None, "until")),
        ),
    ]);
    shown
}
