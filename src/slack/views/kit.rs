//! The building blocks of messages and modals, each within Slack's limits whatever is put in.

use serde_json::{Map, Value, json};
use unicode_segmentation::UnicodeSegmentation;

use crate::slack::ids::{ActionId, CallbackId};

/// Longest top-level text of a message.
const MESSAGE_TEXT_MAX: usize = 3_900;
/// Longest text of a section.
const SECTION_MAX: usize = 3_000;
/// Longest text of an option, a button or its value where leadloop sets none longer.
const SHORT_MAX: usize = 75;

/// A message: what a lock screen and a screen reader get, and what is seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The top-level text; escaped, at most 3,900 characters.
    pub text: String,
    /// The blocks.
    pub blocks: Vec<Value>,
}

impl Message {
    /// A message of this text (as read, not yet escaped) and these blocks.
    #[must_use]
    pub fn new(text: &str, blocks: Vec<Value>) -> Self {
        Self {
            text: escape_cut(text, MESSAGE_TEXT_MAX),
            blocks,
        }
    }

    /// A message of one paragraph, the same in both.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self::new(text, vec![section(text)])
    }

    /// The arguments of `chat.postMessage` and `chat.update`, without the channel.
    #[must_use]
    pub fn json(&self) -> Value {
        json!({
            "text": self.text,
            "blocks": self.blocks,
            "unfurl_links": false,
            "unfurl_media": false,
        })
    }
}

/// A modal.
#[derive(Debug, Clone)]
pub struct Modal {
    /// What it is.
    pub callback: CallbackId,
    /// One opaque id.
    pub metadata: String,
    /// Its title.
    pub title: String,
    /// The submit button; none for a modal without inputs.
    pub submit: Option<String>,
    /// The close button.
    pub close: String,
    /// Whether Slack tells when it is closed.
    pub notify_on_close: bool,
    /// Its blocks.
    pub blocks: Vec<Value>,
}

impl Modal {
    /// The view as `views.open`, `views.update`, `views.push` and an acknowledgement take it.
    #[must_use]
    pub fn json(self) -> Value {
        let mut view = json!({
            "type": "modal",
            "callback_id": self.callback.as_str(),
            "private_metadata": self.metadata,
            "title": plain(&self.title, 24),
            "close": plain(&self.close, 24),
            "notify_on_close": self.notify_on_close,
            "blocks": self.blocks,
        });
        if let Some(submit) = self.submit {
            view["submit"] = plain(&submit, 24);
        }
        view
    }
}

/// The acknowledgement of a submission that shows this view next.
#[must_use]
pub fn answer_update(view: &Value) -> Value {
    json!({"response_action": "update", "view": view})
}

/// The acknowledgement of a submission that lays this view on top.
#[must_use]
pub fn answer_push(view: &Value) -> Value {
    json!({"response_action": "push", "view": view})
}

/// The acknowledgement of a submission that sends the person back to fields: block id and what is wrong.
#[must_use]
pub fn answer_errors(errors: &[(String, String)]) -> Value {
    let errors: Map<String, Value> = errors
        .iter()
        .map(|(block, text)| (block.clone(), Value::from(cut(text, SECTION_MAX))))
        .collect();
    json!({"response_action": "errors", "errors": errors})
}

/// Cuts a text at a grapheme so that it has at most `max` characters (UTF-16 units, the strictest count).
#[must_use]
pub fn cut(text: &str, max: usize) -> String {
    cut_by(text, max, |piece| piece.encode_utf16().count())
}

