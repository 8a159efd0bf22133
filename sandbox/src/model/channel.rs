//! Channels and DMs.

use serde::Serialize;

use crate::config;

/// A place messages are posted to.
#[derive(Clone, Debug, Serialize)]
pub struct Channel {
    /// `C…` or `D…`
    pub id: String,
    /// Without `#`; empty for a DM.
    pub name: String,
    /// What kind of place it is.
    pub kind: ChannelKind,
    /// The ids of its members.
    pub members: Vec<String>,
    /// Nobody can post to it any more.
    pub is_archived: bool,
    /// When it came into being, in Unix seconds.
    pub created: i64,
}

/// What kind of place a channel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// Everybody finds it.
    Public,
    /// Members find it.
    Private,
    /// A DM of two.
    Im,
    /// A DM of several.
    Mpim,
}

impl ChannelKind {
    /// The name Slack uses in `types` and in scopes' errors.
    pub(crate) fn as_type(self) -> &'static str {
        match self {
            Self::Public => "public_channel",
            Self::Private => "private_channel",
            Self::Im => "im",
            Self::Mpim => "mpim",
        }
    }

    /// The name in the `channel_type` of message events.
    pub(crate) fn event_name(self) -> &'static str {
        match self {
            Self::Public => "channel",
            Self::Private => "group",
            Self::Im => "im",
            Self::Mpim => "mpim",
        }
    }

    /// The first half of the scopes that guard it: `channels` in `channels:read`.
    pub(crate) fn scope_stem(self) -> &'static str {
        match self {
            Self::Public => "channels",
            Self::Private => "groups",
            Self::Im => "im",
            Self::Mpim => "mpim",
        }
    }
}

impl Channel {
    pub(crate) fn from_config(channel: config::Channel, created: i64) -> Self {
        Self {
            id: channel.id,
            name: channel.name,
            kind: if channel.is_private {
                ChannelKind::Private
            } else {
                ChannelKind::Public
            },
            members: channel.members,
            is_archived: channel.is_archived,
            created,
        }
    }

    pub(crate) fn has(&self, user: &str) -> bool {
        self.members.iter().any(|member| member == user)
    }
}
