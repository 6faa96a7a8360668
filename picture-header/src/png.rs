//! The chunks of a PNG, and what they say.
//!
//! Source: Portable Network Graphics, third edition (W3C, 2025); the sections are named below.
#![allow(clippy::arithmetic_side_effects)] // Lengths are within the file.

use crate::bytes::{Order, at};
use crate::exif::{self, Exif};

/// Length, kind and checksum, which every chunk has.
const EMPTY: usize = 12;

/// The first bytes of every PNG (5.2).
pub const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A chunk (5.3).
#[derive(Clone, Copy)]
struct Chunk<'a> {
    kind: [u8; 4],
    data: &'a [u8],
    /// This chunk and everything behind it.
    from_here: &'a [u8],
}

impl Chunk<'_> {
    /// What a decoder may pass over (5.4).
    fn is_ancillary(&self) -> bool {
        self.kind.first().is_some_and(u8::is_ascii_lowercase)
    }
}

/// Colour types (11.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// One sample.
    Grey,
    /// Three samples.
    Rgb,
    /// The number of an entry of the palette.
    Palette,
    /// Two samples.
    GreyAlpha,
    /// Four samples.
    RgbAlpha,
}

/// The image header (11.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Pixels, 1 to 2³¹ − 1.
    pub width: u32,
    /// Pixels, 1 to 2³¹ − 1.
    pub height: u32,
    /// Bits of a sample.
    pub depth: u8,
    /// What the samples mean.
    pub colour: Colour,
    /// The pixels come in seven passes (8.1).
    pub interlaced: bool,
}

impl Header {
    /// Whether the samples are of colours, by themselves or in the palette.
    #[must_use]
    pub fn is_coloured(&self) -> bool {
        !matches!(self.colour, Colour::Grey | Colour::GreyAlpha)
    }
}

/// What the chunks say, without inflating anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Png<'a> {
    /// Size and kind.
    pub header: Header,
    /// Orientation and place.
    pub exif: Exif,
    /// Red, green and blue of each entry (11.2.2).
    pub palette: &'a [u8],
    /// The colour that is transparent, or how opaque each entry of the palette is (11.3.1.1).
    pub transparency: Option<&'a [u8]>,
    /// What the numbers mean to the eye.
    pub colour_space: ColourSpace<'a>,
    /// From the first chunk of image data on.
    from_data: &'a [u8],
}

/// What the file says of its colours (11.3.2); where more than one speaks, the first of these counts (4.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ColourSpace<'a> {
    /// Primaries, transfer function, matrix, and whether the full range is used, as ITU-T H.273 numbers them.
    pub cicp: Option<[u8; 4]>,
    /// An ICC profile, deflated.
    pub icc: Option<&'a [u8]>,
    /// sRGB.
    pub is_srgb: bool,
    /// The exponent that encodes light, times 100 000.
    pub gamma: Option<u32>,
    /// x and y of white, red, green and blue, times 100 000.
    pub chromaticities: Option<[u32; 8]>,
}

impl<'a> Png<'a> {
    /// The contents of the chunks of image data, one after the other.
    pub fn data(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        raw_chunks(self.from_data).filter(|(chunk, _)| chunk.kind == *b"IDAT").map(|(chunk, _)| chunk.data)
    }
}

/// Width, height and length, where the structure is complete.
pub(crate) fn complete(bytes: &[u8]) -> Option<(u32, u32, usize)> {
    let (header, after) = walk(bytes, |_| {})?;
    Some((header.width, header.height, bytes.len().saturating_sub(after)))
}

/// Walks over all chunks up to the last. `None` where one is missing, broken, or of no kind that exists.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Png<'_>> {
    let mut exif = Exif::default();
    let (mut palette, mut transparency, mut from_data) = (&[][..], None, None);
    let mut colour_space = ColourSpace::default();
    let (header, _) = walk(bytes, |chunk| match &chunk.kind {
        b"PLTE" => palette = chunk.data,
        b"IDAT" => from_data = from_data.or(Some(chunk.from_here)),
        b"tRNS" => transparency = transparency.or(Some(chunk.data)),
        b"eXIf" => exif = exif::read(chunk.data),
        // What says how colours look stands before the data.
        _ if from_data.is_none() => colour_space.note(chunk),
        _ => {}
    })?;
    let from_data = from_data?;
    Some(Png { header, exif, palette, transparency, colour_space, from_data })
}

