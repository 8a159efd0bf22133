//! The ask, what it turns into, the reminder and the record.

use super::digests::figures;
use super::rating::judged;
use super::results::change;
use super::{Shown, Size, ask, at, company, lead, november};
use crate::domain::feedback_loop::Cadence;
use crate::domain::ids::CampaignId;
use crate::domain::language::Language;
use crate::domain::rating::{FollowUp, Judgement, Reason, Verdict};
use crate::slack::views::ask::{
    AskDeclined, AskLessOften, AskMessage, AskOutcome, AskShrunken, AskStopped, AskedCampaign,
    Introduction, NewBriefing,
};
use crate::slack::views::record::{Record, RecordedLead, RecordedOutcome, ThisRound};
use crate::slack::views::reminder::Reminder;
use crate::slack::views::words::LeadTitle;
use crate::slack::views::you_said::OwnWords;

pub(super) fn ask_message(size: Size) -> AskMessage {
    let campaign = |name: &str, leads: &[&str]| AskedCampaign {
        name: size.option(name, 80),
        leads: leads.iter().map(|name| company(size, name)).collect(),
    };
    AskMessage {
        ask: ask(),
        name: size.text("Sanne", 80),
        came_in: (november(2), november(13)),
        campaigns: size.rows(
            vec![
                campaign(
                    "Autumn webinar",
                    &["Nova Bouw", "Kade 9", "Van Dijk Metaal"],
                ),
                campaign("Pricing guide", &["Helder IT", "Oostwal"]),
            ],
            10,
        ),
        introduction: None,
        outcomes: size.rows(
            vec![
                AskOutcome {
                    campaign: size.text("Autumn webinar", 80),
                    rated: 3,
                    said: Vec::new(),
                    owner: size.option("Marieke", 80),
                    change: change(size, None),
                },
                AskOutcome {
                    campaign: size.text("Pricing guide", 80),
                    rated: 2,
                    said: vec![
                        OwnWords {
                            lead: size.crm("Helder IT"),
                            reason: Some(Reason::NotABuyer),
                            comment: None,
                        },
                        OwnWords {
                            lead: size.crm("Oostwal"),
                            reason: Some(Reason::NotABuyer),
                            comment: size.option("A thesis, not a purchase.", 500),
                        },
                    ],
                    owner: size.option("Marieke", 80),
                    change: change(size, Some(november(12))),
                },
            ],
            10,
        ),
        briefings: vec![NewBriefing {
            campaign: CampaignId::new("c2"),
            name: size.text("Pricing guide", 80),
        }],
        deadline: at(november(23), 17),
        shows_names: true,
        other_language: None,
    }
}

