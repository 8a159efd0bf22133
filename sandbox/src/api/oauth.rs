//! `oauth.v2.access`: a code becomes a token.

use jiff::Timestamp;
use serde_json::json;

use super::{Answer, ApiError, Args};
use crate::model::Model;

/// Token rotation and user tokens are not played.
///
/// <https://docs.slack.dev/reference/methods/oauth.v2.access>
pub(super) fn access(model: &mut Model, args: &Args, now: Timestamp) -> Answer {
    let refused = |error: &str| Err(ApiError::new(error));
    if args.text("client_id") != Some(&model.app.client_id) {
        return refused("invalid_client_id");
    }
    if args.text("client_secret") != Some(&model.app.client_secret) {
        return refused("bad_client_secret");
    }
    if args
        .text("grant_type")
        .is_some_and(|kind| kind != "authorization_code")
    {
        return refused("invalid_grant_type");
    }
    let Some(grant) = args.text("code").and_then(|code| model.grants.get(code)) else {
        return refused("invalid_code");
    };
    // Looked at first: a wrong address does not cost the code.
    if grant.redirect_uri.as_deref() != args.text("redirect_uri") {
        return refused("bad_redirect_uri");
    }
    let code = args.text("code").unwrap_or_default();
    let Some(grant) = model.grants.remove(code).filter(|grant| grant.is_live(now)) else {
        return refused("invalid_code");
    };
    model.install(&grant.scopes);
    let app = &model.app;
    Ok(json!({
        "access_token": app.bot_token,
        "token_type": "bot",
        "scope": app.scopes.join(","),
        "bot_user_id": app.bot_user_id,
        "app_id": app.id,
        "team": {"name": model.team.name, "id": model.team.id},
        "enterprise": null,
        "is_enterprise_install": false,
        "authed_user": {"id": grant.user},
    }))
}
