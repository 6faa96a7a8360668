//! A cut must not make a signature of what is none.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]

use kualik_imaging::decode::{Decoded, Facts, FileType};
use kualik_imaging::picture::Picture;
use kualik_imaging::profile::Profile;
use kualik_imaging::report::Grade;
use kualik_imaging::signature::assess;
use picture_header::exif::Exif;

/// A board of 1200 by 700 pixels on which `ink` says where ink is.
fn board(ink: impl Fn(f32, f32) -> bool) -> Picture {
    let pixels = (0..700_u16).flat_map(|y| (0..1200_u16).map(move |x| (f32::from(x), f32::from(y))));
    let rgb = pixels.flat_map(|(x, y)| [if ink(x, y) { 40 } else { 235 }; 3]).collect();
    Picture::new(1200, 700, rgb).unwrap()
}

fn verdict(picture: Picture) -> (Grade, Grade) {
    let facts = Facts {
        file_type: FileType::Png,
        bytes: 50_000,
        width: picture.width(),
        height: picture.height(),
        exif: Exif::default(),
        quality: None,
        progressive: false,
        complete: true,
    };
    let report = assess(&Decoded { picture, facts }, &Profile::default());
    let coverage = report.checks.iter().find(|check| check.id == "coverage").unwrap();
    (report.verdict, coverage.result)
}

#[test]
fn dots_are_poor_whatever_is_cut_away() {
    for radius in [5.0_f32, 12.0, 30.0] {
        for apart in [80.0, 300.0] {
            let dots =
                |x: f32, y: f32| (x - 500.0).hypot(y - 350.0) < radius || (x - 500.0 - apart).hypot(y - 350.0) < radius;
            for margin in [1200.0, 200.0, 60.0, 20.0] {
                let (left, top) =
                    ((500.0 - radius - margin).max(0.0) as u32, (350.0 - radius - margin).max(0.0) as u32);
                let (wide, high) = ((apart + 2.0 * (radius + margin)) as u32, (2.0 * (radius + margin)) as u32);
                let found = verdict(board(dots).part(left, top, wide, high));
                assert_eq!(found, (Grade::Poor, Grade::Poor), "radius {radius}, {apart} apart, margin {margin}");
            }
        }
    }
}

#[test]
fn a_line_stays_a_line() {
    let line = |x: f32, y: f32| {
        let wave = 350.0 + 120.0 * (x / 40.0).sin();
        (200.0..1000.0).contains(&x) && (y - wave).abs() < 14.0
    };
    assert_eq!(verdict(board(line)).1, Grade::Good);
    assert_eq!(verdict(board(line).part(150, 180, 900, 340)).1, Grade::Good);
}
