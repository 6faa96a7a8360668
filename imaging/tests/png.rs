//! PNGs of every kind against another decoder's pixels (tests/vectors/imaging/png_kinds.py), and broken ones.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use base64::{Engine, prelude::BASE64_STANDARD};
use kualik_imaging::decode::{Limits, Problem, read};
use kualik_imaging::png;
use serde_json::Value;

fn cases() -> Vec<(String, Vec<u8>, Vec<u8>)> {
    let vectors: Value = serde_json::from_str(include_str!("../../tests/vectors/imaging/png.json")).unwrap();
    let bytes = |case: &Value, field: &str| BASE64_STANDARD.decode(case[field].as_str().unwrap()).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    cases
        .iter()
        .map(|case| (case["name"].as_str().unwrap().to_owned(), bytes(case, "png"), bytes(case, "rgb")))
        .collect()
}

#[test]
fn every_kind_has_the_pixels_of_another_decoder() {
    let cases = cases();
    assert_eq!(cases.len(), 34);
    for (name, bytes, rgb) in cases {
        let decoded = read(&bytes, Limits::default()).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
        // Alpha is weighed in whole numbers there and here, rounded differently by one at the most.
        let most = if name.contains("alpha") || name.contains("clear") { 1 } else { 0 };
        let apart = decoded.picture.rgb().iter().zip(&rgb).map(|(one, other)| one.abs_diff(*other)).max();
        assert_eq!(decoded.picture.rgb().len(), rgb.len(), "{name}");
        assert!(apart.unwrap() <= most, "{name}: {apart:?}");
    }
}

/// Whatever is missing or changed: the chunks' check sums, and that of the pixels, tell.
#[test]
fn a_file_that_is_cut_off_or_changed_is_incomplete() {
    for (name, bytes, _) in cases() {
        for end in 8..bytes.len() {
            assert_eq!(read(&bytes[..end], Limits::default()), Err(Problem::Incomplete), "{name} until {end}");
        }
        for place in 8..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 0x10;
            assert!(read(&changed, Limits::default()).is_err(), "{name} at {place}");
        }
    }
}

#[test]
fn a_header_of_65535_by_65535_takes_no_memory() {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\x02\0\0\0".to_vec();
    bytes.extend(0x6a4f_cd41_u32.to_be_bytes());
    assert_eq!(read(&bytes, Limits::default()).unwrap_err(), Problem::Incomplete);
    assert!(png::walk(&bytes).is_none());
}
