//! Every check of a photo.
//!
//! Claims nothing about glasses, headwear, expression, open eyes or a closed mouth: these are not measured.
#![allow(clippy::arithmetic_side_effects)] // Sides are at most 65 535, and the face's square is of fixed size.

pub mod aligned;
pub mod background;
pub mod texture;

use crate::colour::{Lab, Light};
use crate::decode::Decoded;
use crate::face::{Found, Model, Turn};
use crate::grading::{Measure, graded, of_file};
use crate::picture::{Area, Picture, Point};
use crate::profile::Profile;
use crate::report::{Face, Grade, Report};
use crate::within;
use aligned::Aligned;
use background::Background;
use texture::Grid;

/// Where the head is, in pixels of the decoded picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Head {
    /// The middle between the eyes.
    pub eyes: Point,
    /// From there to the chin, and as far to the crown.
    pub half: f32,
}

/// From the eyes to the chin, as a multiple of the way to the mouth; heads differ by a quarter.
const TO_CHIN: f32 = 1.62;

impl Head {
    fn of(face: &Face) -> Self {
        let eyes = face.eye_middle();
        let to_mouth = libm::hypotf(face.mouth.x - eyes.x, face.mouth.y - eyes.y);
        // Turned to the side, the eyes come together while the mouth does not, and the other way round when bowed.
        Self { eyes, half: TO_CHIN * to_mouth }
    }

    /// From the crown to the chin, and as wide as heads are.
    fn area(&self) -> Area {
        let wide = 1.4 * self.half;
        Area { x: self.eyes.x - wide / 2.0, y: self.eyes.y - self.half, width: wide, height: 2.0 * self.half }
    }

    /// Within an ellipse around the head, so much larger than half of it is high across and downwards.
    #[must_use]
    pub fn covers(&self, x: f32, y: f32, (across, down): (f32, f32)) -> bool {
        let (across, down) = ((x - self.eyes.x) / (across * self.half), (y - self.eyes.y) / (down * self.half));
        across * across + down * down <= 1.0
    }
}

/// The frame of the photo on the card, width to height.
const FRAME: f32 = 35.0 / 45.0;
/// The pixels that a photo must have: 35 by 45 mm at 300 dpi.
const LEAST: (f64, f64) = (413.0, 531.0);

/// Every check of a photo; without a model no face is found.
#[must_use]
pub fn assess(decoded: &Decoded, model: Option<&Model>, profile: &Profile) -> Report {
    let Decoded { picture, facts } = decoded;
    let light = Light::default();
    let found = model.map_or(Found { turn: Turn::None, faces: Vec::new() }, |model| model.find(picture));
    let face = found.faces.first();
    let head = face.map(Head::of);
    let background = background::look(picture, head.as_ref(), &light);
    // From pixels of the decoded picture to those of the whole.
    let scale = facts.width as f32 / picture.width() as f32;

    let mut measures = Vec::with_capacity(profile.photo.len());
    measures.extend(of_file(facts));
    measures.extend(of_frame(decoded));
    measures.extend(of_pose(&found, picture, scale));
    measures.extend(of_light(
        face.map(|face| (face, Aligned::new(picture, face, &light))),
        picture,
        background.as_ref(),
        &light,
    ));
    measures.extend(match background {
        Some(Background { median, uneven }) => [Measure::of(uneven), Measure::of(median.l)],
        None => [Measure::none(), Measure::none()],
    });

    let crop = head.and_then(|head| crop(&head, picture)).map(|crop| larger(crop, scale));
    graded(facts, (profile, &profile.photo), &measures, face.map(|face| enlarged(face, scale)), crop)
}

/// `pixels`, `aspect`, `orientation`, `location`, `jpeg-quality`, `blockiness`.
fn of_frame(Decoded { picture, facts }: &Decoded) -> [Measure; 6] {
    let (width, height) = (f64::from(facts.width), f64::from(facts.height));
    let aspect = (width / height / f64::from(FRAME) - 1.0).abs() * 100.0;
    [
        Measure::of((width / LEAST.0).min(height / LEAST.1)),
        Measure::of(aspect),
        Measure::of(facts.exif.orientation),
        Measure::of(u8::from(facts.exif.has_gps)),
        // A PNG loses nothing.
        Measure::of(facts.quality.unwrap_or(100.0)),
        // Scaled down as it was decoded, it shows no blocks any more, and neither will the attached one.
        Measure::of(if picture.width() == facts.width {
            texture::blockiness(Grid { values: &grey(picture), width: picture.width() as usize })
        } else {
            0.0
        }),
    ]
}

