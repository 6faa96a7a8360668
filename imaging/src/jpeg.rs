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
    let (mut has_scan, mut complete) = (false, false);
    for segment in segments(bytes) {
        match segment.marker {
            // 0xc4, 0xc8 and 0xcc are no frames: Huffman tables, reserved, arithmetic conditioning.
            0xc0..=0xcf if !matches!(segment.marker, 0xc4 | 0xc8 | 0xcc) => {
                frame = frame.or_else(|| read_frame(segment.marker, segment.data));
            }
            TABLES => read_tables(segment.data, &mut tables),
            0xe1 => {
                if let Some(tiff) = segment.data.strip_prefix(b"Exif\0\0") {
                    exif = exif.or_else(|| Some(exif::read(tiff)));
                } else if segment.data.starts_with(b"http://ns.adobe.com/") {
                    place_in_xmp |= segment.data.windows(7).any(|name| name == b"GPSLati");
                }
            }
            SCAN => has_scan = true,
            END => complete = has_scan,
            _ => {}
        }
    }
    let (coding, width, height, components) = frame?;
    let mut exif = exif.unwrap_or_default();
    exif.has_gps |= place_in_xmp;
    Some(Jpeg { width, height, exif, quality: quality(&tables), coding, complete, components })
}

/// The picture without what it does not need to look the same: kept are the JFIF header, the colour profile and
/// Adobe's colour transform; everything behind the end of the image falls away too.
#[must_use]
pub fn without_metadata(bytes: &[u8]) -> Vec<u8> {
    let mut kept = vec![0xff, START];
    for segment in segments(bytes) {
        let is_needed = match segment.marker {
            0xe0 => segment.data.starts_with(b"JFIF\0"),
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
    // Between segments stand only markers, before each any number of fill bytes.
    (bytes.first() == Some(&0xff)).then_some(())?;
    let fill = bytes.iter().take_while(|byte| **byte == 0xff).count();
    let start = at(bytes, fill.saturating_sub(1));
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

fn read_frame(marker: u8, data: &[u8]) -> Option<(Coding, u16, u16, u8)> {
    let precision = *data.first()?;
    let (height, width) = (Order::Big.u16(at(data, 1))?, Order::Big.u16(at(data, 3))?);
    let coding = match (marker, precision) {
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
    quality.clamp(1.0, 100.0)
}
