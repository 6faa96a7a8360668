//! What the markers of a JPEG say, without decoding it, and the same picture without its metadata.
//!
//! Source: ITU-T T.81 (ISO/IEC 10918-1), annex B.
#![allow(clippy::arithmetic_side_effects)] // The numbers are of 16 bits, and lengths are within the file.

use crate::bytes::{Order, at};
use crate::exif::{self, Exif};

/// How the coefficients are coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// Baseline or extended sequential, Huffman-coded, 8 bits.
    Sequential,
    /// Progressive, Huffman-coded, 8 bits.
    Progressive,
    /// Not read here: lossless, hierarchical, arithmetic, or of more than 8 bits; its name.
    Other(&'static str),
}

/// Facts of the header and of the whole walk; sizes in pixels as stored, before the orientation is applied.
#[derive(Clone, Debug, PartialEq)]
pub struct Jpeg {
    /// Pixels; 0 only where a later marker would define it, which no camera writes.
    pub width: u16,
    /// Pixels.
    pub height: u16,
    /// Orientation and place.
    pub exif: Exif,
    /// 1 to 100, estimated from the quantisation tables.
    pub quality: f64,
    /// How it is coded.
    pub coding: Coding,
    /// All segments are there, and the marker of the image's end.
    pub complete: bool,
    /// 1 grey, 3 colour, 4 CMYK.
    pub components: u8,
}

/// One marker with its contents.
struct Segment<'a> {
    marker: u8,
    /// What stands behind the length; empty for a marker that has none.
    data: &'a [u8],
    /// The whole, marker, length and, behind a scan's header, its coded data included.
    whole: &'a [u8],
}

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const TABLES: u8 = 0xdb;

/// Each costs a walk over the whole picture; libjpeg's own progressive files have 10.
const MOST_SCANS: u32 = 100;
/// Pixels of a side, as in libjpeg; beyond, the decoder's numbers of 16 bits overflow.
const LONGEST: u16 = 65_500;

/// Whether it begins as a JPEG does.
#[must_use]
pub fn is_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, START, 0xff])
}

/// Walks over all segments up to the end of the image. `None` where it is no JPEG or has no frame header.
#[must_use]
pub fn walk(bytes: &[u8]) -> Option<Jpeg> {
    if !is_jpeg(bytes) {
        return None;
    }
    let mut frame = None;
    let mut exif = None;
    let mut place_in_xmp = false;
    let mut tables = [None; 4];
    let (mut scans, mut has_end) = (0, false);
    let mut received = Received::default();
    for segment in segments(bytes) {
        received.note(&segment);
        match segment.marker {
            _ if is_frame(segment.marker) => frame = frame.or_else(|| read_frame(segment.marker, segment.data)),
            TABLES => read_tables(segment.data, &mut tables),
            0xe1 => {
                if let Some(tiff) = segment.data.strip_prefix(b"Exif\0\0") {
                    exif = exif.or_else(|| Some(exif::read(tiff)));
                } else if segment.data.starts_with(b"http://ns.adobe.com/") {
                    place_in_xmp |= segment.data.windows(7).any(|name| name == b"GPSLati");
                }
            }
            SCAN => scans += 1,
            END => has_end = true,
            _ => {}
        }
    }
    let (mut coding, width, height, components) = frame?;
    if scans > MOST_SCANS {
        coding = Coding::Other("scans");
    }
    let mut exif = exif.unwrap_or_default();
    exif.has_gps |= place_in_xmp;
    let complete = has_end && received.is_all();
    Some(Jpeg { width, height, exif, quality: quality(&tables), coding, complete, components })
}

/// Which coefficients of each component the scans bring; a progressive file brings them bit by bit, and the decoder
/// shows what there is.
#[derive(Default)]
struct Received {
    is_progressive: bool,
    of: Vec<(u8, u64)>,
}

