//! Every input that the fuzzer kept, and every one that it once broke something with, on the same targets.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/call.rs"]
mod call;
#[path = "../fuzz/targets/core.rs"]
mod core;
#[path = "common/corpus.rs"]
mod replay;

#[test]
fn every_kept_input_is_answered() {
    replay::replay(&self::core::TARGETS, concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus"));
}
