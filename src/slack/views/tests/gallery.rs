//! One of everything that can be shown, as in the story of UX: Sanne, Nova Bouw, the Autumn webinar. The same
//! gallery exists with the longest texts and the most rows.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde_json::Value;

use crate::domain::ask::AskedForm;
use crate::domain::feedback_loop::{Cadence, LoopState, Nth};
use crate::domain::figures::{
    Before, CampaignFigures, Goal, HighOf, ListedLead, ReasonCount, RoundFigures, TrendPoint,
    Verdicts, WaitingLead,
};
use crate::domain::ids::{AskId, CampaignId, ChannelId, LeadId, LoopId, MemberId, PostId, RoundId};
use crate::domain::language::Language;
use crate::domain::lead::LeadFacts;
use crate::domain::member::WorkingDays;
use crate::domain::permission::Refusal;
use crate::domain::rating::{Draft, FollowUp, Judged, Judgement, Reason, Verdict};
use crate::slack::views::add_lead::{AddLeadError, AddLeadView, Added};
use crate::slack::views::ask::{
    AskDeclined, AskMessage, AskShrunken, AskStopped, AskedCampaign, Introduction, NewBriefing,
};
use crate::slack::views::campaign::{CampaignError, CampaignForm, CampaignView};
use crate::slack::views::campaign_owner::{OwnerAnswerView, OwnerNumbers};
use crate::slack::views::digest::{Charts, Copy, Digest, Expectation, SaidDone};
use crate::slack::views::digest_details::DigestDetails;
use crate::slack::views::help::{Answer, Help};
use crate::slack::views::home::{
    CurrentRound, Home, HomeCampaign, HomeLoop, HomePost, HomeRep, OpenAsk, PostTrouble,
};
use crate::slack::views::kit::Message;
use crate::slack::views::leads::{
    OwnerlessLead, OwnerlessLeads, WaitingLeads, definitions, more_campaigns, said,
};
use crate::slack::views::manage_loop::{EndLoopView, ShiftRoundView, shift_error};
use crate::slack::views::pass_on::{PassOnView, cannot_take};
use crate::slack::views::pause::{PauseView, confirmed};
use crate::slack::views::rating::{
    BriefingView, CardCampaign, Note, Place, RatingDone, RatingWindow, comment_needed, not_saved,
};
use crate::slack::views::record::{Record, RecordedLead, RecordedOutcome, ThisRound};
use crate::slack::views::refusals::{CannotNow, refused};
use crate::slack::views::reminder::Reminder;
use crate::slack::views::settings::Settings;
use crate::slack::views::setup::{
    LoopDraft, NotAskedBecause, SetUpError, SetUpPreview, SetUpView, errors,
};
use crate::slack::views::tell::{Tell, mend};
use crate::slack::views::why::{LeadWhy, Why, WhyLine};
use crate::slack::views::words::LeadTitle;

/// A thing that is shown.
pub(super) enum Shown {
    Message(Message),
    View(Value),
    Answer(Value),
}

/// How much of everything: as in the story, or the most that people can type and Slack can be sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    Story,
    Longest,
}

/// Emoji of several code points, a letter under a pile of accents, right-to-left script, markup.
const WILD: &str = "👩‍👩‍👧‍👦 Z̸̢̛̗̩̈́ o\u{301} شركة الأغذية <!channel> *_~`&<@U1> :tada: 株式会社 ";

impl Size {
    /// A text as in the story, or grown to this many characters.
    fn text(self, text: &str, longest: usize) -> String {
        match self {
            Self::Story => text.to_owned(),
            Self::Longest => format!("{text} {}", WILD.repeat(longest / 20))
                .chars()
                .take(longest)
                .collect(),
        }
    }

    /// A name from a CRM, which may have any length.
    fn crm(self, text: &str) -> String {
        self.text(text, 400)
    }

    fn option(self, text: &str, longest: usize) -> Option<String> {
        Some(self.text(text, longest))
    }

    fn number(self, story: u32, longest: u32) -> u32 {
        match self {
            Self::Story => story,
            Self::Longest => longest,
        }
    }

    /// Items as in the story, or so many of the last one.
    fn rows<T: Clone>(self, mut story: Vec<T>, longest: usize) -> Vec<T> {
        if self == Self::Longest
            && let Some(last) = story.last().cloned()
        {
            story.resize(longest, last);
        }
        story
    }
}

