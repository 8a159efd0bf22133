//! Users and user groups as Slack describes them, in its answers and its events alike.

use jiff::Timestamp;
use serde_json::Value;

use super::value::{at, flag, items, owned_text, text};
use crate::domain::ids::{MemberId, UserGroupId, WorkspaceId};
use crate::domain::status_words::Status;

/// A Slack user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlackUser {
    /// The user's id.
    pub id: MemberId,
    /// The workspace they belong to; in an Enterprise Grid it may be the organisation.
    pub team: Option<WorkspaceId>,
    /// The workspaces of the organisation they are in, in an Enterprise Grid.
    pub teams: Vec<WorkspaceId>,
    /// The name to call them by: the display name, else the real name, else the handle.
    pub name: String,
    /// The full name.
    pub real_name: String,
    /// E-mail in lower case, where the scope allows it.
    pub email: Option<String>,
    /// IANA name of the time zone.
    pub zone: Option<String>,
    /// Like `nl-NL`; only where it was asked for.
    pub locale: Option<String>,
    /// An admin or owner of the workspace.
    pub is_admin: bool,
    /// Deactivated.
    pub is_deactivated: bool,
    /// A bot, a guest, or whom Slack itself calls a stranger.
    pub is_outsider: bool,
    /// The status; none where Slack says nothing of it.
    pub status: Option<Status>,
    /// When any of this last changed.
    pub updated_at: Option<Timestamp>,
}

impl SlackUser {
    /// Reads a user object; none without an id.
    #[must_use]
    pub fn from_value(user: &Value) -> Option<Self> {
        let id = text(user, &["id"])?;
        let real_name =
            text(user, &["profile", "real_name"]).or_else(|| text(user, &["real_name"]));
        let handle = text(user, &["name"]);
        let name = text(user, &["profile", "display_name"])
            .or(real_name)
            .or(handle)
            .unwrap_or(id);
        let outsider_flags = [
            "is_bot",
            "is_workflow_bot",
            "is_restricted",
            "is_ultra_restricted",
            "is_stranger",
        ];
        Some(Self {
            id: MemberId::new(id),
            team: owned_text(user, &["team_id"]).map(WorkspaceId::new),
            teams: items(user, &["enterprise_user", "teams"])
                .filter_map(Value::as_str)
                .map(WorkspaceId::new)
                .collect(),
            name: name.to_owned(),
            real_name: real_name.unwrap_or(name).to_owned(),
            email: text(user, &["profile", "email"]).map(str::to_lowercase),
            zone: owned_text(user, &["tz"]),
            locale: owned_text(user, &["locale"]),
            is_admin: ["is_admin", "is_owner", "is_primary_owner"]
                .iter()
                .any(|field| flag(user, field)),
            is_deactivated: flag(user, "deleted"),
            // Slack calls Slackbot no bot.
            is_outsider: id == "USLACKBOT" || outsider_flags.iter().any(|field| flag(user, field)),
            status: status(user),
            updated_at: at(user, &["updated"])
                .and_then(Value::as_i64)
                .and_then(|second| Timestamp::from_second(second).ok()),
        })
    }
}

impl SlackUser {
    /// Whether they are of this workspace: people of other companies show up in channels that are shared by
    /// Slack Connect. Where Slack names no workspace at all, they are.
    #[must_use]
    pub fn is_of(&self, workspace: &WorkspaceId) -> bool {
        self.teams.contains(workspace) || self.team.as_ref().is_none_or(|team| team == workspace)
    }
}

/// An expiration of 0 means that the status stands until somebody takes it away.
fn status(user: &Value) -> Option<Status> {
    let of = |field: &str| at(user, &["profile", field]);
    let text = of("status_text")?.as_str()?;
    let emoji = of("status_emoji").and_then(Value::as_str);
    let until = of("status_expiration").and_then(Value::as_i64);
    Some(Status {
        text: text.to_owned(),
        emoji: emoji.unwrap_or_default().to_owned(),
        until: until
            .filter(|second| *second > 0)
            .and_then(|second| Timestamp::from_second(second).ok()),
    })
}

/// A Slack user group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlackUserGroup {
    /// The group's id.
    pub id: UserGroupId,
    /// Its name.
    pub name: String,
    /// Its handle without the `@`.
    pub handle: String,
    /// How many members it has, where Slack said so.
    pub members: Option<u64>,
    /// Whether it has been disabled.
    pub is_disabled: bool,
}

impl SlackUserGroup {
    /// Reads a user group object; none without an id.
    #[must_use]
    pub fn from_value(group: &Value) -> Option<Self> {
        let id = text(group, &["id"])?;
        let handle = text(group, &["handle"]).unwrap_or_default();
        let count = at(group, &["user_count"]);
        Some(Self {
            id: UserGroupId::new(id),
            name: text(group, &["name"])
                .unwrap_or(if handle.is_empty() { id } else { handle })
                .to_owned(),
            handle: handle.to_owned(),
            // Slack has sent the count as a number and as a text.
            members: count
                .and_then(|count| count.as_u64().or_else(|| count.as_str()?.parse().ok())),
            is_disabled: at(group, &["date_delete"])
                .and_then(Value::as_i64)
                .is_some_and(|second| second > 0),
        })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case::own(json!({"id": "U1", "team_id": "T1"}), true)]
    #[case::not_said(json!({"id": "U1"}), true)]
    #[case::slack_connect(json!({"id": "U1", "team_id": "T2"}), false)]
    #[case::of_the_organisation(
        json!({"id": "U1", "team_id": "E1", "enterprise_user": {"teams": ["T3", "T1"]}}), true)]
    #[case::elsewhere_in_the_organisation(
        json!({"id": "U1", "team_id": "E1", "enterprise_user": {"teams": ["T3"]}}), false)]
    fn people_of_other_workspaces_are_told_apart(#[case] user: Value, #[case] is_of_t1: bool) {
        let user = SlackUser::from_value(&user).unwrap();
        assert_eq!(user.is_of(&WorkspaceId::new("T1")), is_of_t1);
    }
}
