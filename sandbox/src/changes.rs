//! What changes in a workspace without the app: statuses, memberships, archiving, leaving.
//!
//! Each change is made at once; the app hears of it if it subscribed, and each waits for that.

use serde_json::{Value, json};

use crate::{
    api::user_object,
    config::User,
    model::{Installation, Model},
    sandbox::Sandbox,
};

/// Nothing has that id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing here has the id {0}")]
pub struct NoSuchId(
    /// The id.
    pub String,
);

impl Sandbox {
    /// Changes a person as `change` says; the app hears `user_change`.
    ///
    /// # Errors
    /// When nobody has that id.
    pub async fn change_user(
        &self,
        id: &str,
        change: impl FnOnce(&mut User) + Send,
    ) -> Result<(), NoSuchId> {
        let now = self.core.now();
        let (found, news) = self.core.write_news(|model| {
            let user = model
                .users
                .get_mut(id)
                .ok_or_else(|| NoSuchId(id.to_owned()))?;
            change(user);
            let user = user.clone();
            let event = json!({
                "type": "user_change", "user": user_object(model, &user, true, now),
                "cache_ts": now.as_second(),
            });
            model.tell(event, now);
            Ok(())
        });
        self.core.deliver_news(news).await;
        found
    }

    /// Sets somebody's status, which stands until it is set again; both texts empty takes it away.
    ///
    /// # Errors
    /// When nobody has that id.
    pub async fn set_status(&self, id: &str, emoji: &str, text: &str) -> Result<(), NoSuchId> {
        self.set_status_until(id, emoji, text, 0).await
    }

    /// Sets somebody's status until a second since 1970; 0 for one that stands until it is set again. It is not
    /// taken away by itself.
    ///
    /// # Errors
    /// When nobody has that id.
    pub async fn set_status_until(
        &self,
        id: &str,
        emoji: &str,
        text: &str,
        expiration: i64,
    ) -> Result<(), NoSuchId> {
        self.change_user(id, |user| {
            emoji.clone_into(&mut user.status_emoji);
            text.clone_into(&mut user.status_text);
            user.status_expiration = expiration;
        })
        .await
    }

    /// Moves somebody to another time zone.
    ///
    /// # Errors
    /// When nobody has that id.
    pub async fn set_timezone(&self, id: &str, tz: &str) -> Result<(), NoSuchId> {
        self.change_user(id, |user| tz.clone_into(&mut user.tz))
            .await
    }

    /// Deactivates somebody, or takes that back.
    ///
    /// # Errors
    /// When nobody has that id.
    pub async fn set_deactivated(&self, id: &str, deleted: bool) -> Result<(), NoSuchId> {
        self.change_user(id, |user| user.deleted = deleted).await
    }

    /// Somebody new joins the workspace; the app hears `team_join`.
    pub async fn add_user(&self, user: User) {
        let now = self.core.now();
        let ((), news) = self.core.write_news(|model| {
            let object = user_object(model, &user, true, now);
            model.users.insert(user.id.clone(), user);
            let event = json!({"type": "team_join", "user": object, "cache_ts": now.as_second()});
            model.tell(event, now);
        });
        self.core.deliver_news(news).await;
    }

    /// Somebody, or the app's bot user, joins a channel; the app hears `member_joined_channel`.
    ///
    /// # Errors
    /// When there is no such channel.
    pub async fn join(&self, channel: &str, user: &str) -> Result<(), NoSuchId> {
        self.membership(channel, user, true).await
    }

    /// Somebody, or the app's bot user, leaves a channel; the app hears `member_left_channel`.
    ///
    /// # Errors
    /// When there is no such channel.
    pub async fn leave(&self, channel: &str, user: &str) -> Result<(), NoSuchId> {
        self.membership(channel, user, false).await
    }

    async fn membership(&self, id: &str, user: &str, joins: bool) -> Result<(), NoSuchId> {
        let now = self.core.now();
        let (found, news) = self.core.write_news(|model| {
            model
                .set_member(id, user, joins, now)
                .then_some(())
                .ok_or_else(|| NoSuchId(id.to_owned()))
        });
        self.core.deliver_news(news).await;
        found
    }

