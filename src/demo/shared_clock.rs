//! The demo's time: it flows like the machine's, and jumps ahead when somebody at the page says so.
//!
//! Bot and sandbox read the same clock. It jumps only when both have nothing left to do at this instant, and
//! stops at everything that is due on the way; otherwise triggers and posts would be from another time.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use slack_sandbox::{Host, Sandbox};
use tokio::sync::{Mutex, OnceCell, watch};
use tokio_util::sync::CancellationToken;

use crate::bells::Bells;
use crate::clock::{Clock, SystemClock};

/// What follows within this time of a jump's end belongs to it: posts to one channel leave a second apart.
const AFTERMATH: SignedDuration = SignedDuration::from_secs(20);

/// A clock ahead of, or behind, the machine's. Clones share it.
#[derive(Debug, Clone)]
pub struct DemoClock {
    ahead: Arc<watch::Sender<SignedDuration>>,
}

impl DemoClock {
    /// A clock that shows `start` now.
    #[must_use]
    pub fn new(start: Timestamp) -> Self {
        let ahead = start.duration_since(SystemClock.now());
        Self {
            ahead: Arc::new(watch::Sender::new(ahead)),
        }
    }

    /// Moves ahead to `at` and wakes who is due by then. It never goes back.
    fn advance_to(&self, at: Timestamp) {
        let wanted = at.duration_since(SystemClock.now());
        self.ahead.send_if_modified(|ahead| {
            let is_later = wanted > *ahead;
            if is_later {
                *ahead = wanted;
            }
            is_later
        });
    }
}

fn shifted(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(Timestamp::MAX)
}

impl Clock for DemoClock {
    fn now(&self) -> Timestamp {
        shifted(SystemClock.now(), *self.ahead.borrow())
    }

    fn sleep_until(&self, at: Timestamp) -> BoxFuture<'static, ()> {
        let mut ahead = self.ahead.subscribe();
        Box::pin(async move {
            loop {
                let by = *ahead.borrow_and_update();
                tokio::select! {
                    () = SystemClock.sleep_until(shifted(at, -by)) => return,
                    changed = ahead.changed() => if changed.is_err() {
                        // Nobody is left who could make it jump: it flows on.
                        return SystemClock.sleep_until(shifted(at, -by)).await;
                    },
                }
            }
        })
    }
}

impl slack_sandbox::Clock for DemoClock {
    fn now(&self) -> Timestamp {
        Clock::now(self)
    }

    fn sleep_until(&self, at: Timestamp) -> BoxFuture<'static, ()> {
        Clock::sleep_until(self, at)
    }
}

/// Who knows when bot and sandbox are at rest, and lets the clock jump then.
#[derive(Debug)]
pub struct TimeKeeper {
    clock: DemoClock,
    bells: Bells,
    slack: OnceCell<Sandbox>,
    /// One jump at a time.
    jumping: Mutex<()>,
    stop: CancellationToken,
}

impl TimeKeeper {
    /// The keeper of this clock; `stop` ends a jump half-way.
    pub(super) fn new(clock: DemoClock, bells: Bells, stop: CancellationToken) -> Self {
        Self {
            clock,
            bells,
            slack: OnceCell::new(),
            jumping: Mutex::new(()),
            stop,
        }
    }

    /// Tells which sandbox shares the clock, once it is there.
    pub(super) fn watch_over(&self, slack: Sandbox) {
        // A second one is never told.
        let _first = self.slack.set(slack);
    }

    /// Ends when neither bot nor sandbox has anything left to do at this instant, or the demo stops.
    pub async fn settle(&self) {
        self.stop.run_until_cancelled(self.rest()).await;
    }

    async fn rest(&self) {
        loop {
            let now = || Clock::now(&self.clock);
            self.bells.idle(now).await;
            if let Some(slack) = self.slack.get() {
                slack.settled().await;
            }
            let in_flight = self.slack.get().map_or(0, Sandbox::in_flight);
            if self.bells.is_idle(now()) && in_flight == 0 {
                return;
            }
            tokio::task::yield_now().await;
        }
    }

    /// When the bot has something to do next that is worth a jump: posts that leave within seconds come by
    /// themselves.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        let soon = shifted(Clock::now(&self.clock), AFTERMATH);
        let post = self.bells.outbox.next_due().filter(|post| *post > soon);
        let round = self.bells.scheduler.next_due();
        post.into_iter().chain(round).min()
    }

    /// When the bot has anything to do next.
    fn next_wake(&self) -> Option<Timestamp> {
        let wakes = [
            self.bells.scheduler.next_wake(),
            self.bells.outbox.next_wake(),
        ];
        wakes.into_iter().flatten().min()
    }

    /// Lets time pass until `at`, stopping at everything that is due on the way, and until what happens
    /// then is delivered.
    pub async fn jump_to(&self, at: Timestamp) {
        let _alone = self.jumping.lock().await;
        self.stop.run_until_cancelled(self.pass(at)).await;
    }

    async fn pass(&self, at: Timestamp) {
        self.rest().await;
        while let Some(next) = self.next_wake().filter(|next| *next < at) {
            self.clock.advance_to(next);
            self.rest().await;
        }
        self.clock.advance_to(at);
        self.rest().await;
        let end = shifted(at, AFTERMATH);
        let post = || self.bells.outbox.next_wake().filter(|next| *next < end);
        while let Some(next) = post() {
            self.clock.advance_to(next);
            self.rest().await;
        }
    }
}

impl Host for TimeKeeper {
    fn next_due(&self) -> BoxFuture<'_, Option<Timestamp>> {
        Box::pin(std::future::ready(TimeKeeper::next_due(self)))
    }

    fn jump_to(&self, at: Timestamp) -> BoxFuture<'_, ()> {
        Box::pin(TimeKeeper::jump_to(self, at))
    }
}
