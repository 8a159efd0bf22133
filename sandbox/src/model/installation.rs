//! The app coming and going: installed, its tokens revoked, uninstalled.

use jiff::Timestamp;
use serde_json::json;

use super::{ChannelKind, Grant, Model};

/// Whether the app may still do anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Installation {
    /// It was never installed, and has no token yet.
    Missing,
    Active,
    TokensRevoked,
    Uninstalled,
}

impl Model {
    /// Notes what a person allowed, and gives its code.
    pub(crate) fn grant(
        &mut self,
        scopes: Vec<String>,
        redirect_uri: Option<String>,
        user: String,
        now: Timestamp,
    ) -> String {
        let code = format!("{}.{}", self.ids.id("sandbox"), self.ids.id("code"));
        let grant = Grant {
            scopes,
            redirect_uri,
            user,
            made_at: now,
        };
        self.grants.insert(code.clone(), grant);
        code
    }

    /// Installs the app. While it is installed, scopes add up and the token stays; after it was
    /// gone it begins anew.
    pub(crate) fn install(&mut self, scopes: &[String]) {
        match self.installation {
            Installation::Active => {}
            Installation::Missing => self.app.scopes.clear(),
            Installation::TokensRevoked | Installation::Uninstalled => {
                self.app.scopes.clear();
                self.app.bot_token = self.ids.id("xoxb-sandbox-");
            }
        }
        for scope in scopes {
            if !self.app.scopes.contains(scope) {
                self.app.scopes.push(scope.clone());
            }
        }
        self.installation = Installation::Active;
    }

    /// Revokes the bot token. The event lists whose tokens they were, not the tokens.
    pub(crate) fn revoke_tokens(&mut self, now: Timestamp) {
        self.installation = Installation::TokensRevoked;
        self.tell_revoked(now);
    }

    /// Uninstalls the app: its tokens are revoked too. Slack promises no order of the two events.
    pub(crate) fn uninstall(&mut self, now: Timestamp) {
        self.installation = Installation::Uninstalled;
        self.tell(json!({"type": "app_uninstalled"}), now);
        self.tell_revoked(now);
    }

    fn tell_revoked(&mut self, now: Timestamp) {
        let event = json!({
            "type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.app.bot_user_id]},
        });
        self.tell(event, now);
    }

    /// Puts somebody into a channel or takes them out, and leaves word of it. False when there is
    /// no such channel.
    pub(crate) fn set_member(
        &mut self,
        channel: &str,
        user: &str,
        joins: bool,
        now: Timestamp,
    ) -> bool {
        let Some(place) = self.channels.get_mut(channel) else {
            return false;
        };
        place.members.retain(|member| member != user);
        if joins {
            place.members.push(user.to_owned());
        }
        let kind = if place.kind == ChannelKind::Public {
            "C"
        } else {
            "G"
        };
        let name = if joins {
            "member_joined_channel"
        } else {
            "member_left_channel"
        };
        let event = json!({
            "type": name, "user": user, "channel": channel, "channel_type": kind, "team": self.team.id,
        });
        self.tell(event, now);
        true
    }
}
