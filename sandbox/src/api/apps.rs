//! `auth.test` and `apps.connections.open`.

use serde_json::json;

use super::Answer;
use crate::{core::Core, model::Model};

pub(super) fn auth_test(model: &Model, base: &str) -> Answer {
    let bot = model.users.get(&model.app.bot_user_id);
    Ok(json!({
        "url": format!("{base}/"),
        "team": model.team.name,
        "user": bot.map(|bot| &bot.name),
        "team_id": model.team.id,
        "user_id": model.app.bot_user_id,
        "bot_id": model.app.bot_id,
        "app_id": model.app.id,
        "is_enterprise_install": false,
    }))
}

pub(super) fn connections_open(core: &Core) -> Answer {
    let ticket = core.write(|model| model.ids.short());
    let address = core.base.replacen("http", "ws", 1);
    let app_id = core.read(|model| model.app.id.clone());
    Ok(json!({"url": format!("{address}/link?ticket={ticket}&app_id={app_id}")}))
}
