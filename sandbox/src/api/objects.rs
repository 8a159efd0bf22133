//! Users and channels as API answers and events show them.

use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};

use crate::{
    config::User,
    model::{Channel, ChannelKind, Model},
};

/// A user object.
pub(crate) fn user_object(model: &Model, user: &User, with_locale: bool, now: Timestamp) -> Value {
    let zone = TimeZone::get(&user.tz).unwrap_or(TimeZone::UTC);
    let may_see_email = model
        .app
        .scopes
        .iter()
        .any(|scope| scope == "users:read.email");
    let mut profile = json!({
        "title": user.title, "phone": "", "skype": "",
        "real_name": user.real_name, "real_name_normalized": user.real_name,
        "display_name": user.display_name, "display_name_normalized": user.display_name,
        "status_text": user.status_text, "status_emoji": user.status_emoji, "status_expiration": user.status_expiration,
        "avatar_hash": "000000000000", "team": model.team.id,
        "first_name": user.real_name.split(' ').next().unwrap_or_default(),
        "last_name": user.real_name.split_once(' ').map_or("", |(_, last)| last),
    });
    if may_see_email && !user.email.is_empty() {
        profile["email"] = user.email.clone().into();
    }
    let mut object = json!({
        "id": user.id, "team_id": model.team.id, "name": user.name, "deleted": user.deleted,
        "is_bot": user.is_bot, "is_app_user": false, "updated": now.as_second(), "profile": profile,
    });
    if user.is_bot {
        object["profile"]["api_app_id"] = model.app.id.clone().into();
        object["profile"]["bot_id"] = model.app.bot_id.clone().into();
    }
    if user.deleted {
        // Slack leaves the rest out of deactivated users.
        return object;
    }
    let more = json!({
        "color": "9f69e7", "real_name": user.real_name,
        "tz": user.tz, "tz_label": user.tz, "tz_offset": zone.to_offset(now).seconds(),
        "is_admin": user.is_admin || user.is_owner, "is_owner": user.is_owner, "is_primary_owner": false,
        "is_restricted": user.is_restricted || user.is_ultra_restricted, "is_ultra_restricted": user.is_ultra_restricted,
        "is_email_confirmed": !user.email.is_empty(), "who_can_share_contact_card": "EVERYONE",
    });
    for (field, value) in more.as_object().into_iter().flatten() {
        object[field] = value.clone();
    }
    if with_locale {
        object["locale"] = user.locale.clone().into();
    }
    object
}

/// A channel object.
pub(super) fn channel_object(model: &Model, channel: &Channel) -> Value {
    let bot = &model.app.bot_user_id;
    let is_channel = matches!(channel.kind, ChannelKind::Public | ChannelKind::Private);
    let mut object = json!({
        "id": channel.id, "created": channel.created, "is_archived": channel.is_archived,
        "is_im": channel.kind == ChannelKind::Im, "is_org_shared": false, "context_team_id": model.team.id,
        "updated": channel.created * 1000,
    });
    let more = if channel.kind == ChannelKind::Im {
        let other = channel.members.iter().find(|member| *member != bot);
        let deleted = other
            .and_then(|id| model.users.get(id))
            .is_some_and(|user| user.deleted);
        json!({"user": other, "is_user_deleted": deleted, "priority": 0})
    } else {
        json!({
            "name": channel.name, "name_normalized": channel.name, "previous_names": [],
            "is_channel": is_channel, "is_group": channel.kind == ChannelKind::Private,
            "is_mpim": channel.kind == ChannelKind::Mpim, "is_private": channel.kind != ChannelKind::Public,
            "is_general": channel.name == "general", "is_shared": false, "is_ext_shared": false,
            "is_pending_ext_shared": false, "pending_shared": [], "pending_connected_team_ids": [],
            "unlinked": 0, "parent_conversation": null, "shared_team_ids": [model.team.id],
            "creator": channel.members.first(), "is_member": channel.has(bot),
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        })
    };
    for (field, value) in more.as_object().into_iter().flatten() {
        object[field] = value.clone();
    }
    object
}
