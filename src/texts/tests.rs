//! The catalogue's own rules: every language says the same things with the same arguments, and code and
//! catalogue know the same names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast;
use fluent_syntax::parser::parse;
use jiff::civil::date;
use jiff::tz::TimeZone;

use super::{dates, estimate, list};
use crate::domain::language::Language;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");

/// Each message of a language with the names of its arguments.
fn catalogue(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    let folder = Path::new(ROOT).join("texts").join(language.code());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let resource = parse(fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in resource.body {
            let ast::Entry::Message(message) = entry else {
                continue;
            };
            let mut arguments = BTreeSet::new();
            pattern(message.value.as_ref().unwrap(), &mut arguments);
            let name = message.id.name;
            assert!(
                messages.insert(name.clone(), arguments).is_none(),
                "{name} is said twice in {}",
                language.code()
            );
        }
    }
    messages
}

fn pattern(pattern_: &ast::Pattern<String>, into: &mut BTreeSet<String>) {
    for element in &pattern_.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            expression_arguments(expression, into);
        }
    }
}

fn expression_arguments(expression: &ast::Expression<String>, into: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => inline_arguments(inline, into),
        ast::Expression::Select { selector, variants } => {
            inline_arguments(selector, into);
            for variant in variants {
                pattern(&variant.value, into);
            }
        }
    }
}

fn inline_arguments(inline: &ast::InlineExpression<String>, into: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            into.insert(id.name.clone());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                inline_arguments(argument, into);
            }
        }
        ast::InlineExpression::Placeable { expression } => expression_arguments(expression, into),
        _ => {}
    }
}

/// The Rust files under a folder, tests left out.
fn sources(folder: &Path, into: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "tests" {
                sources(&path, into);
            }
        } else if name.ends_with(".rs") && name != "tests.rs" {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            into.push((path.display().to_string(), code.to_owned()));
        }
    }
}

/// The string literals of a source, comments left out.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in code.lines() {
        let line = line.trim_start();
        if line.starts_with("//") {
            continue;
        }
        let mut rest = line;
        while let Some(start) = rest.find('"') {
            let after = &rest[start + 1..];
            let Some(end) = after.find('"') else { break };
            found.push(after[..end].to_owned());
            rest = &after[end + 1..];
        }
    }
    found
}

fn looks_like_a_key(literal: &str) -> bool {
    literal.contains('-')
        && literal.starts_with(|c: char| c.is_ascii_lowercase())
        && literal
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[test]
fn every_language_says_the_same_things_with_the_same_arguments() {
    let english = catalogue(Language::English);
    for language in Language::ALL {
        let other = catalogue(language);
        for (key, arguments) in &english {
            assert_eq!(
                Some(arguments),
                other.get(key),
                "{key} in {}",
                language.code()
            );
        }
        for key in other.keys() {
            assert!(english.contains_key(key), "{key} is not in English");
        }
    }
}

#[test]
fn code_and_catalogue_know_the_same_names() {
    let known: BTreeSet<String> = catalogue(Language::English).into_keys().collect();
    let mut files = Vec::new();
    sources(Path::new(ROOT), &mut files);
    let mut used = BTreeSet::new();
    for (path, code) in files {
        for literal in literals(&code)
            .into_iter()
            .filter(|text| looks_like_a_key(text) || known.contains(text))
        {
            let is_view = path.contains("/slack/views/") || path.contains("/texts/");
            assert!(
                !is_view || known.contains(&literal),
                "{path} says {literal}, which no catalogue has"
            );
            used.insert(literal);
        }
    }
    let unused: Vec<_> = known.difference(&used).collect();
    assert!(unused.is_empty(), "nothing says {unused:?}");
}

#[test]
fn no_sentence_for_a_person_lives_in_code() {
    let mut files = Vec::new();
    sources(&Path::new(ROOT).join("slack/views"), &mut files);
    let features = Path::new(ROOT).join("features");
    if features.is_dir() {
        sources(&features, &mut files);
    }
    for (path, code) in files {
        for line in code.lines() {
            let is_log = ["tracing::", "error(", "reason =", "expect("]
                .iter()
                .any(|mark| line.contains(mark));
            for literal in literals(line) {
                let words = literal
                    .split(' ')
                    .filter(|word| word.len() > 1 && word.chars().all(char::is_alphabetic));
                assert!(
                    is_log
                        || literal.starts_with("/leadloop")
                        || literal.contains("{}")
                        || words.count() < 2,
                    "{path}: \"{literal}\" belongs in the catalogue"
                );
            }
        }
    }
}

#[test]
fn dates_read_as_people_write_them() {
    let moment = date(2026, 11, 23)
        .at(17, 0, 0, 0)
        .to_zoned(TimeZone::UTC)
        .unwrap();
    let (en, nl) = (Language::English, Language::Dutch);
    assert_eq!(dates::moment(en, &moment), "Monday 23 November, 17:00");
    assert_eq!(dates::moment(nl, &moment), "maandag 23 november 17.00 uur");
    assert_eq!(dates::weekday_time(nl, &moment), "maandag 17.00 uur");
    let (first, last) = (date(2026, 11, 2), date(2026, 11, 13));
    assert_eq!(dates::span(en, first, last), "2–13 November");
    assert_eq!(
        dates::span(nl, date(2026, 10, 30), last),
        "30 oktober–13 november"
    );
    assert_eq!(dates::short(en, last), "13 Nov");
}

#[test]
fn a_quarter_of_a_minute_a_lead() {
    assert_eq!(estimate(Language::English, 5), "about 75 seconds");
    assert_eq!(estimate(Language::Dutch, 5), "ruim een minuut");
    assert_eq!(estimate(Language::English, 7), "about two minutes");
    assert_eq!(estimate(Language::Dutch, 60), "ongeveer 15 minuten");
}

#[test]
fn lists_end_with_and() {
    let three = ["Helder IT", "Oostwal", "Kade 9"];
    assert_eq!(
        list(Language::English, &three),
        "Helder IT, Oostwal and Kade 9"
    );
    assert_eq!(list(Language::Dutch, &three[..2]), "Helder IT en Oostwal");
}
