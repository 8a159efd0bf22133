//! How often a method may be called, on the sandbox's clock.
//!
//! Slack counts per method, workspace and app, in windows of a minute, and posts per channel
//! besides. It tolerates bursts of a size it does not tell; here a tier's figure is what a minute
//! holds. Source: <https://docs.slack.dev/apis/web-api/rate-limits>

use std::collections::{BTreeMap, VecDeque};

use jiff::{SignedDuration, Timestamp};

/// How strict the sandbox is about how often methods are called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RateLimits {
    /// Calls are never too many.
    Off,
    /// As Slack documents its tiers.
    #[default]
    Slack,
}

/// How often a method may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tier {
    One,
    Two,
    Three,
    Four,
    /// So often a minute.
    Special(usize),
    /// About once a second in a channel, several hundred times a minute in the workspace.
    Posting,
}

impl Tier {
    /// Calls in a minute.
    fn per_minute(self) -> usize {
        match self {
            // "1+ per minute": as many as an app may have sockets, or none could reconnect.
            Self::One => 10,
            Self::Two => 20,
            Self::Three => 50,
            Self::Four => 100,
            Self::Special(calls) => calls,
            Self::Posting => 300,
        }
    }
}

/// Posts in a channel that may come at once; then it is one a second.
const POSTS_AT_ONCE: i64 = 5;

const WINDOW: SignedDuration = SignedDuration::from_mins(1);

/// The calls of the last minute.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    calls: BTreeMap<&'static str, VecDeque<Timestamp>>,
    /// Channel → when everything posted there so far has had its second.
    channels: BTreeMap<String, Timestamp>,
}

impl Limits {
    /// Counts a call, or gives in how many seconds to come again.
    pub(super) fn count(
        &mut self,
        method: &'static str,
        tier: Tier,
        channel: Option<&str>,
        now: Timestamp,
    ) -> Result<(), u64> {
        let calls = self.calls.entry(method).or_default();
        while calls
            .front()
            .is_some_and(|at| at.duration_until(now) >= WINDOW)
        {
            calls.pop_front();
        }
        if calls.len() >= tier.per_minute()
            && let Some(first) = calls.front()
        {
            return Err(seconds(WINDOW - first.duration_until(now)));
        }
        if let (Tier::Posting, Some(channel)) = (tier, channel) {
            let free = self.channels.get(channel).copied().unwrap_or(now).max(now);
            let ahead = now.duration_until(free);
            let allowed = SignedDuration::from_secs(POSTS_AT_ONCE - 1);
            if ahead > allowed {
                return Err(seconds(ahead - allowed));
            }
            let free = free
                .saturating_add(SignedDuration::from_secs(1))
                .unwrap_or(free);
            self.channels.insert(channel.to_owned(), free);
        }
        calls.push_back(now);
        Ok(())
    }
}

/// Whole seconds, rounded up, at least one.
fn seconds(wait: SignedDuration) -> u64 {
    let whole = wait.as_secs() + i64::from(wait.subsec_nanos() > 0);
    u64::try_from(whole).unwrap_or_default().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap_or_default()
    }

    #[test]
    fn a_minute_holds_what_the_tier_says() {
        let mut limits = Limits::default();
        for second in 0..20 {
            assert_eq!(limits.count("a", Tier::Two, None, at(second)), Ok(()));
        }
        assert_eq!(limits.count("a", Tier::Two, None, at(20)), Err(40));
        assert_eq!(limits.count("b", Tier::Two, None, at(20)), Ok(()));
        assert_eq!(limits.count("a", Tier::Two, None, at(60)), Ok(()));
        assert_eq!(limits.count("a", Tier::Two, None, at(60)), Err(1));
    }

    #[test]
    fn a_channel_takes_a_burst_and_then_a_post_a_second() {
        let mut limits = Limits::default();
        let mut post =
            |channel, second| limits.count("post", Tier::Posting, Some(channel), at(second));
        for _ in 0..5 {
            assert_eq!(post("C1", 0), Ok(()));
        }
        assert_eq!(post("C1", 0), Err(1));
        assert_eq!(post("C2", 0), Ok(()));
        assert_eq!(post("C1", 1), Ok(()));
        assert_eq!(post("C1", 1), Err(1));
    }
}
