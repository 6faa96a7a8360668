//! The segments of a JPEG, and what they say.
//!
//! Source: ITU-T T.81 (ISO/IEC 10918-1), annex B.
#![allow(clippy::arithmetic_side_effects)] // The numbers are of 16 bits, and lengths are within the file.

use crate::bytes::{Order, at};
use crate::exif::{self, Exif};
use alloc::vec::Vec;

/// Start of image.
pub const START: u8 = 0xd8;
/// End of image.
pub const END: u8 = 0xd9;
/// Start of scan.
pub const SCAN: u8 = 0xda;
const QUANTISATION: u8 = 0xdb;
/// Application data 0: JFIF.
pub const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
/// Application data 2: ICC profiles, among others.
pub const APP2: u8 = 0xe2;
/// Application data 14: Adobe's colour transform.
pub const APP14: u8 = 0xee;
/// What the segments of an ICC profile begin with (ICC.1, annex B.4).
pub const ICC: &[u8] = b"ICC_PROFILE\0";

/// Each costs a decoder a walk over the whole picture; libjpeg's own progressive files have 10.
const MOST_SCANS: usize = 100;
/// A file of a camera has some dozens.
const MOST_SEGMENTS: usize = 4096;
/// Pixels of a side, as in libjpeg.
const LONGEST: u16 = 65_500;

/// One marker with its contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The second byte of the marker.
    pub marker: u8,
    /// What follows the length; empty for a marker that stands alone.
    pub data: &'a [u8],
    /// The entropy-coded data of a scan, restart markers included; empty for every other marker.
    pub coded: &'a [u8],
    /// Whether the marker has a meaning, a place here, and no stray bytes before it.
    is_expected: bool,
}

impl Segment<'_> {
    /// Appends the segment, without the fill bytes that may stand around it.
    pub fn write(&self, file: &mut Vec<u8>) {
        file.extend([0xff, self.marker]);
        if !stands_alone(self.marker) {
            file.extend(u16::try_from(self.data.len() + 2).unwrap_or(u16::MAX).to_be_bytes());
        }
        file.extend(self.data);
        file.extend(self.coded);
    }
}

/// Width, height and length, where the structure is complete.
pub(crate) fn complete(bytes: &[u8]) -> Option<(u32, u32, usize)> {
    let mut outline = Outline::default();
    let mut length = bytes.len();
    segments(bytes).for_each(|(segment, after)| {
        outline.note(&segment);
        length = bytes.len().saturating_sub(after.len());
    });
    let frame = outline.frame.filter(|_| outline.is_complete())?;
    Some((u32::from(frame.width), u32::from(frame.height), length))
}

/// The segments after the start of the image, up to and with its end, or as far as they are there, each with what follows
/// it. Stray bytes between them are skipped, as decoders do.
fn segments(bytes: &[u8]) -> impl Iterator<Item = (Segment<'_>, &[u8])> {
    let mut rest = at(bytes, 2);
    core::iter::from_fn(move || {
        let (segment, after) = segment(rest)?;
        rest = if segment.marker == END { &[] } else { after };
        Some((segment, after))
    })
}

fn segment(bytes: &[u8]) -> Option<(Segment<'_>, &[u8])> {
    // Any number of fill bytes may precede a marker (B.1.1.2).
    let place = bytes.windows(2).position(|pair| matches!(pair, [0xff, next] if !matches!(next, 0x00 | 0xff)))?;
    let has_strays = bytes.iter().take(place).any(|byte| *byte != 0xff);
    let marker = *bytes.get(place + 1)?;
    let rest = at(bytes, place + 2);
    // Reserved codes, and those that stand alone but for the end; restarts stand within scans (table B.1).
    let is_expected = !has_strays && !matches!(marker, 0x01..=0xbf | 0xd0..=START);
    if stands_alone(marker) {
        return Some((Segment { marker, data: &[], coded: &[], is_expected }, rest));
    }
    let length = usize::from(Order::Big.u16(rest)?);
    let data = rest.get(2..length)?;
    let rest = at(rest, length);
    let (coded, rest) = rest.split_at_checked(if marker == SCAN { coded_length(rest) } else { 0 })?;
    Some((Segment { marker, data, coded, is_expected }, rest))
}

fn stands_alone(marker: u8) -> bool {
    matches!(marker, 0x01 | 0xd0..=END)
}

