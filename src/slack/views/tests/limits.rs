//! Slack's limits, checked on everything with the longest texts and the most rows.

use std::collections::BTreeSet;

use serde_json::Value;

use super::gallery::{Shown, Size, everything};
use crate::domain::language::Language;
use crate::slack::ids::ActionId;

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Checks a text object: its kind, and between 1 and so many characters.
fn check_text(at: &str, object: &Value, max: usize) {
    assert_eq!(object["type"], "plain_text", "{at}: {object}");
    let text = object["text"].as_str().unwrap();
    assert!(
        !text.trim().is_empty() && length(text) <= max,
        "{at}: {} of {max} in {text}",
        length(text)
    );
}

fn check_options(at: &str, element: &Value, max: usize) {
    let options = element["options"].as_array().unwrap();
    assert!((1..=max).contains(&options.len()), "{at}: {options:?}");
    let mut values = BTreeSet::new();
    for option in options {
        check_text(at, &option["text"], 75);
        if let Some(description) = option.get("description") {
            check_text(at, description, 75);
        }
        let value = option["value"].as_str().unwrap();
        assert!(!value.is_empty() && length(value) <= 150, "{at}: {value}");
        assert!(values.insert(value), "{at}: {value} twice");
    }
    if let Some(initial) = element.get("initial_option") {
        assert!(options.contains(initial), "{at}: {initial}");
    }
    for initial in element["initial_options"].as_array().into_iter().flatten() {
        assert!(options.contains(initial), "{at}: {initial}");
    }
}

