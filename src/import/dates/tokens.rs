//! The pieces of a written date, and what its words say in the languages of the exports.

use crate::import::headings::folded;

/// A piece of a written date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A number, and how many digits it is written with.
    Number(u32, usize),
    /// A word, folded.
    Word(String),
    /// Any other character but a space.
    Sign(char),
}

/// The pieces of a written date, as many as one can have.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let text = folded(text).replace("a.m.", "am").replace("p.m.", "pm");
    let mut tokens = Vec::new();
    let mut chars = text.chars().take(80).peekable();
    while let Some(char) = chars.next() {
        if char.is_ascii_digit() {
            let mut digits = String::from(char);
            while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            tokens.push(Token::Number(
                digits.parse().unwrap_or(u32::MAX),
                digits.len(),
            ));
        } else if char.is_alphabetic() {
            let mut word = String::from(char);
            while let Some(letter) = chars.next_if(|next| next.is_alphabetic()) {
                word.push(letter);
            }
            tokens.push(Token::Word(word));
        } else if !char.is_whitespace() {
            tokens.push(Token::Sign(char));
        }
    }
    tokens
}

/// Months of English, Dutch, German and French, by their beginnings.
pub(super) fn month_named(word: &str) -> Option<u32> {
    const MONTHS: [&[&str]; 12] = [
        &["jan"],
        &["feb", "fev", "fevr"],
        &["mar", "mrt", "maa", "marz"],
        &["apr", "avr"],
        &["may", "mei", "mai"],
        &["jun", "juin"],
        &["jul", "juil"],
        &["aug", "aou"],
        &["sep"],
        &["oct", "okt"],
        &["nov"],
        &["dec", "dez"],
    ];
    if is_filler(word) || word.len() < 3 {
        return None;
    }
    let found = MONTHS
        .iter()
        .position(|names| names.iter().any(|name| word.starts_with(name)));
    found.and_then(|at| u32::try_from(at + 1).ok())
}

/// Words of a date that say nothing new: weekdays, "om", "the", the "th" of "3rd".
pub(super) fn is_filler(word: &str) -> bool {
    const WEEKDAYS: [&str; 17] = [
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "lundi",
        "mardi",
        "vendredi",
    ];
    const SHORT: [&str; 22] = [
        "ma", "di", "wo", "do", "vr", "za", "zo", "om", "at", "th", "st", "nd", "rd", "e", "de",
        "the", "of", "uur", "le", "um", "t", "op",
    ];
    SHORT.contains(&word) || WEEKDAYS.iter().any(|day| word.starts_with(day))
}
