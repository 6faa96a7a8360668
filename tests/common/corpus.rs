//! What the fuzzer kept, tried again: for the tests of the core and of the picture checks.

use std::fs;

/// A target's name, and what it does with an input.
pub type Target = (&'static str, fn(&[u8]));

/// Gives each target every file of its folder in the corpus, which is where `fuzz/corpus` lies.
pub fn replay(targets: &[Target], corpus: &str) {
    for (name, target) in targets {
        let folder = format!("{corpus}/{name}");
        let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
        assert!(!files.is_empty(), "nothing in {folder}");
        for path in files {
            println!("{}", path.display());
            target(&fs::read(path).unwrap());
        }
    }
}
