//! `conversations.*`

use jiff::Timestamp;
use serde_json::json;

use super::{Answer, ApiError, Args, objects::channel_object, paging, require_scope};
use crate::model::{Channel, ChannelKind, Model};

/// A channel the app can see: public, or one it is a member of.
pub(super) fn visible<'a>(model: &'a Model, args: &Args) -> Result<&'a Channel, ApiError> {
    let not_found = || ApiError::new("channel_not_found");
    let channel = model
        .channels
        .get(args.text("channel").ok_or_else(not_found)?)
        .ok_or_else(not_found)?;
    if channel.kind != ChannelKind::Public && !channel.has(&model.app.bot_user_id) {
        return Err(not_found());
    }
    Ok(channel)
}

/// <https://docs.slack.dev/reference/methods/conversations.info>
pub(super) fn info(model: &Model, args: &Args) -> Answer {
    let channel = visible(model, args)?;
    require_scope(model, &format!("{}:read", channel.kind.scope_stem()))?;
    let mut object = channel_object(model, channel);
    if args.flag("include_num_members") {
        object["num_members"] = channel.members.len().into();
    }
    Ok(json!({"channel": object}))
}

/// <https://docs.slack.dev/reference/methods/conversations.members>
pub(super) fn members(model: &Model, args: &Args) -> Answer {
    let channel = visible(model, args)?;
    require_scope(model, &format!("{}:read", channel.kind.scope_stem()))?;
    let (members, next) = paging::page(channel.members.clone(), args, 100, 1000)?;
    Ok(json!({"members": members, "response_metadata": paging::metadata(&next)}))
}

/// The kinds of channels `types` names, if the app has the scopes to list them.
pub(super) fn kinds(model: &Model, args: &Args) -> Result<Vec<ChannelKind>, ApiError> {
    let kinds = [
        ChannelKind::Public,
        ChannelKind::Private,
        ChannelKind::Im,
        ChannelKind::Mpim,
    ];
    let mut wanted = Vec::new();
    for name in args.text("types").unwrap_or("public_channel").split(',') {
        let kind = kinds.into_iter().find(|kind| kind.as_type() == name.trim());
        wanted.push(kind.ok_or_else(|| ApiError::new("invalid_types"))?);
    }
    for kind in &wanted {
        require_scope(model, &format!("{}:read", kind.scope_stem()))?;
    }
    Ok(wanted)
}

/// <https://docs.slack.dev/reference/methods/conversations.list>
pub(super) fn list(model: &Model, args: &Args) -> Answer {
    let wanted = kinds(model, args)?;
    let bot = &model.app.bot_user_id;
    let shown = model.channels.values().filter(|channel| {
        wanted.contains(&channel.kind)
            && (channel.kind == ChannelKind::Public || channel.has(bot))
            && !(args.flag("exclude_archived") && channel.is_archived)
    });
    let (channels, next) = paging::page(shown.collect(), args, 100, 1000)?;
    let channels: Vec<_> = channels
        .into_iter()
        .map(|channel| {
            let mut object = channel_object(model, channel);
            if channel.kind != ChannelKind::Im {
                object["num_members"] = channel.members.len().into();
            }
            object
        })
        .collect();
    Ok(json!({"channels": channels, "response_metadata": paging::metadata(&next)}))
}

/// <https://docs.slack.dev/reference/methods/conversations.open>
pub(super) fn open(model: &mut Model, args: &Args, now: Timestamp) -> Answer {
    if args.text("channel").is_some() {
        let channel = visible(model, args)?;
        require_scope(model, &format!("{}:write", channel.kind.scope_stem()))?;
        return Ok(json!({"no_op": true, "already_open": true, "channel": {"id": channel.id}}));
    }
    let users = args.texts("users");
    if users.is_empty() {
        return Err(ApiError::missing("users"));
    }
    require_scope(
        model,
        if users.len() == 1 {
            "im:write"
        } else {
            "mpim:write"
        },
    )?;
    if users.len() > 8 {
        return Err(ApiError::new("too_many_users"));
    }
    for id in &users {
        let user = model
            .users
            .get(id)
            .ok_or_else(|| ApiError::new("user_not_found"))?;
        if user.deleted {
            return Err(ApiError::new("user_disabled"));
        }
        if user.is_bot {
            return Err(ApiError::new("cannot_dm_bot"));
        }
    }
    let bot = model.app.bot_user_id.clone();
    let members: Vec<&str> = std::iter::once(bot.as_str())
        .chain(users.iter().map(String::as_str))
        .collect();
    let before = model.channels.len();
    let id = model.dm(&members, now);
    let existed = model.channels.len() == before;
    let mut channel = json!({"id": id});
    if args.flag("return_im")
        && let Some(opened) = model.channels.get(&id)
    {
        channel = channel_object(model, opened);
    }
    let mut answer = json!({"channel": channel});
    if existed {
        answer["no_op"] = true.into();
        answer["already_open"] = true.into();
    }
    Ok(answer)
}
