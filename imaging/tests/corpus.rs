//! Every input that the fuzzer kept, and every one that it once broke something with, on the same targets.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../../fuzz/targets/imaging.rs"]
mod imaging;

use std::fs;

#[test]
fn every_kept_input_is_answered() {
    for (name, target) in imaging::TARGETS {
        let folder = format!("{}/../fuzz/corpus/{name}", env!("CARGO_MANIFEST_DIR"));
        let mut files = 0;
        for file in fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            println!("{}", path.display());
            target(&fs::read(path).unwrap());
            files += 1;
        }
        assert!(files > 0, "nothing in {folder}");
    }
}
