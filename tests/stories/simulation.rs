//! Simulation: from one seed a whole story is made, with people who answer, ignore, edit, leave and move,
//! weeks of rounds, and all that goes wrong meanwhile. After every step of it the [`promises`] are looked at.
//!
//! `SIM_SEEDS=1000` plays that many seeds in place of twenty, `SIM_SEED=7` that one alone. A story that breaks a
//! promise is played again with less and less in it, `SIM_TRIES` times at most, and what is left is printed with its
//! seed. Nothing in a story depends on real time, except how long two who want the same file at once wait for one
//! another.
//!
//! That the promises notice what they are there for is shown by `.ci/mutations`, which breaks the program in the
//! ways of `simulation/mutations/`.

mod acts;
mod chance;
mod deeds;
mod ledger;
mod neighbour;
mod observed;
mod plan;
mod play;
mod promises;
mod shrink;
mod trouble;

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;

use deeds::Story;
use plan::story_of;
use play::{Broken, play_through};
use shrink::shortest;

/// Seeds played when nobody says how many.
const SEEDS: u32 = 20;
/// Stories played to find a shorter one that breaks the same promise, when nobody says how many.
const TRIES: u32 = 100;

#[test]
fn a_simulation_keeps_every_promise() {
    let (first, after) = match number("SIM_SEED") {
        Some(seed) => (seed, seed + 1),
        None => (1, number("SIM_SEEDS").unwrap_or(SEEDS) + 1),
    };
    let next = AtomicU32::new(first);
    // The first story that breaks a promise ends it, before a shorter one is looked for.
    let is_over = AtomicBool::new(false);
    let broken = Mutex::new(Vec::<String>::new());
    let threads = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= after || is_over.load(Ordering::Relaxed) {
                        return;
                    }
                    let story = story_of(u64::from(seed));
                    if let Err(promise) = play_through(&story)
                        && !is_over.swap(true, Ordering::Relaxed)
                    {
                        let report = report(seed, story, promise);
                        broken.lock().expect("the reports").push(report);
                    }
                }
            });
        }
    });
    let broken = broken.into_inner().expect("the reports");
    assert!(broken.is_empty(), "{}", broken.join("\n\n"));
}

/// The number that the environment gives for this.
fn number(variable: &str) -> Option<u32> {
    let text = std::env::var(variable).ok()?;
    let parsed = text.parse();
    Some(parsed.unwrap_or_else(|_| panic!("{variable} is a number, not {text:?}")))
}

/// What to tell of a seed whose story breaks a promise.
fn report(seed: u32, story: Story, broken: Broken) -> String {
    let tries = number("SIM_TRIES").unwrap_or(TRIES);
    let (story, broken, is_the_same) = shortest(story, broken, tries);
    let which = match (is_the_same, tries) {
        (true, _) => "the shortest story found that breaks it",
        (false, 0) => "the whole story",
        (false, _) => "the whole story; played again it did not break it",
    };
    format!("A promise was broken: {broken}\nSeed {seed} (SIM_SEED={seed}), {which}:\n{story}")
}
