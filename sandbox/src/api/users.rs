//! `users.*`

use jiff::Timestamp;
use serde_json::json;

use super::{Answer, ApiError, Args, objects::user_object, paging, require_scope};
use crate::model::Model;

/// <https://docs.slack.dev/reference/methods/users.info>
pub(super) fn info(model: &Model, args: &Args, now: Timestamp) -> Answer {
    require_scope(model, "users:read")?;
    let id = args
        .text("user")
        .ok_or_else(|| ApiError::new("user_not_found"))?;
    let user = model
        .users
        .get(id)
        .ok_or_else(|| ApiError::new("user_not_found"))?;
    Ok(json!({"user": user_object(model, user, args.flag("include_locale"), now)}))
}

/// <https://docs.slack.dev/reference/methods/users.list>
pub(super) fn list(model: &Model, args: &Args, now: Timestamp) -> Answer {
    require_scope(model, "users:read")?;
    let (users, next) = paging::page(model.users.values().collect(), args, 100, 999)?;
    let locale = args.flag("include_locale");
    let members: Vec<_> = users
        .into_iter()
        .map(|user| user_object(model, user, locale, now))
        .collect();
    Ok(
        json!({"members": members, "cache_ts": now.as_second(), "response_metadata": paging::metadata(&next)}),
    )
}

/// <https://docs.slack.dev/reference/methods/users.profile.get>
pub(super) fn profile(model: &Model, args: &Args, now: Timestamp) -> Answer {
    require_scope(model, "users.profile:read")?;
    let id = args.text("user").unwrap_or(&model.app.bot_user_id);
    let user = model
        .users
        .get(id)
        .ok_or_else(|| ApiError::new("user_not_found"))?;
    Ok(json!({"profile": user_object(model, user, false, now)["profile"]}))
}

/// Everybody who is not deactivated is there.
///
/// <https://docs.slack.dev/reference/methods/users.getPresence>
pub(super) fn presence(model: &Model, args: &Args) -> Answer {
    require_scope(model, "users:read")?;
    let id = args.required("user")?;
    let user = model
        .users
        .get(id)
        .ok_or_else(|| ApiError::new("user_not_found"))?;
    Ok(json!({"presence": if user.deleted { "away" } else { "active" }}))
}

/// <https://docs.slack.dev/reference/methods/users.lookupByEmail>
pub(super) fn lookup_by_email(model: &Model, args: &Args, now: Timestamp) -> Answer {
    require_scope(model, "users:read.email")?;
    let email = args.required("email")?;
    let mut users = model.users.values();
    let user = users.find(|user| {
        !user.deleted && !user.email.is_empty() && user.email.eq_ignore_ascii_case(email)
    });
    let user = user.ok_or_else(|| ApiError::new("users_not_found"))?;
    Ok(json!({"user": user_object(model, user, false, now)}))
}
