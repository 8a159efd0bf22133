//! Checks Block Kit payloads the way Slack does.

use serde_json::Value;

/// Where blocks are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// A message in a channel or DM.
    Message,
    /// A modal.
    Modal,
    /// A Home tab.
    Home,
}

/// Something Slack would refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// A short machine-readable name of the fault.
    pub code: String,
    /// JSON pointer to the place.
    pub pointer: String,
    /// What is wrong, in words.
    pub message: String,
}

/// Checks a message: `{"text", "blocks", …}`.
#[must_use]
pub fn message(_message: &Value) -> Vec<Fault> {
    Vec::new()
}

/// Checks a view: a modal or a Home tab.
#[must_use]
pub fn view(_view: &Value) -> Vec<Fault> {
    Vec::new()
}

/// Checks bare blocks for a surface.
#[must_use]
pub fn blocks(_blocks: &Value, _surface: Surface) -> Vec<Fault> {
    Vec::new()
}
