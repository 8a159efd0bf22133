//! Texts that people typed, made comparable, and cut to a length without breaking a character apart.
//! Never changes what is stored or shown, except by [`cut`].

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// The text with at most `max_chars` characters (Unicode scalar values, as Slack's limits count them),
/// the last of them "…" if something was cut off. Never cuts within what a reader sees as one
/// character (an emoji, a letter with its accent).
#[must_use]
pub fn cut(text: &str, max_chars: usize) -> Cow<'_, str> {
    if text.chars().count() <= max_chars {
        return Cow::Borrowed(text);
    }
    let Some(room) = max_chars.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += grapheme.chars().count();
        if used > room {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    Cow::Owned(kept)
}

/// The text as identities compare it: compatible forms made one (NFKC), lower case, single spaces.
/// Accents stay.
#[must_use]
pub fn folded(text: &str) -> String {
    let lower: String = text.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text as names of people and companies are compared: as [`folded`], and without accents.
#[must_use]
pub fn plain(text: &str) -> String {
    let lower: String = text
        .nfkd()
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|character| !is_combining_mark(*character))
        .collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a name in [`plain`] form: "J. de Vries-Kok" is `j de vries kok`.
#[must_use]
pub fn words(name: &str) -> Vec<String> {
    plain(name)
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Nova Bouw", 9, "Nova Bouw")]
    #[case("Nova Bouw", 8, "Nova Bo…")]
    #[case("Nova Bouw", 6, "Nova…")]
    #[case("Nova", 1, "…")]
    #[case("Nova", 0, "")]
    #[case("👩‍👩‍👧 family", 4, "…")]
    #[case("ab👩‍👩‍👧", 4, "ab…")]
    fn a_text_is_cut_between_what_readers_see_as_characters(
        #[case] text: &str,
        #[case] max: usize,
        #[case] shown: &str,
    ) {
        assert_eq!(cut(text, max), shown);
    }

    #[rstest]
    #[case("  José   ÁLVAREZ ", "josé álvarez", "jose alvarez")]
    #[case("ＮＯＶＡ", "nova", "nova")]
    #[case("Jose\u{301}", "josé", "jose")]
    fn what_looks_the_same_compares_the_same(
        #[case] text: &str,
        #[case] with_accents: &str,
        #[case] without: &str,
    ) {
        assert_eq!(folded(text), with_accents);
        assert_eq!(plain(text), without);
    }

    proptest! {
        #[test]
        fn a_cut_never_exceeds_its_length(text in "\\PC*", max in 0usize..40) {
            let shown = cut(&text, max);
            prop_assert!(shown.chars().count() <= max);
            prop_assert_eq!(shown == text, text.chars().count() <= max);
        }
    }
}
