//! Things going wrong at random, the same for the same seed.

use std::{collections::BTreeMap, time::Duration};

use jiff::SignedDuration;

use super::{DeliveryTrouble, Misbehaviour};

/// Lets calls and deliveries go wrong at random.
///
/// What strikes the n-th call of a method depends on the seed, the method and n alone: a run that
/// makes the same calls sees the same faults, however its tasks are scheduled.
///
/// ```
/// use slack_sandbox::{Chaos, DeliveryTrouble, Misbehaviour};
///
/// let chaos = Chaos::new(7)
///     .call(0.05, Misbehaviour::Status(503))
///     .delivery(0.1, DeliveryTrouble::Repeated);
/// assert_eq!(chaos.seed(), 7);
/// ```
#[derive(Clone, Debug)]
pub struct Chaos {
    seed: u64,
    calls: Vec<(f64, Misbehaviour)>,
    deliveries: Vec<(f64, DeliveryTrouble)>,
    /// How often each thing has come so far.
    seen: BTreeMap<String, u64>,
}

impl Chaos {
    /// Nothing goes wrong yet.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            calls: Vec::new(),
            deliveries: Vec::new(),
            seen: BTreeMap::new(),
        }
    }

    /// A bad day at Slack: about one call in seven and one delivery in five go wrong, in every way
    /// that a well-made app gets over.
    #[must_use]
    pub fn bad_day(seed: u64) -> Self {
        Self::new(seed)
            .call(0.04, Misbehaviour::RateLimited { retry_after_s: 2 })
            .call(0.03, Misbehaviour::Status(503))
            .call(0.03, Misbehaviour::Slow(Duration::from_millis(500)))
            .call(0.02, Misbehaviour::Dropped)
            .call(0.01, Misbehaviour::DoneThenDropped)
            .call(0.01, Misbehaviour::Garbage)
            .delivery(0.08, DeliveryTrouble::Repeated)
            .delivery(0.05, DeliveryTrouble::Late(SignedDuration::from_secs(20)))
            .delivery(0.05, DeliveryTrouble::Overtaken)
            .delivery(0.02, DeliveryTrouble::Lost)
    }

    /// So likely does a call go wrong in this way. Probabilities of several ways add up, to 1 at
    /// most.
    #[must_use]
    pub fn call(mut self, probability: f64, how: Misbehaviour) -> Self {
        self.calls.push((probability, how));
        self
    }

    /// So likely does a delivery go wrong in this way.
    #[must_use]
    pub fn delivery(mut self, probability: f64, how: DeliveryTrouble) -> Self {
        self.deliveries.push((probability, how));
        self
    }

    /// What makes it the same in every run.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// What happens to the next call of a method.
    pub(super) fn strike_call(&mut self, method: &str) -> Option<Misbehaviour> {
        let drawn = self.draw("call", method);
        chosen(&self.calls, drawn)
    }

    /// What happens to the next delivery of that name.
    pub(super) fn strike_delivery(&mut self, name: &str) -> Option<DeliveryTrouble> {
        let drawn = self.draw("delivery", name);
        chosen(&self.deliveries, drawn)
    }

    /// A number from 0 to below 1.
    fn draw(&mut self, kind: &str, name: &str) -> f64 {
        let nth = self.seen.entry(format!("{kind} {name}")).or_default();
        *nth += 1;
        let mut mixed = mix(self.seed ^ mix(*nth));
        for byte in kind.bytes().chain([0]).chain(name.bytes()) {
            mixed = mix(mixed ^ u64::from(byte));
        }
        // 32 bits fit into a float as they are.
        f64::from(u32::try_from(mixed >> 32).unwrap_or_default()) / 4_294_967_296.0
    }
}

/// Spreads a number over all bits (the finalizer of SplitMix64). The same on every machine.
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn chosen<T: Clone>(ways: &[(f64, T)], drawn: f64) -> Option<T> {
    let mut reached = 0.0;
    ways.iter()
        .find(|(probability, _)| {
            reached += probability;
            drawn < reached
        })
        .map(|(_, how)| how.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(seed: u64) -> Vec<Option<Misbehaviour>> {
        let mut chaos = Chaos::bad_day(seed);
        (0..1000).map(|_| chaos.strike_call("a")).collect()
    }

    #[test]
    fn a_seed_gives_the_same_day_again() {
        assert_eq!(faults(1), faults(1));
        assert_ne!(faults(1), faults(2));
        let struck = faults(1).iter().flatten().count();
        assert!((100..=180).contains(&struck), "{struck}");
    }

    #[test]
    fn other_methods_change_nothing() {
        let mut chaos = Chaos::bad_day(1);
        let mixed: Vec<_> = (0..1000)
            .map(|_| {
                chaos.strike_call("b");
                chaos.strike_call("a")
            })
            .collect();
        assert_eq!(mixed, faults(1));
    }
}
