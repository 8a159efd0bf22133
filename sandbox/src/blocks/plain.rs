//! Blocks as lines of text, the way a person reads them from top to bottom.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Names, Placed, State, chosen_texts, figures, interactive, mrkdwn_plain, options_of};
use crate::model::Input;

/// The text of a text object, as it is read.
pub(crate) fn text_of(text: &Value) -> String {
    read(text, &Names::default())
}

fn read(text: &Value, names: &Names) -> String {
    let raw = text["text"].as_str().or(text.as_str()).unwrap_or_default();
    if text["type"] == "mrkdwn" {
        mrkdwn_plain(raw, names)
    } else {
        raw.to_owned()
    }
}

/// All visible text of blocks, a line each.
pub(crate) fn plain(
    blocks: &[Value],
    state: Option<&State>,
    errors: Option<&BTreeMap<String, String>>,
    names: &Names,
) -> String {
    let mut page = Page {
        lines: Vec::new(),
        state,
        errors,
        names,
    };
    blocks.iter().for_each(|block| page.block(block));
    page.lines.join("\n")
}

/// The inputs among blocks, from top to bottom.
pub(crate) fn inputs(
    blocks: &[Value],
    state: &State,
    errors: &BTreeMap<String, String>,
) -> Vec<Input> {
    interactive(blocks)
        .into_iter()
        .filter(|placed| super::state::fields(placed.kind()).is_some())
        .map(|placed| Input {
            label: placed.label(),
            block_id: placed.block_id().to_owned(),
            action_id: placed.action_id().to_owned(),
            element: placed.kind().to_owned(),
            optional: !placed.is_input || placed.optional(),
            options: options_of(placed.element)
                .iter()
                .map(|option| text_of(&option["text"]))
                .collect(),
            chosen: chosen(&placed, Some(state)),
            error: errors.get(placed.block_id()).cloned(),
        })
        .collect()
}

fn chosen(placed: &Placed<'_>, state: Option<&State>) -> Vec<String> {
    let fresh;
    let state = if let Some(state) = state {
        state
    } else {
        fresh = super::initial_state(std::slice::from_ref(placed.block));
        &fresh
    };
    state
        .get(placed.block_id())
        .and_then(|actions| actions.get(placed.action_id()))
        .map(|value| chosen_texts(value, placed.kind()))
        .unwrap_or_default()
}

struct Page<'a> {
    lines: Vec<String>,
    state: Option<&'a State>,
    errors: Option<&'a BTreeMap<String, String>>,
    names: &'a Names,
}

impl Page<'_> {
    fn line(&mut self, line: impl Into<String>) {
        let line = line.into();
        if !line.is_empty() {
            self.lines.push(line);
        }
    }

    fn text(&mut self, text: &Value) {
        self.line(read(text, self.names));
    }

    fn each(&mut self, block: &Value, list: &str) {
        block[list]
            .as_array()
            .into_iter()
            .flatten()
            .for_each(|child| self.block(child));
    }

    fn block(&mut self, block: &Value) {
        match block["type"].as_str().unwrap_or_default() {
            "divider" => self.line("---"),
            "section" => {
                self.text(&block["text"]);
                block["fields"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .for_each(|field| self.text(field));
                self.elements(block);
            }
            "header" | "alert" | "markdown" => self.text_or_bare(block),
            "context" => {
                let parts: Vec<_> = block["elements"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|part| self.context_part(part))
                    .collect();
                self.line(parts.join(" "));
            }
            "image" => {
                self.text(&block["title"]);
                self.line(image(block));
            }
            "input" => {
                let optional = if block["optional"] == true {
                    " (optional)"
                } else {
                    ""
                };
                self.line(format!("{}{optional}", read(&block["label"], self.names)));
                self.elements(block);
                self.text(&block["hint"]);
                if let Some(error) = self
                    .errors
                    .and_then(|errors| errors.get(block["block_id"].as_str()?))
                {
                    self.line(format!("! {error}"));
                }
            }
            "card" => {
                for part in ["title", "subtitle", "body", "subtext"] {
                    self.text(&block[part]);
                }
                self.elements(block);
            }
            "carousel" => self.each(block, "elements"),
            "container" => {
                self.text(&block["title"]);
                self.text(&block["subtitle"]);
                self.each(block, "child_blocks");
            }
            "table" | "data_table" => {
                self.text(&block["caption"]);
                self.lines.extend(figures::table(block, self.names));
            }
            "data_visualization" => {
                self.text(&block["title"]);
                self.lines.extend(figures::chart(block));
            }
            "rich_text" => {
                let mut text = String::new();
                figures::rich_text(block, self.names, &mut text);
                text.lines().for_each(|line| self.line(line));
            }
            "video" => {
                self.text(&block["title"]);
                self.text(&block["description"]);
            }
            "layout" => {
                self.text(&block["label"]);
                self.each(block, "fallback");
            }
            _ => self.elements(block),
        }
    }

    fn text_or_bare(&mut self, block: &Value) {
        self.text(&block["text"]);
    }

    fn context_part(&self, part: &Value) -> String {
        if part["type"] == "image" {
            image(part)
        } else {
            read(part, self.names)
        }
    }

    /// The interactive elements of one block: buttons beside each other, the rest a line each.
    fn elements(&mut self, block: &Value) {
        let mut row = Vec::new();
        for placed in interactive(std::slice::from_ref(block)) {
            match placed.kind() {
                "button" | "workflow_button" | "icon_button" => {
                    row.push(format!("[{}]", placed.label()));
                }
                "feedback_buttons" => {
                    for side in ["positive_button", "negative_button"] {
                        row.push(format!("[{}]", text_of(&placed.element[side]["text"])));
                    }
                }
                "overflow" => row.push(format!("[… {}]", option_texts(&placed).join(" | "))),
                _ => {
                    if !row.is_empty() {
                        self.line(std::mem::take(&mut row).join(" "));
                    }
                    self.field(&placed);
                }
            }
        }
        self.line(row.join(" "));
        if block["accessory"]["type"] == "image" {
            self.line(image(&block["accessory"]));
        }
    }

    fn field(&mut self, placed: &Placed<'_>) {
        let chosen = chosen(placed, self.state);
        let marks = match placed.kind() {
            "radio_buttons" => ("(x)", "( )"),
            "checkboxes" => ("[x]", "[ ]"),
            _ => {
                let placeholder = text_of(&placed.element["placeholder"]);
                let shown = if chosen.is_empty() {
                    placeholder
                } else {
                    chosen
                        .iter()
                        .map(|id| self.names.get(id).unwrap_or(id).as_str())
                        .collect::<Vec<_>>()
                        .join(", ")
                };
                let offered = option_texts(placed);
                let offered = if offered.is_empty() {
                    String::new()
                } else {
                    format!(" of {}", offered.join(" | "))
                };
                self.line(format!("<{shown}>{offered}"));
                return;
            }
        };
        for option in options_of(placed.element) {
            let text = text_of(&option["text"]);
            let mark = if chosen.contains(&text) {
                marks.0
            } else {
                marks.1
            };
            let description = read(&option["description"], self.names);
            let description = if description.is_empty() {
                String::new()
            } else {
                format!(" - {description}")
            };
            self.line(format!("{mark} {text}{description}"));
        }
    }
}

fn image(image: &Value) -> String {
    format!(
        "(image: {})",
        image["alt_text"].as_str().unwrap_or_default()
    )
}

fn option_texts(placed: &Placed<'_>) -> Vec<String> {
    options_of(placed.element)
        .iter()
        .map(|option| text_of(&option["text"]))
        .collect()
}
