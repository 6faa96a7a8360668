//! From the numbers of a file to sRGB, where the file says that they mean other colours.
//!
//! Source: IEC 61966-2-1; what a file says is read by `picture_header::colour`.
#![allow(clippy::arithmetic_side_effects)] // Of floating numbers alone.

use picture_header::bytes::at;
use picture_header::colour::{self, Curve, Matrix, applied, product};
use picture_header::jpeg::{ICC, Jpeg};
use picture_header::png::Png;

use crate::picture::Picture;
use crate::{jpeg, png};

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

impl Space {
    /// Of a JPEG, by its profile.
    #[must_use]
    pub fn of_jpeg(jpeg: &Jpeg<'_>) -> Self {
        let parts = jpeg::colour_profile(jpeg);
        // Numbered parts, in any order.
        let numbered = |number: u8| parts.iter().find(move |part| part.get(ICC.len()) == Some(&number));
        let profile =
            (1..=u8::MAX).filter_map(numbered).map(|part| at(part, ICC.len() + 2)).collect::<Vec<_>>().concat();
        if profile.is_empty() { Self::Srgb } else { Self::of(colour::of_profile(&profile), profile) }
    }

    /// Of a PNG.
    #[must_use]
    pub fn of_png(png: &Png<'_>) -> Self {
        let profile = png.colour_space.icc.and_then(png::inflated);
        let space = colour::of_png(png, profile.as_deref());
        Self::of(space, profile.filter(|_| png.colour_space.cicp.is_none()).unwrap_or_default())
    }

    fn of(space: colour::Space, profile: Vec<u8>) -> Self {
        match space {
            colour::Space::Srgb => Self::Srgb,
            colour::Space::Unread => Self::Unread(profile),
            colour::Space::Other(curves, to_d50) => match ToSrgb::new(&curves, &to_d50) {
                Some(to_srgb) if !to_srgb.is_identity() => Self::Other(Box::new(to_srgb)),
                _ => Self::Srgb,
            },
        }
    }
}

/// Three curves, a matrix, and the curve of sRGB.
#[derive(Clone, Debug, PartialEq)]
pub struct ToSrgb {
    /// The linear light of each step of each channel.
    light: [Vec<f32>; 3],
    matrix: Matrix,
    /// The value of sRGB of each step of light.
    encoded: Vec<u8>,
}

impl ToSrgb {
    fn new(curves: &[Curve; 3], to_d50: &Matrix) -> Option<Self> {
        let steps = || (0..=STEPS).map(|step| f32::from(step) / f32::from(STEPS));
        let light = [0, 1, 2].map(|channel| {
            curves.get(channel).map(|curve| steps().map(|value| light(curve, value)).collect()).unwrap_or_default()
        });
        let encoded = steps().map(|light| {
            let value = if light <= 0.003_130_8 { 12.92 * light } else { 1.055 * libm::powf(light, 1.0 / 2.4) - 0.055 };
            libm::roundf(255.0 * value) as u8
        });
        let matrix = product(&colour::to_srgb()?, to_d50);
        Some(Self { light, matrix, encoded: encoded.collect() })
    }

    /// The colour of a pixel whose channels are given in [`STEPS`].
    #[must_use]
    #[inline(never)] // Each copy of it weighs.
    pub fn pixel(&self, steps: [u16; 3]) -> [u8; 3] {
        let [red, green, blue] = &self.light;
        let light = |of: &[f32], step: u16| of.get(usize::from(step.min(STEPS))).copied().unwrap_or_default();
        let [r, g, b] = steps;
        applied(&self.matrix, [light(red, r), light(green, g), light(blue, b)]).map(|light| {
            let step = libm::roundf(light * f32::from(STEPS)) as usize;
            self.encoded.get(step.min(usize::from(STEPS))).copied().unwrap_or_default()
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

/// The light of a value, both 0 to 1.
fn light(curve: &Curve, value: f32) -> f32 {
    match curve {
        Curve::Function([g, a, b, _, d, e, _]) if value >= *d => libm::powf((a * value + b).max(0.0), *g) + e,
        Curve::Function([_, _, _, c, _, _, f]) => c * value + f,
        Curve::Table(entries) => {
            let place = value * entries.len().saturating_sub(1) as f32;
            let entry = |place: f32| entries.get(place as usize).copied().unwrap_or_default();
            let below = libm::floorf(place);
            entry(below) + (place - below) * (entry(libm::ceilf(place)) - entry(below))
        }
    }
}
