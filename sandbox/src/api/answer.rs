//! What a method answers: fields, or an error in Slack's words.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::{
    model::{TriggerFault, ViewFault},
    validate::Fault,
};

/// The fields beside `ok: true`, or why not.
pub(crate) type Answer = Result<Value, ApiError>;

/// An error as Slack answers it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ApiError {
    name: String,
    more: Map<String, Value>,
    messages: Vec<String>,
    status: StatusCode,
    retry_after_s: Option<u64>,
    hint: Option<String>,
}

impl ApiError {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            more: Map::new(),
            messages: Vec::new(),
            status: StatusCode::OK,
            retry_after_s: None,
            hint: None,
        }
    }

    /// With a word for whoever reads the log, which Slack would not give.
    pub(crate) fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    pub(crate) fn messages_and_hint(&self) -> Vec<String> {
        self.messages.iter().chain(&self.hint).cloned().collect()
    }

    /// Too many calls; none for so many seconds.
    ///
    /// Source: <https://docs.slack.dev/apis/web-api/rate-limits>
    pub(crate) fn rate_limited(retry_after_s: u64) -> Self {
        let mut error = Self::new("ratelimited").status(StatusCode::TOO_MANY_REQUESTS);
        error.retry_after_s = Some(retry_after_s);
        error
    }

    /// With an HTTP status of its own.
    pub(crate) fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    pub(crate) fn http_status(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn retry_after_s(&self) -> Option<u64> {
        self.retry_after_s
    }

    /// With one more field in the answer.
    pub(crate) fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.more.insert(field.to_owned(), value.into());
        self
    }

    /// With sentences in `response_metadata.messages`.
    pub(crate) fn because(mut self, messages: Vec<String>) -> Self {
        self.messages = messages;
        self
    }

    /// What the validator found, under the name the method uses for it.
    pub(crate) fn faulty(name: &str, faults: &[Fault]) -> Self {
        Self::faulty_below(name, "", faults)
    }

    /// Like [`ApiError::faulty`], for an argument the pointers do not name.
    pub(crate) fn faulty_below(name: &str, place: &str, faults: &[Fault]) -> Self {
        let said = |fault: &Fault| {
            let (message, pointer) = (&fault.message, &fault.pointer);
            format!("[ERROR] {message} [json-pointer:{place}{pointer}]")
        };
        Self::new(name).because(faults.iter().map(said).collect())
    }

    pub(crate) fn missing(argument: &str) -> Self {
        Self::new("invalid_arguments")
            .because(vec![format!("[ERROR] missing required field: {argument}")])
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn messages(&self) -> &[String] {
        &self.messages
    }

    pub(crate) fn into_value(self) -> Value {
        let mut value = json!({"ok": false, "error": self.name});
        if !self.messages.is_empty() {
            value["response_metadata"] = json!({"messages": self.messages});
        }
        for (field, more) in self.more {
            value[field] = more;
        }
        value
    }
}

impl From<ViewFault> for ApiError {
    fn from(fault: ViewFault) -> Self {
        Self::new(match fault {
            ViewFault::Trigger(TriggerFault::Unknown) => "invalid_trigger_id",
            ViewFault::Trigger(TriggerFault::Expired) => "expired_trigger_id",
            ViewFault::Trigger(TriggerFault::Exchanged) => "exchanged_trigger_id",
            ViewFault::PushLimit => "push_limit_reached",
            ViewFault::NotFound => "not_found",
            ViewFault::HashConflict => "hash_conflict",
            ViewFault::DuplicateExternalId => "duplicate_external_id",
        })
    }
}
