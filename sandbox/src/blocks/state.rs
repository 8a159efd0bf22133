//! What is chosen and typed in blocks: `state.values`.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Placed, interactive, text_of};

/// Block id → action id → value, in Slack's shape.
pub type State = BTreeMap<String, BTreeMap<String, Value>>;

/// The field that carries the value of an element, and the field of its initial value.
pub(crate) fn fields(kind: &str) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        "plain_text_input" | "email_text_input" | "url_text_input" | "number_input" => {
            ("value", "initial_value")
        }
        "rich_text_input" => ("rich_text_value", "initial_value"),
        "static_select" | "external_select" | "radio_buttons" => {
            ("selected_option", "initial_option")
        }
        "checkboxes" | "multi_static_select" | "multi_external_select" => {
            ("selected_options", "initial_options")
        }
        "users_select" => ("selected_user", "initial_user"),
        "multi_users_select" => ("selected_users", "initial_users"),
        "conversations_select" => ("selected_conversation", "initial_conversation"),
        "multi_conversations_select" => ("selected_conversations", "initial_conversations"),
        "channels_select" => ("selected_channel", "initial_channel"),
        "multi_channels_select" => ("selected_channels", "initial_channels"),
        "datepicker" => ("selected_date", "initial_date"),
        "timepicker" => ("selected_time", "initial_time"),
        "datetimepicker" => ("selected_date_time", "initial_date_time"),
        "file_input" => ("files", ""),
        _ => return None,
    })
}

/// Whether the value of such an element is a list.
pub(crate) fn is_list(kind: &str) -> bool {
    kind == "checkboxes" || kind == "file_input" || kind.starts_with("multi_")
}

fn initial(element: &Value, kind: &str) -> Option<Value> {
    let (value_field, initial_field) = fields(kind)?;
    let empty = if is_list(kind) {
        json!([])
    } else {
        Value::Null
    };
    let value = element.get(initial_field).cloned().unwrap_or(empty);
    Some(json!({"type": kind, value_field: value}))
}

/// The state of freshly opened blocks.
pub(crate) fn initial_state(blocks: &[Value]) -> State {
    carried_over(&State::new(), blocks)
}

/// The state of new blocks that take the place of others: what has the same block id, action id
/// and type keeps its value, everything else begins anew.
pub(crate) fn carried_over(old: &State, blocks: &[Value]) -> State {
    let mut state = State::new();
    for placed in interactive(blocks) {
        let Some(fresh) = initial(placed.element, placed.kind()) else {
            continue;
        };
        let kept = old
            .get(placed.block_id())
            .and_then(|actions| actions.get(placed.action_id()))
            .filter(|value| value["type"] == fresh["type"] && is_still_offered(&placed, value));
        state
            .entry(placed.block_id().to_owned())
            .or_default()
            .insert(
                placed.action_id().to_owned(),
                kept.cloned().unwrap_or(fresh),
            );
    }
    state
}

/// A choice among fixed options is kept only while its option is there.
fn is_still_offered(placed: &Placed<'_>, value: &Value) -> bool {
    if placed.kind().contains("external") {
        return true;
    }
    let offered = options_of(placed.element);
    let is_offered = |option: &Value| {
        offered
            .iter()
            .any(|other| other["value"] == option["value"])
    };
    if value["selected_option"].is_object() {
        return is_offered(&value["selected_option"]);
    }
    value["selected_options"]
        .as_array()
        .into_iter()
        .flatten()
        .all(is_offered)
}

/// The options an element offers by itself, groups flattened.
pub(crate) fn options_of(element: &Value) -> Vec<&Value> {
    let own = element["options"].as_array().into_iter().flatten();
    let grouped = element["option_groups"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|group| group["options"].as_array())
        .flatten();
    own.chain(grouped).collect()
}

/// Stores a new value of an element.
pub(crate) fn set_value(state: &mut State, placed: &Placed<'_>, value: &Value) {
    let Some((value_field, _)) = fields(placed.kind()) else {
        return;
    };
    state
        .entry(placed.block_id().to_owned())
        .or_default()
        .insert(
            placed.action_id().to_owned(),
            json!({"type": placed.kind(), value_field: value}),
        );
}

/// What is chosen, as a person reads it: the texts of options, or the bare values.
pub(crate) fn chosen_texts(value: &Value, kind: &str) -> Vec<String> {
    let Some((value_field, _)) = fields(kind) else {
        return Vec::new();
    };
    let one = |value: &Value| match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Object(_) if value["text"].is_object() => Some(text_of(&value["text"])),
        Value::Object(_) => Some(super::plain(
            std::slice::from_ref(value),
            None,
            None,
            &super::Names::default(),
        )),
        other => Some(other.to_string()),
    };
    match &value[value_field] {
        Value::Array(values) => values.iter().filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(block_id: &str, action_id: &str, initial: &str) -> Value {
        json!({"type": "input", "block_id": block_id, "label": {"type": "plain_text", "text": "Why"},
            "element": {"type": "plain_text_input", "action_id": action_id, "initial_value": initial}})
    }

    #[test]
    fn what_was_typed_stays_only_under_the_same_ids() {
        let old = initial_state(&[input("b", "a", "typed")]);
        assert_eq!(
            carried_over(&old, &[input("b", "a", "new")])["b"]["a"]["value"],
            "typed"
        );
        assert_eq!(
            carried_over(&old, &[input("b2", "a", "new")])["b2"]["a"]["value"],
            "new"
        );
        assert_eq!(
            carried_over(&old, &[input("b", "a2", "new")])["b"]["a2"]["value"],
            "new"
        );
    }
}
