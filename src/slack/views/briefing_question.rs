//! "I have a question": one field; what is typed stands in the briefing's thread.

use serde_json::Value;

use super::kit::{self, Modal, State};
use crate::domain::briefing::QUESTION_MAX;
use crate::domain::ids::{CampaignId, ChannelId};
use crate::domain::language::Language;
use crate::slack::ids::{CallbackId, pair};
use crate::texts::t;

const QUESTION: &str = "question";

/// The modal.
#[derive(Debug, Clone)]
pub struct QuestionView {
    /// The campaign.
    pub campaign: CampaignId,
    /// The channel in whose thread it is asked.
    pub channel: ChannelId,
}

impl QuestionView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        Modal {
            callback: CallbackId::BriefingQuestion,
            metadata: pair(&self.campaign, &self.channel),
            title: t!(language, "question-title"),
            submit: Some(t!(language, "question-submit")),
            close: t!(language, "button-cancel"),
            notify_on_close: false,
            blocks: vec![kit::hinted(
                kit::input(
                    QUESTION,
                    &t!(language, "question-label"),
                    kit::text_input(QUESTION_MAX, true, None),
                ),
                &t!(language, "question-hint"),
            )],
        }
        .json()
    }
}

/// Reads the modal's metadata.
#[must_use]
pub fn place(metadata: &str) -> Option<(CampaignId, ChannelId)> {
    let (campaign, channel) = metadata.split_once(':')?;
    Some((CampaignId::new(campaign), ChannelId::new(channel)))
}

/// Reads `view.state.values`: the question; none when nothing was typed.
#[must_use]
pub fn parse(values: &Value) -> Option<String> {
    let text = State(values).text(QUESTION)?;
    Some(kit::cut(text, QUESTION_MAX))
}
