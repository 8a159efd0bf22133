//! The words of a Slack status that mean "away". Only the instant is kept: never which word it was, nor the status.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use super::member::AS_LONG_AS_THE_STATUS;

/// Most words or phrases in one of the two lists.
pub const WORDS_MAX: usize = 200;

/// In English and Dutch. Compounds are listed, for a word is matched whole: "vrij" is not in "vrijdag".
const AWAY: &str = "holiday, holidays, vacation, vacationing, on leave, annual leave, parental leave, maternity leave, \
     paternity leave, sick leave, out of office, OOO, OOTO, PTO, sick, day off, sabbatical, vakantie, zomervakantie, \
     herfstvakantie, kerstvakantie, voorjaarsvakantie, meivakantie, verlof, ouderschapsverlof, zwangerschapsverlof, \
     geboorteverlof, zorgverlof, ziek, ziekgemeld, afwezig, vrij, vrije dag, niet aanwezig, :palm_tree:, \
     :face_with_thermometer:";
const NOT_AWAY: &str =
    "back from, no longer, not sick, terug van, terug uit, niet meer, niet ziek, vrij druk";

/// A Slack status, for as long as it is looked at. Its words get into no log.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// Its words.
    pub text: String,
    /// Its emoji: `:palm_tree:`.
    pub emoji: String,
    /// When it ends, where it does.
    pub until: Option<Timestamp>,
}

impl fmt::Debug for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Status(..)")
    }
}

/// Which words mean "away" in a workspace. Words are matched whole, without regard to case and accents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusWords {
    /// Words, phrases and emoji that do. An emoji counts only in a status without words: who works under a palm tree
    /// works.
    pub away: Vec<String>,
    /// Words and phrases with which a status does not, whatever else it says: "back from holiday".
    pub not_away: Vec<String>,
}

impl Default for StatusWords {
    fn default() -> Self {
        Self::parse(AWAY, NOT_AWAY)
    }
}

impl StatusWords {
    /// From two texts with a word or phrase on each line, or commas between; each once, at most [`WORDS_MAX`].
    #[must_use]
    pub fn parse(away: &str, not_away: &str) -> Self {
        Self {
            away: list(away),
            not_away: list(not_away),
        }
    }

    /// Until when somebody with this status is away, if they are: [`AS_LONG_AS_THE_STATUS`] where it names no end.
    #[must_use]
    pub fn away_until(&self, status: &Status, now: Timestamp) -> Option<Timestamp> {
        let until = status.until.unwrap_or(AS_LONG_AS_THE_STATUS);
        (now < until && self.mean_away(status)).then_some(until)
    }

    fn mean_away(&self, status: &Status) -> bool {
        let said = words(&status.text);
        if said.is_empty() {
            let emoji = status.emoji.trim();
            return !emoji.is_empty() && self.away.iter().any(|it| it.eq_ignore_ascii_case(emoji));
        }
        let says = |phrase: &String| {
            let phrase = words(phrase);
            !phrase.is_empty() && said.windows(phrase.len()).any(|part| *part == *phrase)
        };
        let is_word = |entry: &&String| !entry.starts_with(':');
        self.away.iter().filter(is_word).any(says) && !self.not_away.iter().any(says)
    }
}

fn list(text: &str) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    let entries = text.split(['\n', ',', ';']).map(str::trim);
    for entry in entries.filter(|it| !it.is_empty()) {
        if list.len() < WORDS_MAX && !list.iter().any(|it| words(it) == words(entry)) {
            list.push(entry.to_owned());
        }
    }
    list
}

/// The words of a text in small letters without accents.
fn words(text: &str) -> Vec<String> {
    let plain: String = text.nfkd().filter(|it| !is_combining_mark(*it)).collect();
    plain
        .to_lowercase()
        .split(|it: char| !it.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn now() -> Timestamp {
        "2026-11-17T09:00:00Z".parse().unwrap()
    }

    fn status(text: &str, emoji: &str) -> Status {
        Status {
            text: text.to_owned(),
            emoji: emoji.to_owned(),
            until: None,
        }
    }

    #[rstest]
    #[case("Vacationing")]
    #[case("On holiday, back on Monday")]
    #[case("OOO until 4/12")]
    #[case("Out-of-office")]
    #[case("out  of OFFICE (dentist)")]
    #[case("Out sick")]
    #[case("Parental leave")]
    #[case("Op vakantie t/m vrijdag")]
    #[case("Met verlof")]
    #[case("Vandaag vrij")]
    #[case("ZIEK")]
    #[case("Zíek")]
    #[case("🌴 vakantie!")]
    fn somebody_is_away(#[case] text: &str) {
        let until = StatusWords::default().away_until(&status(text, ""), now());
        assert_eq!(until, Some(AS_LONG_AS_THE_STATUS));
    }

    #[rstest]
    #[case("")]
    #[case("In a meeting")]
    #[case("Working remotely")]
    #[case("Vrijdag thuis")]
    #[case("Vrij druk vandaag")]
    #[case("Back from holiday")]
    #[case("Terug van vakantie")]
    #[case("Verloftool testen")]
    #[case("Leaving at five")]
    fn somebody_is_there(#[case] text: &str) {
        assert_eq!(
            StatusWords::default().away_until(&status(text, ""), now()),
            None
        );
    }

    #[test]
    fn an_emoji_speaks_only_where_no_words_do() {
        let words = StatusWords::default();
        assert!(
            words
                .away_until(&status("", ":palm_tree:"), now())
                .is_some()
        );
        assert!(
            words
                .away_until(&status(" ", ":palm_tree:"), now())
                .is_some()
        );
        assert!(
            words
                .away_until(&status("Working from Ibiza", ":palm_tree:"), now())
                .is_none()
        );
        assert!(words.away_until(&status("", ":coffee:"), now()).is_none());
        assert!(words.away_until(&status("", ""), now()).is_none());
    }

    #[test]
    fn away_ends_with_the_status() {
        let words = StatusWords::default();
        let until = |text: &str| {
            let until = Some(text.parse().unwrap());
            words.away_until(
                &Status {
                    until,
                    ..status("ziek", "")
                },
                now(),
            )
        };
        assert_eq!(
            until("2026-11-20T17:00:00Z"),
            "2026-11-20T17:00:00Z".parse().ok()
        );
        assert_eq!(until("2026-11-17T09:00:00Z"), None);
    }

    #[test]
    fn a_list_is_read_by_lines_and_commas_each_word_once() {
        let words = StatusWords::parse("Ferien,\n  Krank ; ferien\n\nÉlternzeit,", "");
        assert_eq!(words.away, ["Ferien", "Krank", "Élternzeit"]);
        assert!(
            words
                .away_until(&status("bin in FERIEN", ""), now())
                .is_some()
        );
        assert!(words.away_until(&status("elternzeit", ""), now()).is_some());
        assert!(words.away_until(&status("vakantie", ""), now()).is_none());
        let many: String = (0..500).map(|n| format!("word{n}\n")).collect();
        assert_eq!(StatusWords::parse(&many, "").away.len(), WORDS_MAX);
    }
}
