//! Messages for later: `chat.scheduleMessage` and its kin, on the sandbox's clock.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{
    Answer, ApiError, Args,
    chat::{destination, in_thread},
    content::Content,
    paging, require_scope,
};
use crate::{
    core::Core,
    model::{Model, News, Scheduled},
};

/// How far ahead one may schedule.
const FARTHEST: SignedDuration = SignedDuration::from_hours(120 * 24);
/// How many messages a channel takes within five minutes.
const MOST_IN_WINDOW: usize = 30;
const WINDOW_S: i64 = 5 * 60;

/// <https://docs.slack.dev/reference/methods/chat.scheduleMessage>
pub(super) fn schedule(model: &mut Model, args: &Args, now: Timestamp) -> Answer {
    require_scope(model, "chat:write")?;
    let channel = destination(model, args, now)?;
    let second = args
        .number("post_at")
        .and_then(|second| i64::try_from(second).ok());
    let post_at = second
        .and_then(|second| Timestamp::from_second(second).ok())
        .ok_or_else(|| ApiError::new("invalid_time"))?;
    if post_at <= now {
        return Err(ApiError::new("time_in_past"));
    }
    if now.duration_until(post_at) > FARTHEST {
        return Err(ApiError::new("time_too_far"));
    }
    let close = model.scheduled.values().filter(|other| {
        other.channel == channel
            && other.post_at.as_second() / WINDOW_S == post_at.as_second() / WINDOW_S
    });
    if close.count() >= MOST_IN_WINDOW {
        return Err(ApiError::new("restricted_too_many"));
    }
    let content = Content::read(args)?;
    if content.says_nothing() {
        return Err(ApiError::new("no_text"));
    }
    let mut message = content.into_message(model, &channel, now);
    message.thread_ts = in_thread(model, &channel, args)?;
    let id = model.ids.id("Q");
    let answer = json!({
        "channel": channel, "scheduled_message_id": id, "post_at": post_at.as_second(),
        "message": message.to_wire(model, false),
    });
    let scheduled = Scheduled {
        channel,
        post_at,
        created: now,
        message,
    };
    model.scheduled.insert(id.clone(), scheduled);
    model.news.push(News::PostAt(post_at, id));
    Ok(answer)
}

/// <https://docs.slack.dev/reference/methods/chat.scheduledMessages.list>
pub(super) fn list(model: &Model, args: &Args) -> Answer {
    let text_second = |name: &str| args.number(name).and_then(|at| i64::try_from(at).ok());
    let (oldest, latest) = (text_second("oldest"), text_second("latest"));
    let fitting = model.scheduled.iter().filter(|(_, one)| {
        let at = one.post_at.as_second();
        args.text("channel").is_none_or(|id| id == one.channel)
            && oldest.is_none_or(|oldest| at >= oldest)
            && latest.is_none_or(|latest| at <= latest)
    });
    let mut fitting: Vec<_> = fitting.collect();
    fitting.sort_by_key(|(_, one)| one.post_at);
    let (found, next) = paging::page(fitting, args, 100, 100)?;
    let messages: Vec<_> = found
        .into_iter()
        .map(|(id, one)| {
            json!({
                "id": id, "channel_id": one.channel, "post_at": one.post_at.as_second(),
                "date_created": one.created.as_second(), "text": one.message.text,
            })
        })
        .collect();
    Ok(json!({"scheduled_messages": messages, "response_metadata": paging::metadata(&next)}))
}

/// <https://docs.slack.dev/reference/methods/chat.deleteScheduledMessage>
pub(super) fn delete(model: &mut Model, args: &Args, _: Timestamp) -> Answer {
    require_scope(model, "chat:write")?;
    let channel = args.required("channel")?;
    let id = args.required("scheduled_message_id")?;
    let fits = |one: &Scheduled| one.channel == channel;
    if !model.scheduled.get(id).is_some_and(fits) {
        return Err(ApiError::new("invalid_scheduled_message_id"));
    }
    model.scheduled.remove(id);
    Ok(json!({}))
}

impl Core {
    /// Posts a scheduled message when its time comes, unless it was taken back.
    pub(crate) fn post_later(self: &Arc<Self>, at: Timestamp, id: String) {
        let core = Arc::clone(self);
        self.spawn(async move {
            core.clock.sleep_until(at).await;
            let underway = core.in_flight.begin();
            let now = core.now();
            let ((), news) = core.write_news(|model| {
                let Some(mut message) = model.scheduled.remove(&id).map(|one| one.message) else {
                    return;
                };
                // A bug of Slack's that its documentation owns up to: with metadata, it is never
                // posted.
                if message.metadata.is_some() {
                    return;
                }
                message.ts = model.ids.ts(now);
                model.tell_posted(&message, now);
                model.add_message(message);
            });
            core.deliver_news(news).await;
            drop(underway);
        });
    }
}
