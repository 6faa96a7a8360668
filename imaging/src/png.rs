//! Reads a PNG row by row, so that a large picture never stands in memory whole.
//!
//! Source: Portable Network Graphics, third edition (W3C, 2025); the sections are named below. Hand-written on
//! an inflater of ten kilobytes, since the usual decoder would take most of the module's budget.
#![allow(clippy::arithmetic_side_effects)] // Sides are of 16 bits, and lengths are within the file.

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};
use picture_header::bytes::{Order, at};
use picture_header::png::{Colour, Png};

use crate::colour_space::{Space, ToSrgb, steps_of};

/// Decodes the picture, of an animation the still one, and gives each row from the top in red, green and blue of
/// 8 bits of sRGB; what is transparent stands on white. `None` where it ends early or is broken: the rows until then
/// were given all the same.
pub fn rows(png: &Png<'_>, space: &Space, give: &mut dyn FnMut(&[u8])) -> Option<()> {
    let header = png.header;
    let (width, height) = (header.width as usize, header.height as usize);
    if header.colour == Colour::Palette && png.palette.is_empty() {
        return None;
    }
    let to_srgb = if let Space::Other(to_srgb) = space { Some(&**to_srgb) } else { None };
    let pixels = Pixels { png, to_srgb };
    let mut data = Inflated::new(png);
    if header.interlaced {
        let mut whole = vec![0; width * height * 3];
        for pass in PASSES {
            let (columns, lines) = (pass.across.count(width), pass.down.count(height));
            let mut line = 0;
            data.pass(&pixels, columns, lines, &mut |row| {
                let y = pass.down.place(line);
                line += 1;
                for (column, pixel) in row.chunks_exact(3).enumerate() {
                    let start = (y * width + pass.across.place(column)) * 3;
                    if let Some(to) = whole.get_mut(start..start + 3) {
                        to.copy_from_slice(pixel);
                    }
                }
            })?;
        }
        whole.chunks_exact(width * 3).for_each(give);
    } else {
        data.pass(&pixels, width, height, give)?;
    }
    data.is_over().then_some(())
}

/// Of a colour profile, in bytes; those of printers have a megabyte.
const LARGEST_PROFILE: usize = 4 << 20;

