//! What the app is to hear of: changes leave events here, and whoever made the change has them
//! delivered.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{ChannelKind, Installation, Message, Model};

/// Something that follows a change of the model.
#[derive(Clone, Debug)]
pub(crate) enum News {
    /// The app is to hear this event.
    Event(Value),
    /// A scheduled message is to be posted at that time.
    PostAt(Timestamp, String),
}

impl Model {
    /// Leaves an event for the app, if it listens.
    pub(crate) fn tell(&mut self, mut event: Value, now: Timestamp) {
        if !self.hears(&event) {
            return;
        }
        if event["event_ts"].is_null() {
            event["event_ts"] = self.ids.ts(now).into();
        }
        self.news.push(News::Event(event));
    }

    /// Whether the app is there and subscribed to this event.
    pub(crate) fn hears(&self, event: &Value) -> bool {
        let goodbye = event["type"] == "app_uninstalled" || event["type"] == "tokens_revoked";
        let there = self.installation == Installation::Active
            || self.installation == Installation::TokensRevoked
            || goodbye;
        there && self.app.events.contains(&self.subscription(event))
    }

    /// The name an app subscribes to for this event.
    fn subscription(&self, event: &Value) -> String {
        let kind = event["type"].as_str().unwrap_or_default();
        if kind != "message" {
            return kind.to_owned();
        }
        let channel = event["channel"]
            .as_str()
            .and_then(|id| self.channels.get(id));
        channel.map_or_else(
            || kind.to_owned(),
            |channel| match channel.kind {
                ChannelKind::Public => "message.channels".to_owned(),
                ChannelKind::Private => "message.groups".to_owned(),
                ChannelKind::Im => "message.im".to_owned(),
                ChannelKind::Mpim => "message.mpim".to_owned(),
            },
        )
    }

    /// A message was posted. An app hears its own too, with its `bot_id`.
    ///
    /// Source: <https://docs.slack.dev/reference/events/message>
    pub(crate) fn tell_posted(&mut self, message: &Message, now: Timestamp) {
        let event = message.to_wire(self, false);
        self.tell_about(message, event, now);
    }

    /// A message became another.
    ///
    /// Source: <https://docs.slack.dev/reference/events/message/message_changed>
    pub(crate) fn tell_changed(&mut self, old: &Message, new: &Message, now: Timestamp) {
        let event = json!({
            "type": "message", "subtype": "message_changed", "hidden": true, "ts": self.ids.ts(now),
            "message": new.to_wire(self, false), "previous_message": old.to_wire(self, false),
        });
        self.tell_about(new, event, now);
    }

    /// A message is gone.
    ///
    /// Source: <https://docs.slack.dev/reference/events/message/message_deleted>
    pub(crate) fn tell_deleted(&mut self, old: &Message, now: Timestamp) {
        let event = json!({
            "type": "message", "subtype": "message_deleted", "hidden": true, "ts": self.ids.ts(now),
            "deleted_ts": old.ts, "previous_message": old.to_wire(self, false),
        });
        self.tell_about(old, event, now);
    }

    fn tell_about(&mut self, message: &Message, mut event: Value, now: Timestamp) {
        let Some(channel) = self.channels.get(&message.channel) else {
            return;
        };
        if message.ephemeral_to.is_some() || !channel.has(&self.app.bot_user_id) {
            return;
        }
        event["channel"] = channel.id.clone().into();
        event["channel_type"] = channel.kind.event_name().into();
        event["event_ts"] = event["ts"].clone();
        let bot = format!("<@{}>", self.app.bot_user_id);
        let mentions = channel.kind != ChannelKind::Im
            && event.get("subtype").is_none()
            && message.user != self.app.bot_user_id
            && message.text.contains(&bot);
        let mut mention = event.clone();
        self.tell(event, now);
        if mentions {
            mention["type"] = "app_mention".into();
            if let Some(fields) = mention.as_object_mut() {
                fields.remove("channel_type");
            }
            self.tell(mention, now);
        }
    }
}
