//! The coder of JPEGs beside another one, jpeg-encoder, which follows ITU-T T.81 as well.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]

use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};
use kualik_imaging::decode::{Limits, read};
use kualik_imaging::encode::encode;
use kualik_imaging::picture::Picture;

/// Slopes, edges and grain in each colour.
fn picture(width: u32, height: u32) -> Picture {
    let mut grain = 7_u32;
    let rgb = (0..width * height).flat_map(|place| {
        let (x, y) = (place % width, place / width);
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let edge = if (x / 11 + y / 7) % 2 == 0 { 60 } else { 0 };
        [
            x * 190 / width + edge,
            y * 190 / height + (grain >> 27),
            (x + y) * 120 / (width + height) + edge + (grain >> 26),
        ]
    });
    Picture::new(width, height, rgb.map(|value| u8::try_from(value).unwrap_or(u8::MAX)).collect()).unwrap()
}

fn decoded(jpeg: &[u8]) -> (Vec<u8>, f64) {
    let decoded = read(jpeg, Limits::default()).unwrap();
    (decoded.picture.rgb().to_vec(), decoded.facts.quality.unwrap())
}

fn distance(one: &[u8], other: &[u8]) -> f64 {
    assert_eq!(one.len(), other.len());
    let sum: u32 = one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(*other))).sum();
    f64::from(sum) / one.len() as f64
}

#[test]
fn it_makes_what_another_coder_makes() {
    for (width, height) in [(1, 1), (7, 9), (8, 8), (16, 17), (97, 61), (160, 120)] {
        let picture = picture(width, height);
        for quality in [100, 92, 84, 78, 70, 60] {
            for (samples, factor) in [(1, SamplingFactor::R_4_4_4), (2, SamplingFactor::R_4_2_0)] {
                let case = format!("{width} × {height}, quality {quality}, {samples} samples");
                let ours = encode(&picture, quality, samples, &[]).unwrap();
                let mut theirs = Vec::new();
                let mut encoder = Encoder::new(&mut theirs, quality);
                encoder.set_sampling_factor(factor);
                encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
                let size = [width, height].map(|side| u16::try_from(side).unwrap());
                encoder.encode(picture.rgb(), size[0], size[1], ColorType::Rgb).unwrap();

                let ((found, quality), (expected, expected_quality)) = (decoded(&ours), decoded(&theirs));
                assert!((quality - expected_quality).abs() < 1e-9, "{case}: {quality}, {expected_quality}");
                // Rounded otherwise here and there.
                assert!(distance(&found, &expected) <= 4.0, "{case}: {}", distance(&found, &expected));
                let [one, other] = [&found, &expected].map(|pixels| distance(pixels, picture.rgb()));
                // The mean of few pixels says little.
                let is_as_near = width * height < 1000 || one <= other * 1.02 + 0.1;
                assert!(is_as_near, "{case}: less like the picture than theirs");
                let sizes = (ours.len() as f64, theirs.len() as f64);
                assert!((sizes.0 / sizes.1 - 1.0).abs() < 0.02, "{case}: {sizes:?} bytes");
            }
        }
    }
}

#[test]
fn the_longest_sides_are_coded() {
    for (width, height) in [(65_500, 1), (1, 65_500)] {
        let grey = Picture::new(width, height, vec![128; 3 * 65_500]).unwrap();
        let (found, _) = decoded(&encode(&grey, 90, 2, &[]).unwrap());
        let furthest = found.iter().map(|value| value.abs_diff(128)).max();
        assert!(furthest <= Some(1), "{width} × {height}: {furthest:?}");
    }
}
