//! What leadloop says: every sentence for a person, in each language, as Fluent messages beside this file.
//!
//! Code names a message and hands over its arguments; it never holds a sentence. A message that a
//! language lacks is said in English (and is a failure of the catalogue's own test).

pub mod dates;
mod numbers;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

pub use fluent_templates::fluent_bundle::FluentValue as Value;
use fluent_templates::{LanguageIdentifier, langid};

use crate::domain::language::Language;

fluent_templates::static_loader! {
    static CATALOGUE = {
        locales: "./src/texts",
        fallback_language: "en",
        customise: |bundle| {
            bundle.set_use_isolating(false);
            numbers::teach(bundle);
        },
    };
}

/// Messages without arguments, as they were said before: a window has some forty of them.
static SAID: LazyLock<RwLock<HashMap<Language, HashMap<String, String>>>> =
    LazyLock::new(RwLock::default);

const ENGLISH: LanguageIdentifier = langid!("en");
const DUTCH: LanguageIdentifier = langid!("nl");

/// The message of this name in this language, with its arguments filled in.
///
/// Numbers decide plurals; `WORD($n)` writes them as words up to twelve, `CAPITAL(…)` starts a sentence.
/// A message that is missing or lacks an argument is said in English; where English lacks it too, the
/// name comes back in brackets.
#[must_use]
pub fn say(language: Language, key: &str, arguments: &[(&'static str, Value<'_>)]) -> String {
    if arguments.is_empty() {
        let said = SAID.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(said) = said.get(&language).and_then(|said| said.get(key)) {
            return said.clone();
        }
    }
    let said = format(language, key, arguments);
    if arguments.is_empty() {
        let mut all = SAID.write().unwrap_or_else(PoisonError::into_inner);
        let of_language = all.entry(language).or_default();
        of_language.insert(key.to_owned(), said.clone());
    }
    said
}

fn format(language: Language, key: &str, arguments: &[(&'static str, Value<'_>)]) -> String {
    let arguments: HashMap<Cow<'static, str>, Value<'_>> = arguments
        .iter()
        .map(|(name, value)| (Cow::Borrowed(*name), value.clone()))
        .collect();
    let identifier = match language {
        Language::English => &ENGLISH,
        Language::Dutch => &DUTCH,
    };
    CATALOGUE
        .lookup_single_language(identifier, key, Some(&arguments))
        .or_else(|error| {
            tracing::error!(key, language = language.code(), %error, "a text is missing or lacks an argument");
            CATALOGUE.lookup_single_language(&ENGLISH, key, Some(&arguments))
        })
        .unwrap_or_else(|_| format!("⟦{key}⟧"))
}

/// Says a message: `t!(language, "ask-greeting", name = name)`.
macro_rules! t {
    ($language:expr, $key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::texts::say(
            $language,
            $key,
            &[$((stringify!($name), $crate::texts::Value::from($value))),*],
        )
    };
}
pub(crate) use t;

/// "Helder IT, Oostwal and Kade 9".
#[must_use]
pub fn list<S: AsRef<str>>(language: Language, items: &[S]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            t!(
                language,
                "list-and",
                first = commas(first),
                last = last.as_ref()
            )
        }
    }
}

/// "Nova Bouw, Kade 9, Van Dijk Metaal".
#[must_use]
pub fn commas<S: AsRef<str>>(items: &[S]) -> String {
    items
        .iter()
        .map(AsRef::as_ref)
        .collect::<Vec<_>>()
        .join(", ")
}

/// About how long rating so many leads takes, at a quarter of a minute each: "about 75 seconds",
/// "ruim een minuut". Starts in lower case.
#[must_use]
pub fn estimate(language: Language, leads: usize) -> String {
    let minutes = (leads * 15).div_ceil(60);
    t!(language, "estimate", leads = leads, minutes = minutes)
}
