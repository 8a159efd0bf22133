//! The words for the values of the domain: options of the form, and how lists and records name them.

use super::kit::Choice;
use crate::domain::language::Language;
use crate::domain::lead::LeadFacts;
use crate::domain::rating::{Axis, FollowUp, Judgement, Reason, Verdict, Warmth};
use crate::texts::t;

/// What a card or list calls a lead, knowing whether that may stand on a lock screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeadTitle {
    /// A company.
    Company(String),
    /// A person (or an e-mail) where no company is known.
    Person(String),
}

impl From<&LeadFacts> for LeadTitle {
    fn from(facts: &LeadFacts) -> Self {
        match facts.company.as_deref().map(str::trim) {
            Some(company) if !company.is_empty() => Self::Company(company.to_owned()),
            _ => Self::Person(facts.title().to_owned()),
        }
    }
}

impl LeadTitle {
    /// As the receiver sees it inside the message.
    #[must_use]
    pub fn inside(&self) -> &str {
        match self {
            Self::Company(name) | Self::Person(name) => name,
        }
    }
}

/// Leads as a list inside a message names them; several people of one company are one entry with their number.
#[must_use]
pub fn inside(language: Language, leads: &[LeadTitle]) -> Vec<String> {
    counted(leads)
        .into_iter()
        .map(|(lead, count)| several(language, lead.inside(), count))
        .collect()
}

/// The same as a lock screen may show it: persons are only "one person" or "two people".
#[must_use]
pub fn outside(language: Language, leads: &[LeadTitle]) -> Vec<String> {
    let is_person = |lead: &LeadTitle| matches!(lead, LeadTitle::Person(_));
    let people = leads.iter().filter(|lead| is_person(lead)).count();
    let mut named = Vec::new();
    for (lead, count) in counted(leads) {
        match lead {
            LeadTitle::Company(name) => named.push(several(language, name, count)),
            LeadTitle::Person(_) => {}
        }
    }
    if people > 0 {
        named.push(t!(language, "lead-people", count = people));
    }
    named
}

fn counted(leads: &[LeadTitle]) -> Vec<(&LeadTitle, usize)> {
    let mut counted: Vec<(&LeadTitle, usize)> = Vec::new();
    for lead in leads {
        match counted.iter_mut().find(|(known, _)| *known == lead) {
            Some((_, count)) => *count += 1,
            None => counted.push((lead, 1)),
        }
    }
    counted
}

fn several(language: Language, lead: &str, count: usize) -> String {
    match count {
        1 => lead.to_owned(),
        _ => t!(language, "lead-several", lead = lead, count = count),
    }
}

/// The options of "What has happened so far?".
#[must_use]
pub fn follow_ups(language: Language) -> Vec<Choice> {
    FollowUp::ALL
        .iter()
        .map(|value| {
            let key = match value {
                FollowUp::Nothing => "option-follow-up-nothing",
                FollowUp::Tried => "option-follow-up-tried",
                FollowUp::Called => "option-follow-up-called",
                FollowUp::Mailed => "option-follow-up-mailed",
                FollowUp::Met => "option-follow-up-met",
                FollowUp::Other => "option-follow-up-other",
            };
            (value.code().to_owned(), t!(language, key))
        })
        .collect()
}

/// The options of an axis, "can't say yet" last.
#[must_use]
pub fn levels(language: Language, axis: Axis) -> Vec<Choice> {
    Judgement::ALL
        .iter()
        .map(|value| {
            let key = match (axis, value) {
                (_, Judgement::CantSay) => "option-cant-say",
                (Axis::Relevance, Judgement::One) => "option-relevance-1",
                (Axis::Relevance, Judgement::Two) => "option-relevance-2",
                (Axis::Relevance, Judgement::Three) => "option-relevance-3",
                (Axis::Relevance, Judgement::Four) => "option-relevance-4",
                (Axis::Relevance, Judgement::Five) => "option-relevance-5",
                (Axis::Timing, Judgement::One) => "option-timing-1",
                (Axis::Timing, Judgement::Two) => "option-timing-2",
                (Axis::Timing, Judgement::Three) => "option-timing-3",
                (Axis::Timing, Judgement::Four) => "option-timing-4",
                (Axis::Timing, Judgement::Five) => "option-timing-5",
                (Axis::Intent, Judgement::One) => "option-intent-1",
                (Axis::Intent, Judgement::Two) => "option-intent-2",
                (Axis::Intent, Judgement::Three) => "option-intent-3",
                (Axis::Intent, Judgement::Four) => "option-intent-4",
                (Axis::Intent, Judgement::Five) => "option-intent-5",
            };
            (value.code().to_owned(), t!(language, key))
        })
        .collect()
}

/// The options of "What next?".
#[must_use]
pub fn verdicts(language: Language) -> Vec<Choice> {
    Verdict::ALL
        .iter()
        .map(|value| {
            let key = match value {
                Verdict::Accepted => "option-verdict-accepted",
                Verdict::NotYet => "option-verdict-not-yet",
                Verdict::Rejected => "option-verdict-rejected",
                Verdict::Open => "option-verdict-open",
            };
            (value.code().to_owned(), t!(language, key))
        })
        .collect()
}

/// The options of "Why not?".
#[must_use]
pub fn reasons(language: Language) -> Vec<Choice> {
    Reason::ALL
        .iter()
        .map(|value| {
            let key = match value {
                Reason::Company => "option-reason-company",
                Reason::Person => "option-reason-person",
                Reason::NotABuyer => "option-reason-not-a-buyer",
                Reason::NoNeed => "option-reason-no-need",
                Reason::SomeoneElse => "option-reason-someone-else",
                Reason::Known => "option-reason-known",
                Reason::Data => "option-reason-data",
                Reason::Other => "option-reason-other",
            };
            (value.code().to_owned(), t!(language, key))
        })
        .collect()
}

/// A reason inside a sentence: "student, applicant or supplier".
#[must_use]
pub fn reason(language: Language, value: Reason) -> String {
    let key = match value {
        Reason::Company => "reason-company",
        Reason::Person => "reason-person",
        Reason::NotABuyer => "reason-not-a-buyer",
        Reason::NoNeed => "reason-no-need",
        Reason::SomeoneElse => "reason-someone-else",
        Reason::Known => "reason-known",
        Reason::Data => "reason-data",
        Reason::Other => "reason-other",
    };
    t!(language, key)
}

/// A verdict inside a sentence: "accepted".
#[must_use]
pub fn verdict(language: Language, value: Verdict) -> String {
    let key = match value {
        Verdict::Accepted => "verdict-accepted",
        Verdict::NotYet => "verdict-not-yet",
        Verdict::Rejected => "verdict-rejected",
        Verdict::Open => "verdict-open",
    };
    t!(language, key)
}

/// A warmth inside a sentence; none where it is not known.
#[must_use]
pub fn warmth(language: Language, value: Warmth) -> Option<String> {
    let key = match value {
        Warmth::Warm => "warmth-warm",
        Warmth::Lukewarm => "warmth-lukewarm",
        Warmth::Cold => "warmth-cold",
        Warmth::Unknown => return None,
    };
    Some(t!(language, key))
}

/// An axis as a column or sentence names it.
#[must_use]
pub fn axis(language: Language, value: Axis) -> String {
    let key = match value {
        Axis::Relevance => "axis-relevance",
        Axis::Timing => "axis-timing",
        Axis::Intent => "axis-intent",
    };
    t!(language, key)
}
