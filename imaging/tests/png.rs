//! PNGs of every kind against another decoder's pixels (tests/vectors/imaging/png_kinds.py), and broken ones.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use base64::{Engine, prelude::BASE64_STANDARD};
use std::ops::Range;

use kualik_imaging::decode::{Limits, Problem, read};
use kualik_imaging::picture::Picture;
use picture_header::png;
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
        let optional = ancillary(&bytes);
        for place in (8..bytes.len()).filter(|place| !optional.iter().any(|chunk| chunk.contains(place))) {
            let mut changed = bytes.clone();
            changed[place] ^= 0x10;
            assert!(read(&changed, Limits::default()).is_err(), "{name} at {place}");
        }
    }
}

/// Where chunks lie that a decoder may pass over, less their lengths: PNG (third edition), 5.4 and 13.2.
fn ancillary(png: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut place = 8;
    while place < png.len() {
        let length = u32::from_be_bytes(png[place..place + 4].try_into().unwrap());
        let end = place + 12 + usize::try_from(length).unwrap();
        if png[place + 4].is_ascii_lowercase() {
            found.push(place + 4..end);
        }
        place = end;
    }
    found
}

/// As libpng does it: such a chunk is passed over, and the picture is read.
#[test]
fn an_ancillary_chunk_with_a_wrong_checksum_is_passed_over() {
    let mut spoilt = 0;
    for (name, bytes, _) in cases() {
        for chunk in ancillary(&bytes) {
            spoilt += 1;
            let without = [&bytes[..chunk.start - 4], &bytes[chunk.end..]].concat();
            for place in chunk {
                let mut changed = bytes.clone();
                changed[place] ^= 0x10;
                assert_eq!(picture(&changed), picture(&without), "{name} at {place}");
            }
        }
    }
    assert!(spoilt > 3);
}

fn picture(png: &[u8]) -> Result<Picture, Problem> {
    read(png, Limits::default()).map(|decoded| decoded.picture)
}

#[test]
fn a_header_of_65535_by_65535_takes_no_memory() {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\x02\0\0\0".to_vec();
    bytes.extend(0x6a4f_cd41_u32.to_be_bytes());
    assert_eq!(read(&bytes, Limits::default()).unwrap_err(), Problem::Incomplete);
    assert!(png::read(&bytes).is_none());
}
