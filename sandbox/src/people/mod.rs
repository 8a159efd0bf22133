//! People act: they read messages, press buttons, fill in modals, type commands.
//!
//! Every act waits until the app acknowledged and the acknowledgement is applied. What the app
//! does after it acknowledged is not waited for: see [`crate::Sandbox::settled`].

mod act;
mod error;
mod fill;
mod find;
mod modal;
mod pick;
mod say;
mod write;

use std::sync::Arc;

pub use error::{ActError, Place};
pub(crate) use find::Spot;
pub use modal::Submitted;
pub use pick::Pick;

use crate::{
    core::Core,
    model::{Channel, Message, View},
};

/// Somebody in the workspace, and what they can do. Clones are the same person.
#[derive(Clone)]
pub struct Person {
    core: Arc<Core>,
    id: String,
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Person").field(&self.id).finish()
    }
}

impl Person {
    pub(crate) fn new(core: Arc<Core>, id: &str) -> Self {
        Self {
            core,
            id: id.to_owned(),
        }
    }

    /// `U…`
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    fn check_present(&self) -> Result<(), ActError> {
        match self
            .core
            .read(|model| model.users.get(&self.id).map(|user| user.deleted))
        {
            Some(false) => Ok(()),
            Some(true) => Err(ActError::NotAllowed(format!("{} is deactivated", self.id))),
            None => Err(ActError::NotFound(format!(
                "nobody here has the id {}",
                self.id
            ))),
        }
    }

    /// The id of the DM with the app.
    #[must_use]
    pub fn dm_with_app(&self) -> String {
        let now = self.core.now();
        self.core.write(|model| model.app_dm(&self.id, now))
    }

    /// The messages in the DM with the app, oldest first.
    #[must_use]
    pub fn messages_in_dm_with_app(&self) -> Vec<Message> {
        let channel = self.dm_with_app();
        self.core.read(|model| model.seen_messages(&channel))
    }

    /// The latest message in the DM with the app.
    #[must_use]
    pub fn last_in_dm_with_app(&self) -> Option<Message> {
        self.messages_in_dm_with_app().pop()
    }

    /// The messages of a channel, by id or name, oldest first; none when this person can't see it.
    #[must_use]
    pub fn messages(&self, channel: &str) -> Vec<Message> {
        match self.channel(channel) {
            Ok(channel) => self.core.read(|model| model.seen_messages(&channel.id)),
            Err(_) => Vec::new(),
        }
    }

    /// The ephemeral messages this person was shown, oldest first.
    #[must_use]
    pub fn ephemerals(&self) -> Vec<Message> {
        self.core.read(|model| model.seen_ephemerals(&self.id))
    }

    /// The modal in front of this person.
    #[must_use]
    pub fn view(&self) -> Option<View> {
        self.views().pop()
    }

    /// All modals in front of this person, the last on top.
    #[must_use]
    pub fn views(&self) -> Vec<View> {
        self.core.read(|model| model.seen_stack(&self.id))
    }

    /// The app's Home tab as this person sees it; nothing before the app published one.
    #[must_use]
    pub fn home(&self) -> Option<View> {
        self.core.read(|model| model.seen_home(&self.id))
    }

    /// What Slack told this person when the app failed, oldest first.
    #[must_use]
    pub fn troubles(&self) -> Vec<String> {
        self.core.read(|model| {
            let mine = model.troubles.iter().filter(|(user, _)| *user == self.id);
            mine.map(|(_, sentence)| sentence.clone()).collect()
        })
    }

    /// The channels and DMs this person sees.
    #[must_use]
    pub fn channels(&self) -> Vec<Channel> {
        self.core.read(|model| {
            model
                .channels
                .values()
                .filter(|channel| self.sees(channel))
                .cloned()
                .collect()
        })
    }

    fn sees(&self, channel: &Channel) -> bool {
        channel.kind == crate::ChannelKind::Public || channel.has(&self.id)
    }

    /// A channel this person sees, by id, name or `#name`.
    fn channel(&self, wanted: &str) -> Result<Channel, ActError> {
        let name = wanted.trim_start_matches('#');
        let mut channels = self.channels().into_iter();
        let found = channels.find(|channel| {
            channel.id == wanted || (!channel.name.is_empty() && channel.name == name)
        });
        found.ok_or_else(|| ActError::NotFound(format!("{} sees no channel {wanted}", self.id)))
    }
}
