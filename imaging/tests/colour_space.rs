//! Colours as LittleCMS converts them (tests/vectors/imaging/png_spaces.py), and what becomes of profiles.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use base64::{Engine, prelude::BASE64_STANDARD};
use kualik_imaging::decode::{Limits, open, read};
use kualik_imaging::picture::Picture;
use kualik_imaging::prepare::{Change, Options, prepare};
use picture_header::jpeg;
use serde_json::Value;

/// How far two pictures are apart, on average and at most.
fn apart(one: &[u8], other: &[u8]) -> (f64, u8) {
    assert_eq!(one.len(), other.len());
    let differences = || one.iter().zip(other).map(|(one, other)| one.abs_diff(*other));
    (differences().map(f64::from).sum::<f64>() / one.len() as f64, differences().max().unwrap())
}

fn picture(bytes: &[u8]) -> Picture {
    read(bytes, Limits::default()).unwrap().picture
}

/// PNG (third edition), 4.3: of cICP, iCCP, sRGB, and gAMA with cHRM the first that is there counts.
#[test]
fn a_png_has_the_colours_that_it_says() {
    let vectors: Value = serde_json::from_str(include_str!("../../tests/vectors/imaging/png_spaces.json")).unwrap();
    let cases = vectors.as_array().unwrap();
    assert_eq!(cases.len(), 17);
    for case in cases {
        let bytes = |field: &str| BASE64_STANDARD.decode(case[field].as_str().unwrap()).unwrap();
        let (png, expected) = (bytes("png"), bytes("rgb"));
        let (mean, most) = apart(picture(&png).rgb(), &expected);
        assert!(mean < 0.6 && most <= 3, "{}: mean {mean}, most {most}", case["name"]);
        // And so has the JPEG that is made of it, without a profile; its own coding costs some more.
        let made = prepare(&open(&png, Limits::default()).unwrap(), None, &Options { crop: None, max_bytes: 1 << 20 });
        let made = made.unwrap().bytes;
        let (mean, _) = apart(picture(&made).rgb(), &expected);
        assert!(mean < 4.0, "{}: mean {mean}", case["name"]);
        assert!(!made.windows(11).any(|part| part == b"ICC_PROFILE"), "{}", case["name"]);
    }
}

/// ICC.1, 7.2.6: a profile of grey is for one component; a JPEG that is coded anew has three.
#[test]
fn a_profile_stands_on_as_many_components_as_it_is_for() {
    let grey = include_bytes!("../../tests/fixtures/imaging/cases/grey-icc-turned.jpg");
    let file = open(grey, Limits::default()).unwrap();
    let made = prepare(&file, None, &Options { crop: None, max_bytes: 1 << 20 }).unwrap();
    assert!(made.changed.contains(&Change::Turned));
    assert_eq!(jpeg::read(&made.bytes).unwrap().components, 3);
    assert!(!made.bytes.windows(11).any(|part| part == b"ICC_PROFILE"));
    // Nor does one of three stay on a file that keeps its pixels.
    let coloured = BASE64_STANDARD.decode(vector("everything")["jpeg"].as_str().unwrap()).unwrap();
    let profile =
        jpeg::read(&coloured).unwrap().segments.into_iter().find(|segment| segment.marker == jpeg::APP2).unwrap();
    let one = BASE64_STANDARD.decode(vector("grey")["jpeg"].as_str().unwrap()).unwrap();
    let mut wrong = one[..2].to_vec();
    profile.write(&mut wrong);
    wrong.extend(&one[2..]);
    let made = prepare(&open(&wrong, Limits::default()).unwrap(), None, &Options { crop: None, max_bytes: 1 << 20 });
    assert_eq!(made.unwrap().bytes, one);
}

fn vector(name: &str) -> Value {
    let vectors: Value = serde_json::from_str(include_str!("../../tests/vectors/imaging/jpeg.json")).unwrap();
    vectors.as_array().unwrap().iter().find(|case| case["name"] == name).unwrap().clone()
}

/// T.872, 6.5.3: the transform of Adobe's marker says that the components are red, green and blue, whatever they are
/// called. Skin is not green.
#[test]
fn the_picture_of_adobes_marker_is_not_green() {
    let file = include_bytes!("../../tests/fixtures/imaging/cases/adobe-transform-0-ids-123.jpg");
    let shown = picture(file);
    let sums = shown
        .rgb()
        .chunks_exact(3)
        .fold([0_u64; 3], |sums, pixel| [0, 1, 2].map(|channel| sums[channel] + u64::from(pixel[channel])));
    assert!(sums[0] > sums[1] && sums[0] > sums[2], "{sums:?}");
}
