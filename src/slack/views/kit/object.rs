//! JSON objects that own what is put into them.

/// A JSON object, written as in `json!`. Its values are moved into it, where `json!` would copy all that is in them,
/// once more for each level that is built around them.
macro_rules! object {
    ({ $($name:literal: $value:expr),* $(,)? }) => {{
        let mut fields = serde_json::Map::new();
        $(fields.insert($name.to_owned(), serde_json::Value::from($value));)*
        serde_json::Value::Object(fields)
    }};
}
pub(super) use object;