impl Received {
    fn note(&mut self, segment: &Segment<'_>) {
        match *segment.data {
            // Precision, size and number; then of each component its name, sampling and table.
            [_, _, _, _, _, _, ref components @ ..] if is_frame(segment.marker) && self.of.is_empty() => {
                self.is_progressive = segment.marker == 0xc2;
                self.of.extend(components.chunks_exact(3).filter_map(|component| Some((*component.first()?, 0))));
            }
            // The number; of each component its name and tables; the first and the last coefficient, and which bit.
            [_, ref components @ .., first @ 0..=63, last @ 0..=63, bit]
                if segment.marker == SCAN && bit & 0x0f == 0 =>
            {
                // One that is not progressive may leave the last one at zero.
                let last = if first == 0 && last == 0 && !self.is_progressive { 63 } else { last };
                let brought = (u64::MAX << first) & (u64::MAX >> (63 - last));
                for (name, coefficients) in &mut self.of {
                    if components.chunks_exact(2).any(|component| component.first() == Some(name)) {
                        *coefficients |= brought;
                    }
                }
            }
            _ => {}
        }
    }

    fn is_all(&self) -> bool {
        !self.of.is_empty() && self.of.iter().all(|(_, coefficients)| *coefficients == u64::MAX)
    }
}

/// The picture without what it does not need to look the same: kept are the JFIF header, the colour profile and
/// Adobe's colour transform; everything behind the end of the image falls away too.
#[must_use]
pub fn without_metadata(bytes: &[u8]) -> Vec<u8> {
    let mut kept = vec![0xff, START];
    for segment in segments(bytes) {
        let is_needed = match segment.marker {
            // Without the small picture that may stand in it.
            0xe0 if segment.data.starts_with(b"JFIF\0") => {
                let head = [&[0xff, 0xe0, 0, 16], segment.data.get(..12).unwrap_or(b"JFIF\0\x01\x01\0\0\x01\0\x01")];
                kept.extend_from_slice(&[head.concat().as_slice(), &[0, 0]].concat());
                false
            }
            0xe0 => false,
            0xe2 => segment.data.starts_with(b"ICC_PROFILE\0"),
            0xee => segment.data.starts_with(b"Adobe"),
            // Other applications' data, and comments.
            0xe1..=0xef | 0xfe => false,
            _ => true,
        };
        if is_needed {
            kept.extend_from_slice(segment.whole);
        }
    }
    kept
}

/// The same picture for the decoder, which takes what is missing before a marker for zeros, and needs the marker of
/// the end. So behind the data of each scan stand ones: where all data are there they are passed over, and else they
/// are no code of any table (annex C), which the decoder reports. `None` where a whole scan is missing.
#[must_use]
pub fn for_decoding(bytes: &[u8]) -> Option<Vec<u8>> {
    // `ff 00` stands for `ff`. The longest code has 16 bits, and the decoder reads up to 64 bits ahead.
    const ONES: [u8; 24] =
        [0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0];
    let mut file = Vec::with_capacity(bytes.len().saturating_add(64));
    file.extend([0xff, START]);
    let mut received = Received::default();
    for segment in segments(bytes) {
        received.note(&segment);
        match segment.marker {
            END | 0xe1..=0xed | 0xef | 0xfe => {}
            SCAN => {
                // Half of a marker may be left of a file that was cut off.
                file.extend(segment.whole.strip_suffix(&[0xff]).unwrap_or(segment.whole));
                file.extend(ONES);
            }
            _ => file.extend(segment.whole),
        }
    }
    file.extend([0xff, END]);
    received.is_all().then_some(file)
}

/// The colour profile, in the segments in which it stands; empty where there is none.
#[must_use]
pub fn colour_profile(bytes: &[u8]) -> Vec<&[u8]> {
    let is_profile = |segment: &Segment<'_>| segment.marker == 0xe2 && segment.data.starts_with(b"ICC_PROFILE\0");
    segments(bytes).filter(is_profile).map(|segment| segment.data).collect()
}

/// The segments behind the start of the image, up to and with its end, or as far as they are whole.
fn segments(bytes: &[u8]) -> impl Iterator<Item = Segment<'_>> {
    let mut rest = at(bytes, 2);
    std::iter::from_fn(move || {
        let (segment, after) = segment(rest)?;
        rest = if segment.marker == END { &[] } else { after };
        Some(segment)
    })
}

