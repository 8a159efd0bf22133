//! The one reminder: only what is open, how little it is, and that no other follows.

use jiff::Zoned;

use super::ask::answer_buttons;
use super::kit::{self, Message};
use super::words::{self, LeadTitle};
use crate::domain::ids::AskId;
use crate::domain::language::Language;
use crate::texts::{dates, estimate, list, t};

/// The reminder.
#[derive(Debug, Clone)]
pub struct Reminder {
    /// The ask it is about.
    pub ask: AskId,
    /// The leads still open.
    pub open: Vec<LeadTitle>,
    /// The deadline in the rep's zone, less than a week away.
    pub deadline: Zoned,
}

impl Reminder {
    /// The message.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let inside = words::inside(language, &self.open);
        let outside = words::outside(language, &self.open);
        let count = self.open.len();
        let say = |leads: String| {
            t!(
                language,
                "reminder",
                count = count,
                leads = leads,
                estimate = estimate(language, count),
                until = dates::weekday_time(language, &self.deadline)
            )
        };
        Message::new(
            &say(list(language, &outside)),
            vec![
                kit::section(&say(list(language, &inside))),
                kit::actions(answer_buttons(language, &self.ask, count)),
            ],
        )
    }
}
