//! The workspace as it stands: who is there, what was said, what is on whose screen.
//!
//! Never talks to anybody; the Web API, deliveries and people change it.

mod channel;
mod ids;
mod installation;
mod message;
mod names;
mod news;
mod places;
mod scheduled;
mod screens;
mod tickets;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

pub use channel::{Channel, ChannelKind};
pub(crate) use ids::Ids;
pub(crate) use installation::Installation;
pub use message::Message;
pub(crate) use news::News;
pub(crate) use scheduled::Scheduled;
pub(crate) use screens::ViewFault;
pub(crate) use tickets::{Grant, ResponseUrl, Trigger, TriggerFault};
pub use view::{Input, View, ViewKind};

use crate::{
    api::{Limits, RateLimits},
    blocks::{self, State},
    config::{App, Team, User, UserGroup, WorkspaceConfig},
};

/// How many triggers or response URLs may lie around before those that are over go.
const KEPT_TICKETS: usize = 10_000;

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
    /// OAuth code → what it stands for.
    pub(crate) grants: BTreeMap<String, Grant>,
    /// Id → a message for later.
    pub(crate) scheduled: BTreeMap<String, Scheduled>,
    /// Tickets of socket addresses that nobody has connected with yet.
    pub(crate) tickets: BTreeSet<String>,
    /// How often methods were called lately, and whether that counts.
    pub(crate) limits: Limits,
    pub(crate) rate_limits: RateLimits,
    /// `http://127.0.0.1:3900`
    pub(crate) base: String,
    /// What the app is still to hear of.
    pub(crate) news: Vec<News>,
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
        let installed = config.app.installed;
        Self {
            team: config.team,
            app: config.app,
            installation: if installed {
                Installation::Active
            } else {
                Installation::Missing
            },
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
            grants: BTreeMap::new(),
            scheduled: BTreeMap::new(),
            tickets: BTreeSet::new(),
            limits: Limits::default(),
            rate_limits: RateLimits::default(),
            base: String::new(),
            news: Vec::new(),
            ids: Ids::default(),
        }
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

    /// Takes a message away and leaves word of it for the app.
    pub(crate) fn delete_message(&mut self, channel: &str, ts: &str, now: Timestamp) {
        let old = self.message(channel, ts).cloned();
        self.remove_message(channel, ts);
        if let Some(old) = old {
            self.tell_deleted(&old, now);
        }
    }

    /// A trigger sent to the app now, for what `user` just did.
    pub(crate) fn new_trigger(
        &mut self,
        user: &str,
        from_view: Option<&str>,
        now: Timestamp,
    ) -> String {
        if self.triggers.len() >= KEPT_TICKETS {
            self.triggers
                .retain(|_, trigger| trigger.check(now).is_ok());
        }
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
        if self.response_urls.len() >= KEPT_TICKETS {
            self.response_urls.retain(|_, url| url.is_live(now));
        }
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
