//! Everything that went between app and Slack, for tests to query and people to read.
//!
//! A sandbox may run for weeks: it keeps the last [`KEPT_ENTRIES`] lines.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

/// One line of the log.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Counts up from 1.
    pub seq: u64,
    /// When it began, on the sandbox's clock.
    pub at: Timestamp,
    /// How long it took until the answer or the acknowledgement, in milliseconds of the sandbox's clock.
    pub took_ms: i64,
    /// What happened.
    #[serde(flatten)]
    pub what: Happening,
}

/// What happened between app and Slack.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Happening {
    /// The app called a method.
    Call(Call),
    /// Slack delivered something to the app.
    Delivery(Delivery),
    /// A socket came or went, or something was said on it that answers nothing.
    Socket(SocketEvent),
}

/// A call of a Web API method.
#[derive(Clone, Debug, Serialize)]
pub struct Call {
    /// `chat.postMessage`
    pub method: String,
    /// The arguments, without the token.
    pub arguments: Value,
    /// The HTTP status of the answer.
    pub status: u16,
    /// The answer.
    pub answer: Value,
    /// A fault rule made this answer.
    pub provoked: bool,
}

/// Something delivered to the app.
#[derive(Clone, Debug, Serialize)]
pub struct Delivery {
    /// Names it, for repeating it.
    pub id: String,
    /// `event`, `interactive` or `slash_command`.
    pub family: String,
    /// Its payload's type: `block_actions`, `app_home_opened`, `/hello`, …
    pub name: String,
    /// What was delivered.
    pub payload: Value,
    /// Which attempt it was; the first is 0.
    pub attempt: u32,
    /// The acknowledgement's body; absent when it was not acknowledged.
    pub acknowledged: Option<Value>,
    /// Why it failed; absent when it was acknowledged.
    pub failure: Option<String>,
    /// It went wrong on request.
    pub provoked: bool,
}

/// What happened to a socket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SocketEvent {
    /// `connected`, `disconnected`, `refused`, `told to disconnect`, `late acknowledgement`, `no acknowledgement`.
    pub name: String,
    /// Why, or what was said.
    pub detail: String,
}

/// Something the app sent that Slack refused.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Refusal {
    /// The method, or the kind of acknowledgement.
    pub what: String,
    /// Slack's name for the error.
    pub error: String,
    /// What exactly was wrong, where Slack says so.
    pub messages: Vec<String>,
    /// What was sent.
    pub sent: Value,
}

/// How many lines, and how many refusals, the log keeps.
const KEPT_ENTRIES: usize = 20_000;

#[derive(Debug, Default)]
pub(crate) struct Log {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    seq: u64,
    entries: VecDeque<Entry>,
    refusals: VecDeque<Refusal>,
}

impl Log {
    fn with<T>(&self, f: impl FnOnce(&mut Kept) -> T) -> T {
        f(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Writes a line about what began `at` and is over `now`.
    pub(crate) fn write(&self, at: Timestamp, now: Timestamp, what: Happening) {
        self.with(|kept| {
            kept.seq += 1;
            let seq = kept.seq;
            if kept.entries.len() == KEPT_ENTRIES {
                kept.entries.pop_front();
            }
            let took_ms = now.as_millisecond() - at.as_millisecond();
            kept.entries.push_back(Entry {
                seq,
                at,
                took_ms,
                what,
            });
        });
    }

    pub(crate) fn refuse(&self, refusal: Refusal) {
        self.with(|kept| {
            if kept.refusals.len() == KEPT_ENTRIES {
                kept.refusals.pop_front();
            }
            kept.refusals.push_back(refusal);
        });
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.entries_after(0)
    }

    pub(crate) fn entries_after(&self, seq: u64) -> Vec<Entry> {
        self.with(|kept| {
            let first = kept.entries.partition_point(|entry| entry.seq <= seq);
            kept.entries.range(first..).cloned().collect()
        })
    }

    pub(crate) fn refusals(&self) -> Vec<Refusal> {
        self.with(|kept| kept.refusals.iter().cloned().collect())
    }

    pub(crate) fn take_refusals(&self) -> Vec<Refusal> {
        self.with(|kept| kept.refusals.drain(..).collect())
    }

    pub(crate) fn delivery(&self, id: &str) -> Option<Delivery> {
        self.with(|kept| {
            kept.entries
                .iter()
                .rev()
                .find_map(|entry| match &entry.what {
                    Happening::Delivery(delivery) if delivery.id == id => Some(delivery.clone()),
                    _ => None,
                })
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn a_line_says_how_long_it_took() {
        let (log, at) = (Log::default(), Timestamp::UNIX_EPOCH);
        let event = SocketEvent {
            name: "connected".to_owned(),
            detail: String::new(),
        };
        let now = at + SignedDuration::from_millis(250);
        log.write(at, now, Happening::Socket(event));
        assert_eq!(log.entries()[0].took_ms, 250);
    }
}
