//! The window that opens, or is left, when a lead can't be rated: says why.

use serde_json::Value;

use super::kit::{self, Modal};
use crate::domain::language::Language;
use crate::slack::ids::CallbackId;
use crate::texts::t;

/// Why a lead can't be rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotRate {
    /// The ask or the window is not there any more.
    Gone,
    /// It is somebody else's.
    NotYours,
    /// A newer ask went out.
    Closed,
    /// Every lead is answered.
    NothingOpen,
    /// Every lead that is open was skipped, twice.
    AllSkipped,
}

impl CannotRate {
    /// The view.
    #[must_use]
    pub fn view(self, language: Language) -> Value {
        let text = match self {
            Self::Gone => t!(language, "cannot-rate-gone"),
            Self::NotYours => t!(language, "cannot-rate-not-yours"),
            Self::Closed => t!(language, "cannot-rate-closed"),
            Self::NothingOpen => t!(language, "cannot-rate-nothing-open"),
            Self::AllSkipped => t!(language, "cannot-rate-all-skipped"),
        };
        Modal {
            callback: CallbackId::Notice,
            metadata: String::new(),
            title: t!(language, "cannot-rate-title"),
            submit: None,
            close: t!(language, "button-close"),
            notify_on_close: false,
            blocks: vec![kit::section(&text)],
        }
        .json()
    }
}
