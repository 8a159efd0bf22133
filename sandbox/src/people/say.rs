//! Typing commands, using shortcuts, opening the Home tab.

use serde_json::{Value, json};

use super::{ActError, Person};
use crate::{
    api::{Args, post_as_app},
    config::ShortcutKind,
    delivery::Family,
    model::{Message, Model},
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
        let ((), news) = self.core.write_news(|model| {
            let mut event = json!({
                "type": "app_home_opened", "user": self.id, "channel": channel, "tab": tab,
                "event_ts": model.ids.ts(now),
            });
            if let Some(home) = model.homes.get(&self.id).filter(|_| tab == "home") {
                event["view"] = home.to_wire(&model.team.id, &model.app.id, &model.app.bot_id);
            }
            model.tell(event, now);
        });
        self.core.deliver_news(news).await;
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
}