/// Luma of each pixel, 0 to 255, as it is coded (ITU-R BT.601).
fn grey(picture: &Picture) -> Vec<f32> {
    let luma = |pixel: &[u8]| match *pixel {
        [red, green, blue] => 0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue),
        _ => 0.0,
    };
    picture.rgb().chunks_exact(3).map(luma).collect()
}

/// `face`, `one-face`, `upright`, `looking-ahead`, `head-size`, `crown`, `centred`, `inter-eye`.
fn of_pose(found: &Found, picture: &Picture, scale: f32) -> [Measure; 8] {
    let Some(face) = found.faces.first() else {
        let [one, two, three, four, five, six] = std::array::from_fn(|_| Measure::none());
        return [Measure::of(0.0), Measure::of(0.0), one, two, three, four, five, six];
    };
    let head = Head::of(face);
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let apart = face.inter_eye_distance().max(f32::MIN_POSITIVE);
    let [left, right] = face.eyes;
    // Along the line of the eyes, so that leaning does not count.
    let aside = ((face.nose.x - head.eyes.x) * (right.x - left.x) + (face.nose.y - head.eyes.y) * (right.y - left.y))
        / (apart * apart);
    let area = larger(face.area, scale);
    let others = found.faces.iter().skip(1).filter(|other| other.score >= 0.7 && size(other) >= 0.25 * size(face));
    [
        Measure::of(face.score).at(area),
        Measure::of(1.0 + others.count() as f64).at(area),
        Measure::of(face.roll_degrees()).at(area),
        Measure::of(aside.abs()).at(area),
        Measure::of(2.0 * head.half / height).at(larger(head.area(), scale)),
        Measure::of((head.eyes.y - head.half) / height).at(larger(head.area(), scale)),
        Measure::of((head.eyes.x / width - 0.5).abs()).at(area),
        Measure::of(apart * scale).at(area),
    ]
}

fn size(face: &Face) -> f32 {
    face.area.width * face.area.height
}

/// `sharpness`, `noise`, `too-dark`, `too-bright`, `contrast`, `even-light`, `colour`, `colour-cast`.
fn of_light(
    face: Option<(&Face, Aligned)>,
    picture: &Picture,
    background: Option<&Background>,
    light: &Light,
) -> [Measure; 8] {
    let Some((face, aligned)) = face else { return std::array::from_fn(|_| Measure::none()) };
    let near = around(picture, face);
    let luminance: Vec<f32> = aligned.face_luminance().collect();
    let share = |is_one: fn(f32) -> bool| {
        luminance.iter().filter(|value| is_one(**value)).count() as f32 / luminance.len().max(1) as f32
    };
    // Dark skin in good light is not a dark picture: the background tells the light. Where none is seen, the light
    // is not known.
    let is_dark = background.is_some_and(|background| background.median.l < 72.0);
    let at_worst = if is_dark { Grade::Poor } else { Grade::Doubtful };
    [
        Measure::of(texture::blur(Grid { values: &aligned.middle(), width: Aligned::MIDDLE_WIDTH })),
        Measure::of(texture::noise(Grid { values: &grey(&near), width: near.width() as usize })),
        Measure::of(share(|value| value <= 25.0)).at_worst(at_worst),
        Measure::of(share(|value| value >= 247.0)),
        Measure::of(entropy(&luminance)).at_worst(at_worst),
        Measure::of(unevenness(&aligned)),
        Measure::of(colourfulness(&aligned.face_colours(light).collect::<Vec<_>>())),
        Measure::of(cast(&aligned.cheek_colours(light)).max(background.map_or(0.0, cast_on_wall))),
    ]
}

/// The face's box as it was decoded, not scaled: scaling would smooth the noise.
fn around(picture: &Picture, face: &Face) -> Picture {
    let Area { x, y, width, height } = face.area;
    picture.part(x.max(0.0) as u32, y.max(0.0) as u32, width as u32, height as u32)
}

/// Of the histogram of whole values, in bits, 0 to 8.
fn entropy(luminance: &[f32]) -> f64 {
    let mut histogram = [0_u32; 256];
    for value in luminance {
        if let Some(count) = histogram.get_mut(*value as usize) {
            *count += 1;
        }
    }
    let all = luminance.len().max(1) as f64;
    histogram
        .iter()
        .filter(|count| **count > 0)
        .map(|count| f64::from(*count) / all)
        .map(|share| -share * libm::log2(share))
        .sum()
}

