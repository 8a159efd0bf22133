//! Tables, charts and rich text as lines of text.

use serde_json::Value;

use super::{Names, text_of};

/// A line for each row, its cells side by side.
pub(super) fn table(block: &Value, names: &Names) -> Vec<String> {
    let rows = block["rows"].as_array().into_iter().flatten();
    rows.map(|row| {
        let cells = row
            .as_array()
            .into_iter()
            .flatten()
            .map(|cell| one_cell(cell, names));
        cells.collect::<Vec<_>>().join(" | ")
    })
    .collect()
}

fn one_cell(cell: &Value, names: &Names) -> String {
    if cell["type"] != "rich_text" {
        return text_of(cell);
    }
    let mut text = String::new();
    rich_text(cell, names, &mut text);
    text.trim_end().to_owned()
}

/// A line for each segment or series.
pub(super) fn chart(block: &Value) -> Vec<String> {
    let chart = &block["chart"];
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let segments = list(&chart["segments"])
        .into_iter()
        .map(|segment| format!("{}: {}", text_of(&segment["label"]), segment["value"]));
    let series = list(&chart["series"]).into_iter().map(|series| {
        let points = list(&series["data"])
            .into_iter()
            .map(|point| format!("{} {}", text_of(&point["label"]), point["value"]));
        format!(
            "{}: {}",
            text_of(&series["name"]),
            points.collect::<Vec<_>>().join(", ")
        )
    });
    segments.chain(series).collect()
}

/// Flattens rich text; block-level parts end their line.
pub(super) fn rich_text(part: &Value, names: &Names, text: &mut String) {
    let name = |id: &Value| {
        let id = id.as_str().unwrap_or_default();
        names.get(id).map_or(id, String::as_str).to_owned()
    };
    match part["type"].as_str().unwrap_or_default() {
        "text" => text.push_str(part["text"].as_str().unwrap_or_default()),
        "link" => text.push_str(
            part["text"]
                .as_str()
                .or(part["url"].as_str())
                .unwrap_or_default(),
        ),
        "emoji" => text.push_str(&format!(":{}:", part["name"].as_str().unwrap_or_default())),
        "user" => text.push_str(&format!("@{}", name(&part["user_id"]))),
        "usergroup" => text.push_str(&format!("@{}", name(&part["usergroup_id"]))),
        "channel" => text.push_str(&format!("#{}", name(&part["channel_id"]))),
        "broadcast" => text.push_str(&format!("@{}", part["range"].as_str().unwrap_or_default())),
        "date" => text.push_str(part["fallback"].as_str().unwrap_or_default()),
        kind => {
            let bullet = kind == "rich_text_list";
            for child in part["elements"].as_array().into_iter().flatten() {
                if bullet {
                    text.push_str("• ");
                }
                rich_text(child, names, text);
            }
            if matches!(
                kind,
                "rich_text_section" | "rich_text_preformatted" | "rich_text_quote"
            ) && !text.ends_with('\n')
            {
                text.push('\n');
            }
        }
    }
}
