//! Arguments of a call, however they were sent: query, form or JSON.

use axum::http::{HeaderMap, header};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value};

use super::ApiError;

/// The arguments of a call, without the token.
#[derive(Clone, Debug, Default)]
pub(crate) struct Args {
    fields: Map<String, Value>,
    token: Option<String>,
    json_ignored: bool,
}

/// Whether arguments may come as JSON. Methods that read take forms and queries only.
///
/// Source: <https://docs.slack.dev/changelog/2017-10-keeping-up-with-the-jsons>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JsonBody {
    Read,
    Ignored,
}

impl Args {
    /// Reads the arguments and the token.
    pub(crate) fn read(
        headers: &HeaderMap,
        query: Option<&str>,
        body: &[u8],
        json: JsonBody,
    ) -> Result<Self, ApiError> {
        let mut args = Map::new();
        add_form(&mut args, query.unwrap_or_default().as_bytes());
        let content_type = text(headers, header::CONTENT_TYPE).unwrap_or_default();
        let mut json_ignored = false;
        if content_type.starts_with("application/json") {
            if !body.is_empty() {
                match serde_json::from_slice(body) {
                    Ok(Value::Object(mut fields)) if json == JsonBody::Read => {
                        // With JSON, a token comes in the header or not at all.
                        fields.remove("token");
                        args.extend(fields);
                    }
                    Ok(Value::Object(fields)) => json_ignored = !fields.is_empty(),
                    Ok(_) => return Err(ApiError::new("json_not_object")),
                    Err(_) => return Err(ApiError::new("invalid_json")),
                }
            }
        } else {
            add_form(&mut args, body);
        }
        add_basic_auth(&mut args, headers);
        let in_body = args
            .remove("token")
            .and_then(|token| token.as_str().map(str::to_owned));
        let in_header = text(headers, header::AUTHORIZATION)
            .and_then(|value| value.strip_prefix("Bearer "))
            .map(|token| token.trim().to_owned());
        Ok(Self {
            fields: args,
            token: in_header.or(in_body).filter(|token| !token.is_empty()),
            json_ignored,
        })
    }

    /// Arguments came as JSON, to a method that does not read it.
    pub(crate) fn json_ignored(&self) -> bool {
        self.json_ignored
    }

    /// The token it was sent with.
    pub(crate) fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    pub(crate) fn from_value(value: Value) -> Self {
        match value {
            Value::Object(fields) => Self {
                fields,
                token: None,
                json_ignored: false,
            },
            _ => Self::default(),
        }
    }

    pub(crate) fn to_value(&self) -> Value {
        Value::Object(self.fields.clone())
    }

    /// A text that is there and not empty.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.fields
            .get(name)?
            .as_str()
            .filter(|text| !text.is_empty())
    }

    pub(crate) fn required(&self, name: &str) -> Result<&str, ApiError> {
        self.text(name).ok_or_else(|| ApiError::missing(name))
    }

    /// Texts separated by commas, or an array of them.
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        match self.fields.get(name) {
            Some(Value::Array(items)) => items
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            _ => self
                .text(name)
                .into_iter()
                .flat_map(|text| text.split(','))
                .map(|one| one.trim().to_owned())
                .collect(),
        }
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        match self.fields.get(name) {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(text)) => text == "true" || text == "1",
            Some(Value::Number(number)) => number.as_i64() == Some(1),
            _ => false,
        }
    }

    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        match self.fields.get(name)? {
            Value::Number(number) => number.as_u64(),
            Value::String(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// JSON, bare or as text in a form field. Absent, `null` and empty text are nothing.
    ///
    /// # Errors
    /// `fault` when it is text that is no JSON.
    pub(crate) fn json(&self, name: &str, fault: &str) -> Result<Option<Value>, ApiError> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text)
                .map(Some)
                .map_err(|_| ApiError::new(fault)),
            Some(value) => Ok(Some(value.clone())),
        }
    }
}

/// OAuth clients may send their id and secret so.
fn add_basic_auth(args: &mut Map<String, Value>, headers: &HeaderMap) {
    let decoded = text(headers, header::AUTHORIZATION)
        .and_then(|value| value.strip_prefix("Basic "))
        .and_then(|encoded| STANDARD.decode(encoded.trim()).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok());
    if let Some((id, secret)) = decoded.as_deref().and_then(|pair| pair.split_once(':')) {
        args.insert("client_id".to_owned(), id.into());
        args.insert("client_secret".to_owned(), secret.into());
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

fn add_form(args: &mut Map<String, Value>, form: &[u8]) {
    // Slack ignores what it can't read in a form, and so do we.
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(form).unwrap_or_default();
    args.extend(
        pairs
            .into_iter()
            .map(|(name, value)| (name, Value::String(value))),
    );
}
