//! Blocks that hold other blocks or stand for one thing: alert, card, carousel, container, layout, plan, task card.

use super::elements::{Place, element};
use super::objects::BLOCK;
use super::rule::{
    Field, ID, LINK, Object, Rule, Shape, TextKind, Typed, optional, plain, required, typed, with,
};
use super::walk::Walk;
use super::{blocks, buttons, rich_text};
use serde_json::Value;
use std::collections::HashSet;

static PICTURE: &[Typed] = &[typed("image", &buttons::IMAGE)];

pub(super) static ALERT: Shape = plain(&[
    BLOCK,
    &[
        required("text", Rule::Text(TextKind::Either, 200)),
        optional(
            "level",
            Rule::OneOf(&["default", "info", "warning", "error", "success"]),
        ),
    ],
]);

pub(super) static CARD: Shape = with(
    &[
        BLOCK,
        &[
            optional("hero_image", Rule::Typed(PICTURE)),
            optional("icon", Rule::Typed(PICTURE)),
            optional("slack_icon", Rule::Anything),
            optional("title", Rule::Text(TextKind::Either, 150)),
            optional("subtitle", Rule::Text(TextKind::Either, 150)),
            optional("body", Rule::Text(TextKind::Either, 200)),
            optional("subtext", Rule::Text(TextKind::Either, 200)),
            optional(
                "actions",
                Rule::List(
                    1,
                    3,
                    &Rule::Check(|walk, value| element(walk, Place::ButtonOnly, value)),
                ),
            ),
        ],
    ],
    |walk, card| {
        if !["hero_image", "title", "actions", "body"]
            .iter()
            .any(|field| card.contains_key(*field))
        {
            walk.refuse("must provide at least one of: hero_image, title, actions, body");
        }
        if card.contains_key("icon") && card.contains_key("slack_icon") {
            walk.refuse("only one of icon, slack_icon allowed");
        }
    },
);

pub(super) static CAROUSEL: Shape = plain(&[
    BLOCK,
    &[required(
        "elements",
        Rule::List(
            1,
            10,
            &Rule::Check(|walk, value| blocks::one(walk, value, Some(&["card"]))),
        ),
    )],
]);

/// What a container may hold.
static CHILDREN: &[&str] = &[
    "actions",
    "context",
    "divider",
    "header",
    "image",
    "input",
    "layout",
    "rich_text",
    "section",
    "table",
    "video",
];

pub(super) static CONTAINER: Shape = with(
    &[
        BLOCK,
        &[
            optional("title", Rule::Text(TextKind::Plain, 150)),
            optional("rich_text_title", Rule::Typed(rich_text::AS_VALUE)),
            optional("subtitle", Rule::Text(TextKind::Either, 150)),
            required(
                "child_blocks",
                Rule::List(
                    1,
                    10,
                    &Rule::Check(|walk, value| blocks::one(walk, value, Some(CHILDREN))),
                ),
            ),
            optional(
                "width",
                Rule::OneOf(&["narrow", "standard", "wide", "full"]),
            ),
            optional("icon", Rule::Typed(PICTURE)),
            optional("is_collapsible", Rule::Bool),
            optional("default_collapsed", Rule::Bool),
            optional("has_header_divider", Rule::Bool),
        ],
    ],
    |walk, container| {
        if !container.contains_key("title") && !container.contains_key("rich_text_title") {
            walk.missing("title");
        }
        let on = |field: &str| container.get(field) == Some(&Value::Bool(true));
        if on("default_collapsed") && !on("is_collapsible") {
            walk.at("default_collapsed", |walk| {
                walk.refuse("requires is_collapsible");
            });
        }
    },
);

/// Newer than the other blocks: its rows are only looked into for the blocks they hold.
pub(super) static LAYOUT: Shape = plain(&[
    BLOCK,
    &[
        required("label", Rule::Chars(1, 150)),
        required("rows", Rule::List(1, 5, &Rule::Check(layout_row))),
        optional("is_label_visible", Rule::Bool),
        optional("grid_lines", Rule::OneOf(&["none", "rows", "outer"])),
        optional("fallback", Rule::Anything),
    ],
]);

fn layout_row(walk: &mut Walk, row: &Value) {
    let Some(row) = walk.object(row) else { return };
    let Some(items) = row.get("items") else {
        return walk.missing("items");
    };
    let Some(items) = items.as_array() else {
        return;
    };
    walk.at("items", |walk| {
        walk.each(items, |walk, item| {
            if let Some(block) = item.get("block") {
                walk.at("block", |walk| blocks::one(walk, block, None));
            }
            if let Some(nested) = item.get("blocks").and_then(Value::as_array) {
                walk.at("blocks", |walk| {
                    walk.each(nested, |walk, block| blocks::one(walk, block, None));
                });
            }
        });
    });
}

static TASK: &[Field] = &[
    required("task_id", Rule::Chars(1, ID)),
    required("title", Rule::Chars(1, 3000)),
    optional("details", Rule::Typed(rich_text::AS_VALUE)),
    optional("output", Rule::Typed(rich_text::AS_VALUE)),
    optional(
        "sources",
        Rule::List(0, usize::MAX, &Rule::Typed(&[typed("url", &SOURCE)])),
    ),
    optional(
        "status",
        Rule::OneOf(&["pending", "in_progress", "complete", "error"]),
    ),
    optional("icon", Rule::Anything),
    optional("hide_title", Rule::Bool),
];
static SOURCE: Shape = plain(&[&[
    required("url", Rule::WebLink(LINK)),
    required("text", Rule::Chars(1, 3000)),
]]);

pub(super) static TASK_CARD: Shape = with(&[BLOCK, TASK], |walk, task| {
    if task.get("status") == Some(&Value::from("pending")) {
        walk.at("status", |walk| {
            walk.refuse("pending is only allowed inside a plan");
        });
    }
});

pub(super) static PLAN: Shape = with(
    &[
        BLOCK,
        &[
            required("title", Rule::Chars(1, 3000)),
            optional("tasks", Rule::List(0, 50, &Rule::Object(&PLANNED_TASK))),
        ],
    ],
    task_ids_differ,
);
static PLANNED_TASK: Shape = plain(&[
    BLOCK,
    TASK,
    &[optional("type", Rule::OneOf(&["task_card"]))],
]);

fn task_ids_differ(walk: &mut Walk, plan: &Object) {
    let Some(tasks) = plan.get("tasks").and_then(Value::as_array) else {
        return;
    };
    let mut seen = HashSet::new();
    walk.at("tasks", |walk| {
        walk.each(tasks, |walk, task| {
            if task.get("task_id").is_some_and(|id| !seen.insert(id)) {
                walk.at("task_id", |walk| {
                    walk.refuse("`task_id` already exists for another task");
                });
            }
        });
    });
}
