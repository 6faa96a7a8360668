//! Each measure on pictures whose value can be worked out by hand, or is published.

#![allow(clippy::arithmetic_side_effects)]

use kualik_imaging::colour::{Lab, Light};
use kualik_imaging::photo::Head;
use kualik_imaging::photo::background::look;
use kualik_imaging::photo::texture::{Grid, blockiness, blur, noise};
use kualik_imaging::picture::{Picture, Point};

#[track_caller]
fn near(found: f32, expected: f32, within: f32) {
    assert!((found - expected).abs() <= within, "{found} is not {expected}");
}

fn grid(side: usize, value: impl Fn(usize, usize) -> f32) -> Vec<f32> {
    (0..side * side).map(|place| value(place % side, place / side)).collect()
}

/// The corners of sRGB in L*a*b* under D65, as tables of it print them (Lindbloom, “Color calculator”).
#[test]
fn colours_are_those_of_the_tables() {
    let light = Light::default();
    for (rgb, [l, a, b]) in [
        ([255, 255, 255], [100.0, 0.0, 0.0]),
        ([0, 0, 0], [0.0, 0.0, 0.0]),
        ([255, 0, 0], [53.24, 80.09, 67.2]),
        ([0, 255, 0], [87.73, -86.18, 83.18]),
        ([0, 0, 255], [32.3, 79.19, -107.86]),
        ([128, 128, 128], [53.59, 0.0, 0.0]),
    ] {
        let found = light.lab(rgb);
        near(found.l, l, 0.02);
        near(found.a, a, 0.02);
        near(found.b, b, 0.02);
    }
    // A 3-4-12 right angle.
    near(Lab { l: 3.0, a: 4.0, b: 0.0 }.difference(Lab { l: 0.0, a: 0.0, b: 12.0 }), 13.0, 1e-5);
}

/// IEC 61966-2-1: a grey of 188 is a little more than half the light of white, ((188/255 + .055) / 1.055)^2.4.
#[test]
fn light_is_linear() {
    let light = Light::default();
    near(light.luminance([255; 3]), 255.0, 1e-3);
    near(light.luminance([188; 3]), 128.236, 0.01);
    near(light.luminance([255, 0, 0]), 0.2126 * 255.0, 1e-3);
}

/// A step of both directions: blurring over nine values leaves a ninth of it in its place.
#[test]
fn an_edge_of_one_pixel_is_sharp() {
    let step = |place: usize| if place < 10 { 0.0 } else { 100.0 };
    let values = grid(20, |x, y| step(x) + step(y));
    near(blur(Grid { values: &values, width: 20 }), 1.0 / 9.0, 1e-5);
}

/// A slope looks the same when it is blurred; and where nothing differs, nothing is sharp.
#[test]
fn a_slope_and_a_plain_are_blurred() {
    let slope = grid(20, |x, y| (x + y) as f32);
    near(blur(Grid { values: &slope, width: 20 }), 1.0, 1e-4);
    near(blur(Grid { values: &[7.0; 400], width: 20 }), 1.0, 0.0);
}

/// The worse direction counts.
#[test]
fn motion_in_one_direction_is_blur() {
    let values = grid(20, |x, y| 3.0 * x as f32 + if y < 10 { 0.0 } else { 100.0 });
    near(blur(Grid { values: &values, width: 20 }), 1.0, 1e-4);
}

/// One dot among nine pixels: its weight is 4, the others' 0; √(π/2) · 4 / 6.
#[test]
fn noise_is_immerkaers() {
    let dot = grid(3, |x, y| if (x, y) == (1, 1) { 1.0 } else { 0.0 });
    near(noise(Grid { values: &dot, width: 3 }), 0.835_54, 1e-4);
    // Slopes and curves along one side are no noise.
    let slope = grid(12, |x, y| (2 * x + 3 * y) as f32);
    near(noise(Grid { values: &slope, width: 12 }), 0.0, 1e-4);
}

/// Within a block each pixel differs by 1 from the next, from block to block by 5: (5 − 1) / 1. It does not matter
/// where the blocks begin.
#[test]
fn blocks_are_found_wherever_they_begin() {
    for start in [0, 3] {
        let value = |place: usize| {
            let place = place + start;
            (place % 8) as f32 + 12.0 * (place / 8) as f32
        };
        let values = grid(64, |x, _| value(x));
        near(blockiness(Grid { values: &values, width: 64 }), 4.0, 1e-4);
    }
    let even = grid(64, |x, y| (x + y) as f32);
    near(blockiness(Grid { values: &even, width: 64 }), 0.0, 1e-4);
}

/// White, but for a quarter of its upper half: an eighth differs.
#[test]
fn a_background_is_as_plain_as_it_differs_from_its_median() {
    let black_corner = |place: usize| if place % 120 < 30 && place / 120 < 60 { [0; 3] } else { [255; 3] };
    let picture = Picture::new(120, 120, (0..120 * 120).flat_map(black_corner).collect()).unwrap();
    // The head is a point at the lower edge: all is background.
    let head = Head { eyes: Point { x: 60.0, y: 120.0 }, half: 0.01 };
    let background = look(&picture, Some(&head), &Light::default()).unwrap();
    near(background.median.l, 100.0, 0.02);
    near(background.uneven, 0.125, 1e-6);
}

/// With room for hair the head covers even the corners, (50/69.6)² + (56/84.1)² < 1; alone it does not,
/// (50/58)² + (56/69.6)² > 1.
#[test]
fn a_large_head_leaves_the_corners() {
    let picture = Picture::new(100, 128, vec![255; 100 * 128 * 3]).unwrap();
    let head = Head { eyes: Point { x: 50.0, y: 56.0 }, half: 58.0 };
    let background = look(&picture, Some(&head), &Light::default()).unwrap();
    near(background.median.l, 100.0, 0.02);
}

/// A head that fills the picture leaves nothing to judge: that is neither a dark nor a plain background.
#[test]
fn no_background_is_not_a_dark_one() {
    let picture = Picture::new(90, 120, vec![255; 90 * 120 * 3]).unwrap();
    let head = Head { eyes: Point { x: 45.0, y: 55.0 }, half: 70.0 };
    assert!(look(&picture, Some(&head), &Light::default()).is_none());
}
