//! Cells made fit to be stored: trimmed, without control characters, within lengths. Nothing here
//! refuses a lead; what can't be kept is given back as a remark.

use unicode_segmentation::UnicodeSegmentation;

use super::encoding::{LOST, RECOVERED};
use super::headings::folded;

/// Longest message, in characters, the mark of the cut included. The card shows the first 200.
pub const MESSAGE_MAX: usize = 1000;
/// Longest of any other text, in characters.
pub const TEXT_MAX: usize = 200;
/// Longest id in the source; a longer one can't be one.
pub const EXTERNAL_ID_MAX: usize = 200;
/// Longest link, in characters: what a Slack button takes.
pub const LINK_MAX: usize = 3000;
const EMAIL_MAX: usize = 254;

/// A cell on one line: no control characters, runs of white space as one space. None when nothing is
/// left, or only a word for nothing ("N/A", "[not provided]").
pub(super) fn line(cell: &str) -> Option<String> {
    let cell = unguarded(cell);
    let mut text = String::with_capacity(cell.len().min(4 * MESSAGE_MAX));
    for word in cell.split(|char: char| char.is_whitespace() || char.is_control()) {
        let word = word.trim_matches(is_noise);
        if !word.is_empty() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.extend(word.chars().filter(|&char| !is_noise(char)));
        }
    }
    (!says_nothing(&text)).then_some(text)
}

/// A cell of several lines: each as in [`line`], at most one empty line between two others.
pub(super) fn paragraphs(cell: &str) -> Option<String> {
    let lines = cell.split('\n').flat_map(|line| line.split('\r'));
    let mut text = String::new();
    let mut gap = 0;
    for part in lines.map(line) {
        match part {
            None => gap += 1,
            Some(part) => {
                if !text.is_empty() {
                    text.push_str(if gap > 1 { "\n\n" } else { "\n" });
                }
                gap = 0;
                text.push_str(&part);
            }
        }
        gap = gap.min(2);
    }
    (!text.is_empty()).then_some(text)
}

