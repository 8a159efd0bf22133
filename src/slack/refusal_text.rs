//! Every refusal of a feature as the sentence a person reads: in one place, in their language.

use super::views::help::Answer;
use super::views::refusals::{CannotNow, refused};
use crate::domain::feedback_loop::LoopState;
use crate::domain::language::Language;
use crate::domain::round::ChangeRefusal;
use crate::features::refusal::{BriefingFault, CampaignFault, LoopFault, Refusal, Thing};
use crate::texts::{dates, list, t};

/// The sentence.
#[must_use]
pub fn refusal_text(language: Language, refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotAllowed(why) => refused(language, *why),
        Refusal::Unknown(Thing::Member | Thing::Rep) => CannotNow::NobodyOfThatName.text(language),
        Refusal::Unknown(Thing::Lead) => CannotNow::LeadGone.text(language),
        Refusal::Unknown(Thing::Loop | Thing::Round | Thing::Ask | Thing::Campaign) => {
            CannotNow::OutOfDate.text(language)
        }
        Refusal::Stale => t!(language, "error-edited"),
        Refusal::Loop(faults) => sentences(faults, |fault| loop_fault(language, *fault)),
        Refusal::Campaign(faults) => sentences(faults, |fault| campaign_fault(language, *fault)),
        Refusal::Briefing(fault) => briefing_fault(language, fault),
        Refusal::CampaignClosed => t!(language, "cannot-campaign-closed"),
        Refusal::LoopStopped(LoopState::Ended) => CannotNow::LoopEnded.text(language),
        Refusal::LoopStopped(_) => t!(language, "cannot-loop-paused"),
        Refusal::Round(refusal) => round(language, *refusal),
        Refusal::AskedNowBefore(_) => Answer::AskedNowLately.text(language),
        Refusal::NothingToAsk => Answer::NobodyToAsk.text(language),
        Refusal::NewerNumbers => CannotNow::NewerNumbers.text(language),
        Refusal::NotAnswered => t!(language, "cannot-not-answered"),
        Refusal::NotClosed(_) => t!(language, "cannot-round-open"),
        Refusal::TextMissing => t!(language, "cannot-text-missing"),
        Refusal::TextTooLong { most } => t!(language, "cannot-text-too-long", most = *most),
        Refusal::NotWithinAYear => t!(language, "pause-error"),
        Refusal::NoWorkingDay => t!(language, "cannot-no-working-day"),
    }
}

fn sentences<F: Copy>(faults: &[F], text: impl Fn(&F) -> String) -> String {
    faults.iter().map(text).collect::<Vec<_>>().join(" ")
}

fn round(language: Language, refusal: ChangeRefusal) -> String {
    match refusal {
        ChangeRefusal::NotPlanned(_) => t!(language, "cannot-round-begun"),
        ChangeRefusal::InThePast => t!(language, "cannot-round-past"),
        ChangeRefusal::TooCloseToNext { next, .. } => t!(
            language,
            "cannot-round-too-late",
            date = dates::day(language, next)
        ),
        ChangeRefusal::TooCloseToPrevious { earliest } => t!(
            language,
            "cannot-round-too-early",
            date = dates::day(language, earliest)
        ),
    }
}

fn loop_fault(language: Language, fault: LoopFault) -> String {
    let key = match fault {
        LoopFault::NameMissing => "setup-error-no-name",
        LoopFault::NoReps => "setup-error-no-reps",
        LoopFault::TooManyTeams => "setup-error-too-many-groups",
        LoopFault::NoTeamLead => "setup-error-no-team-lead",
        LoopFault::UnknownPerson => "cannot-nobody",
        LoopFault::WindowDays => "setup-error-window-range",
        LoopFault::WindowTooLong { .. } => "setup-error-window-too-long",
        LoopFault::Zone => "setup-error-no-zone",
        LoopFault::NameTooLong
        | LoopFault::Cadence
        | LoopFault::LeadDaysBack
        | LoopFault::LeadsPerAsk
        | LoopFault::IdealCustomerTooLong => "setup-error-not-readable",
    };
    t!(language, key)
}

fn briefing_fault(language: Language, fault: &BriefingFault) -> String {
    let key = match fault {
        BriefingFault::Incomplete => "fault-briefing-incomplete",
        BriefingFault::NoChannel => "fault-briefing-no-channel",
        BriefingFault::NobodyToAsk(names) if names.is_empty() => "fault-briefing-nobody",
        BriefingFault::NobodyToAsk(names) => {
            let names = list(language, names);
            return t!(language, "fault-briefing-nobody-named", names = names);
        }
        BriefingFault::AnswersOwed(names) => {
            let key = match names.len() {
                1 => "fault-briefing-owed-one",
                _ => "fault-briefing-owed",
            };
            return t!(language, key, names = list(language, names));
        }
        BriefingFault::InThePast => "fault-briefing-past",
        BriefingFault::StandsThere => "fault-briefing-stands",
        BriefingFault::Closed => "fault-briefing-closed",
        BriefingFault::NotShown => "fault-briefing-not-shown",
        BriefingFault::PostedMeanwhile => "fault-briefing-posted",
    };
    t!(language, key)
}

fn campaign_fault(language: Language, fault: CampaignFault) -> String {
    let key = match fault {
        CampaignFault::NameMissing => "campaign-error-no-name",
        CampaignFault::NameTaken => "campaign-error-name-taken",
        CampaignFault::UnknownOwner => "cannot-nobody",
        CampaignFault::NameTooLong
        | CampaignFault::GoalTooLong
        | CampaignFault::NotForTooLong
        | CampaignFault::FirstContactDays => "setup-error-not-readable",
    };
    t!(language, key)
}
