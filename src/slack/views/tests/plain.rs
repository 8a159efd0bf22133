//! Blocks as plain text, one line a thing: what a snapshot shows and a person reads.

use serde_json::Value;

use super::gallery::Shown;

/// A thing as people see it.
pub(super) fn sheet(shown: &Shown) -> String {
    match shown {
        Shown::Message(message) => {
            format!("text: {}\n---\n{}", message.text, blocks(&message.blocks))
        }
        Shown::View(view) => {
            let mut lines = Vec::new();
            if view["type"] == "modal" {
                lines.push(format!("# {}", text(&view["title"])));
            }
            lines.push(blocks(view["blocks"].as_array().unwrap()));
            if view["type"] == "modal" {
                let submit = view
                    .get("submit")
                    .map(|submit| format!("[{}] ", text(submit)));
                lines.push(format!(
                    "{}[{}]",
                    submit.unwrap_or_default(),
                    text(&view["close"])
                ));
            }
            lines.join("\n")
        }
        Shown::Answer(answer) => serde_json::to_string_pretty(answer).unwrap(),
    }
}

fn text(object: &Value) -> &str {
    object["text"].as_str().unwrap_or("?")
}

fn blocks(blocks: &[Value]) -> String {
    blocks.iter().map(block).collect::<Vec<_>>().join("\n")
}

fn block(block: &Value) -> String {
    match block["type"].as_str().unwrap() {
        "header" => format!("## {}", text(&block["text"])),
        "section" if block.get("fields").is_some() => {
            let fields = block["fields"].as_array().unwrap().iter().map(text);
            let fields = fields.map(|it| format!("| {}", it.replace('\n', ": ")));
            fields.collect::<Vec<_>>().join("\n")
        }
        "section" => match block.get("accessory") {
            Some(accessory) => format!("{}  {}", text(&block["text"]), element(accessory)),
            None => text(&block["text"]).to_owned(),
        },
        "context" => format!("({})", text(&block["elements"][0])),
        "actions" => block["elements"]
            .as_array()
            .unwrap()
            .iter()
            .map(element)
            .collect::<Vec<_>>()
            .join(" "),
        "input" => input(block),
        "rich_text" => rich(block),
        "divider" => "----".to_owned(),
        "data_table" => table(block),
        "data_visualization" => chart(block),
        other => panic!("a block of type {other}"),
    }
}

fn element(element: &Value) -> String {
    let options = |element: &Value| {
        element["options"]
            .as_array()
            .unwrap()
            .iter()
            .map(|option| text(&option["text"]).to_owned())
            .collect::<Vec<_>>()
            .join(" · ")
    };
    match element["type"].as_str().unwrap() {
        "button" => {
            let mark = if element["style"] == "primary" {
                "!"
            } else {
                ""
            };
            format!("[{}{mark}]", text(&element["text"]))
        }
        "overflow" => format!("[⋯ {}]", options(element)),
        "static_select" => format!("[{} ▾ {}]", text(&element["placeholder"]), options(element)),
        "users_select" => format!("[{} ▾ people]", text(&element["placeholder"])),
        other => panic!("an element of type {other}"),
    }
}

fn input(block: &Value) -> String {
    let optional = if block["optional"] == true {
        " (optional)"
    } else {
        ""
    };
    let mut lines = vec![format!("? {}{optional}", text(&block["label"]))];
    let element = &block["element"];
    let initial = element
        .get("initial_option")
        .map(|option| vec![option["value"].clone()])
        .or_else(|| {
            let options = element.get("initial_options")?.as_array()?;
            Some(
                options
                    .iter()
                    .map(|option| option["value"].clone())
                    .collect(),
            )
        })
        .unwrap_or_default();
    let kind = element["type"].as_str().unwrap();
    match element.get("options").and_then(Value::as_array) {
        Some(options) => lines.extend(options.iter().map(|option| {
            let mark = if initial.contains(&option["value"]) {
                "x"
            } else {
                " "
            };
            let more = option
                .get("description")
                .map(|it| format!(" / {}", text(it)));
            format!(
                "  ({mark}) {}{}",
                text(&option["text"]),
                more.unwrap_or_default()
            )
        })),
        None => {
            let shown = element
                .as_object()
                .unwrap()
                .iter()
                .find(|(name, _)| name.starts_with("initial_"))
                .map(|(_, value)| match value {
                    Value::String(text) => text.clone(),
                    Value::Object(option) => text(&option["text"]).to_owned(),
                    other => other.to_string(),
                });
            let placeholder = element
                .get("placeholder")
                .map(|object| text(object).to_owned());
            let filling = shown.or(placeholder).unwrap_or_default();
            lines.push(format!("  <{kind}: {filling}>"));
        }
    }
    if let Some(hint) = block.get("hint") {
        lines.push(format!("  ~ {}", text(hint)));
    }
    lines.join("\n")
}

fn rich(block: &Value) -> String {
    let line = |line: &Value| -> String {
        line["elements"]
            .as_array()
            .unwrap()
            .iter()
            .map(|run| {
                let text = match run["type"].as_str().unwrap() {
                    "link" => run["url"].as_str().unwrap(),
                    "user" => return format!("@{}", run["user_id"].as_str().unwrap()),
                    "channel" => return format!("#{}", run["channel_id"].as_str().unwrap()),
                    _ => text(run),
                };
                if run["style"]["bold"] == true {
                    format!("**{text}**")
                } else {
                    text.to_owned()
                }
            })
            .collect()
    };
    block["elements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|element| match element["type"].as_str().unwrap() {
            "rich_text_list" => element["elements"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| format!("- {}", line(item)))
                .collect::<Vec<_>>()
                .join("\n"),
            _ => line(element),
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn table(block: &Value) -> String {
    let rows = block["rows"].as_array().unwrap().iter().map(|row| {
        let cells: Vec<&str> = row.as_array().unwrap().iter().map(text).collect();
        format!("| {} |", cells.join(" | "))
    });
    let rows: Vec<String> = rows.collect();
    format!(
        "table: {}\n{}",
        block["caption"].as_str().unwrap(),
        rows.join("\n")
    )
}

fn chart(block: &Value) -> String {
    let chart = &block["chart"];
    let series = chart["series"].as_array().unwrap().iter().map(|series| {
        let points: Vec<String> = series["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|point| format!("{} {}", point["label"].as_str().unwrap(), point["value"]))
            .collect();
        format!(
            "  {}: {}",
            series["name"].as_str().unwrap(),
            points.join(", ")
        )
    });
    let series: Vec<String> = series.collect();
    format!(
        "{}: {}\n{}",
        chart["type"].as_str().unwrap(),
        block["title"].as_str().unwrap(),
        series.join("\n")
    )
}
