//! `table`, `data_table` and `data_visualization`.

use super::elements::{Place, element};
use super::fault::FaultCode;
use super::objects::BLOCK;
use super::rich_text;
use super::rule::{Object, Rule, Shape, Typed, optional, plain, required, typed, with};
use super::walk::Walk;
use serde_json::Value;
use std::collections::HashSet;

const COLUMNS: usize = 20;
/// Rows of a `table`.
const TABLE_ROWS: usize = 100;
/// Characters in the cells of all `table` blocks of a payload.
const TABLE_CHARS: usize = 10_000;
/// Rows of a `data_table` under its heading. Newer text says 200, older 100.
const DATA_ROWS: usize = 100;
/// Characters in the cells of all `data_table` blocks of a payload.
const DATA_TABLE_CHARS: usize = 20_000;
/// Charts in a message.
const CHARTS: usize = 2;
/// Segments of a pie, series of any other chart. Newer text says 12, older 6.
const SERIES: usize = 6;
/// Points of a series.
const POINTS: usize = 20;
/// Characters of a name, label or category in a chart.
const LABEL: usize = 20;

const CELL_TEXT: Rule = Rule::Chars(1, DATA_TABLE_CHARS);

static RAW_TEXT: Shape = plain(&[&[required("text", CELL_TEXT)]]);
static RAW_NUMBER: Shape =
    plain(&[&[required("value", Rule::Number), required("text", CELL_TEXT)]]);
static ACTION_CELL: Shape = plain(&[&[
    required(
        "element",
        Rule::Check(|walk, value| element(walk, Place::ButtonOnly, value)),
    ),
    optional("fallback", Rule::Typed(HEADING_CELLS)),
]]);

static HEADING_CELLS: &[Typed] = &[
    typed("raw_text", &RAW_TEXT),
    typed("raw_number", &RAW_NUMBER),
];
static TABLE_CELLS: &[Typed] = &[
    typed("raw_text", &RAW_TEXT),
    typed("raw_number", &RAW_NUMBER),
    typed("rich_text", &rich_text::RICH_TEXT),
];
static DATA_CELLS: &[Typed] = &[
    typed("raw_text", &RAW_TEXT),
    typed("raw_number", &RAW_NUMBER),
    typed("rich_text", &rich_text::RICH_TEXT),
    typed("action_cell", &ACTION_CELL),
];

pub(super) static TABLE: Shape = with(
    &[
        BLOCK,
        &[
            required(
                "rows",
                Rule::List(
                    1,
                    TABLE_ROWS,
                    &Rule::List(1, COLUMNS, &Rule::Typed(TABLE_CELLS)),
                ),
            ),
            optional(
                "column_settings",
                Rule::List(0, COLUMNS, &Rule::Check(column)),
            ),
        ],
    ],
    |walk, table| {
        walk.tally.tables += 1;
        if walk.tally.tables > 1 {
            walk.refuse_as(FaultCode::OnlyOneTableAllowed, "only one table allowed");
        }
        walk.tally.table_chars += chars_in(table.get("rows"));
        if walk.tally.table_chars > TABLE_CHARS {
            walk.at("rows", |walk| {
                walk.refuse(format!(
                    "cells must be less than {} characters",
                    TABLE_CHARS + 1
                ));
            });
        }
    },
);

/// A column may be left as it is by `null`.
fn column(walk: &mut Walk, value: &Value) {
    static COLUMN: Shape = plain(&[&[
        optional("align", Rule::OneOf(&["left", "center", "right"])),
        optional("is_wrapped", Rule::Bool),
    ]]);
    if !value.is_null() {
        walk.rule(&Rule::Object(&COLUMN), value);
    }
}

pub(super) static DATA_TABLE: Shape = with(
    &[
        BLOCK,
        &[
            required("caption", Rule::Chars(1, 3000)),
            required("rows", Rule::Check(data_rows)),
            optional("page_size", Rule::Whole(1, 100)),
            optional("row_header_column_index", Rule::Whole(0, 19)),
        ],
    ],
    |walk, table| {
        walk.tally.data_table_chars += chars_in(table.get("rows"));
        if walk.tally.data_table_chars > DATA_TABLE_CHARS {
            walk.at("rows", |walk| {
                walk.refuse(format!(
                    "cells must be less than {} characters",
                    DATA_TABLE_CHARS + 1
                ));
            });
        }
        let columns = table
            .get("rows")
            .and_then(|rows| rows.get(0)?.as_array())
            .map(Vec::len);
        let index = table.get("row_header_column_index").and_then(Value::as_u64);
        if index
            .zip(columns)
            .is_some_and(|(index, columns)| index >= columns as u64)
        {
            walk.at("row_header_column_index", |walk| {
                walk.refuse("must be one of the columns");
            });
        }
    },
);

