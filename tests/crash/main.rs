//! Crashes: the bot in a process of its own, killed with SIGKILL at random moments of a round while Slack lives on; its
//! disk full; its file read-only. Afterwards no acknowledged rating is lost, nobody was asked twice, no round stays open.
//!
//! This binary starts itself again as the bot. Otherwise it runs the tests like any other, with libtest's command line.
//! `CRASH_SEEDS=20` kills through twenty rounds per door instead of two; `CRASH_SEED=7` through that one alone.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a story ends where the world is not as told"
)]

#[expect(dead_code, reason = "the questions and answers of all stories")]
#[path = "../stories/world/answers.rs"]
mod answers;
mod bot;
mod child;
mod company;
mod kills;
mod plan;
mod round;
#[path = "../stories/world/company.rs"]
mod slack;
mod steps;
mod unwritable;
mod world;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use world::Door;

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(bot::AS_THE_BOT) {
        return child::main();
    }
    leadloop::slack::install_tls_provider();
    let mut trials = Vec::new();
    for door in [Door::Socket, Door::Http] {
        let at = |name: &str| format!("{name}::{}", door.name());
        trials.extend([
            Trial::test(
                at("kills::nothing_is_lost_at_thirty_moments_of_a_round"),
                move || run(kills::nothing_is_lost(door)),
            ),
            Trial::test(
                at("unwritable::a_full_database_stores_nothing_and_says_so"),
                move || run(unwritable::full(door)),
            ),
            Trial::test(
                at("unwritable::a_read_only_file_is_named_at_start"),
                move || run(unwritable::read_only(door)),
            ),
        ]);
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// Runs a story, on a thread of its own; a panic in it fails its test.
#[expect(
    clippy::unnecessary_wraps,
    reason = "a test may fail with a word, and ours panic"
)]
fn run(story: impl Future<Output = ()>) -> Result<(), libtest_mimic::Failed> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(story);
    Ok(())
}
