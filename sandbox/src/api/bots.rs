//! `bots.info`, `team.info`

use serde_json::json;

use super::{Answer, ApiError, Args, require_scope};
use crate::model::Model;

/// <https://docs.slack.dev/reference/methods/bots.info>
pub(super) fn info(model: &Model, args: &Args) -> Answer {
    require_scope(model, "users:read")?;
    let app = &model.app;
    match args.text("bot") {
        None => Err(ApiError::new("bot_not_found")),
        Some(bot) if bot != app.bot_id => Err(ApiError::new("bot_not_found")),
        Some(_) => Ok(json!({"bot": {
            "id": app.bot_id, "deleted": false, "name": app.name, "updated": 0,
            "app_id": app.id, "user_id": app.bot_user_id,
            "icons": {"image_36": "", "image_48": "", "image_72": ""},
        }})),
    }
}

/// <https://docs.slack.dev/reference/methods/team.info>
pub(super) fn team(model: &Model, args: &Args) -> Answer {
    require_scope(model, "team:read")?;
    let team = &model.team;
    if args.text("team").is_some_and(|asked| asked != team.id) {
        return Err(ApiError::new("team_not_found"));
    }
    Ok(json!({"team": {
        "id": team.id, "name": team.name, "url": format!("https://{}.slack.com/", team.domain),
        "domain": team.domain, "email_domain": "", "avatar_base_url": "",
        "is_verified": false, "icon": {"image_default": true},
    }}))
}
