//! `slack-sandbox validate FILE`

use std::{
    io::{Read, Write},
    path::Path,
    process::ExitCode,
};

use anyhow::Context;
use serde_json::Value;
use slack_sandbox::validate::{Fault, Surface, blocks, message, view};

/// Prints a line per fault.
pub(crate) fn run(file: &Path) -> anyhow::Result<ExitCode> {
    let value: Value = match read(file).and_then(|text| {
        serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))
    }) {
        Ok(value) => value,
        Err(error) => {
            writeln!(std::io::stderr(), "{error:#}")?;
            return Ok(ExitCode::from(2));
        }
    };
    let faults = faults(&value);
    let mut out = std::io::stdout().lock();
    for fault in &faults {
        writeln!(
            out,
            "{}: {} ({})",
            place(fault),
            fault.message,
            fault.code.as_str()
        )?;
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(!faults.is_empty())))
}

fn read(file: &Path) -> anyhow::Result<String> {
    if file == Path::new("-") {
        let mut text = String::new();
        std::io::stdin()
            .read_to_string(&mut text)
            .context("can't read standard input")?;
        return Ok(text);
    }
    std::fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))
}

/// A list is a message's blocks, an object with a view's type a view, anything else a message.
fn faults(value: &Value) -> Vec<Fault> {
    match value["type"].as_str() {
        _ if value.is_array() => blocks(value, Surface::Message),
        Some("modal" | "home") => view(value),
        _ => message(value),
    }
}

fn place(fault: &Fault) -> &str {
    if fault.pointer.is_empty() {
        "/"
    } else {
        &fault.pointer
    }
}