    /// Archives a channel, or takes that back.
    ///
    /// # Errors
    /// When there is no such channel.
    pub async fn set_archived(&self, id: &str, archived: bool) -> Result<(), NoSuchId> {
        let now = self.core.now();
        let (found, news) = self.core.write_news(|model| {
            let channel = model
                .channels
                .get_mut(id)
                .ok_or_else(|| NoSuchId(id.to_owned()))?;
            channel.is_archived = archived;
            let name = if archived {
                "channel_archive"
            } else {
                "channel_unarchive"
            };
            model.tell(
                json!({"type": name, "channel": id, "user": "USLACKBOT"}),
                now,
            );
            Ok(())
        });
        self.core.deliver_news(news).await;
        found
    }

    /// Puts these people into a user group in place of who was in it; the app hears
    /// `subteam_members_changed`.
    ///
    /// # Errors
    /// When there is no such group.
    pub async fn set_group_members(&self, id: &str, users: &[&str]) -> Result<(), NoSuchId> {
        let now = self.core.now();
        let (found, news) = self.core.write_news(|model| {
            let event = group_event(model, id, users, now)?;
            model.tell(event, now);
            Ok(())
        });
        self.core.deliver_news(news).await;
        found
    }

    /// Disables a user group, or enables it again; the app hears `subteam_updated`.
    ///
    /// Source: <https://docs.slack.dev/reference/events/subteam_updated>
    ///
    /// # Errors
    /// When there is no such group.
    pub async fn set_group_disabled(&self, id: &str, disabled: bool) -> Result<(), NoSuchId> {
        let now = self.core.now();
        let (found, news) = self.core.write_news(|model| {
            let group = model
                .groups
                .get_mut(id)
                .ok_or_else(|| NoSuchId(id.to_owned()))?;
            group.disabled = disabled;
            let date_delete = if disabled { now.as_second() } else { 0 };
            let event = json!({
                "type": "subteam_updated",
                "subteam": {
                    "id": group.id, "team_id": model.team.id, "is_usergroup": true, "name": group.name,
                    "handle": group.handle, "date_update": now.as_second(), "date_delete": date_delete,
                    "user_count": group.users.len(),
                },
            });
            model.tell(event, now);
            Ok(())
        });
        self.core.deliver_news(news).await;
        found
    }

    /// Somebody deletes a message by hand; the app hears `message_deleted`.
    pub fn delete_message(&self, channel: &str, ts: &str) {
        let now = self.core.now();
        let ((), news) = self
            .core
            .write_news(|model| model.delete_message(channel, ts, now));
        self.core.send_news(news);
    }

    /// The app's tokens are revoked; it hears `tokens_revoked`, and every call is refused.
    ///
    /// Source: <https://docs.slack.dev/reference/events/tokens_revoked>
    pub async fn revoke_tokens(&self) {
        let now = self.core.now();
        let ((), news) = self.core.write_news(|model| model.revoke_tokens(now));
        self.core.deliver_news(news).await;
    }

    /// The app is uninstalled; it hears `app_uninstalled` and `tokens_revoked`, and every call is
    /// refused.
    ///
    /// Source: <https://docs.slack.dev/reference/events/app_uninstalled>
    pub async fn uninstall(&self) {
        let now = self.core.now();
        let ((), news) = self.core.write_news(|model| model.uninstall(now));
        self.core.deliver_news(news).await;
    }

    /// Takes a revocation or uninstallation back.
    pub fn reinstall(&self) {
        self.core
            .write(|model| model.installation = Installation::Active);
    }
}

fn group_event(
    model: &mut Model,
    id: &str,
    users: &[&str],
    now: jiff::Timestamp,
) -> Result<Value, NoSuchId> {
    let group = model
        .groups
        .get_mut(id)
        .ok_or_else(|| NoSuchId(id.to_owned()))?;
    let new: Vec<String> = users.iter().map(|&user| user.to_owned()).collect();
    let old = std::mem::replace(&mut group.users, new);
    let added: Vec<_> = group
        .users
        .iter()
        .filter(|user| !old.contains(user))
        .collect();
    let removed: Vec<_> = old
        .iter()
        .filter(|user| !group.users.contains(user))
        .collect();
    Ok(json!({
        "type": "subteam_members_changed", "subteam_id": id, "team_id": model.team.id, "date_update": now.as_second(),
        "added_users": added, "added_users_count": added.len(),
        "removed_users": removed, "removed_users_count": removed.len(),
    }))
}
