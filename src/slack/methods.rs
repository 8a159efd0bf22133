//! The methods of Slack's Web API that leadloop calls, and the scopes they need. The client can call no other, so
//! the manifest is held against this table.

/// How a method takes its arguments. Slack's reading methods refuse JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arguments {
    /// `application/json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
}

/// What a method needs to be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing beyond a bot token.
    Nothing,
    /// All of these scopes.
    Scopes(&'static [&'static str]),
    /// A scope that is not asked for in the manifest; who granted it gets the feature.
    Granted(&'static str),
    /// The app-level token instead of the bot's.
    AppToken,
}

/// One method of the Web API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Method {
    /// Its name, the last part of its address.
    pub name: &'static str,
    /// How it takes its arguments.
    pub arguments: Arguments,
    /// What it needs.
    pub needs: Needs,
}

macro_rules! methods {
    ($($constant:ident = $name:literal, $arguments:ident, $needs:expr;)*) => {
        $(#[doc = concat!("`", $name, "`")]
        pub const $constant: Method = Method { name: $name, arguments: Arguments::$arguments, needs: $needs };)*

        /// Every method the client can call.
        pub const USED_METHODS: &[Method] = &[$($constant),*];
    };
}

methods! {
    APPS_CONNECTIONS_OPEN = "apps.connections.open", Form, Needs::AppToken;
    AUTH_TEST = "auth.test", Form, Needs::Nothing;
    CHAT_GET_PERMALINK = "chat.getPermalink", Form, Needs::Nothing;
    CHAT_POST_MESSAGE = "chat.postMessage", Json, Needs::Scopes(&["chat:write"]);
    CHAT_UPDATE = "chat.update", Json, Needs::Scopes(&["chat:write"]);
    CONVERSATIONS_HISTORY = "conversations.history", Form, Needs::Granted("im:history");
    CONVERSATIONS_INFO = "conversations.info", Form, Needs::Scopes(&["channels:read", "groups:read"]);
    CONVERSATIONS_MEMBERS = "conversations.members", Form, Needs::Scopes(&["channels:read", "groups:read"]);
    USERGROUPS_LIST = "usergroups.list", Form, Needs::Scopes(&["usergroups:read"]);
    USERGROUPS_USERS_LIST = "usergroups.users.list", Form, Needs::Scopes(&["usergroups:read"]);
    USERS_INFO = "users.info", Form, Needs::Scopes(&["users:read"]);
    USERS_LIST = "users.list", Form, Needs::Scopes(&["users:read"]);
    USERS_LOOKUP_BY_EMAIL = "users.lookupByEmail", Form, Needs::Scopes(&["users:read.email"]);
    VIEWS_OPEN = "views.open", Json, Needs::Nothing;
    VIEWS_PUBLISH = "views.publish", Json, Needs::Nothing;
    VIEWS_PUSH = "views.push", Json, Needs::Nothing;
    VIEWS_UPDATE = "views.update", Json, Needs::Nothing;
}
