//! Response URLs: answering an interaction without a token.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{ApiError, Args, content::Content, request::JsonBody};
use crate::{
    core::Core,
    log::{Call, Happening, Refusal},
    model::Message,
};

/// `POST /response/{id}`
pub(crate) async fn respond(
    State(core): State<Arc<Core>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let _underway = core.in_flight.begin();
    let at = core.now();
    let args = match Args::read(&headers, None, &body, JsonBody::Read) {
        Ok(args) => args,
        Err(error) => return (StatusCode::BAD_REQUEST, Json(error.into_value())).into_response(),
    };
    let result = apply(&core, &id, &args);
    let (status, answer) = match result {
        Ok(()) => (StatusCode::OK, json!({"ok": true})),
        Err(error) => {
            core.log.refuse(Refusal {
                what: "response_url".to_owned(),
                error: error.name().to_owned(),
                messages: error.messages().to_vec(),
                sent: args.to_value(),
            });
            let gone = matches!(error.name(), "used_url" | "expired_url" | "invalid_url");
            (
                if gone {
                    StatusCode::NOT_FOUND
                } else {
                    StatusCode::BAD_REQUEST
                },
                error.into_value(),
            )
        }
    };
    let call = Call {
        method: "response_url".to_owned(),
        arguments: args.to_value(),
        status: status.as_u16(),
        answer: answer.clone(),
        provoked: false,
    };
    core.log.write(at, core.now(), Happening::Call(call));
    core.touch();
    (status, Json(answer)).into_response()
}

fn apply(core: &Arc<Core>, id: &str, args: &Args) -> Result<(), ApiError> {
    let now = core.now();
    let ticket = core.write(|model| {
        let ticket = model
            .response_urls
            .get_mut(id)
            .ok_or_else(|| ApiError::new("invalid_url"))?;
        ticket.spend(now).map_err(ApiError::new)?;
        Ok::<_, ApiError>(ticket.clone())
    })?;
    let origin = ticket.origin.as_deref();
    if args.flag("delete_original") {
        if let Some(origin) = origin {
            let ((), news) =
                core.write_news(|model| model.delete_message(&ticket.channel, origin, now));
            core.send_news(news);
        }
        return Ok(());
    }
    let replaces = origin.filter(|_| args.flag("replace_original"));
    post_as_app(core, args, &ticket.channel, &ticket.user, replaces).map(drop)
}

/// What an app says in answer to a command or interaction: to one person unless it says
/// `in_channel`, or in the place of a message.
pub(crate) fn post_as_app(
    core: &Arc<Core>,
    args: &Args,
    channel: &str,
    user: &str,
    replaces: Option<&str>,
) -> Result<Message, ApiError> {
    let now = core.now();
    let content = Content::read(args)?;
    let (message, news) = core.write_news(|model| {
        let mut message = content.into_message(model, channel, now);
        if message.text.is_empty() && message.blocks.is_empty() && message.attachments.is_empty() {
            return Err(ApiError::new("no_text"));
        }
        message.thread_ts = args.text("thread_ts").map(str::to_owned);
        if let Some(ts) = replaces {
            let ephemeral_to = model
                .ephemerals
                .iter()
                .find(|old| old.ts == ts)
                .and_then(|old| old.ephemeral_to.clone());
            let old = model.message(channel, ts).cloned();
            message.ts = ts.to_owned();
            message.ephemeral_to = ephemeral_to;
            message.thread_ts = old.as_ref().and_then(|old| old.thread_ts.clone());
            if let Some(old) = old {
                model.tell_changed(&old, &message, now);
            }
            model.replace_message(message.clone());
            return Ok(message);
        }
        let in_channel = args.to_value()["response_type"] == "in_channel";
        if in_channel {
            model.tell_posted(&message, now);
            model.add_message(message.clone());
        } else {
            message.ephemeral_to = Some(user.to_owned());
            model.ephemerals.push(message.clone());
        }
        Ok(message)
    });
    core.send_news(news);
    message
}
