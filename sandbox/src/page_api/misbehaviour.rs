//! `/sandbox/api/misbehaviour`: making things go wrong, from any language.

use std::{sync::Arc, time::Duration};

use axum::{Json, extract::State};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    core::Core,
    faults::{Chaos, DeliveryRule, DeliveryTrouble, Misbehaviour, Rule},
};

/// One rule, or a seed.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Wanted {
    Call {
        method: String,
        channel: Option<String>,
        block: Option<String>,
        #[serde(flatten)]
        turns: Turns,
        #[serde(flatten)]
        how: How,
    },
    Delivery {
        delivery: String,
        #[serde(flatten)]
        turns: Turns,
        #[serde(flatten)]
        how: DeliveryHow,
    },
    Seed {
        seed: u64,
        #[serde(default)]
        calls: Vec<Likely<How>>,
        #[serde(default)]
        deliveries: Vec<Likely<DeliveryHow>>,
    },
}

#[derive(Debug, Deserialize)]
pub(crate) struct Turns {
    #[serde(default)]
    after: usize,
    times: Option<usize>,
    #[serde(default)]
    always: bool,
}

impl Turns {
    fn times(&self) -> usize {
        if self.always {
            usize::MAX
        } else {
            self.times.unwrap_or(1)
        }
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Likely<T> {
    probability: f64,
    #[serde(flatten)]
    how: T,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub(crate) enum How {
    RateLimited { retry_after_s: u64 },
    Status { status: u16 },
    Error { error: String },
    Slow { ms: u64 },
    Dropped,
    DoneThenDropped,
    DoneThenUnanswered,
    Unanswered,
    Bare,
    Garbage,
    TokensRevoked,
    SocketsDropped,
}

impl From<How> for Misbehaviour {
    fn from(how: How) -> Self {
        match how {
            How::RateLimited { retry_after_s } => Self::RateLimited { retry_after_s },
            How::Status { status } => Self::Status(status),
            How::Error { error } => Self::Error(error),
            How::Slow { ms } => Self::Slow(Duration::from_millis(ms)),
            How::Dropped => Self::Dropped,
            How::DoneThenDropped => Self::DoneThenDropped,
            How::DoneThenUnanswered => Self::DoneThenUnanswered,
            How::Unanswered => Self::Unanswered,
            How::Bare => Self::Bare,
            How::Garbage => Self::Garbage,
            How::TokensRevoked => Self::TokensRevoked,
            How::SocketsDropped => Self::SocketsDropped,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub(crate) enum DeliveryHow {
    Repeated,
    Late { seconds: u32 },
    Overtaken,
    Lost,
    SocketsDropped,
}

impl From<DeliveryHow> for DeliveryTrouble {
    fn from(how: DeliveryHow) -> Self {
        match how {
            DeliveryHow::Repeated => Self::Repeated,
            DeliveryHow::Late { seconds } => Self::Late(SignedDuration::from_secs(seconds.into())),
            DeliveryHow::Overtaken => Self::Overtaken,
            DeliveryHow::Lost => Self::Lost,
            DeliveryHow::SocketsDropped => Self::SocketsDropped,
        }
    }
}

pub(crate) async fn add(State(core): State<Arc<Core>>, Json(wanted): Json<Wanted>) -> Json<Value> {
    match wanted {
        Wanted::Call {
            method,
            channel,
            block,
            turns,
            how,
        } => {
            let mut rule = Rule::on(&method, how.into())
                .after(turns.after)
                .times(turns.times());
            if let Some(channel) = channel {
                rule = rule.in_channel(&channel);
            }
            if let Some(block) = block {
                rule = rule.with_block(&block);
            }
            core.faults.add(rule);
        }
        Wanted::Delivery {
            delivery,
            turns,
            how,
        } => core.faults.add_delivery(
            DeliveryRule::on(&delivery, how.into())
                .after(turns.after)
                .times(turns.times()),
        ),
        Wanted::Seed {
            seed,
            calls,
            deliveries,
        } if calls.is_empty() && deliveries.is_empty() => {
            core.faults.set_chaos(Chaos::bad_day(seed));
        }
        Wanted::Seed {
            seed,
            calls,
            deliveries,
        } => {
            let mut chaos = Chaos::new(seed);
            for one in calls {
                chaos = chaos.call(one.probability, one.how.into());
            }
            for one in deliveries {
                chaos = chaos.delivery(one.probability, one.how.into());
            }
            core.faults.set_chaos(chaos);
        }
    }
    core.touch();
    tell(&core)
}

pub(crate) async fn clear(State(core): State<Arc<Core>>) -> Json<Value> {
    core.faults.clear();
    core.touch();
    tell(&core)
}

pub(crate) async fn show(State(core): State<Arc<Core>>) -> Json<Value> {
    tell(&core)
}

fn tell(core: &Core) -> Json<Value> {
    Json(json!({"ok": true, "rules": core.faults.left(), "seed": core.faults.seed()}))
}
