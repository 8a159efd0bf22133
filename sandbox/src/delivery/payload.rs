//! The payloads of interactions, complete as Slack sends them.

use serde_json::{Value, json};

use super::by_http::VERIFICATION_TOKEN;
use crate::{
    blocks::{Placed, State},
    core::Core,
    model::{ChannelKind, Message, Model, View},
};

/// Where an interaction takes place.
#[derive(Clone, Debug)]
pub(crate) enum Scene {
    Message(Box<Message>, State),
    View(Box<View>),
}

impl Core {
    /// `block_actions`
    pub(crate) fn block_actions(&self, user: &str, scene: &Scene, action: &Value) -> Value {
        let now = self.now();
        self.write(|model| {
            let from_view = match scene {
                Scene::View(view) if view.kind == crate::model::ViewKind::Modal => {
                    Some(view.id.as_str())
                }
                _ => None,
            };
            let trigger = model.new_trigger(user, from_view, now);
            let mut payload = base(model, user, "block_actions");
            payload["trigger_id"] = trigger.into();
            payload["actions"] = json!([action]);
            set_scene(model, &mut payload, scene);
            if let Scene::Message(message, state) = scene {
                let id = model.new_response_url(user, &message.channel, Some(&message.ts), now);
                payload["response_url"] = self.response_url(&id).into();
                payload["state"] = json!({"values": state});
            }
            payload
        })
    }

    /// `view_submission`
    pub(crate) fn view_submission(&self, user: &str, view: &View) -> Value {
        let now = self.now();
        self.write(|model| {
            let trigger = model.new_trigger(user, Some(&view.id), now);
            let mut response_urls = Vec::new();
            for placed in crate::blocks::interactive(&view.blocks) {
                if placed.element["response_url_enabled"] != true {
                    continue;
                }
                let value = &view.state[placed.block_id()][placed.action_id()];
                let chosen = [&value["selected_conversation"], &value["selected_channel"]]
                    .into_iter()
                    .find_map(Value::as_str);
                let Some(channel) = chosen else { continue };
                let id = model.new_response_url(user, channel, None, now);
                response_urls.push(json!({
                    "block_id": placed.block_id(), "action_id": placed.action_id(),
                    "channel_id": channel, "response_url": self.response_url(&id),
                }));
            }
            let mut payload = base(model, user, "view_submission");
            payload["trigger_id"] = trigger.into();
            payload["view"] = wire_view(model, view);
            payload["response_urls"] = response_urls.into();
            payload
        })
    }

    /// `view_closed`
    pub(crate) fn view_closed(&self, user: &str, view: &View, is_cleared: bool) -> Value {
        self.read(|model| {
            let mut payload = base(model, user, "view_closed");
            payload["view"] = wire_view(model, view);
            payload["is_cleared"] = is_cleared.into();
            payload
        })
    }

    /// `block_suggestion`
    pub(crate) fn block_suggestion(
        &self,
        user: &str,
        scene: &Scene,
        placed: &Placed<'_>,
        typed: &str,
    ) -> Value {
        self.read(|model| {
            let mut payload = base(model, user, "block_suggestion");
            payload["action_id"] = placed.action_id().into();
            payload["block_id"] = placed.block_id().into();
            payload["value"] = typed.into();
            set_scene(model, &mut payload, scene);
            payload
        })
    }

    /// `shortcut` (global)
    pub(crate) fn global_shortcut(&self, user: &str, callback_id: &str) -> Value {
        let now = self.now();
        self.write(|model| {
            let trigger = model.new_trigger(user, None, now);
            let mut payload = base(model, user, "shortcut");
            payload["trigger_id"] = trigger.into();
            payload["callback_id"] = callback_id.into();
            payload["action_ts"] = model.ids.ts(now).into();
            payload
        })
    }

    /// `message_action` (message shortcut)
    pub(crate) fn message_shortcut(
        &self,
        user: &str,
        callback_id: &str,
        message: &Message,
    ) -> Value {
        let now = self.now();
        self.write(|model| {
            let trigger = model.new_trigger(user, None, now);
            let url = model.new_response_url(user, &message.channel, Some(&message.ts), now);
            let mut payload = base(model, user, "message_action");
            payload["trigger_id"] = trigger.into();
            payload["callback_id"] = callback_id.into();
            payload["action_ts"] = model.ids.ts(now).into();
            payload["message_ts"] = message.ts.clone().into();
            payload["channel"] = channel(model, &message.channel);
            payload["message"] = message.to_wire(model, false);
            payload["response_url"] = self.response_url(&url).into();
            payload
        })
    }

    /// The fields of a slash command.
    pub(crate) fn slash_command(
        &self,
        user: &str,
        channel_id: &str,
        command: &str,
        text: &str,
    ) -> Value {
        let now = self.now();
        self.write(|model| {
            let trigger = model.new_trigger(user, None, now);
            let url = model.new_response_url(user, channel_id, None, now);
            json!({
                "token": VERIFICATION_TOKEN,
                "team_id": model.team.id,
                "team_domain": model.team.domain,
                "channel_id": channel_id,
                "channel_name": channel(model, channel_id)["name"],
                "user_id": user,
                "user_name": model.users.get(user).map(|user| user.name.clone()),
                "command": command,
                "text": text,
                "api_app_id": model.app.id,
                "is_enterprise_install": "false",
                "response_url": self.response_url(&url),
                "trigger_id": trigger,
            })
        })
    }
}

fn base(model: &Model, user: &str, kind: &str) -> Value {
    let name = model
        .users
        .get(user)
        .map(|user| user.name.clone())
        .unwrap_or_default();
    json!({
        "type": kind,
        "team": {"id": model.team.id, "domain": model.team.domain},
        "user": {"id": user, "username": name, "name": name, "team_id": model.team.id},
        "api_app_id": model.app.id,
        "token": VERIFICATION_TOKEN,
        "enterprise": null,
        "is_enterprise_install": false,
    })
}

fn set_scene(model: &Model, payload: &mut Value, scene: &Scene) {
    match scene {
        Scene::View(view) => {
            payload["container"] = json!({"type": "view", "view_id": view.id});
            payload["view"] = wire_view(model, view);
        }
        Scene::Message(message, _) => {
            payload["container"] = json!({
                "type": "message", "message_ts": message.ts, "channel_id": message.channel,
                "is_ephemeral": message.ephemeral_to.is_some(), "is_app_unfurl": false,
            });
            if let Some(thread_ts) = &message.thread_ts {
                payload["container"]["thread_ts"] = thread_ts.clone().into();
            }
            payload["channel"] = channel(model, &message.channel);
            if message.ephemeral_to.is_none() {
                payload["message"] = message.to_wire(model, false);
            }
        }
    }
}

fn wire_view(model: &Model, view: &View) -> Value {
    view.to_wire(&model.team.id, &model.app.id, &model.app.bot_id)
}

fn channel(model: &Model, id: &str) -> Value {
    let name = match model.channels.get(id) {
        Some(channel) if channel.kind == ChannelKind::Im => "directmessage",
        Some(channel) if channel.kind == ChannelKind::Private => "privategroup",
        Some(channel) => &channel.name,
        None => "",
    };
    json!({"id": id, "name": name})
}
