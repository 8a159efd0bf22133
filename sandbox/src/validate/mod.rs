//! Says whether Slack would take a payload: blocks, a view, a message.
//!
//! A pure function of the JSON: no workspace, no clock, no network. It refuses what Slack is known to refuse. Where
//! Slack's own sources disagree about a limit, the lower one holds, so that a program which works here works on Slack.
//! It never mends a payload and never says whether ids in it (users, channels, files) exist.
//!
//! Sources: <https://docs.slack.dev/reference/block-kit/blocks>, <https://docs.slack.dev/reference/block-kit/block-elements>
//! and <https://docs.slack.dev/reference/block-kit/composition-objects>; the number of blocks,
//! <https://docs.slack.dev/block-kit>; what is said of a fault, <https://docs.slack.dev/reference/methods/blocks.validate>.
//!
//! Shapes are tables (`rule::Shape`); one file per family holds the tables, `walk` reads them.

mod blocks;
mod buttons;
mod cards;
mod choices;
mod elements;
mod fault;
mod inputs;
mod message;
mod objects;
mod rich_text;
mod rule;
mod tables_and_charts;
mod view;
mod walk;

pub use fault::{Fault, FaultCode};
pub use message::message;
pub use view::view;

use serde_json::Value;
use walk::Walk;

/// Where blocks are shown. It decides which blocks and elements may stand there, and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// A message in a conversation, or an ephemeral one.
    Message,
    /// A modal view.
    Modal,
    /// A person's Home tab.
    Home,
}

impl Surface {
    /// How many blocks it holds.
    #[must_use]
    pub const fn max_blocks(self) -> usize {
        match self {
            Self::Message => 50,
            Self::Modal | Self::Home => 100,
        }
    }
}

/// The faults of an array of blocks, in the order of the document; none if Slack would take it.
///
/// Pointers begin at `/blocks`, as in the answers of `blocks.validate`.
#[must_use]
pub fn blocks(blocks: &Value, surface: Surface) -> Vec<Fault> {
    let mut walk = Walk::new(surface);
    walk.at("blocks", |walk| blocks::list(walk, blocks));
    walk.finish()
}

/// The faults of what an app answers when an external select asks it for options; none if Slack
/// would take it. It may offer nothing.
///
/// Source: <https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select>
#[must_use]
pub fn suggestions(answer: &Value) -> Vec<Fault> {
    let mut walk = Walk::new(Surface::Modal);
    choices::suggestions(&mut walk, answer);
    walk.finish()
}
