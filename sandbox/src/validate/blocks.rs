//! The blocks, where they may stand, and what holds for a list of them.

use super::Surface::{self, Home, Message, Modal};
use super::elements::{Place, element};
use super::objects::{BLOCK, PICTURE, one_picture};
use super::rule::{
    LINK, Object, Rule, Shape, TextKind, Typed, optional, plain, required, typed, with,
};
use super::walk::Walk;
use super::{buttons, cards, rich_text, tables_and_charts};
use serde_json::Value;

static ALL: &[Surface] = &[Message, Modal, Home];

/// Every block one may send, and the surfaces that show it. (`file` is only ever received.)
static BLOCKS: &[(Typed, &[Surface])] = &[
    (typed("actions", &ACTIONS), ALL),
    (typed("alert", &cards::ALERT), &[Modal]),
    (typed("card", &cards::CARD), ALL),
    (typed("carousel", &cards::CAROUSEL), &[Message, Home]),
    (typed("container", &cards::CONTAINER), &[Message, Home]),
    (typed("context", &CONTEXT), ALL),
    (typed("context_actions", &CONTEXT_ACTIONS), &[Message]),
    (
        typed("data_table", &tables_and_charts::DATA_TABLE),
        &[Message, Home],
    ),
    (
        typed("data_visualization", &tables_and_charts::CHART),
        &[Message],
    ),
    (typed("divider", &DIVIDER), ALL),
    (typed("header", &HEADER), ALL),
    (typed("image", &IMAGE), ALL),
    (typed("input", &INPUT), ALL),
    (typed("layout", &cards::LAYOUT), ALL),
    (typed("markdown", &MARKDOWN), &[Message]),
    (typed("plan", &cards::PLAN), &[Message]),
    (typed("rich_text", &rich_text::RICH_TEXT), ALL),
    (typed("section", &SECTION), ALL),
    (typed("table", &tables_and_charts::TABLE), &[Message, Home]),
    (typed("task_card", &cards::TASK_CARD), &[Message]),
    (typed("video", &VIDEO), ALL),
];

/// Holds a surface's whole list of blocks against the rules.
pub(super) fn list(walk: &mut Walk, value: &Value) {
    let most = walk.surface.max_blocks();
    let before = walk.tally.blocks;
    if let Some(items) = walk.list(0, most, value) {
        walk.each(items, |walk, block| one(walk, block, None));
        if items.len() <= most && walk.tally.blocks - before > most {
            walk.refuse(format!(
                "no more than {most} items allowed, those in a layout included"
            ));
        }
    }
}

/// Holds one block against the rules; `among` narrows which blocks may stand here.
pub(super) fn one(walk: &mut Walk, value: &Value, among: Option<&[&str]>) {
    walk.tally.blocks += usize::from(among.is_none());
    let Some(object) = walk.object(value) else {
        return;
    };
    let Some(kind) = object.get("type") else {
        return walk.missing("type");
    };
    let Some(name) = kind.as_str() else {
        return walk.at("type", |walk| walk.refuse("must provide a string"));
    };
    let surface = walk.surface;
    let fits = |(kind, surfaces): &&(Typed, &[Surface])| {
        surfaces.contains(&surface) && among.is_none_or(|among| among.contains(&kind.name))
    };
    let Some((found, _)) = BLOCKS
        .iter()
        .filter(fits)
        .find(|(kind, _)| kind.name == name)
    else {
        let names: Vec<_> = BLOCKS
            .iter()
            .filter(fits)
            .map(|(kind, _)| kind.name)
            .collect();
        return walk.at("type", |walk| {
            walk.not_one_of(format!("unsupported type: {name}"), &names, name);
        });
    };
    walk.inside_block(name, |walk| walk.shape(found.shape, object, true));
    if let Some(id) = object.get("block_id").and_then(Value::as_str) {
        walk.block_id(id);
    }
}

static DIVIDER: Shape = plain(&[BLOCK]);

static HEADER: Shape = plain(&[
    BLOCK,
    &[
        required("text", Rule::Text(TextKind::Plain, 150)),
        optional("level", Rule::Whole(1, 4)),
    ],
]);

