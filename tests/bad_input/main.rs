//! What comes from outside and may be anything: deliveries of Slack, and files of leads. Each target takes any
//! bytes and says what must hold. `fuzz/` runs the same targets with inputs that look for new ways through the
//! program; here they take what was found worth keeping (`fuzz/corpus/`), and bytes at random.

#![expect(clippy::unwrap_used, reason = "a target ends where something fails")]
#![expect(clippy::print_stdout, reason = "says which input fails")]

mod targets {
    pub(crate) mod csv_import;
    pub(crate) mod http_door;
    pub(crate) mod modal_state;
    pub(crate) mod payload;
    pub(crate) mod socket_frame;
}

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use rstest::rstest;

use targets::{csv_import, http_door, modal_state, payload, socket_frame};

type Target = fn(&[u8]);

/// The inputs that are kept for a target, each with its name.
fn kept(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut inputs: Vec<_> = files
        .map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
        .collect();
    inputs.sort();
    inputs
}

#[rstest]
#[case::csv_import("csv_import", csv_import::run)]
#[case::http_door("http_door", http_door::run)]
#[case::modal_state("modal_state", modal_state::run)]
#[case::payload("payload", payload::run)]
#[case::socket_frame("socket_frame", socket_frame::run)]
fn what_was_found_before_passes(#[case] target: &str, #[case] run: Target) {
    let inputs = kept(target);
    assert!(inputs.len() > 20, "{target} has lost its corpus");
    for (name, input) in inputs {
        println!("{name}");
        run(&input);
    }
}

#[rstest]
#[case::csv_import("csv_import", csv_import::run)]
#[case::http_door("http_door", http_door::run)]
#[case::modal_state("modal_state", modal_state::run)]
#[case::payload("payload", payload::run)]
#[case::socket_frame("socket_frame", socket_frame::run)]
fn what_was_found_before_passes_damaged_too(#[case] target: &str, #[case] run: Target) {
    let inputs: Vec<_> = kept(target).into_iter().map(|(_, input)| input).collect();
    let damaged = (
        prop::sample::select(inputs),
        any::<prop::sample::Index>(),
        any::<Vec<u8>>(),
    );
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(128));
    let passes = runner.run(&damaged, |(mut input, at, bytes)| {
        let at = at.index(input.len() + 1);
        let end = input.len().min(at + bytes.len() / 2);
        input.splice(at..end, bytes);
        run(&input);
        Ok(())
    });
    passes.unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bytes_at_random_pass(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for run in [csv_import::run, http_door::run, modal_state::run, payload::run, socket_frame::run] {
            run(&bytes);
        }
    }
}
