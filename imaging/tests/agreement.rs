//! The rules core and the picture checks agree about every file: what the core takes for a whole picture, the checks
//! take for one too, and of the same size; and the other way round.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::fs;
use std::path::Path;

use base64::{Engine, prelude::BASE64_STANDARD};
use kualik::application::attachment::inspect;
use kualik::data::problem::ProblemCode;
use kualik_imaging::decode::{FileType, Header, Limits, Problem, open};
use serde_json::Value;

fn vectors() -> Vec<Vec<u8>> {
    let of = |text: &str, list: fn(&Value) -> &Value, field: &str| -> Vec<Vec<u8>> {
        let vectors: Value = serde_json::from_str(text).unwrap();
        let cases = list(&vectors).as_array().unwrap();
        cases.iter().map(|case| BASE64_STANDARD.decode(case[field].as_str().unwrap()).unwrap()).collect()
    };
    let jpegs = of(include_str!("../../tests/vectors/imaging/jpeg.json"), |all| all, "jpeg");
    let pngs = of(include_str!("../../tests/vectors/imaging/png.json"), |all| &all["cases"], "png");
    [jpegs, pngs].concat()
}

fn fixtures() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/imaging");
    let folders = [folder.clone(), folder.join("cases"), folder.join("face")];
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let is_picture =
        |path: &Path| path.extension().is_some_and(|ending| ["jpg", "png", "avif"].iter().any(|one| ending == *one));
    files.filter(|path| is_picture(path)).map(|path| fs::read(path).unwrap()).collect()
}

#[track_caller]
fn agree(bytes: &[u8]) -> bool {
    let (core, checks) = (inspect(bytes), open(bytes, Limits { file_bytes: u32::MAX, pixels: u32::MAX }));
    match (core, checks) {
        (Ok(image), Ok(file)) => {
            let stored = match file.header {
                Header::Jpeg(jpeg) => (u32::from(jpeg.width), u32::from(jpeg.height)),
                Header::Png(png) => (png.header.width, png.header.height),
                Header::Other => (0, 0),
            };
            assert!(file.facts.complete);
            assert_eq!((image.width, image.height), stored);
            true
        }
        // Whole, and of a kind that only decoders of medicine and printing read.
        (Ok(_), checks) => {
            assert!(matches!(checks, Err(Problem::Unsupported(_))), "{checks:?}");
            true
        }
        (Err(code), Ok(file)) => {
            let is_other = matches!(file.facts.file_type, FileType::Other(_));
            assert_eq!(code, if is_other { ProblemCode::NotAnImage } else { ProblemCode::IncompleteImage });
            assert!(is_other || !file.facts.complete);
            false
        }
        (Err(_), Err(_)) => false,
    }
}

#[test]
fn about_every_picture() {
    let strays = vectors().iter().filter(|bytes| !agree(bytes)).count();
    assert_eq!(strays, 1, "bytes between segments");
    let others = fixtures().iter().filter(|bytes| !agree(bytes)).count();
    assert_eq!(others, 1, "the AVIF");
}

#[test]
fn about_every_beginning_of_one() {
    for bytes in vectors() {
        (0..bytes.len()).for_each(|end| _ = agree(&bytes[..end]));
    }
    for bytes in fixtures() {
        let ends = (0..bytes.len()).filter(|end| *end < 4_096 || bytes.len() - end < 64 || end % 997 == 0);
        ends.for_each(|end| _ = agree(&bytes[..end]));
    }
}

#[test]
fn about_every_change_of_one() {
    // Of each kind some: they differ in a few bytes.
    for bytes in vectors().into_iter().step_by(5) {
        for place in 0..bytes.len() {
            for change in [0xff, 0x01, 0x10, 0x80] {
                let mut changed = bytes.clone();
                changed[place] ^= change;
                agree(&changed);
            }
            // A byte left out, doubled, or filled in.
            agree(&[&bytes[..place], &bytes[place + 1..]].concat());
            agree(&[&bytes[..=place], &bytes[place..]].concat());
            agree(&[&bytes[..place], &[0xff], &bytes[place..]].concat());
        }
    }
}
