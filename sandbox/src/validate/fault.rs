//! What is wrong with a payload, in the words Slack uses.

use serde_json::{Map, Value, json};
use std::fmt;

/// The kind of a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultCode {
    /// A required field is missing.
    MissingField,
    /// A value breaks a rule: wrong type, too long, not allowed here, unknown field.
    FailedConstraint,
    /// The view is larger than 250 KB.
    ViewTooLarge,
    /// The message has neither text nor blocks nor attachments.
    NoText,
    /// The message has more than 100 attachments.
    TooManyAttachments,
    /// The message has more than one `table` block.
    OnlyOneTableAllowed,
}

impl FaultCode {
    /// The code as Slack writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MissingField => "missing_field",
            Self::FailedConstraint => "failed_constraint",
            Self::ViewTooLarge => "view_too_large",
            Self::NoText => "no_text",
            Self::TooManyAttachments => "too_many_attachments",
            Self::OnlyOneTableAllowed => "only_one_table_allowed",
        }
    }
}

/// One fault of a payload.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The kind of fault.
    pub code: FaultCode,
    /// JSON pointer to the faulty value; for a missing field, to the object that lacks it.
    pub pointer: String,
    /// The sentence Slack says about it, such as `must be less than 151 characters`.
    pub message: String,
    /// The missing field's name.
    pub field: Option<String>,
    /// What was allowed and what was found, where Slack tells: `{"type":"enum","expected":[…],"got":"…"}`.
    pub constraint: Option<Value>,
}

impl Fault {
    pub(super) fn new(code: FaultCode, pointer: &str, message: impl Into<String>) -> Self {
        Self {
            code,
            pointer: pointer.to_owned(),
            message: message.into(),
            field: None,
            constraint: None,
        }
    }

    /// The fault as an entry of `errors` in the answer of `blocks.validate`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut entry = Map::new();
        entry.insert("code".into(), json!(self.code.as_str()));
        if let Some(constraint) = &self.constraint {
            entry.insert("constraint".into(), constraint.clone());
        }
        if let Some(field) = &self.field {
            entry.insert("field".into(), json!(field));
        }
        entry.insert("message".into(), json!(self.message));
        entry.insert("pointer".into(), json!(self.pointer));
        Value::Object(entry)
    }
}

/// The fault as a line of `response_metadata.messages`, without the leading `[ERROR]`:
/// `must be less than 151 characters [json-pointer:/blocks/0/text/text]`.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [json-pointer:{}]", self.message, self.pointer)
    }
}
