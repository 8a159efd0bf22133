//! Misbehaviour on request: rules say which calls and deliveries go wrong, and how; a seed makes
//! some of them go wrong at random, the same in every run.

mod chaos;
mod delivery;
mod rule;

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

pub use chaos::Chaos;
pub use delivery::{DeliveryRule, DeliveryTrouble};
pub use rule::{Misbehaviour, Rule};

/// Which of the things that fit a rule it strikes.
#[derive(Clone, Copy, Debug)]
struct Turns {
    skip: usize,
    times: usize,
}

impl Default for Turns {
    fn default() -> Self {
        Self { skip: 0, times: 1 }
    }
}

impl Turns {
    /// Counts one that fits; whether it is struck.
    fn strike(&mut self) -> bool {
        if self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        if self.times != usize::MAX {
            self.times = self.times.saturating_sub(1);
        }
        true
    }
}

#[derive(Debug, Default)]
struct InForce {
    calls: Vec<Rule>,
    deliveries: Vec<DeliveryRule>,
    chaos: Option<Chaos>,
}

/// The rules in force. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    in_force: Arc<Mutex<InForce>>,
}

impl Faults {
    /// Adds a rule about calls. Of several that fit, the oldest is used.
    pub fn add(&self, rule: Rule) {
        self.with(|in_force| in_force.calls.push(rule));
    }

    /// Adds a rule about deliveries. Of several that fit, the oldest is used.
    pub fn add_delivery(&self, rule: DeliveryRule) {
        self.with(|in_force| in_force.deliveries.push(rule));
    }

    /// Lets things go wrong at random from now on, in place of what chaos there was. Rules go
    /// first.
    pub fn set_chaos(&self, chaos: Chaos) {
        self.with(|in_force| in_force.chaos = Some(chaos));
    }

    /// Takes everything back.
    pub fn clear(&self) {
        self.with(|in_force| *in_force = InForce::default());
    }

    /// How many rules have not been used up.
    #[must_use]
    pub fn left(&self) -> usize {
        self.with(|in_force| in_force.calls.len() + in_force.deliveries.len())
    }

    /// The seed by which things go wrong at random, if they do.
    #[must_use]
    pub fn seed(&self) -> Option<u64> {
        self.with(|in_force| in_force.chaos.as_ref().map(Chaos::seed))
    }

    fn with<T>(&self, f: impl FnOnce(&mut InForce) -> T) -> T {
        f(&mut self.in_force.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn take(&self, method: &str, arguments: &Value) -> Option<Misbehaviour> {
        self.with(|in_force| {
            let rules = &mut in_force.calls;
            let Some(at) = rules.iter().position(|rule| rule.fits(method, arguments)) else {
                return in_force.chaos.as_mut()?.strike_call(method);
            };
            let struck = rules[at].turns.strike();
            let how = struck.then(|| rules[at].how.clone());
            if rules[at].turns.times == 0 {
                rules.remove(at);
            }
            how
        })
    }

    pub(crate) fn take_delivery(&self, name: &str) -> Option<DeliveryTrouble> {
        self.with(|in_force| {
            let rules = &mut in_force.deliveries;
            let Some(at) = rules.iter().position(|rule| rule.fits(name)) else {
                return in_force.chaos.as_mut()?.strike_delivery(name);
            };
            let struck = rules[at].turns.strike();
            let how = struck.then(|| rules[at].how.clone());
            if rules[at].turns.times == 0 {
                rules.remove(at);
            }
            how
        })
    }
}
