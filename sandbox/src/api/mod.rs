//! The Web API: `/api/<method>`. Each file is one family of methods.
//!
//! A method reads arguments and changes the model at once; it never waits for the app.

mod answer;
mod apps;
mod chat;
mod content;
mod conversations;
mod objects;
mod paging;
mod request;
mod response_url;
mod usergroups;
mod users;
mod views;

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{ConnectInfo, Path, RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

pub(crate) use answer::{Answer, ApiError};
pub(crate) use objects::user_object;
pub(crate) use request::Args;
pub(crate) use response_url::{post_as_app, respond};
pub(crate) use views::check_view;

use crate::{
    core::Core,
    cut::Scissors,
    faults::Misbehaviour,
    log::{Call, Happening, Refusal},
    model::{Installation, Model},
};

/// Who calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Caller {
    Bot,
    App,
}

/// `/api/{method}`, by GET or POST.
pub(crate) async fn call(
    State(core): State<Arc<Core>>,
    Path(method): Path<String>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let _underway = core.in_flight.begin();
    let at = core.now();
    let (args, token) = match Args::read(&headers, query.as_deref(), &body) {
        Ok(read) => read,
        Err(error) => {
            return finish(
                &core,
                &method,
                at,
                Value::Null,
                StatusCode::OK,
                Err(error),
                false,
            );
        }
    };
    let arguments = args.to_value();
    let misbehaviour = core.faults.take(&method, &arguments);
    let provoked = misbehaviour.is_some();
    let log = |status, answer| {
        finish(
            &core,
            &method,
            at,
            arguments.clone(),
            status,
            answer,
            provoked,
        )
    };
    match misbehaviour {
        Some(Misbehaviour::RateLimited { retry_after_s }) => {
            let mut response = log(
                StatusCode::TOO_MANY_REQUESTS,
                Err(ApiError::new("ratelimited")),
            );
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(retry_after_s));
            return response;
        }
        Some(Misbehaviour::Status(status)) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let _ = log(status, Err(ApiError::new("internal_error")));
            return (status, "upstream error").into_response();
        }
        Some(Misbehaviour::Error(error)) => return log(StatusCode::OK, Err(ApiError::new(&error))),
        Some(Misbehaviour::Dropped) => {
            scissors.cut();
            return log(StatusCode::OK, Err(ApiError::new("connection_dropped")));
        }
        Some(Misbehaviour::Slow(wait)) => be_slow(wait).await,
        Some(Misbehaviour::DoneThenDropped | Misbehaviour::Garbage) | None => {}
    }
    let response = log(
        StatusCode::OK,
        answer(&core, &method, &args, token.as_deref()),
    );
    match misbehaviour {
        Some(Misbehaviour::DoneThenDropped) => {
            scissors.cut();
            response
        }
        Some(Misbehaviour::Garbage) => {
            (StatusCode::OK, "<html>Service temporarily").into_response()
        }
        _ => response,
    }
}

fn answer(core: &Arc<Core>, method: &str, args: &Args, token: Option<&str>) -> Answer {
    if method == "api.test" {
        return Ok(json!({"args": args.to_value()}));
    }
    let caller = core.read(|model| identify(model, token))?;
    match (caller, method) {
        (Caller::App, "apps.connections.open") => return apps::connections_open(core),
        (Caller::App, "auth.test") | (Caller::Bot, _) => {}
        (Caller::App, _) => return Err(ApiError::new("not_allowed_token_type")),
    }
    if method == "apps.connections.open" {
        return Err(ApiError::new("not_allowed_token_type"));
    }
    let now = core.now();
    core.write(|model| match method {
        "auth.test" => apps::auth_test(model, &core.base),
        "chat.postMessage" => chat::post_message(model, args, now),
        "chat.update" => chat::update(model, args, now),
        "chat.delete" => chat::delete(model, args),
        "chat.postEphemeral" => chat::post_ephemeral(model, args, now),
        "chat.getPermalink" => chat::get_permalink(model, args),
        "views.open" => views::open(model, args, now),
        "views.push" => views::push(model, args, now),
        "views.update" => views::update(model, args, now),
        "views.publish" => views::publish(model, args, now),
        "users.info" => users::info(model, args, now),
        "users.list" => users::list(model, args, now),
        "users.lookupByEmail" => users::lookup_by_email(model, args, now),
        "usergroups.list" => usergroups::list(model, args),
        "usergroups.users.list" => usergroups::users_list(model, args),
        "conversations.open" => conversations::open(model, args, now),
        "conversations.info" => conversations::info(model, args),
        "conversations.members" => conversations::members(model, args),
        "conversations.list" => conversations::list(model, args),
        "conversations.history" => conversations::history(model, args),
        "conversations.replies" => conversations::replies(model, args),
        _ => Err(ApiError::new("unknown_method").with("req_method", method)),
    })
}

fn identify(model: &Model, token: Option<&str>) -> Result<Caller, ApiError> {
    let token = token
        .filter(|token| !token.is_empty())
        .ok_or_else(|| ApiError::new("not_authed"))?;
    let caller = if token == model.app.bot_token {
        Caller::Bot
    } else if token == model.app.app_token {
        Caller::App
    } else {
        return Err(ApiError::new("invalid_auth"));
    };
    match model.installation {
        Installation::Active => Ok(caller),
        Installation::TokensRevoked => Err(ApiError::new("token_revoked")),
        Installation::Uninstalled => Err(ApiError::new("account_inactive")),
    }
}

/// Refuses unless the app was granted `scope`.
fn require_scope(model: &Model, scope: &str) -> Result<(), ApiError> {
    if model.app.scopes.iter().any(|granted| granted == scope) {
        return Ok(());
    }
    Err(ApiError::new("missing_scope")
        .with("needed", scope)
        .with("provided", model.app.scopes.join(",")))
}

/// Writes the log and the response.
fn finish(
    core: &Core,
    method: &str,
    at: jiff::Timestamp,
    arguments: Value,
    status: StatusCode,
    answer: Answer,
    provoked: bool,
) -> Response {
    let answer = match answer {
        Ok(mut fields) => {
            fields["ok"] = true.into();
            fields
        }
        Err(error) => {
            if !provoked {
                core.log.refuse(Refusal {
                    what: method.to_owned(),
                    error: error.name().to_owned(),
                    messages: error.messages().to_vec(),
                    sent: arguments.clone(),
                });
            }
            error.into_value()
        }
    };
    let call = Call {
        method: method.to_owned(),
        arguments,
        status: status.as_u16(),
        answer: answer.clone(),
        provoked,
    };
    core.log.write(at, Happening::Call(call));
    core.touch();
    let mut response = (status, Json(answer)).into_response();
    let scopes = core.read(|model| model.app.scopes.join(","));
    if let Ok(scopes) = HeaderValue::from_str(&scopes) {
        response.headers_mut().insert("x-oauth-scopes", scopes);
    }
    response
}

#[expect(
    clippy::disallowed_methods,
    reason = "the caller's patience is an I/O timeout, and those are in real time"
)]
async fn be_slow(wait: std::time::Duration) {
    tokio::time::sleep(wait).await;
}
