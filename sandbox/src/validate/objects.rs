//! Composition objects: text, option, option group, confirmation, filter, picture sources.

use super::rule::{
    Field, ID, LINK, Object, Rule, Shape, TextKind, Typed, optional, plain, required, typed, with,
};
use super::walk::Walk;
use serde_json::Value;

/// A text object may have this many characters where nothing smaller is said.
pub(super) const TEXT: usize = 3000;

pub(super) const STYLE: Rule = Rule::OneOf(&["primary", "danger"]);

static PLAIN: &[Typed] = &[typed("plain_text", &PLAIN_TEXT)];
static EITHER: &[Typed] = &[typed("plain_text", &PLAIN_TEXT), typed("mrkdwn", &MRKDWN)];
static PLAIN_TEXT: Shape = plain(&[&[
    required("text", Rule::Anything),
    optional("emoji", Rule::Bool),
]]);
static MRKDWN: Shape = plain(&[&[
    required("text", Rule::Anything),
    optional("verbatim", Rule::Bool),
]]);

/// Holds a value against a text object of that kind with 1 to `most` characters.
pub(super) fn text(walk: &mut Walk, kind: TextKind, most: usize, value: &Value) {
    let kinds = match kind {
        TextKind::Plain => PLAIN,
        TextKind::Either => EITHER,
    };
    walk.rule(&Rule::Typed(kinds), value);
    if let Some(content) = value.get("text") {
        walk.at("text", |walk| walk.chars(1, most, content));
    }
}

/// Fields of every block.
pub(super) static BLOCK: &[Field] = &[optional("block_id", Rule::Chars(1, ID))];
/// Fields of every element that a person can use.
pub(super) static ACTION: &[Field] = &[optional("action_id", Rule::Chars(1, ID))];
/// The field of elements that can ask before they act.
pub(super) static CONFIRM: &[Field] = &[optional("confirm", Rule::Object(&CONFIRMATION))];
/// The field of elements that can be focused when a view opens.
pub(super) static FOCUS: &[Field] = &[optional("focus_on_load", Rule::Bool)];
/// The field of elements with a grey text while they are empty.
pub(super) static PLACEHOLDER: &[Field] =
    &[optional("placeholder", Rule::Text(TextKind::Plain, 150))];
/// The field of inputs that say when they dispatch.
pub(super) static DISPATCH: &[Field] = &[optional(
    "dispatch_action_config",
    Rule::Object(&DISPATCH_CONFIG),
)];

static CONFIRMATION: Shape = plain(&[&[
    optional("title", Rule::Text(TextKind::Plain, 100)),
    required("text", Rule::Text(TextKind::Either, 300)),
    optional("confirm", Rule::Text(TextKind::Plain, 30)),
    optional("deny", Rule::Text(TextKind::Plain, 30)),
    optional("style", STYLE),
]]);

static DISPATCH_CONFIG: Shape = plain(&[&[optional(
    "trigger_actions_on",
    Rule::List(
        1,
        2,
        &Rule::OneOf(&["on_enter_pressed", "on_character_entered"]),
    ),
)]]);

static CHOICE: &[Field] = &[required("value", Rule::Chars(1, 75))];

static MENU_OPTION: Shape = plain(&[
    &[
        required("text", Rule::Text(TextKind::Plain, 75)),
        optional("description", Rule::Text(TextKind::Plain, 75)),
    ],
    CHOICE,
]);
static BUTTON_OPTION: Shape = plain(&[
    &[
        required("text", Rule::Text(TextKind::Either, 75)),
        optional("description", Rule::Text(TextKind::Either, 75)),
    ],
    CHOICE,
]);
static OVERFLOW_OPTION: Shape = plain(&[
    &[
        required("text", Rule::Text(TextKind::Plain, 75)),
        optional("description", Rule::Text(TextKind::Plain, 75)),
        optional("url", Rule::Link(LINK)),
    ],
    CHOICE,
]);

/// An option of a select menu.
pub(super) const IN_MENU: Rule = Rule::Object(&MENU_OPTION);
/// An option of radio buttons or checkboxes.
pub(super) const IN_BUTTONS: Rule = Rule::Object(&BUTTON_OPTION);
/// An option of an overflow menu.
pub(super) const IN_OVERFLOW: Rule = Rule::Object(&OVERFLOW_OPTION);

/// A labelled group of menu options.
pub(super) static OPTION_GROUP: Shape = plain(&[&[
    required("label", Rule::Text(TextKind::Plain, 75)),
    required("options", Rule::List(1, 100, &IN_MENU)),
]]);

/// Which conversations a menu offers.
pub(super) static FILTER: Shape = with(
    &[&[
        optional(
            "include",
            Rule::List(1, 4, &Rule::OneOf(&["im", "mpim", "private", "public"])),
        ),
        optional("exclude_external_shared_channels", Rule::Bool),
        optional("exclude_bot_users", Rule::Bool),
    ]],
    |walk, filter| {
        if filter.is_empty() {
            walk.refuse("must provide at least one of: include, exclude_external_shared_channels, exclude_bot_users");
        }
    },
);

/// Where a picture comes from.
pub(super) static PICTURE: &[Field] = &[
    optional("image_url", Rule::WebLink(LINK)),
    optional("slack_file", Rule::Object(&SLACK_FILE)),
];

static SLACK_FILE: Shape = with(
    &[&[
        optional("id", Rule::Chars(1, ID)),
        optional("url", Rule::WebLink(LINK)),
    ]],
    |walk, file| exactly_one(walk, file, ["id", "url"]),
);

/// A picture comes from exactly one place.
pub(super) fn one_picture(walk: &mut Walk, object: &Object) {
    exactly_one(walk, object, ["image_url", "slack_file"]);
}

/// Refuses an object that has both or none of two fields.
pub(super) fn exactly_one(walk: &mut Walk, object: &Object, [one, other]: [&str; 2]) {
    match (object.contains_key(one), object.contains_key(other)) {
        (false, false) => walk.missing(one),
        (true, true) => walk.refuse(format!("only one of {one}, {other} allowed")),
        _ => {}
    }
}
