//! When the next post to a channel may leave. Pure: the present is an argument, the answer a later instant.
//!
//! Slack takes about one message a second per channel (a direct message is a channel) and several hundred a minute
//! per workspace; of edits, 50 a minute per workspace. One [`PostLimits`] belongs to one workspace, and to
//! messages or to edits.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use crate::domain::ids::ChannelId;

/// Between two posts to one channel.
const CHANNEL_SPACING: SignedDuration = SignedDuration::from_secs(1);
/// Between two posts to one workspace, on average: 300 a minute.
const WORKSPACE_SPACING: SignedDuration = SignedDuration::from_millis(200);
/// How far a short burst may run ahead of that average: 20 posts.
const WORKSPACE_BURST: SignedDuration = SignedDuration::from_secs(4);
/// Between two edits in one workspace, on average: 50 a minute.
const EDIT_SPACING: SignedDuration = SignedDuration::from_millis(1200);
/// How far a short burst may run ahead of that average: 10 edits.
const EDIT_BURST: SignedDuration = SignedDuration::from_secs(12);

/// Channels that are free again are kept up to this number.
const CHANNELS_KEPT: usize = 64;

/// The limits of one workspace and what they have let through.
#[derive(Debug)]
pub struct PostLimits {
    spacing: SignedDuration,
    burst: SignedDuration,
    channels: HashMap<ChannelId, Timestamp>,
    /// So many channels are looked through for those that are free again.
    forget_at: usize,
    workspace: Option<Timestamp>,
    held_until: Option<Timestamp>,
}

impl PostLimits {
    /// Those of `chat.postMessage`.
    #[must_use]
    pub fn of_posts() -> Self {
        Self::new(WORKSPACE_SPACING, WORKSPACE_BURST)
    }

    /// Those of `chat.update`.
    #[must_use]
    pub fn of_edits() -> Self {
        Self::new(EDIT_SPACING, EDIT_BURST)
    }

    fn new(spacing: SignedDuration, burst: SignedDuration) -> Self {
        Self {
            spacing,
            burst,
            channels: HashMap::new(),
            forget_at: CHANNELS_KEPT,
            workspace: None,
            held_until: None,
        }
    }

    /// The instant from which this post may leave, `now` or later. The slot is taken: asking again gives the next.
    pub fn next_slot(&mut self, channel: &ChannelId, now: Timestamp) -> Timestamp {
        if self.channels.len() >= self.forget_at {
            self.channels.retain(|_, free_at| *free_at > now);
            // Looked through once for each that comes, thousands that wait would take their square.
            self.forget_at = CHANNELS_KEPT.max(2 * self.channels.len());
        }
        let channel_free_at = self.channels.get(channel).copied();
        let workspace_free_at = self.workspace.map(|average| earlier(average, self.burst));
        let slot = [channel_free_at, workspace_free_at, self.held_until]
            .into_iter()
            .flatten()
            .fold(now, Ord::max);

        self.channels
            .insert(channel.clone(), later(slot, CHANNEL_SPACING));
        let average = self.workspace.map_or(slot, |average| average.max(slot));
        self.workspace = Some(later(average, self.spacing));
        slot
    }

    /// Slack answered "too many" and said when to come back: nothing leaves before.
    pub fn hold(&mut self, until: Timestamp) {
        self.held_until = self.held_until.max(Some(until));
    }
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

fn earlier(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_sub(by).unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    fn nine() -> Timestamp {
        "2026-11-23T09:00:00Z".parse().unwrap()
    }

    fn channel(n: usize) -> ChannelId {
        ChannelId::new(format!("C{n}"))
    }

    #[test]
    fn a_channel_gets_one_post_a_second() {
        let mut limits = PostLimits::of_posts();
        let slots: Vec<_> = (0..3)
            .map(|_| limits.next_slot(&channel(1), nine()))
            .collect();
        assert_eq!(slots, [nine(), nine() + 1.second(), nine() + 2.seconds()]);
        assert_eq!(
            limits.next_slot(&channel(1), nine() + 1.hour()),
            nine() + 1.hour()
        );
    }

    #[test]
    fn two_hundred_people_are_asked_within_a_minute_and_never_faster_than_the_workspace_allows() {
        let mut limits = PostLimits::of_posts();
        let slots: Vec<_> = (0..200)
            .map(|n| limits.next_slot(&channel(n), nine()))
            .collect();
        assert!(slots.iter().filter(|slot| **slot == nine()).count() <= 21);
        assert!(slots.is_sorted());
        let last = slots[199].duration_since(nine()).as_secs_f64();
        assert!((30.0..=60.0).contains(&last), "{last}");
    }

    #[test]
    fn edits_leave_fifty_a_minute() {
        let mut limits = PostLimits::of_edits();
        let slots: Vec<_> = (0..61)
            .map(|n| limits.next_slot(&channel(n), nine()))
            .collect();
        assert!(slots.iter().filter(|slot| **slot == nine()).count() <= 11);
        assert_eq!(slots[60], nine() + 1.minute());
    }

    #[test]
    fn nothing_leaves_while_slack_asked_us_to_wait() {
        let mut limits = PostLimits::of_posts();
        limits.hold(nine() + 30.seconds());
        limits.hold(nine() + 10.seconds());
        assert_eq!(limits.next_slot(&channel(1), nine()), nine() + 30.seconds());
        assert_eq!(
            limits.next_slot(&channel(2), nine() + 31.seconds()),
            nine() + 31.seconds()
        );
    }
}
