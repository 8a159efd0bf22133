#![no_main]

#[path = "../../tests/bad_input/targets/csv_import.rs"]
mod target;

libfuzzer_sys::fuzz_target!(|input: &[u8]| target::run(input));
