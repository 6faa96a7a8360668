//! What the fuzzer tries on the picture checks, and `imaging/tests/corpus.rs` again on every file that it kept.

#![allow(dead_code)] // Each fuzz target takes one of these.

use kualik_imaging::decode::{Limits, MEASURED, open, read};
use kualik_imaging::prepare::{Options, prepare};
use kualik_imaging::profile::Profile;
use kualik_imaging::{photo, signature};

/// A target's name, and what it does with an input.
pub type Target = (&'static str, fn(&[u8]));
pub const TARGETS: [Target; 2] = [("decode", decode), ("signature", measure)];

/// A picture that only says that it is large costs time, and proves no more.
fn limits() -> Limits {
    Limits { pixels: 1 << 16, ..Limits::default() }
}

/// The walks and the decoder: what can be decoded has a size within the limits, and can be made small enough to send.
pub fn decode(bytes: &[u8]) {
    let Ok(file) = open(bytes, limits()) else { return };
    if let Ok(decoded) = file.decode(MEASURED) {
        // Three bytes a pixel.
        assert!((3..=3 << 16).contains(&decoded.picture.rgb().len()));
        let options = Options { crop: None, max_bytes: 2_000 };
        assert!(prepare(&file, None, &options).is_ok_and(|prepared| prepared.bytes.len() <= 2_000));
    }
}

/// Every measure of a signature, and of a photo without the face model, is a number.
pub fn measure(bytes: &[u8]) {
    if let Ok(decoded) = read(bytes, limits()) {
        for report in
            [signature::assess(&decoded, &Profile::default()), photo::assess(&decoded, None, &Profile::default())]
        {
            let text = serde_json::to_string(&report).unwrap();
            // JSON has no word for what is no number.
            assert!(!text.contains("null"), "{text}");
            assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{text}");
        }
    }
}
