//! The only reader of time. Everything that is due, expires, waits or makes an id asks a [`Clock`].
//!
//! Real time remains elsewhere for I/O timeouts and the socket's ping watchdog alone.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::Timestamp;

/// A source of time that can be waited on.
pub trait Clock: Send + Sync + 'static {
    /// The present instant.
    fn now(&self) -> Timestamp;

    /// Resolves once [`now`](Clock::now) is `at` or later; at once when it already is.
    fn sleep_until(&self, at: Timestamp) -> BoxFuture<'static, ()>;
}

/// The machine's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

/// How long the system clock sleeps before it looks at the time again. A timer counts running time; a machine that
/// was suspended, or whose clock was set, would otherwise wake up late by as much.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the system's time"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that sleeps by the system's time"
    )]
    fn sleep_until(&self, at: Timestamp) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            loop {
                match Duration::try_from(at.duration_since(SystemClock.now())) {
                    Ok(left) if !left.is_zero() => tokio::time::sleep(left.min(LOOK_AGAIN)).await,
                    _ => return,
                }
            }
        })
    }
}

/// A clock that stands still until it is moved; clones share it. Tests and the demo use it.
#[derive(Debug, Clone)]
pub struct ManualClock(Arc<Mutex<Hands>>);

#[derive(Debug)]
struct Hands {
    now: Timestamp,
    next_id: u64,
    sleepers: BTreeMap<(Timestamp, u64), Option<Waker>>,
}

impl ManualClock {
    /// A clock that shows `start`.
    #[must_use]
    pub fn new(start: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(Hands {
            now: start,
            next_id: 0,
            sleepers: BTreeMap::new(),
        })))
    }

    /// Moves to `at` and wakes who is due by then. An earlier instant than the present one moves nothing: this clock
    /// never goes back.
    pub fn advance_to(&self, at: Timestamp) {
        let due = {
            let mut hands = self.hands();
            hands.now = hands.now.max(at);
            let present = hands.now;
            let later = hands.sleepers.split_off(&(present, u64::MAX));
            std::mem::replace(&mut hands.sleepers, later)
        };
        due.into_values().flatten().for_each(Waker::wake);
    }

    /// When the earliest sleeper wants to wake; none when nobody sleeps.
    #[must_use]
    pub fn next_sleeper(&self) -> Option<Timestamp> {
        self.hands().sleepers.keys().next().map(|(at, _)| *at)
    }

    fn hands(&self) -> MutexGuard<'_, Hands> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        self.hands().now
    }

    fn sleep_until(&self, at: Timestamp) -> BoxFuture<'static, ()> {
        let mut hands = self.hands();
        let key = (at, hands.next_id);
        hands.next_id += 1;
        // Registered before the first poll, so that whoever moves the clock sees a sleeper as soon as it exists.
        if hands.now < at {
            hands.sleepers.insert(key, None);
        }
        Box::pin(Sleep {
            clock: self.clone(),
            key,
        })
    }
}

struct Sleep {
    clock: ManualClock,
    key: (Timestamp, u64),
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut hands = self.clock.hands();
        if hands.now >= self.key.0 {
            return Poll::Ready(());
        }
        hands
            .sleepers
            .insert(self.key, Some(context.waker().clone()));
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.clock.hands().sleepers.remove(&self.key);
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use jiff::ToSpan;

    use super::*;

    fn nine() -> Timestamp {
        "2026-11-23T09:00:00Z".parse().unwrap()
    }

    #[tokio::test]
    async fn a_sleeper_wakes_when_the_clock_reaches_its_time_and_not_before() {
        let clock = ManualClock::new(nine());
        let mut sleeper = clock.sleep_until(nine() + 2.hours());
        assert_eq!(clock.next_sleeper(), Some(nine() + 2.hours()));

        clock.advance_to(nine() + 1.hour());
        assert!((&mut sleeper).now_or_never().is_none());

        let waiting = tokio::spawn(sleeper);
        tokio::task::yield_now().await;
        clock.advance_to(nine() + 2.hours());
        waiting.await.unwrap();
        assert_eq!(clock.next_sleeper(), None);
    }

    #[test]
    fn the_clock_never_goes_back() {
        let clock = ManualClock::new(nine());
        clock.clone().advance_to(nine() + 1.hour());
        clock.advance_to(nine());
        assert_eq!(clock.now(), nine() + 1.hour());
    }

    #[test]
    fn the_earliest_sleeper_is_named_and_one_who_gave_up_is_forgotten() {
        let clock = ManualClock::new(nine());
        let late = clock.sleep_until(nine() + 3.hours());
        let early = clock.sleep_until(nine() + 1.hour());
        assert_eq!(clock.next_sleeper(), Some(nine() + 1.hour()));
        drop(early);
        assert_eq!(clock.next_sleeper(), Some(nine() + 3.hours()));
        drop(late);
        assert_eq!(clock.next_sleeper(), None);
    }

    #[tokio::test]
    async fn the_system_clock_does_not_wait_for_the_past() {
        let clock = SystemClock;
        clock.sleep_until(clock.now() - 1.hour()).await;
    }
}