fn at(date: Date, hour: i8) -> Zoned {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap();
    date.at(hour, 0, 0, 0).to_zoned(zone).unwrap()
}

fn november(day: i8) -> Date {
    date(2026, 11, day)
}

fn ask() -> AskId {
    AskId::new("0190a5a0-0000-7000-8000-0000000000a1")
}

fn lead(number: usize) -> LeadId {
    LeadId::new(format!("0190a5a0-0000-7000-8000-{number:012}"))
}

fn company(size: Size, name: &str) -> LeadTitle {
    LeadTitle::Company(size.crm(name))
}

pub(super) fn judged(
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

pub(super) fn window(size: Size) -> RatingWindow {
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

fn rating(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
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
            Shown::Answer(not_saved(language, &ask(), &lead(7))),
        ),
    ]);
    shown
}

fn ask_message(size: Size) -> AskMessage {
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
            vec![size.text(
                "You said three sign-ups were students. Marieke took students out of the audience on 12 November.",
                400,
            )],
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

fn asks(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
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
        offers_less: false,
    };
    let twice = AskDeclined {
        rated: 2,
        has_reason: true,
        offers_less: true,
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
    let closed = AskShrunken::Closed {
        open: 2,
        offers_less: Some(ask()),
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
            Shown::Message(AskShrunken::LessOften.message(language)),
        ),
        (
            "ask-kept",
            Shown::Message(AskShrunken::Kept.message(language)),
        ),
        ("reminder", Shown::Message(reminder.message(language))),
        ("reminder-one", Shown::Message(one_left.message(language))),
    ]
}

fn records(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    use Judgement::{CantSay, Five, Four, One, Three, Two};
    let line =
        |number: usize, name: &str, outcome: RecordedOutcome, comes_back: bool| RecordedLead {
            lead: lead(number),
            title: company(size, name),
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
        this_round: Some(ThisRound {
            rated: 33,
            people: 8,
            sentences: size.rows(vec![size.text("Autumn webinar fits better.", 300)], 10),
        }),
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

fn of(high: u32, n: u32) -> HighOf {
    HighOf { high, n }
}

fn campaign_figures(
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
        relevance: axes[0],
        timing: axes[1],
        intent: axes[2],
        relevance_before: Before::FirstRound,
        since_start: axes,
        reasons: Vec::new(),
        comments: Vec::new(),
        waiting_too_long: 0,
        owner_answer: None,
    }
}

pub(super) fn figures(size: Size) -> RoundFigures {
    let mut webinar = campaign_figures(
        size,
        "Autumn webinar",
        [8, 4, 3, 3],
        [of(12, 17), of(6, 13), of(7, 13)],
    );
    webinar.relevance_before = Before::Round(of(7, 16));
    webinar.comments = size.rows(vec![size.text("Wants a price for three plants.", 500)], 3);
    let mut guide = campaign_figures(
        size,
        "Pricing guide",
        [3, 2, 5, 1],
        [of(4, 11), of(2, 7), of(3, 7)],
    );
    guide.relevance_before = Before::Round(of(6, 10));
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
    };
    RoundFigures {
        loop_name: size.text("Benelux", 60),
        number: 14,
        date: november(17),
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
        leads_without_owner: 3,
        open: vec![(MemberId::new("UJORIS"), 5)],
        asked_out: 2,
        not_reached: 1,
        late: vec![(13, 2)],
        goal: Some(Goal {
            accepted: 41,
            goal: 90,
        }),
        list: Vec::new(),
        missed_by_downtime: size == Size::Longest,
    }
}

fn team_lead_copy(size: Size) -> Copy {
    Copy::TeamLead {
        names: BTreeMap::from([(MemberId::new("UJORIS"), size.text("Joris", 80))]),
        away_until: Some(date(2026, 12, 1)),
    }
}

pub(super) fn digest(figures: &RoundFigures, copy: Copy, charts: Charts) -> Digest<'_> {
    Digest {
        round: RoundId::new("r14"),
        loop_id: LoopId::new("l1"),
        figures,
        copy,
        charts,
        without_briefing: 1,
        expectations: vec![
            Expectation {
                campaign: "Pricing guide".to_owned(),
                expected_of_ten: 5,
                accepted: 3,
                decided: 10,
            },
            Expectation {
                campaign: "Autumn webinar".to_owned(),
                expected_of_ten: 5,
                accepted: 8,
                decided: 15,
            },
        ],
        done: vec![SaidDone {
            campaign: "Autumn webinar".to_owned(),
            what: "students out of the audience (done 12 November)".to_owned(),
        }],
    }
}

