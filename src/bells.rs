//! Bells: how a commit tells the scheduler and the outbox that there is something new to do.
//!
//! A bell carries nothing. It counts how often it was rung; whoever serves it says up to which ring it
//! has looked and when it wants to look again. From both follows whether anything is left to do at this
//! instant, which is what `settle` in tests and the demo's clock ask.

use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::watch;

/// One bell and its server's last word.
#[derive(Debug, Clone)]
pub struct Bell {
    state: Arc<watch::Sender<State>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct State {
    rung: u64,
    served: u64,
    next_wake: Option<Timestamp>,
    next_due: Option<Timestamp>,
    /// Its server does nothing until then, unless it rings.
    sleeps_until: Option<Timestamp>,
}

impl Default for Bell {
    fn default() -> Self {
        // Rung once from the start: whatever the store holds waits to be looked at.
        let state = State {
            rung: 1,
            ..State::default()
        };
        Self {
            state: Arc::new(watch::Sender::new(state)),
        }
    }
}

impl Bell {
    /// Rings it.
    pub fn ring(&self) {
        self.state.send_modify(|state| state.rung += 1);
    }

    /// Rings it for something that is due at `at`, unless its server sleeps and will look by then anyhow: a server that
    /// begins each look with [`looks`](Self::looks).
    pub fn ring_at(&self, at: Timestamp) {
        self.state.send_if_modified(|state| {
            let is_awaited = state.sleeps_until.is_some_and(|wake| wake <= at);
            if !is_awaited {
                state.rung += 1;
            }
            !is_awaited
        });
    }

    /// Says that its server begins to look, at all that rang so far; gives how often that was.
    #[must_use]
    pub fn looks(&self) -> u64 {
        let mut rung = 0;
        self.state.send_if_modified(|state| {
            state.sleeps_until = None;
            rung = state.rung;
            false
        });
        rung
    }

    /// How often it has rung so far; to be given to [`served`](Self::served) after the work.
    #[must_use]
    pub fn rung(&self) -> u64 {
        self.state.borrow().rung
    }

    /// Says that everything up to the ring `rung` has been looked at, and that the next look is due at
    /// `next_wake` unless it rings before.
    pub fn served(&self, rung: u64, next_wake: Option<Timestamp>) {
        self.state.send_modify(|state| {
            state.served = rung;
            state.next_wake = next_wake;
            state.next_due = next_wake;
            state.sleeps_until = next_wake;
        });
    }

    /// Like [`served`](Self::served), for a server that also does chores which nobody notices, next at `chores_at`.
    pub fn served_until_chores(
        &self,
        rung: u64,
        next_due: Option<Timestamp>,
        chores_at: Timestamp,
    ) {
        self.state.send_modify(|state| {
            state.served = rung;
            state.next_wake = Some(next_due.map_or(chores_at, |next| next.min(chores_at)));
            state.next_due = next_due;
        });
    }

    /// When its server wants to look again, if it has nothing to do before.
    #[must_use]
    pub fn next_wake(&self) -> Option<Timestamp> {
        self.state.borrow().next_wake
    }

    /// When its server has something to do next that people may notice.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        self.state.borrow().next_due
    }

    /// Whether its server has nothing left to do at this instant.
    #[must_use]
    pub fn is_idle(&self, now: Timestamp) -> bool {
        let state = *self.state.borrow();
        state.served == state.rung && state.next_wake.is_none_or(|wake| wake > now)
    }

    /// Waits until it has rung more often than `rung`.
    pub async fn rings_after(&self, rung: u64) {
        let mut changes = self.state.subscribe();
        // The sender lives as long as self; an error would mean nobody can ring any more.
        if changes.wait_for(|state| state.rung > rung).await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Waits until it has nothing left to do at the instant that `now` tells.
    pub async fn idle(&self, now: impl Fn() -> Timestamp) {
        let mut changes = self.state.subscribe();
        let idle = |state: &State| {
            state.served == state.rung && state.next_wake.is_none_or(|wake| wake > now())
        };
        if changes.wait_for(idle).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// What is done for a delivery, also after it was acknowledged: counted, so that one can wait for it.
#[derive(Debug, Clone)]
pub struct Afterwards {
    begun: Arc<watch::Sender<usize>>,
}

impl Default for Afterwards {
    fn default() -> Self {
        Self {
            begun: Arc::new(watch::Sender::new(0)),
        }
    }
}

impl Afterwards {
    /// Does something in a task of its own.
    pub fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        struct Done(Arc<watch::Sender<usize>>);
        impl Drop for Done {
            fn drop(&mut self) {
                self.0.send_modify(|begun| *begun -= 1);
            }
        }
        self.begun.send_modify(|begun| *begun += 1);
        let done = Done(Arc::clone(&self.begun));
        tokio::spawn(async move {
            work.await;
            drop(done);
        });
    }

    /// Whether nothing is being done.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        *self.begun.borrow() == 0
    }

    /// Waits until nothing is being done.
    pub async fn idle(&self) {
        let mut changes = self.begun.subscribe();
        // The sender lives as long as self.
        if changes.wait_for(|begun| *begun == 0).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// The bells of the program, and what is done after an acknowledgement.
#[derive(Debug, Clone, Default)]
pub struct Bells {
    /// Something with a `next_wake` changed.
    pub scheduler: Bell,
    /// The outbox has a new row.
    pub outbox: Bell,
    /// Slack may have gone on without us: its people and user groups are to be read again.
    pub people: Bell,
    /// Deliveries that are dealt with, and Home tabs that are brought in line.
    pub afterwards: Afterwards,
}

impl Bells {
    /// Waits until nobody has anything left to do at the instant that `now` tells.
    pub async fn idle(&self, now: impl Fn() -> Timestamp) {
        self.afterwards.idle().await;
        self.scheduler.idle(&now).await;
        self.outbox.idle(&now).await;
        self.people.idle(&now).await;
    }

    /// Whether nobody has anything left to do at this instant.
    #[must_use]
    pub fn is_idle(&self, now: Timestamp) -> bool {
        let bells = [&self.scheduler, &self.outbox, &self.people];
        self.afterwards.is_idle() && bells.iter().all(|bell| bell.is_idle(now))
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;

    use super::*;

    #[test]
    fn a_server_that_sleeps_is_not_rung_for_what_it_will_find_at_its_next_look() {
        let (bell, nine) = (Bell::default(), Timestamp::UNIX_EPOCH + 9.hours());
        let rung = bell.looks();
        bell.served(rung, Some(nine));
        bell.ring_at(nine);
        bell.ring_at(nine + 1.hour());
        assert_eq!(bell.rung(), rung);
        bell.ring_at(nine - 1.second());
        assert_eq!(bell.rung(), rung + 1);
        // While it looks, it may already have passed by what is new.
        let rung = bell.looks();
        bell.ring_at(nine + 1.hour());
        assert_eq!(bell.rung(), rung + 1);
        // It rests for good, and would look at nothing.
        let rung = bell.looks();
        bell.served(rung, None);
        bell.ring_at(nine);
        assert_eq!(bell.rung(), rung + 1);
    }
}
