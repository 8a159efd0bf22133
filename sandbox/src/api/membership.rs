//! The app coming to channels and going: `conversations.join`, `conversations.leave`,
//! `users.conversations`.

use jiff::Timestamp;
use serde_json::json;

use super::{
    Answer, ApiError, Args,
    conversations::{kinds, visible},
    objects::channel_object,
    paging, require_scope,
};
use crate::model::{ChannelKind, Model};

/// <https://docs.slack.dev/reference/methods/conversations.join>
pub(super) fn join(model: &mut Model, args: &Args, now: Timestamp) -> Answer {
    require_scope(model, "channels:join")?;
    let channel = visible(model, args)?;
    if channel.kind != ChannelKind::Public {
        return Err(ApiError::new("method_not_supported_for_channel_type"));
    }
    if channel.is_archived {
        return Err(ApiError::new("is_archived"));
    }
    let (id, bot) = (channel.id.clone(), model.app.bot_user_id.clone());
    let was_there = channel.has(&bot);
    if !was_there {
        model.set_member(&id, &bot, true, now);
    }
    let mut answer =
        json!({"channel": model.channels.get(&id).map(|channel| channel_object(model, channel))});
    if was_there {
        answer["warning"] = "already_in_channel".into();
        answer["response_metadata"] = json!({"warnings": ["already_in_channel"]});
    }
    Ok(answer)
}

/// <https://docs.slack.dev/reference/methods/conversations.leave>
pub(super) fn leave(model: &mut Model, args: &Args, now: Timestamp) -> Answer {
    let channel = visible(model, args)?;
    let scope = match channel.kind {
        ChannelKind::Public => "channels:manage",
        ChannelKind::Private => "groups:write",
        ChannelKind::Im | ChannelKind::Mpim => {
            return Err(ApiError::new("method_not_supported_for_channel_type"));
        }
    };
    require_scope(model, scope)?;
    if channel.name == "general" {
        return Err(ApiError::new("cant_leave_general"));
    }
    if channel.is_archived {
        return Err(ApiError::new("is_archived"));
    }
    let (id, bot) = (channel.id.clone(), model.app.bot_user_id.clone());
    if !channel.has(&bot) {
        return Ok(json!({"not_in_channel": true}));
    }
    model.set_member(&id, &bot, false, now);
    Ok(json!({}))
}

/// <https://docs.slack.dev/reference/methods/users.conversations>
pub(super) fn of_user(model: &Model, args: &Args) -> Answer {
    let wanted = kinds(model, args)?;
    let bot = &model.app.bot_user_id;
    let user = args.text("user").unwrap_or(bot);
    if !model.users.contains_key(user) {
        return Err(ApiError::new("user_not_found"));
    }
    let shown = model.channels.values().filter(|channel| {
        wanted.contains(&channel.kind)
            && channel.has(user)
            && (channel.kind == ChannelKind::Public || channel.has(bot))
            && !(args.flag("exclude_archived") && channel.is_archived)
    });
    let (channels, next) = paging::page(shown.collect(), args, 100, 999)?;
    let channels: Vec<_> = channels
        .into_iter()
        .map(|channel| channel_object(model, channel))
        .collect();
    Ok(json!({"channels": channels, "response_metadata": paging::metadata(&next)}))
}
