//! `/leadloop help`, and what a command answers when there is nothing else to show.

use super::kit::{self, Message};
use crate::domain::language::Language;
use crate::texts::t;

/// What the command can do for this person.
#[derive(Debug, Clone, Copy, Default)]
pub struct Help {
    /// Writes briefings.
    pub can_write_briefings: bool,
    /// May ask now.
    pub can_ask_now: bool,
    /// May ask why about others.
    pub can_ask_about_others: bool,
    /// The command was not understood.
    pub is_unknown_command: bool,
}

impl Help {
    /// The answer.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let mut keys = vec![
            ("/leadloop rate", "help-rate"),
            ("/leadloop lead", "help-lead"),
            ("/leadloop why", "help-why"),
        ];
        if self.can_write_briefings {
            keys.push(("/leadloop briefing", "help-briefing"));
        }
        if self.can_ask_about_others {
            keys.push(("/leadloop why @", "help-why-other"));
        }
        if self.can_ask_now {
            keys.push(("/leadloop ask now", "help-ask-now"));
        }
        keys.push(("/leadloop pause", "help-pause"));
        keys.push(("/leadloop settings", "help-settings"));
        let opening = if self.is_unknown_command {
            t!(language, "help-unknown")
        } else {
            t!(language, "help-opening")
        };
        let lines: Vec<(&str, String)> = keys
            .into_iter()
            .map(|(command, key)| (command, t!(language, key)))
            .collect();
        let text: Vec<String> = lines
            .iter()
            .map(|(command, text)| format!("{command}: {text}"))
            .collect();
        let bullets = lines.iter().map(|(command, text)| {
            kit::line(vec![kit::bold(command), kit::run(&format!(" {text}"))])
        });
        Message::new(
            &format!("{opening}\n{}", text.join("\n")),
            vec![
                kit::section(&opening),
                kit::rich(vec![kit::bullets(bullets.collect())]),
                kit::context(&t!(language, "purpose")),
            ],
        )
    }
}

/// A short answer to something a person did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// `rate`: nothing is open.
    NothingToRate,
    /// `ask now`: so many people will be asked.
    AskedNow {
        /// How many.
        people: u32,
    },
    /// `ask now`: nobody has a lead to be asked about.
    NobodyToAsk,
    /// `ask now` was used less than a week ago.
    AskedNowLately,
    /// Settings are saved.
    SettingsSaved,
    /// The words for "away" are saved.
    AwayWordsSaved,
    /// The answer is saved; it stands in the digest.
    OwnerAnswerSaved,
    /// The answer is saved; the digest is out, so the next one has it.
    OwnerAnswerShown,
    /// The loop is paused.
    LoopPaused,
    /// The loop runs again.
    LoopResumed,
    /// The next round is left out.
    RoundSkipped,
}

impl Answer {
    /// The sentence.
    #[must_use]
    pub fn text(self, language: Language) -> String {
        let key = match self {
            Self::NothingToRate => "answer-nothing-to-rate",
            Self::AskedNow { people } => return t!(language, "answer-asked-now", people = people),
            Self::NobodyToAsk => "answer-nobody-to-ask",
            Self::AskedNowLately => "answer-asked-now-lately",
            Self::SettingsSaved => "answer-settings-saved",
            Self::AwayWordsSaved => "away-words-saved",
            Self::OwnerAnswerSaved => "answer-owner-answer-saved",
            Self::OwnerAnswerShown => "answer-owner-answer-shown",
            Self::LoopPaused => "answer-loop-paused",
            Self::LoopResumed => "answer-loop-resumed",
            Self::RoundSkipped => "answer-round-skipped",
        };
        t!(language, key)
    }

    /// The sentence as a message.
    #[must_use]
    pub fn message(self, language: Language) -> Message {
        Message::plain(&self.text(language))
    }
}
