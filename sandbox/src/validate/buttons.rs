//! Elements one presses: buttons of all kinds, the overflow menu; and the picture, which stands beside them.

use super::objects::{ACTION, CONFIRM, IN_OVERFLOW, PICTURE, STYLE, one_picture};
use super::rule::{
    Field, LINK, Rule, Shape, TextKind, Typed, optional, plain, required, typed, with,
};

pub(super) static BUTTONS: &[Typed] = &[
    typed("button", &BUTTON),
    typed("workflow_button", &WORKFLOW_BUTTON),
    typed("overflow", &OVERFLOW),
    typed("feedback_buttons", &FEEDBACK),
    typed("icon_button", &ICON_BUTTON),
    typed("image", &IMAGE),
];

static LABELLED: &[Field] = &[
    required("text", Rule::Text(TextKind::Plain, 75)),
    optional("accessibility_label", Rule::Chars(1, 75)),
];

static BUTTON: Shape = plain(&[
    LABELLED,
    ACTION,
    CONFIRM,
    &[
        optional("value", Rule::Chars(0, 2000)),
        optional("url", Rule::Link(LINK)),
        optional("style", STYLE),
    ],
]);

static WORKFLOW_BUTTON: Shape = plain(&[
    LABELLED,
    ACTION,
    CONFIRM,
    &[
        required("workflow", Rule::Object(&WORKFLOW)),
        optional("style", STYLE),
    ],
]);
static WORKFLOW: Shape = plain(&[&[required("trigger", Rule::Object(&TRIGGER))]]);
static TRIGGER: Shape = plain(&[&[
    required("url", Rule::WebLink(LINK)),
    optional(
        "customizable_input_parameters",
        Rule::List(0, usize::MAX, &Rule::Object(&PARAMETER)),
    ),
]]);
static PARAMETER: Shape = plain(&[&[
    required("name", Rule::Chars(1, usize::MAX - 1)),
    required("value", Rule::Anything),
]]);

static OVERFLOW: Shape = plain(&[
    ACTION,
    CONFIRM,
    &[required("options", Rule::List(1, 5, &IN_OVERFLOW))],
]);

static FEEDBACK: Shape = plain(&[
    ACTION,
    &[
        required("positive_button", Rule::Object(&VERDICT)),
        required("negative_button", Rule::Object(&VERDICT)),
    ],
]);
static VERDICT: Shape = plain(&[LABELLED, &[required("value", Rule::Chars(1, 2000))]]);

static ICON_BUTTON: Shape = plain(&[
    LABELLED,
    ACTION,
    CONFIRM,
    &[
        required("icon", Rule::OneOf(&["trash"])),
        optional("value", Rule::Chars(0, 2000)),
        optional(
            "visible_to_user_ids",
            Rule::List(0, usize::MAX, &Rule::Chars(1, 255)),
        ),
    ],
]);

/// A picture among other elements.
pub(super) static IMAGE: Shape = with(
    &[PICTURE, &[required("alt_text", Rule::Chars(1, 2000))]],
    one_picture,
);
