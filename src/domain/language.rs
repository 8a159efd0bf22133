//! The languages in which leadloop speaks, and which one a person gets.

use serde::{Deserialize, Serialize};

/// A language with a complete message catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, code `en`.
    #[serde(rename = "en")]
    English,
    /// Dutch, code `nl`.
    #[serde(rename = "nl")]
    Dutch,
}

impl Language {
    /// Every language, in the order in which a list shows them.
    pub const ALL: [Self; 2] = [Self::English, Self::Dutch];

    /// The language's code, as the store and the manifest write it: `en`, `nl`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Dutch => "nl",
        }
    }

    /// Reads a code or a Slack locale (`nl-NL`, `en_GB`); none when leadloop doesn't speak it.
    #[must_use]
    pub fn from_locale(locale: &str) -> Option<Self> {
        let primary = locale.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The language a person gets: their own choice, else the loop's, else Slack's locale, else English.
    #[must_use]
    pub fn choose(own: Option<Self>, of_loop: Option<Self>, slack_locale: Option<&str>) -> Self {
        own.or(of_loop)
            .or_else(|| slack_locale.and_then(Self::from_locale))
            .unwrap_or(Self::English)
    }
}
