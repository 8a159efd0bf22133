//! A campaign's briefing as far as it goes yet: its goal and who it is not for.

use serde_json::Value;

use super::kit::{self, Modal};
use crate::domain::language::Language;
use crate::slack::ids::CallbackId;
use crate::texts::t;

/// A campaign's goal and who it is not for, laid over the window.
#[derive(Debug, Clone)]
pub struct BriefingView {
    /// One opaque id.
    pub metadata: String,
    /// The campaign's name.
    pub name: String,
    /// Its goal.
    pub goal: Option<String>,
    /// Who it is not for.
    pub not_for: Option<String>,
    /// Its owner's name, for questions.
    pub owner: Option<String>,
}

impl BriefingView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let mut blocks = vec![kit::header(&self.name)];
        if let Some(goal) = &self.goal {
            blocks.push(kit::lead_in(&t!(language, "briefing-goal"), goal));
        }
        if let Some(not_for) = &self.not_for {
            blocks.push(kit::lead_in(&t!(language, "briefing-not-for"), not_for));
        }
        if self.goal.is_none() && self.not_for.is_none() {
            blocks.push(kit::section(&t!(language, "briefing-none")));
        }
        if let Some(owner) = &self.owner {
            blocks.push(kit::context(&t!(
                language,
                "briefing-owner",
                owner = owner.as_str()
            )));
        }
        Modal {
            callback: CallbackId::Briefing,
            metadata: self.metadata.clone(),
            title: t!(language, "briefing-title"),
            submit: None,
            close: t!(language, "button-back"),
            notify_on_close: false,
            blocks,
        }
        .json()
    }
}
