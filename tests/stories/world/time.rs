//! The one clock of a story's bot and its Slack, and the instants that stories speak of.

use jiff::{SignedDuration, Timestamp};
use leadloop::clock::{Clock as _, ManualClock};

use super::World;

/// Monday 2 November 2026, 08:00 in Amsterdam: two weeks before the first round.
pub(crate) const START: &str = "2026-11-02T07:00:00Z";
/// The reps in Amsterdam and Brussels have just been asked, in the first round.
pub(crate) const FIRST_ASK: &str = "2026-11-16T08:31:00Z";
/// Everybody has been asked, in New York too.
pub(crate) const ALL_ASKED: &str = "2026-11-16T15:00:00Z";
/// The first round has closed in Amsterdam: the owners have their numbers, nobody has the digest.
pub(crate) const FIRST_CLOSE: &str = "2026-11-23T16:10:00Z";
/// The digest of the first round is out.
pub(crate) const FIRST_DIGEST: &str = "2026-11-24T09:00:00Z";
/// The reps in Amsterdam and Brussels have just been asked, in the second round.
pub(crate) const SECOND_ASK: &str = "2026-11-30T08:31:00Z";
/// The same in the third.
pub(crate) const THIRD_ASK: &str = "2026-12-14T08:31:00Z";

impl World {
    /// Until nothing is left to do at this instant.
    pub(crate) async fn settle(&self) {
        loop {
            self.bells.idle(|| self.clock.now()).await;
            self.slack.settled().await;
            if self.bells.is_idle(self.clock.now()) && self.slack.in_flight() == 0 {
                return;
            }
        }
    }

    /// Who has something left to do at this instant.
    pub(crate) fn not_at_rest(&self) -> Vec<&'static str> {
        let now = self.clock.now();
        let is_busy = [
            ("the scheduler", !self.bells.scheduler.is_idle(now)),
            ("the outbox", !self.bells.outbox.is_idle(now)),
            ("the reader of people", !self.bells.people.is_idle(now)),
            ("a delivery", !self.bells.afterwards.is_idle()),
            ("Slack", self.slack.in_flight() > 0),
        ];
        let busy = is_busy.into_iter().filter(|(_, is_busy)| *is_busy);
        busy.map(|(who, _)| who).collect()
    }

    /// Lets time pass until `at`, stopping at everything that is due on the way.
    pub(crate) async fn until(&self, at: &str) {
        let at: Timestamp = at.parse().expect("an instant");
        self.settle().await;
        loop {
            let next = self.next_wake().filter(|next| *next < at);
            self.clock.advance_to(next.unwrap_or(at));
            self.settle().await;
            if next.is_none() {
                return;
            }
        }
    }

    /// The clock goes to what is due within the hour, and nobody has done anything about it yet.
    pub(crate) fn wake_next(&self) {
        let soon = self.clock.now() + SignedDuration::from_hours(1);
        if let Some(next) = self.next_wake().filter(|next| *next <= soon) {
            self.clock.advance_to(next);
        }
    }

    /// When the bot has something to do next.
    fn next_wake(&self) -> Option<Timestamp> {
        let bells = [
            &self.bells.scheduler,
            &self.bells.outbox,
            &self.bells.people,
        ];
        bells.iter().filter_map(|it| it.next_wake()).min()
    }

    /// A minute passes: Slack takes one message a second for a conversation.
    pub(crate) async fn a_minute(&self) {
        let then = self.clock.now() + SignedDuration::from_mins(1);
        self.until(&then.to_string()).await;
    }
}

/// The clock as the sandbox takes it.
#[derive(Clone)]
pub(super) struct SharedClock(pub(super) ManualClock);

impl slack_sandbox::Clock for SharedClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn sleep_until(&self, at: Timestamp) -> futures_util::future::BoxFuture<'static, ()> {
        self.0.sleep_until(at)
    }
}
