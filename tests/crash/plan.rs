//! At which moments of a round the bot is killed: chosen by a seed, spread over the work that the round takes.

use std::collections::{BTreeMap, VecDeque};

/// A moment of one act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// After so many steps of the bot's.
    Step(u64),
    /// While Slack answers no more than the first so many calls, of this method or of any; the next one is done or not.
    InFlight {
        method: &'static str,
        after: usize,
        is_done: bool,
    },
    /// After so many turns of the parent's, whatever the bot does just then.
    Turns(u32),
}

/// How much work an act took when nobody killed the bot.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Work {
    /// Steps of the bot's.
    pub(crate) steps: u64,
    /// Calls that Slack took.
    pub(crate) calls: usize,
    /// How many of them were posts.
    pub(crate) posts: usize,
}

/// The method by which Slack takes posts.
pub(crate) const POST: &str = "chat.postMessage";

/// The moments that are still to come, by the number of their act.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan(BTreeMap<usize, VecDeque<Moment>>);

impl Plan {
    /// So many moments of a round whose acts took this work.
    pub(crate) fn new(seed: u64, moments: usize, round: &[Work]) -> Self {
        let mut chance = Chance(seed);
        let all_steps = round.iter().map(|act| act.steps).sum();
        let mut chosen: Vec<u64> = (0..moments).map(|_| chance.below(all_steps)).collect();
        chosen.sort_unstable();
        let mut plan = Self::default();
        let (mut act, mut before) = (0, 0);
        for at in chosen {
            while at >= before + round[act].steps {
                before += round[act].steps;
                act += 1;
            }
            let Work { calls, posts, .. } = round[act];
            let moment = match chance.below(10) {
                0 | 1 if calls > 0 => chance.in_flight("*", calls),
                2 | 3 if posts > 0 => chance.in_flight(POST, posts),
                4 => Moment::Turns(u32::try_from(chance.below(20_000)).unwrap_or_default()),
                _ => Moment::Step(at - before + 1),
            };
            plan.0.entry(act).or_default().push_back(moment);
        }
        plan
    }

    /// The next moment of this act.
    pub(crate) fn next_of(&mut self, act: usize) -> Option<Moment> {
        self.0.get_mut(&act)?.pop_front()
    }

    /// How many are still to come.
    pub(crate) fn left(&self) -> usize {
        self.0.values().map(VecDeque::len).sum()
    }
}

/// Numbers that look random, the same for the same seed: splitmix64.
///
/// Source: <https://prng.di.unimi.it/splitmix64.c>
struct Chance(u64);

impl Chance {
    fn in_flight(&mut self, method: &'static str, calls: usize) -> Moment {
        let calls = u64::try_from(calls).unwrap_or_default();
        Moment::InFlight {
            method,
            after: usize::try_from(self.below(calls)).unwrap_or_default(),
            is_done: self.below(2) == 1,
        }
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }
}
