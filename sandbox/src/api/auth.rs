//! `auth.*`, `api.test`, `apps.*`

use jiff::Timestamp;
use serde_json::json;

use super::{Answer, ApiError, Args};
use crate::model::{Installation, Model};

/// <https://docs.slack.dev/reference/methods/api.test>
pub(super) fn api_test(args: &Args) -> Answer {
    match args.text("error") {
        Some(error) => Err(ApiError::new(error).with("args", args.to_value())),
        None => Ok(json!({"args": args.to_value()})),
    }
}

/// <https://docs.slack.dev/reference/methods/auth.test>
pub(super) fn test(model: &Model, args: &Args) -> Answer {
    if args.token() == Some(&model.app.app_token) {
        return Ok(json!({"app_name": model.app.name, "app_id": model.app.id}));
    }
    let bot = model.users.get(&model.app.bot_user_id);
    Ok(json!({
        "url": format!("https://{}.slack.com/", model.team.domain),
        "team": model.team.name,
        "user": bot.map(|bot| &bot.name),
        "team_id": model.team.id,
        "user_id": model.app.bot_user_id,
        "bot_id": model.app.bot_id,
        "is_enterprise_install": false,
    }))
}

/// <https://docs.slack.dev/reference/methods/auth.revoke>
pub(super) fn revoke(model: &mut Model, args: &Args, now: Timestamp) -> Answer {
    let revoked = !args.flag("test");
    if revoked {
        model.revoke_tokens(now);
    }
    Ok(json!({"revoked": revoked}))
}

/// The token may be any of the app's; who it is, the id and the secret say.
///
/// <https://docs.slack.dev/reference/methods/apps.uninstall>
pub(super) fn uninstall(model: &mut Model, args: &Args, now: Timestamp) -> Answer {
    if args.token().is_none() {
        return Err(ApiError::new("not_authed"));
    }
    if args.token() != Some(&model.app.bot_token) {
        return Err(ApiError::new("invalid_auth"));
    }
    match (args.text("client_id"), args.text("client_secret")) {
        (Some(id), _) if id != model.app.client_id => {
            return Err(ApiError::new("client_id_token_mismatch"));
        }
        (Some(_), Some(secret)) if secret == model.app.client_secret => {}
        (Some(_), _) => return Err(ApiError::new("bad_client_secret")),
        (None, _) => return Err(ApiError::new("invalid_client_id")),
    }
    if model.installation != Installation::Active {
        return Err(ApiError::new("account_inactive"));
    }
    model.uninstall(now);
    Ok(json!({}))
}

/// <https://docs.slack.dev/reference/methods/apps.connections.open>
pub(super) fn connections_open(model: &mut Model) -> Answer {
    let ticket = model.ids.id("");
    model.tickets.insert(ticket.clone());
    let (base, app_id) = (model.base.replacen("http", "ws", 1), &model.app.id);
    Ok(json!({"url": format!("{base}/link?ticket={ticket}&app_id={app_id}")}))
}