fn check_element(at: &str, element: &Value) {
    let action = element["action_id"].as_str().unwrap();
    assert!(ActionId::parse(action).is_some(), "{at}: {action}");
    if let Some(placeholder) = element.get("placeholder") {
        check_text(at, placeholder, 150);
    }
    match element["type"].as_str().unwrap() {
        "button" => {
            check_text(at, &element["text"], 75);
            if let Some(value) = element.get("value") {
                assert!(length(value.as_str().unwrap()) <= 2_000, "{at}");
            }
            if let Some(confirm) = element.get("confirm") {
                for (field, max) in [("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)] {
                    check_text(at, &confirm[field], max);
                }
            }
            if let Some(url) = element.get("url") {
                assert!(url.as_str().unwrap().starts_with("https://"), "{at}");
            }
        }
        "overflow" => check_options(at, element, 5),
        "radio_buttons" | "checkboxes" => check_options(at, element, 10),
        "static_select" | "multi_static_select" => check_options(at, element, 100),
        "plain_text_input" => {
            let max = element["max_length"].as_u64().unwrap();
            assert!((1..=3_000).contains(&max), "{at}");
            let initial = element["initial_value"].as_str().unwrap_or_default();
            assert!(length(initial) as u64 <= max, "{at}");
        }
        "external_select" => {
            if let Some(initial) = element.get("initial_option") {
                check_text(at, &initial["text"], 75);
            }
        }
        "multi_external_select" => {
            let initial = element.get("initial_options").and_then(Value::as_array);
            for option in initial.into_iter().flatten() {
                check_text(at, &option["text"], 75);
            }
        }
        "users_select"
        | "multi_users_select"
        | "conversations_select"
        | "multi_conversations_select"
        | "datetimepicker"
        | "datepicker"
        | "timepicker"
        | "number_input"
        | "email_text_input" => {}
        other => panic!("{at}: an element of type {other}"),
    }
}

fn check_rich(at: &str, block: &Value) {
    for element in block["elements"].as_array().unwrap() {
        let lines: Vec<&Value> = match element["type"].as_str().unwrap() {
            "rich_text_list" => element["elements"].as_array().unwrap().iter().collect(),
            _ => vec![element],
        };
        assert!(!lines.is_empty(), "{at}: an empty list");
        for line in lines {
            let runs = line["elements"].as_array().unwrap();
            assert!(!runs.is_empty(), "{at}: an empty line");
            for run in runs {
                let field = match run["type"].as_str().unwrap() {
                    "text" => "text",
                    "link" => "url",
                    "user" => "user_id",
                    "channel" => "channel_id",
                    other => panic!("{at}: a piece of type {other}"),
                };
                let text = run[field].as_str().unwrap();
                assert!(!text.is_empty() && length(text) <= 3_000, "{at}: {text}");
            }
        }
    }
}

fn check_table(at: &str, block: &Value) {
    let rows = block["rows"].as_array().unwrap();
    assert!((2..=101).contains(&rows.len()), "{at}");
    assert!(block.to_string().len() <= 20_000, "{at}");
    let columns = rows[0].as_array().unwrap().len();
    assert!(columns <= 20, "{at}");
    for row in rows {
        assert_eq!(row.as_array().unwrap().len(), columns, "{at}");
        for cell in row.as_array().unwrap() {
            assert!(!cell["text"].as_str().unwrap().is_empty(), "{at}");
        }
    }
}

fn check_chart(at: &str, block: &Value) {
    assert!(length(block["title"].as_str().unwrap()) <= 50, "{at}");
    let chart = &block["chart"];
    let categories = chart["axis_config"]["categories"].as_array().unwrap();
    let unique: BTreeSet<&str> = categories.iter().map(|c| c.as_str().unwrap()).collect();
    assert!((1..=20).contains(&categories.len()), "{at}");
    assert_eq!(unique.len(), categories.len(), "{at}: {categories:?}");
    assert!(unique.iter().all(|label| length(label) <= 20), "{at}");
    let series = chart["series"].as_array().unwrap();
    assert!((1..=6).contains(&series.len()), "{at}");
    let names: BTreeSet<&str> = series.iter().map(|s| s["name"].as_str().unwrap()).collect();
    assert_eq!(names.len(), series.len(), "{at}");
    for one in series {
        let labels: Vec<&Value> = one["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|point| &point["label"])
            .collect();
        assert_eq!(labels, categories.iter().collect::<Vec<_>>(), "{at}");
    }
}

fn check_block(at: &str, block: &Value) {
    match block["type"].as_str().unwrap() {
        "header" => check_text(at, &block["text"], 150),
        "section" if block.get("fields").is_some() => {
            let fields = block["fields"].as_array().unwrap();
            assert!((1..=10).contains(&fields.len()), "{at}");
            for field in fields {
                check_text(at, field, 2_000);
            }
        }
        "section" => {
            check_text(at, &block["text"], 3_000);
            if let Some(accessory) = block.get("accessory") {
                check_element(at, accessory);
            }
        }
        "context" => check_text(at, &block["elements"][0], 3_000),
        "actions" => {
            let elements = block["elements"].as_array().unwrap();
            assert!((1..=25).contains(&elements.len()), "{at}");
            let ids: BTreeSet<&str> = elements
                .iter()
                .map(|element| element["action_id"].as_str().unwrap())
                .collect();
            assert_eq!(ids.len(), elements.len(), "{at}: an action_id twice");
            for element in elements {
                check_element(at, element);
            }
        }
        "input" => {
            check_text(at, &block["label"], 2_000);
            if let Some(hint) = block.get("hint") {
                check_text(at, hint, 2_000);
            }
            check_element(at, &block["element"]);
        }
        "rich_text" => check_rich(at, block),
        "data_table" => check_table(at, block),
        "data_visualization" => check_chart(at, block),
        "divider" => {}
        other => panic!("{at}: a block of type {other}"),
    }
}

fn check_blocks(at: &str, blocks: &[Value], max: usize) {
    assert!((1..=max).contains(&blocks.len()), "{at}: {}", blocks.len());
    let mut ids = BTreeSet::new();
    for block in blocks {
        if let Some(id) = block.get("block_id") {
            let id = id.as_str().unwrap();
            assert!(length(id) <= 255, "{at}: {id}");
            assert!(ids.insert(id), "{at}: {id} twice");
        }
        check_block(at, block);
    }
}

fn check(at: &str, shown: &Shown) {
    match shown {
        Shown::Message(message) => {
            assert!(!message.text.trim().is_empty(), "{at}");
            assert!(length(&message.text) <= 3_900, "{at}");
            assert!(!message.text.contains('<'), "{at}: {}", message.text);
            check_blocks(at, &message.blocks, 50);
            let charts = message
                .blocks
                .iter()
                .filter(|block| block["type"] == "data_visualization");
            assert!(charts.count() <= 2, "{at}");
        }
        Shown::View(view) => {
            let blocks = view["blocks"].as_array().unwrap();
            check_blocks(at, blocks, 100);
            assert!(view.to_string().len() <= 250_000, "{at}");
            if view["type"] == "modal" {
                check_text(at, &view["title"], 24);
                check_text(at, &view["close"], 24);
                let metadata = view["private_metadata"].as_str().unwrap();
                assert!(metadata.len() <= 3_000, "{at}");
                let has_input = blocks.iter().any(|block| block["type"] == "input");
                assert!(!has_input || view.get("submit").is_some(), "{at}");
                if let Some(submit) = view.get("submit") {
                    check_text(at, submit, 24);
                }
                for button in ["title", "submit", "close"] {
                    let text = view[button]["text"].as_str().unwrap_or_default();
                    assert!(!text.ends_with('…'), "{at}: {button} was cut to {text}");
                }
            }
        }
        Shown::Answer(answer) => {
            for text in answer["errors"].as_object().unwrap().values() {
                assert!(!text.as_str().unwrap().is_empty(), "{at}");
            }
        }
    }
}

#[test]
fn everything_stays_within_slacks_limits() {
    for language in Language::ALL {
        for size in [Size::Story, Size::Longest] {
            for (name, shown) in everything(size, language) {
                let size = if size == Size::Story {
                    "story"
                } else {
                    "longest"
                };
                check(&format!("{name} {} {size}", language.code()), &shown);
            }
        }
    }
}

#[test]
fn options_of_the_form_fit_one_line_on_a_phone() {
    use crate::domain::rating::Axis;
    use crate::slack::views::words;
    for language in Language::ALL {
        let mut choices = words::follow_ups(language);
        for axis in Axis::ALL {
            choices.extend(words::levels(language, *axis));
        }
        choices.extend(words::verdicts(language));
        choices.extend(words::reasons(language));
        for (value, text) in choices {
            assert!(text.chars().count() <= 38, "{value}: {text}");
        }
    }
}
