//! Events: their envelope, and Slack's retries.

use std::sync::Arc;

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{DeliveryFailure, Family, Parcel, by_http::VERIFICATION_TOKEN};
use crate::{
    core::Core,
    model::{Installation, Model},
};

/// When Slack tries again, after the first attempt.
const RETRIES: [SignedDuration; 3] = [
    SignedDuration::ZERO,
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(5),
];

impl Core {
    /// Delivers an event if the app subscribed to it, and waits for the first attempt. What is not
    /// acknowledged is tried again, on the sandbox's clock.
    pub(crate) async fn deliver_event(self: &Arc<Self>, event: Value) {
        let Some(payload) = self.write(|model| envelope(model, &event, self.now().as_second()))
        else {
            return;
        };
        let parcel = self.parcel(Family::Event, payload);
        if let Err(failure) = self.deliver(&parcel).await {
            self.retry_later(parcel, failure);
        }
    }

    fn retry_later(self: &Arc<Self>, mut parcel: Parcel, mut failure: DeliveryFailure) {
        let core = Arc::clone(self);
        let first_at = self.now();
        self.spawn(async move {
            for (attempt, wait) in (1..).zip(RETRIES) {
                if matches!(failure, DeliveryFailure::Status { no_retry: true, .. }) {
                    return;
                }
                core.clock.sleep_until(first_at.saturating_add(wait).unwrap_or(first_at)).await;
                parcel.attempt = attempt;
                parcel.retry_reason = Some(failure.retry_reason());
                match core.deliver(&parcel).await {
                    Ok(_) => return,
                    Err(again) => failure = again,
                }
            }
            tracing::warn!(event = %parcel.payload["event"]["type"], "given up after three retries");
        });
    }
}

/// The envelope around an event, or nothing when the app does not listen.
fn envelope(model: &mut Model, event: &Value, now_s: i64) -> Option<Value> {
    let subscribed = subscription(model, event);
    let goodbye = event["type"] == "app_uninstalled" || event["type"] == "tokens_revoked";
    let heard = model.app.events.contains(&subscribed);
    if !heard || (model.installation == Installation::Uninstalled && !goodbye) {
        return None;
    }
    let event_id = model.ids.id("Ev");
    let context = model.ids.id("4-");
    Some(json!({
        "token": VERIFICATION_TOKEN,
        "team_id": model.team.id,
        "context_team_id": model.team.id,
        "context_enterprise_id": null,
        "api_app_id": model.app.id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": now_s,
        "authorizations": [{
            "enterprise_id": null, "team_id": model.team.id, "user_id": model.app.bot_user_id,
            "is_bot": true, "is_enterprise_install": false,
        }],
        "is_ext_shared_channel": false,
        "event_context": context,
    }))
}

/// The name an app subscribes to for this event.
fn subscription(model: &Model, event: &Value) -> String {
    let kind = event["type"].as_str().unwrap_or_default();
    if kind != "message" {
        return kind.to_owned();
    }
    let channel = event["channel"]
        .as_str()
        .and_then(|id| model.channels.get(id));
    channel.map_or_else(
        || kind.to_owned(),
        |channel| format!("message.{}", channel.kind.scope_stem()),
    )
}
