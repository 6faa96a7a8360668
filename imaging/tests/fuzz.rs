//! Files that were changed at random: always an answer, never a panic. Seeded, so that a failure can be repeated.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use base64::{Engine, prelude::BASE64_STANDARD};
use kualik_imaging::decode::{Limits, open, read};
use kualik_imaging::picture::Area;
use kualik_imaging::prepare::{Options, prepare};
use picture_header::{complete, jpeg, png};
use serde_json::Value;

/// Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn byte(&mut self) -> u8 {
        // Markers and extreme values more often than chance would have it.
        [0x00, 0x01, 0x7f, 0x80, 0xff, self.below(256) as u8, self.below(256) as u8][self.below(7)]
    }
}

fn files() -> Vec<Vec<u8>> {
    let of = |text: &str, list: fn(&Value) -> &Value, field: &str| -> Vec<Vec<u8>> {
        let vectors: Value = serde_json::from_str(text).unwrap();
        let cases = list(&vectors).as_array().unwrap();
        cases.iter().map(|case| BASE64_STANDARD.decode(case[field].as_str().unwrap()).unwrap()).collect()
    };
    let jpegs = of(include_str!("../../tests/vectors/imaging/jpeg.json"), |all| all, "jpeg");
    let pngs = of(include_str!("../../tests/vectors/imaging/png.json"), |all| &all["cases"], "png");
    [jpegs, pngs].concat()
}

/// One to four changes: of a byte, of a bit, a part left out, doubled or moved, or the rest of another file.
fn changed(random: &mut Random, files: &[Vec<u8>]) -> Vec<u8> {
    let mut file = files[random.below(files.len())].clone();
    for _ in 0..=random.below(4) {
        let (from, to) = (random.below(file.len()), random.below(file.len()));
        let part = from.min(to)..from.max(to).min(from.min(to) + 64);
        match random.below(6) {
            0 => file[from] = random.byte(),
            1 => file[from] ^= 1 << random.below(8),
            2 => drop(file.drain(part)),
            3 => drop(file.splice(to..to, file[part].to_vec())),
            4 => file.truncate(from),
            _ => file.extend_from_slice(&files[random.below(files.len())][..]),
        }
        if file.is_empty() {
            break;
        }
    }
    file
}

#[test]
fn whatever_the_bytes_are_there_is_an_answer() {
    let (files, mut random) = (files(), Random(0x6b75_616c_696b));
    // A picture that grew by a change of its size costs time, and proves no more.
    let limits = Limits { pixels: 1 << 20, ..Limits::default() };
    let (mut pictures, mut problems) = (0, 0);
    for round in 0..12_000 {
        let bytes = match round % 8 {
            0 => (0..random.below(200)).map(|_| random.byte()).collect(),
            1 => [&b"\xff\xd8\xff"[..], &(0..random.below(200)).map(|_| random.byte()).collect::<Vec<_>>()].concat(),
            _ => changed(&mut random, &files),
        };
        let _ = (jpeg::read(&bytes), png::read(&bytes), complete(&bytes));
        let side = |random: &mut Random| [-5.0, 0.0, 3.0, 1e9, f32::NAN, f32::INFINITY][random.below(6)];
        let [x, y, width, height] = [(); 4].map(|()| side(&mut random));
        let options = Options { crop: Some(Area { x, y, width, height }), max_bytes: 2_000 };
        let prepared = open(&bytes, limits).and_then(|file| prepare(&file, None, &options));
        match (read(&bytes, limits), prepared) {
            (Ok(_), prepared) => {
                pictures += 1;
                assert!(prepared.is_ok_and(|prepared| prepared.bytes.len() <= 2_000), "round {round}");
            }
            (Err(_), _) => problems += 1,
        }
    }
    // Both happen often, so that each way through the reader is walked.
    assert!(pictures > 1_000 && problems > 1_000, "{pictures} pictures, {problems} problems");
}
