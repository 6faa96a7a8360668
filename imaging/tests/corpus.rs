//! Every input that the fuzzer kept, and every one that it once broke something with, on the same targets.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../../fuzz/targets/imaging.rs"]
mod imaging;
#[path = "../../tests/common/corpus.rs"]
mod replay;

#[test]
fn every_kept_input_is_answered() {
    replay::replay(&imaging::TARGETS, concat!(env!("CARGO_MANIFEST_DIR"), "/../fuzz/corpus"));
}
