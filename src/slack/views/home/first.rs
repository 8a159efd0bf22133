//! The one button of the Home tab that stands out: the first that does something that waits.

use serde_json::Value;

use crate::slack::ids::ActionId;
use crate::slack::views::kit;

/// Gives out the style of the first action, once.
#[derive(Debug, Default)]
pub(super) struct First {
    is_given: bool,
}

impl First {
    /// One whose style was given already.
    pub(super) fn given() -> Self {
        Self { is_given: true }
    }

    pub(super) fn button(&mut self, text: &str, action: ActionId, value: &str) -> Value {
        if std::mem::replace(&mut self.is_given, true) {
            kit::button(text, action, value)
        } else {
            kit::primary(text, action, value)
        }
    }
}
