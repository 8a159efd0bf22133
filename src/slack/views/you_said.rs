//! You said → we did: to a rep, about their own words and nobody else's.

use super::campaign_results::{Change, with_done};
use super::kit::{self, Message};
use super::words;
use crate::domain::figures::ROWS_MAX;
use crate::domain::language::Language;
use crate::domain::rating::Reason;
use crate::texts::t;

/// Characters of a comment that are repeated to who wrote it.
const COMMENT_SHOWN: usize = 200;

/// What the rep said of one lead.
#[derive(Debug, Clone)]
pub struct OwnWords {
    /// What lists call the lead.
    pub lead: String,
    /// Why they rejected it.
    pub reason: Option<Reason>,
    /// What they wrote, if that was ticked.
    pub comment: Option<String>,
}

impl OwnWords {
    /// "Kade 9: company doesn't fit us, "one plant"".
    pub(super) fn line(&self, language: Language) -> String {
        let reason = self.reason.map(|it| words::reason(language, it));
        let comment = self.comment.as_deref().map(|comment| {
            let comment = kit::cut(comment, COMMENT_SHOWN);
            t!(language, "quote", text = comment)
        });
        let said: Vec<String> = reason.into_iter().chain(comment).collect();
        if said.is_empty() {
            return self.lead.clone();
        }
        t!(
            language,
            "you-said-of",
            lead = self.lead.as_str(),
            said = said.join(", ")
        )
    }
}

/// The message.
#[derive(Debug, Clone)]
pub struct YouSaid {
    /// The campaign.
    pub campaign: String,
    /// What the rep said that led to it; nothing when the answer no longer rests on it.
    pub said: Vec<OwnWords>,
    /// Who answered; none when they have left.
    pub owner: Option<String>,
    /// What marketing does.
    pub change: Change,
}

impl YouSaid {
    /// The message. On a lock screen it names the campaign and nothing else.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let heading = t!(
            language,
            "you-said-heading",
            campaign = self.campaign.as_str()
        );
        let mut blocks = vec![kit::header(&heading)];
        if self.said.is_empty() {
            blocks.push(kit::section(&t!(language, "you-said-no-longer")));
        } else {
            let opening = t!(language, "you-said-opening");
            blocks.push(kit::rich(vec![kit::line(vec![kit::bold(&opening)])]));
            let said = self.said.iter().take(ROWS_MAX);
            let lines = said.map(|it| kit::line(vec![kit::run(&it.line(language))]));
            blocks.push(kit::rich(vec![kit::bullets(lines.collect())]));
        }
        let owner = match &self.owner {
            Some(owner) => owner.clone(),
            None => t!(language, "ask-outcome-marketing"),
        };
        let does = t!(language, "you-said-does", owner = owner);
        blocks.push(kit::lead_in(&does, &with_done(language, &self.change)));
        blocks.push(kit::context(&match self.change.done_on {
            Some(_) => t!(language, "you-said-private"),
            None => t!(language, "you-said-later"),
        }));
        Message::new(&heading, blocks)
    }
}
