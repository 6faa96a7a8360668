//! From the numbers of a file to sRGB, where the file says that they mean other colours.
//!
//! Sources: ICC.1:2022 for profiles; PNG (third edition), 4.3 and 11.3.2; ITU-T H.273 for code points; IEC 61966-2-1.
#![allow(clippy::arithmetic_side_effects)] // Of floating numbers alone.

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use picture_header::bytes::{Order, at};
use picture_header::jpeg::{ICC, Jpeg};
use picture_header::png::{ColourSpace, Png};

use crate::jpeg;
use crate::picture::Picture;

/// What the numbers of a file mean.
#[derive(Clone, Debug, PartialEq)]
pub enum Space {
    /// sRGB, or next to it; also where nothing is said.
    Srgb,
    /// Another space that three curves and a matrix lead out of.
    Other(Box<ToSrgb>),
    /// One that takes more than is read here: its profile, empty where it has none.
    Unread(Vec<u8>),
}

/// Values of a channel that are told apart: twelve bits, so that the dark ones of linear light are not lost.
const STEPS: u16 = 4095;
/// Of an inflated profile, in bytes; those of printers have a megabyte.
const LARGEST_PROFILE: usize = 4 << 20;

type Matrix = [[f32; 3]; 3];

/// Three curves, a matrix, and the curve of sRGB.
#[derive(Clone, Debug, PartialEq)]
pub struct ToSrgb {
    /// The linear light of each step of each channel.
    light: [Vec<f32>; 3],
    matrix: Matrix,
    /// The value of sRGB of each step of light.
    encoded: Vec<u8>,
}

impl Space {
    /// Of a JPEG, by its profile.
    #[must_use]
    pub fn of_jpeg(jpeg: &Jpeg<'_>) -> Self {
        // Numbered parts, in any order.
        let mut parts = jpeg::colour_profile(jpeg);
        parts.sort_by_key(|part| part.get(ICC.len()).copied());
        let profile: Vec<u8> =
            parts.into_iter().flat_map(|part| at(part, ICC.len().saturating_add(2))).copied().collect();
        if profile.is_empty() { Self::Srgb } else { of_profile(profile) }
    }

    /// Of a PNG, by the first of its chunks that counts.
    #[must_use]
    pub fn of_png(png: &Png<'_>) -> Self {
        let ColourSpace { cicp, icc, is_srgb, gamma, chromaticities } = png.colour_space;
        let data_space: &[u8] = if png.header.is_coloured() { b"RGB " } else { b"GRAY" };
        let profile = icc
            .and_then(|deflated| decompress_to_vec_zlib_with_limit(deflated, LARGEST_PROFILE).ok())
            .filter(|profile| profile.get(16..20) == Some(data_space));
        match (cicp, profile) {
            (Some(code_points), _) => of_code_points(code_points),
            (None, Some(profile)) => of_profile(profile),
            _ if is_srgb => Self::Srgb,
            // What everybody writes, and shows as it is.
            _ if chromaticities.is_none() && gamma.is_none_or(|gamma| gamma.abs_diff(45_455) < 100) => Self::Srgb,
            _ => {
                let curve = gamma.map_or(Curve::SRGB, |gamma| Curve::gamma(100_000.0 / gamma as f32));
                let primaries = chromaticities.map_or(SRGB, |all| all.map(|number| number as f32 / 100_000.0));
                of_primaries(curve, primaries)
            }
        }
    }
}

impl ToSrgb {
    fn new(curves: &[Curve; 3], to_d50: Matrix) -> Option<Self> {
        let steps = || (0..=STEPS).map(|step| f32::from(step) / f32::from(STEPS));
        let light = [0, 1, 2].map(|channel| {
            curves.get(channel).map(|curve| steps().map(|value| curve.light(value)).collect()).unwrap_or_default()
        });
        let encoded = steps().map(|light| {
            let value = if light <= 0.003_130_8 { 12.92 * light } else { 1.055 * libm::powf(light, 1.0 / 2.4) - 0.055 };
            libm::roundf(255.0 * value) as u8
        });
        let matrix = product(&inverse(&to_d50_of(SRGB)?)?, &to_d50);
        Some(Self { light, matrix, encoded: encoded.collect() })
    }

    /// The colour of a pixel whose channels are given in [`STEPS`].
    #[must_use]
    pub fn pixel(&self, steps: [u16; 3]) -> [u8; 3] {
        let [red, green, blue] = &self.light;
        let light = |of: &[f32], step: u16| of.get(usize::from(step.min(STEPS))).copied().unwrap_or_default();
        let [r, g, b] = steps;
        applied(&self.matrix, [light(red, r), light(green, g), light(blue, b)]).map(|light| {
            let step = libm::roundf(light.clamp(0.0, 1.0) * f32::from(STEPS)) as usize;
            self.encoded.get(step).copied().unwrap_or_default()
        })
    }

