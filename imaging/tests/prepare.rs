//! The JPEG to attach, and what is said of how it differs.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use base64::{Engine, prelude::BASE64_STANDARD};
use kualik_imaging::decode::{Limits, Problem, open, read};
use kualik_imaging::jpeg;
use kualik_imaging::picture::Area;
use kualik_imaging::prepare::{self, Change, Options, Prepared};
use picture_header::jpeg::read as walk;
use serde_json::Value;

const ALL: Options = Options { crop: None, max_bytes: 1 << 20 };

fn file(name: &str) -> Vec<u8> {
    let vectors: Value = serde_json::from_str(include_str!("../../tests/vectors/imaging/jpeg.json")).unwrap();
    let case = vectors.as_array().unwrap().iter().find(|case| case["name"] == name).unwrap();
    BASE64_STANDARD.decode(case["jpeg"].as_str().unwrap()).unwrap()
}

fn prepare(bytes: &[u8], limits: Limits, options: &Options) -> Result<Prepared, Problem> {
    prepare::prepare(&open(bytes, limits)?, None, options)
}

fn colour_profile(bytes: &[u8]) -> Vec<&[u8]> {
    jpeg::colour_profile(&walk(bytes).unwrap())
}

fn prepared(name: &str, options: &Options) -> Prepared {
    prepare(&file(name), Limits::default(), options).unwrap()
}

fn cropped(x: f32, y: f32, width: f32, height: f32) -> Options {
    Options { crop: Some(Area { x, y, width, height }), ..ALL }
}

#[test]
fn what_needs_no_change_stays_as_it_is() {
    let whole = cropped(-1.0, 0.0, 100.0, 100.0);
    for options in [ALL, whole] {
        let Prepared { bytes, width, height, changed, .. } = prepared("4:2:0 progressive", &options);
        assert_eq!((bytes, width, height, changed), (file("4:2:0 progressive"), 37, 27, vec![]));
    }
}

#[test]
fn the_place_goes_and_the_pixels_stay() {
    let found = prepared("place <", &ALL);
    assert_eq!(found.changed, [Change::LocationRemoved, Change::MetadataRemoved]);
    assert!(!walk(&found.bytes).unwrap().exif.has_gps);
    let pixels = |bytes: &[u8]| read(bytes, Limits::default()).unwrap().picture;
    assert_eq!(pixels(&found.bytes), pixels(&file("place <")));
}

#[test]
fn what_lies_on_its_side_is_turned() {
    let found = prepared("place >", &ALL);
    assert_eq!(found.changed, [Change::Turned, Change::ReEncoded, Change::LocationRemoved, Change::MetadataRemoved]);
    // Stored with 19 by 11 pixels.
    assert_eq!((found.width, found.height), (11, 19));
    let info = walk(&found.bytes).unwrap();
    assert_eq!((info.width, info.height, info.exif.orientation, info.exif.has_gps), (11, 19, 1, false));
    let pixels = |bytes: &[u8]| read(bytes, Limits::default()).unwrap().picture;
    let (before, after) = (pixels(&file("place >")), pixels(&found.bytes));
    let apart: u64 = before.rgb().iter().zip(after.rgb()).map(|(one, other)| u64::from(one.abs_diff(*other))).sum();
    assert!(apart < 4 * u64::try_from(after.rgb().len()).unwrap(), "{apart}");
}

#[test]
fn a_part_is_cut_out_where_it_lies_in_the_picture() {
    let found = prepared("4:4:4", &cropped(30.0, 20.0, 35.0, 45.0));
    assert_eq!(found.changed, [Change::Cropped, Change::ReEncoded]);
    assert_eq!((found.width, found.height), (7, 7));
    let (before, after) = (
        read(&file("4:4:4"), Limits::default()).unwrap().picture,
        read(&found.bytes, Limits::default()).unwrap().picture,
    );
    let [was, is] = [before.pixel(33, 23), after.pixel(3, 3)];
    assert!(was.iter().zip(is).all(|(one, other)| one.abs_diff(other) < 16), "{was:?} {is:?}");
}

#[test]
fn it_is_made_as_small_as_asked_and_never_larger_in_pixels() {
    for max_bytes in [1_100, 900, 800, 700] {
        let options = Options { max_bytes, ..ALL };
        let found = prepared("4:4:4", &options);
        assert!(found.bytes.len() <= max_bytes as usize && found.width <= 37 && found.height <= 27);
        assert_eq!(found.changed.contains(&Change::Downscaled), found.width < 37, "{max_bytes}");
        assert!(found.changed.contains(&Change::ReEncoded));
    }
    let none = Options { max_bytes: 10, ..ALL };
    assert_eq!(prepare(&file("4:4:4"), Limits::default(), &none), Err(Problem::TooLarge(10)));
}

#[test]
fn the_colours_keep_their_profile() {
    // Turned by half, so that it is coded anew; its profile has 588 bytes or more.
    let options = Options { max_bytes: 1 << 20, ..ALL };
    let found = prepared("everything", &options);
    assert!(found.changed.contains(&Change::Turned));
    let profile = colour_profile(&found.bytes);
    assert_eq!(profile, colour_profile(&file("everything")));
    assert_eq!(profile.len(), 1);
    assert!(colour_profile(&prepared("everything", &Options { max_bytes: 1_500, ..ALL }).bytes).is_empty());
}

#[test]
fn what_is_broken_is_not_attached() {
    let whole = file("4:4:4");
    let cut = [&whole[..whole.len() * 3 / 4], &[0xff, 0xd9]].concat();
    assert_eq!(prepare(&cut, Limits::default(), &ALL), Err(Problem::Incomplete));
}
