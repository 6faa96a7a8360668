//! A decoded picture.

use serde::Serialize;

use crate::report::rounded;

/// Red, green and blue in 8 bits of sRGB, row by row from the top left, without padding.
/// Invariant: `width` and `height` are 1 to 65 535, and there are `width * height * 3` bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

/// A place in a picture, in pixels from the top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Point {
    /// To the right.
    #[serde(serialize_with = "rounded")]
    pub x: f32,
    /// Downwards.
    #[serde(serialize_with = "rounded")]
    pub y: f32,
}

/// A rectangle in a picture, in pixels; the contract's `Box`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Area {
    /// The left edge.
    #[serde(serialize_with = "rounded")]
    pub x: f32,
    /// The upper edge.
    #[serde(serialize_with = "rounded")]
    pub y: f32,
    /// To the right.
    #[serde(serialize_with = "rounded")]
    pub width: f32,
    /// Downwards.
    #[serde(serialize_with = "rounded")]
    pub height: f32,
}

impl Picture {
    /// A picture of these pixels, where there are as many as the sides say.
    #[must_use]
    pub fn new(width: u32, height: u32, rgb: Vec<u8>) -> Option<Self> {
        let sides = 1..=65_535;
        let length = u64::from(width).checked_mul(u64::from(height))?.checked_mul(3)?;
        (sides.contains(&width) && sides.contains(&height) && u64::try_from(rgb.len()) == Ok(length)).then_some(Self {
            width,
            height,
            rgb,
        })
    }

    /// Pixels from left to right.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Pixels from top to bottom.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// All pixels.
    #[must_use]
    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    /// The rows from the top, each of `width * 3` bytes.
    pub fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.rgb.chunks_exact((self.width as usize).saturating_mul(3).max(1))
    }

    /// One pixel; beyond an edge, the nearest one.
    #[must_use]
    pub fn pixel(&self, x: i64, y: i64) -> [u8; 3] {
        let column = x.clamp(0, i64::from(self.width).saturating_sub(1));
        let row = y.clamp(0, i64::from(self.height).saturating_sub(1));
        let start = row.saturating_mul(i64::from(self.width)).saturating_add(column).saturating_mul(3);
        let start = usize::try_from(start).unwrap_or_default();
        match self.rgb.get(start..start.saturating_add(3)) {
            Some([red, green, blue]) => [*red, *green, *blue],
            _ => [0; 3],
        }
    }

    /// As it stands upright, where it is stored with EXIF's `orientation`, 1 to 8 (CIPA DC-008, 4.6.4.A).
    #[must_use]
    pub fn upright(self, orientation: u8) -> Self {
        if !(2..=8).contains(&orientation) {
            return self;
        }
        let (right, bottom) = (i64::from(self.width).saturating_sub(1), i64::from(self.height).saturating_sub(1));
        let (width, height) = if orientation >= 5 { (self.height, self.width) } else { (self.width, self.height) };
        let mut rgb = Vec::with_capacity(self.rgb.len());
        for y in 0..i64::from(height) {
            for x in 0..i64::from(width) {
                let (column, row) = match orientation {
                    2 => (right.saturating_sub(x), y),
                    3 => (right.saturating_sub(x), bottom.saturating_sub(y)),
                    4 => (x, bottom.saturating_sub(y)),
                    5 => (y, x),
                    6 => (y, bottom.saturating_sub(x)),
                    7 => (right.saturating_sub(y), bottom.saturating_sub(x)),
                    _ => (right.saturating_sub(y), x),
                };
                rgb.extend_from_slice(&self.pixel(column, row));
            }
        }
        Self { width, height, rgb }
    }

    /// The part that begins there and is so large; what lies beyond an edge is not part of it, and at least one
    /// pixel always is.
    #[must_use]
    pub fn part(&self, x: u32, y: u32, width: u32, height: u32) -> Self {
        let (x, y) = (x.min(self.width.saturating_sub(1)), y.min(self.height.saturating_sub(1)));
        let width = width.clamp(1, self.width.saturating_sub(x));
        let height = height.clamp(1, self.height.saturating_sub(y));
        let (from, bytes) = ((x as usize).saturating_mul(3), (width as usize).saturating_mul(3));
        let rows = self.rows().skip(y as usize).take(height as usize);
        let rgb = rows.flat_map(|row| row.iter().skip(from).take(bytes)).copied().collect();
        Self { width, height, rgb }
    }

    /// Half as many pixels on each side, the average of four for each; at least one.
    #[must_use]
    pub fn halved(&self) -> Self {
        let (width, height) = ((self.width / 2).max(1), (self.height / 2).max(1));
        let mut rgb = Vec::with_capacity(self.rgb.len() / 4);
        for y in 0..i64::from(height) {
            for x in 0..i64::from(width) {
                let (x, y) = (x.saturating_mul(2), y.saturating_mul(2));
                let (x1, y1) = (x.saturating_add(1), y.saturating_add(1));
                let four = [self.pixel(x, y), self.pixel(x1, y), self.pixel(x, y1), self.pixel(x1, y1)];
                for channel in 0..3 {
                    let sum: u32 =
                        four.iter().filter_map(|pixel| pixel.get(channel)).map(|value| u32::from(*value)).sum();
                    rgb.push(u8::try_from(sum.saturating_add(2) / 4).unwrap_or(u8::MAX));
                }
            }
        }
        Self { width, height, rgb }
    }
}
