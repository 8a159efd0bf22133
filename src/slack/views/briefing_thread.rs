//! What stands in a briefing's thread: objections with answers, links, what an edit changed, questions.

use serde_json::Value;

use super::briefing_words::{field, says};
use super::kit::{self, Message, Modal};
use crate::domain::briefing::{BriefingContent, Field};
use crate::domain::ids::MemberId;
use crate::domain::language::Language;
use crate::slack::ids::CallbackId;
use crate::texts::t;

/// Objections with answers, and links.
#[derive(Debug, Clone, Copy)]
pub struct BriefingDetails<'a> {
    /// What the briefing says.
    pub content: &'a BriefingContent,
}

impl BriefingDetails<'_> {
    /// The message; none where there is neither.
    #[must_use]
    pub fn message(&self, language: Language) -> Option<Message> {
        let blocks = self.blocks(language);
        (!blocks.is_empty()).then(|| Message::new(&self.lines(language).join("\n"), blocks))
    }

    /// What stands in their place when all of it was taken out.
    #[must_use]
    pub fn nothing(language: Language) -> Message {
        Message::plain(&t!(language, "briefing-nothing-more"))
    }

    /// The same in a window.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let mut blocks = self.blocks(language);
        if blocks.is_empty() {
            blocks.push(kit::section(&t!(language, "briefing-nothing-more")));
        }
        Modal {
            callback: CallbackId::Briefing,
            metadata: String::new(),
            title: t!(language, "briefing-title"),
            submit: None,
            close: t!(language, "button-back"),
            notify_on_close: false,
            blocks,
        }
        .json()
    }

    /// The blocks; none where there is neither.
    #[must_use]
    pub fn blocks(&self, language: Language) -> Vec<Value> {
        let mut blocks = Vec::new();
        let objections: Vec<Value> = self
            .objections()
            .map(|it| kit::line(vec![kit::run(it)]))
            .collect();
        let list = |heading: &str, lines: Vec<Value>| {
            let heading = kit::line(vec![kit::bold(&t!(language, heading))]);
            kit::rich(vec![heading, kit::bullets(lines)])
        };
        if !objections.is_empty() {
            blocks.push(list("briefing-objections", objections));
        }
        let links = self.content.links.iter();
        let links: Vec<Value> = links.map(|it| kit::line(vec![kit::link(it)])).collect();
        if !links.is_empty() {
            blocks.push(list("briefing-links", links));
        }
        blocks
    }

    fn objections(&self) -> impl Iterator<Item = &str> {
        let lines = self.content.objections.lines().map(str::trim);
        lines.filter(|line| !line.is_empty())
    }

    /// Its lines without layout.
    #[must_use]
    pub fn lines(&self, language: Language) -> Vec<String> {
        let mut lines = Vec::new();
        if self.objections().next().is_some() {
            lines.push(t!(language, "briefing-objections"));
            lines.extend(self.objections().map(str::to_owned));
        }
        if !self.content.links.is_empty() {
            lines.push(t!(language, "briefing-links"));
            lines.extend(self.content.links.iter().cloned());
        }
        lines
    }
}

/// One line: what an edit changed.
#[derive(Debug, Clone)]
pub struct BriefingEdited<'a> {
    /// What differs.
    pub fields: &'a [Field],
    /// What it says since.
    pub content: &'a BriefingContent,
    /// Who answers questions, by name.
    pub questions_to: Option<String>,
}

impl BriefingEdited<'_> {
    /// The message: "Changed: for whom: food and pharma".
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let change = |it: &Field| {
            let name = field(language, *it);
            match says(language, self.content, *it, self.questions_to.as_deref()) {
                Some(text) => t!(language, "briefing-change", field = name, text = text),
                None => t!(language, "briefing-change-empty", field = name),
            }
        };
        let changes: Vec<String> = self.fields.iter().map(change).collect();
        Message::plain(&t!(
            language,
            "briefing-changed",
            changes = changes.join("; ")
        ))
    }
}

/// A question, with its asker's name, to whoever answers.
#[derive(Debug, Clone)]
pub struct QuestionAsked {
    /// Who asks.
    pub asked_by: String,
    /// What.
    pub question: String,
    /// Who is to answer: they are mentioned.
    pub to: Option<MemberId>,
}

impl QuestionAsked {
    /// The message.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let asks = t!(language, "question-asks", name = self.asked_by.as_str());
        let mut runs = vec![kit::bold(&asks), kit::run(&format!(" {}", self.question))];
        if let Some(to) = &self.to {
            runs.push(kit::run(" "));
            runs.push(kit::mention(to));
        }
        let text = format!("{asks} {}", self.question);
        Message::new(&text, vec![kit::rich(vec![kit::line(runs)])])
    }
}
