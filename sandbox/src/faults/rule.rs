//! Which calls go wrong, and how.

use std::time::Duration;

use serde_json::Value;

use super::Turns;

/// How a call goes wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Misbehaviour {
    /// 429 with `Retry-After`; nothing is done.
    RateLimited {
        /// After how many seconds to come again.
        retry_after_s: u64,
    },
    /// A bare HTTP status, such as 500; nothing is done.
    Status(u16),
    /// `ok: false` with this error; nothing is done.
    Error(String),
    /// It is done, then the connection breaks without an answer.
    DoneThenDropped,
    /// The connection breaks; nothing is done.
    Dropped,
    /// It is done, and never answered: the connection stays open until the app gives it up.
    DoneThenUnanswered,
    /// It is never answered; nothing is done.
    Unanswered,
    /// It is done, and the answer says so and nothing else.
    Bare,
    /// It is done, and the answer is not JSON.
    Garbage,
    /// It is done, after this long in real time.
    Slow(Duration),
    /// The app's tokens are revoked, and the call is the first that hears of it.
    TokensRevoked,
    /// It is done, and all sockets break without a word.
    SocketsDropped,
}

/// Which calls go wrong, and how. Made with [`Rule::on`].
#[derive(Clone, Debug)]
pub struct Rule {
    method: String,
    channel: Option<String>,
    block: Option<String>,
    pub(super) turns: Turns,
    pub(super) how: Misbehaviour,
}

impl Rule {
    /// The next call of `method` goes wrong. `"*"` is every method.
    #[must_use]
    pub fn on(method: &str, how: Misbehaviour) -> Self {
        Self {
            method: method.to_owned(),
            channel: None,
            block: None,
            turns: Turns::default(),
            how,
        }
    }

    /// Only calls with this `channel` argument count.
    #[must_use]
    pub fn in_channel(mut self, channel: &str) -> Self {
        self.channel = Some(channel.to_owned());
        self
    }

    /// Only calls that carry a block of this type count.
    #[must_use]
    pub fn with_block(mut self, block_type: &str) -> Self {
        self.block = Some(block_type.to_owned());
        self
    }

    /// The first `calls` that count go well.
    #[must_use]
    pub fn after(mut self, calls: usize) -> Self {
        self.turns.skip = calls;
        self
    }

    /// So many calls go wrong.
    #[must_use]
    pub fn times(mut self, calls: usize) -> Self {
        self.turns.times = calls;
        self
    }

    /// All calls go wrong until the rules are cleared.
    #[must_use]
    pub fn always(self) -> Self {
        self.times(usize::MAX)
    }

    pub(super) fn fits(&self, method: &str, arguments: &Value) -> bool {
        let names_block = |kind: &String| {
            // In a form, blocks are JSON in a text.
            let blocks = match &arguments["blocks"] {
                Value::String(text) => serde_json::from_str(text).unwrap_or_default(),
                other => other.clone(),
            };
            mentions_type(&blocks, kind)
        };
        (self.method == "*" || self.method == method)
            && self
                .channel
                .as_ref()
                .is_none_or(|channel| arguments["channel"] == **channel)
            && self.block.as_ref().is_none_or(names_block)
    }
}

fn mentions_type(value: &Value, kind: &str) -> bool {
    match value {
        Value::Array(values) => values.iter().any(|value| mentions_type(value, kind)),
        Value::Object(fields) => {
            value["type"] == kind || fields.values().any(|value| mentions_type(value, kind))
        }
        _ => false,
    }
}
