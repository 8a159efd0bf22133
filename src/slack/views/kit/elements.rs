//! Elements of questions: radio buttons, lists, text fields.

use serde_json::Value;

use super::blocks::plain;
use super::cut::cut;
use super::object::object;
use crate::domain::ids::MemberId;
use crate::slack::ids::ActionId;

/// Longest text of an option.
const OPTION_MAX: usize = 75;

/// One thing to choose: its value and text.
pub type Choice = (String, String);

/// An option object.
#[must_use]
pub fn option((value, text): &Choice) -> Value {
    object!({"text": plain(text, OPTION_MAX), "value": value.as_str()})
}

fn options(choices: &[Choice], max: usize) -> Vec<Value> {
    choices.iter().take(max).map(option).collect()
}

fn chosen<'a>(choices: &'a [Choice], value: Option<&str>) -> Option<&'a Choice> {
    choices
        .iter()
        .find(|(candidate, _)| Some(candidate.as_str()) == value)
}

/// Radio buttons; `initial` is a value.
#[must_use]
pub fn radio(action: ActionId, choices: &[Choice], initial: Option<&str>) -> Value {
    let mut element = object!({
        "type": "radio_buttons",
        "action_id": action.as_str(),
        "options": options(choices, 10),
    });
    if let Some(choice) = chosen(choices, initial) {
        element["initial_option"] = option(choice);
    }
    element
}

/// Checkboxes; `initial` are values.
#[must_use]
pub fn checkboxes(choices: &[Choice], initial: &[&str]) -> Value {
    let mut element = object!({
        "type": "checkboxes",
        "action_id": ActionId::Field.as_str(),
        "options": options(choices, 10),
    });
    let ticked: Vec<Value> = choices
        .iter()
        .filter(|(value, _)| initial.contains(&value.as_str()))
        .map(option)
        .collect();
    if !ticked.is_empty() {
        element["initial_options"] = Value::from(ticked);
    }
    element
}

/// A list to choose one from.
#[must_use]
pub fn select(
    action: ActionId,
    placeholder: Option<&str>,
    choices: &[Choice],
    initial: Option<&str>,
) -> Value {
    let mut element = object!({
        "type": "static_select",
        "action_id": action.as_str(),
        "options": options(choices, 100),
    });
    if let Some(placeholder) = placeholder {
        element["placeholder"] = plain(placeholder, 150);
    }
    if let Some(choice) = chosen(choices, initial) {
        element["initial_option"] = option(choice);
    }
    element
}

/// A list whose options Slack asks for while the person types.
#[must_use]
pub fn external_select(action: ActionId, placeholder: &str, initial: Option<&Choice>) -> Value {
    let mut element = object!({
        "type": "external_select",
        "action_id": action.as_str(),
        "placeholder": plain(placeholder, 150),
        "min_query_length": 0,
    });
    if let Some(choice) = initial {
        element["initial_option"] = option(choice);
    }
    element
}

/// The same for several options, at most `max`.
#[must_use]
pub fn external_multi_select(
    action: ActionId,
    placeholder: &str,
    initial: &[Choice],
    max: usize,
) -> Value {
    let mut element = object!({
        "type": "multi_external_select",
        "action_id": action.as_str(),
        "placeholder": plain(placeholder, 150),
        "min_query_length": 0,
        "max_selected_items": max,
    });
    if !initial.is_empty() {
        element["initial_options"] = Value::from(options(initial, max));
    }
    element
}

/// People, several of them.
#[must_use]
pub fn users(action: ActionId, chosen: &[MemberId]) -> Value {
    let ids: Vec<&str> = chosen.iter().map(MemberId::as_str).collect();
    let initial = (!ids.is_empty()).then(|| ("initial_users", Value::from(ids)));
    element("multi_users_select", action, initial)
}

/// The answer to a `block_suggestion`.
#[must_use]
pub fn suggestions(choices: &[Choice]) -> Value {
    object!({"options": options(choices, 100)})
}

/// The three dots.
#[must_use]
pub fn overflow(action: ActionId, choices: &[Choice]) -> Value {
    object!({
        "type": "overflow",
        "action_id": action.as_str(),
        "options": options(choices, 5),
    })
}

/// Any other element: its type, its `initial_…` if there is one.
#[must_use]
pub fn element(kind: &str, action: ActionId, initial: Option<(&str, Value)>) -> Value {
    let mut element = object!({"type": kind, "action_id": action.as_str()});
    if let Some((field, value)) = initial {
        element[field] = value;
    }
    element
}

/// A text field.
#[must_use]
pub fn text_input(max: usize, is_multiline: bool, initial: Option<&str>) -> Value {
    let mut element = object!({
        "type": "plain_text_input",
        "action_id": ActionId::Field.as_str(),
        "multiline": is_multiline,
        "max_length": max,
    });
    if let Some(text) = initial.filter(|text| !text.is_empty()) {
        element["initial_value"] = Value::from(cut(text, max));
    }
    element
}

/// The grey words in an empty field or list.
#[must_use]
pub fn with_placeholder(mut element: Value, text: &str) -> Value {
    element["placeholder"] = plain(text, 150);
    element
}
