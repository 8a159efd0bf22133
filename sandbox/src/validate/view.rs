//! A modal or a Home tab as a whole.

use super::rule::{Field, ID, Rule, Shape, TextKind, optional, required, with};
use super::walk::Walk;
use super::{Fault, FaultCode, Surface, blocks};
use serde_json::Value;

/// Bytes of a view as JSON.
const VIEW_BYTES: usize = 250_000;

static COMMON: &[Field] = &[
    required("type", Rule::OneOf(&["modal", "home"])),
    required("blocks", Rule::Check(blocks::list)),
    optional("private_metadata", Rule::Chars(0, 3000)),
    optional("callback_id", Rule::Chars(0, ID)),
    optional("external_id", Rule::Chars(0, ID)),
];

static MODAL: Shape = with(
    &[
        COMMON,
        &[
            required("title", Rule::Text(TextKind::Plain, 24)),
            optional("submit", Rule::Text(TextKind::Plain, 24)),
            optional("close", Rule::Text(TextKind::Plain, 24)),
            optional("clear_on_close", Rule::Bool),
            optional("notify_on_close", Rule::Bool),
            optional("submit_disabled", Rule::Bool),
        ],
    ],
    |walk, modal| {
        if walk.tally.inputs > 0 && !modal.contains_key("submit") {
            walk.missing("submit");
        }
    },
);

static HOME: Shape = Shape {
    fields: &[COMMON],
    also: None,
};

/// The faults of a modal or Home tab; none if Slack would take it.
///
/// Pointers begin at the view itself: `/title`, `/blocks/0/text`.
///
/// Source: <https://docs.slack.dev/reference/views>
#[must_use]
pub fn view(view: &Value) -> Vec<Fault> {
    let surface = if view.get("type").and_then(Value::as_str) == Some("home") {
        Surface::Home
    } else {
        Surface::Modal
    };
    let mut walk = Walk::new(surface);
    let shape = if surface == Surface::Home {
        &HOME
    } else {
        &MODAL
    };
    walk.rule(&Rule::Object(shape), view);
    if view.to_string().len() > VIEW_BYTES {
        walk.refuse_as(FaultCode::ViewTooLarge, "must be no larger than 250 KB");
    }
    walk.finish()
}
