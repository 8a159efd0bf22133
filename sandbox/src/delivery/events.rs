//! Events: their envelope, and Slack's retries.

use std::sync::Arc;

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{DeliveryFailure, Family, Parcel, by_http::VERIFICATION_TOKEN};
use crate::{
    core::Core,
    model::{Model, News},
};

/// When Slack tries again, after the first attempt.
const RETRIES: [SignedDuration; 3] = [
    SignedDuration::ZERO,
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(5),
];

impl Core {
    /// Delivers what a change left for the app to hear, in its order, and waits for the first
    /// attempt of each.
    pub(crate) async fn deliver_news(self: &Arc<Self>, news: Vec<News>) {
        for one in news {
            match one {
                News::Event(event) => self.deliver_event(event).await,
                News::PostAt(at, id) => self.post_later(at, id),
            }
        }
    }

    /// Like [`Core::deliver_news`], and does not wait: it is in flight from now on.
    pub(crate) fn send_news(self: &Arc<Self>, news: Vec<News>) {
        if news.is_empty() {
            return;
        }
        let underway = self.in_flight.begin();
        let core = Arc::clone(self);
        self.spawn(async move {
            core.deliver_news(news).await;
            drop(underway);
        });
    }

    /// Delivers an event if the app subscribed to it, and waits for the first attempt. What is not
    /// acknowledged is tried again, on the sandbox's clock.
    pub(crate) async fn deliver_event(self: &Arc<Self>, event: Value) {
        let Some(payload) = self.write(|model| envelope(model, &event, self.now().as_second()))
        else {
            return;
        };
        let parcel = self.parcel(Family::Event, payload);
        if let Some(parcel) = self.delayed_on_request(parcel) {
            self.attempt(parcel).await;
            self.release_held().await;
        }
    }

    /// Delivers an event for the first time; what fails is tried again later.
    pub(super) async fn attempt(self: &Arc<Self>, parcel: Parcel) {
        if let Err(failure) = self.deliver_with_trouble(&parcel).await {
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
                parcel.trouble = None;
                parcel.provoked = false;
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
///
/// Source: <https://docs.slack.dev/apis/events-api/#callback-field>
fn envelope(model: &mut Model, event: &Value, now_s: i64) -> Option<Value> {
    if !model.hears(event) {
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
