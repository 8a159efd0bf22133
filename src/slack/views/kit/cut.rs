//! Cutting texts to a length without tearing what a reader sees as one character.

use unicode_segmentation::UnicodeSegmentation;

/// Cuts a text at a grapheme so that it has at most `max` characters (UTF-16 units, the strictest count).
#[must_use]
pub fn cut(text: &str, max: usize) -> String {
    // No character has fewer bytes than units.
    if text.len() <= max {
        return text.to_owned();
    }
    cut_by(text, max, |piece| piece.encode_utf16().count())
}

/// Escapes `&`, `<` and `>` for a place that Slack reads as mrkdwn, and cuts the escaped text to `max`.
pub(super) fn escape_cut(text: &str, max: usize) -> String {
    let width = |piece: &str| {
        piece
            .chars()
            .map(|c| match c {
                '&' => 5,
                '<' | '>' => 4,
                _ => c.len_utf16(),
            })
            .sum()
    };
    cut_by(text, max, width)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn cut_by(text: &str, max: usize, width: impl Fn(&str) -> usize) -> String {
    if width(text) <= max {
        return text.to_owned();
    }
    let (mut kept, mut used) = (String::new(), 1);
    for grapheme in text.graphemes(true) {
        used += width(grapheme);
        if used > max {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}
