//! Brings things to the app: events, interactions, slash commands; by signed HTTP or by socket.

mod by_http;
mod by_socket;
mod events;
mod link;
mod payload;
mod sign;
mod sockets;
mod trouble;

use std::sync::{Arc, MutexGuard, PoisonError};

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use serde_json::{Value, json};

pub(crate) use link::link;
pub(crate) use payload::Scene;
pub(crate) use sockets::Sockets;

pub use sockets::DisconnectReason;

use crate::{
    core::Core,
    faults::DeliveryTrouble,
    log::{Delivery, Happening, SocketEvent},
};

/// How things get to the app. Slack uses one way at a time.
#[derive(Clone, Debug)]
pub(crate) enum Door {
    Sockets,
    Http(String),
}

/// The families Slack delivers in; each has its own form on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Event,
    Interactive,
    SlashCommand,
}

impl Family {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Interactive => "interactive",
            Self::SlashCommand => "slash_command",
        }
    }

    fn by_name(name: &str) -> Self {
        match name {
            "event" => Self::Event,
            "slash_command" => Self::SlashCommand,
            _ => Self::Interactive,
        }
    }
}

/// Something to deliver.
#[derive(Clone, Debug)]
pub(crate) struct Parcel {
    pub(crate) id: String,
    pub(crate) family: Family,
    pub(crate) payload: Value,
    /// 0 for the first attempt.
    pub(crate) attempt: u32,
    /// Why there was a further attempt, in Slack's words.
    pub(crate) retry_reason: Option<&'static str>,
    /// How it goes wrong on request, if it does.
    pub(crate) trouble: Option<DeliveryTrouble>,
    /// It went wrong on request.
    pub(crate) provoked: bool,
}

/// Why a delivery failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryFailure {
    /// No acknowledgement within the limit.
    #[error("the app did not acknowledge in time")]
    Timeout,
    /// The app answered with another status than success.
    #[error("the app answered with status {status}")]
    Status {
        /// The HTTP status.
        status: u16,
        /// It said `x-slack-no-retry: 1`.
        no_retry: bool,
    },
    /// It redirected more than twice.
    #[error("the app redirected more than twice")]
    Redirects,
    /// There is no connection to the app, or it broke.
    #[error("no connection to the app: {0}")]
    Connection(String),
    /// Nothing of that id was delivered.
    #[error("nothing with the id {0} was delivered")]
    Unknown(String),
}

/// Why a request URL is not used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrlRefused {
    /// The app did not answer with success.
    #[error(transparent)]
    Failed(#[from] DeliveryFailure),
    /// Its answer is not the challenge.
    #[error("the app's answer to url_verification is not the challenge it was sent")]
    OtherAnswer,
}

impl DeliveryFailure {
    fn retry_reason(&self) -> &'static str {
        match self {
            Self::Timeout => "http_timeout",
            Self::Status { .. } => "http_error",
            Self::Redirects => "too_many_redirects",
            Self::Connection(_) | Self::Unknown(_) => "connection_failed",
        }
    }
}

impl Core {
    pub(crate) fn door(&self) -> MutexGuard<'_, Door> {
        self.door.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn parcel(&self, family: Family, payload: Value) -> Parcel {
        let id = self.write(|model| model.ids.envelope());
        Parcel {
            id,
            family,
            payload,
            attempt: 0,
            retry_reason: None,
            trouble: None,
            provoked: false,
        }
    }

    /// Delivers and waits for the acknowledgement: its body, `null` when it is empty.
    pub(crate) async fn deliver(&self, parcel: &Parcel) -> Result<Value, DeliveryFailure> {
        let _underway = self.in_flight.begin();
        let at = self.now();
        let door = self.door().clone();
        let result = match door {
            Door::Http(url) => self.deliver_by_http(&url, parcel).await,
            Door::Sockets => self.deliver_by_socket(parcel).await,
        };
        self.log_delivery(at, parcel, &result);
        result
    }

    fn log_delivery(
        &self,
        at: Timestamp,
        parcel: &Parcel,
        result: &Result<Value, DeliveryFailure>,
    ) {
        let delivery = Delivery {
            id: parcel.id.clone(),
            family: parcel.family.name().to_owned(),
            name: name_of(parcel),
            payload: parcel.payload.clone(),
            attempt: parcel.attempt,
            acknowledged: result.as_ref().ok().cloned(),
            failure: result.as_ref().err().map(ToString::to_string),
            provoked: parcel.provoked,
        };
        match &delivery.failure {
            // Before the app was ever there, nobody wonders that it hears nothing.
            Some(failure)
                if matches!(*self.door(), Door::Sockets) && !self.sockets.ever_connected() =>
            {
                tracing::debug!(name = delivery.name, failure, "a delivery failed");
            }
            Some(failure) => tracing::warn!(name = delivery.name, failure, "a delivery failed"),
            None => {}
        }
        self.log
            .write(at, self.now(), Happening::Delivery(delivery));
        self.touch();
    }

    /// Delivers what was delivered before once more.
    pub(crate) async fn repeat(&self, id: &str) -> Result<Value, DeliveryFailure> {
        let before = self
            .log
            .delivery(id)
            .ok_or_else(|| DeliveryFailure::Unknown(id.to_owned()))?;
        let parcel = Parcel {
            id: before.id,
            family: Family::by_name(&before.family),
            payload: before.payload,
            attempt: before.attempt + 1,
            retry_reason: Some("http_timeout"),
            trouble: None,
            provoked: true,
        };
        self.deliver(&parcel).await
    }

    /// Ends when the clock shows that time; without one, never.
    fn sleep_until(&self, at: Option<Timestamp>) -> BoxFuture<'static, ()> {
        match at {
            Some(at) => self.clock.sleep_until(at),
            None => Box::pin(std::future::pending()),
        }
    }

    pub(super) fn log_socket(&self, name: &str, detail: &str) {
        let event = SocketEvent {
            name: name.to_owned(),
            detail: detail.to_owned(),
        };
        let now = self.now();
        self.log.write(now, now, Happening::Socket(event));
        self.touch();
    }

    pub(crate) fn spawn(self: &Arc<Self>, work: impl Future<Output = ()> + Send + 'static) {
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            stop.run_until_cancelled_owned(work).await;
        });
    }
}

pub(super) fn name_of(parcel: &Parcel) -> String {
    let payload = &parcel.payload;
    let name = match parcel.family {
        Family::Event if payload["event"].is_null() => &payload["type"],
        Family::Event => &payload["event"]["type"],
        Family::Interactive => &payload["type"],
        Family::SlashCommand => &payload["command"],
    };
    name.as_str().unwrap_or_default().to_owned()
}

/// The body of an acknowledgement: nothing, a JSON object or text.
fn ack_body(text: &str) -> Value {
    if text.trim().is_empty() {
        return Value::Null;
    }
    match serde_json::from_str(text) {
        Ok(object @ Value::Object(_)) => object,
        _ => json!(text),
    }
}