    /// The same of a whole picture.
    #[must_use]
    pub fn picture(&self, picture: &Picture) -> Option<Picture> {
        let rgb = picture.rgb().chunks_exact(3).flat_map(|pixel| match *pixel {
            [red, green, blue] => self.pixel([red, green, blue].map(steps_of)),
            _ => [0; 3],
        });
        Picture::new(picture.width(), picture.height(), rgb.collect())
    }

    /// Whether it changes next to nothing.
    fn is_identity(&self) -> bool {
        let probes = [[0, 0, 0], [64; 3], [128; 3], [255; 3], [255, 0, 0], [0, 255, 0], [0, 0, 255], [200, 140, 120]];
        probes.into_iter().all(|probe| {
            let found = self.pixel(probe.map(steps_of));
            found.into_iter().zip(probe).all(|(one, other)| one.abs_diff(other) <= 2)
        })
    }
}

/// A value of eight bits in [`STEPS`].
#[must_use]
pub fn steps_of(value: u8) -> u16 {
    u16::try_from((u32::from(value).saturating_mul(u32::from(STEPS)).saturating_add(127)) / 255).unwrap_or(STEPS)
}

fn space(curves: &[Curve; 3], to_d50: Matrix) -> Space {
    match ToSrgb::new(curves, to_d50) {
        Some(to_srgb) if !to_srgb.is_identity() => Space::Other(Box::new(to_srgb)),
        _ => Space::Srgb,
    }
}

fn of_primaries(curve: Curve, primaries: [f32; 8]) -> Space {
    // Numbers that span no space say nothing.
    to_d50_of(primaries).map_or(Space::Srgb, |to_d50| space(&[curve.clone(), curve.clone(), curve], to_d50))
}

/// H.273: tables 2 and 3, without a matrix and of the full range, as PNG demands.
fn of_code_points(code_points: [u8; 4]) -> Space {
    let [primaries, transfer, 0, 1] = code_points else { return Space::Unread(Vec::new()) };
    let primaries = match primaries {
        1 => SRGB,
        9 => [0.3127, 0.329, 0.708, 0.292, 0.17, 0.797, 0.131, 0.046],
        12 => [0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06],
        _ => return Space::Unread(Vec::new()),
    };
    let curve = match transfer {
        4 => Curve::gamma(2.2),
        5 => Curve::gamma(2.8),
        8 => Curve::gamma(1.0),
        // Those of video are shown like sRGB.
        1 | 6 | 13..=15 => Curve::SRGB,
        _ => return Space::Unread(Vec::new()),
    };
    of_primaries(curve, primaries)
}

/// ICC.1, 7: a header of 128 bytes, a table of tags, and what they point to.
fn of_profile(profile: Vec<u8>) -> Space {
    let tag = |name: &[u8; 4]| {
        let count = usize::try_from(Order::Big.u32(at(&profile, 128))?).ok()?;
        let entry = at(&profile, 132).chunks_exact(12).take(count).find(|entry| entry.starts_with(name))?;
        let start = usize::try_from(Order::Big.u32(at(entry, 4))?).ok()?;
        Some(at(&profile, start))
    };
    let read = || {
        if profile.get(16..20) == Some(b"GRAY") {
            let curve = Curve::read(tag(b"kTRC")?)?;
            return Some(space(&[curve.clone(), curve.clone(), curve], to_d50_of(SRGB)?));
        }
        // Where there are tables, they count and not the matrix (ICC.1, 8.3.2).
        if tag(b"A2B0").is_some() || profile.get(20..24) != Some(b"XYZ ") {
            return None;
        }
        let curves = [Curve::read(tag(b"rTRC")?)?, Curve::read(tag(b"gTRC")?)?, Curve::read(tag(b"bTRC")?)?];
        let [red, green, blue] = [colourant(tag(b"rXYZ")?)?, colourant(tag(b"gXYZ")?)?, colourant(tag(b"bXYZ")?)?];
        Some(space(&curves, transposed([red, green, blue])))
    };
    read().unwrap_or(Space::Unread(profile))
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
#[derive(Clone)]
enum Curve {
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

    fn light(&self, value: f32) -> f32 {
        match self {
            Self::Function([g, a, b, _, d, e, _]) if value >= *d => libm::powf((a * value + b).max(0.0), *g) + e,
            Self::Function([_, _, _, c, _, _, f]) => c * value + f,
            Self::Table(entries) => {
                let place = value * entries.len().saturating_sub(1) as f32;
                let entry = |place: f32| entries.get(place as usize).copied().unwrap_or_default();
                let below = libm::floorf(place);
                entry(below) + (place - below) * (entry(libm::ceilf(place)) - entry(below))
            }
        }
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

fn applied(matrix: &Matrix, [x, y, z]: [f32; 3]) -> [f32; 3] {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

fn product(one: &Matrix, other: &Matrix) -> Matrix {
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
