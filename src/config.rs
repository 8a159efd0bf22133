//! Settings from the environment, with every default. Parsing is pure: it asks a lookup, never the environment.
//!
//! A fault names the variable, what is wrong with its value and the fix; it never repeats a secret.

use std::fmt;

use reqwest::Url;
use secrecy::SecretString;

use crate::domain::ids::MemberId;

/// Where the database is when `DATABASE_URL` says nothing.
pub const DEFAULT_DATABASE_URL: &str = "sqlite://leadloop.db";
/// Where leadloop listens when `LEADLOOP_LISTEN` says nothing.
pub const DEFAULT_LISTEN: &str = "127.0.0.1:3000";
/// Slack's Web API, unless `SLACK_API_URL` names another.
pub const DEFAULT_SLACK_API_URL: &str = "https://slack.com/api/";
/// What is logged unless `RUST_LOG` says otherwise.
pub const DEFAULT_LOG: &str = "info";

/// Everything `leadloop serve` has to know. Its `Debug` shows no secret.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The bot's token (`xoxb-…`).
    pub bot_token: SecretString,
    /// How Slack delivers: by socket or by HTTP, never both.
    pub door: DoorSettings,
    /// Base of the Web API; ends with a slash.
    pub slack_api_url: Url,
    /// Where the database is; may hold a password.
    pub database_url: SecretString,
    /// `host:port` to listen on.
    pub listen: String,
    /// Members who are admins besides Slack's own.
    pub admins: Vec<MemberId>,
    /// Filter for the log, as `RUST_LOG` writes it.
    pub log: String,
    /// What a person should hear at the start although it stops nothing.
    pub notes: Vec<String>,
}

/// How Slack delivers.
#[derive(Debug, Clone)]
pub enum DoorSettings {
    /// Socket Mode, with the app-level token (`xapp-…`).
    Socket {
        /// The app-level token.
        app_token: SecretString,
    },
    /// Signed HTTP requests.
    Http {
        /// The signing secret.
        signing_secret: SecretString,
    },
}

/// One thing wrong with one variable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{variable} {fault}: {fix}")]
pub struct Fault {
    /// The variable.
    pub variable: &'static str,
    /// What is wrong with it.
    pub fault: String,
    /// What to do.
    pub fix: String,
}

/// All that is wrong with the settings, so that it is mended in one go.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct SettingsError(pub Vec<Fault>);

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("leadloop can't start with these settings:")?;
        self.0.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}

const BOT_TOKEN_FIX: &str =
    "copy the Bot User OAuth Token (xoxb-…) from your app's page, OAuth & Permissions";
const APP_TOKEN_FIX: &str = "create one with connections:write under Basic Information → App-Level Tokens; it begins with xapp-";
const SIGNING_SECRET_FIX: &str =
    "copy it from Basic Information → App Credentials → Signing Secret";

impl Settings {
    /// Reads the process's environment.
    pub fn from_env() -> Result<Self, SettingsError> {
        Self::from_lookup(environment)
    }

    /// Reads the settings through `lookup`, which answers a variable's name with its value.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let values = Values {
            lookup,
            faults: Vec::new(),
        };
        values.settings()
    }

    /// Where the database is, for commands that need nothing else.
    pub fn database_url(
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Result<SecretString, SettingsError> {
        let mut values = Values {
            lookup,
            faults: Vec::new(),
        };
        let url = values.database_url();
        if values.faults.is_empty() {
            Ok(url)
        } else {
            Err(SettingsError(values.faults))
        }
    }
}

/// The process's environment as a lookup.
#[must_use]
pub fn environment(variable: &str) -> Option<String> {
    std::env::var(variable).ok()
}

struct Values<L> {
    lookup: L,
    faults: Vec<Fault>,
}

impl<L: Fn(&str) -> Option<String>> Values<L> {
    fn settings(mut self) -> Result<Settings, SettingsError> {
        let mut notes = Vec::new();
        let bot_token = self.bot_token();
        let door = self.door(&mut notes);
        let slack_api_url = self.slack_api_url(&mut notes);
        let database_url = self.database_url();
        let listen = self.listen();
        let admins = self.admins();
        let log = self
            .get("RUST_LOG")
            .unwrap_or_else(|| DEFAULT_LOG.to_owned());
        match (bot_token, door, slack_api_url) {
            (Some(bot_token), Some(door), Some(slack_api_url)) if self.faults.is_empty() => {
                Ok(Settings {
                    bot_token,
                    door,
                    slack_api_url,
                    database_url,
                    listen,
                    admins,
                    log,
                    notes,
                })
            }
            _ => Err(SettingsError(self.faults)),
        }
    }

    /// A value without the blanks around it; an empty one is none.
    fn get(&self, variable: &str) -> Option<String> {
        (self.lookup)(variable)
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
    }

    fn fault(&mut self, variable: &'static str, fault: impl Into<String>, fix: impl Into<String>) {
        self.faults.push(Fault {
            variable,
            fault: fault.into(),
            fix: fix.into(),
        });
    }

