//! What was typed on a page, what is wrong with it, and what was decided on the preview.

use jiff::Timestamp;
use serde_json::Value;

use super::fields::NO_CONTACT;
use super::preview::{CHANNELS, PostWhen, REVIEWERS, WHEN, WHEN_AT, WhenChosen};
use super::{FormPlace, NEW};
use crate::domain::briefing::{BriefingContent, Fault, Field, Forecast, Place};
use crate::domain::ids::{CampaignId, ChannelId, MemberId};
use crate::domain::language::Language;
use crate::slack::views::kit::{self, State};
use crate::texts::t;

pub(super) const CAMPAIGN: &str = "campaign";
pub(super) const NAME: &str = "campaign_name";

/// What is wrong with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormError {
    /// A field.
    Field(Field, Fault),
    /// A new campaign without a name.
    NoName,
    /// Another campaign has the name.
    NameTaken,
    /// The name is too long.
    NameTooLong(usize),
}

/// Which campaign the first page is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickedCampaign {
    /// A new one of this name.
    New(Option<String>),
    /// One that is there.
    Known(CampaignId),
}

/// The campaign that is chosen or named on the first page.
#[must_use]
pub fn picked(values: &Value) -> PickedCampaign {
    let state = State(values);
    match state.choice(CAMPAIGN) {
        Some(id) if id != NEW => PickedCampaign::Known(CampaignId::new(id)),
        _ => PickedCampaign::New(state.text(NAME).map(str::to_owned)),
    }
}

/// What the fields of the window's page hold; the fields of the other pages are empty.
#[must_use]
pub fn typed(place: &FormPlace, values: &Value) -> BriefingContent {
    let state = State(values);
    let text = |field| {
        let text = state.text(&place.block(field));
        text.unwrap_or_default().to_owned()
    };
    let date = |field| {
        let date = state.field(&place.block(field), "selected_date")?;
        date.parse().ok()
    };
    let number = |field| state.choice(&place.block(field))?.parse::<u8>().ok();
    let forecast = number(Field::Accepted)
        .zip(number(Field::Warm))
        .zip(number(Field::Cold));
    let contact = place.block(Field::FirstContact);
    BriefingContent {
        goal: one_line(&text(Field::Goal)),
        for_whom: text(Field::ForWhom),
        not_for: text(Field::NotFor),
        promise: text(Field::Promise),
        starts_on: date(Field::StartsOn),
        ends_on: date(Field::EndsOn),
        places: state
            .ticked(&place.block(Field::Places))
            .into_iter()
            .filter_map(Place::from_code)
            .collect(),
        // What doesn't fit in a number is more than anybody expects.
        expected_leads: state
            .text(&place.block(Field::ExpectedLeads))
            .map(|text| text.parse().unwrap_or(u32::MAX)),
        forecast: forecast.map(|((accepted_of_ten, warm_of_ten), cold_of_ten)| Forecast {
            accepted_of_ten,
            warm_of_ten,
            cold_of_ten,
        }),
        objections: text(Field::Objections),
        first_contact_days: state
            .choice(&contact)
            .filter(|value| *value != NO_CONTACT)
            .and_then(|value| value.parse().ok()),
        opening: text(Field::Opening),
        links: text(Field::Links)
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
        questions_to: state
            .field(&place.block(Field::QuestionsTo), "selected_user")
            .map(MemberId::new),
    }
}

/// The answer that points at what is wrong.
#[must_use]
pub fn errors(language: Language, place: &FormPlace, errors: &[FormError]) -> Value {
    let errors: Vec<(String, String)> = errors
        .iter()
        .map(|error| match error {
            FormError::Field(field, fault) => {
                (place.block(*field), fault_text(language, *field, *fault))
            }
            FormError::NoName => (NAME.to_owned(), t!(language, "campaign-error-no-name")),
            FormError::NameTaken => (NAME.to_owned(), t!(language, "campaign-error-name-taken")),
            FormError::NameTooLong(most) => (
                NAME.to_owned(),
                t!(language, "cannot-text-too-long", most = *most),
            ),
        })
        .collect();
    kit::answer_errors(&errors)
}

fn fault_text(language: Language, field: Field, fault: Fault) -> String {
    match fault {
        Fault::Missing => match field {
            Field::StartsOn => t!(language, "brief-fault-no-date"),
            Field::Accepted | Field::Warm | Field::Cold => t!(language, "brief-fault-no-number"),
            Field::QuestionsTo => t!(language, "brief-fault-nobody"),
            _ => t!(language, "brief-fault-missing"),
        },
        Fault::TooLong(most) => t!(language, "cannot-text-too-long", most = most),
        Fault::EndsBeforeStart => t!(language, "brief-fault-ends-before-start"),
        Fault::TooMany => t!(language, "brief-fault-too-many"),
        Fault::WarmAndColdOverTen => t!(language, "brief-fault-over-ten"),
        Fault::NoHttps => t!(language, "brief-fault-no-https"),
    }
}

/// What is chosen on the preview so far.
#[must_use]
pub fn decided(values: &Value) -> WhenChosen {
    let state = State(values);
    let when = match state.choice(WHEN) {
        Some("now") => PostWhen::Now,
        Some("at") => PostWhen::At,
        Some("not_yet") => PostWhen::NotYet,
        _ => PostWhen::Review,
    };
    let at = state
        .element(WHEN_AT)
        .and_then(|element| element.get("selected_date_time")?.as_i64())
        .and_then(|seconds| Timestamp::from_second(seconds).ok());
    WhenChosen {
        when,
        reviewers: ids(state, REVIEWERS, "selected_users")
            .map(MemberId::new)
            .collect(),
        at,
        channels: ids(state, CHANNELS, "selected_conversations")
            .map(ChannelId::new)
            .collect(),
    }
}

fn ids<'a>(state: State<'a>, block: &str, field: &str) -> impl Iterator<Item = &'a str> {
    state.fields(block, field).into_iter()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
