//! Who we are to Slack, and the way to its socket.

use reqwest::header::HeaderValue;
use secrecy::SecretString;
use serde_json::json;

use super::{Api, Failure};
use crate::domain::ids::{MemberId, WorkspaceId};
use crate::slack::methods;
use crate::slack::value::owned_text;

/// What `auth.test` says about the token in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The workspace the bot is installed in.
    pub team: WorkspaceId,
    /// Its name.
    pub team_name: String,
    /// Its address, such as `https://acme.slack.com/`.
    pub url: Option<String>,
    /// The bot as a user.
    pub user: MemberId,
    /// The organisation, in an Enterprise Grid.
    pub enterprise: Option<String>,
    /// The scopes the token was granted.
    pub scopes: Vec<String>,
}

impl Api {
    /// Who the bot's token is, and what it may do.
    ///
    /// # Errors
    /// As every call.
    pub async fn auth_test(&self) -> Result<Identity, Failure> {
        let answer = self.call(methods::AUTH_TEST, &json!({})).await?;
        let scopes = answer
            .headers
            .get("x-oauth-scopes")
            .map(HeaderValue::to_str);
        Ok(Identity {
            team: WorkspaceId::new(answer.need(&["team_id"])?),
            team_name: owned_text(&answer.body, &["team"]).unwrap_or_default(),
            url: owned_text(&answer.body, &["url"]),
            user: MemberId::new(answer.need(&["user_id"])?),
            enterprise: owned_text(&answer.body, &["enterprise_id"]),
            scopes: scopes
                .and_then(Result::ok)
                .map(|list| {
                    list.split(',')
                        .map(|scope| scope.trim().to_owned())
                        .collect()
                })
                .unwrap_or_default(),
        })
    }

    /// A fresh address for a Socket Mode connection, to be followed as it is. It carries a secret: never log it.
    ///
    /// # Errors
    /// As every call.
    pub async fn open_connection(&self, app_token: &SecretString) -> Result<SecretString, Failure> {
        let answer = self
            .call_as(app_token, methods::APPS_CONNECTIONS_OPEN, &json!({}))
            .await?;
        Ok(answer.need(&["url"])?.into())
    }
}