pub(super) fn asks(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    let base = ask_message(size);
    let first = AskMessage {
        introduction: Some(Introduction {
            set_up_by: size.text("Karin", 80),
            cadence: Cadence::Weeks { weeks: 2 },
        }),
        other_language: Some(match language {
            Language::English => Language::Dutch,
            Language::Dutch => Language::English,
        }),
        outcomes: Vec::new(),
        briefings: Vec::new(),
        shows_names: false,
        ..base.clone()
    };
    let one = AskMessage {
        came_in: (november(3), november(3)),
        campaigns: vec![AskedCampaign {
            name: None,
            leads: vec![LeadTitle::Person(size.crm("Pim Kok"))],
        }],
        outcomes: Vec::new(),
        briefings: Vec::new(),
        ..base.clone()
    };
    let open = size.rows(
        vec![
            company(size, "Helder IT"),
            LeadTitle::Person(size.crm("Pim Kok")),
        ],
        10,
    );
    let stopped = AskStopped {
        ask: ask(),
        rated: 3,
        total: 5,
        open: open.clone(),
        deadline: at(november(23), 17),
    };
    let declined = AskDeclined {
        ask: ask(),
        rated: 0,
        has_reason: false,
        less_often: None,
        changeable: Vec::new(),
    };
    let twice = AskDeclined {
        rated: 2,
        has_reason: true,
        less_often: Some(AskLessOften::Asked(ask())),
        changeable: (1..=size.number(2, 20))
            .map(|number| (lead(number as usize), size.crm("Nova Bouw")))
            .collect(),
        ..declined.clone()
    };
    let reminder = Reminder {
        ask: ask(),
        open,
        deadline: at(november(23), 17),
    };
    let one_left = Reminder {
        open: vec![company(size, "Oostwal")],
        ..reminder.clone()
    };
    let answered = |less_often| {
        AskDeclined {
            less_often: Some(less_often),
            ..declined.clone()
        }
        .message(language)
    };
    let closed = AskShrunken::Closed {
        open: 2,
        rate: Some((ask(), 2)),
        less_often: Some(AskLessOften::Asked(ask())),
    };
    vec![
        ("ask", Shown::Message(base.message(language))),
        ("ask-first", Shown::Message(first.message(language))),
        ("ask-one-person", Shown::Message(one.message(language))),
        ("ask-stopped", Shown::Message(stopped.message(language))),
        ("ask-declined", Shown::Message(declined.message(language))),
        (
            "ask-declined-twice",
            Shown::Message(twice.message(language)),
        ),
        (
            "ask-see-below",
            Shown::Message(AskShrunken::SeeBelow { open: 2 }.message(language)),
        ),
        (
            "ask-answered",
            Shown::Message(AskShrunken::Answered { rated: 5 }.message(language)),
        ),
        ("ask-closed", Shown::Message(closed.message(language))),
        (
            "ask-withdrawn",
            Shown::Message(AskShrunken::Withdrawn.message(language)),
        ),
        (
            "ask-less-often",
            Shown::Message(answered(AskLessOften::Less)),
        ),
        ("ask-kept", Shown::Message(answered(AskLessOften::Kept))),
        ("reminder", Shown::Message(reminder.message(language))),
        ("reminder-one", Shown::Message(one_left.message(language))),
    ]
}

pub(super) fn records(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    use Judgement::{CantSay, Five, Four, One, Three, Two};
    let line =
        |number: usize, name: &str, outcome: RecordedOutcome, comes_back: bool| RecordedLead {
            lead: lead(number),
            title: size.crm(name),
            outcome,
            comes_back,
        };
    let rated = |follow_up, levels, verdict, reason| {
        RecordedOutcome::Rated(judged(follow_up, levels, verdict, reason))
    };
    let leads = vec![
        line(
            1,
            "Nova Bouw",
            rated(
                FollowUp::Called,
                [Five, Four, Four],
                Verdict::Accepted,
                None,
            ),
            false,
        ),
        line(
            2,
            "Kade 9",
            rated(FollowUp::Mailed, [Four, Two, Three], Verdict::NotYet, None),
            false,
        ),
        line(
            3,
            "Van Dijk Metaal",
            rated(
                FollowUp::Tried,
                [Three, CantSay, CantSay],
                Verdict::Open,
                None,
            ),
            true,
        ),
        line(
            4,
            "Helder IT",
            rated(
                FollowUp::Nothing,
                [One, CantSay, CantSay],
                Verdict::Rejected,
                Some(Reason::NotABuyer),
            ),
            false,
        ),
        line(
            5,
            "Oostwal",
            RecordedOutcome::PassedOn(size.option("Joris", 80)),
            false,
        ),
        line(6, "Brink", RecordedOutcome::PassedOn(None), false),
        line(7, "Lumen", RecordedOutcome::Withdrawn, false),
        line(8, "Brouwer", RecordedOutcome::Open, true),
    ];
    let record = Record {
        ask: ask(),
        answered_on: november(17),
        leads,
        digest_on: Some(november(24)),
        this_round: None,
        can_change: true,
    };
    let published = Record {
        digest_on: None,
        this_round: Some(ThisRound::of(language, &figures(size))),
        ..record.clone()
    };
    vec![
        ("record", Shown::Message(record.message(language))),
        (
            "record-published",
            Shown::Message(published.message(language)),
        ),
    ]
}
