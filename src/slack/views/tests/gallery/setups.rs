//! The set-up of a loop, and what is done with one that runs.

use jiff::civil::{Time, date};

use super::{Shown, Size, at, november};
use crate::domain::feedback_loop::{Cadence, Nth};
use crate::domain::holidays::Country;
use crate::domain::ids::{ChannelId, MemberId, UserGroupId};
use crate::domain::language::Language;
use crate::domain::team::TEAMS_MAX;
use crate::slack::views::manage_loop::{EndLoopView, ShiftRoundView, shift_error};
use crate::slack::views::setup::{
    LoopDraft, NotAskedBecause, PreviewTeam, SetUpError, SetUpPreview, SetUpView, errors,
};

pub(in super::super) fn loop_draft(size: Size) -> LoopDraft {
    LoopDraft {
        name: size.text("Benelux", 60),
        reps: size.rows(vec![MemberId::new("USANNE"), MemberId::new("UJORIS")], 200),
        groups: vec![],
        team_leads: vec![MemberId::new("UKARIN")],
        marketing: vec![MemberId::new("UMARIEKE")],
        cadence: Cadence::Weeks { weeks: 2 },
        first: november(17),
        ask_at: Time::constant(10, 0, 0, 0),
        window_days: 4,
        zone: "Europe/Amsterdam".to_owned(),
        country: Country::from_code("NL"),
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

/// Two user groups, or as many as a loop takes.
fn groups(size: Size) -> Vec<UserGroupId> {
    let count = if size == Size::Longest { TEAMS_MAX } else { 2 };
    let ids = (0..count).map(|n| UserGroupId::new(format!("SGROUP{n}")));
    ids.collect()
}

pub(super) fn setups(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
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
            groups: groups(size)
                .into_iter()
                .map(|group| (group, size.crm("sales-benelux")))
                .collect(),
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
        first_deadline: november(23),
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
                (size.text("Max", 80), NotAskedBecause::EnoughAsked),
                (size.text("Kim", 80), NotAskedBecause::AllDone),
                (size.text("Lot", 80), NotAskedBecause::InOpenAsk),
                (size.text("Mia", 80), NotAskedBecause::Resting),
                (size.text("Nel", 80), NotAskedBecause::NoneRipe),
                (size.text("New", 80), NotAskedBecause::Unknown),
                (size.text("Guest", 80), NotAskedBecause::Outsider),
                (size.text("Ad", 80), NotAskedBecause::Deactivated),
                (size.text("Ria", 80), NotAskedBecause::OtherLoop),
            ],
            200,
        ),
        without_owner: 3,
        country: Country::from_code("NL"),
        teams: groups(size)
            .into_iter()
            .map(|group| PreviewTeam {
                group,
                name: size.text("North", 200),
                reps: 14,
                leads: size.rows(vec![MemberId::new("UKARIN")], 20),
            })
            .collect(),
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
        SetUpError::TooManyGroups,
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
