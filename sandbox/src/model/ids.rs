//! Ids and timestamps, unique in a sandbox and the same in every run.

use jiff::Timestamp;

/// Hands out ids. Never the same twice.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    issued: u64,
    last_ts_us: i64,
}

impl Ids {
    fn number(&mut self) -> u64 {
        self.issued += 1;
        self.issued
    }

    /// An id as Slack's look: a prefix, then capitals and digits.
    pub(crate) fn id(&mut self, prefix: &str) -> String {
        // Spread out, so that ids look like ids; odd multiplier, so that none comes twice.
        let spread = self.number().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 12;
        format!("{prefix}{}", base36(spread, 10).to_uppercase())
    }

    /// A short id, as Slack gives blocks that came without one.
    pub(crate) fn short(&mut self) -> String {
        let spread = self.number().wrapping_mul(48_271) % 60_466_176;
        base36(spread, 5)
    }

    /// A message timestamp: never the same twice, never going back.
    pub(crate) fn ts(&mut self, now: Timestamp) -> String {
        self.last_ts_us = now.as_microsecond().max(self.last_ts_us + 1);
        ts_text(self.last_ts_us)
    }

    /// A view's `hash`.
    pub(crate) fn hash(&mut self, now: Timestamp) -> String {
        format!(
            "{}.{}",
            now.as_second(),
            base36(self.number().wrapping_mul(2_654_435_761), 8)
        )
    }

    /// A `trigger_id`.
    pub(crate) fn trigger(&mut self, now: Timestamp) -> String {
        let number = self.number();
        let spread = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        format!("{}.{number}.{spread:016x}", now.as_millisecond())
    }

    /// An id in the manner of a UUID, for socket envelopes.
    pub(crate) fn envelope(&mut self) -> String {
        let number = self.number();
        let spread = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        format!(
            "{:08x}-{:04x}-4{:03x}-8{:03x}-{number:012x}",
            spread >> 32,
            (spread >> 16) & 0xffff,
            (spread >> 4) & 0xfff,
            spread & 0xfff
        )
    }
}

/// Writes microseconds as Slack writes a message timestamp.
pub(crate) fn ts_text(us: i64) -> String {
    format!("{}.{:06}", us / 1_000_000, us % 1_000_000)
}

fn base36(mut number: u64, width: usize) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let mut digits = Vec::with_capacity(width);
    for _ in 0..width {
        let digit = usize::try_from(number % 36).unwrap_or(0);
        digits.push(char::from(DIGITS[digit]));
        number /= 36;
    }
    digits.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_never_repeat_while_the_clock_stands() {
        let mut ids = Ids::default();
        let now = Timestamp::UNIX_EPOCH;
        assert_ne!(ids.ts(now), ids.ts(now));
    }

    #[test]
    fn ids_never_repeat() {
        let mut ids = Ids::default();
        let made: std::collections::BTreeSet<_> = (0..10_000).map(|_| ids.id("V")).collect();
        assert_eq!(made.len(), 10_000);
        let short: std::collections::BTreeSet<_> = (0..10_000).map(|_| ids.short()).collect();
        assert_eq!(short.len(), 10_000);
    }
}
