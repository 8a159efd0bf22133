//! What happens in the workspace.

use jiff::Timestamp;
use serde_json::Value;

use super::view::View;
use super::{Unreadable, essential};
use crate::domain::ids::{ChannelId, MemberId, UserGroupId, WorkspaceId};
use crate::slack::people::{SlackUser, SlackUserGroup};
use crate::slack::value::{at, items, owned_text, text};

/// The events leadloop asks for in its manifest.
pub const EVENTS_USED: &[&str] = &[
    "app_home_opened",
    "app_uninstalled",
    "subteam_members_changed",
    "team_join",
    "tokens_revoked",
    "user_change",
];

/// An event with its envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventDelivery {
    /// The workspace it happened in.
    pub team: Option<WorkspaceId>,
    /// The organisation, in an Enterprise Grid.
    pub enterprise: Option<String>,
    /// The same when Slack repeats it; unique over all workspaces.
    pub event_id: Option<String>,
    /// When it happened.
    pub at: Option<Timestamp>,
    /// What happened.
    pub event: Event,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Somebody opened the app: its Home tab or its messages.
    AppHomeOpened {
        /// Who.
        user: MemberId,
        /// `home` or `messages`.
        tab: String,
        /// What the Home tab showed, where it showed something.
        view: Option<Box<View>>,
    },
    /// A user changed: name, time zone, status, or deactivated.
    UserChanged(Box<SlackUser>),
    /// Somebody joined the workspace.
    TeamJoined(Box<SlackUser>),
    /// People were added to or removed from a user group.
    GroupMembersChanged {
        /// The group.
        group: UserGroupId,
        /// Who came.
        added: Vec<MemberId>,
        /// Who left.
        removed: Vec<MemberId>,
    },
    /// A user group was renamed, disabled or enabled.
    GroupUpdated(SlackUserGroup),
    /// Somebody joined a channel the bot is in; it may be the bot.
    ChannelJoined {
        /// Who.
        user: MemberId,
        /// Where.
        channel: ChannelId,
        /// Who brought them, where somebody did.
        inviter: Option<MemberId>,
    },
    /// The app was removed from the workspace.
    AppUninstalled,
    /// Tokens were revoked. Slack names users, not tokens.
    TokensRevoked {
        /// Bots whose token is gone.
        bots: Vec<MemberId>,
    },
    /// An event leadloop does not know, or one that lacks its object.
    Unknown(String),
}

impl EventDelivery {
    pub(super) fn from_value(value: &Value) -> Result<Self, Unreadable> {
        let inner = essential(at(value, &["event"]), "event_callback", "an event")?;
        let kind = essential(
            text(inner, &["type"]),
            "event_callback",
            "the type of its event",
        )?;
        let authorized = items(value, &["authorizations"]).next();
        let team = owned_text(value, &["team_id"])
            .or_else(|| {
                authorized.and_then(|authorization| owned_text(authorization, &["team_id"]))
            })
            .or_else(|| owned_text(inner, &["team_id"]))
            .or_else(|| owned_text(inner, &["user", "team_id"]));
        let enterprise = owned_text(value, &["enterprise_id"]).or_else(|| {
            authorized.and_then(|authorization| owned_text(authorization, &["enterprise_id"]))
        });
        let second = at(value, &["event_time"]).and_then(Value::as_i64);
        Ok(Self {
            team: team.map(WorkspaceId::new),
            enterprise,
            event_id: owned_text(value, &["event_id"]),
            at: second.and_then(|second| Timestamp::from_second(second).ok()),
            event: Event::read(kind, inner).unwrap_or_else(|| Event::Unknown(kind.to_owned())),
        })
    }
}

impl Event {
    fn read(kind: &str, event: &Value) -> Option<Self> {
        match kind {
            "app_home_opened" => Some(Self::AppHomeOpened {
                user: member(event, "user")?,
                tab: text(event, &["tab"]).unwrap_or("home").to_owned(),
                view: at(event, &["view"])
                    .cloned()
                    .and_then(|mut view| View::take(&mut view))
                    .map(Box::new),
            }),
            "user_change" => Some(Self::UserChanged(Box::new(SlackUser::from_value(
                event.get("user")?,
            )?))),
            "team_join" => Some(Self::TeamJoined(Box::new(SlackUser::from_value(
                event.get("user")?,
            )?))),
            "subteam_members_changed" => Some(Self::GroupMembersChanged {
                group: UserGroupId::new(text(event, &["subteam_id"])?),
                added: members(event, &["added_users"]),
                removed: members(event, &["removed_users"]),
            }),
            "subteam_updated" => Some(Self::GroupUpdated(SlackUserGroup::from_value(
                event.get("subteam")?,
            )?)),
            "member_joined_channel" => Some(Self::ChannelJoined {
                user: member(event, "user")?,
                channel: ChannelId::new(text(event, &["channel"])?),
                inviter: member(event, "inviter"),
            }),
            "app_uninstalled" => Some(Self::AppUninstalled),
            "tokens_revoked" => Some(Self::TokensRevoked {
                bots: members(event, &["tokens", "bot"]),
            }),
            _ => None,
        }
    }

    /// Slack's name for it; `other` for an unknown one.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::AppHomeOpened { .. } => "app_home_opened",
            Self::UserChanged(_) => "user_change",
            Self::TeamJoined(_) => "team_join",
            Self::GroupMembersChanged { .. } => "subteam_members_changed",
            Self::GroupUpdated(_) => "subteam_updated",
            Self::ChannelJoined { .. } => "member_joined_channel",
            Self::AppUninstalled => "app_uninstalled",
            Self::TokensRevoked { .. } => "tokens_revoked",
            Self::Unknown(_) => "other",
        }
    }
}

fn member(event: &Value, field: &str) -> Option<MemberId> {
    owned_text(event, &[field]).map(MemberId::new)
}

fn members(event: &Value, path: &[&str]) -> Vec<MemberId> {
    items(event, path)
        .filter_map(Value::as_str)
        .map(MemberId::new)
        .collect()
}
