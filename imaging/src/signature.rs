//! Every check of a signature: is it ink on light paper, whole, legible, and no scribble?
#![allow(clippy::arithmetic_side_effects)] // Sides are at most 1000, and counts at most their product.

use crate::decode::Decoded;
use crate::grading::{Measure, graded, of_file};
use crate::median::median;
use crate::picture::{Area, Picture};
use crate::profile::Profile;
use crate::report::Report;

/// Pixels of the longer side when it is measured.
const LONG: usize = 1000;
/// Half the side of the square whose lightest pixel is paper: wider than any stroke.
const PAPER: usize = 20;
/// The square of the outline over four times the ink: the length of a line in its own widths. A disc has 5, of any size,
/// and a square 4.
const LINE: usize = 10;
/// Fewer pixels in one piece are a speck and no ink.
const SPECK: usize = 12;

/// Grey values in rows.
struct Sheet {
    width: usize,
    values: Vec<f32>,
}

/// Every check of a signature.
#[must_use]
pub fn assess(decoded: &Decoded, profile: &Profile) -> Report {
    let Decoded { picture, facts } = decoded;
    let sheet = Sheet::of(picture);
    let paper = sheet.paper();
    // Paper in the shade has at least half of the light; what is darker is the inside of something broad.
    let grey = median(&sheet.values);
    let darkest = (grey / 2.0).max(1.0);
    // 1 is paper, whatever light falls on it.
    let evened: Vec<f32> =
        sheet.values.iter().zip(&paper.values).map(|(value, paper)| (value / paper.max(darkest)).min(1.0)).collect();
    let threshold = otsu(&evened);
    let dark: Vec<bool> = evened.iter().map(|value| *value < threshold).collect();
    let ink = Ink::of(dark, sheet.width);
    let height = sheet.height();

    let (mut on_ink, mut on_paper) = (Spread::default(), Spread::default());
    for (value, is_ink) in evened.iter().zip(&ink.mask) {
        if *is_ink { on_ink.add(*value) } else { on_paper.add(*value) }
    }
    let contrast = if on_ink.count == 0.0 { 0.0 } else { (on_paper.mean() - on_ink.mean()).max(0.0) };
    let count = ink.count as f64;
    let bounds = ink.bounds.unwrap_or_default();
    let (wide, high) = (sheet.width as f64, height as f64);
    let (left, top) = (bounds.left as f64 / wide, bounds.top as f64 / high);
    let (right, bottom) = ((wide - bounds.right as f64) / wide, (high - bounds.bottom as f64) / high);
    let box_size = ((bounds.right - bounds.left) * (bounds.bottom - bounds.top)).max(1) as f64;
    let middling = evened
        .iter()
        .filter(|value| (0.25..0.75).contains(&((**value - on_ink.mean() as f32) / contrast.max(1e-6) as f32)))
        .count();
    let edge = ink.edge.max(1) as f64;
    // From pixels of the sheet to those of the whole picture.
    let scale = facts.width as f32 / sheet.width as f32;
    let area = Area {
        x: bounds.left as f32 * scale,
        y: bounds.top as f32 * scale,
        width: (bounds.right - bounds.left) as f32 * scale,
        height: (bounds.bottom - bounds.top) as f32 * scale,
    };

    let mut measures = Vec::with_capacity(profile.signature.len());
    measures.extend(of_file(facts));
    measures.extend([
        Measure::of(facts.width.max(facts.height)),
        Measure::of(contrast),
        Measure::of(contrast / on_paper.deviation().max(1e-3)),
        // Of lines alone: dots cover the more of a picture, the more is cut away around them.
        Measure::of(ink.in_lines as f64 / (wide * high) * 100.0),
        Measure::of(ink.on_border as f64),
        Measure::of(left.min(top).min(right).min(bottom) * 100.0).at(area),
        Measure::of(f64::from(area.width) / f64::from(facts.width)).at(area),
        Measure::of(count / box_size).at(area),
        Measure::of(2.0 * count / edge),
        Measure::of(ink.pieces as f64),
        Measure::of(grey),
        Measure::of(middling as f64 / edge),
    ]);
    let crop = ink
        .bounds
        .filter(|_| f64::from(area.width) < 0.5 * f64::from(facts.width))
        .map(|_| with_margin(area, facts.width, facts.height));
    graded(facts, (profile, &profile.signature), &measures, None, crop)
}

