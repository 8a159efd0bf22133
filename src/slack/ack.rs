//! What the bot answers to a delivery, and who gives the answer.

use std::time::Duration;

use futures_util::future::BoxFuture;
use serde_json::Value;

use super::incoming::{Incoming, RetryInfo};

/// Slack waits three seconds for an acknowledgement. A handler that has not decided by now should answer with what it
/// has to say about that: a submission is told "not saved, press again".
pub const DECIDE_WITHIN: Duration = Duration::from_millis(2500);

/// After this a door gives the handler up and sends no acknowledgement; Slack repeats events, and shows its own error
/// for the rest.
pub const GIVE_UP_AFTER: Duration = Duration::from_millis(2800);

/// The answer to a delivery. Whoever returns anything but [`Failed`](Ack::Failed) has stored what the delivery asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Ack {
    /// Seen; nothing to add. Closes the view that was submitted.
    Empty,
    /// A `response_action`, as a submission's answer: errors, another view, or clear.
    Json(Value),
    /// The options of an external select: `{"options": […]}` or `{"option_groups": […]}`.
    Options(Value),
    /// A message for the person who typed a command: `{"text": …, "blocks": […]}`, shown to them alone.
    Ephemeral(Value),
    /// No acknowledgement: nothing was stored, Slack shall repeat it.
    Failed,
}

impl Ack {
    /// The body to send; none for an empty one. [`Failed`](Ack::Failed) has none either, and is not to be sent.
    #[must_use]
    pub fn into_body(self) -> Option<Value> {
        match self {
            Self::Empty | Self::Failed => None,
            Self::Json(body) | Self::Options(body) => Some(body),
            Self::Ephemeral(mut body) => {
                if let Some(fields) = body.as_object_mut() {
                    fields.insert("response_type".to_owned(), "ephemeral".into());
                }
                Some(body)
            }
        }
    }
}

/// Takes every delivery, from whichever door.
pub trait Handler: Send + Sync + 'static {
    /// Acts on a delivery and answers it. May be dropped after [`GIVE_UP_AFTER`]; `retry` is set when Slack sends
    /// the same again.
    fn handle(&self, incoming: Incoming, retry: Option<RetryInfo>) -> BoxFuture<'_, Ack>;
}

/// Hands a delivery to the handler and gives up on it in time; counts both.
pub(super) async fn answer(
    handler: &dyn Handler,
    incoming: Incoming,
    retry: Option<RetryInfo>,
    door: &'static str,
) -> Ack {
    let kind = incoming.kind();
    metrics::counter!(crate::meters::DELIVERIES, "door" => door, "kind" => kind).increment(1);
    let result = tokio::time::timeout(GIVE_UP_AFTER, handler.handle(incoming, retry)).await;
    let (ack, outcome) = match result {
        Ok(Ack::Failed) => (Ack::Failed, "failed"),
        Ok(ack) => (ack, "acknowledged"),
        Err(_) => {
            tracing::error!(
                kind,
                "a delivery was not answered in time; Slack will repeat it or show an error"
            );
            (Ack::Failed, "too_late")
        }
    };
    metrics::counter!(crate::meters::ACKNOWLEDGEMENTS, "door" => door, "outcome" => outcome)
        .increment(1);
    ack
}