/// What spreadsheets put before a cell so that it is not taken for a formula or a number.
fn unguarded(cell: &str) -> &str {
    let cell = cell.trim();
    if let Some(inner) = cell
        .strip_prefix("=\"")
        .and_then(|cell| cell.strip_suffix('"'))
    {
        return inner;
    }
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

/// Invisible characters that make two equal texts differ, or turn a line's direction.
fn is_noise(char: char) -> bool {
    matches!(char, RECOVERED | '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{AD}'
        | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || char.is_control()
}

fn says_nothing(text: &str) -> bool {
    if text.chars().count() > 20 {
        return false;
    }
    let words = [
        "",
        "-",
        "--",
        "–",
        "—",
        "n/a",
        "#n/a",
        "na",
        "n.a.",
        "nvt",
        "n.v.t.",
        "null",
        "none",
        "(no value)",
        "(not set)",
        "[not provided]",
        "not provided",
        "(unknown)",
        "(leeg)",
        "(blank)",
    ];
    words.contains(&folded(text).as_str())
}

/// Whether a cell holds a character that was lost, and one that was read against the encoding.
pub(super) fn damage(cell: &str) -> (bool, bool) {
    (cell.contains(LOST), cell.contains(RECOVERED))
}

/// The text within `max` characters: cut between two graphemes, with "…" behind. True when cut.
pub(super) fn cut(text: String, max: usize) -> (String, bool) {
    if text.len() <= max || text.chars().count() <= max {
        return (text, false);
    }
    let mut room = max.saturating_sub(1);
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        let length = grapheme.chars().count();
        if length > room {
            break;
        }
        room -= length;
        kept.push_str(grapheme);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    (kept, true)
}

/// The first e-mail of a cell, lower case, and whether there were more. None when there is none.
pub(super) fn email(cell: &str) -> Option<(String, bool)> {
    let split = |char: char| char.is_whitespace() || matches!(char, ',' | ';' | '<' | '>' | '|');
    let mut found = cell.split(split).filter_map(|word| {
        let word = word.trim_matches(['"', '\'', '(', ')', '[', ']']);
        let word = word
            .get(..7)
            .filter(|start| start.eq_ignore_ascii_case("mailto:"))
            .map_or(word, |start| word.get(start.len()..).unwrap_or_default());
        is_email(word).then(|| word.to_lowercase())
    });
    let first = found.next()?;
    let more = found.any(|other| other != first);
    Some((first, more))
}

fn is_email(word: &str) -> bool {
    let Some((local, domain)) = word.rsplit_once('@') else {
        return false;
    };
    let labels_fit = domain.split('.').all(|label| {
        let fits = |char: char| char.is_alphanumeric() || char == '-';
        !label.is_empty() && label.chars().all(fits)
    });
    word.chars().count() <= EMAIL_MAX
        && !local.is_empty()
        && !local.contains(['@', LOST])
        && domain.contains('.')
        && labels_fit
}

/// An https link that a button can open; none for anything else.
pub(super) fn link(cell: &str) -> Option<String> {
    let scheme = cell
        .get(..8)
        .filter(|start| start.eq_ignore_ascii_case("https://"))?;
    let rest = cell.get(scheme.len()..)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let fits = host.contains('.')
        && host
            .chars()
            .all(|char| char.is_alphanumeric() || matches!(char, '.' | '-' | ':'))
        && !rest.chars().any(|char| {
            char.is_whitespace() || matches!(char, '"' | '<' | '>' | '|' | '\\' | LOST)
        })
        && cell.chars().count() <= LINK_MAX;
    fits.then(|| format!("https://{rest}"))
}

/// A number in any of the usual styles, with a point and without groups: `1.234,56`, `1,234.56`,
/// `€ 1 234`, `1'234.50` → `1234.56`, … None when it is none. A single separator with three digits
/// behind it parts thousands.
pub(super) fn number(cell: &str) -> Option<String> {
    let text: String = cell
        .chars()
        .filter(|char| !char.is_whitespace() && *char != '\'' && *char != '’')
        .collect();
    let text =
        text.trim_matches(|char: char| char.is_alphabetic() || matches!(char, '€' | '$' | '£'));
    let (sign, text) = text
        .strip_prefix('-')
        .map_or(("", text), |rest| ("-", rest));
    let text = text
        .strip_suffix(",-")
        .or_else(|| text.strip_suffix(",--"))
        .unwrap_or(text);
    let last = text.rfind(['.', ',']);
    let (whole, fraction) = match last {
        None => (text, ""),
        Some(at) => {
            let (whole, rest) = text.split_at(at);
            let (mark, fraction) = (rest.get(..1)?, rest.get(1..)?);
            let is_group = whole.contains(mark)
                || (!whole.contains(['.', ','])
                    && fraction.len() == 3
                    && !whole.trim_start_matches('0').is_empty());
            if is_group {
                (text, "")
            } else {
                (whole, fraction)
            }
        }
    };
    let groups: Vec<_> = whole.split(['.', ',']).collect();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let well_grouped = groups.iter().skip(1).all(|group| group.len() == 3);
    let first = groups.first().copied().unwrap_or_default();
    let fits = !first.is_empty()
        && (groups.len() == 1 || first.len() <= 3)
        && well_grouped
        && groups.iter().all(|group| digits(group))
        && digits(fraction);
    let fraction = fraction.trim_end_matches('0');
    fits.then(|| match fraction {
        "" => format!("{sign}{}", groups.concat()),
        _ => format!("{sign}{}.{fraction}", groups.concat()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_cleaned() {
        assert_eq!(
            line("  Nova\u{A0}\u{A0}Bouw\t\u{7}B.V.\u{200B} ").as_deref(),
            Some("Nova Bouw B.V.")
        );
        assert_eq!(line("=\"00Q5e\"").as_deref(), Some("00Q5e"));
        assert_eq!(line("'+31 6").as_deref(), Some("+31 6"));
        for nothing in ["", "  ", "-", "N/A", "[not provided]", "\u{FEFF}"] {
            assert_eq!(line(nothing), None, "{nothing}");
        }
        assert_eq!(
            paragraphs("a\r\n\r\n\r\n b  c\nd\r\n").as_deref(),
            Some("a\n\nb c\nd")
        );
    }

    #[test]
    fn a_cut_falls_between_graphemes() {
        assert_eq!(cut("abcdef".into(), 6), ("abcdef".into(), false));
        assert_eq!(cut("abcdef".into(), 4), ("abc…".into(), true));
        assert_eq!(cut("ab👩‍👩‍👧‍👦cd".into(), 6), ("ab…".into(), true));
    }

    #[test]
    fn emails_links_and_numbers() {
        assert_eq!(
            email("Jan <Jan@Kade9.Example>"),
            Some(("jan@kade9.example".into(), false))
        );
        assert_eq!(
            email("mailto:a@b.example; c@d.example"),
            Some(("a@b.example".into(), true))
        );
        for wrong in ["jan", "@b.example", "a@b", "a@@b.example", "a@b..example"] {
            assert_eq!(email(wrong), None, "{wrong}");
        }
        assert_eq!(
            link("HTTPS://crm.example/lead/1?a=b").as_deref(),
            Some("https://crm.example/lead/1?a=b")
        );
        for wrong in [
            "http://crm.example",
            "javascript:alert(1)",
            "https://",
            "https://a b.example",
            "https://me@crm.example",
        ] {
            assert_eq!(link(wrong), None, "{wrong}");
        }
        for (text, value) in [
            ("1.234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("€ 12.500", "12500"),
            ("12,5", "12.5"),
            ("1.234.567", "1234567"),
            ("180.0", "180"),
            ("EUR 1 234,-", "1234"),
            ("-3,10", "-3.1"),
            ("0.125", "0.125"),
        ] {
            assert_eq!(number(text).as_deref(), Some(value), "{text}");
        }
        for wrong in ["", "50-200", "12.34.56", "many", "1,2,3", "."] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }
}
