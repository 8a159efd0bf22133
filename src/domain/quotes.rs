//! Comments as a channel may quote them: without names, addresses and numbers of people.
//!
//! Rather takes out a word too many than a name too few. Only knows the names it is given.

use super::names::words;

/// What stands where a name stood.
const BLANK: &str = "…";
/// Parts of names that are words by themselves, and give nobody away.
const PARTICLES: &[&str] = &[
    "al", "de", "den", "der", "des", "di", "du", "el", "het", "in", "la", "le", "op", "ten", "ter",
    "the", "van", "von", "zu",
];

/// The comment without the names of people: every full name in `names`, and each part of one, as
/// whole words in any case, with or without accents and a possessive s; also mentions, e-mail
/// addresses and what looks like a phone number. Each becomes "…".
#[must_use]
pub fn without_names(comment: &str, names: &[&str]) -> String {
    let mut known: Vec<Vec<String>> = Vec::new();
    for name in names {
        let parts = words(name);
        for part in &parts {
            if part.chars().count() >= 2 && !PARTICLES.contains(&part.as_str()) {
                known.push(vec![part.clone()]);
            }
        }
        if parts.len() > 1 {
            known.push(parts);
        }
    }
    known.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let comment = without_contacts(comment);
    let comment = without_known(&comment, &known);
    without_phones(&comment)
}

/// Takes out mentions (`<@U…>`, `@name`), `<mailto:…>`, `<tel:…>` and e-mail addresses.
fn without_contacts(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if ["<@", "<mailto:", "<tel:"]
            .iter()
            .any(|mark| rest.starts_with(mark))
            && let Some(end) = rest.find('>')
        {
            kept.push_str(BLANK);
            rest = &rest[end + 1..];
            continue;
        }
        let is_part = |c: char| c.is_alphanumeric() || "._%+-@'’".contains(c);
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        if end == 0 {
            kept.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (run, after) = rest.split_at(end);
        let core = run.trim_end_matches(['.', '-', '\'', '’']);
        if core.contains('@') && core.chars().any(char::is_alphanumeric) {
            kept.push_str(BLANK);
            kept.push_str(&run[core.len()..]);
        } else {
            kept.push_str(run);
        }
        rest = after;
    }
    kept
}

/// A word of a text: where it starts and ends, and its comparable form.
struct Word {
    start: usize,
    end: usize,
    plain: String,
}

fn words_with_places(text: &str) -> Vec<Word> {
    let is_inside =
        |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    let mut found: Vec<Word> = Vec::new();
    for (start, character) in text.char_indices().filter(|(_, c)| is_inside(*c)) {
        let end = start + character.len_utf8();
        match found.last_mut() {
            Some(word) if word.end == start => word.end = end,
            _ => found.push(Word {
                start,
                end,
                plain: String::new(),
            }),
        }
    }
    for word in &mut found {
        word.plain = words(&text[word.start..word.end]).concat();
    }
    found
}

/// Takes out known names, the longest first.
fn without_known(text: &str, known: &[Vec<String>]) -> String {
    let found = words_with_places(text);
    let mut kept = String::new();
    let (mut at, mut from) = (0, 0);
    while let Some(first) = found.get(at) {
        let hit = known.iter().find(|name| is_at(name, text, &found[at..]));
        let Some(name) = hit else {
            at += 1;
            continue;
        };
        kept.push_str(&text[from..first.start]);
        kept.push_str(BLANK);
        at += name.len();
        from = found[at - 1].end;
    }
    kept.push_str(&text[from..]);
    kept
}

/// Whether the name stands at the head of these words, with nothing but name punctuation between.
fn is_at(name: &[String], text: &str, found: &[Word]) -> bool {
    let Some(found) = found.get(..name.len()) else {
        return false;
    };
    let near = found.windows(2).all(|pair| {
        text[pair[0].end..pair[1].start]
            .chars()
            .all(|c| c.is_whitespace() || ".,-'’".contains(c))
    });
    let last = name.len().saturating_sub(1);
    near && name.iter().zip(found).enumerate().all(|(n, (part, word))| {
        word.plain == *part
            || (n == last && part.len() > 2 && word.plain.strip_suffix('s') == Some(part))
    })
}

/// Takes out runs of digits that look like a phone number: nine digits or more, or seven after a "+"
/// or a leading zero. Dates and amounts in thousands stay.
fn without_phones(text: &str) -> String {
    let is_part = |c: char| c.is_ascii_digit() || " .-/()+".contains(c);
    let mut kept = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let start = rest
            .find(|c: char| c.is_ascii_digit() || c == '+' || c == '(')
            .unwrap_or(rest.len());
        kept.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        let core = run.trim_end_matches([' ', '.', '-', '/', '(', '+']);
        if is_phone(core) {
            kept.push_str(BLANK);
            kept.push_str(&run[core.len()..]);
        } else {
            kept.push_str(run);
        }
        rest = after;
    }
    kept
}

fn is_phone(run: &str) -> bool {
    let groups: Vec<&str> = run
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let is_date = matches!(lengths[..], [1..=2, 1..=2, 2 | 4] | [4, 1..=2, 1..=2]);
    let is_amount = run.contains('.')
        && run.chars().all(|c| c.is_ascii_digit() || c == '.')
        && matches!(lengths[..], [1..=3, 3, ..])
        && lengths[1..].iter().all(|length| *length == 3);
    let starts_like_one = run.starts_with(['+', '0', '(']);
    let digits: usize = lengths.iter().sum();
    !is_date && !is_amount && (digits >= 9 || (starts_like_one && digits >= 7))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    const NAMES: &[&str] = &["Sanne de Wit", "José Kok", "J. van Dijk"];

    #[rstest]
    #[case("Sanne de Wit wants a demo", "… wants a demo")]
    #[case("spoke to sanne, and to JOSE.", "spoke to …, and to ….")]
    #[case("Sanne's budget; Sannes idee", "…'s budget; … idee")]
    #[case("Jose\u{301} Kok called", "… called")]
    #[case("the van is de beste", "the van is de beste")]
    #[case("kokosnoot", "kokosnoot")]
    #[case("mail anna.b@nova.example.", "mail ….")]
    #[case(
        "ask @piet or <@U12|piet> or <mailto:a@b.example|a@b.example>",
        "ask … or … or …"
    )]
    #[case("call 06-1234 5678 today", "call … today")]
    #[case("call +31 (0)30 123 45 67", "call …")]
    #[case("budget 1.500.000 by 03-11-2026", "budget 1.500.000 by 03-11-2026")]
    #[case("3 plants, 180 people", "3 plants, 180 people")]
    #[case("5 @ 10", "5 @ 10")]
    fn a_quote_names_nobody(#[case] comment: &str, #[case] quoted: &str) {
        assert_eq!(without_names(comment, NAMES), quoted);
    }

    proptest! {
        #[test]
        fn no_known_name_is_left(before in "[a-z ,.]{0,12}", after in "[ ,.][a-z ,.]{0,12}") {
            let comment = format!("{before} Sanne{after}");
            let quoted = without_names(&comment, NAMES);
            prop_assert!(!words(&quoted).contains(&"sanne".to_owned()));
        }

        #[test]
        fn any_text_can_be_quoted(comment in "\\PC*", name in "\\PC{0,12}") {
            let _ = without_names(&comment, &[&name]);
        }
    }
}
