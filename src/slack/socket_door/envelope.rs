//! What travels over the socket: hello, disconnect, and deliveries in envelopes; acknowledgements the other way.

use serde_json::{Map, Value, json};

use crate::slack::ack::Ack;
use crate::slack::incoming::{Outline, RetryInfo};
use crate::slack::value::{at, flag, owned_text, text};

/// A frame from Slack.
#[derive(Debug, PartialEq)]
pub(super) enum Frame {
    /// The connection takes deliveries.
    Hello,
    /// The connection will end.
    Disconnect {
        /// `warning`, `refresh_requested`, `link_disabled`, …
        reason: String,
    },
    /// A delivery.
    Delivery(Envelope),
    /// Anything else.
    Unknown,
}

/// A delivery in its envelope.
#[derive(Debug, PartialEq)]
pub(super) struct Envelope {
    id: String,
    takes_payload: bool,
    pub(super) payload: Value,
    pub(super) retry: Option<RetryInfo>,
}

impl Frame {
    pub(super) fn parse(frame: &str) -> Self {
        let Ok(Outline(mut value)) = serde_json::from_str(frame) else {
            return Self::Unknown;
        };
        match text(&value, &["type"]) {
            Some("hello") => Self::Hello,
            Some("disconnect") => Self::Disconnect {
                reason: owned_text(&value, &["reason"]).unwrap_or_default(),
            },
            _ => match (
                owned_text(&value, &["envelope_id"]),
                value.get_mut("payload").map(Value::take),
            ) {
                (Some(id), Some(payload)) if !payload.is_null() => Self::Delivery(Envelope {
                    id,
                    takes_payload: flag(&value, "accepts_response_payload"),
                    payload,
                    retry: retry(&value),
                }),
                _ => Self::Unknown,
            },
        }
    }
}

fn retry(frame: &Value) -> Option<RetryInfo> {
    let attempt = at(frame, &["retry_attempt"])?
        .as_u64()
        .filter(|attempt| *attempt > 0)?;
    Some(RetryInfo {
        attempt: u32::try_from(attempt).unwrap_or(u32::MAX),
        reason: owned_text(frame, &["retry_reason"]).unwrap_or_default(),
    })
}

impl Envelope {
    /// The acknowledgement as it is sent; none for a delivery that shall be repeated.
    pub(super) fn acknowledge(self, ack: Ack) -> Option<String> {
        if ack == Ack::Failed {
            return None;
        }
        let mut answer = Map::from_iter([("envelope_id".to_owned(), json!(self.id))]);
        if let Some(payload) = ack.into_body().filter(|_| self.takes_payload) {
            answer.insert("payload".to_owned(), payload);
        }
        Some(Value::Object(answer).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope(takes_payload: bool) -> Envelope {
        let frame = json!({
            "type": "interactive", "envelope_id": "e1", "accepts_response_payload": takes_payload,
            "payload": { "type": "view_submission" }, "retry_attempt": 0, "retry_reason": "", "new_in_2027": [],
        });
        let Frame::Delivery(envelope) = Frame::parse(&frame.to_string()) else {
            panic!("no delivery")
        };
        envelope
    }

    #[test]
    fn an_acknowledgement_carries_its_payload_only_where_slack_takes_one() {
        let errors = Ack::Json(json!({ "response_action": "errors", "errors": {} }));
        let sent: Value =
            serde_json::from_str(&envelope(true).acknowledge(errors.clone()).unwrap()).unwrap();
        assert_eq!(
            sent,
            json!({ "envelope_id": "e1", "payload": { "response_action": "errors", "errors": {} } })
        );
        assert_eq!(
            envelope(false).acknowledge(errors).unwrap(),
            r#"{"envelope_id":"e1"}"#
        );
        assert_eq!(
            envelope(true).acknowledge(Ack::Empty).unwrap(),
            r#"{"envelope_id":"e1"}"#
        );
        assert_eq!(envelope(true).acknowledge(Ack::Failed), None);
    }

    #[test]
    fn a_first_delivery_is_no_repetition() {
        assert_eq!(envelope(true).retry, None);
    }

    #[test]
    fn what_is_not_understood_is_left_alone() {
        for frame in [
            "",
            "not json",
            "[]",
            r#"{"type":"news"}"#,
            r#"{"type":"interactive","envelope_id":null}"#,
        ] {
            assert_eq!(Frame::parse(frame), Frame::Unknown, "{frame}");
        }
    }
}
