//! A modal or Home tab as it comes back with what people entered.

use std::collections::BTreeMap;

use serde_json::Value;

use super::parts::ActionValue;
use crate::slack::value::{at, items, owned_text, text};

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
    /// What people entered.
    pub state: ViewState,
    /// The same as Slack sent it (`view.state.values`): what a modal's own file reads.
    pub values: Value,
    /// The block id of the first input block: where an error can be shown, whatever the modal is. Slack shows
    /// errors at input blocks alone.
    pub first_input: Option<String>,
}

impl View {
    /// None without an id.
    pub(super) fn from_value(value: &Value) -> Option<Self> {
        Some(Self {
            id: owned_text(value, &["id"])?,
            kind: text(value, &["type"]).unwrap_or_default().to_owned(),
            hash: owned_text(value, &["hash"]),
            callback_id: owned_text(value, &["callback_id"]).unwrap_or_default(),
            private_metadata: owned_text(value, &["private_metadata"]).unwrap_or_default(),
            external_id: owned_text(value, &["external_id"]),
            root_view_id: owned_text(value, &["root_view_id"]),
            previous_view_id: owned_text(value, &["previous_view_id"]),
            state: ViewState::from_value(at(value, &["state"])),
            values: at(value, &["state", "values"]).cloned().unwrap_or_default(),
            first_input: items(value, &["blocks"])
                .find(|block| text(block, &["type"]) == Some("input"))
                .and_then(|block| owned_text(block, &["block_id"])),
        })
    }
}

/// What the inputs of a view or message hold, by block and action id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ViewState(BTreeMap<String, BTreeMap<String, ActionValue>>);

impl ViewState {
    pub(super) fn from_value(state: Option<&Value>) -> Self {
        let blocks = state
            .and_then(|state| state.get("values"))
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        Self(
            blocks
                .map(|(block_id, actions)| {
                    let actions = actions.as_object().into_iter().flatten();
                    let values =
                        actions
                            .filter(|(_, value)| value.is_object())
                            .map(|(action_id, value)| {
                                (action_id.clone(), ActionValue::from_value(value))
                            });
                    (block_id.clone(), values.collect())
                })
                .collect(),
        )
    }

    /// What this input holds; none where the view has no such input.
    #[must_use]
    pub fn get(&self, block_id: &str, action_id: &str) -> Option<&ActionValue> {
        self.0.get(block_id)?.get(action_id)
    }

    /// All inputs, as block id, action id and what they hold.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &ActionValue)> {
        self.0.iter().flat_map(|(block_id, actions)| {
            actions
                .iter()
                .map(move |(action_id, value)| (block_id.as_str(), action_id.as_str(), value))
        })
    }

    /// Whether nothing came back.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