fn segment(bytes: &[u8]) -> Option<(Segment<'_>, &[u8])> {
    // Before a marker stand any number of fill bytes; some cameras leave other bytes there too.
    let is_marker = |pair: &[u8]| matches!(pair, [0xff, next] if !matches!(next, 0x00 | 0xff));
    let start = at(bytes, bytes.windows(2).position(is_marker)?);
    let marker = *start.get(1)?;
    if matches!(marker, 0x01 | 0xd0..=0xd9) {
        let (whole, after) = start.split_at_checked(2)?;
        return Some((Segment { marker, data: &[], whole }, after));
    }
    let length = usize::from(Order::Big.u16(at(start, 2))?);
    let end = length.checked_add(2)?;
    let data = start.get(4..end)?;
    let end = if marker == SCAN { end.checked_add(coded_length(at(start, end)))? } else { end };
    let (whole, after) = start.split_at_checked(end)?;
    Some((Segment { marker, data, whole }, after))
}

/// How far the coded data of a scan reach: up to a marker other than a restart; `ff 00` is a byte of the data.
fn coded_length(bytes: &[u8]) -> usize {
    let is_marker = |pair: &[u8]| matches!(pair, [0xff, next] if !matches!(next, 0x00 | 0xd0..=0xd7 | 0xff));
    bytes.windows(2).position(is_marker).unwrap_or(bytes.len())
}

/// 0xc4, 0xc8 and 0xcc are none: Huffman tables, reserved, arithmetic conditioning.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

fn read_frame(marker: u8, data: &[u8]) -> Option<(Coding, u16, u16, u8)> {
    let precision = *data.first()?;
    let (height, width) = (Order::Big.u16(at(data, 1))?, Order::Big.u16(at(data, 3))?);
    let coding = match (marker, precision) {
        // A later marker says how high it is; no camera writes that.
        _ if height == 0 => Coding::Other("dnl"),
        _ if width > LONGEST || height > LONGEST => Coding::Other("size"),
        (0xc0..=0xc1, 8) => Coding::Sequential,
        (0xc2, 8) => Coding::Progressive,
        (0xc0..=0xc2, _) => Coding::Other("12-bit"),
        (0xc3, _) => Coding::Other("lossless"),
        (0xc9..=0xcb, _) => Coding::Other("arithmetic"),
        _ => Coding::Other("hierarchical"),
    };
    Some((coding, width, height, *data.get(5)?))
}

/// Sums of the tables of annex K.1, luminance and chrominance.
const STANDARD: [f64; 2] = [3688.0, 5505.0];

/// Notes the sum of each table at its number.
fn read_tables(mut data: &[u8], tables: &mut [Option<u32>; 4]) {
    while let Some(head) = data.first() {
        let width = if head >> 4 == 0 { 1 } else { 2 };
        let Some(values) = data.get(1..width * 64 + 1) else { return };
        let sum = values
            .chunks_exact(width)
            .map(|value| value.iter().fold(0, |sum, byte| (sum << 8) | u32::from(*byte)))
            .sum();
        if let Some(table) = tables.get_mut(usize::from(head & 0x0f)) {
            *table = Some(sum);
        }
        data = at(data, width * 64 + 1);
    }
}

/// As libjpeg scales its tables (`jpeg_quality_scaling`), turned round.
fn quality(tables: &[Option<u32>; 4]) -> f64 {
    let (mut sum, mut standard) = (0.0, 0.0);
    for (number, table) in tables.iter().enumerate() {
        if let Some(table) = table {
            sum += f64::from(*table);
            standard += STANDARD.get(number.min(1)).copied().unwrap_or_default();
        }
    }
    if sum == 0.0 {
        return 1.0;
    }
    let scale = 100.0 * sum / standard;
    let quality = if scale <= 100.0 { (200.0 - scale) / 2.0 } else { 5000.0 / scale };
    quality.max(1.0)
}
