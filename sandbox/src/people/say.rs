//! Typing messages and commands, using shortcuts, opening the Home tab.

use serde_json::{Value, json};

use super::{ActError, Person};
use crate::{
    api::{Args, post_as_app},
    blocks::Names,
    config::ShortcutKind,
    delivery::Family,
    model::{ChannelKind, Message, Model},
};

impl Person {
    /// Opens the app's Home tab; the app hears `app_home_opened`.
    ///
    /// # Errors
    /// When this person is not there.
    pub async fn open_home(&self) -> Result<(), ActError> {
        self.open_tab("home").await
    }

    /// Opens the DM with the app; the app hears `app_home_opened` with the tab `messages`.
    ///
    /// # Errors
    /// When this person is not there.
    pub async fn open_messages_tab(&self) -> Result<(), ActError> {
        self.open_tab("messages").await
    }

    async fn open_tab(&self, tab: &str) -> Result<(), ActError> {
        self.check_present()?;
        let channel = self.dm_with_app();
        let now = self.core.now();
        let event = self.core.write(|model| {
            let mut event = json!({
                "type": "app_home_opened", "user": self.id, "channel": channel, "tab": tab,
                "event_ts": model.ids.ts(now),
            });
            if let Some(home) = model.homes.get(&self.id).filter(|_| tab == "home") {
                event["view"] = home.to_wire(&model.team.id, &model.app.id, &model.app.bot_id);
            }
            event
        });
        self.core.deliver_event(event).await;
        Ok(())
    }

    /// Types a slash command in the DM with the app, and gives what was answered at once: the
    /// acknowledgement's message or the first one by response URL.
    ///
    /// # Errors
    /// When there is no such command, or the app fails.
    pub async fn slash(&self, command: &str, text: &str) -> Result<Option<Message>, ActError> {
        let channel = self.dm_with_app();
        self.slash_in(&channel, command, text).await
    }

    /// Types a slash command in a channel.
    ///
    /// # Errors
    /// When there is no such command or channel, or the app fails.
    pub async fn slash_in(
        &self,
        channel: &str,
        command: &str,
        text: &str,
    ) -> Result<Option<Message>, ActError> {
        self.check_present()?;
        let channel = self.channel(channel)?.id;
        let known: Vec<_> = self.core.read(|model| {
            model
                .app
                .commands
                .iter()
                .map(|known| known.command.clone())
                .collect()
        });
        if !known.iter().any(|known| known == command) {
            return Err(ActError::NotFound(format!(
                "{command} is not a valid command; there are: {}",
                known.join(", ")
            )));
        }
        let _underway = self.core.in_flight.begin();
        let before = self.core.read(|model| model.ephemerals.len());
        let payload = self.core.slash_command(&self.id, &channel, command, text);
        let answer = self.interact(Family::SlashCommand, payload).await?;
        let args = match answer {
            Value::Null => None,
            Value::Object(fields) if fields.is_empty() => None,
            Value::String(text) => Some(json!({"text": text})),
            fields => Some(fields),
        };
        if let Some(args) = args {
            let said = post_as_app(
                &self.core,
                &Args::from_value(args.clone()),
                &channel,
                &self.id,
                None,
            );
            let said = said.map_err(|error| self.refuse("slash command", error.name(), &args))?;
            let names = self.core.read(Model::names);
            return Ok(Some(Message { names, ..said }));
        }
        let mut new = self.core.read(|model| {
            model
                .ephemerals
                .iter()
                .skip(before)
                .map(|message| message.ts.clone())
                .collect::<Vec<_>>()
        });
        let first = if new.is_empty() {
            None
        } else {
            Some(new.remove(0))
        };
        Ok(first.and_then(|ts| {
            self.ephemerals()
                .into_iter()
                .find(|message| message.ts == ts)
        }))
    }

    /// Uses a global shortcut, by callback id or name.
    ///
    /// # Errors
    /// When there is no such shortcut, or the app fails.
    pub async fn shortcut(&self, shortcut: &str) -> Result<(), ActError> {
        let callback_id = self.shortcut_id(shortcut, ShortcutKind::Global)?;
        let payload = self.core.global_shortcut(&self.id, &callback_id);
        self.interact(Family::Interactive, payload).await.map(drop)
    }

