//! What a workspace looks like when it starts: people, channels, groups and the app under test.
//!
//! Everything can be read from TOML; what is left out has a default. It never changes while the
//! sandbox runs: the living state is the model's.

mod check;
mod check_app;
mod standard;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use check::ConfigError;

/// A workspace and the one app installed in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WorkspaceConfig {
    /// The workspace itself.
    pub team: Team,
    /// Its members, people and bots. The app's bot user and Slackbot are added by themselves.
    pub users: Vec<User>,
    /// Its channels; DMs come into being by themselves.
    pub channels: Vec<Channel>,
    /// Its user groups.
    pub groups: Vec<UserGroup>,
    /// The app under test.
    pub app: App,
}

/// A workspace.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Team {
    /// `T…`
    pub id: String,
    /// The name people see.
    pub name: String,
    /// The first part of its address.
    pub domain: String,
}

/// A member of the workspace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct User {
    /// `U…` or `W…`
    pub id: String,
    /// The handle, like `ann`.
    pub name: String,
    /// The full name.
    pub real_name: String,
    /// The name shown in messages; when empty, the full name is shown.
    pub display_name: String,
    /// The e-mail address; empty when there is none.
    pub email: String,
    /// The job title of the profile.
    pub title: String,
    /// The IANA time zone.
    pub tz: String,
    /// The locale, like `en-US`.
    pub locale: String,
    /// A workspace admin.
    pub is_admin: bool,
    /// A workspace owner.
    pub is_owner: bool,
    /// A guest (multi-channel).
    pub is_restricted: bool,
    /// A single-channel guest.
    pub is_ultra_restricted: bool,
    /// A bot.
    pub is_bot: bool,
    /// Deactivated.
    pub deleted: bool,
    /// The status line.
    pub status_text: String,
    /// The status emoji, like `:palm_tree:`.
    pub status_emoji: String,
    /// When the status ends, in Unix seconds; 0 for never.
    pub status_expiration: i64,
}

impl User {
    /// The name other people see.
    #[must_use]
    pub fn shown_name(&self) -> &str {
        [&self.display_name, &self.real_name, &self.name]
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or(&self.id)
    }
}

/// A channel.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Channel {
    /// `C…`
    pub id: String,
    /// The name without `#`.
    pub name: String,
    /// Only members see it.
    pub is_private: bool,
    /// Nobody can post to it any more.
    pub is_archived: bool,
    /// The ids of its members. Name the app's bot user here to invite the app.
    pub members: Vec<String>,
}

/// A user group.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UserGroup {
    /// `S…`
    pub id: String,
    /// The handle without `@`.
    pub handle: String,
    /// The name.
    pub name: String,
    /// The ids of its members.
    pub users: Vec<String>,
    /// Disabled groups are listed on request only.
    pub disabled: bool,
}

/// The app under test, as its manifest describes it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct App {
    /// `A…`
    pub id: String,
    /// The name people see.
    pub name: String,
    /// The id of its bot user.
    pub bot_user_id: String,
    /// `B…`
    pub bot_id: String,
    /// The bot scopes it was granted.
    pub scopes: Vec<String>,
    /// The events it subscribed to. Others are not delivered.
    pub events: Vec<String>,
    /// Its slash commands.
    pub commands: Vec<Command>,
    /// Its shortcuts.
    pub shortcuts: Vec<Shortcut>,
    /// The bot token it is given.
    pub bot_token: String,
    /// The app-level token it is given.
    pub app_token: String,
    /// The secret that signs deliveries by HTTP.
    pub signing_secret: String,
    /// Names the app in the OAuth flow.
    pub client_id: String,
    /// Proves it is the app, in the OAuth flow.
    pub client_secret: String,
    /// Where the OAuth flow may send people back to: these or what is below them. With none,
    /// anywhere.
    pub redirect_urls: Vec<String>,
    /// Whether it is installed from the start. If not, its tokens work after the OAuth flow.
    pub installed: bool,
    /// Where things go by HTTP that do not go to the one request URL.
    pub request_urls: RequestUrls,
}

/// Request URLs of their own, as an app's settings have them. They hold while the app is reached by HTTP.
///
/// Source: <https://docs.slack.dev/reference/app-manifest>
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RequestUrls {
    /// Where buttons, modals and shortcuts go.
    pub interactivity: Option<String>,
    /// Where external selects ask for their options; left out, where interactions go.
    pub options: Option<String>,
    /// Where commands go, by name: `"/hello" = "http://…"`.
    pub commands: BTreeMap<String, String>,
}

/// A slash command.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Command {
    /// With its slash: `/hello`.
    pub command: String,
    /// What it is for.
    pub description: String,
    /// What may follow it.
    pub usage_hint: String,
}

/// A shortcut.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shortcut {
    /// What people see in the menu.
    pub name: String,
    /// What the app recognises it by.
    pub callback_id: String,
    /// Where it is found.
    #[serde(rename = "type")]
    pub kind: ShortcutKind,
}

/// Where a shortcut is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ShortcutKind {
    /// In the shortcuts menu.
    Global,
    /// In the menu of a message.
    Message,
}
