//! `chat.*`

use jiff::Timestamp;
use serde_json::json;

use super::{Answer, ApiError, Args, content::Content, require_scope};
use crate::model::{ChannelKind, Message, Model};

/// `chat.update` refuses longer texts.
const LONGEST_UPDATE: usize = 4_000;

/// A channel the app may post to. Naming a person opens the DM with them.
pub(super) fn destination(
    model: &mut Model,
    args: &Args,
    now: Timestamp,
) -> Result<String, ApiError> {
    let not_found = || ApiError::new("channel_not_found");
    let named = args.text("channel").ok_or_else(not_found)?.to_owned();
    if let Some(user) = model.users.get(&named) {
        if user.is_bot {
            return Err(not_found());
        }
        return Ok(model.app_dm(&named, now));
    }
    let by_name = named.trim_start_matches('#');
    let is_named = |channel: &&crate::model::Channel| {
        channel.id == named || (!channel.name.is_empty() && channel.name == by_name)
    };
    let channel = model
        .channels
        .values()
        .find(is_named)
        .ok_or_else(not_found)?;
    let is_member = channel.has(&model.app.bot_user_id);
    if !is_member && channel.kind != ChannelKind::Public {
        return Err(not_found());
    }
    if channel.is_archived {
        return Err(ApiError::new("is_archived"));
    }
    let id = channel.id.clone();
    if !is_member && require_scope(model, "chat:write.public").is_err() {
        return Err(ApiError::new("not_in_channel"));
    }
    Ok(id)
}

/// The thread a message goes to, if it names one; naming a reply means its thread.
pub(super) fn in_thread(
    model: &Model,
    channel: &str,
    args: &Args,
) -> Result<Option<String>, ApiError> {
    let Some(thread_ts) = args.text("thread_ts") else {
        return Ok(None);
    };
    let parent = model
        .message(channel, thread_ts)
        .ok_or_else(|| ApiError::new("thread_not_found"))?;
    let of_reply = parent.thread_ts.clone();
    Ok(Some(of_reply.unwrap_or_else(|| thread_ts.to_owned())))
}

/// <https://docs.slack.dev/reference/methods/chat.postMessage>
pub(super) fn post_message(model: &mut Model, args: &Args, now: Timestamp) -> Answer {
    require_scope(model, "chat:write")?;
    let channel = destination(model, args, now)?;
    let content = Content::read(args)?;
    if content.says_nothing() {
        return Err(ApiError::new("no_text"));
    }
    let mut message = content.into_message(model, &channel, now);
    message.thread_ts = in_thread(model, &channel, args)?;
    let answer = json!({
        "channel": channel, "ts": message.ts,
        "message": message.to_wire(model, true),
    });
    model.tell_posted(&message, now);
    model.add_message(message);
    Ok(answer)
}

/// <https://docs.slack.dev/reference/methods/chat.update>
pub(super) fn update(model: &mut Model, args: &Args, now: Timestamp) -> Answer {
    require_scope(model, "chat:write")?;
    let channel = args.required("channel")?;
    if !model.channels.contains_key(channel) {
        return Err(ApiError::new("channel_not_found"));
    }
    let ts = args.required("ts")?;
    let message = model
        .message(channel, ts)
        .ok_or_else(|| ApiError::new("message_not_found"))?;
    if message.user != model.app.bot_user_id {
        return Err(ApiError::new("cant_update_message"));
    }
    if model
        .channels
        .get(channel)
        .is_some_and(|channel| channel.is_archived)
    {
        return Err(ApiError::new("is_archived"));
    }
    if args
        .text("text")
        .is_some_and(|text| text.chars().count() > LONGEST_UPDATE)
    {
        return Err(ApiError::new("msg_too_long"));
    }
    let content = Content::read(args)?;
    let metadata = content.metadata.clone();
    let (has_blocks, has_attachments) = (content.blocks.is_some(), content.attachments.is_some());
    if content.says_nothing() && !has_blocks && !has_attachments && metadata.is_none() {
        return Err(ApiError::new("no_text"));
    }
    let keeps_text = content.text.is_none() && !has_blocks;
    let old = message.clone();
    let new = content.into_message(model, channel, now);
    let edited = (!has_blocks).then(|| new.ts.clone());
    let mut updated = Message {
        text: if keeps_text {
            old.text.clone()
        } else {
            new.text
        },
        // Text without blocks takes the blocks away.
        blocks: if keeps_text {
            old.blocks.clone()
        } else {
            new.blocks
        },
        edited,
        ..old.clone()
    };
    if has_attachments {
        updated.attachments = new.attachments;
    }
    if metadata.is_some() {
        updated.metadata = new.metadata;
    }
    let answer = json!({
        "channel": channel, "ts": ts, "text": updated.text,
        "message": updated.to_wire(model, true),
    });
    model.tell_changed(&old, &updated, now);
    model.replace_message(updated);
    Ok(answer)
}

/// <https://docs.slack.dev/reference/methods/chat.delete>
pub(super) fn delete(model: &mut Model, args: &Args, now: Timestamp) -> Answer {
    require_scope(model, "chat:write")?;
    let (channel, ts) = (args.required("channel")?, args.required("ts")?);
    if !model.channels.contains_key(channel) {
        return Err(ApiError::new("channel_not_found"));
    }
    let message = model
        .message(channel, ts)
        .ok_or_else(|| ApiError::new("message_not_found"))?;
    if message.user != model.app.bot_user_id {
        return Err(ApiError::new("cant_delete_message"));
    }
    model.delete_message(channel, ts, now);
    Ok(json!({"channel": channel, "ts": ts}))
}

/// <https://docs.slack.dev/reference/methods/chat.postEphemeral>
pub(super) fn post_ephemeral(model: &mut Model, args: &Args, now: Timestamp) -> Answer {
    require_scope(model, "chat:write")?;
    let channel = destination(model, args, now)?;
    let user = args.required("user")?.to_owned();
    if !model.users.contains_key(&user) {
        return Err(ApiError::new("user_not_found"));
    }
    if !model
        .channels
        .get(&channel)
        .is_some_and(|channel| channel.has(&user))
    {
        return Err(ApiError::new("user_not_in_channel"));
    }
    let content = Content::read(args)?;
    if content.says_nothing() {
        return Err(ApiError::new("no_text"));
    }
    let mut message = content.into_message(model, &channel, now);
    message.ephemeral_to = Some(user);
    message.thread_ts = args.text("thread_ts").map(str::to_owned);
    let ts = message.ts.clone();
    model.ephemerals.push(message);
    Ok(json!({"message_ts": ts}))
}

/// <https://docs.slack.dev/reference/methods/chat.getPermalink>
pub(super) fn get_permalink(model: &Model, args: &Args) -> Answer {
    let (channel, ts) = (args.required("channel")?, args.required("message_ts")?);
    if !model.channels.contains_key(channel) {
        return Err(ApiError::new("channel_not_found"));
    }
    let message = model
        .message(channel, ts)
        .ok_or_else(|| ApiError::new("message_not_found"))?;
    let mut link = format!(
        "https://{}.slack.com/archives/{channel}/p{}",
        model.team.domain,
        ts.replace('.', "")
    );
    if let Some(thread_ts) = message.thread_ts.as_ref().filter(|thread| *thread != ts) {
        link.push_str(&format!("?thread_ts={thread_ts}&cid={channel}"));
    }
    Ok(json!({"channel": channel, "permalink": link}))
}
