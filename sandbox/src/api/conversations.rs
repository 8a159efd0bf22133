//! `conversations.*`

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Answer, ApiError, Args, objects::channel_object, paging, require_scope};
use crate::model::{Channel, ChannelKind, Message, Model};

/// A channel the app can see: public, or one it is a member of.
fn visible<'a>(model: &'a Model, args: &Args) -> Result<&'a Channel, ApiError> {
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

pub(super) fn info(model: &Model, args: &Args) -> Answer {
    let channel = visible(model, args)?;
    require_scope(model, &format!("{}:read", channel.kind.scope_stem()))?;
    let mut object = channel_object(model, channel);
    if args.flag("include_num_members") {
        object["num_members"] = channel.members.len().into();
    }
    Ok(json!({"channel": object}))
}

pub(super) fn members(model: &Model, args: &Args) -> Answer {
    let channel = visible(model, args)?;
    require_scope(model, &format!("{}:read", channel.kind.scope_stem()))?;
    let (members, next) = paging::page(channel.members.clone(), args, 100, 1000)?;
    Ok(json!({"members": members, "response_metadata": paging::metadata(&next)}))
}

pub(super) fn list(model: &Model, args: &Args) -> Answer {
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

pub(super) fn open(model: &mut Model, args: &Args, now: Timestamp) -> Answer {
    if args.text("channel").is_some() {
        let channel = visible(model, args)?;
        require_scope(model, &format!("{}:write", channel.kind.scope_stem()))?;
        return Ok(json!({"no_op": true, "already_open": true, "channel": {"id": channel.id}}));
    }
    let users: Vec<_> = args
        .required("users")?
        .split(',')
        .map(|user| user.trim().to_owned())
        .collect();
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

/// A channel whose messages the app may read.
fn readable<'a>(model: &'a Model, args: &Args) -> Result<&'a Channel, ApiError> {
    let channel = visible(model, args)?;
    require_scope(model, &format!("{}:history", channel.kind.scope_stem()))?;
    if !channel.has(&model.app.bot_user_id) {
        return Err(ApiError::new("not_in_channel"));
    }
    Ok(channel)
}

pub(super) fn history(model: &Model, args: &Args) -> Answer {
    let channel = readable(model, args)?;
    let mut found: Vec<_> = in_range(model, &channel.id, args)
        .filter(|message| {
            message
                .thread_ts
                .as_ref()
                .is_none_or(|thread| *thread == message.ts)
        })
        .collect();
    found.reverse();
    let (found, next) = paging::page(found, args, 100, 1000)?;
    Ok(listing(model, found, &next, args))
}

pub(super) fn replies(model: &Model, args: &Args) -> Answer {
    let channel = readable(model, args)?;
    let ts = args.required("ts")?;
    let parent = model
        .message(&channel.id, ts)
        .ok_or_else(|| ApiError::new("thread_not_found"))?;
    let thread = parent.thread_ts.as_deref().unwrap_or(ts);
    let in_thread =
        |message: &&Message| message.ts == thread || message.thread_ts.as_deref() == Some(thread);
    let (found, next) = paging::page(
        in_range(model, &channel.id, args)
            .filter(in_thread)
            .collect(),
        args,
        1000,
        1000,
    )?;
    Ok(listing(model, found, &next, args))
}

fn in_range<'a>(
    model: &'a Model,
    channel: &str,
    args: &Args,
) -> impl Iterator<Item = &'a Message> + use<'a> {
    // Timestamps have as many digits for centuries, so text order is time order.
    let oldest = args.text("oldest").unwrap_or("0").to_owned();
    let latest = args.text("latest").unwrap_or("9").to_owned();
    let inclusive = args.flag("inclusive");
    let messages = model
        .messages
        .get(channel)
        .into_iter()
        .flat_map(|messages| messages.values());
    messages.filter(move |message| {
        let ts = &message.ts;
        (*ts > oldest && *ts < latest) || (inclusive && (*ts == oldest || *ts == latest))
    })
}

fn listing(model: &Model, messages: Vec<&Message>, next: &str, args: &Args) -> Value {
    let with_metadata = args.flag("include_all_metadata");
    let messages: Vec<_> = messages
        .into_iter()
        .map(|message| {
            let mut wire = message.to_wire(&model.team.id, &model.app.id, with_metadata);
            if message.thread_ts.as_deref() == Some(&message.ts) {
                set_replies(model, message, &mut wire);
            }
            wire
        })
        .collect();
    let mut answer = json!({"messages": messages, "has_more": !next.is_empty(), "pin_count": 0});
    if !next.is_empty() {
        answer["response_metadata"] = paging::metadata(next);
    }
    answer
}

fn set_replies(model: &Model, parent: &Message, wire: &mut Value) {
    let all = model
        .messages
        .get(&parent.channel)
        .into_iter()
        .flat_map(|messages| messages.values());
    let replies: Vec<_> = all
        .filter(|reply| reply.thread_ts == parent.thread_ts && reply.ts != parent.ts)
        .collect();
    let mut users: Vec<_> = replies.iter().map(|reply| &reply.user).collect();
    users.sort_unstable();
    users.dedup();
    wire["reply_count"] = replies.len().into();
    wire["reply_users_count"] = users.len().into();
    wire["reply_users"] = json!(users);
    wire["latest_reply"] = json!(replies.last().map(|reply| &reply.ts));
}
