//! The company whose Slack it is: four reps, a marketer, a team lead who is its admin, and a channel.

use leadloop::slack::manifest::SOCKET_MANIFEST;
use serde_json::Value;
use slack_sandbox::WorkspaceConfig;
use slack_sandbox::config::{App, Channel, Command, Shortcut, ShortcutKind, Team, User, UserGroup};

pub(crate) const SANNE: &str = "U0SANNE";
pub(crate) const JORIS: &str = "U0JORIS";
pub(crate) const PRIYA: &str = "U0PRIYA";
pub(crate) const TOM: &str = "U0TOM";
pub(crate) const MARIEKE: &str = "U0MARIEKE";
pub(crate) const KARIN: &str = "U0KARIN";
pub(crate) const DIGEST_CHANNEL: &str = "C0BENELUX";
/// Where briefings go in the stories of briefings.
pub(crate) const BRIEFINGS: &str = "C0CAMPAIGNS";
/// The user group of the reps: Sanne and Joris at first.
pub(crate) const REPS_GROUP: &str = "S0REPS";

/// Somebody of the company.
pub(crate) fn person(id: &str, name: &str, zone: &str, locale: &str) -> User {
    User {
        id: id.to_owned(),
        name: name.to_lowercase(),
        real_name: format!("{name} Example"),
        display_name: name.to_owned(),
        email: format!("{}@fabrikam.example", name.to_lowercase()),
        tz: zone.to_owned(),
        locale: locale.to_owned(),
        ..User::default()
    }
}

/// The app as its manifest has it installed.
fn app() -> App {
    let manifest: Value = serde_norway::from_str(SOCKET_MANIFEST).expect("a manifest");
    let list = |path: &str| {
        let found = manifest.pointer(path).and_then(Value::as_array);
        found.unwrap_or_else(|| panic!("no {path} in the manifest"))
    };
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let shortcut = |it: &Value| Shortcut {
        name: text(&it["name"]),
        callback_id: text(&it["callback_id"]),
        kind: match it["type"].as_str() {
            Some("message") => ShortcutKind::Message,
            _ => ShortcutKind::Global,
        },
    };
    let command = |it: &Value| Command {
        command: text(&it["command"]),
        ..Command::default()
    };
    App {
        scopes: list("/oauth_config/scopes/bot").iter().map(text).collect(),
        events: list("/settings/event_subscriptions/bot_events")
            .iter()
            .map(text)
            .collect(),
        commands: list("/features/slash_commands")
            .iter()
            .map(command)
            .collect(),
        shortcuts: list("/features/shortcuts").iter().map(shortcut).collect(),
        ..App::default()
    }
}

/// The workspace as it starts.
pub(crate) fn company(more_scopes: &[&str]) -> WorkspaceConfig {
    let mut karin = person(KARIN, "Karin", "Europe/Amsterdam", "en-US");
    karin.is_admin = true;
    let users = vec![
        person(SANNE, "Sanne", "Europe/Amsterdam", "en-US"),
        person(JORIS, "Joris", "Europe/Brussels", "en-GB"),
        person(PRIYA, "Priya", "Europe/London", "en-GB"),
        person(TOM, "Tom", "America/New_York", "en-US"),
        person(MARIEKE, "Marieke", "Europe/Amsterdam", "en-US"),
        karin,
    ];
    let mut app = app();
    app.scopes
        .extend(more_scopes.iter().map(|&it| it.to_owned()));
    let mut in_channel: Vec<String> = users.iter().map(|user| user.id.clone()).collect();
    in_channel.push(app.bot_user_id.clone());
    WorkspaceConfig {
        team: Team::default(),
        users,
        channels: vec![
            Channel {
                id: DIGEST_CHANNEL.to_owned(),
                name: "benelux-sales".to_owned(),
                members: in_channel.clone(),
                ..Channel::default()
            },
            Channel {
                id: BRIEFINGS.to_owned(),
                name: "campaigns".to_owned(),
                members: in_channel,
                ..Channel::default()
            },
        ],
        groups: vec![UserGroup {
            id: REPS_GROUP.to_owned(),
            handle: "reps".to_owned(),
            name: "Reps".to_owned(),
            users: vec![SANNE.to_owned(), JORIS.to_owned()],
            ..UserGroup::default()
        }],
        app,
    }
}
