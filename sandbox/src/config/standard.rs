//! The workspace one gets without writing a configuration.

use super::{
    App, Channel, Command, RequestUrls, Shortcut, ShortcutKind, Team, User, UserGroup,
    WorkspaceConfig,
};

const SCOPES: &[&str] = &[
    "app_mentions:read",
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "chat:write.public",
    "commands",
    "dnd:read",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "mpim:history",
    "mpim:read",
    "mpim:write",
    "team:read",
    "usergroups:read",
    "users.profile:read",
    "users:read",
    "users:read.email",
];

const EVENTS: &[&str] = &[
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_unarchive",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
    "subteam_created",
    "subteam_members_changed",
    "subteam_updated",
    "team_join",
    "tokens_revoked",
    "user_change",
];

impl Default for WorkspaceConfig {
    fn default() -> Self {
        let person = |id: &str, name: &str, real_name: &str, tz: &str| User {
            id: id.into(),
            name: name.into(),
            real_name: real_name.into(),
            email: format!("{name}@example.com"),
            tz: tz.into(),
            ..User::default()
        };
        let app = App::default();
        let mut admin = person("U0ADA", "ada", "Ada Brook", "Europe/Amsterdam");
        admin.is_admin = true;
        admin.is_owner = true;
        Self {
            team: Team::default(),
            users: vec![
                admin,
                person("U0BEN", "ben", "Ben Okafor", "America/New_York"),
                person("U0CHLOE", "chloe", "Chloe Tan", "Asia/Singapore"),
            ],
            channels: vec![
                Channel {
                    id: "C0GENERAL".into(),
                    name: "general".into(),
                    members: vec![
                        "U0ADA".into(),
                        "U0BEN".into(),
                        "U0CHLOE".into(),
                        app.bot_user_id.clone(),
                    ],
                    ..Channel::default()
                },
                Channel {
                    id: "C0RANDOM".into(),
                    name: "random".into(),
                    members: vec!["U0ADA".into(), "U0BEN".into()],
                    ..Channel::default()
                },
                Channel {
                    id: "C0SECRET".into(),
                    name: "secret".into(),
                    is_private: true,
                    members: vec!["U0ADA".into()],
                    ..Channel::default()
                },
            ],
            groups: vec![UserGroup {
                id: "S0TEAM".into(),
                handle: "team".into(),
                name: "The team".into(),
                users: vec!["U0ADA".into(), "U0BEN".into()],
                disabled: false,
            }],
            app,
        }
    }
}

impl Default for Team {
    fn default() -> Self {
        Self {
            id: "T0SANDBOX".into(),
            name: "Sandbox".into(),
            domain: "sandbox".into(),
        }
    }
}

impl Default for User {
    fn default() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            real_name: String::new(),
            display_name: String::new(),
            email: String::new(),
            title: String::new(),
            tz: "UTC".into(),
            locale: "en-US".into(),
            is_admin: false,
            is_owner: false,
            is_restricted: false,
            is_ultra_restricted: false,
            is_bot: false,
            deleted: false,
            status_text: String::new(),
            status_emoji: String::new(),
            status_expiration: 0,
        }
    }
}

impl Default for App {
    fn default() -> Self {
        Self {
            id: "A0SANDBOX".into(),
            name: "App".into(),
            bot_user_id: "U0APPBOT".into(),
            bot_id: "B0APPBOT".into(),
            scopes: SCOPES.iter().map(|&s| s.to_owned()).collect(),
            events: EVENTS.iter().map(|&s| s.to_owned()).collect(),
            commands: vec![Command {
                command: "/app".into(),
                description: "Talks to the app".into(),
                usage_hint: "[help]".into(),
            }],
            shortcuts: vec![
                Shortcut {
                    name: "Do something".into(),
                    callback_id: "global".into(),
                    kind: ShortcutKind::Global,
                },
                Shortcut {
                    name: "Do something with it".into(),
                    callback_id: "message".into(),
                    kind: ShortcutKind::Message,
                },
            ],
            bot_token: "xoxb-sandbox-bot".into(),
            app_token: "xapp-sandbox-app".into(),
            signing_secret: "sandbox-signing-secret".into(),
            client_id: "1234567890.0987654321".into(),
            client_secret: "sandbox-client-secret".into(),
            redirect_urls: Vec::new(),
            installed: true,
            request_urls: RequestUrls::default(),
        }
    }
}