    /// Uses a message shortcut on a message.
    ///
    /// # Errors
    /// When there is no such shortcut, or the app fails.
    pub async fn message_shortcut(
        &self,
        shortcut: &str,
        message: &Message,
    ) -> Result<(), ActError> {
        let callback_id = self.shortcut_id(shortcut, ShortcutKind::Message)?;
        let payload = self.core.message_shortcut(&self.id, &callback_id, message);
        self.interact(Family::Interactive, payload).await.map(drop)
    }

    fn shortcut_id(&self, wanted: &str, kind: ShortcutKind) -> Result<String, ActError> {
        let shortcuts = self.core.read(|model| model.app.shortcuts.clone());
        let mut fitting = shortcuts.iter().filter(|shortcut| shortcut.kind == kind);
        let found = fitting
            .clone()
            .find(|shortcut| shortcut.callback_id == wanted || shortcut.name == wanted);
        found
            .map(|shortcut| shortcut.callback_id.clone())
            .ok_or_else(|| {
                let names: Vec<_> = fitting
                    .by_ref()
                    .map(|shortcut| shortcut.name.as_str())
                    .collect();
                ActError::NotFound(format!(
                    "there is no shortcut {wanted}; there are: {}",
                    names.join(", ")
                ))
            })
    }

    /// Posts a message. The app hears of it if it subscribed and is there.
    ///
    /// # Errors
    /// When this person does not see the channel or it is archived.
    pub async fn post(&self, channel: &str, text: &str) -> Result<Message, ActError> {
        self.reply(channel, text, None).await
    }

    /// Posts a message in the thread of another.
    ///
    /// # Errors
    /// When this person does not see the channel or it is archived.
    pub async fn post_in_thread(&self, parent: &Message, text: &str) -> Result<Message, ActError> {
        let thread_ts = parent
            .thread_ts
            .clone()
            .unwrap_or_else(|| parent.ts.clone());
        self.reply(&parent.channel, text, Some(thread_ts)).await
    }

    /// Mentions the app in a channel.
    ///
    /// # Errors
    /// When this person does not see the channel or it is archived.
    pub async fn mention_app(&self, channel: &str, text: &str) -> Result<Message, ActError> {
        let bot = self.core.read(|model| model.app.bot_user_id.clone());
        self.post(channel, &format!("<@{bot}> {text}")).await
    }

    async fn reply(
        &self,
        channel: &str,
        text: &str,
        thread_ts: Option<String>,
    ) -> Result<Message, ActError> {
        self.check_present()?;
        let channel = self.channel(channel)?;
        if channel.is_archived || !channel.has(&self.id) {
            return Err(ActError::NotAllowed(format!(
                "{} can't post to {}",
                self.id, channel.id
            )));
        }
        let now = self.core.now();
        let message = self.core.write(|model| {
            let message = Message {
                ts: model.ids.ts(now),
                channel: channel.id.clone(),
                user: self.id.clone(),
                bot_id: None,
                text: text.to_owned(),
                blocks: Vec::new(),
                attachments: Vec::new(),
                thread_ts,
                metadata: None,
                edited: None,
                ephemeral_to: None,
                names: Names::default(),
            };
            model.add_message(message.clone());
            message
        });
        let bot = self.core.read(|model| model.app.bot_user_id.clone());
        if channel.has(&bot) {
            let mut event = json!({
                "type": "message", "user": self.id, "text": text, "ts": message.ts, "event_ts": message.ts,
                "channel": channel.id, "channel_type": kind_name(channel.kind),
            });
            if let Some(thread_ts) = &message.thread_ts {
                event["thread_ts"] = thread_ts.clone().into();
            }
            self.core.deliver_event(event.clone()).await;
            if channel.kind != ChannelKind::Im && text.contains(&format!("<@{bot}>")) {
                event["type"] = "app_mention".into();
                self.core.deliver_event(event).await;
            }
        }
        Ok(Message {
            names: self.core.read(Model::names),
            ..message
        })
    }
}

fn kind_name(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Public => "channel",
        ChannelKind::Private => "group",
        ChannelKind::Im => "im",
        ChannelKind::Mpim => "mpim",
    }
}
