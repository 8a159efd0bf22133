//! One call: who calls, whether it goes wrong on request, what it answers, what the log keeps.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{ConnectInfo, Path, RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde_json::Value;

use super::{
    Answer, ApiError, Args,
    limits::Tier,
    methods::{Method, Takes, method},
    request::JsonBody,
};
use crate::{
    core::Core,
    cut::Scissors,
    faults::Misbehaviour,
    log::{Call, Happening, Refusal},
    model::{Installation, Model, News},
};

/// `/api/{method}`, by GET or POST.
pub(crate) async fn call(
    State(core): State<Arc<Core>>,
    Path(name): Path<String>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let _underway = core.in_flight.begin();
    let log = Entry {
        core: &core,
        at: core.now(),
        name: &name,
        method: method(&name),
    };
    let json = log.method.map_or(JsonBody::Read, |method| method.json);
    let args = match Args::read(&headers, query.as_deref(), &body, json) {
        Ok(args) => args,
        Err(error) => return log.finish(Value::Null, Err(error), false),
    };
    let arguments = args.to_value();
    let wrong = core.faults.take(&name, &arguments);
    match wrong {
        None => {
            let (answer, news) = answer(&core, &log, &args);
            let answer = answer.map_err(|error| {
                if args.json_ignored() {
                    error.hint(format!(
                        "{name} does not read JSON, so its arguments were ignored: send a form or a query"
                    ))
                } else {
                    error
                }
            });
            let response = log.finish(arguments, answer, false);
            core.send_news(news);
            response
        }
        Some(wrong) => misbehave(&core, &log, &args, &scissors, wrong).await,
    }
}

async fn misbehave(
    core: &Arc<Core>,
    log: &Entry<'_>,
    args: &Args,
    scissors: &Scissors,
    wrong: Misbehaviour,
) -> Response {
    let arguments = args.to_value();
    let refuse = |error: ApiError| log.finish(arguments.clone(), Err(error), true);
    match &wrong {
        Misbehaviour::RateLimited { retry_after_s } => {
            return refuse(ApiError::rate_limited(*retry_after_s));
        }
        Misbehaviour::Status(status) => {
            let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            drop(refuse(ApiError::new("internal_error").status(status)));
            return (status, "upstream error").into_response();
        }
        Misbehaviour::Error(error) => return refuse(ApiError::new(error)),
        Misbehaviour::Dropped => {
            scissors.cut();
            return refuse(ApiError::new("connection_dropped"));
        }
        Misbehaviour::Unanswered => {
            drop(refuse(ApiError::new("no_answer")));
            return std::future::pending().await;
        }
        Misbehaviour::TokensRevoked => {
            let ((), news) = core.write_news(|model| model.revoke_tokens(log.at));
            core.send_news(news);
            return refuse(ApiError::new("token_revoked"));
        }
        Misbehaviour::Slow(wait) => be_slow(*wait).await,
        Misbehaviour::SocketsDropped => core.sockets.cut_all(),
        Misbehaviour::DoneThenDropped
        | Misbehaviour::DoneThenUnanswered
        | Misbehaviour::Bare
        | Misbehaviour::Garbage => {}
    }
    let (answer, news) = answer(core, log, args);
    let response = log.finish(arguments, answer, true);
    core.send_news(news);
    match wrong {
        Misbehaviour::DoneThenDropped => {
            scissors.cut();
            response
        }
        Misbehaviour::DoneThenUnanswered => std::future::pending().await,
        Misbehaviour::Bare => Json(serde_json::json!({ "ok": true })).into_response(),
        Misbehaviour::Garbage => (StatusCode::OK, "<html>Service temporarily").into_response(),
        _ => response,
    }
}

fn answer(core: &Core, log: &Entry<'_>, args: &Args) -> (Answer, Vec<News>) {
    let Some(method) = log.method else {
        let error = ApiError::new("unknown_method").with("req_method", log.name);
        return (Err(error), Vec::new());
    };
    core.write_news(|model| {
        identify(model, args.token(), method.takes)?;
        count(model, method, args, log.at)?;
        (method.run)(model, args, log.at)
    })
}