/// Escapes `&`, `<` and `>` for a place that Slack reads as mrkdwn, and cuts the escaped text to `max`.
fn escape_cut(text: &str, max: usize) -> String {
    let width = |piece: &str| {
        piece
            .chars()
            .map(|c| match c {
                '&' => 5,
                '<' | '>' => 4,
                _ => c.len_utf16(),
            })
            .sum()
    };
    cut_by(text, max, width)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn cut_by(text: &str, max: usize, width: impl Fn(&str) -> usize) -> String {
    if width(text) <= max {
        return text.to_owned();
    }
    let (mut kept, mut used) = (String::new(), 1);
    for grapheme in text.graphemes(true) {
        used += width(grapheme);
        if used > max {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// A JSON object of these fields.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Object(
        fields
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// A plain_text object. Slack refuses an empty one, so a dash stands for nothing.
#[must_use]
pub fn plain(text: &str, max: usize) -> Value {
    let text = if text.trim().is_empty() { "–" } else { text };
    json!({"type": "plain_text", "text": cut(text, max)})
}

/// A heading.
#[must_use]
pub fn header(text: &str) -> Value {
    json!({"type": "header", "text": plain(text, 150)})
}

/// A paragraph.
#[must_use]
pub fn section(text: &str) -> Value {
    json!({"type": "section", "text": plain(text, SECTION_MAX)})
}

/// A paragraph with a button or menu beside it.
#[must_use]
pub fn section_with(text: &str, accessory: Value) -> Value {
    let mut block = section(text);
    block["accessory"] = accessory;
    block
}

/// Small print.
#[must_use]
pub fn context(text: &str) -> Value {
    json!({"type": "context", "elements": [plain(text, 2_000)]})
}

/// A line.
#[must_use]
pub fn divider() -> Value {
    json!({"type": "divider"})
}

/// Buttons and menus in a row.
#[must_use]
pub fn actions(elements: Vec<Value>) -> Value {
    object([
        ("type", Value::from("actions")),
        ("elements", Value::from(elements)),
    ])
}

/// A block under a name of its own.
#[must_use]
pub fn named(mut block: Value, block_id: &str) -> Value {
    block["block_id"] = Value::from(block_id);
    block
}

/// A button; its value holds opaque ids only.
#[must_use]
pub fn button(text: &str, action: ActionId, value: &str) -> Value {
    let mut button = json!({
        "type": "button",
        "text": plain(text, SHORT_MAX),
        "action_id": action.as_str(),
    });
    if !value.is_empty() {
        button["value"] = Value::from(value);
    }
    button
}

/// The one button that stands out.
#[must_use]
pub fn primary(text: &str, action: ActionId, value: &str) -> Value {
    let mut button = button(text, action, value);
    button["style"] = Value::from("primary");
    button
}

/// A button that opens a page; none unless it is an https address that Slack takes.
#[must_use]
pub fn link_button(text: &str, url: &str) -> Option<Value> {
    let fits = url.starts_with("https://")
        && url.chars().count() <= 3_000
        && !url.contains(char::is_whitespace);
    fits.then(|| {
        let mut button = button(text, ActionId::OpenLink, "");
        button["url"] = Value::from(url);
        button
    })
}

/// One thing to choose: its value and text.
pub type Choice = (String, String);

/// An option object.
#[must_use]
pub fn option((value, text): &Choice) -> Value {
    json!({"text": plain(text, SHORT_MAX), "value": value})
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
    let mut element = json!({
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
    let mut element = json!({
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
    let mut element = json!({
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
    let mut element = json!({
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

/// The answer to a `block_suggestion`.
#[must_use]
pub fn suggestions(choices: &[Choice]) -> Value {
    json!({"options": options(choices, 100)})
}

/// The three dots.
#[must_use]
pub fn overflow(action: ActionId, choices: &[Choice]) -> Value {
    json!({
        "type": "overflow",
        "action_id": action.as_str(),
        "options": options(choices, 5),
    })
}

/// Any other element: its type, its `initial_…` if there is one.
#[must_use]
pub fn element(kind: &str, action: ActionId, initial: Option<(&str, Value)>) -> Value {
    let mut element = json!({"type": kind, "action_id": action.as_str()});
    if let Some((field, value)) = initial {
        element[field] = value;
    }
    element
}

/// A text field.
#[must_use]
pub fn text_input(max: usize, is_multiline: bool, initial: Option<&str>) -> Value {
    let mut element = json!({
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

/// A question in a modal: required unless made [`optional`].
#[must_use]
pub fn input(block_id: &str, label: &str, element: Value) -> Value {
    object([
        ("type", Value::from("input")),
        ("block_id", Value::from(block_id)),
        ("label", plain(label, 2_000)),
        ("element", element),
    ])
}

/// A question with a hint under it; an empty hint is none.
#[must_use]
pub fn hinted(mut input: Value, hint: &str) -> Value {
    if !hint.trim().is_empty() {
        input["hint"] = plain(hint, 2_000);
    }
    input
}

/// A question that may stay unanswered.
#[must_use]
pub fn optional(mut input: Value) -> Value {
    input["optional"] = Value::from(true);
    input
}

/// A question whose answer is sent at once.
#[must_use]
pub fn dispatched(mut input: Value) -> Value {
    input["dispatch_action"] = Value::from(true);
    input
}

/// A piece of a rich text line.
#[must_use]
pub fn run(text: &str) -> Value {
    json!({"type": "text", "text": cut(if text.is_empty() { "–" } else { text }, SECTION_MAX)})
}

/// A bold piece of a rich text line.
#[must_use]
pub fn bold(text: &str) -> Value {
    let mut run = run(text);
    run["style"] = json!({"bold": true});
    run
}

/// A rich text line.
#[must_use]
pub fn line(runs: Vec<Value>) -> Value {
    object([
        ("type", Value::from("rich_text_section")),
        ("elements", Value::from(runs)),
    ])
}

/// A rich text block of lines and lists.
#[must_use]
pub fn rich(elements: Vec<Value>) -> Value {
    object([
        ("type", Value::from("rich_text")),
        ("elements", Value::from(elements)),
    ])
}

/// A bullet list of lines.
#[must_use]
pub fn bullets(lines: Vec<Value>) -> Value {
    object([
        ("type", Value::from("rich_text_list")),
        ("style", Value::from("bullet")),
        ("elements", Value::from(lines)),
    ])
}

/// "**Lead-in.** And what follows": one rich text paragraph.
#[must_use]
pub fn lead_in(strong: &str, rest: &str) -> Value {
    rich(vec![line(vec![bold(strong), run(&format!(" {rest}"))])])
}

/// What was entered in a view: `view.state.values`, by the name of the block.
#[derive(Debug, Clone, Copy)]
pub struct State<'a>(pub &'a Value);

impl<'a> State<'a> {
    /// What the block's one element holds; blocks are found by their whole id.
    #[must_use]
    pub fn element(self, block_id: &str) -> Option<&'a Value> {
        self.0.get(block_id)?.as_object()?.values().next()
    }

    /// A chosen option's value.
    #[must_use]
    pub fn choice(self, block_id: &str) -> Option<&'a str> {
        self.element(block_id)?
            .get("selected_option")?
            .get("value")?
            .as_str()
    }

    /// A chosen option's value and text.
    #[must_use]
    pub fn option(self, block_id: &str) -> Option<Choice> {
        let option = self.element(block_id)?.get("selected_option")?;
        Some((
            option.get("value")?.as_str()?.to_owned(),
            option.pointer("/text/text")?.as_str()?.to_owned(),
        ))
    }

    /// The values of ticked boxes.
    #[must_use]
    pub fn ticked(self, block_id: &str) -> Vec<&'a str> {
        self.element(block_id)
            .and_then(|element| element.get("selected_options")?.as_array())
            .into_iter()
            .flatten()
            .filter_map(|option| option.get("value")?.as_str())
            .collect()
    }

    /// Typed text, trimmed; none when nothing was typed.
    #[must_use]
    pub fn text(self, block_id: &str) -> Option<&'a str> {
        self.field(block_id, "value")
            .map(str::trim)
            .filter(|text| !text.is_empty())
    }

    /// A named field of the element: `selected_date`, `selected_user`, `selected_time`…
    #[must_use]
    pub fn field(self, block_id: &str, field: &str) -> Option<&'a str> {
        self.element(block_id)?.get(field)?.as_str()
    }

    /// A named list of the element: `selected_users`.
    #[must_use]
    pub fn fields(self, block_id: &str, field: &str) -> Vec<&'a str> {
        self.element(block_id)
            .and_then(|element| element.get(field)?.as_array())
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_a_grapheme() {
        assert_eq!(cut("Nova Bouw", 9), "Nova Bouw");
        assert_eq!(cut("Nova Bouw", 6), "Nova…");
        assert_eq!(cut("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 12), "👩‍👩‍👧‍👦…");
        assert_eq!(cut("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 5), "…");
    }

    #[test]
    fn a_messages_text_can_mention_nobody() {
        let message = Message::plain("Tea & <!channel>");
        assert_eq!(message.text, "Tea &amp; &lt;!channel&gt;");
        assert!(Message::plain(&"<".repeat(5_000)).text.len() <= 3_910);
    }

    #[test]
    fn only_https_becomes_a_link() {
        assert!(link_button("Open", "https://crm.example/1").is_some());
        assert!(link_button("Open", "javascript:alert(1)").is_none());
    }
}