static SECTION: Shape = with(
    &[
        BLOCK,
        &[
            optional("text", Rule::Text(TextKind::Either, 3000)),
            optional(
                "fields",
                Rule::List(1, 10, &Rule::Text(TextKind::Either, 2000)),
            ),
            optional(
                "accessory",
                Rule::Check(|walk, value| element(walk, Place::Accessory, value)),
            ),
            optional("expand", Rule::Bool),
        ],
    ],
    |walk, section| {
        if !section.contains_key("text") && !section.contains_key("fields") {
            walk.missing("text");
        }
    },
);

static ACTIONS: Shape = plain(&[
    BLOCK,
    &[required(
        "elements",
        Rule::List(
            1,
            25,
            &Rule::Check(|walk, value| element(walk, Place::Actions, value)),
        ),
    )],
]);

static CONTEXT: Shape = plain(&[
    BLOCK,
    &[required(
        "elements",
        Rule::List(1, 10, &Rule::Check(context_element)),
    )],
]);

fn context_element(walk: &mut Walk, value: &Value) {
    static IMAGE: &[Typed] = &[typed("image", &buttons::IMAGE)];
    static EXPECTED: &[&str] = &["image", "plain_text", "mrkdwn"];
    match value.get("type").and_then(Value::as_str) {
        Some("image") => walk.rule(&Rule::Typed(IMAGE), value),
        Some(name) if !EXPECTED.contains(&name) => {
            walk.at("type", |walk| {
                walk.not_one_of(format!("unsupported type: {name}"), EXPECTED, name);
            });
        }
        _ => walk.rule(&Rule::Text(TextKind::Either, super::objects::TEXT), value),
    }
}

static CONTEXT_ACTIONS: Shape = plain(&[
    BLOCK,
    &[required(
        "elements",
        Rule::List(
            1,
            5,
            &Rule::Check(|walk, value| element(walk, Place::ContextActions, value)),
        ),
    )],
]);

static IMAGE: Shape = with(
    &[
        BLOCK,
        PICTURE,
        &[
            required("alt_text", Rule::Chars(1, 2000)),
            optional("title", Rule::Text(TextKind::Plain, 2000)),
        ],
    ],
    one_picture,
);

static INPUT: Shape = with(
    &[
        BLOCK,
        &[
            required("label", Rule::Text(TextKind::Plain, 2000)),
            required(
                "element",
                Rule::Check(|walk, value| element(walk, Place::Input, value)),
            ),
            optional("hint", Rule::Text(TextKind::Plain, 2000)),
            optional("optional", Rule::Bool),
            optional("dispatch_action", Rule::Bool),
        ],
    ],
    input,
);

fn input(walk: &mut Walk, block: &Object) {
    walk.tally.inputs += 1;
    let dispatches = block.get("dispatch_action") == Some(&Value::Bool(true));
    let takes_files = block.get("element").and_then(|element| element.get("type"))
        == Some(&Value::from("file_input"));
    if dispatches && takes_files {
        walk.at("dispatch_action", |walk| {
            walk.refuse("not allowed with file_input");
        });
    }
}

static MARKDOWN: Shape = with(
    &[BLOCK, &[required("text", Rule::Anything)]],
    |walk, block| {
        let Some(text) = block.get("text") else {
            return;
        };
        walk.at("text", |walk| {
            let chars = text.as_str().map_or(0, |text| text.chars().count());
            walk.chars(1, MARKDOWN_CHARS, text);
            walk.tally.markdown_chars += chars;
            if chars <= MARKDOWN_CHARS && walk.tally.markdown_chars > MARKDOWN_CHARS {
                walk.refuse(format!(
                    "markdown blocks together must be less than {} characters",
                    MARKDOWN_CHARS + 1
                ));
            }
        });
    },
);

/// Characters in all `markdown` blocks of a payload.
const MARKDOWN_CHARS: usize = 12_000;

static VIDEO: Shape = plain(&[
    BLOCK,
    &[
        required("alt_text", Rule::Chars(1, 2000)),
        required("title", Rule::Text(TextKind::Plain, 199)),
        required("thumbnail_url", Rule::WebLink(LINK)),
        required("video_url", Rule::WebLink(LINK)),
        optional("title_url", Rule::WebLink(LINK)),
        optional("author_name", Rule::Chars(1, 49)),
        optional("provider_name", Rule::Chars(1, 255)),
        optional("provider_icon_url", Rule::WebLink(LINK)),
        optional("description", Rule::Text(TextKind::Plain, 199)),
    ],
]);
