//! The Web API: `/api/<method>`. Each file is one family of methods; `methods` lists them all.
//!
//! A method reads arguments and changes the model at once; it never waits for the app. What the
//! app is to hear of a change it made is sent after the answer is made.

mod answer;
mod auth;
mod bots;
mod call;
mod chat;
mod content;
mod conversations;
mod dnd;
mod history;
mod limits;
mod membership;
mod methods;
mod oauth;
mod objects;
mod paging;
mod request;
mod response_url;
mod schedule;
mod usergroups;
mod users;
mod validation;
mod views;

pub(crate) use answer::{Answer, ApiError};
pub(crate) use call::call;
pub(crate) use limits::Limits;
pub use limits::RateLimits;
pub(crate) use objects::user_object;
pub(crate) use request::Args;
pub(crate) use response_url::{post_as_app, respond};
pub(crate) use views::check_view;

use crate::model::Model;

/// Refuses unless the app was granted `scope`.
fn require_scope(model: &Model, scope: &str) -> Result<(), ApiError> {
    if model.app.scopes.iter().any(|granted| granted == scope) {
        return Ok(());
    }
    Err(ApiError::new("missing_scope")
        .with("needed", scope)
        .with("provided", model.app.scopes.join(",")))
}
