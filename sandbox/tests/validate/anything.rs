//! Whatever it is given, the validator answers; and it takes nothing that lacks its type.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use slack_sandbox::validate::Surface::{Home, Message, Modal};
use slack_sandbox::validate::{blocks, message, suggestions, view};

const WORDS: &[&str] = &[
    "type",
    "text",
    "blocks",
    "elements",
    "element",
    "options",
    "option_groups",
    "accessory",
    "section",
    "actions",
    "input",
    "modal",
    "home",
    "plain_text",
    "mrkdwn",
    "button",
    "static_select",
    "data_table",
    "table",
    "rows",
    "rich_text",
    "data_visualization",
    "chart",
    "pie",
    "series",
    "axis_config",
    "categories",
    "layout",
    "items",
    "card",
    "carousel",
    "container",
    "child_blocks",
    "plan",
    "tasks",
    "title",
    "label",
    "value",
    "confirm",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(WORDS).prop_map(str::to_owned),
        1 => ".{0,12}",
    ]
}

fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        word().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((word(), inner), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #[test]
    fn everything_has_an_answer(value in anything()) {
        for surface in [Message, Modal, Home] {
            for fault in blocks(&value, surface) {
                let document = json!({"blocks": value});
                prop_assert!(document.pointer(&fault.pointer).is_some(), "{}", fault.pointer);
            }
        }
        for fault in view(&value).into_iter().chain(message(&value)).chain(suggestions(&value)) {
            prop_assert!(value.pointer(&fault.pointer).is_some(), "{}", fault.pointer);
        }
    }

    #[test]
    fn a_block_without_a_type_is_never_sound(mut value in anything()) {
        if let Some(fields) = value.as_object_mut() {
            fields.remove("type");
        }
        prop_assert!(!blocks(&json!([value]), Message).is_empty());
    }
}