fn digests(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
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
        list: size.rows(
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
        ),
        ..figures.clone()
    };
    let nothing = RoundFigures {
        verdicts: Verdicts::default(),
        late: Vec::new(),
        leads_came_in: None,
        ..few.clone()
    };
    let details = |copy| DigestDetails {
        round: RoundId::new("r14"),
        figures: &figures,
        copy,
    };
    let numbers = |index: usize, answer: Option<String>| OwnerNumbers {
        round: RoundId::new("r14"),
        number: 14,
        loop_name: size.text("Benelux", 60),
        campaign: CampaignId::new("c2"),
        figures: &figures.campaigns[index],
        digest_at: at(november(24), 9),
        answer,
    };
    let mut few_raters = figures.clone();
    few_raters.campaigns[0].raters = 2;
    let hidden = OwnerNumbers {
        figures: &few_raters.campaigns[0],
        ..numbers(0, None)
    };
    let answer_view = OwnerAnswerView {
        metadata: "r14:c2".to_owned(),
        campaign: size.text("Pricing guide", 80),
        answer: size.option("Students go out this week.", 200),
    };
    let message = |digest: Digest<'_>| Shown::Message(digest.message(language));
    let shown: Vec<_> = figures.campaigns.iter().collect();
    let waiting = WaitingLeads {
        leads: figures.waiting.clone(),
        names: BTreeMap::from([(MemberId::new("UJORIS"), size.text("Joris", 80))]),
        more: 2,
    };
    vec![
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
            "digest-nothing-new",
            message(digest(&nothing, Copy::Channel, Charts::Native)),
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
            Shown::Message(
                numbers(0, size.option("Students go out this week.", 200)).message(language),
            ),
        ),
        (
            "owner-numbers-too-few",
            Shown::Message(hidden.message(language)),
        ),
        ("owner-answer", Shown::View(answer_view.view(language))),
        ("leads-waiting", Shown::View(waiting.view(language))),
        (
            "more-campaigns",
            Shown::View(more_campaigns(language, &shown)),
        ),
        ("definitions", Shown::View(definitions(language))),
    ]
}

pub(super) fn loop_draft(size: Size) -> LoopDraft {
    LoopDraft {
        name: size.text("Benelux", 60),
        reps: size.rows(vec![MemberId::new("USANNE"), MemberId::new("UJORIS")], 200),
        group: None,
        team_leads: vec![MemberId::new("UKARIN")],
        marketing: vec![MemberId::new("UMARIEKE")],
        cadence: Cadence::Weeks { weeks: 2 },
        first: november(17),
        ask_at: Time::constant(10, 0, 0, 0),
        window_days: 4,
        zone: "Europe/Amsterdam".to_owned(),
        digest_channel: Some(ChannelId::new("CSALES")),
        briefing_channel: None,
        language: Language::Dutch,
        ideal_customer: size.option("food producers, 50–500 people, NL and BE", 150),
        quarter_goal: Some(90),
        lead_days_back: 30,
        leads_per_ask: 5,
        shows_names: true,
    }
}

