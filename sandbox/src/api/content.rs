//! What a message says: text, blocks, attachments, metadata.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{ApiError, Args};
use crate::{
    blocks,
    model::{Message, Model},
    validate,
};

/// `chat.postMessage` cuts longer texts off.
const LONGEST_TEXT: usize = 40_000;
/// `markdown_text` may not be longer.
const LONGEST_MARKDOWN: usize = 12_000;

/// What a message says, checked.
pub(super) struct Content {
    pub(super) text: Option<String>,
    pub(super) blocks: Option<Vec<Value>>,
    pub(super) attachments: Option<Vec<Value>>,
    pub(super) metadata: Option<Value>,
}

impl Content {
    pub(super) fn read(args: &Args) -> Result<Self, ApiError> {
        let list = |name: &str, fault: &str| match args.json(name, fault)? {
            None => Ok(None),
            Some(Value::Array(list)) => Ok(Some(list)),
            Some(_) => Err(ApiError::new(fault)),
        };
        let content = Self {
            text: args
                .text("text")
                .or_else(|| args.text("markdown_text"))
                .map(str::to_owned),
            blocks: list("blocks", "invalid_blocks_format")?,
            attachments: list("attachments", "invalid_attachments")?,
            metadata: args.json("metadata", "invalid_metadata_format")?,
        };
        if args.text("markdown_text").is_some()
            && (args.text("text").is_some() || content.blocks.is_some())
        {
            return Err(ApiError::new("markdown_text_conflict"));
        }
        if content
            .attachments
            .as_ref()
            .is_some_and(|list| list.len() > 100)
        {
            return Err(ApiError::new("too_many_attachments"));
        }
        if args
            .text("markdown_text")
            .is_some_and(|text| text.chars().count() > LONGEST_MARKDOWN)
        {
            return Err(ApiError::new("msg_too_long"));
        }
        for (field, list, error) in [
            ("blocks", &content.blocks, "invalid_blocks"),
            ("attachments", &content.attachments, "invalid_attachments"),
        ] {
            let Some(list) = list.as_ref().filter(|list| !list.is_empty()) else {
                continue;
            };
            let faults = validate::message(&json!({field: list}));
            if !faults.is_empty() {
                return Err(ApiError::faulty(error, &faults));
            }
        }
        if let Some(metadata) = &content.metadata {
            check_metadata(metadata)?;
        }
        Ok(content)
    }

    pub(super) fn says_nothing(&self) -> bool {
        let empty = |list: &Option<Vec<Value>>| list.as_ref().is_none_or(Vec::is_empty);
        self.text.is_none() && empty(&self.blocks) && empty(&self.attachments)
    }

    /// The message it makes, by the app.
    pub(super) fn into_message(self, model: &mut Model, channel: &str, now: Timestamp) -> Message {
        let mut blocks = self.blocks.unwrap_or_default();
        blocks::fill_ids(&mut blocks, &mut || model.ids.short());
        Message {
            ts: model.ids.ts(now),
            channel: channel.to_owned(),
            user: model.app.bot_user_id.clone(),
            bot_id: Some(model.app.bot_id.clone()),
            text: derived_text(self.text, &blocks),
            blocks,
            attachments: self.attachments.unwrap_or_default(),
            thread_ts: None,
            metadata: self
                .metadata
                .filter(|metadata| metadata["event_type"].is_string()),
            edited: None,
            ephemeral_to: None,
            names: blocks::Names::default(),
        }
    }
}

fn derived_text(text: Option<String>, blocks: &[Value]) -> String {
    let text = text.unwrap_or_else(|| blocks::plain(blocks, None, None, &blocks::Names::default()));
    text.chars().take(LONGEST_TEXT).collect()
}

fn check_metadata(metadata: &Value) -> Result<(), ApiError> {
    if metadata.as_object().is_some_and(serde_json::Map::is_empty) {
        return Ok(());
    }
    let named = metadata["event_type"]
        .as_str()
        .is_some_and(|name| !name.is_empty());
    let flat = |value: &Value| !matches!(value, Value::Object(_) | Value::Array(_));
    let flat_object = |value: &Value| {
        value
            .as_object()
            .is_some_and(|fields| fields.values().all(flat))
    };
    let sound = |value: &Value| match value {
        Value::Object(_) => flat_object(value),
        Value::Array(items) => items.iter().all(|item| flat(item) || flat_object(item)),
        _ => true,
    };
    match metadata["event_payload"].as_object() {
        Some(fields) if named && fields.values().all(sound) => Ok(()),
        Some(_) if named => Err(ApiError::new("invalid_metadata_schema")),
        _ => Err(ApiError::new("invalid_metadata_format")),
    }
}
