//! Elements one types into or picks a date, a time or a file with.

use super::objects::{ACTION, CONFIRM, DISPATCH, FOCUS, PLACEHOLDER};
use super::rich_text;
use super::rule::{
    Field, LINK, Object, Rule, Shape, Typed, optional, plain, required, typed, with,
};
use super::walk::Walk;
use serde_json::Value;

pub(super) static INPUTS: &[Typed] = &[
    typed("plain_text_input", &PLAIN_TEXT),
    typed("email_text_input", &EMAIL),
    typed("url_text_input", &URL),
    typed("number_input", &NUMBER),
    typed("rich_text_input", &RICH_TEXT),
    typed("file_input", &FILE),
    typed("datepicker", &DATE),
    typed("timepicker", &TIME),
    typed("datetimepicker", &DATE_TIME),
];

static PLAIN_TEXT: Shape = with(
    &[
        ACTION,
        FOCUS,
        PLACEHOLDER,
        DISPATCH,
        &[
            optional("initial_value", Rule::Chars(0, 3000)),
            optional("multiline", Rule::Bool),
            optional("min_length", Rule::Whole(0, 3000)),
            optional("max_length", Rule::Whole(1, 3000)),
        ],
    ],
    |walk, object| {
        let length = |name: &str| object.get(name).and_then(Value::as_i64);
        if let (Some(least), Some(most)) = (length("min_length"), length("max_length"))
            && least > most
        {
            walk.at("min_length", |walk| {
                walk.refuse("must be no more than max_length");
            });
        }
    },
);
static EMAIL: Shape = plain(&[
    ACTION,
    FOCUS,
    PLACEHOLDER,
    DISPATCH,
    &[optional("initial_value", Rule::Chars(0, 3000))],
]);
static URL: Shape = plain(&[
    ACTION,
    FOCUS,
    PLACEHOLDER,
    DISPATCH,
    &[optional("initial_value", Rule::Chars(0, LINK))],
]);

static NUMBERS: &[Field] = &[
    optional("initial_value", Rule::Check(number)),
    optional("min_value", Rule::Check(number)),
    optional("max_value", Rule::Check(number)),
];
static NUMBER: Shape = with(
    &[
        ACTION,
        FOCUS,
        PLACEHOLDER,
        DISPATCH,
        &[required("is_decimal_allowed", Rule::Bool)],
        NUMBERS,
    ],
    number_range,
);

static RICH_TEXT: Shape = with(
    &[
        ACTION,
        FOCUS,
        PLACEHOLDER,
        DISPATCH,
        &[
            optional("initial_value", Rule::Typed(rich_text::AS_VALUE)),
            optional("min_lines", Rule::Whole(1, 100)),
            optional("max_lines", Rule::Whole(1, 100)),
        ],
    ],
    |walk, object| {
        let lines = |name: &str| object.get(name).and_then(Value::as_i64);
        if let (Some(least), Some(most)) = (lines("min_lines"), lines("max_lines"))
            && least > most
        {
            walk.at("min_lines", |walk| {
                walk.refuse("must be no more than max_lines");
            });
        }
    },
);

static FILE: Shape = plain(&[
    ACTION,
    &[
        optional("filetypes", Rule::List(1, usize::MAX, &Rule::Chars(1, 255))),
        optional("max_files", Rule::Whole(1, 10)),
    ],
]);

static DATE: Shape = plain(&[
    ACTION,
    CONFIRM,
    FOCUS,
    PLACEHOLDER,
    &[optional("initial_date", Rule::Check(date))],
]);
static TIME: Shape = plain(&[
    ACTION,
    CONFIRM,
    FOCUS,
    PLACEHOLDER,
    &[
        optional("initial_time", Rule::Check(time)),
        optional("timezone", Rule::Check(zone)),
    ],
]);
static DATE_TIME: Shape = plain(&[
    ACTION,
    CONFIRM,
    FOCUS,
    &[optional(
        "initial_date_time",
        Rule::Whole(1_000_000_000, 9_999_999_999),
    )],
]);

/// A number in a string, as Slack wants it: digits, at most one point, a leading minus.
fn parse_number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let sound = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && !digits.ends_with('.');
    text.parse().ok().filter(|_| sound)
}

fn number(walk: &mut Walk, value: &Value) {
    match value.as_str() {
        None => walk.refuse("must provide a string"),
        Some(text) if parse_number(text).is_none() => walk.refuse("must be a number in a string"),
        Some(_) => {}
    }
}

fn number_range(walk: &mut Walk, object: &Object) {
    let text = |name: &str| object.get(name).and_then(Value::as_str);
    let parsed = |name: &str| text(name).and_then(parse_number);
    if object.get("is_decimal_allowed") == Some(&Value::Bool(false)) {
        for field in NUMBERS {
            if text(field.name).is_some_and(|text| text.contains('.')) {
                walk.at(field.name, |walk| walk.refuse("decimals are not allowed"));
            }
        }
    }
    let (least, most) = (parsed("min_value"), parsed("max_value"));
    if least.zip(most).is_some_and(|(least, most)| least > most) {
        walk.at("min_value", |walk| {
            walk.refuse("must be no more than max_value");
        });
    } else if let Some(initial) = parsed("initial_value")
        && (least.is_some_and(|least| initial < least) || most.is_some_and(|most| initial > most))
    {
        walk.at("initial_value", |walk| {
            walk.refuse("must be between min_value and max_value");
        });
    }
}

fn date(walk: &mut Walk, value: &Value) {
    let sound = value
        .as_str()
        .is_some_and(|text| text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok());
    if !sound {
        walk.refuse("must be a date as YYYY-MM-DD");
    }
}

fn time(walk: &mut Walk, value: &Value) {
    let sound = value
        .as_str()
        .is_some_and(|text| text.len() == 5 && text.parse::<jiff::civil::Time>().is_ok());
    if !sound {
        walk.refuse("must be a time as HH:mm");
    }
}

fn zone(walk: &mut Walk, value: &Value) {
    if value
        .as_str()
        .is_none_or(|name| jiff::tz::db().get(name).is_err())
    {
        walk.refuse("must be a time zone by its IANA name");
    }
}
