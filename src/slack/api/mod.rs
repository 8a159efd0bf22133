//! The client of Slack's Web API. It makes one call at a time and says exactly what became of it; it never waits for
//! a limit, repeats a call, or logs a token or a body. Waiting and repeating belong to the caller, by the clock.

mod chat;
mod connection;
mod conversations;
mod failure;
mod people;
mod views;

use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{RequestBuilder, StatusCode, Url, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::methods::{Arguments, Method};
use super::value::{owned_text, text};
use crate::meters;

pub use chat::Posted;
pub use connection::Identity;
pub use conversations::Conversation;
pub(crate) use failure::chain;
pub use failure::{Failure, Refusal};
pub use people::Page;
pub use views::OpenedView;

/// Until a connection stands; a failure here has done nothing.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// Until the whole answer is there.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(20);
/// Slack says how long to wait; should it ever not, this long.
const DEFAULT_RETRY_AFTER: Duration = Duration::from_secs(30);

/// The client could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client can't start: {0}; is the TLS provider installed?")]
pub struct ClientFault(String);

/// Slack's Web API as one installation of the bot sees it. Cheap to clone.
#[derive(Clone)]
pub struct Api {
    http: reqwest::Client,
    base: Url,
    bot_token: SecretString,
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Api")
            .field("base", &self.base.as_str())
            .finish_non_exhaustive()
    }
}