/// How far the coded data of a scan reach: to a marker other than a restart, less its fill bytes. `ff 00` is a byte of
/// the data; of a file that was cut off, half a marker may be left.
fn coded_length(bytes: &[u8]) -> usize {
    let is_marker = |pair: &[u8]| matches!(pair, [0xff, next] if !matches!(next, 0x00 | 0xd0..=0xd7 | 0xff));
    let end = bytes.windows(2).position(is_marker).unwrap_or(bytes.len());
    let coded = bytes.get(..end).unwrap_or_default();
    coded.iter().rposition(|byte| *byte != 0xff).map_or(0, |last| last + 1)
}

/// A frame's header (B.2.2).
#[derive(Clone, Copy)]
struct Frame {
    marker: u8,
    precision: u8,
    width: u16,
    height: u16,
    components: u8,
    /// The identifiers of the first four; decoders read no more.
    ids: [u8; 4],
}

impl Frame {
    fn read(marker: u8, data: &[u8]) -> Option<Self> {
        let mut ids = [0; 4];
        for (id, component) in ids.iter_mut().zip(at(data, 6).chunks_exact(3)) {
            *id = *component.first()?;
        }
        Some(Self {
            marker,
            precision: *data.first()?,
            height: Order::Big.u16(at(data, 1))?,
            width: Order::Big.u16(at(data, 3))?,
            components: *data.get(5)?,
            ids,
        })
    }
}

/// 0xc4, 0xc8 and 0xcc are none: Huffman tables, reserved, arithmetic conditioning.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

/// Whether the picture is all there: one frame, and scans that bring every coefficient of every component.
#[derive(Default)]
struct Outline {
    frame: Option<Frame>,
    scans: usize,
    /// Of each component, one bit for each coefficient that has come in full.
    received: [u64; 4],
    has_end: bool,
    has_unexpected: bool,
}

impl Outline {
    fn note(&mut self, segment: &Segment<'_>) {
        let is_first_frame = is_frame(segment.marker) && self.frame.is_none();
        if is_first_frame {
            self.frame = Frame::read(segment.marker, segment.data);
        }
        let is_misplaced =
            !is_first_frame && is_frame(segment.marker) || self.frame.is_none() && segment.marker == SCAN;
        self.has_unexpected |= is_misplaced || !segment.is_expected;
        self.has_end |= segment.marker == END;
        if segment.marker == SCAN {
            self.scans += 1;
            self.receive(segment.data);
        }
    }

    /// B.2.3: the number of components; of each its identifier and tables; the first and the last coefficient, and which
    /// bit. A progressive file brings coefficients bit by bit, the lowest one last (G.1.1.1.1).
    fn receive(&mut self, scan: &[u8]) {
        let Some(frame) = self.frame else { return };
        let [_, components @ .., first @ 0..=63, last @ 0..=63, bit] = scan else { return };
        if bit & 0x0f != 0 {
            return;
        }
        // A sequential one may leave the last coefficient at zero.
        let last = if *first == 0 && *last == 0 && frame.marker != 0xc2 { 63 } else { *last };
        let brought = (u64::MAX << first) & (u64::MAX >> (63 - last));
        for (id, received) in frame.ids.iter().zip(&mut self.received) {
            if components.chunks_exact(2).any(|component| component.first() == Some(id)) {
                *received |= brought;
            }
        }
    }

    fn has_all(&self) -> bool {
        self.frame.is_some_and(|frame| {
            // Lossless and hierarchical files count otherwise.
            let counts = matches!(frame.marker, 0xc0..=0xc2 | 0xc9 | 0xca);
            let mut received = self.received.iter().take(usize::from(frame.components));
            self.scans > 0 && (!counts || received.all(|received| *received == u64::MAX))
        })
    }

    fn is_complete(&self) -> bool {
        let is_sized = self.frame.is_some_and(|frame| frame.width > 0 && frame.height > 0 && frame.components > 0);
        is_sized && self.has_end && !self.has_unexpected && self.has_all()
    }
}

/// How the coefficients are coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// Baseline or extended sequential, Huffman-coded, 8 bits.
    Sequential,
    /// Progressive, Huffman-coded, 8 bits.
    Progressive,
    /// What common decoders do not read: lossless, hierarchical, arithmetic, or of more than 8 bits; its name.
    Other(&'static str),
}

/// What the components mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// One component.
    Grey,
    /// Luma and two differences of colour.
    YCbCr,
    /// Red, green and blue.
    Rgb,
    /// Four inks.
    Cmyk,
    /// Four inks, the first three as luma and differences of colour.
    Ycck,
}

