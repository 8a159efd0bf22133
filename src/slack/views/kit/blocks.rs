//! Blocks: paragraphs, buttons in a row, questions, rich text.

use serde_json::Value;

use super::cut::cut;
use super::object::object;
use crate::domain::ids::{ChannelId, MemberId};
use crate::slack::ids::ActionId;

/// Longest text of a section.
const SECTION_MAX: usize = 3_000;
/// Longest text of a button.
const BUTTON_MAX: usize = 75;

/// A plain_text object. Slack refuses an empty one, so a dash stands for nothing.
#[must_use]
pub fn plain(text: &str, max: usize) -> Value {
    let text = if text.trim().is_empty() { "–" } else { text };
    object!({"type": "plain_text", "text": cut(text, max)})
}

/// A heading.
#[must_use]
pub fn header(text: &str) -> Value {
    object!({"type": "header", "text": plain(text, 150)})
}

/// A paragraph.
#[must_use]
pub fn section(text: &str) -> Value {
    object!({"type": "section", "text": plain(text, SECTION_MAX)})
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
    object!({"type": "context", "elements": vec![plain(text, 2_000)]})
}

/// A line.
#[must_use]
pub fn divider() -> Value {
    object!({"type": "divider"})
}

/// Buttons and menus in a row.
#[must_use]
pub fn actions(elements: Vec<Value>) -> Value {
    object!({"type": "actions", "elements": elements})
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
    let mut button = object!({
        "type": "button",
        "text": plain(text, BUTTON_MAX),
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

/// A button that asks "are you sure?" first: heading, what it means, the word to go on and the word to leave it.
#[must_use]
pub fn confirmed(mut button: Value, title: &str, text: &str, go_on: &str, leave: &str) -> Value {
    button["confirm"] = object!({
        "title": plain(title, 100),
        "text": plain(text, 300),
        "confirm": plain(go_on, 30),
        "deny": plain(leave, 30),
    });
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

/// A question in a modal: required unless made [`optional`].
#[must_use]
pub fn input(block_id: &str, label: &str, element: Value) -> Value {
    object!({"type": "input", "block_id": block_id, "label": plain(label, 2_000), "element": element})
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
    object!({"type": "text", "text": cut(if text.is_empty() { "–" } else { text }, SECTION_MAX)})
}

/// A bold piece of a rich text line.
#[must_use]
pub fn bold(text: &str) -> Value {
    let mut run = run(text);
    run["style"] = object!({"bold": true});
    run
}

/// A piece of a rich text line that mentions somebody: they are told. For ids that the store knows, never typed ones.
#[must_use]
pub fn mention(member: &MemberId) -> Value {
    object!({"type": "user", "user_id": member.as_str()})
}

/// A piece of a rich text line that names a channel.
#[must_use]
pub fn channel(channel: &ChannelId) -> Value {
    object!({"type": "channel", "channel_id": channel.as_str()})
}

/// A piece of a rich text line that opens a page; plain text unless it is an https address that Slack takes.
#[must_use]
pub fn link(url: &str) -> Value {
    let fits = url.starts_with("https://")
        && url.chars().count() <= SECTION_MAX
        && !url.contains(char::is_whitespace);
    match fits {
        true => object!({"type": "link", "url": url}),
        false => run(url),
    }
}

/// A rich text line.
#[must_use]
pub fn line(runs: Vec<Value>) -> Value {
    object!({"type": "rich_text_section", "elements": runs})
}

/// A rich text block of lines and lists.
#[must_use]
pub fn rich(elements: Vec<Value>) -> Value {
    object!({"type": "rich_text", "elements": elements})
}

/// A bullet list of lines.
#[must_use]
pub fn bullets(lines: Vec<Value>) -> Value {
    object!({"type": "rich_text_list", "style": "bullet", "elements": lines})
}

/// "**Lead-in.** And what follows": one rich text paragraph.
#[must_use]
pub fn lead_in(strong: &str, rest: &str) -> Value {
    rich(vec![line(vec![bold(strong), run(&format!(" {rest}"))])])
}