    fn bot_token(&mut self) -> Option<SecretString> {
        const NAME: &str = "SLACK_BOT_TOKEN";
        match self.get(NAME) {
            None => self.fault(NAME, "is not set", BOT_TOKEN_FIX),
            Some(token) if token.starts_with("xapp-") => {
                self.fault(NAME, "holds an app-level token", BOT_TOKEN_FIX);
            }
            Some(token) if token == "xoxb-" => self.fault(NAME, "is not filled in", BOT_TOKEN_FIX),
            Some(token) if token.starts_with("xoxe.xoxb-") => self.fault(
                NAME,
                "holds a token that is rotated: it would end after twelve hours",
                "switch token rotation off; where Slack doesn't let you, make the app anew from `leadloop manifest`; \
                 the token then begins with xoxb-",
            ),
            Some(token) if token.starts_with("xoxb-") => return Some(token.into()),
            Some(_) => self.fault(NAME, "does not begin with xoxb-", BOT_TOKEN_FIX),
        }
        None
    }

    fn door(&mut self, notes: &mut Vec<String>) -> Option<DoorSettings> {
        const APP: &str = "SLACK_APP_TOKEN";
        const SECRET: &str = "SLACK_SIGNING_SECRET";
        match (self.get(APP), self.get(SECRET)) {
            (Some(token), secret) => {
                if !token.starts_with("xapp-") {
                    self.fault(APP, "does not begin with xapp-", APP_TOKEN_FIX);
                    return None;
                }
                if token == "xapp-" {
                    self.fault(APP, "is not filled in", APP_TOKEN_FIX);
                    return None;
                }
                if secret.is_some() {
                    notes.push(format!(
                        "{APP} and {SECRET} are both set: Slack delivers by Socket Mode, the signing secret is not \
                         used. Unset {APP} to take deliveries over HTTP."
                    ));
                }
                Some(DoorSettings::Socket {
                    app_token: token.into(),
                })
            }
            (None, Some(secret)) if secret.starts_with("xox") || secret.starts_with("xapp-") => {
                self.fault(SECRET, "holds a token", SIGNING_SECRET_FIX);
                None
            }
            (None, Some(secret)) => Some(DoorSettings::Http {
                signing_secret: secret.into(),
            }),
            (None, None) => {
                self.fault(
                    APP,
                    format!("is not set, nor is {SECRET}; leadloop needs one of the two to hear from Slack"),
                    format!("for Socket Mode {APP_TOKEN_FIX}; for HTTP set {SECRET} instead, {SIGNING_SECRET_FIX}"),
                );
                None
            }
        }
    }

    fn slack_api_url(&mut self, notes: &mut Vec<String>) -> Option<Url> {
        const NAME: &str = "SLACK_API_URL";
        let mut text = self
            .get(NAME)
            .unwrap_or_else(|| DEFAULT_SLACK_API_URL.to_owned());
        if !text.ends_with('/') {
            text.push('/');
        }
        match Url::parse(&text) {
            Ok(url) if url.has_host() && matches!(url.scheme(), "http" | "https") => {
                let local = url
                    .host_str()
                    .is_some_and(|host| matches!(host, "localhost" | "127.0.0.1" | "[::1]"));
                if url.scheme() == "http" && !local {
                    notes.push(format!(
                        "{NAME} is plain http: tokens travel readable to {}.",
                        url.authority()
                    ));
                }
                Some(url)
            }
            _ => {
                self.fault(
                    NAME,
                    "is no http:// or https:// address",
                    format!("unset it for {DEFAULT_SLACK_API_URL}"),
                );
                None
            }
        }
    }

    fn database_url(&mut self) -> SecretString {
        const NAME: &str = "DATABASE_URL";
        let url = self
            .get(NAME)
            .unwrap_or_else(|| DEFAULT_DATABASE_URL.to_owned());
        if !["sqlite:", "postgres://", "postgresql://"]
            .iter()
            .any(|scheme| url.starts_with(scheme))
        {
            self.fault(
                NAME,
                "names a database leadloop does not know",
                format!("use {DEFAULT_DATABASE_URL} or postgres://user:password@host/database"),
            );
        }
        if url.starts_with("sqlite:") && (url.contains(":memory:") || url.contains("mode=memory")) {
            self.fault(
                NAME,
                "names a database in memory, which is gone when leadloop stops",
                format!("name a file: {DEFAULT_DATABASE_URL}"),
            );
        }
        url.into()
    }

    fn listen(&mut self) -> String {
        const NAME: &str = "LEADLOOP_LISTEN";
        let listen = self.get(NAME).unwrap_or_else(|| DEFAULT_LISTEN.to_owned());
        let is_address = listen
            .rsplit_once(':')
            .is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok());
        if !is_address {
            self.fault(
                NAME,
                format!("is {listen:?}, not host:port"),
                format!("write {DEFAULT_LISTEN} for this machine alone, or 0.0.0.0:3000 for all"),
            );
        }
        listen
    }

    fn admins(&mut self) -> Vec<MemberId> {
        const NAME: &str = "LEADLOOP_ADMINS";
        let list = self.get(NAME).unwrap_or_default();
        let entries: Vec<&str> = list
            .split(',')
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
            .collect();
        for entry in &entries {
            if !is_member_id(entry) {
                self.fault(
                    NAME,
                    format!("lists {entry:?}, which is no member id"),
                    "write ids such as U012ABCDEF, separated by commas: in Slack, a person's profile → ⋮ → Copy member ID",
                );
            }
        }
        entries.into_iter().map(MemberId::new).collect()
    }
}

fn is_member_id(text: &str) -> bool {
    text.len() > 1
        && text.starts_with(['U', 'W'])
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
