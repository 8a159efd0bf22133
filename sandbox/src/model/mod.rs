//! The workspace as it stands: who is there, what was said, what is on whose screen.
//!
//! Never talks to anybody; the Web API, deliveries and people change it.

mod channel;
mod ids;
mod message;
mod names;
mod screens;
mod tickets;
mod view;

use std::collections::BTreeMap;

use jiff::Timestamp;

pub use channel::{Channel, ChannelKind};
pub(crate) use ids::Ids;
pub use message::Message;
pub(crate) use screens::ViewFault;
pub(crate) use tickets::{ResponseUrl, Trigger, TriggerFault};
pub use view::{Input, View, ViewKind};

use crate::{
    blocks::{self, State},
    config::{App, Team, User, UserGroup, WorkspaceConfig},
};

/// Whether the app may still do anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Installation {
    Active,
    TokensRevoked,
    Uninstalled,
}

/// The workspace as it stands.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) team: Team,
    pub(crate) app: App,
    pub(crate) installation: Installation,
    pub(crate) users: BTreeMap<String, User>,
    pub(crate) channels: BTreeMap<String, Channel>,
    pub(crate) groups: BTreeMap<String, UserGroup>,
    /// Channel → timestamp → message.
    pub(crate) messages: BTreeMap<String, BTreeMap<String, Message>>,
    pub(crate) ephemerals: Vec<Message>,
    /// Who sees which modals, the last on top.
    pub(crate) stacks: BTreeMap<String, Vec<View>>,
    pub(crate) homes: BTreeMap<String, View>,
    /// (channel, ts, user) → what that person chose in that message.
    pub(crate) choices: BTreeMap<(String, String, String), State>,
    pub(crate) triggers: BTreeMap<String, Trigger>,
    pub(crate) response_urls: BTreeMap<String, ResponseUrl>,
    /// Troubles that were shown to people: (user, sentence).
    pub(crate) troubles: Vec<(String, String)>,
    pub(crate) ids: Ids,
}

impl Model {
    pub(crate) fn new(config: WorkspaceConfig, now: Timestamp) -> Self {
        let mut users: BTreeMap<_, _> = config
            .users
            .into_iter()
            .map(|user| (user.id.clone(), user))
            .collect();
        let bot = User {
            id: config.app.bot_user_id.clone(),
            name: config.app.name.to_lowercase(),
            real_name: config.app.name.clone(),
            is_bot: true,
            ..User::default()
        };
        users.entry(bot.id.clone()).or_insert(bot);
        let slackbot = User {
            id: "USLACKBOT".into(),
            name: "slackbot".into(),
            real_name: "Slackbot".into(),
            ..User::default()
        };
        users.entry(slackbot.id.clone()).or_insert(slackbot);
        Self {
            team: config.team,
            app: config.app,
            installation: Installation::Active,
            users,
            channels: config
                .channels
                .into_iter()
                .map(|channel| {
                    (
                        channel.id.clone(),
                        Channel::from_config(channel, now.as_second()),
                    )
                })
                .collect(),
            groups: config
                .groups
                .into_iter()
                .map(|group| (group.id.clone(), group))
                .collect(),
            messages: BTreeMap::new(),
            ephemerals: Vec::new(),
            stacks: BTreeMap::new(),
            homes: BTreeMap::new(),
            choices: BTreeMap::new(),
            triggers: BTreeMap::new(),
            response_urls: BTreeMap::new(),
            troubles: Vec::new(),
            ids: Ids::default(),
        }
    }

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

    /// The DM between a person and the app.
    pub(crate) fn app_dm(&mut self, user: &str, now: Timestamp) -> String {
        let bot = self.app.bot_user_id.clone();
        self.dm(&[&bot, user], now)
    }

    pub(crate) fn message(&self, channel: &str, ts: &str) -> Option<&Message> {
        self.messages.get(channel)?.get(ts)
    }

    pub(crate) fn message_mut(&mut self, channel: &str, ts: &str) -> Option<&mut Message> {
        self.messages.get_mut(channel)?.get_mut(ts)
    }

    /// Puts a message into its channel and marks the parent of its thread.
    pub(crate) fn add_message(&mut self, message: Message) {
        let in_channel = self.messages.entry(message.channel.clone()).or_default();
        if let Some(parent) = message
            .thread_ts
            .as_ref()
            .and_then(|ts| in_channel.get_mut(ts))
        {
            parent.thread_ts = Some(parent.ts.clone());
        }
        in_channel.insert(message.ts.clone(), message);
    }

    /// Puts a message in the place of the one with its timestamp; what people chose in it stays
    /// where the ids did.
    pub(crate) fn replace_message(&mut self, message: Message) {
        for ((channel, ts, _), state) in &mut self.choices {
            if *channel == message.channel && *ts == message.ts {
                *state = blocks::carried_over(state, &message.blocks);
            }
        }
        if let Some(slot) = self.ephemerals.iter_mut().find(|old| old.ts == message.ts) {
            *slot = message;
        } else if let Some(slot) = self.message_mut(&message.channel, &message.ts) {
            *slot = message;
        }
    }

    pub(crate) fn remove_message(&mut self, channel: &str, ts: &str) {
        self.ephemerals.retain(|message| message.ts != ts);
        if let Some(messages) = self.messages.get_mut(channel) {
            messages.remove(ts);
        }
    }

    /// A trigger sent to the app now, for what `user` just did.
    pub(crate) fn new_trigger(
        &mut self,
        user: &str,
        from_view: Option<&str>,
        now: Timestamp,
    ) -> String {
        let id = self.ids.trigger(now);
        let trigger = Trigger {
            user: user.to_owned(),
            sent_at: now,
            used: false,
            from_view: from_view.map(str::to_owned),
        };
        self.triggers.insert(id.clone(), trigger);
        id
    }

    /// A response URL's id for what `user` just did in `channel`.
    pub(crate) fn new_response_url(
        &mut self,
        user: &str,
        channel: &str,
        origin: Option<&str>,
        now: Timestamp,
    ) -> String {
        let id = self.ids.id("R");
        let url = ResponseUrl {
            user: user.to_owned(),
            channel: channel.to_owned(),
            origin: origin.map(str::to_owned),
            made_at: now,
            uses: 0,
        };
        self.response_urls.insert(id.clone(), url);
        id
    }
}
