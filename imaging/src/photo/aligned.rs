//! The face by itself, upright and always of one size, as OFIQ aligns it: 616 by 616 pixels, the eyes level and
//! 113 pixels apart.

use crate::colour::{Lab, Light};
use crate::picture::{Picture, Point};
use crate::report::Face;

/// Pixels on each side.
pub const SIDE: usize = 616;
/// Between the eyes, in pixels.
const EYES_APART: f32 = 113.0;
/// Where the middle between the eyes comes to lie.
const MIDDLE: Point = Point { x: 308.0, y: 272.0 };

/// The aligned face.
pub struct Aligned {
    /// Luminance, 0 to 255 in linear light, row by row.
    pub luminance: Vec<f32>,
    rgb: Vec<[u8; 3]>,
    /// From the line of the eyes to the mouth, in pixels.
    pub eyes_to_mouth: f32,
}

impl Aligned {
    /// Turns and scales the picture so that the face lies as it should.
    #[must_use]
    pub fn new(picture: &Picture, face: &Face, light: &Light) -> Self {
        let [left, right] = face.eyes;
        let middle = face.eye_middle();
        // One step to the right, and one downwards, of the aligned face in the picture.
        let across = Point { x: (right.x - left.x) / EYES_APART, y: (right.y - left.y) / EYES_APART };
        let down = Point { x: -across.y, y: across.x };
        let mut rgb = Vec::with_capacity(SIDE * SIDE);
        for row in 0..SIDE {
            let y = row as f32 - MIDDLE.y;
            for column in 0..SIDE {
                let x = column as f32 - MIDDLE.x;
                rgb.push(between(picture, middle.x + across.x * x + down.x * y, middle.y + across.y * x + down.y * y));
            }
        }
        let luminance = rgb.iter().map(|pixel| light.luminance(*pixel)).collect();
        let scale = libm::hypotf(across.x, across.y).max(f32::MIN_POSITIVE);
        let eyes_to_mouth = libm::hypotf(face.mouth.x - middle.x, face.mouth.y - middle.y) / scale;
        Self { luminance, rgb, eyes_to_mouth: eyes_to_mouth.min(SIDE as f32) }
    }

    /// Luminance of the middle: the face without hair and background.
    #[must_use]
    pub fn middle(&self) -> Vec<f32> {
        let top = (MIDDLE.y - 0.7 * EYES_APART) as usize;
        let left = (MIDDLE.x - EYES_APART) as usize;
        let high = (2.4 * EYES_APART) as usize;
        let rows = self.luminance.chunks_exact(SIDE).skip(top).take(high);
        rows.flat_map(|row| row.iter().skip(left).take(Self::MIDDLE_WIDTH)).copied().collect()
    }

    /// Pixels in a row of [`Self::middle`].
    pub const MIDDLE_WIDTH: usize = (2.0 * EYES_APART) as usize;

    /// Luminance within an ellipse from the brows to the chin.
    pub fn face_luminance(&self) -> impl Iterator<Item = f32> {
        self.within_face().filter_map(|place| self.luminance.get(place).copied())
    }

    /// Colours within the same ellipse.
    pub fn face_colours(&self, light: &Light) -> impl Iterator<Item = Lab> {
        self.within_face().filter_map(|place| self.rgb.get(place)).map(|pixel| light.lab(*pixel))
    }

    fn within_face(&self) -> impl Iterator<Item = usize> {
        let centre = MIDDLE.y + 0.45 * self.eyes_to_mouth;
        let (wide, high) = (EYES_APART, (1.15 * self.eyes_to_mouth).max(1.0));
        (0..SIDE * SIDE).filter(move |place| {
            let (x, y) = ((place % SIDE) as f32 - MIDDLE.x, (place / SIDE) as f32 - centre);
            (x / wide) * (x / wide) + (y / high) * (y / high) <= 1.0
        })
    }

    /// A square on each cheek, as places in `luminance`: the one on the left, then the one on the right.
    #[must_use]
    pub fn cheeks(&self) -> [Vec<usize>; 2] {
        let y = MIDDLE.y + 0.55 * self.eyes_to_mouth;
        [-0.5, 0.5].map(|side| {
            let x = MIDDLE.x + side * EYES_APART;
            let half = 0.18 * EYES_APART;
            let rows = (y - half) as usize..(y + half) as usize;
            rows.flat_map(|row| ((x - half) as usize..(x + half) as usize).map(move |column| row * SIDE + column))
                .filter(|place| *place < SIDE * SIDE)
                .collect()
        })
    }

    /// Colours of both cheeks.
    pub fn cheek_colours(&self, light: &Light) -> Vec<Lab> {
        self.cheeks().iter().flatten().filter_map(|place| self.rgb.get(*place)).map(|pixel| light.lab(*pixel)).collect()
    }
}

/// The four pixels around a place, weighed by nearness; beyond an edge, the nearest pixel.
fn between(picture: &Picture, x: f32, y: f32) -> [u8; 3] {
    let (left, top) = (libm::floorf(x), libm::floorf(y));
    let (right_share, low_share) = (x - left, y - top);
    let (column, row) = (left as i64, top as i64);
    let corners = [
        (picture.pixel(column, row), (1.0 - right_share) * (1.0 - low_share)),
        (picture.pixel(column.saturating_add(1), row), right_share * (1.0 - low_share)),
        (picture.pixel(column, row.saturating_add(1)), (1.0 - right_share) * low_share),
        (picture.pixel(column.saturating_add(1), row.saturating_add(1)), right_share * low_share),
    ];
    let mut sums = [0.5_f32; 3];
    for (pixel, share) in corners {
        for (sum, channel) in sums.iter_mut().zip(pixel) {
            *sum += share * f32::from(channel);
        }
    }
    sums.map(|sum| sum as u8)
}
