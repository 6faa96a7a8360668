#![no_main]

#[path = "../targets/imaging.rs"]
mod imaging;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| imaging::measure(bytes));
