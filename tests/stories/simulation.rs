//! Simulation: from one seed a whole story is made, with people who answer, ignore, edit, leave and move,
//! weeks of rounds, and all that goes wrong meanwhile. After every step of it the [`promises`] are looked at.
//!
//! `SIM_SEEDS=1000` plays that many seeds in place of twenty, `SIM_SEED=7` that one alone. A story that breaks a
//! promise is played again with less and less in it, and what is left is printed with its seed. Nothing in a
//! story depends on real time, except how long two who want the same file at once wait for one another.
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
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use plan::story_of;
use play::play_through;
use shrink::shortest;

/// Seeds played when nobody says how many.
const SEEDS: u64 = 20;

#[test]
fn a_simulation_keeps_every_promise() {
    let number = |variable| {
        let text = std::env::var(variable).ok()?;
        let parsed = text.parse::<u64>();
        Some(parsed.unwrap_or_else(|_| panic!("{variable} is a number, not {text:?}")))
    };
    let (first, after) = match number("SIM_SEED") {
        Some(seed) => (seed, seed + 1),
        None => (1, number("SIM_SEEDS").unwrap_or(SEEDS) + 1),
    };
    let next = AtomicU64::new(first);
    let broken = Mutex::new(Vec::<String>::new());
    let threads = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    let is_over = !broken.lock().expect("the reports").is_empty();
                    if seed >= after || is_over {
                        return;
                    }
                    if let Some(report) = play_seed(seed) {
                        broken.lock().expect("the reports").push(report);
                    }
                }
            });
        }
    });
    let broken = broken.into_inner().expect("the reports");
    assert!(broken.is_empty(), "{}", broken.join("\n\n"));
}

/// Plays the story of a seed; what to tell when it breaks a promise.
fn play_seed(seed: u64) -> Option<String> {
    let story = story_of(seed);
    let broken = play_through(&story).err()?;
    let (story, broken, is_the_same) = shortest(story, broken);
    Some(format!(
        "A promise was broken: {broken}\nSeed {seed} (SIM_SEED={seed}), {}:\n{story}",
        if is_the_same {
            "the shortest story found that breaks it"
        } else {
            "the whole story; played again it did not break it"
        }
    ))
}
