//! Finds the interactive elements in blocks.

use serde_json::Value;

use super::text_of;

/// An interactive element and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Placed<'a> {
    pub(crate) block: &'a Value,
    pub(crate) element: &'a Value,
    /// It stands in an `input` block.
    pub(crate) is_input: bool,
}

impl<'a> Placed<'a> {
    pub(crate) fn block_id(&self) -> &'a str {
        self.block["block_id"].as_str().unwrap_or_default()
    }

    pub(crate) fn action_id(&self) -> &'a str {
        self.element["action_id"].as_str().unwrap_or_default()
    }

    pub(crate) fn kind(&self) -> &'a str {
        self.element["type"].as_str().unwrap_or_default()
    }

    pub(crate) fn is_button(&self) -> bool {
        matches!(
            self.kind(),
            "button" | "workflow_button" | "icon_button" | "feedback_buttons"
        )
    }

    /// Using it tells the app at once.
    pub(crate) fn tells_app(&self) -> bool {
        !self.is_input || self.block["dispatch_action"].as_bool().unwrap_or(false)
    }

    pub(crate) fn optional(&self) -> bool {
        self.block["optional"].as_bool().unwrap_or(false)
    }

    /// What a person would call it.
    pub(crate) fn label(&self) -> String {
        if self.is_input {
            return text_of(&self.block["label"]);
        }
        match self.kind() {
            "button" | "workflow_button" | "icon_button" => text_of(&self.element["text"]),
            "feedback_buttons" => text_of(&self.element["positive_button"]["text"]),
            "overflow" => "…".to_owned(),
            _ if self.block["type"] == "section" => text_of(&self.block["text"]),
            _ => text_of(&self.element["placeholder"]),
        }
    }

    /// Whether `wanted` names this very element: its block id and action id, as `block/action`.
    pub(crate) fn is_at(&self, wanted: &str) -> bool {
        wanted
            .strip_prefix(self.block_id())
            .and_then(|rest| rest.strip_prefix('/'))
            .is_some_and(|rest| rest == self.action_id())
    }

    /// Whether a person or a test means it by `wanted`: label, placeholder, action id or block id.
    pub(crate) fn is_called(&self, wanted: &str) -> bool {
        let label = self.label();
        wanted == self.action_id()
            || wanted == self.block_id()
            || wanted == label
            || label.lines().next() == Some(wanted)
            || (self.element["placeholder"].is_object()
                && wanted == text_of(&self.element["placeholder"]))
    }
}

/// All interactive elements, from top to bottom.
pub(crate) fn interactive(blocks: &[Value]) -> Vec<Placed<'_>> {
    let mut found = Vec::new();
    for block in blocks {
        collect(block, &mut found);
    }
    found
}

fn collect<'a>(block: &'a Value, found: &mut Vec<Placed<'a>>) {
    let mut add = |element: &'a Value, is_input: bool| {
        if is_interactive(element) {
            found.push(Placed {
                block,
                element,
                is_input,
            });
        }
    };
    match block["type"].as_str().unwrap_or_default() {
        "input" => add(&block["element"], true),
        "section" => add(&block["accessory"], false),
        "actions" | "context_actions" => {
            list(block, "elements").for_each(|element| add(element, false));
        }
        "card" => list(block, "actions").for_each(|element| add(element, false)),
        "carousel" => list(block, "elements").for_each(|card| collect(card, found)),
        "container" => list(block, "child_blocks").for_each(|child| collect(child, found)),
        _ => {}
    }
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    value[name].as_array().into_iter().flatten()
}

fn is_interactive(element: &Value) -> bool {
    element.is_object() && element["type"] != "image" && element["type"].is_string()
}

/// Gives every block and interactive element an id that has none, as Slack does.
pub(crate) fn fill_ids(blocks: &mut [Value], next: &mut dyn FnMut() -> String) {
    for block in blocks {
        fill_block(block, next);
    }
}

fn fill_block(block: &mut Value, next: &mut dyn FnMut() -> String) {
    if !block.is_object() {
        return;
    }
    fill(block, "block_id", next);
    for name in ["element", "accessory"] {
        if let Some(element) = block.get_mut(name) {
            fill_element(element, next);
        }
    }
    let kind = block["type"].as_str().unwrap_or_default().to_owned();
    let (elements, nested) = match kind.as_str() {
        "actions" | "context_actions" => ("elements", false),
        "card" => ("actions", false),
        "carousel" => ("elements", true),
        "container" => ("child_blocks", true),
        _ => return,
    };
    for element in block
        .get_mut(elements)
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        if nested {
            fill_block(element, next);
        } else {
            fill_element(element, next);
        }
    }
}

fn fill_element(element: &mut Value, next: &mut dyn FnMut() -> String) {
    if is_interactive(element) {
        fill(element, "action_id", next);
    }
}

fn fill(object: &mut Value, name: &str, next: &mut dyn FnMut() -> String) {
    if object[name].as_str().is_none_or(str::is_empty) {
        object[name] = next().into();
    }
}

/// The labels of all buttons, from top to bottom.
pub(crate) fn button_labels(blocks: &[Value]) -> Vec<String> {
    interactive(blocks)
        .iter()
        .filter(|placed| placed.is_button())
        .map(Placed::label)
        .collect()
}
