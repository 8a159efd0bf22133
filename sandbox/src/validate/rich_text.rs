//! Formatted text: sections, lists, quotes and preformatted text, and what stands in a line of them.

use super::objects::BLOCK;
use super::rule::{Field, ID, LINK, Rule, Shape, Typed, optional, plain, required, typed};

/// A rich text block where only that may stand.
pub(super) static AS_VALUE: &[Typed] = &[typed("rich_text", &RICH_TEXT)];

/// The `rich_text` block.
pub(super) static RICH_TEXT: Shape = plain(&[
    BLOCK,
    &[required(
        "elements",
        Rule::List(0, usize::MAX, &Rule::Typed(PARTS)),
    )],
]);

static PARTS: &[Typed] = &[
    typed("rich_text_section", &SECTION),
    typed("rich_text_list", &LIST),
    typed("rich_text_quote", &QUOTE),
    typed("rich_text_preformatted", &PREFORMATTED),
];

static BORDER: &[Field] = &[optional("border", Rule::Whole(0, 1))];
static LINE: &[Field] = &[required(
    "elements",
    Rule::List(0, usize::MAX, &Rule::Typed(INLINE)),
)];

static SECTION: Shape = plain(&[LINE]);
static QUOTE: Shape = plain(&[LINE, BORDER]);
static PREFORMATTED: Shape = plain(&[
    &[
        required(
            "elements",
            Rule::List(0, usize::MAX, &Rule::Typed(VERBATIM)),
        ),
        optional("language", Rule::Chars(1, ID)),
    ],
    BORDER,
]);
static LIST: Shape = plain(&[
    &[
        required("style", Rule::OneOf(&["bullet", "ordered"])),
        required(
            "elements",
            Rule::List(
                0,
                usize::MAX,
                &Rule::Typed(&[typed("rich_text_section", &SECTION)]),
            ),
        ),
        optional("indent", Rule::Whole(0, 8)),
        optional("offset", Rule::Whole(0, i64::MAX)),
    ],
    BORDER,
]);

static INLINE: &[Typed] = &[
    typed("text", &TEXT),
    typed("link", &LINKED),
    typed("user", &USER),
    typed("usergroup", &USERGROUP),
    typed("channel", &CHANNEL),
    typed("team", &TEAM),
    typed("emoji", &EMOJI),
    typed("date", &DATE),
    typed("broadcast", &BROADCAST),
    typed("color", &COLOR),
];
static VERBATIM: &[Typed] = &[typed("text", &TEXT), typed("link", &LINKED)];

static STYLED: &[Field] = &[optional("style", Rule::Object(&STYLE))];
static STYLE: Shape = plain(&[&[
    optional("bold", Rule::Bool),
    optional("italic", Rule::Bool),
    optional("strike", Rule::Bool),
    optional("code", Rule::Bool),
    optional("underline", Rule::Bool),
    optional("highlight", Rule::Bool),
    optional("client_highlight", Rule::Bool),
    optional("unlink", Rule::Bool),
]]);

/// Characters enough for anything a message may hold.
const ANY_LENGTH: usize = 1_000_000;

static TEXT: Shape = plain(&[STYLED, &[required("text", Rule::Chars(1, ANY_LENGTH))]]);
static LINKED: Shape = plain(&[
    STYLED,
    &[
        required("url", Rule::Link(LINK)),
        optional("text", Rule::Chars(0, ANY_LENGTH)),
        optional("unsafe", Rule::Bool),
    ],
]);
static USER: Shape = plain(&[STYLED, &[required("user_id", Rule::Chars(1, ID))]]);
static USERGROUP: Shape = plain(&[STYLED, &[required("usergroup_id", Rule::Chars(1, ID))]]);
static CHANNEL: Shape = plain(&[STYLED, &[required("channel_id", Rule::Chars(1, ID))]]);
static TEAM: Shape = plain(&[STYLED, &[required("team_id", Rule::Chars(1, ID))]]);
static EMOJI: Shape = plain(&[
    STYLED,
    &[
        required("name", Rule::Chars(1, ID)),
        optional("unicode", Rule::Chars(1, ID)),
        optional("skin_tone", Rule::Whole(1, 6)),
        optional("url", Rule::WebLink(LINK)),
    ],
]);
static DATE: Shape = plain(&[
    STYLED,
    &[
        required("timestamp", Rule::Whole(0, i64::MAX)),
        required("format", Rule::Chars(1, ANY_LENGTH)),
        optional("url", Rule::Link(LINK)),
        optional("fallback", Rule::Chars(1, ANY_LENGTH)),
    ],
]);
static BROADCAST: Shape = plain(&[
    STYLED,
    &[required(
        "range",
        Rule::OneOf(&["here", "channel", "everyone"]),
    )],
]);
static COLOR: Shape = plain(&[STYLED, &[required("value", Rule::Chars(1, ID))]]);
