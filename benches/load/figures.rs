//! What is told of a run.

use std::time::Duration;

/// How long each of many took.
#[derive(Default)]
pub(crate) struct Durations(Vec<Duration>);

impl Durations {
    pub(crate) fn add(&mut self, took: Duration) {
        self.0.push(took);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The one that so many per thousand do not exceed.
    fn per_thousand(&self, share: usize) -> Duration {
        let at = (self.0.len() * share).div_ceil(1000).max(1) - 1;
        self.0.get(at).copied().unwrap_or_default()
    }

    /// `p50 1.20 ms   p95 …`
    pub(crate) fn line(&mut self) -> String {
        self.0.sort_unstable();
        let parts = [("p50", 500), ("p95", 950), ("p99", 990), ("max", 1000)];
        let parts = parts.map(|(name, share)| format!("{name} {}", ms(self.per_thousand(share))));
        parts.join("   ")
    }
}

/// A duration in milliseconds, with two decimals.
pub(crate) fn ms(duration: Duration) -> String {
    format!("{:.2} ms", duration.as_secs_f64() * 1_000.0)
}
