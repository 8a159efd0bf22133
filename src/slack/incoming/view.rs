//! A modal or Home tab as it comes back with what people entered.

use serde_json::Value;

use crate::slack::value::{items, owned_text, text};

/// A view somebody used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Slack's id for it, the same until it is closed.
    pub id: String,
    /// `modal` or `home`.
    pub kind: String,
    /// The state of the view; another one after each update.
    pub hash: Option<String>,
    /// Our name for this kind of view; empty where we gave none.
    pub callback_id: String,
    /// What we hid in it; empty where we hid nothing.
    pub private_metadata: String,
    /// Our own id for it, where we gave one.
    pub external_id: Option<String>,
    /// The lowest view of the stack.
    pub root_view_id: Option<String>,
    /// The view below it.
    pub previous_view_id: Option<String>,
    /// What people entered, as Slack sent it (`view.state.values`), by block and action id: each modal's own file reads
    /// it.
    pub values: Value,
    /// The block id of the first input block: where an error can be shown, whatever the modal is. Slack shows
    /// errors at input blocks alone.
    pub first_input: Option<String>,
}

impl View {
    /// None without an id. What people entered is taken out of `value`.
    pub(super) fn take(value: &mut Value) -> Option<Self> {
        let values = value
            .get_mut("state")
            .and_then(|state| state.get_mut("values"));
        let values = values.map(Value::take).unwrap_or_default();
        let value = &*value;
        Some(Self {
            id: owned_text(value, &["id"])?,
            kind: text(value, &["type"]).unwrap_or_default().to_owned(),
            hash: owned_text(value, &["hash"]),
            callback_id: owned_text(value, &["callback_id"]).unwrap_or_default(),
            private_metadata: owned_text(value, &["private_metadata"]).unwrap_or_default(),
            external_id: owned_text(value, &["external_id"]),
            root_view_id: owned_text(value, &["root_view_id"]),
            previous_view_id: owned_text(value, &["previous_view_id"]),
            values,
            first_input: items(value, &["blocks"])
                .find(|block| text(block, &["type"]) == Some("input"))
                .and_then(|block| owned_text(block, &["block_id"])),
        })
    }
}
