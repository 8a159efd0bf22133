//! The briefings that somebody has begun and not posted.

use serde_json::Value;

use super::kit::{self, Modal};
use crate::domain::ids::CampaignId;
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, CallbackId};
use crate::texts::t;

/// How far a briefing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfinished {
    /// A page is not complete.
    BeingWritten,
    /// Complete, and nobody said when.
    Ready,
    /// Shown to colleagues.
    WithColleagues,
}

/// The list.
#[derive(Debug, Clone)]
pub struct UnfinishedBriefings {
    /// Campaign, name and how far.
    pub briefings: Vec<(CampaignId, String, Unfinished)>,
}

impl UnfinishedBriefings {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let mut blocks = vec![kit::section(&t!(language, "briefs-unfinished"))];
        blocks.extend(self.briefings.iter().map(|(id, name, how_far)| {
            let key = match how_far {
                Unfinished::BeingWritten => "briefs-state-draft",
                Unfinished::Ready => "briefs-state-ready",
                Unfinished::WithColleagues => "briefs-state-in-review",
            };
            let state = t!(language, key);
            let text = t!(
                language,
                "briefs-line",
                name = name.as_str(),
                state = state.as_str()
            );
            kit::section_with(
                &text,
                kit::button(
                    &t!(language, "briefs-go-on"),
                    ActionId::WriteBriefing,
                    id.as_str(),
                ),
            )
        }));
        blocks.push(kit::divider());
        blocks.push(kit::actions(vec![kit::button(
            &t!(language, "briefs-new"),
            ActionId::WriteBriefing,
            "",
        )]));
        Modal {
            callback: CallbackId::Briefings,
            metadata: String::new(),
            title: t!(language, "briefs-title"),
            submit: None,
            close: t!(language, "button-close"),
            notify_on_close: false,
            blocks,
        }
        .json()
    }
}
