//! A campaign's briefing in a window: all of it but what marketing expects, which would anchor whoever judges.

use serde_json::Value;

use super::briefing_thread::BriefingDetails;
use super::briefing_words::{first_contact, where_it_runs};
use super::kit::{self, Modal};
use crate::domain::briefing::BriefingContent;
use crate::domain::language::Language;
use crate::slack::ids::CallbackId;
use crate::texts::{dates, t};

/// A campaign's briefing, laid over the window or opened from a message.
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
    /// What was posted; none before.
    pub posted: Option<BriefingContent>,
    /// Who answers questions, by name.
    pub owner: Option<String>,
}

impl BriefingView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let mut blocks = vec![kit::header(&self.name)];
        match &self.posted {
            Some(content) => blocks.extend(whole(language, content)),
            None => blocks.extend(self.known(language)),
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

    /// What is known before a briefing was posted.
    fn known(&self, language: Language) -> Vec<Value> {
        let mut blocks = Vec::new();
        if let Some(goal) = &self.goal {
            blocks.push(kit::lead_in(&t!(language, "briefing-goal"), goal));
        }
        if let Some(not_for) = &self.not_for {
            blocks.push(kit::lead_in(&t!(language, "briefing-not-for"), not_for));
        }
        if blocks.is_empty() {
            blocks.push(kit::section(&t!(language, "briefing-none")));
        }
        blocks
    }
}

/// The whole of it, without the forecast.
fn whole(language: Language, content: &BriefingContent) -> Vec<Value> {
    let places = where_it_runs(language, content);
    let first = content.starts_on.map(|it| dates::day(language, it));
    let first = first.map(|date| t!(language, "briefing-first-leads", date = date));
    let last = content.ends_on.map(|it| dates::day(language, it));
    let last = last.map(|date| t!(language, "briefing-until", date = date));
    let small_print: Vec<String> = [(!places.is_empty()).then_some(places), first, last]
        .into_iter()
        .flatten()
        .collect();
    let mut blocks = Vec::new();
    if !small_print.is_empty() {
        blocks.push(kit::context(&small_print.join(" · ")));
    }
    let contact = first_contact(language, content.first_contact_days);
    let pairs = [
        ("briefing-goal", content.goal.as_str()),
        ("briefing-for", content.for_whom.as_str()),
        ("briefing-not-for", content.not_for.as_str()),
        ("briefing-promise", content.promise.as_str()),
        ("briefing-request", contact.as_str()),
        ("briefing-opening", content.opening.as_str()),
    ];
    for (heading, text) in pairs {
        if !text.trim().is_empty() {
            blocks.push(kit::lead_in(&t!(language, heading), text));
        }
    }
    blocks.extend(BriefingDetails { content }.blocks(language));
    blocks
}
