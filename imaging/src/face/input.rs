//! What the model is shown of a picture.

// Sides of pictures are at most 65 535, and of what the model sees SIDE.
#![allow(clippy::arithmetic_side_effects)]

use super::Turn;
use super::model::SIDE;
use crate::picture::{Area, Picture, Point};
use crate::within;

/// A square of a picture; beyond the picture it is black.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Square {
    pub x: f32,
    pub y: f32,
    pub side: f32,
}

impl Square {
    /// The least one around the whole picture.
    pub(crate) fn around(picture: &Picture) -> Self {
        let (width, height) = sides(picture);
        let side = width.max(height);
        Self { x: (width - side) / 2.0, y: (height - side) / 2.0, side }
    }

    /// About the middle of an area, `times` its greater side.
    pub(crate) fn about(area: Area, times: f32) -> Self {
        let side = area.width.max(area.height) * times;
        Self { x: area.x + (area.width - side) / 2.0, y: area.y + (area.height - side) / 2.0, side }
    }

    /// Where a point lies in the picture, that in the turned square lies at `point`, as parts of its side.
    pub(crate) fn point(&self, turn: Turn, point: Point) -> Point {
        let Point { x, y } = point;
        let (x, y) = match turn {
            Turn::None => (x, y),
            Turn::Right => (y, 1.0 - x),
            Turn::Half => (1.0 - x, 1.0 - y),
            Turn::Left => (1.0 - y, x),
        };
        Point { x: self.x + x * self.side, y: self.y + y * self.side }
    }
}

/// A square shrunk to [`SIDE`] × [`SIDE`], as red, green and blue from −1 to 1. Each pixel is the mean of what it
/// covers, where MediaPipe takes the nearest four pixels: a picture is many times larger here than in a video.
pub(crate) fn shrink(picture: &Picture, square: Square) -> Vec<f32> {
    let step = square.side / SIDE as f32;
    let (width, height) = sides(picture);
    let (columns, rows) = (spans(square.x, step, width), spans(square.y, step, height));
    let length = 3 * picture.width() as usize;
    // Only the columns that count.
    let start = columns.first().map_or(0, |(first, _)| *first);
    let end = columns.last().map_or(0, |(first, weights)| first + weights.len());
    let mut sums = vec![0.0_f32; 3 * end.saturating_sub(start)];
    let mut shrunk = Vec::with_capacity(3 * SIDE * SIDE);
    for (first, weights) in rows {
        sums.fill(0.0);
        for (row, weight) in picture.rgb().chunks_exact(length).skip(first).zip(weights) {
            for (sum, value) in sums.iter_mut().zip(row.iter().skip(3 * start)) {
                *sum += weight * f32::from(*value);
            }
        }
        for (first, weights) in &columns {
            let mut mean = [0.0; 3];
            for (pixel, weight) in sums.as_chunks::<3>().0.iter().skip(first.saturating_sub(start)).zip(weights) {
                for (mean, value) in mean.iter_mut().zip(pixel) {
                    *mean += weight * value;
                }
            }
            shrunk.extend(mean.map(|value| value / 127.5 - 1.0));
        }
    }
    shrunk
}

/// For each of [`SIDE`] places, the first pixel that it covers, and the share of each pixel from there on. A place
/// covers a pixel at least, also where it is less: then the pixels are interpolated.
fn spans(start: f32, step: f32, length: f32) -> Vec<(usize, Vec<f32>)> {
    let extent = step.max(1.0);
    let span = |place: usize| {
        let from = start + (place as f32 + 0.5) * step - extent / 2.0;
        let (first, last) = (within(from.floor(), 0.0, length), within((from + extent).ceil(), 0.0, length));
        let share = |pixel: usize| {
            let pixel = pixel as f32;
            ((pixel + 1.0).min(from + extent) - pixel.max(from)).max(0.0) / extent
        };
        (first as usize, (first as usize..last as usize).map(share).collect())
    };
    (0..SIDE).map(span).collect()
}

/// A square of [`SIDE`] × [`SIDE`], turned.
pub(crate) fn turned(input: &[f32], turn: Turn) -> Vec<f32> {
    let (pixels, _) = input.as_chunks::<3>();
    let last = SIDE - 1;
    let from = |place: usize| {
        let (x, y) = (place % SIDE, place / SIDE);
        let (x, y) = match turn {
            Turn::None => (x, y),
            Turn::Right => (y, last - x),
            Turn::Half => (last - x, last - y),
            Turn::Left => (last - y, x),
        };
        pixels.get(y * SIDE + x).copied().unwrap_or_default()
    };
    (0..SIDE * SIDE).flat_map(from).collect()
}

fn sides(picture: &Picture) -> (f32, f32) {
    (picture.width() as f32, picture.height() as f32)
}