/// A colour profile, inflated (11.3.2.3).
#[must_use]
pub fn inflated(mut deflated: &[u8]) -> Option<Vec<u8>> {
    let mut state = InflateState::new_boxed(DataFormat::Zlib);
    let (mut profile, mut part) = (Vec::new(), [0; 4096]);
    while profile.len() < LARGEST_PROFILE {
        let step = inflate(&mut state, deflated, &mut part, MZFlush::None);
        profile.extend_from_slice(part.get(..step.bytes_written)?);
        deflated = at(deflated, step.bytes_consumed);
        match step.status.ok()? {
            MZStatus::StreamEnd => return Some(profile),
            _ if step.bytes_written == 0 && step.bytes_consumed == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Every which place, from where on (8.2).
struct Every {
    from: usize,
    step: usize,
}

impl Every {
    fn count(&self, all: usize) -> usize {
        all.saturating_sub(self.from).div_ceil(self.step)
    }

    fn place(&self, number: usize) -> usize {
        self.from + number * self.step
    }
}

struct Pass {
    across: Every,
    down: Every,
}

const fn pass(from_x: usize, step_x: usize, from_y: usize, step_y: usize) -> Pass {
    Pass { across: Every { from: from_x, step: step_x }, down: Every { from: from_y, step: step_y } }
}

const PASSES: [Pass; 7] = [
    pass(0, 8, 0, 8),
    pass(4, 8, 0, 8),
    pass(0, 4, 4, 8),
    pass(2, 4, 0, 4),
    pass(0, 2, 2, 4),
    pass(1, 2, 0, 2),
    pass(0, 1, 1, 2),
];

/// The contents of all `IDAT` chunks, inflated as they are asked for.
struct Inflated<'a> {
    parts: Box<dyn Iterator<Item = &'a [u8]> + 'a>,
    part: &'a [u8],
    state: Box<InflateState>,
    is_over: bool,
}

impl<'a> Inflated<'a> {
    fn new(png: &Png<'a>) -> Self {
        Self {
            parts: Box::new(png.data()),
            part: &[],
            state: InflateState::new_boxed(DataFormat::Zlib),
            is_over: false,
        }
    }

    /// Fills all of `into`.
    fn read(&mut self, mut into: &mut [u8]) -> Option<()> {
        while !into.is_empty() {
            if self.part.is_empty() {
                // Without more to read, what is left in the inflater is asked for once more.
                self.part = self.parts.next().unwrap_or_default();
            }
            let step = inflate(&mut self.state, self.part, into, MZFlush::None);
            self.part = at(self.part, step.bytes_consumed);
            into = into.get_mut(step.bytes_written..)?;
            match step.status.ok()? {
                MZStatus::StreamEnd => {
                    self.is_over = true;
                    return into.is_empty().then_some(());
                }
                _ if step.bytes_written == 0 && step.bytes_consumed == 0 => return None,
                _ => {}
            }
        }
        Some(())
    }

    /// Nothing is missing behind the last row: the check sum of the whole holds.
    fn is_over(&mut self) -> bool {
        // More than the rows need is no fault; a stream that breaks off is.
        let has_more = !self.is_over && self.read(&mut [0]).is_some();
        self.is_over || has_more
    }

    /// Reads so many lines of so many pixels.
    fn pass(&mut self, pixels: &Pixels, columns: usize, lines: usize, give: &mut dyn FnMut(&[u8])) -> Option<()> {
        if columns == 0 {
            return Some(());
        }
        let bits = pixels.bits();
        let length = (columns * bits).div_ceil(8);
        // How far the pixel before lies (9.2).
        let before = bits.div_ceil(8);
        // A border of zeros stands before the first pixel.
        let mut above = vec![0; before + length];
        let mut line = vec![0; before + length];
        let mut rgb = Vec::with_capacity(columns * 3);
        for _ in 0..lines {
            let mut filter = [0];
            self.read(&mut filter)?;
            self.read(line.get_mut(before..)?)?;
            unfilter(filter, &mut line, &above, before)?;
            rgb.clear();
            pixels.expand(line.get(before..)?, columns, &mut rgb);
            give(&rgb);
            std::mem::swap(&mut above, &mut line);
        }
        Some(())
    }
}

/// Undoes a line's filter (9.2).
fn unfilter([filter]: [u8; 1], line: &mut [u8], above: &[u8], before: usize) -> Option<()> {
    for place in before..line.len() {
        let left = *line.get(place - before)?;
        let (up, corner) = (*above.get(place)?, *above.get(place - before)?);
        let expected = match filter {
            0 => 0,
            1 => left,
            2 => up,
            3 => u8::midpoint(left, up),
            4 => nearest(left, up, corner),
            _ => return None,
        };
        let byte = line.get_mut(place)?;
        *byte = byte.wrapping_add(expected);
    }
    Some(())
}

/// Paeth's predictor (9.4).
fn nearest(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(up) - i16::from(corner);
    let far = |value: u8| (guess - i16::from(value)).abs();
    if far(left) <= far(up) && far(left) <= far(corner) {
        left
    } else if far(up) <= far(corner) {
        up
    } else {
        corner
    }
}

/// What samples mean.
struct Pixels<'a> {
    png: &'a Png<'a>,
    to_srgb: Option<&'a ToSrgb>,
}

impl Pixels<'_> {
    fn samples(&self) -> usize {
        match self.png.header.colour {
            Colour::Grey | Colour::Palette => 1,
            Colour::GreyAlpha => 2,
            Colour::Rgb => 3,
            Colour::RgbAlpha => 4,
        }
    }

    /// Of a pixel.
    fn bits(&self) -> usize {
        self.samples() * usize::from(self.png.header.depth)
    }

    fn expand(&self, line: &[u8], columns: usize, rgb: &mut Vec<u8>) {
        for column in 0..columns {
            let sample = |number: usize| self.sample(line, column * self.samples() + number);
            let samples = [sample(0), sample(1), sample(2), sample(3)].map(Option::unwrap_or_default);
            let (colour, alpha) = self.colour(samples);
            rgb.extend(colour.map(|channel| on_white(channel, alpha)));
        }
    }

    /// As it stands in the line, in up to 16 bits.
    fn sample(&self, line: &[u8], number: usize) -> Option<u16> {
        match self.png.header.depth {
            16 => Order::Big.u16(at(line, number * 2)),
            8 => line.get(number).copied().map(u16::from),
            depth => {
                let depth = usize::from(depth);
                let byte = *line.get(number * depth / 8)?;
                let shift = 8 - depth - number * depth % 8;
                Some((u16::from(byte) >> shift) & ((1 << depth) - 1))
            }
        }
    }

    fn colour(&self, samples: [u16; 4]) -> ([u8; 3], u8) {
        let depth = self.png.header.depth;
        let scaled = |sample: u16| match depth {
            16 => (sample >> 8) as u8,
            8 => sample as u8,
            _ => u8::try_from(u32::from(sample) * 255 / ((1 << depth) - 1)).unwrap_or(u8::MAX),
        };
        // A single colour is transparent where all of its samples are those that the chunk names.
        let opaque = |count: usize| {
            let is_clear = self.png.transparency.is_some_and(|clear| {
                (0..count).all(|number| Order::Big.u16(at(clear, number * 2)) == samples.get(number).copied())
            });
            if is_clear { 0 } else { u8::MAX }
        };
        let [first, second, third, fourth] = samples;
        let shown = |samples: [u16; 3]| match self.to_srgb {
            None => samples.map(scaled),
            // All that 16 bits have, and no more than 8 have.
            Some(to_srgb) => {
                to_srgb.pixel(samples.map(|sample| if depth == 16 { sample >> 4 } else { steps_of(scaled(sample)) }))
            }
        };
        match self.png.header.colour {
            Colour::Grey => (shown([first; 3]), opaque(1)),
            Colour::Rgb => (shown([first, second, third]), opaque(3)),
            Colour::GreyAlpha => (shown([first; 3]), scaled(second)),
            Colour::RgbAlpha => (shown([first, second, third]), scaled(fourth)),
            Colour::Palette => {
                let entry = usize::from(first);
                let colour = self.png.palette.get(entry * 3..entry * 3 + 3).and_then(|entry| entry.first_chunk());
                let alpha = self.png.transparency.and_then(|clear| clear.get(entry)).copied().unwrap_or(u8::MAX);
                let colour = *colour.unwrap_or(&[0; 3]);
                (self.to_srgb.map_or(colour, |to_srgb| to_srgb.pixel(colour.map(steps_of))), alpha)
            }
        }
    }
}

/// A channel as it looks on white paper.
#[must_use]
pub fn on_white(channel: u8, alpha: u8) -> u8 {
    let missing = u16::from(255 - channel) * u16::from(alpha);
    255 - u8::try_from((missing + 127) / 255).unwrap_or(u8::MAX)
}