fn setups(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    let new = SetUpView {
        metadata: String::new(),
        is_edit: false,
        draft: LoopDraft {
            name: String::new(),
            reps: Vec::new(),
            team_leads: Vec::new(),
            marketing: Vec::new(),
            digest_channel: None,
            ideal_customer: None,
            quarter_goal: None,
            ..loop_draft(size)
        },
    };
    let edit = SetUpView {
        metadata: "l1:3".to_owned(),
        is_edit: true,
        draft: LoopDraft {
            group: Some((
                crate::domain::ids::UserGroupId::new("SSALES"),
                size.crm("sales-benelux"),
            )),
            cadence: Cadence::Month {
                nth: Nth::Last,
                weekday: 2,
            },
            ..loop_draft(size)
        },
    };
    let preview = SetUpPreview {
        metadata: "d1".to_owned(),
        name: size.text("Benelux", 60),
        cadence: Cadence::Weeks { weeks: 2 },
        next: vec![
            at(november(17), 10),
            at(date(2026, 12, 1), 10),
            at(date(2026, 12, 15), 10),
        ],
        first_deadline: at(november(23), 17),
        first_digest: at(november(24), 9),
        asked: size.rows(
            vec![(size.text("Sanne", 80), 5), (size.text("Joris", 80), 1)],
            200,
        ),
        not_asked: size.rows(
            vec![
                (size.text("Els", 80), NotAskedBecause::Away),
                (size.text("Tom", 80), NotAskedBecause::NoLeads),
                (size.text("Bo", 80), NotAskedBecause::OneLead),
                (size.text("Guest", 80), NotAskedBecause::Outsider),
                (size.text("Ad", 80), NotAskedBecause::Deactivated),
                (size.text("Ria", 80), NotAskedBecause::OtherLoop),
            ],
            200,
        ),
        without_owner: 3,
    };
    let all_errors = [
        SetUpError::NoName,
        SetUpError::NameTaken,
        SetUpError::NoReps,
        SetUpError::NoTeamLead,
        SetUpError::FirstPassed,
        SetUpError::FirstNotInCadence,
        SetUpError::WindowTooLong,
        SetUpError::WindowOutOfRange,
        SetUpError::NoZone,
        SetUpError::GoalNotANumber,
        SetUpError::NotReadable,
        SetUpError::NotInChannel,
        SetUpError::GroupUnreadable,
        SetUpError::Edited,
    ];
    let shift = ShiftRoundView {
        metadata: "l1".to_owned(),
        name: size.text("Benelux", 60),
        date: date(2026, 12, 1),
    };
    let end = EndLoopView {
        metadata: "l1".to_owned(),
        name: size.text("Benelux", 60),
    };
    let mut shown = vec![
        ("setup-new", Shown::View(new.view(language))),
        ("setup-edit", Shown::View(edit.view(language))),
        ("setup-preview", Shown::View(preview.view(language))),
        ("shift-round", Shown::View(shift.view(language))),
        ("shift-round-error", Shown::Answer(shift_error(language))),
        ("end-loop", Shown::View(end.view(language))),
    ];
    shown.extend(
        all_errors.map(|error| ("setup-errors", Shown::Answer(errors(language, &[error])))),
    );
    shown
}

