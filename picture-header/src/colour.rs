//! What the numbers of a picture mean: from a channel's value to light, and from light to colours.
//!
//! Sources: ICC.1:2022 for profiles; PNG (third edition), 4.3 and 11.3.2; ITU-T H.273 for code points; IEC 61966-2-1.
#![allow(clippy::arithmetic_side_effects)] // Of floating numbers alone.

use alloc::vec::Vec;

use crate::bytes::{Order, at};
use crate::png::Png;

/// Rows of three.
pub type Matrix = [[f32; 3]; 3];

/// What the numbers of a file mean.
#[derive(Clone, Debug, PartialEq)]
pub enum Space {
    /// sRGB; also where nothing is said.
    Srgb,
    /// Another space: the curve of each channel, and from linear light to XYZ beside the white of profiles.
    Other([Curve; 3], Matrix),
    /// One that takes more than curves and a matrix.
    Unread,
}

/// Of a PNG, by the first of its chunks that counts; `profile` is the inflated one of `iCCP`.
#[must_use]
pub fn of_png(png: &Png<'_>, profile: Option<&[u8]>) -> Space {
    let data_space: &[u8] = if png.header.is_coloured() { b"RGB " } else { b"GRAY" };
    let said = png.colour_space;
    match (said.cicp, profile.filter(|profile| profile.get(16..20) == Some(data_space))) {
        (Some(code_points), _) => of_code_points(code_points),
        (None, Some(profile)) => of_profile(profile),
        _ if said.is_srgb => Space::Srgb,
        _ => match (said.gamma, said.chromaticities) {
            // Chromaticities without a curve: browsers show such a picture as it is.
            (None, _) => Space::Srgb,
            // What everybody writes, and shows as it is.
            (Some(gamma), None) if gamma.abs_diff(45_455) < 100 => Space::Srgb,
            (Some(gamma), chromaticities) => {
                let primaries = chromaticities.map_or(SRGB, |all| all.map(|number| number as f32 / 100_000.0));
                of_primaries(Curve::gamma(100_000.0 / gamma as f32), primaries)
            }
        },
    }
}

/// From XYZ beside the white of profiles to linear light of sRGB.
#[must_use]
pub fn to_srgb() -> Option<Matrix> {
    inverse(&to_d50_of(SRGB)?)
}

fn of_primaries(curve: Curve, primaries: [f32; 8]) -> Space {
    // Numbers that span no space say nothing.
    to_d50_of(primaries).map_or(Space::Srgb, |to_d50| Space::Other([curve.clone(), curve.clone(), curve], to_d50))
}

/// H.273: tables 2 and 3, without a matrix and of the full range, as PNG demands.
fn of_code_points(code_points: [u8; 4]) -> Space {
    let [primaries, transfer, 0, 1] = code_points else { return Space::Unread };
    let primaries = match primaries {
        1 => SRGB,
        9 => [0.3127, 0.329, 0.708, 0.292, 0.17, 0.797, 0.131, 0.046],
        12 => [0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06],
        _ => return Space::Unread,
    };
    let curve = match transfer {
        4 => Curve::gamma(2.2),
        5 => Curve::gamma(2.8),
        8 => Curve::gamma(1.0),
        // Those of video are shown like sRGB.
        1 | 6 | 13..=15 => Curve::SRGB,
        _ => return Space::Unread,
    };
    of_primaries(curve, primaries)
}

/// ICC.1, 7: a header of 128 bytes, a table of tags, and what they point to.
#[must_use]
pub fn of_profile(profile: &[u8]) -> Space {
    let tag = |name: &[u8; 4]| {
        let count = usize::try_from(Order::Big.u32(at(profile, 128))?).ok()?;
        let entry = at(profile, 132).chunks_exact(12).take(count).find(|entry| entry.starts_with(name))?;
        let start = usize::try_from(Order::Big.u32(at(entry, 4))?).ok()?;
        Some(at(profile, start))
    };
    let read = || {
        if profile.get(16..20) == Some(b"GRAY") {
            let curve = Curve::read(tag(b"kTRC")?)?;
            return Some(Space::Other([curve.clone(), curve.clone(), curve], to_d50_of(SRGB)?));
        }
        // Where there are tables, they count and not the matrix (ICC.1, 8.3.2).
        if tag(b"A2B0").is_some() || profile.get(20..24) != Some(b"XYZ ") {
            return None;
        }
        let curves = [Curve::read(tag(b"rTRC")?)?, Curve::read(tag(b"gTRC")?)?, Curve::read(tag(b"bTRC")?)?];
        let [red, green, blue] = [colourant(tag(b"rXYZ")?)?, colourant(tag(b"gXYZ")?)?, colourant(tag(b"bXYZ")?)?];
        Some(Space::Other(curves, transposed([red, green, blue])))
    };
    read().unwrap_or(Space::Unread)
}

