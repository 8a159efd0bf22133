//! The words of a briefing: where a campaign runs, how its fields are called, how soon sales calls.

use super::kit::Choice;
use crate::domain::briefing::{BriefingContent, Field, Opinion, Place};
use crate::domain::language::Language;
use crate::texts::{dates, t};

/// Where a campaign runs, inside a sentence: "webinar".
#[must_use]
pub fn place(language: Language, place: Place) -> String {
    let key = match place {
        Place::Mail => "place-mail",
        Place::Webinar => "place-webinar",
        Place::Event => "place-event",
        Place::LinkedIn => "place-linkedin",
        Place::Search => "place-search",
        Place::Website => "place-website",
        Place::Social => "place-social",
        Place::Partners => "place-partners",
        Place::Print => "place-print",
        Place::Phone => "place-phone",
        Place::Other => "place-other",
    };
    t!(language, key)
}

/// The places, to choose from.
#[must_use]
pub fn places(language: Language) -> Vec<Choice> {
    let choice = |it: &Place| (it.code().to_owned(), place(language, *it));
    Place::ALL.iter().map(choice).collect()
}

/// What a field is called in a list of changes: "for whom".
#[must_use]
pub fn field(language: Language, field: Field) -> String {
    let key = match field {
        Field::Goal => "field-goal",
        Field::ForWhom => "field-for-whom",
        Field::NotFor => "field-not-for",
        Field::Promise => "field-promise",
        Field::StartsOn => "field-starts-on",
        Field::EndsOn => "field-ends-on",
        Field::Places => "field-places",
        Field::ExpectedLeads => "field-expected-leads",
        Field::Accepted => "field-accepted",
        Field::Warm => "field-warm",
        Field::Cold => "field-cold",
        Field::Objections => "field-objections",
        Field::FirstContact => "field-first-contact",
        Field::Opening => "field-opening",
        Field::Links => "field-links",
        Field::QuestionsTo => "field-questions-to",
    };
    t!(language, key)
}

/// What a field says, in one line; none where it says nothing. Who answers questions is handed over by name.
#[must_use]
pub fn says(
    language: Language,
    content: &BriefingContent,
    field: Field,
    questions_to: Option<&str>,
) -> Option<String> {
    let forecast = content.forecast;
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = match field {
        Field::Goal => one_line(&content.goal),
        Field::ForWhom => one_line(&content.for_whom),
        Field::NotFor => one_line(&content.not_for),
        Field::Promise => one_line(&content.promise),
        Field::StartsOn => dates::day(language, content.starts_on?),
        Field::EndsOn => dates::day(language, content.ends_on?),
        Field::Places => where_it_runs(language, content),
        Field::ExpectedLeads => content.expected_leads?.to_string(),
        Field::Accepted => forecast?.accepted_of_ten.to_string(),
        Field::Warm => forecast?.warm_of_ten.to_string(),
        Field::Cold => forecast?.cold_of_ten.to_string(),
        Field::Objections => one_line(&content.objections),
        Field::FirstContact => first_contact(language, content.first_contact_days),
        Field::Opening => one_line(&content.opening),
        Field::Links => content.links.join(" "),
        Field::QuestionsTo => questions_to?.to_owned(),
    };
    (!said.is_empty()).then_some(said)
}

/// "webinar and LinkedIn"; empty where nobody said.
#[must_use]
pub fn where_it_runs(language: Language, content: &BriefingContent) -> String {
    let places: Vec<String> = content
        .places
        .iter()
        .map(|it| place(language, *it))
        .collect();
    crate::texts::list(language, &places)
}

/// "First contact within two working days."
#[must_use]
pub fn first_contact(language: Language, days: Option<u8>) -> String {
    match days {
        Some(days) => t!(language, "briefing-contact", days = days),
        None => t!(language, "briefing-contact-none"),
    }
}

/// What a colleague thinks of a draft, as they say it: "I would call these".
#[must_use]
pub fn opinion(language: Language, opinion: Opinion) -> String {
    let key = match opinion {
        Opinion::WouldCall => "opinion-would-call",
        Opinion::NeedsMore => "opinion-needs-more",
        Opinion::WrongAudience => "opinion-wrong-audience",
    };
    t!(language, key)
}
