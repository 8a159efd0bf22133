//! A message as a whole: its text, blocks and attachments.

use super::walk::Walk;
use super::{Fault, FaultCode, Surface, blocks};
use serde_json::Value;

/// Attachments of a message.
const ATTACHMENTS: usize = 100;

/// The faults of a message (`{"text", "blocks", "attachments"}`); none if Slack would take it.
///
/// Looks at these three fields and at `markdown_text`: everything else in the object is the business of the method it
/// is sent with. So is the length of `text`, which `chat.postMessage` cuts and `chat.update` refuses.
///
/// Source: <https://docs.slack.dev/reference/methods/chat.postMessage>
#[must_use]
pub fn message(message: &Value) -> Vec<Fault> {
    let mut walk = Walk::new(Surface::Message);
    let Some(fields) = walk.object(message) else {
        return walk.finish();
    };
    let present = |name: &str| fields.get(name).filter(|value| !is_empty(value));
    if ["text", "blocks", "attachments", "markdown_text"]
        .iter()
        .all(|name| present(name).is_none())
    {
        walk.refuse_as(
            FaultCode::NoText,
            "must provide text, blocks or attachments",
        );
    }
    if let Some(text) = fields
        .get("text")
        .filter(|text| !text.is_null() && !text.is_string())
    {
        walk.at("text", |walk| walk.chars(0, usize::MAX - 1, text));
    }
    if let Some(text) = present("markdown_text") {
        walk.at("markdown_text", |walk| walk.chars(1, 12_000, text));
        if present("text").is_some() || present("blocks").is_some() {
            walk.at("markdown_text", |walk| {
                walk.refuse("not allowed with text or blocks");
            });
        }
    }
    if let Some(list) = fields.get("blocks").filter(|list| !list.is_null()) {
        walk.at("blocks", |walk| blocks::list(walk, list));
    }
    if let Some(list) = fields.get("attachments").filter(|list| !list.is_null()) {
        walk.at("attachments", |walk| attachments(walk, list));
    }
    walk.finish()
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty)
}

fn attachments(walk: &mut Walk, list: &Value) {
    let Some(items) = walk.list(0, usize::MAX, list) else {
        return;
    };
    if items.len() > ATTACHMENTS {
        walk.refuse_as(
            FaultCode::TooManyAttachments,
            format!("no more than {ATTACHMENTS} items allowed"),
        );
    }
    walk.each(items, |walk, attachment| {
        let nested = walk
            .object(attachment)
            .and_then(|attachment| attachment.get("blocks"));
        if let Some(nested) = nested {
            walk.forget_block_ids();
            walk.at("blocks", |walk| blocks::list(walk, nested));
        }
    });
}
