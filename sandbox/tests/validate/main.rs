//! What the validator takes and what it refuses: each limit at its edge and one past it, each rule kept and broken.

#![expect(
    clippy::needless_pass_by_value,
    reason = "payloads are written in place and handed on"
)]

mod anything;
mod edges;
mod limits;
mod rules;
mod sound;

use serde_json::{Value, json};
use slack_sandbox::validate::{Fault, Surface, blocks};

/// A text of so many characters; not one of them is a single byte.
fn chars(count: usize) -> String {
    "é".repeat(count)
}

fn plain(count: usize) -> Value {
    json!({"type": "plain_text", "text": chars(count)})
}

fn mrkdwn(count: usize) -> Value {
    json!({"type": "mrkdwn", "text": chars(count)})
}

/// So many items, made one by one.
fn many(count: usize, item: impl Fn(usize) -> Value) -> Value {
    (0..count).map(item).collect()
}

fn option(value: &str) -> Value {
    json!({"text": {"type": "plain_text", "text": "Pick"}, "value": value})
}

fn options(count: usize) -> Value {
    many(count, |index| option(&index.to_string()))
}

fn button() -> Value {
    json!({"type": "button", "text": {"type": "plain_text", "text": "Press"}})
}

fn section() -> Value {
    json!({"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}})
}

fn input(element: Value) -> Value {
    json!({"type": "input", "label": {"type": "plain_text", "text": "Label"}, "element": element})
}

/// A value with some fields set anew; `null` takes a field away.
fn but(mut value: Value, changes: Value) -> Value {
    if let (Some(fields), Value::Object(changes)) = (value.as_object_mut(), changes) {
        for (name, change) in changes {
            if change.is_null() {
                fields.remove(&name);
            } else {
                fields.insert(name, change);
            }
        }
    }
    value
}

fn pointers(faults: &[Fault]) -> Vec<&str> {
    faults.iter().map(|fault| fault.pointer.as_str()).collect()
}

/// The faults of one block.
fn block(block: &Value, surface: Surface) -> Vec<Fault> {
    blocks(&json!([block]), surface)
}
