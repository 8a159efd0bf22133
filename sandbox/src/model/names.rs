//! Names for ids, and copies of messages and views that know them.

use std::sync::Arc;

use super::{Message, Model, View};
use crate::blocks::Names;

impl Model {
    /// Id → name of everybody and everything that can be mentioned.
    pub(crate) fn names(&self) -> Names {
        let users = self
            .users
            .values()
            .map(|user| (user.id.clone(), user.shown_name().to_owned()));
        let channels = self
            .channels
            .values()
            .map(|channel| (channel.id.clone(), channel.name.clone()));
        let groups = self
            .groups
            .values()
            .map(|group| (group.id.clone(), group.handle.clone()));
        Arc::new(users.chain(channels).chain(groups).collect())
    }

    /// The messages of a channel, oldest first, as a person sees them.
    pub(crate) fn seen_messages(&self, channel: &str) -> Vec<Message> {
        let names = self.names();
        let with_names = |message: &Message| Message {
            names: names.clone(),
            ..message.clone()
        };
        self.messages
            .get(channel)
            .into_iter()
            .flat_map(|messages| messages.values())
            .map(with_names)
            .collect()
    }

    /// The ephemeral messages a person was shown, oldest first.
    pub(crate) fn seen_ephemerals(&self, user: &str) -> Vec<Message> {
        let names = self.names();
        self.ephemerals
            .iter()
            .filter(|message| message.ephemeral_to.as_deref() == Some(user))
            .map(|message| Message {
                names: names.clone(),
                ..message.clone()
            })
            .collect()
    }

    /// The modals in front of a person, the last on top.
    pub(crate) fn seen_stack(&self, user: &str) -> Vec<View> {
        let names = self.names();
        let stack = self.stacks.get(user).into_iter().flatten();
        stack
            .map(|view| View {
                names: names.clone(),
                ..view.clone()
            })
            .collect()
    }

    /// The Home tab of a person.
    pub(crate) fn seen_home(&self, user: &str) -> Option<View> {
        self.homes.get(user).map(|view| View {
            names: self.names(),
            ..view.clone()
        })
    }
}