/// Facts of the header and of the whole walk; sizes in pixels as stored, before the orientation is applied.
#[derive(Clone, Debug, PartialEq)]
pub struct Jpeg<'a> {
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
    /// The structure is as the standard has it, and nothing is missing, the marker of the end included.
    pub complete: bool,
    /// No scan is missing, whatever else is.
    pub has_all_scans: bool,
    /// 1 grey, 3 colour, 4 CMYK.
    pub components: u8,
    /// What they mean.
    pub colours: Colours,
    /// The segments that belong to the picture or say how it looks: everything but application data and comments; of
    /// the former, JFIF's, Adobe's and the colour profile.
    pub segments: Vec<Segment<'a>>,
}

/// Walks over all segments up to the end of the image. `None` where it is no JPEG or has no frame header.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Jpeg<'_>> {
    if crate::format(bytes) != Some(crate::Format::Jpeg) {
        return None;
    }
    let mut outline = Outline::default();
    let (mut exif, mut place_in_xmp) = (None, false);
    let (mut jfif, mut adobe) = (false, None);
    let mut tables = [None; 4];
    let mut kept = Vec::new();
    let mut has_too_many = false;
    for (segment, _) in segments(bytes) {
        outline.note(&segment);
        let data = segment.data;
        match segment.marker {
            QUANTISATION => read_tables(data, &mut tables),
            APP1 => {
                if let Some(tiff) = data.strip_prefix(b"Exif\0\0") {
                    exif = exif.or_else(|| Some(exif::read(tiff)));
                } else if data.starts_with(b"http://ns.adobe.com/") {
                    place_in_xmp |= data.windows(7).any(|name| name == b"GPSLati");
                }
            }
            APP0 if outline.scans == 0 => jfif |= is_jfif(data),
            APP14 if outline.scans == 0 => adobe = adobe.or_else(|| transform(data)),
            _ => {}
        }
        let is_kept = match segment.marker {
            APP0 => is_jfif(data),
            APP2 => data.starts_with(ICC),
            APP14 => transform(data).is_some(),
            0xe1..=0xef | 0xfe => false,
            _ => true,
        };
        has_too_many |= kept.len() >= MOST_SEGMENTS;
        if is_kept && !has_too_many {
            kept.push(segment);
        }
    }
    let frame = outline.frame?;
    let mut exif = exif.unwrap_or_default();
    exif.has_gps |= place_in_xmp;
    let coding = match coding(frame) {
        Coding::Sequential | Coding::Progressive if outline.scans > MOST_SCANS => Coding::Other("scans"),
        Coding::Sequential | Coding::Progressive if has_too_many => Coding::Other("segments"),
        coding => coding,
    };
    Some(Jpeg {
        width: frame.width,
        height: frame.height,
        exif,
        quality: quality(&tables),
        coding,
        complete: outline.is_complete(),
        has_all_scans: outline.has_all(),
        components: frame.components,
        colours: colours(frame, jfif, adobe),
        segments: kept,
    })
}

fn coding(frame: Frame) -> Coding {
    match (frame.marker, frame.precision) {
        // A later marker says how high it is; no camera writes that.
        _ if frame.height == 0 => Coding::Other("dnl"),
        _ if frame.width > LONGEST || frame.height > LONGEST => Coding::Other("size"),
        (0xc0..=0xc1, 8) => Coding::Sequential,
        (0xc2, 8) => Coding::Progressive,
        (0xc0..=0xc2, _) => Coding::Other("12-bit"),
        (0xc3, _) => Coding::Other("lossless"),
        (0xc9..=0xcb, _) => Coding::Other("arithmetic"),
        _ => Coding::Other("hierarchical"),
    }
}

/// A JFIF header that is long enough to be one (T.871, 10.1).
fn is_jfif(data: &[u8]) -> bool {
    data.len() >= 14 && data.starts_with(b"JFIF\0")
}

/// Adobe's colour transform (T.872, 6.5.3).
fn transform(data: &[u8]) -> Option<u8> {
    data.starts_with(b"Adobe").then(|| data.get(11).copied())?
}

/// JFIF allows only grey and YCbCr (T.871, 7); Adobe's transform says what else there is (T.872, 6.5.3); where neither
/// speaks, the components' names do, as libjpeg reads them (`default_decompress_parms`).
fn colours(frame: Frame, jfif: bool, adobe: Option<u8>) -> Colours {
    match (frame.components, adobe) {
        (1, _) => Colours::Grey,
        (3, _) if jfif => Colours::YCbCr,
        (3, Some(0)) => Colours::Rgb,
        (3, None) if frame.ids.starts_with(b"RGB") => Colours::Rgb,
        (4, Some(1..)) => Colours::Ycck,
        (4, _) => Colours::Cmyk,
        _ => Colours::YCbCr,
    }
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
