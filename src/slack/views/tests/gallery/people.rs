//! What people do for themselves, what they are told, and why they were asked.

use std::collections::BTreeMap;

use jiff::civil::date;

use super::{Shown, Size, at, company, lead, november};
use crate::domain::feedback_loop::{Cadence, Nth};
use crate::domain::holidays::OwnHolidays;
use crate::domain::ids::{ChannelId, MemberId, PostId};
use crate::domain::language::Language;
use crate::domain::lead::Whose;
use crate::domain::member::WorkingDays;
use crate::domain::permission::Refusal;
use crate::domain::status_words::StatusWords;
use crate::slack::views::add_lead::{AddLeadError, AddLeadView, Added};
use crate::slack::views::away_words;
use crate::slack::views::campaign::CampaignError;
use crate::slack::views::help::{Answer, Help};
use crate::slack::views::kit::Message;
use crate::slack::views::leads::{OwnerlessLead, OwnerlessLeads, WaitingLeads, said};
use crate::slack::views::pause::{PauseView, confirmed};
use crate::slack::views::refusals::{CannotNow, refused};
use crate::slack::views::settings::Settings;
use crate::slack::views::tell::{Tell, mend};
use crate::slack::views::why::{LeadWhy, Why, WhyLine};

pub(super) fn people(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    let settings = Settings {
        working_days: WorkingDays::default(),
        holidays: OwnHolidays::OfTheLoop,
        language: None,
        asks_less_often: true,
        can_edit_away_words: true,
    };
    let words = StatusWords::parse(
        &size.text("vakantie\nout of office", 3_000),
        &size.text("terug van", 3_000),
    );
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
    let rows = |count: usize| -> Vec<OwnerlessLead> {
        (0..count)
            .map(|number| OwnerlessLead {
                lead: lead(number),
                title: size.crm("Brouwer Zuivel"),
                campaign: (number == 0).then(|| size.text("Pricing guide", 80)),
                came_in: november(3),
                import_owner: (number == 1).then(|| size.crm("j.peters@old.example")),
                passed_on_as: Whose::ALL.get(number).copied(),
                given_to: (number == 3).then(|| size.text("Sanne", 80)),
            })
            .collect()
    };
    let ownerless = OwnerlessLeads {
        metadata: "loop:l1:1".to_owned(),
        is_of_away: false,
        about: "l1".to_owned(),
        page: 1,
        leads: rows(if size == Size::Story { 4 } else { 300 }),
        more: size.number(36, 100_000) as usize,
    };
    let of_away = OwnerlessLeads {
        is_of_away: true,
        page: 0,
        more: 0,
        leads: Vec::new(),
        ..ownerless.clone()
    };
    let none_waiting = WaitingLeads {
        round: crate::domain::ids::RoundId::new("r14"),
        page: 0,
        leads: Vec::new(),
        names: BTreeMap::new(),
        more: 0,
    };
    vec![
        ("settings", Shown::View(settings.view(language))),
        (
            "away-words",
            Shown::View(away_words::view(language, &words)),
        ),
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
        about(LeadWhy::EnoughOfCampaign),
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

pub(super) fn answers(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
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
        can_write_briefings: true,
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
            Answer::AwayWordsSaved,
            Answer::OwnerAnswerSaved,
            Answer::LoopPaused,
            Answer::LoopResumed,
            Answer::RoundSkipped,
        ]
        .map(|answer| ("answers", Shown::Message(answer.message(language)))),
    );
    shown.extend(
        [
            Refusal::OnlyTeamLeads,
            Refusal::OnlyMarketing,
            Refusal::OnlyAdmins,
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
            CannotNow::NewerNumbers,
            CannotNow::LeadGone,
            CannotNow::AlreadyAnswered,
            CannotNow::LoopEnded,
            CannotNow::OutOfDate,
            CannotNow::NobodyOfThatName,
            CannotNow::Failed,
        ]
        .map(|cannot| ("refusals", Shown::Message(cannot.message(language)))),
    );
    shown.extend(tells(size, language));
    shown
}

pub(super) fn tells(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    let loop_name = size.text("Benelux", 60);
    let undelivered = |slack_error: &str| Tell::Undelivered {
        post: PostId::new("p1"),
        what: crate::texts::t!(language, "post-digest"),
        to: size.crm("#sales-benelux"),
        channel: Some(ChannelId::new("C0BENELUX")),
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
        Tell::RoundMissed {
            loop_name: loop_name.clone(),
            date: november(16),
            next: Some(date(2026, 11, 30)),
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
