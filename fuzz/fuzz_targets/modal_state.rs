#![no_main]

#[path = "../../tests/bad_input/targets/modal_state.rs"]
mod target;

libfuzzer_sys::fuzz_target!(|input: &[u8]| target::run(input));
