//! `POST /sandbox/api/happen`: what happens in a workspace without anybody in it doing it.

use std::sync::Arc;

use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{DisconnectReason, RateLimits, config::User, core::Core, sandbox::Sandbox};

#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(crate) enum Happens {
    RevokeTokens,
    Uninstall,
    Reinstall,
    DropSockets,
    Disconnect {
        reason: DisconnectReason,
    },
    DeliverTo {
        url: Option<String>,
    },
    Repeat {
        id: String,
    },
    RateLimits {
        on: bool,
    },
    SetStatus {
        user: String,
        #[serde(default)]
        emoji: String,
        #[serde(default)]
        text: String,
        #[serde(default)]
        expiration: i64,
    },
    SetTimezone {
        user: String,
        tz: String,
    },
    SetDeactivated {
        user: String,
        deactivated: bool,
    },
    AddUser {
        user: User,
    },
    Join {
        channel: String,
        user: String,
    },
    Leave {
        channel: String,
        user: String,
    },
    SetArchived {
        channel: String,
        archived: bool,
    },
    SetGroupMembers {
        group: String,
        users: Vec<String>,
    },
}

pub(crate) async fn happen(
    State(core): State<Arc<Core>>,
    Json(happens): Json<Happens>,
) -> Json<Value> {
    let done = perform(&Sandbox { core }, happens).await;
    Json(match done {
        Ok(()) => json!({"ok": true}),
        Err(error) => json!({"ok": false, "error": error}),
    })
}

async fn perform(slack: &Sandbox, happens: Happens) -> Result<(), String> {
    let done = match happens {
        Happens::RevokeTokens => {
            slack.revoke_tokens().await;
            Ok(())
        }
        Happens::Uninstall => {
            slack.uninstall().await;
            Ok(())
        }
        Happens::Reinstall => {
            slack.reinstall();
            Ok(())
        }
        Happens::DropSockets => {
            slack.drop_sockets();
            Ok(())
        }
        Happens::Disconnect { reason } => {
            slack.disconnect(reason);
            Ok(())
        }
        Happens::DeliverTo { url: None } => {
            slack.deliver_by_socket();
            Ok(())
        }
        Happens::DeliverTo { url: Some(url) } => {
            return slack
                .set_request_url(&url)
                .await
                .map_err(|error| error.to_string());
        }
        Happens::Repeat { id } => {
            let repeated = slack.repeat(&id).await;
            return repeated.map(drop).map_err(|error| error.to_string());
        }
        Happens::RateLimits { on } => {
            slack.set_rate_limits(if on {
                RateLimits::Slack
            } else {
                RateLimits::Off
            });
            Ok(())
        }
        Happens::SetStatus {
            user,
            emoji,
            text,
            expiration,
        } => {
            slack
                .set_status_until(&user, &emoji, &text, expiration)
                .await
        }
        Happens::SetTimezone { user, tz } => slack.set_timezone(&user, &tz).await,
        Happens::SetDeactivated { user, deactivated } => {
            slack.set_deactivated(&user, deactivated).await
        }
        Happens::AddUser { user } => {
            slack.add_user(user).await;
            Ok(())
        }
        Happens::Join { channel, user } => slack.join(&channel, &user).await,
        Happens::Leave { channel, user } => slack.leave(&channel, &user).await,
        Happens::SetArchived { channel, archived } => slack.set_archived(&channel, archived).await,
        Happens::SetGroupMembers { group, users } => {
            let users: Vec<&str> = users.iter().map(String::as_str).collect();
            slack.set_group_members(&group, &users).await
        }
    };
    done.map_err(|error| error.to_string())
}
