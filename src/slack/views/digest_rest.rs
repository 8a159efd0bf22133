//! What a digest and its thread leave out for want of room, in a window: without names of people, as whoever
//! reads the channel may open it.

use serde_json::Value;

use super::digest_details::comment_line;
use super::digest_sections::listed;
use super::kit::{self, Modal};
use crate::domain::figures::{COMMENTS_MAX, ROWS_MAX, RoundFigures};
use crate::domain::language::Language;
use crate::slack::ids::CallbackId;
use crate::texts::t;

/// Rows in one window: each is a block, and a window has room for a hundred.
const ROWS_IN_WINDOW: usize = 90;

fn window(language: Language, title: String, lines: &[String]) -> Value {
    let more = lines.len().saturating_sub(ROWS_IN_WINDOW);
    let shown = lines.iter().take(ROWS_IN_WINDOW);
    let mut blocks: Vec<Value> = shown.map(|line| kit::section(line)).collect();
    if blocks.is_empty() {
        blocks.push(kit::section(&t!(language, "rest-none")));
    }
    if more > 0 {
        blocks.push(kit::context(&t!(language, "leads-and-more", count = more)));
    }
    Modal {
        callback: CallbackId::Notice,
        metadata: String::new(),
        title,
        submit: None,
        close: t!(language, "button-close"),
        notify_on_close: false,
        blocks,
    }
    .json()
}

/// The rated leads of the plain list beyond the first ten.
#[must_use]
pub fn more_rated(language: Language, figures: &RoundFigures) -> Value {
    let rest = figures.list.iter().skip(ROWS_MAX);
    let lines: Vec<String> = rest.map(|lead| listed(language, lead)).collect();
    window(language, t!(language, "digest-list"), &lines)
}

/// The comments beyond the first five, without names.
#[must_use]
pub fn more_comments(language: Language, figures: &RoundFigures) -> Value {
    let rest = figures.quoted().skip(COMMENTS_MAX);
    let lines: Vec<String> = rest
        .map(|(row, comment)| comment_line(language, row, comment))
        .collect();
    window(language, t!(language, "rest-comments"), &lines)
}
