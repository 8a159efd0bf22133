//! Delivery by Socket Mode: envelopes and their acknowledgements.
//!
//! Source: <https://docs.slack.dev/apis/events-api/using-socket-mode>

use serde_json::{Value, json};

use super::{DeliveryFailure, Family, Parcel};
use crate::core::Core;

impl Core {
    pub(super) async fn deliver_by_socket(
        &self,
        parcel: &Parcel,
    ) -> Result<Value, DeliveryFailure> {
        let nobody = || DeliveryFailure::Connection("no socket is connected".to_owned());
        if !self.sockets.ever_connected() {
            return Err(nobody());
        }
        let (kind, with_payload) = match parcel.family {
            Family::Event => ("events_api", false),
            Family::SlashCommand => ("slash_commands", true),
            Family::Interactive => {
                let kind = &parcel.payload["type"];
                (
                    "interactive",
                    kind == "view_submission" || kind == "block_suggestion",
                )
            }
        };
        let mut envelope = json!({
            "envelope_id": parcel.id, "type": kind, "payload": parcel.payload,
            "accepts_response_payload": with_payload,
        });
        if parcel.family == Family::Event {
            envelope["retry_attempt"] = parcel.attempt.into();
            envelope["retry_reason"] = parcel.retry_reason.unwrap_or_default().into();
        }
        let ack = self.sockets.expect_ack(&parcel.id);
        let sent_and_answered = async {
            // An app that is just reconnecting gets it when it is back.
            loop {
                self.sockets.connected().await;
                if self.sockets.send(self.next_turn(), &envelope.to_string()) {
                    break;
                }
            }
            ack.await.unwrap_or_default()
        };
        let result = tokio::time::timeout(self.ack_limit, sent_and_answered).await;
        self.sockets.forget_ack(&parcel.id);
        match result {
            Ok(body) => Ok(body),
            Err(_) if self.sockets.count() == 0 => Err(nobody()),
            Err(_) => Err(DeliveryFailure::Timeout),
        }
    }
}