/// With a tenth of its width all around, as far as there is paper.
fn with_margin(area: Area, width: u32, height: u32) -> Area {
    let margin = 0.12 * area.width.max(area.height);
    let (x, y) = ((area.x - margin).max(0.0), (area.y - margin).max(0.0));
    let (right, bottom) =
        ((area.x + area.width + margin).min(width as f32), (area.y + area.height + margin).min(height as f32));
    Area { x, y, width: right - x, height: bottom - y }
}

impl Sheet {
    /// The picture in grey with the longer side brought to [`LONG`] pixels: down by averaging, up by repeating.
    fn of(picture: &Picture) -> Self {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let long = width.max(height);
        let side = |side: usize| (side * LONG / long).max(1);
        let (across, down) = (side(width), side(height));
        let mut values = Vec::with_capacity(across * down);
        for y in 0..down {
            let rows = y * height / down..((y + 1) * height / down).max(y * height / down + 1);
            for x in 0..across {
                let columns = x * width / across..((x + 1) * width / across).max(x * width / across + 1);
                let (mut sum, mut count) = (0.0, 0.0);
                for row in rows.clone() {
                    for column in columns.clone() {
                        let [red, green, blue] = picture.pixel(column as i64, row as i64);
                        sum += 0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue);
                        count += 1.0;
                    }
                }
                values.push(sum / count);
            }
        }
        Self { width: across, values }
    }

    fn height(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    /// The paper without the ink: the lightest value around each pixel, smoothed.
    fn paper(&self) -> Self {
        let lightest = self.along_rows(lightest).turned().along_rows(lightest);
        lightest.along_rows(smooth).turned().along_rows(smooth)
    }

    fn along_rows(&self, change: fn(&[f32], &mut Vec<f32>)) -> Self {
        let mut values = Vec::with_capacity(self.values.len());
        for row in self.values.chunks_exact(self.width.max(1)) {
            change(row, &mut values);
        }
        Self { width: self.width, values }
    }

    fn turned(&self) -> Self {
        let rows: Vec<&[f32]> = self.values.chunks_exact(self.width.max(1)).collect();
        let values =
            (0..self.width).flat_map(|column| rows.iter().filter_map(move |row| row.get(column).copied())).collect();
        Self { width: rows.len(), values }
    }
}

/// The greatest value within [`PAPER`] of each.
fn lightest(row: &[f32], into: &mut Vec<f32>) {
    for place in 0..row.len() {
        let near = row.get(place.saturating_sub(PAPER)..(place + PAPER + 1).min(row.len())).unwrap_or_default();
        into.push(near.iter().copied().fold(0.0, f32::max));
    }
}

/// The mean within [`PAPER`] of each.
fn smooth(row: &[f32], into: &mut Vec<f32>) {
    for place in 0..row.len() {
        let near = row.get(place.saturating_sub(PAPER)..(place + PAPER + 1).min(row.len())).unwrap_or_default();
        into.push(near.iter().sum::<f32>() / near.len().max(1) as f32);
    }
}

/// The value that parts dark and light best (Otsu, IEEE Transactions on Systems, Man, and Cybernetics 9, 1979).
fn otsu(values: &[f32]) -> f32 {
    let mut histogram = [0.0_f64; 256];
    for value in values {
        if let Some(count) = histogram.get_mut((value * 255.0) as usize) {
            *count += 1.0;
        }
    }
    let all = values.len() as f64;
    let total: f64 = histogram.iter().enumerate().map(|(value, count)| value as f64 * count).sum();
    let (mut below, mut sum, mut best, mut threshold) = (0.0, 0.0, 0.0, 0.0);
    for (value, count) in histogram.iter().enumerate() {
        below += count;
        sum += value as f64 * count;
        if below == 0.0 || below == all {
            continue;
        }
        let apart = sum / below - (total - sum) / (all - below);
        let between = below * (all - below) * apart * apart;
        if between > best {
            best = between;
            threshold = (value as f64 + 1.0) / 255.0;
        }
    }
    threshold as f32
}

