//! Finding the channel that is meant, and making direct messages when they are first asked for.

use jiff::Timestamp;

use super::{Channel, ChannelKind, Model};

impl Model {
    /// The DM between some people; it comes into being when it is first asked for.
    pub(crate) fn dm(&mut self, members: &[&str], now: Timestamp) -> String {
        let kind = if members.len() > 2 {
            ChannelKind::Mpim
        } else {
            ChannelKind::Im
        };
        let existing = self.channels.values().find(|channel| {
            channel.kind == kind
                && channel.members.len() == members.len()
                && members.iter().all(|member| channel.has(member))
        });
        if let Some(channel) = existing {
            return channel.id.clone();
        }
        let id = self.ids.id(if kind == ChannelKind::Im { "D" } else { "G" });
        let name = if kind == ChannelKind::Im {
            String::new()
        } else {
            format!("mpdm-{}", members.join("--").to_lowercase())
        };
        let channel = Channel {
            id: id.clone(),
            name,
            kind,
            members: members.iter().map(|&member| member.to_owned()).collect(),
            is_archived: false,
            created: now.as_second(),
        };
        self.channels.insert(id.clone(), channel);
        id
    }

    /// The channel that is named: by id, by name, or by the person the app's DM is with. What is
    /// nowhere is itself.
    pub(crate) fn place(&self, named: &str) -> String {
        let name = named.trim_start_matches('#');
        let is_meant = |channel: &&Channel| {
            channel.id == named
                || (!channel.name.is_empty() && channel.name == name)
                || (channel.kind == ChannelKind::Im
                    && channel.has(named)
                    && channel.has(&self.app.bot_user_id))
        };
        let found = self.channels.values().find(is_meant);
        found.map_or_else(|| named.to_owned(), |channel| channel.id.clone())
    }

    /// The DM between a person and the app.
    pub(crate) fn app_dm(&mut self, user: &str, now: Timestamp) -> String {
        let bot = self.app.bot_user_id.clone();
        self.dm(&[&bot, user], now)
    }
}
