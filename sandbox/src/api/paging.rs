//! Cursor pagination.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::{ApiError, Args};

/// One page of a list and the cursor of the next, empty at the end.
pub(super) fn page<T>(
    items: Vec<T>,
    args: &Args,
    default: u64,
    most: u64,
) -> Result<(Vec<T>, String), ApiError> {
    let limit = args
        .number("limit")
        .filter(|limit| *limit > 0)
        .unwrap_or(default);
    if limit > most {
        return Err(ApiError::new("invalid_limit"));
    }
    let start = match args.text("cursor") {
        None => 0,
        Some(cursor) => offset(cursor)
            .filter(|start| *start <= items.len())
            .ok_or_else(|| ApiError::new("invalid_cursor"))?,
    };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let end = start.saturating_add(limit);
    let next = if end < items.len() {
        STANDARD.encode(format!("next:{end}"))
    } else {
        String::new()
    };
    Ok((items.into_iter().skip(start).take(limit).collect(), next))
}

pub(super) fn metadata(next: &str) -> Value {
    json!({"next_cursor": next})
}

fn offset(cursor: &str) -> Option<usize> {
    let bytes = STANDARD.decode(cursor).ok()?;
    std::str::from_utf8(&bytes)
        .ok()?
        .strip_prefix("next:")?
        .parse()
        .ok()
}
