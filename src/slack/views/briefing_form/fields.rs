//! The questions of the three pages.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::BriefingForm;
use crate::domain::briefing::{
    EXPECTED_LEADS_MAX, FOR_WHOM_MAX, Field, LINKS_MAX, OBJECTIONS_MAX, OPENING_MAX, PROMISE_MAX,
    Place,
};
use crate::domain::campaign::{GOAL_MAX, NOT_FOR_MAX};
use crate::domain::language::Language;
use crate::slack::ids::ActionId;
use crate::slack::views::briefing_words::places;
use crate::slack::views::kit::{self, Choice};
use crate::texts::t;

/// The choice of a campaign that wants no contact.
pub(super) const NO_CONTACT: &str = "none";

impl BriefingForm {
    pub(super) fn promise_fields(&self, language: Language) -> Vec<Value> {
        let it = &self.content;
        let mut places_select = kit::element("multi_static_select", ActionId::Field, None);
        let choices = places(language);
        places_select["options"] = choices.iter().map(kit::option).collect();
        let chosen: Vec<Value> = choices
            .iter()
            .filter(|(code, _)| it.places.iter().any(|place: &Place| place.code() == code))
            .map(kit::option)
            .collect();
        if !chosen.is_empty() {
            places_select["initial_options"] = Value::from(chosen);
        }
        vec![
            self.question(
                language,
                Field::Goal,
                kit::with_placeholder(
                    kit::text_input(GOAL_MAX, false, Some(&it.goal)),
                    &t!(language, "campaign-goal-placeholder"),
                ),
            ),
            self.text(language, Field::ForWhom, FOR_WHOM_MAX, &it.for_whom),
            kit::hinted(
                self.text(language, Field::NotFor, NOT_FOR_MAX, &it.not_for),
                &t!(language, "campaign-not-for-hint"),
            ),
            self.text(language, Field::Promise, PROMISE_MAX, &it.promise),
            self.question(language, Field::StartsOn, date(it.starts_on)),
            kit::optional(self.question(language, Field::EndsOn, date(it.ends_on))),
            kit::optional(self.question(language, Field::Places, places_select)),
        ]
    }

    pub(super) fn expectation_fields(&self, language: Language) -> Vec<Value> {
        let it = &self.content;
        let mut leads = json!({
            "type": "number_input",
            "action_id": ActionId::Field.as_str(),
            "is_decimal_allowed": false,
            "min_value": "0",
            "max_value": EXPECTED_LEADS_MAX.to_string(),
        });
        if let Some(count) = it.expected_leads {
            leads["initial_value"] = Value::from(count.to_string());
        }
        let of_ten = |field: Field, chosen: Option<u8>| {
            let choices: Vec<Choice> = (0..=10_u8)
                .map(|it| (it.to_string(), it.to_string()))
                .collect();
            let chosen = chosen.map(|it| it.to_string());
            let select = kit::select(ActionId::Field, None, &choices, chosen.as_deref());
            self.question(language, field, select)
        };
        vec![
            kit::optional(self.question(language, Field::ExpectedLeads, leads)),
            kit::hinted(
                of_ten(Field::Accepted, it.forecast.map(|it| it.accepted_of_ten)),
                &t!(language, "brief-accepted-hint"),
            ),
            of_ten(Field::Warm, it.forecast.map(|it| it.warm_of_ten)),
            kit::hinted(
                of_ten(Field::Cold, it.forecast.map(|it| it.cold_of_ten)),
                &t!(language, "brief-cold-hint"),
            ),
            kit::hinted(
                kit::optional(self.text(
                    language,
                    Field::Objections,
                    OBJECTIONS_MAX,
                    &it.objections,
                )),
                &t!(language, "brief-objections-hint"),
            ),
        ]
    }

    pub(super) fn request_fields(&self, language: Language) -> Vec<Value> {
        let it = &self.content;
        let mut offered = vec![0, 1, 2, 3, 5];
        offered.extend(it.first_contact_days.filter(|days| !offered.contains(days)));
        let mut days: Vec<Choice> = offered
            .into_iter()
            .map(|days: u8| {
                let text = t!(language, "brief-contact-days", days = days);
                (days.to_string(), text)
            })
            .collect();
        days.push((NO_CONTACT.to_owned(), t!(language, "campaign-contact-none")));
        let chosen = it
            .first_contact_days
            .map_or_else(|| NO_CONTACT.to_owned(), |days| days.to_string());
        let questions_to = it
            .questions_to
            .as_ref()
            .map(|id| ("initial_user", json!(id.as_str())));
        let links = it.links.join("\n");
        vec![
            self.question(
                language,
                Field::FirstContact,
                kit::select(ActionId::Field, None, &days, Some(&chosen)),
            ),
            kit::optional(self.text(language, Field::Opening, OPENING_MAX, &it.opening)),
            kit::hinted(
                kit::optional(self.text(language, Field::Links, LINKS_MAX, &links)),
                &t!(language, "brief-links-hint"),
            ),
            self.question(
                language,
                Field::QuestionsTo,
                kit::element("users_select", ActionId::Field, questions_to),
            ),
        ]
    }

    /// A field of several lines.
    fn text(&self, language: Language, field: Field, max: usize, text: &str) -> Value {
        self.question(language, field, kit::text_input(max, true, Some(text)))
    }

    fn question(&self, language: Language, field: Field, element: Value) -> Value {
        let key = match field {
            Field::Goal => "brief-goal",
            Field::ForWhom => "brief-for-whom",
            Field::NotFor => "brief-not-for",
            Field::Promise => "brief-promise",
            Field::StartsOn => "brief-starts-on",
            Field::EndsOn => "brief-ends-on",
            Field::Places => "brief-places",
            Field::ExpectedLeads => "brief-expected-leads",
            Field::Accepted => "brief-accepted",
            Field::Warm => "brief-warm",
            Field::Cold => "brief-cold",
            Field::Objections => "brief-objections",
            Field::FirstContact => "brief-first-contact",
            Field::Opening => "brief-opening",
            Field::Links => "brief-links",
            Field::QuestionsTo => "brief-questions-to",
        };
        kit::input(&self.place.block(field), &t!(language, key), element)
    }
}

fn date(date: Option<Date>) -> Value {
    let initial = date.map(|date| ("initial_date", Value::from(date.to_string())));
    kit::element("datepicker", ActionId::Field, initial)
}