fn data_rows(walk: &mut Walk, value: &Value) {
    let Some(rows) = walk.list(2, DATA_ROWS + 1, value) else {
        return;
    };
    let columns = rows.first().and_then(Value::as_array).map(Vec::len);
    let mut heading = true;
    walk.each(rows, |walk, row| {
        let cells = if heading { HEADING_CELLS } else { DATA_CELLS };
        heading = false;
        let Some(row) = walk.list(1, COLUMNS, row) else {
            return;
        };
        if columns.is_some_and(|columns| columns != row.len()) {
            walk.refuse("must have as many cells as the first row");
        }
        walk.each(row, |walk, cell| walk.rule(&Rule::Typed(cells), cell));
    });
}

/// Characters a person sees: every `text` in the value, however deep.
fn chars_in(value: Option<&Value>) -> usize {
    match value {
        Some(Value::Array(items)) => items.iter().map(|item| chars_in(Some(item))).sum(),
        Some(Value::Object(fields)) => fields
            .iter()
            .map(|(name, field)| match field {
                Value::String(text) if name == "text" => text.chars().count(),
                Value::String(_) => 0,
                nested => chars_in(Some(nested)),
            })
            .sum(),
        _ => 0,
    }
}

pub(super) static CHART: Shape = with(
    &[
        BLOCK,
        &[
            required("title", Rule::Chars(1, 50)),
            required("chart", Rule::Typed(CHARTS_BY_TYPE)),
        ],
    ],
    |walk, _| {
        walk.tally.charts += 1;
        if walk.tally.charts > CHARTS {
            walk.refuse(format!(
                "no more than {CHARTS} data_visualization blocks allowed"
            ));
        }
    },
);

static CHARTS_BY_TYPE: &[Typed] = &[
    typed("pie", &PIE),
    typed("bar", &PLOT),
    typed("area", &PLOT),
    typed("line", &PLOT),
];

static PIE: Shape = plain(&[&[required(
    "segments",
    Rule::List(1, SERIES, &Rule::Object(&SEGMENT)),
)]]);
static SEGMENT: Shape = plain(&[&[
    required("label", Rule::Chars(1, LABEL)),
    required("value", Rule::Check(positive)),
]]);

fn positive(walk: &mut Walk, value: &Value) {
    match value.as_f64() {
        None => walk.refuse("must provide a number"),
        Some(number) if number <= 0.0 => walk.refuse("must be greater than 0"),
        Some(_) => {}
    }
}

static PLOT: Shape = with(
    &[&[
        required("series", Rule::List(1, SERIES, &Rule::Object(&ONE_SERIES))),
        required("axis_config", Rule::Object(&AXIS)),
    ]],
    plot,
);
static ONE_SERIES: Shape = plain(&[&[
    required("name", Rule::Chars(1, LABEL)),
    required("data", Rule::List(1, POINTS, &Rule::Object(&POINT))),
]]);
static POINT: Shape = plain(&[&[
    required("label", Rule::Chars(1, LABEL)),
    required("value", Rule::Number),
]]);
static AXIS: Shape = plain(&[&[
    required("categories", Rule::List(1, POINTS, &Rule::Chars(1, LABEL))),
    optional("x_label", Rule::Chars(1, 50)),
    optional("y_label", Rule::Chars(1, 50)),
]]);

/// Names differ, categories differ, and every series has exactly one point for each category.
fn plot(walk: &mut Walk, chart: &Object) {
    let categories = chart
        .get("axis_config")
        .and_then(|axis| axis.get("categories")?.as_array());
    let categories: Vec<&Value> = categories.into_iter().flatten().collect();
    let mut seen = HashSet::new();
    for (index, category) in categories.iter().enumerate() {
        if !seen.insert(*category) {
            walk.at("axis_config", |walk| {
                walk.at("categories", |walk| {
                    walk.at(&index.to_string(), |walk| walk.refuse("must be unique"));
                });
            });
        }
    }
    let Some(series) = chart.get("series").and_then(Value::as_array) else {
        return;
    };
    let mut names = HashSet::new();
    walk.at("series", |walk| {
        walk.each(series, |walk, one| {
            if one
                .get("name")
                .is_some_and(|name| !names.insert(name.to_string()))
            {
                walk.at("name", |walk| walk.refuse("must be unique"));
            }
            let Some(data) = one.get("data").and_then(Value::as_array) else {
                return;
            };
            let labels: Vec<&Value> = data.iter().filter_map(|point| point.get("label")).collect();
            let complete =
                labels.len() == seen.len() && seen.iter().all(|category| labels.contains(category));
            if !complete && !seen.is_empty() {
                walk.at("data", |walk| {
                    walk.refuse("must have exactly one point for each category");
                });
            }
        });
    });
}
