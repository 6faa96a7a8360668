#![no_main]

#[path = "../../tests/common/call.rs"]
mod call;
#[path = "../targets/core.rs"]
mod core;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| self::core::arguments(bytes));
