//! What was chosen in the rating window, and the answers that send a rep back to it.

use serde_json::Value;

use super::kit::{self, State};
use crate::domain::ids::{AskId, LeadId};
use crate::domain::language::Language;
use crate::domain::rating::{Axis, Draft, FollowUp, Judgement, Reason, Verdict};
use crate::texts::t;

/// The value of the box "same for the others".
pub(super) const SAME: &str = "same";

/// The comment's block: always there, so an error can point at it.
pub(super) fn comment_block(ask: &AskId, lead: &LeadId) -> String {
    format!("comment:{ask}:{lead}")
}

/// What was chosen in a window.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The answers so far. With the follow-up-only form the rest is missing: it is the earlier rating's.
    pub draft: Draft,
    /// "Same for the other two" is ticked.
    pub is_same_for_others: bool,
}

/// Reads `view.state.values` of a window of this lead; other leads' blocks are ignored.
#[must_use]
pub fn parse(values: &Value, ask: &AskId, lead: &LeadId) -> Chosen {
    let state = State(values);
    let block = |name: &str| format!("{name}:{ask}:{lead}");
    let axis = |axis: Axis| {
        state
            .choice(&block(axis.code()))
            .and_then(Judgement::from_code)
    };
    Chosen {
        draft: Draft {
            follow_up: state
                .choice(&block("follow_up"))
                .and_then(FollowUp::from_code),
            relevance: axis(Axis::Relevance),
            timing: axis(Axis::Timing),
            intent: axis(Axis::Intent),
            verdict: state.choice(&block("verdict")).and_then(Verdict::from_code),
            reason: state.choice(&block("reason")).and_then(Reason::from_code),
            comment: state.text(&comment_block(ask, lead)).map(str::to_owned),
        },
        is_same_for_others: state.ticked(&block("others")).contains(&SAME),
    }
}

/// The answer when "something else" came without words: the comment's block exists always, so it can be
/// pointed at.
#[must_use]
pub fn comment_needed(language: Language, ask: &AskId, lead: &LeadId) -> Value {
    kit::answer_errors(&[(
        comment_block(ask, lead),
        t!(language, "rating-comment-needed"),
    )])
}
