//! Numbers as people write them inside sentences: words up to twelve, figures above.

use fluent_templates::FluentBundle;
use fluent_templates::fluent_bundle::{FluentResource, FluentValue};

const ENGLISH: [&str; 13] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];
const DUTCH: [&str; 13] = [
    "geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
    "twaalf",
];

/// Gives a language's bundle the functions `WORD(n)`, `CAPITALWORD(n)` and `CAPITAL(text)`.
///
/// A function that can't be added shows in the catalogue's test; nothing else can be done about it here.
pub(super) fn teach(bundle: &mut FluentBundle<&'static FluentResource>) {
    let is_dutch = bundle
        .locales
        .first()
        .is_some_and(|locale| locale.language.as_str() == "nl");
    let words: &'static [&'static str; 13] = if is_dutch { &DUTCH } else { &ENGLISH };
    let _ = bundle.add_function("WORD", |positional, _| {
        positional.first().map_or(FluentValue::Error, |value| {
            FluentValue::from(word(words, value))
        })
    });
    let _ = bundle.add_function("CAPITALWORD", |positional, _| {
        positional.first().map_or(FluentValue::Error, |value| {
            FluentValue::from(capital(&word(words, value)))
        })
    });
    let _ = bundle.add_function("CAPITAL", |positional, _| match positional.first() {
        Some(FluentValue::String(text)) => FluentValue::from(capital(text)),
        _ => FluentValue::Error,
    });
}

fn word(words: &[&str], value: &FluentValue<'_>) -> String {
    match value {
        FluentValue::Number(number) => words
            .iter()
            .enumerate()
            .find(|(index, _)| *index as f64 == number.value)
            .map_or_else(
                || number.as_string().into_owned(),
                |(_, word)| (*word).to_owned(),
            ),
        FluentValue::String(text) => text.clone().into_owned(),
        _ => String::new(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