/// Mean and standard deviation.
#[derive(Default)]
struct Spread {
    count: f64,
    sum: f64,
    squares: f64,
}

impl Spread {
    fn add(&mut self, value: f32) {
        let value = f64::from(value);
        self.count += 1.0;
        self.sum += value;
        self.squares += value * value;
    }

    fn mean(&self) -> f64 {
        self.sum / self.count.max(1.0)
    }

    fn deviation(&self) -> f64 {
        libm::sqrt((self.squares / self.count.max(1.0) - self.mean() * self.mean()).max(0.0))
    }
}

/// Where ink is, in pixels; right and bottom are beyond the last one.
#[derive(Clone, Copy, Default)]
struct Bounds {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

/// Ink without specks.
struct Ink {
    mask: Vec<bool>,
    count: usize,
    /// Of it, what is in pieces that are lines.
    in_lines: usize,
    pieces: usize,
    /// Sides of pixels between ink and paper.
    edge: usize,
    on_border: usize,
    bounds: Option<Bounds>,
}

impl Ink {
    fn of(mut mask: Vec<bool>, width: usize) -> Self {
        let height = mask.len() / width.max(1);
        let mut seen = vec![false; mask.len()];
        let (mut stack, mut piece) = (Vec::new(), Vec::new());
        let (mut pieces, mut count, mut in_lines, mut edge, mut on_border) = (0, 0, 0, 0, 0);
        let mut bounds: Option<Bounds> = None;
        for start in 0..mask.len() {
            if !is_set(&mask, start) || is_set(&seen, start) {
                continue;
            }
            piece.clear();
            stack.push(start);
            mark(&mut seen, start, true);
            while let Some(place) = stack.pop() {
                piece.push(place);
                for near in around(place, width, height).into_iter().flatten() {
                    if is_set(&mask, near) && !is_set(&seen, near) {
                        mark(&mut seen, near, true);
                        stack.push(near);
                    }
                }
            }
            if piece.len() < SPECK {
                piece.iter().for_each(|place| mark(&mut mask, *place, false));
                continue;
            }
            let mut outline = 0;
            for place in &piece {
                let (x, y) = (place % width, place / width);
                on_border += usize::from(x == 0 || y == 0 || x + 1 == width || y + 1 == height);
                let sides = [
                    x > 0 && is_set(&mask, place - 1),
                    x + 1 < width && is_set(&mask, place + 1),
                    y > 0 && is_set(&mask, place - width),
                    y + 1 < height && is_set(&mask, place + width),
                ];
                outline += sides.iter().filter(|is_ink| !**is_ink).count();
                let known = bounds.unwrap_or(Bounds { left: x, top: y, right: x + 1, bottom: y + 1 });
                bounds = Some(Bounds {
                    left: known.left.min(x),
                    top: known.top.min(y),
                    right: known.right.max(x + 1),
                    bottom: known.bottom.max(y + 1),
                });
            }
            pieces += 1;
            count += piece.len();
            edge += outline;
            if outline * outline >= 4 * LINE * piece.len() {
                in_lines += piece.len();
            }
        }
        Self { mask, count, in_lines, pieces, edge, on_border, bounds }
    }
}

fn is_set(mask: &[bool], place: usize) -> bool {
    mask.get(place).copied().unwrap_or_default()
}

fn mark(mask: &mut [bool], place: usize, value: bool) {
    if let Some(pixel) = mask.get_mut(place) {
        *pixel = value;
    }
}

/// The eight neighbours.
fn around(place: usize, width: usize, height: usize) -> [Option<usize>; 8] {
    let (x, y) = (place % width, place / width);
    [(0, 0), (1, 0), (2, 0), (0, 1), (2, 1), (0, 2), (1, 2), (2, 2)].map(|(across, down)| {
        let (x, y) = ((x + across).checked_sub(1)?, (y + down).checked_sub(1)?);
        (x < width && y < height).then_some(y * width + x)
    })
}
