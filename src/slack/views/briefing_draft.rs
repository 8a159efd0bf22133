//! A draft as a colleague of sales gets it: the briefing, three buttons, and what they said so far.

use serde_json::Value;

use super::briefing_post::BriefingPost;
use super::briefing_thread::BriefingDetails;
use super::briefing_words;
use super::kit::{self, Message, Modal, State};
use crate::domain::briefing::{Opinion, REMARK_MAX};
use crate::domain::ids::CampaignId;
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, CallbackId};
use crate::texts::t;

const REMARK: &str = "remark";

/// Where the draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftState {
    /// It can still change.
    Open,
    /// It was posted.
    Posted,
    /// Its campaign is over.
    Closed,
}

/// The message.
#[derive(Debug, Clone)]
pub struct BriefingDraft {
    /// The briefing.
    pub post: BriefingPost,
    /// Where it is.
    pub state: DraftState,
    /// What they said.
    pub opinion: Option<Opinion>,
    /// Their line.
    pub remark: Option<String>,
    /// What was answered; true when it was taken over.
    pub reply: Option<(String, bool)>,
}

impl BriefingDraft {
    /// The message.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let first = match (self.state, &self.post.by) {
            (DraftState::Open, Some(name)) => t!(language, "draft-asks", name = name.as_str()),
            (DraftState::Open, None) => t!(language, "draft-open"),
            (DraftState::Posted, _) => t!(language, "draft-posted"),
            (DraftState::Closed, _) => t!(language, "draft-closed"),
        };
        let mut lines = vec![first.clone()];
        let mut blocks = vec![kit::section(&first)];
        if self.state == DraftState::Open {
            let content = &self.post.content;
            let details = BriefingDetails { content };
            lines.extend(self.post.lines(language));
            blocks.extend(self.post.preview(language));
            lines.extend(details.lines(language));
            blocks.extend(details.blocks(language));
        } else {
            lines.push(self.post.name.clone());
            blocks.push(kit::header(&self.post.name));
        }
        for (strong, text) in self.said(language) {
            blocks.push(kit::lead_in(&strong, &text));
            lines.push(format!("{strong} {text}"));
        }
        if self.state == DraftState::Open {
            blocks.push(kit::actions(self.buttons(language)));
            let hint = match self.opinion {
                None => t!(language, "draft-hint"),
                Some(_) => t!(language, "draft-hint-change"),
            };
            blocks.push(kit::context(&hint));
        }
        Message::new(&lines.join("\n"), blocks)
    }

    /// What they said, and what was answered.
    fn said(&self, language: Language) -> Vec<(String, String)> {
        let mut said = Vec::new();
        let opinion = self.opinion.map(|it| briefing_words::opinion(language, it));
        if let Some(text) = word(language, opinion, self.remark.as_deref()) {
            said.push((t!(language, "draft-you-said"), text));
        }
        if let Some((reply, is_taken_over)) = &self.reply {
            let name = self.post.by.clone();
            let who = name.unwrap_or_else(|| t!(language, "draft-owner"));
            let answer = answer(language, reply, *is_taken_over);
            said.push((t!(language, "draft-answers", name = who), answer));
        }
        said
    }

    fn buttons(&self, language: Language) -> Vec<Value> {
        let campaign = self.post.campaign.as_str();
        Opinion::ALL
            .iter()
            .map(|it| {
                let text = briefing_words::opinion(language, *it);
                kit::button(&text, action_of(*it), campaign)
            })
            .collect()
    }
}

/// "I need more. What does it cost?"; none where nothing was said.
#[must_use]
pub(super) fn word(
    language: Language,
    opinion: Option<String>,
    remark: Option<&str>,
) -> Option<String> {
    match (opinion, remark) {
        (Some(opinion), Some(remark)) => Some(t!(
            language,
            "draft-word",
            opinion = opinion,
            remark = remark
        )),
        (Some(opinion), None) => Some(t!(language, "draft-opinion", opinion = opinion)),
        (None, Some(remark)) => Some(remark.to_owned()),
        (None, None) => None,
    }
}

/// "Taken over: students taken out", or the answer alone.
#[must_use]
pub(super) fn answer(language: Language, reply: &str, is_taken_over: bool) -> String {
    if is_taken_over {
        t!(language, "draft-taken-over", text = reply)
    } else {
        reply.to_owned()
    }
}

/// The button that says this.
#[must_use]
pub fn action_of(opinion: Opinion) -> ActionId {
    match opinion {
        Opinion::WouldCall => ActionId::WouldCall,
        Opinion::NeedsMore => ActionId::NeedsMore,
        Opinion::WrongAudience => ActionId::WrongAudience,
    }
}

/// The modal for the one line, after a button was pressed.
#[derive(Debug, Clone)]
pub struct RemarkView {
    /// The campaign.
    pub campaign: CampaignId,
    /// Its name.
    pub name: String,
    /// What was pressed.
    pub opinion: Opinion,
    /// The line so far.
    pub remark: Option<String>,
}

impl RemarkView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let opinion = briefing_words::opinion(language, self.opinion);
        let noted = t!(language, "remark-noted", opinion = opinion);
        Modal {
            callback: CallbackId::Remark,
            metadata: self.campaign.to_string(),
            title: t!(language, "remark-title"),
            submit: Some(t!(language, "button-save")),
            close: t!(language, "button-cancel"),
            notify_on_close: false,
            blocks: vec![
                kit::header(&self.name),
                kit::section(&noted),
                kit::optional(kit::hinted(
                    kit::input(
                        REMARK,
                        &t!(language, "remark-label"),
                        kit::text_input(REMARK_MAX, false, self.remark.as_deref()),
                    ),
                    &t!(language, "remark-hint"),
                )),
            ],
        }
        .json()
    }
}

/// Reads `view.state.values`: the line; empty when nothing was typed.
#[must_use]
pub fn parse(values: &Value) -> String {
    let text = State(values).text(REMARK).unwrap_or_default();
    kit::cut(text, REMARK_MAX)
}
