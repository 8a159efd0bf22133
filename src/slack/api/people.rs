//! Users and user groups.

use serde_json::{Value, json};

use super::{Api, Failure};
use crate::domain::ids::{MemberId, UserGroupId};
use crate::slack::methods;
use crate::slack::people::{SlackUser, SlackUserGroup};
use crate::slack::value::items;

/// Users per page; Slack recommends no more.
const PAGE: u16 = 200;

/// A page of a list and the way to the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// Hand it over for the next page; none on the last.
    pub next: Option<String>,
}

impl Api {
    /// One user, with the locale.
    ///
    /// # Errors
    /// As every call; `user_not_found` for a stranger.
    pub async fn user(&self, user: &MemberId) -> Result<SlackUser, Failure> {
        let arguments = json!({ "user": user, "include_locale": true });
        let answer = self.call(methods::USERS_INFO, &arguments).await?;
        user_of(&answer.body, answer.method)
    }

    /// A page of all users of the workspace, with their locales.
    ///
    /// # Errors
    /// As every call.
    pub async fn users(&self, cursor: Option<&str>) -> Result<Page<SlackUser>, Failure> {
        let arguments = json!({ "limit": PAGE, "include_locale": true, "cursor": cursor });
        let answer = self.call(methods::USERS_LIST, &arguments).await?;
        let users = items(&answer.body, &["members"])
            .filter_map(SlackUser::from_value)
            .collect();
        Ok(Page {
            items: users,
            next: answer.next_cursor(),
        })
    }

    /// The user with this e-mail.
    ///
    /// # Errors
    /// As every call; `users_not_found` when there is none.
    pub async fn user_by_email(&self, email: &str) -> Result<SlackUser, Failure> {
        let answer = self
            .call(methods::USERS_LOOKUP_BY_EMAIL, &json!({ "email": email }))
            .await?;
        user_of(&answer.body, answer.method)
    }

    /// The user groups that are not disabled. A plan without user groups has none.
    ///
    /// # Errors
    /// As every call.
    pub async fn user_groups(&self) -> Result<Vec<SlackUserGroup>, Failure> {
        let arguments = json!({ "include_count": true });
        match self.call(methods::USERGROUPS_LIST, &arguments).await {
            Ok(answer) => Ok(items(&answer.body, &["usergroups"])
                .filter_map(SlackUserGroup::from_value)
                .filter(|group| !group.is_disabled)
                .collect()),
            Err(failure) if has_no_groups(&failure) => Ok(Vec::new()),
            Err(failure) => Err(failure),
        }
    }

    /// The members of a user group.
    ///
    /// # Errors
    /// As every call; `no_such_subteam` for a group that is gone.
    pub async fn user_group_members(&self, group: &UserGroupId) -> Result<Vec<MemberId>, Failure> {
        let answer = self
            .call(
                methods::USERGROUPS_USERS_LIST,
                &json!({ "usergroup": group }),
            )
            .await?;
        Ok(items(&answer.body, &["users"])
            .filter_map(Value::as_str)
            .map(MemberId::new)
            .collect())
    }
}

fn has_no_groups(failure: &Failure) -> bool {
    matches!(
        failure.refused_with(),
        Some("plan_upgrade_required" | "paid_teams_only")
    )
}

fn user_of(answer: &Value, method: &'static str) -> Result<SlackUser, Failure> {
    let user = answer.get("user").and_then(SlackUser::from_value);
    user.ok_or_else(|| Failure::Unknown {
        method,
        cause: "the answer has no user".to_owned(),
    })
}