impl Api {
    /// A client for the Web API at `base`, which ends with a slash.
    ///
    /// # Errors
    /// When the HTTP client can't be built; [`install_tls_provider`](super::install_tls_provider) comes first.
    pub fn new(base: Url, bot_token: SecretString) -> Result<Self, ClientFault> {
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(REQUEST_TIMEOUT)
            // A redirect would carry the token to an address nobody configured.
            .redirect(redirect::Policy::none())
            .user_agent(concat!("leadloop/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| ClientFault(chain(&error)))?;
        Ok(Self {
            http,
            base,
            bot_token,
        })
    }

    /// Answers an interaction or a command at its `response_url`: no token, five times within 30 minutes.
    ///
    /// # Errors
    /// As every call.
    pub async fn respond(&self, response_url: &str, message: &Value) -> Result<(), Failure> {
        const METHOD: &str = "response_url";
        let (status, headers, body) =
            send(METHOD, self.http.post(response_url).json(message)).await?;
        counted(
            METHOD,
            judge_status(METHOD, status, &headers, &body).and_then(|()| {
                // A response URL answers `ok` as plain text, or JSON when it refuses.
                match serde_json::from_slice(&body) {
                    Ok(answer) => judge_answer(METHOD, &headers, &answer),
                    Err(_) => Ok(()),
                }
            }),
        )
    }

    /// Calls a method with the bot's token.
    async fn call(&self, method: Method, arguments: &Value) -> Result<Answer, Failure> {
        self.call_as(&self.bot_token, method, arguments).await
    }

    async fn call_as(
        &self,
        token: &SecretString,
        method: Method,
        arguments: &Value,
    ) -> Result<Answer, Failure> {
        let result = self.attempt(token, method, arguments).await;
        counted(method.name, result)
    }

    async fn attempt(
        &self,
        token: &SecretString,
        method: Method,
        arguments: &Value,
    ) -> Result<Answer, Failure> {
        let name = method.name;
        let url = self.base.join(name).map_err(|error| Failure::NotSent {
            method: name,
            cause: error.to_string(),
        })?;
        let request = self.http.post(url).bearer_auth(token.expose_secret());
        let request = match method.arguments {
            Arguments::Json => request.json(arguments),
            Arguments::Form => request.form(&form_fields(arguments)),
        };
        let (status, headers, body) = send(name, request).await?;
        judge_status(name, status, &headers, &body)?;
        let answer: Value = serde_json::from_slice(&body).map_err(|_| Failure::Unknown {
            method: name,
            cause: format!("the answer ({status}) is not JSON"),
        })?;
        judge_answer(name, &headers, &answer)?;
        Ok(Answer {
            method: name,
            headers,
            body: answer,
        })
    }
}

/// What Slack answered with `ok: true`.
struct Answer {
    method: &'static str,
    headers: HeaderMap,
    body: Value,
}

impl Answer {
    /// A text of the answer without which it is of no use to a reader.
    fn need(&self, path: &[&str]) -> Result<String, Failure> {
        owned_text(&self.body, path).ok_or_else(|| Failure::Unknown {
            method: self.method,
            cause: format!("the answer has no {}", path.join(".")),
        })
    }

    /// The cursor of the next page, where there is one.
    fn next_cursor(&self) -> Option<String> {
        owned_text(&self.body, &["response_metadata", "next_cursor"])
    }
}

async fn send(
    method: &'static str,
    request: RequestBuilder,
) -> Result<(StatusCode, HeaderMap, Vec<u8>), Failure> {
    let response = request
        .send()
        .await
        .map_err(|error| Failure::from_network(method, error))?;
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.bytes().await.map_err(|error| Failure::Unknown {
        method,
        cause: chain(&error.without_url()),
    })?;
    Ok((status, headers, body.to_vec()))
}

/// What the HTTP status alone says.
fn judge_status(
    method: &'static str,
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(), Failure> {
    if status == StatusCode::TOO_MANY_REQUESTS {
        return Err(Failure::RateLimited {
            method,
            retry_after: retry_after(headers),
        });
    }
    if status.is_server_error() {
        return Err(Failure::Unknown {
            method,
            cause: format!("Slack answered {status}"),
        });
    }
    // A refusal in JSON says more than its status; without one the status is all there is.
    if !status.is_success() && serde_json::from_slice::<Value>(body).is_err() {
        let error = format!("http_{}", status.as_u16());
        return Err(Failure::Refused {
            method,
            refusal: Refusal {
                error,
                ..Refusal::default()
            },
        });
    }
    Ok(())
}

/// What the JSON says.
fn judge_answer(method: &'static str, headers: &HeaderMap, answer: &Value) -> Result<(), Failure> {
    match answer.get("ok").and_then(Value::as_bool) {
        Some(true) => return Ok(()),
        Some(false) => {}
        None => {
            return Err(Failure::Unknown {
                method,
                cause: "the answer says neither ok nor error".to_owned(),
            });
        }
    }
    let error = text(answer, &["error"])
        .unwrap_or("unknown_error")
        .to_owned();
    match error.as_str() {
        "ratelimited" | "rate_limited" => Err(Failure::RateLimited {
            method,
            retry_after: retry_after(headers),
        }),
        // Slack's own words: part of the operation may have succeeded.
        "internal_error" | "fatal_error" | "service_unavailable" | "request_timeout" => {
            Err(Failure::Unknown {
                method,
                cause: format!("Slack answered {error}"),
            })
        }
        _ => Err(Failure::Refused {
            method,
            refusal: Refusal {
                error,
                needed: owned_text(answer, &["needed"]),
                messages: messages(answer),
            },
        }),
    }
}

/// The details Slack gives beside an error, in the two shapes it has for them.
fn messages(answer: &Value) -> Vec<String> {
    let listed = answer
        .get("errors")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let noted = answer
        .pointer("/response_metadata/messages")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    listed
        .chain(noted)
        .filter_map(|entry| {
            entry
                .as_str()
                .or_else(|| text(entry, &["message"]))
                .map(str::to_owned)
        })
        .collect()
}

fn retry_after(headers: &HeaderMap) -> Duration {
    let seconds = headers
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok()?.trim().parse().ok());
    seconds.map_or(DEFAULT_RETRY_AFTER, Duration::from_secs)
}

/// Flat arguments as form fields; what is null is left out.
fn form_fields(arguments: &Value) -> Vec<(&str, String)> {
    let fields = arguments.as_object().into_iter().flatten();
    fields
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| {
            (
                name.as_str(),
                value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned),
            )
        })
        .collect()
}

fn counted<T>(method: &'static str, result: Result<T, Failure>) -> Result<T, Failure> {
    let outcome = result.as_ref().map_or_else(Failure::outcome, |_| "ok");
    metrics::counter!(meters::SLACK_CALLS, "method" => method, "outcome" => outcome).increment(1);
    result
}

#[cfg(test)]
mod tests;