/// What two limits of the one check have to do with each other: a difference of .45 weighs as much as histograms
/// that share only .08.
const SHARED: f32 = 0.45 / 0.92;

/// How differently the cheeks are lit, 0 to 1: the difference of their means as a share of the brighter, or what
/// their histograms do not share, whichever weighs more.
fn unevenness(aligned: &Aligned) -> f32 {
    let [left, right] = aligned.cheeks().map(|cheek| {
        let values: Vec<f32> = cheek.iter().filter_map(|place| aligned.luminance.get(*place).copied()).collect();
        let mut histogram = [0.0_f32; 32];
        for value in &values {
            if let Some(count) = histogram.get_mut((*value / 8.0) as usize) {
                *count += 1.0 / values.len() as f32;
            }
        }
        (values.iter().sum::<f32>() / values.len().max(1) as f32, histogram)
    });
    let brighter = left.0.max(right.0).max(f32::MIN_POSITIVE);
    let shared: f32 = left.1.iter().zip(right.1).map(|(one, other)| one.min(other)).sum();
    ((left.0 - right.0).abs() / brighter).max((1.0 - shared) * SHARED)
}

/// How far colours spread in their least direction: the root of the smaller eigenvalue of the covariance of a*
/// and b*. Grey has none, and a tinted grey has one direction alone.
fn colourfulness(colours: &[Lab]) -> f32 {
    let count = colours.len().max(1) as f32;
    let mean = |of: fn(&Lab) -> f32| colours.iter().map(of).sum::<f32>() / count;
    let (a, b) = (mean(|colour| colour.a), mean(|colour| colour.b));
    let (mut aa, mut ab, mut bb) = (0.0, 0.0, 0.0);
    for colour in colours {
        let (da, db) = (colour.a - a, colour.b - b);
        aa += da * da / count;
        ab += da * db / count;
        bb += db * db / count;
    }
    let half = (aa - bb) / 2.0;
    libm::sqrtf(((aa + bb) / 2.0 - libm::sqrtf(half * half + ab * ab)).max(0.0))
}

/// How far the background is from grey. Skin of a warm tone hides a cold cast, which a light wall shows; but a wall
/// may be of some colour, and so a third counts.
fn cast_on_wall(background: &Background) -> f32 {
    libm::hypotf(background.median.a, background.median.b) / 3.0
}

/// How far the cheeks' mean colour is from what skin of any tone has.
fn cast(colours: &[Lab]) -> f32 {
    let count = colours.len().max(1) as f32;
    let outside = |of: fn(&Lab) -> f32, least: f32, most: f32| {
        let mean = colours.iter().map(of).sum::<f32>() / count;
        mean - within(mean, least, most)
    };
    libm::hypotf(outside(|colour| colour.a, 5.0, 25.0), outside(|colour| colour.b, 5.0, 35.0))
}

/// The head's share of the height in a good photo, and how far below the upper edge its crown is.
const HEAD_SHARE: f32 = 0.74;
const ABOVE_CROWN: f32 = 0.11;

/// The largest part of 35:45, not larger than asked for, that holds the head as a photo should; none where that
/// is the whole picture, or where the head reaches beyond it.
fn crop(head: &Head, picture: &Picture) -> Option<Area> {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let high = (2.0 * head.half / HEAD_SHARE).min(height).min(width / FRAME);
    let wide = high * FRAME;
    let x = within(head.eyes.x - wide / 2.0, 0.0, (width - wide).max(0.0));
    let y = within(head.eyes.y - head.half - ABOVE_CROWN * high, 0.0, (height - high).max(0.0));
    let is_whole = wide >= 0.97 * width && high >= 0.97 * height;
    let holds_eyes = (x..=x + wide).contains(&head.eyes.x) && (y..=y + high).contains(&head.eyes.y);
    (!is_whole && holds_eyes).then_some(Area { x, y, width: wide, height: high })
}

fn larger(Area { x, y, width, height }: Area, scale: f32) -> Area {
    Area { x: x * scale, y: y * scale, width: width * scale, height: height * scale }
}

fn enlarged(face: &Face, scale: f32) -> Face {
    let point = |Point { x, y }| Point { x: x * scale, y: y * scale };
    Face {
        area: larger(face.area, scale),
        eyes: face.eyes.map(point),
        nose: point(face.nose),
        mouth: point(face.mouth),
        ears: face.ears.map(point),
        score: face.score,
    }
}