/// Whether the token is one this method takes.
fn identify(model: &Model, token: Option<&str>, takes: Takes) -> Result<(), ApiError> {
    if takes == Takes::Nothing {
        return Ok(());
    }
    let token = token.ok_or_else(|| ApiError::new("not_authed"))?;
    if token == model.app.app_token {
        // It belongs to the app, and outlives installations.
        return match takes {
            Takes::AppLevel | Takes::BotOrAppLevel => Ok(()),
            Takes::Bot | Takes::Nothing => Err(ApiError::new("not_allowed_token_type")),
        };
    }
    if token != model.app.bot_token {
        return Err(ApiError::new("invalid_auth"));
    }
    match model.installation {
        Installation::Missing => Err(ApiError::new("invalid_auth")),
        Installation::TokensRevoked => Err(ApiError::new("token_revoked")),
        Installation::Uninstalled => Err(ApiError::new("account_inactive")),
        Installation::Active if takes == Takes::AppLevel => {
            Err(ApiError::new("not_allowed_token_type"))
        }
        Installation::Active => Ok(()),
    }
}

/// Whether the method was not called too often.
fn count(model: &mut Model, method: &Method, args: &Args, now: Timestamp) -> Result<(), ApiError> {
    if model.rate_limits == super::RateLimits::Off {
        return Ok(());
    }
    let channel = args.text("channel").map(|named| {
        let is_person = |id| model.users.get(id).is_some_and(|user| !user.is_bot);
        if method.tier == Tier::Posting && is_person(named) {
            return model.app_dm(named, now);
        }
        model.place(named)
    });
    model
        .limits
        .count(method.name, method.tier, channel.as_deref(), now)
        .map_err(ApiError::rate_limited)
}

/// What the log keeps of a call.
struct Entry<'a> {
    core: &'a Core,
    at: Timestamp,
    name: &'a str,
    method: Option<&'static Method>,
}

impl Entry<'_> {
    /// Writes the log and the response.
    fn finish(&self, arguments: Value, answer: Answer, provoked: bool) -> Response {
        let (mut status, mut retry_after_s) = (StatusCode::OK, None);
        let answer = match answer {
            Ok(mut fields) => {
                fields["ok"] = true.into();
                fields
            }
            Err(error) => {
                (status, retry_after_s) = (error.http_status(), error.retry_after_s());
                if !provoked {
                    self.core.log.refuse(Refusal {
                        what: self.name.to_owned(),
                        error: error.name().to_owned(),
                        messages: error.messages_and_hint(),
                        sent: arguments.clone(),
                    });
                }
                error.into_value()
            }
        };
        let mut response = (status, Json(&answer)).into_response();
        let call = Call {
            method: self.name.to_owned(),
            arguments,
            status: status.as_u16(),
            answer,
            provoked,
        };
        self.core
            .log
            .write(self.at, self.core.now(), Happening::Call(call));
        self.core.touch();
        let headers = response.headers_mut();
        if let Some(seconds) = retry_after_s {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        let mut scopes = |name: &'static str, scopes: &str| {
            if let Ok(scopes) = HeaderValue::from_str(scopes) {
                headers.insert(name, scopes);
            }
        };
        match self.method.map(|method| (method.takes, method.scopes)) {
            Some((Takes::Nothing, _)) => {}
            Some((Takes::AppLevel, accepted)) => {
                scopes("x-oauth-scopes", accepted);
                scopes("x-accepted-oauth-scopes", accepted);
            }
            found => {
                let granted = self.core.read(|model| model.app.scopes.join(","));
                scopes("x-oauth-scopes", &granted);
                if let Some((_, accepted)) = found.filter(|(_, accepted)| !accepted.is_empty()) {
                    scopes("x-accepted-oauth-scopes", accepted);
                }
            }
        }
        response
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the caller's patience is an I/O timeout, and those are in real time"
)]
async fn be_slow(wait: std::time::Duration) {
    tokio::time::sleep(wait).await;
}