fn colourant(tag: &[u8]) -> Option<[f32; 3]> {
    tag.starts_with(b"XYZ ").then_some(())?;
    Some([fixed(tag, 8)?, fixed(tag, 12)?, fixed(tag, 16)?])
}

/// A signed number with 16 binary places.
fn fixed(bytes: &[u8], place: usize) -> Option<f32> {
    Some(Order::Big.u32(at(bytes, place))?.cast_signed() as f32 / 65_536.0)
}

/// From a channel's value to light, both 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub enum Curve {
    /// g, a, b, c, d, e and f: `(a x + b)^g + e` from d on, `c x + f` below (ICC.1, 10.18, type 4).
    Function([f32; 7]),
    /// Light at even distances (ICC.1, 10.6).
    Table(Vec<f32>),
}

impl Curve {
    const SRGB: Self = Self::Function([2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45, 0.0, 0.0]);

    fn gamma(exponent: f32) -> Self {
        Self::Function([exponent, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0])
    }

    fn read(tag: &[u8]) -> Option<Self> {
        let number = |place: usize| fixed(tag, place.saturating_mul(4).saturating_add(12));
        if tag.starts_with(b"para") {
            let g = number(0)?;
            return Some(Self::Function(match Order::Big.u16(at(tag, 8))? {
                0 => [g, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
                1 => [g, number(1)?, number(2)?, 0.0, -number(2)? / number(1)?, 0.0, 0.0],
                2 => [g, number(1)?, number(2)?, 0.0, -number(2)? / number(1)?, number(3)?, number(3)?],
                3 => [g, number(1)?, number(2)?, number(3)?, number(4)?, 0.0, 0.0],
                4 => [g, number(1)?, number(2)?, number(3)?, number(4)?, number(5)?, number(6)?],
                _ => return None,
            }));
        }
        tag.starts_with(b"curv").then_some(())?;
        let count = usize::try_from(Order::Big.u32(at(tag, 8))?).ok()?;
        let entries = at(tag, 12).chunks_exact(2).take(count).filter_map(|entry| Order::Big.u16(entry)).map(f32::from);
        Some(match count {
            0 => Self::gamma(1.0),
            // A number with eight binary places.
            1 => Self::gamma(entries.sum::<f32>() / 256.0),
            _ => Self::Table(entries.map(|entry| entry / 65_535.0).collect()),
        })
    }
}

/// x and y of white, red, green and blue.
const SRGB: [f32; 8] = [0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06];
/// The white of profiles (ICC.1, 7.2.16).
const D50: [f32; 3] = [0.9642, 1.0, 0.8249];
/// To the eye's own channels, by Bradford (ICC.1, annex E).
const BRADFORD: Matrix = [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]];

/// From linear light of these primaries to XYZ as it looks beside the white of profiles.
fn to_d50_of([wx, wy, rx, ry, gx, gy, bx, by]: [f32; 8]) -> Option<Matrix> {
    let xyz = |x: f32, y: f32| [x / y, 1.0, (1.0 - x - y) / y];
    let white = xyz(wx, wy);
    let colours = transposed([xyz(rx, ry), xyz(gx, gy), xyz(bx, by)]);
    let shares = applied(&inverse(&colours)?, white);
    let to_xyz = product(&colours, &diagonal(shares));
    let [from, to] = [applied(&BRADFORD, white), applied(&BRADFORD, D50)];
    let [[from_r, from_g, from_b], [to_r, to_g, to_b]] = [from, to];
    let adapted = product(&diagonal([to_r / from_r, to_g / from_g, to_b / from_b]), &BRADFORD);
    let matrix = product(&product(&inverse(&BRADFORD)?, &adapted), &to_xyz);
    matrix.iter().flatten().all(|number| number.is_finite()).then_some(matrix)
}

fn diagonal([a, b, c]: [f32; 3]) -> Matrix {
    [[a, 0.0, 0.0], [0.0, b, 0.0], [0.0, 0.0, c]]
}

fn transposed([[a, b, c], [d, e, f], [g, h, i]]: Matrix) -> Matrix {
    [[a, d, g], [b, e, h], [c, f, i]]
}

/// A matrix applied to a vector.
#[must_use]
pub fn applied(matrix: &Matrix, [x, y, z]: [f32; 3]) -> [f32; 3] {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

/// One matrix after the other, which is applied first.
#[must_use]
pub fn product(one: &Matrix, other: &Matrix) -> Matrix {
    transposed(transposed(*other).map(|column| applied(one, column)))
}

fn inverse([[a, b, c], [d, e, f], [g, h, i]]: &Matrix) -> Option<Matrix> {
    let determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
    let adjugate = [
        [e * i - f * h, c * h - b * i, b * f - c * e],
        [f * g - d * i, a * i - c * g, c * d - a * f],
        [d * h - e * g, b * g - a * h, a * e - b * d],
    ];
    (determinant != 0.0).then(|| adjugate.map(|row| row.map(|number| number / determinant)))
}
