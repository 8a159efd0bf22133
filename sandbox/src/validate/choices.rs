//! Elements in which one chooses among options: select menus, radio buttons, checkboxes.

use super::objects::{
    ACTION, CONFIRM, FILTER, FOCUS, IN_BUTTONS, IN_MENU, OPTION_GROUP, PLACEHOLDER, exactly_one,
};
use super::rule::{Field, ID, Object, Rule, Shape, Typed, optional, plain, required, typed, with};
use super::walk::Walk;
use serde_json::Value;

pub(super) static CHOICES: &[Typed] = &[
    typed("static_select", &STATIC),
    typed("multi_static_select", &MULTI_STATIC),
    typed("external_select", &EXTERNAL),
    typed("multi_external_select", &MULTI_EXTERNAL),
    typed("users_select", &USERS),
    typed("multi_users_select", &MULTI_USERS),
    typed("conversations_select", &CONVERSATIONS),
    typed("multi_conversations_select", &MULTI_CONVERSATIONS),
    typed("channels_select", &CHANNELS),
    typed("multi_channels_select", &MULTI_CHANNELS),
    typed("radio_buttons", &RADIO),
    typed("checkboxes", &CHECKBOXES),
];

/// How many options a list, or a group of it, may offer.
const OPTIONS: usize = 100;

static ONE_ID: Rule = Rule::Chars(1, ID);

static SEVERAL: &[Field] = &[optional("max_selected_items", Rule::Whole(1, i64::MAX))];
static RESPOND: &[Field] = &[optional("response_url_enabled", Rule::Bool)];
static SEARCH: &[Field] = &[optional("min_query_length", Rule::Whole(0, 3000))];
static INITIAL_ONE: &[Field] = &[optional("initial_option", IN_MENU)];
static INITIAL_MANY: &[Field] = &[optional(
    "initial_options",
    Rule::List(1, OPTIONS, &IN_MENU),
)];
static CONVERSATION: &[Field] = &[
    optional("default_to_current_conversation", Rule::Bool),
    optional("filter", Rule::Object(&FILTER)),
];
static LISTED: &[Field] = &[
    optional("options", Rule::List(1, OPTIONS, &IN_MENU)),
    optional(
        "option_groups",
        Rule::List(1, OPTIONS, &Rule::Object(&OPTION_GROUP)),
    ),
];

static STATIC: Shape = with(
    &[ACTION, CONFIRM, FOCUS, PLACEHOLDER, LISTED, INITIAL_ONE],
    among_the_listed,
);
static MULTI_STATIC: Shape = with(
    &[
        ACTION,
        CONFIRM,
        FOCUS,
        PLACEHOLDER,
        SEVERAL,
        LISTED,
        INITIAL_MANY,
    ],
    among_the_listed,
);
static EXTERNAL: Shape = plain(&[ACTION, CONFIRM, FOCUS, PLACEHOLDER, SEARCH, INITIAL_ONE]);
static MULTI_EXTERNAL: Shape = plain(&[
    ACTION,
    CONFIRM,
    FOCUS,
    PLACEHOLDER,
    SEVERAL,
    SEARCH,
    INITIAL_MANY,
]);
static USERS: Shape = plain(&[
    ACTION,
    CONFIRM,
    FOCUS,
    PLACEHOLDER,
    &[optional("initial_user", Rule::Chars(1, ID))],
]);
static MULTI_USERS: Shape = plain(&[
    ACTION,
    CONFIRM,
    FOCUS,
    PLACEHOLDER,
    SEVERAL,
    &[optional(
        "initial_users",
        Rule::List(0, usize::MAX, &ONE_ID),
    )],
]);
static CONVERSATIONS: Shape = plain(&[
    ACTION,
    CONFIRM,
    FOCUS,
    PLACEHOLDER,
    RESPOND,
    CONVERSATION,
    &[optional("initial_conversation", Rule::Chars(1, ID))],
]);
static MULTI_CONVERSATIONS: Shape = plain(&[
    ACTION,
    CONFIRM,
    FOCUS,
    PLACEHOLDER,
    SEVERAL,
    CONVERSATION,
    &[optional(
        "initial_conversations",
        Rule::List(0, usize::MAX, &ONE_ID),
    )],
]);
static CHANNELS: Shape = plain(&[
    ACTION,
    CONFIRM,
    FOCUS,
    PLACEHOLDER,
    RESPOND,
    &[optional("initial_channel", Rule::Chars(1, ID))],
]);
static MULTI_CHANNELS: Shape = plain(&[
    ACTION,
    CONFIRM,
    FOCUS,
    PLACEHOLDER,
    SEVERAL,
    &[optional(
        "initial_channels",
        Rule::List(0, usize::MAX, &ONE_ID),
    )],
]);

static RADIO: Shape = with(
    &[
        ACTION,
        CONFIRM,
        FOCUS,
        &[
            required("options", Rule::List(1, 10, &IN_BUTTONS)),
            optional("initial_option", IN_BUTTONS),
        ],
    ],
    among_the_options,
);
static CHECKBOXES: Shape = with(
    &[
        ACTION,
        CONFIRM,
        FOCUS,
        &[
            required("options", Rule::List(1, 10, &IN_BUTTONS)),
            optional("initial_options", Rule::List(1, 10, &IN_BUTTONS)),
        ],
    ],
    among_the_options,
);

fn among_the_listed(walk: &mut Walk, object: &Object) {
    exactly_one(walk, object, ["options", "option_groups"]);
    among_the_options(walk, object);
}

/// What is chosen from the start must equal an option exactly, description and all.
fn among_the_options(walk: &mut Walk, object: &Object) {
    let offered = offered(object);
    let check = |walk: &mut Walk, initial: &Value| {
        if !offered.contains(&initial) {
            walk.refuse("must exactly match one of the provided options");
        }
    };
    if let Some(initial) = object.get("initial_option") {
        walk.at("initial_option", |walk| check(walk, initial));
    }
    if let Some(initial) = object.get("initial_options").and_then(Value::as_array) {
        walk.at("initial_options", |walk| walk.each(initial, check));
    }
}

fn offered(object: &Object) -> Vec<&Value> {
    let single = object
        .get("options")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let groups = object
        .get("option_groups")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    single
        .chain(
            groups
                .filter_map(|group| group.get("options")?.as_array())
                .flatten(),
        )
        .collect()
}

/// What an app answers to `block_suggestion`.
static SUGGESTIONS: Shape = with(&[LISTED_EMPTY], |walk, object| {
    exactly_one(walk, object, ["options", "option_groups"]);
});
static LISTED_EMPTY: &[Field] = &[
    optional("options", Rule::List(0, OPTIONS, &IN_MENU)),
    optional(
        "option_groups",
        Rule::List(0, OPTIONS, &Rule::Object(&OPTION_GROUP)),
    ),
];

pub(super) fn suggestions(walk: &mut Walk, answer: &Value) {
    walk.rule(&Rule::Object(&SUGGESTIONS), answer);
}