fn homes(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
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
    vec![
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

fn people(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    let settings = Settings {
        working_days: WorkingDays::default(),
        language,
        asks_less_often: true,
    };
    let pause = PauseView {
        until: date(2026, 12, 1),
    };
    let add = AddLeadView {
        metadata: String::new(),
        message: size.option("Somebody of Lumen called about prices.", 4_000),
        owner: Some(MemberId::new("USANNE")),
        can_choose_owner: true,
    };
    let add_own = AddLeadView {
        message: None,
        owner: None,
        can_choose_owner: false,
        ..add.clone()
    };
    let campaign = CampaignView {
        metadata: "c1:2".to_owned(),
        is_edit: true,
        form: CampaignForm {
            name: size.text("Autumn webinar", 80),
            owner: Some(MemberId::new("UMARIEKE")),
            goal: size.option("20 first talks with heads of operations in food", 120),
            not_for: size.option("firms with one plant", 200),
            first_contact_days: Some(2),
        },
    };
    let new_campaign = CampaignView {
        metadata: String::new(),
        is_edit: false,
        form: CampaignForm {
            name: String::new(),
            owner: None,
            goal: None,
            not_for: None,
            first_contact_days: None,
        },
    };
    let rows = |count: usize| -> Vec<OwnerlessLead> {
        (0..count)
            .map(|number| OwnerlessLead {
                lead: lead(number),
                title: size.crm("Brouwer Zuivel"),
                campaign: (number == 0).then(|| size.text("Pricing guide", 80)),
                came_in: november(3),
                import_owner: (number == 1).then(|| size.crm("j.peters@old.example")),
                given_to: (number == 2).then(|| size.text("Sanne", 80)),
            })
            .collect()
    };
    let ownerless = OwnerlessLeads {
        metadata: "l1".to_owned(),
        is_of_away: false,
        leads: rows(if size == Size::Story { 3 } else { 300 }),
        more: 0,
    };
    let of_away = OwnerlessLeads {
        is_of_away: true,
        leads: Vec::new(),
        ..ownerless.clone()
    };
    let none_waiting = WaitingLeads {
        leads: Vec::new(),
        names: BTreeMap::new(),
        more: 0,
    };
    vec![
        ("settings", Shown::View(settings.view(language))),
        ("pause", Shown::View(pause.view(language))),
        (
            "pause-error",
            Shown::Answer(crate::slack::views::pause::error(language)),
        ),
        (
            "pause-confirmed",
            Shown::Message(confirmed(language, Some(date(2026, 12, 1)))),
        ),
        ("pause-ended", Shown::Message(confirmed(language, None))),
        ("add-lead", Shown::View(add.view(language))),
        ("add-lead-own", Shown::View(add_own.view(language))),
        (
            "add-lead-errors",
            Shown::Answer(crate::slack::views::add_lead::error(
                language,
                AddLeadError::Nameless,
            )),
        ),
        (
            "add-lead-errors",
            Shown::Answer(crate::slack::views::add_lead::error(
                language,
                AddLeadError::NotAnEmail,
            )),
        ),
        (
            "add-lead-done",
            Shown::Message(
                Added::New {
                    lead: size.crm("Lumen"),
                }
                .message(language),
            ),
        ),
        (
            "add-lead-known",
            Shown::Message(
                Added::Known {
                    lead: size.crm("Lumen"),
                    owner: size.option("Joris", 80),
                }
                .message(language),
            ),
        ),
        (
            "add-lead-known-to-nobody",
            Shown::Message(
                Added::Known {
                    lead: size.crm("Lumen"),
                    owner: None,
                }
                .message(language),
            ),
        ),
        ("campaign-edit", Shown::View(campaign.view(language))),
        ("campaign-new", Shown::View(new_campaign.view(language))),
        (
            "campaign-error",
            Shown::Answer(crate::slack::views::campaign::error(
                language,
                CampaignError::NameTaken,
            )),
        ),
        ("leads-without-owner", Shown::View(ownerless.view(language))),
        ("leads-of-away", Shown::View(of_away.view(language))),
        (
            "leads-none-waiting",
            Shown::View(none_waiting.view(language)),
        ),
    ]
}

fn whys(size: Size) -> Vec<WhyLine> {
    let loop_name = size.text("Benelux", 60);
    let about = |why| WhyLine::Lead {
        lead: company(size, "Lumen"),
        why,
    };
    use crate::domain::lead::DoneReason;
    vec![
        WhyLine::AskedOn {
            at: at(november(17), 10),
            loop_name: loop_name.clone(),
            leads: 5,
            answered: 3,
        },
        WhyLine::TheseLeads {
            leads: size.rows(
                vec![company(size, "Nova Bouw"), company(size, "Kade 9")],
                10,
            ),
        },
        WhyLine::DueOn {
            at: at(date(2026, 12, 1), 10),
            loop_name: loop_name.clone(),
        },
        WhyLine::NextRound {
            date: date(2026, 12, 1),
            loop_name: loop_name.clone(),
        },
        WhyLine::NoRipeLeads,
        about(LeadWhy::Ripens(november(19))),
        about(LeadWhy::Rests(date(2027, 1, 16))),
        about(LeadWhy::OverTheCap),
        about(LeadWhy::Alone),
        about(LeadWhy::InOpenAsk),
        about(LeadWhy::AskedOut),
        about(LeadWhy::NotReached),
        about(LeadWhy::Done(DoneReason::Rated)),
        about(LeadWhy::Done(DoneReason::Duplicate)),
        about(LeadWhy::Done(DoneReason::Outcome)),
        WhyLine::OverTheCap { waiting: 3, cap: 5 },
        WhyLine::AloneWaits,
        WhyLine::Away {
            until: Some(date(2026, 12, 1)),
        },
        WhyLine::LoopPaused {
            loop_name: loop_name.clone(),
        },
        WhyLine::Declined { on: november(18) },
        WhyLine::NotAnswered { on: november(9) },
        WhyLine::InNoLoop,
        WhyLine::Outsider,
        WhyLine::Deactivated,
        WhyLine::OtherLoopAsked,
        WhyLine::LessOften,
        WhyLine::Downtime,
        WhyLine::RoundSkipped { date: november(3) },
    ]
}

fn answers(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    let why = Why {
        about: None,
        lines: whys(size),
    };
    let about_other = Why {
        about: size.option("Joris", 80),
        lines: vec![WhyLine::Away {
            until: Some(date(2026, 12, 1)),
        }],
    };
    let nothing = Why {
        about: None,
        lines: Vec::new(),
    };
    let help = Help {
        can_ask_now: true,
        can_ask_about_others: true,
        is_unknown_command: false,
    };
    let mut shown = vec![
        ("why", Shown::Message(why.message(language))),
        ("why-other", Shown::Message(about_other.message(language))),
        ("why-nothing", Shown::Message(nothing.message(language))),
        ("help", Shown::Message(help.message(language))),
        (
            "help-unknown",
            Shown::Message(
                Help {
                    is_unknown_command: true,
                    ..Help::default()
                }
                .message(language),
            ),
        ),
        (
            "notice",
            Shown::View(said(language, &refused(language, Refusal::OnlyOwn))),
        ),
    ];
    shown.extend(
        [
            Answer::NothingToRate,
            Answer::AskedNow { people: 4 },
            Answer::NobodyToAsk,
            Answer::AskedNowLately,
            Answer::SettingsSaved,
            Answer::OwnerAnswerSaved,
            Answer::LoopPaused,
            Answer::LoopResumed,
            Answer::RoundSkipped,
            Answer::BriefingOnHome,
        ]
        .map(|answer| ("answers", Shown::Message(answer.message(language)))),
    );
    shown.extend(
        [
            Refusal::OnlyTeamLeads,
            Refusal::OnlyMarketing,
            Refusal::OnlyOwn,
            Refusal::OnlyCampaignOwner,
            Refusal::NamesAreHidden,
        ]
        .map(|refusal| {
            (
                "refusals",
                Shown::Message(Message::plain(&refused(language, refusal))),
            )
        }),
    );
    shown.extend(
        [
            CannotNow::RoundClosed,
            CannotNow::DigestOut,
            CannotNow::LeadGone,
            CannotNow::AlreadyAnswered,
            CannotNow::LoopEnded,
            CannotNow::NoNextRound,
            CannotNow::OutOfDate,
            CannotNow::NobodyOfThatName,
            CannotNow::Failed,
        ]
        .map(|cannot| ("refusals", Shown::Message(cannot.message(language)))),
    );
    shown.extend(tells(size, language));
    shown
}

fn tells(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    let loop_name = size.text("Benelux", 60);
    let undelivered = |slack_error: &str| Tell::Undelivered {
        post: PostId::new("p1"),
        what: crate::texts::t!(language, "post-digest"),
        to: size.crm("#sales-benelux"),
        mend: mend(language, slack_error, Some("#sales-benelux")),
        slack_error: slack_error.to_owned(),
    };
    [
        Tell::NoNewLeads {
            loop_name: loop_name.clone(),
            date: date(2026, 12, 1),
        },
        Tell::EmptyRounds {
            loop_name: loop_name.clone(),
        },
        Tell::LoopStarted {
            loop_name,
            by: size.text("Karin", 80),
            cadence: Cadence::Month {
                nth: Nth::First,
                weekday: 2,
            },
            first: at(date(2026, 12, 1), 10),
        },
        undelivered("not_in_channel"),
        undelivered("is_archived"),
        undelivered("restricted_action"),
        undelivered("account_inactive"),
        undelivered("messages_tab_disabled"),
        undelivered("token_revoked"),
        undelivered("fatal_error"),
        Tell::Uncertain {
            post: PostId::new("p1"),
            what: crate::texts::t!(language, "post-digest"),
            to: size.crm("#sales-benelux"),
        },
    ]
    .map(|tell| ("tells", Shown::Message(tell.message(language))))
    .into()
}

/// Things that belong together, each with its name.
pub(super) type Sheet = (&'static str, Vec<(&'static str, Shown)>);

/// Everything, in sheets of what belongs together.
pub(super) fn sheets(size: Size, language: Language) -> Vec<Sheet> {
    vec![
        ("rating", rating(size, language)),
        ("ask", asks(size, language)),
        ("record", records(size, language)),
        ("digest", digests(size, language)),
        ("setup", setups(size, language)),
        ("home", homes(size, language)),
        ("people", people(size, language)),
        ("answers", answers(size, language)),
    ]
}

/// Everything, by name.
pub(super) fn everything(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    sheets(size, language)
        .into_iter()
        .flat_map(|(_, shown)| shown)
        .collect()
}
