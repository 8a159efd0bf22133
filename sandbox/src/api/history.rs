//! `conversations.history` and `conversations.replies`

use serde_json::{Value, json};

use super::{Answer, ApiError, Args, conversations::visible, paging, require_scope};
use crate::model::{Channel, Message, Model};

/// A channel whose messages the app may read.
fn readable<'a>(model: &'a Model, args: &Args) -> Result<&'a Channel, ApiError> {
    let channel = visible(model, args)?;
    require_scope(model, &format!("{}:history", channel.kind.scope_stem()))?;
    if !channel.has(&model.app.bot_user_id) {
        return Err(ApiError::new("not_in_channel"));
    }
    Ok(channel)
}

/// <https://docs.slack.dev/reference/methods/conversations.history>
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

/// <https://docs.slack.dev/reference/methods/conversations.replies>
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
            let mut wire = message.to_wire(model, with_metadata);
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
