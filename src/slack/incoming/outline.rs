//! Reads a delivery's JSON, but for what leadloop wrote itself: of blocks, whose text is most of a delivery, only
//! their kind and id are kept.

use std::fmt;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// The JSON of a delivery, read without the contents of its blocks.
#[derive(Debug, PartialEq)]
pub(in crate::slack) struct Outline(pub(in crate::slack) Value);

impl<'de> Deserialize<'de> for Outline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Keep::Delivery.deserialize(deserializer).map(Self)
    }
}

/// How much is kept of what comes next.
#[derive(Clone, Copy)]
enum Keep {
    /// A delivery, with or without an envelope: all, but for the contents of blocks in its view and its message.
    Delivery,
    /// A view or a message.
    Holder,
    /// Everything.
    All,
    /// A list of blocks.
    Blocks,
    /// The kind and the id of a block.
    Block,
}

impl Keep {
    /// What is kept of a field; nothing where it is none.
    fn of_field(self, name: &str) -> Option<Self> {
        match (self, name) {
            (Self::Delivery, "event" | "payload") => Some(Self::Delivery),
            (Self::Delivery, "view" | "message") => Some(Self::Holder),
            (Self::Holder, "blocks") => Some(Self::Blocks),
            (Self::Delivery | Self::Holder | Self::All, _) | (Self::Block, "type" | "block_id") => {
                Some(Self::All)
            }
            (Self::Blocks | Self::Block, _) => None,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Keep {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Keep {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let keep = match self {
            Self::Delivery | Self::Holder | Self::All => Self::All,
            Self::Blocks | Self::Block => Self::Block,
        };
        let mut kept = Vec::new();
        while let Some(item) = items.next_element_seed(keep)? {
            kept.push(item);
        }
        Ok(Value::Array(kept))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut kept = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            let Some(keep) = self.of_field(&name) else {
                fields.next_value::<IgnoredAny>()?;
                continue;
            };
            kept.insert(name, fields.next_value_seed(keep)?);
        }
        Ok(Value::Object(kept))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn outline(json: &Value) -> Value {
        serde_json::from_str::<Outline>(&json.to_string())
            .unwrap()
            .0
    }

    #[test]
    fn of_blocks_only_kind_and_id_are_kept_and_of_all_else_everything() {
        let whole = json!({
            "type": "view_submission", "n": [1, -2, 2.5, null, true], "words": "caf\u{e9} \"x\"",
            "view": {
                "blocks": [
                    { "type": "input", "block_id": "fit", "label": { "type": "plain_text", "text": "Fit?" } },
                    { "type": "divider" },
                ],
                "state": { "values": { "blocks": [{ "a": 1 }], "fit": { "field": { "type": "radio_buttons", "value": null } } } },
            },
        });
        let mut expected = whole.clone();
        expected["view"]["blocks"] =
            json!([{ "type": "input", "block_id": "fit" }, { "type": "divider" }]);
        assert_eq!(outline(&whole), expected);
    }

    #[test]
    fn blocks_of_another_shape_are_no_fault() {
        for blocks in [
            json!(null),
            json!(7),
            json!("text"),
            json!({ "a": 1 }),
            json!([7, null, [], {}]),
        ] {
            assert!(outline(&json!({ "view": { "blocks": blocks } })).is_object());
        }
    }
}