impl<'a> ColourSpace<'a> {
    fn note(&mut self, chunk: &Chunk<'a>) {
        let number = |place: usize| Order::Big.u32(at(chunk.data, place * 4));
        match &chunk.kind {
            b"cICP" => self.cicp = chunk.data.try_into().ok(),
            // A name, its end, and the method of compression.
            b"iCCP" => self.icc = chunk.data.iter().position(|byte| *byte == 0).map(|end| at(chunk.data, end + 2)),
            b"sRGB" => self.is_srgb = true,
            b"gAMA" => self.gamma = number(0).filter(|gamma| *gamma > 0),
            b"cHRM" => {
                let mut numbers = [0; 8];
                let all =
                    numbers.iter_mut().enumerate().all(|(place, to)| number(place).map(|value| *to = value).is_some());
                self.chromaticities = all.then_some(numbers);
            }
            _ => {}
        }
    }
}

/// Gives every chunk whose checksum holds, and where the structure is complete the header and how many bytes follow. An
/// ancillary chunk with a wrong checksum is passed over (13.2), as libpng does.
fn walk<'a>(bytes: &'a [u8], mut give: impl FnMut(&Chunk<'a>)) -> Option<(Header, usize)> {
    let mut header = None;
    let mut has_data = false;
    for (chunk, stated) in raw_chunks(bytes.strip_prefix(SIGNATURE)?) {
        let is_intact = stated == crc32(at(chunk.from_here, 4).get(..chunk.data.len() + 4)?);
        match (&chunk.kind, header) {
            _ if !is_intact => (chunk.is_ancillary() && header.is_some()).then_some(())?,
            (b"IHDR", None) => header = Some(read_header(chunk.data)?),
            // The header comes first and once.
            (b"IHDR", Some(_)) | (_, None) => return None,
            (b"IEND", Some(header)) => {
                let is_end = has_data && chunk.data.is_empty();
                return is_end.then_some((header, chunk.from_here.len().saturating_sub(EMPTY)));
            }
            (kind, _) => {
                has_data |= kind == b"IDAT";
                give(&chunk);
            }
        }
    }
    None
}

/// The chunks as far as they are there, each with the checksum that it states.
fn raw_chunks(mut rest: &[u8]) -> impl Iterator<Item = (Chunk<'_>, u32)> {
    core::iter::from_fn(move || {
        let from_here = rest;
        let end = usize::try_from(Order::Big.u32(rest)?).ok()?.checked_add(8)?;
        let (kind, data) = rest.get(4..end)?.split_first_chunk()?;
        let stated = Order::Big.u32(at(rest, end))?;
        rest = at(rest, end + 4);
        Some((Chunk { kind: *kind, data, from_here }, stated))
    })
}

fn read_header(data: &[u8]) -> Option<Header> {
    let (width, height) = (Order::Big.u32(data)?, Order::Big.u32(at(data, 4))?);
    let side = 1..=0x7fff_ffff;
    let [depth, colour, 0, 0, interlace @ 0..=1] = *at(data, 8) else { return None };
    let colour = match (colour, depth) {
        (0, 1 | 2 | 4 | 8 | 16) => Colour::Grey,
        (2, 8 | 16) => Colour::Rgb,
        (3, 1 | 2 | 4 | 8) => Colour::Palette,
        (4, 8 | 16) => Colour::GreyAlpha,
        (6, 8 | 16) => Colour::RgbAlpha,
        _ => return None,
    };
    let is_sized = side.contains(&width) && side.contains(&height);
    is_sized.then_some(Header { width, height, depth, colour, interlaced: interlace == 1 })
}

/// CRC-32 (annex D), four bits at a time.
fn crc32(bytes: &[u8]) -> u32 {
    const STEPS: [u32; 16] = {
        let mut steps = [0; 16];
        let mut nibble = 0;
        while nibble < 16 {
            let mut crc = nibble as u32;
            let mut bit = 0;
            while bit < 4 {
                crc = (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1));
                bit += 1;
            }
            #[allow(clippy::indexing_slicing)] // Evaluated by the compiler.
            {
                steps[nibble] = crc;
            }
            nibble += 1;
        }
        steps
    };
    let step = |crc: u32| (crc >> 4) ^ STEPS.get((crc & 15) as usize).copied().unwrap_or_default();
    !bytes.iter().fold(!0, |crc, byte| step(step(crc ^ u32::from(*byte))))
}
