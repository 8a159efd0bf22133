//! `GET /sandbox/api/log`: what went between app and Slack, narrowed down.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Query, State},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    core::Core,
    log::{Entry, Happening},
};

#[derive(Debug, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    after: u64,
    kind: Option<String>,
    name: Option<String>,
    failed: bool,
    limit: usize,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            after: 0,
            kind: None,
            name: None,
            failed: false,
            limit: 1000,
        }
    }
}

impl Asked {
    fn fits(&self, entry: &Entry) -> bool {
        let (kind, name, failed) = match &entry.what {
            Happening::Call(call) => ("call", &call.method, call.answer["ok"] != true),
            Happening::Delivery(delivery) => {
                ("delivery", &delivery.name, delivery.failure.is_some())
            }
            Happening::Socket(event) => ("socket", &event.name, false),
        };
        self.kind.as_ref().is_none_or(|wanted| wanted == kind)
            && self.name.as_ref().is_none_or(|wanted| wanted == name)
            && (failed || !self.failed)
    }
}

pub(crate) async fn log(State(core): State<Arc<Core>>, Query(asked): Query<Asked>) -> Json<Value> {
    let entries = core.log.entries_after(asked.after).into_iter();
    let fitting: Vec<_> = entries
        .filter(|entry| asked.fits(entry))
        .take(asked.limit)
        .collect();
    Json(json!({"log": fitting, "refusals": core.log.refusals()}))
}
