//! Writing messages, editing and deleting them.

use super::{ActError, Person};
use crate::{
    blocks::Names,
    model::{Message, Model},
};

impl Person {
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

    /// Edits a message of one's own; the app hears `message_changed`.
    ///
    /// # Errors
    /// When the message is gone or somebody else's.
    pub async fn edit(&self, message: &Message, text: &str) -> Result<(), ActError> {
        self.check_own(message)?;
        let now = self.core.now();
        let ((), news) = self.core.write_news(|model| {
            if let Some(old) = model.message(&message.channel, &message.ts).cloned() {
                let new = Message {
                    text: text.to_owned(),
                    edited: Some(model.ids.ts(now)),
                    ..old.clone()
                };
                model.replace_message(new.clone());
                model.tell_changed(&old, &new, now);
            }
        });
        self.core.deliver_news(news).await;
        Ok(())
    }

    /// Deletes a message of one's own; the app hears `message_deleted`.
    ///
    /// # Errors
    /// When the message is gone or somebody else's.
    pub async fn delete(&self, message: &Message) -> Result<(), ActError> {
        self.check_own(message)?;
        let now = self.core.now();
        let ((), news) = self
            .core
            .write_news(|model| model.delete_message(&message.channel, &message.ts, now));
        self.core.deliver_news(news).await;
        Ok(())
    }

    fn check_own(&self, message: &Message) -> Result<(), ActError> {
        self.check_present()?;
        let author = self.core.read(|model| {
            model
                .message(&message.channel, &message.ts)
                .map(|message| message.user.clone())
        });
        match author {
            Some(author) if author == self.id => Ok(()),
            Some(_) => Err(ActError::NotAllowed(format!(
                "the message {} is not by {}",
                message.ts, self.id
            ))),
            None => Err(ActError::NotFound(format!(
                "the message {} is gone",
                message.ts
            ))),
        }
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
        let (message, news) = self.core.write_news(|model| {
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
            model.tell_posted(&message, now);
            message
        });
        self.core.deliver_news(news).await;
        Ok(Message {
            names: self.core.read(Model::names),
            ..message
        })
    }
}
