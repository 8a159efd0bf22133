//! "No", politely, with the reason and with who can.

use serde_json::Value;

use super::kit::{Message, answer_errors};
use crate::domain::language::Language;
use crate::domain::permission::Refusal;
use crate::texts::t;

/// Why something can't be done now, whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotNow {
    /// The round is closed and the next ask is out.
    RoundClosed,
    /// The next round has closed; the line comes too late for this one's numbers.
    NewerNumbers,
    /// The lead was passed on or withdrawn.
    LeadGone,
    /// The ask was answered already.
    AlreadyAnswered,
    /// The loop was ended.
    LoopEnded,
    /// A button of an older message.
    OutOfDate,
    /// The person named is not known here or can't take leads.
    NobodyOfThatName,
    /// Something went wrong on our side.
    Failed,
}

/// A refusal by the table of rights, said.
#[must_use]
pub fn refused(language: Language, refusal: Refusal) -> String {
    let key = match refusal {
        Refusal::OnlyTeamLeads => "refused-only-team-leads",
        Refusal::OnlyMarketing => "refused-only-marketing",
        Refusal::OnlyOwn => "refused-only-own",
        Refusal::OnlyCampaignOwner => "refused-only-campaign-owner",
        Refusal::OnlyAdmins => "refused-only-admins",
        Refusal::OnlyTheOwner => "refused-only-the-owner",
        Refusal::NamesAreHidden => "refused-names-are-hidden",
    };
    t!(language, key)
}

/// The answer to a form that was not stored, or not in time, said at one of its input blocks. Whose form it is
/// may not be known then, for the store is what did not answer: so without a language it is said in each.
#[must_use]
pub fn not_saved(language: Option<Language>, block: &str) -> Value {
    let said = match language {
        Some(language) => t!(language, "error-not-saved"),
        None => Language::ALL
            .map(|language| t!(language, "error-not-saved"))
            .join(" "),
    };
    answer_errors(&[(block.to_owned(), said)])
}

impl CannotNow {
    /// The sentence.
    #[must_use]
    pub fn text(self, language: Language) -> String {
        let key = match self {
            Self::RoundClosed => "cannot-round-closed",
            Self::NewerNumbers => "cannot-newer-numbers",
            Self::LeadGone => "cannot-lead-gone",
            Self::AlreadyAnswered => "cannot-already-answered",
            Self::LoopEnded => "cannot-loop-ended",
            Self::OutOfDate => "cannot-out-of-date",
            Self::NobodyOfThatName => "cannot-nobody",
            Self::Failed => "cannot-failed",
        };
        t!(language, key)
    }

    /// The sentence as a message.
    #[must_use]
    pub fn message(self, language: Language) -> Message {
        Message::plain(&self.text(language))
    }
}
