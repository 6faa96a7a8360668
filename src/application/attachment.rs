//! What the bytes of a picture say of themselves: its type, its size in pixels, and whether it is whole.
//!
//! Two strict walks over the file's structure (JPEG: ITU-T T.81, annex B; PNG: ISO/IEC 15948), which
//! decode nothing: smaller than any decoder, and enough to tell a picture from what is none.

use crate::data::code::codes;
use crate::data::problem::ProblemCode;

codes! {
    /// The type of a picture.
    MediaType {
        /// JPEG.
        Jpeg = "image/jpeg",
        /// PNG.
        Png = "image/png",
    }
}

/// A whole picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Image {
    /// The type that the bytes are of.
    pub media_type: MediaType,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Looks at the bytes.
///
/// # Errors
/// `not-an-image` for another type, `incomplete-image` for one that ends early or is broken.
pub fn inspect(bytes: &[u8]) -> Result<Image, ProblemCode> {
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        jpeg(Bytes(bytes)).ok_or(ProblemCode::IncompleteImage)
    } else if bytes.starts_with(PNG_SIGNATURE) {
        png(Bytes(bytes)).ok_or(ProblemCode::IncompleteImage)
    } else {
        Err(ProblemCode::NotAnImage)
    }
}

struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn u8(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take(2)?.try_into().map(u16::from_be_bytes).ok()
    }

    fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().map(u32::from_be_bytes).ok()
    }
}

fn jpeg(mut bytes: Bytes) -> Option<Image> {
    const START_OF_IMAGE: u8 = 0xd8;
    const END_OF_IMAGE: u8 = 0xd9;
    const START_OF_SCAN: u8 = 0xda;
    bytes.take(1)?;
    (bytes.u8()? == START_OF_IMAGE).then_some(())?;
    let mut frame = None;
    let mut has_scan = false;
    loop {
        (bytes.u8()? == 0xff).then_some(())?;
        let mut marker = bytes.u8()?;
        while marker == 0xff {
            marker = bytes.u8()?;
        }
        match marker {
            // Cameras append more pictures behind the end; they are not this one.
            END_OF_IMAGE => return frame.filter(|_| has_scan),
            // A reserved code, or a marker that has no place outside a scan.
            0x00..=0xbf | 0xd0..=START_OF_IMAGE => return None,
            _ => {}
        }
        let length = usize::from(bytes.u16()?).checked_sub(2)?;
        let mut segment = Bytes(bytes.take(length)?);
        match marker {
            // Frame headers; between them stand the codes of two tables and of an extension.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                segment.take(1)?;
                let (height, width) = (u32::from(segment.u16()?), u32::from(segment.u16()?));
                let is_first_and_sized = frame.is_none() && width > 0 && height > 0;
                is_first_and_sized.then_some(())?;
                frame = Some(Image { media_type: MediaType::Jpeg, width, height });
            }
            START_OF_SCAN => {
                frame?;
                has_scan = true;
                skip_scan(&mut bytes)?;
            }
            _ => {}
        }
    }
}

/// Goes on to the marker that ends the entropy-coded data.
fn skip_scan(bytes: &mut Bytes) -> Option<()> {
    loop {
        let place = bytes.0.iter().position(|byte| *byte == 0xff)?;
        let (_, rest) = bytes.0.split_at_checked(place)?;
        match rest {
            // A stuffed byte or a restart marker: still inside.
            [_, 0x00 | 0xd0..=0xd7, after @ ..] => bytes.0 = after,
            [_, 0xff, ..] => bytes.0 = rest.get(1..)?,
            [_, _, ..] => {
                bytes.0 = rest;
                return Some(());
            }
            _ => return None,
        }
    }
}

fn png(mut bytes: Bytes) -> Option<Image> {
    bytes.take(PNG_SIGNATURE.len())?;
    let mut image = None;
    let mut has_data = false;
    loop {
        let length = usize::try_from(bytes.u32()?).ok()?;
        let checked = bytes.0.get(..length.checked_add(4)?)?;
        let kind = bytes.take(4)?;
        let data = bytes.take(length)?;
        (bytes.u32()? == crc32(checked)).then_some(())?;
        match (kind, image) {
            (b"IHDR", None) => {
                let mut header = Bytes(data);
                let (width, height) = (header.u32()?, header.u32()?);
                let is_sized = [width, height].iter().all(|side| (1..=0x7fff_ffff).contains(side));
                let is_known = matches!(header.0, [depth, colour, 0, 0, 0 | 1] if is_depth_of(*depth, *colour));
                (is_sized && is_known).then_some(())?;
                image = Some(Image { media_type: MediaType::Png, width, height });
            }
            // The header comes first and once.
            (b"IHDR", Some(_)) | (_, None) => return None,
            (b"IDAT", _) => has_data = true,
            (b"IEND", _) => return image.filter(|_| has_data && length == 0),
            _ => {}
        }
    }
}

/// ISO/IEC 15948, table 11.1: the bit depths that each colour type may have.
fn is_depth_of(depth: u8, colour: u8) -> bool {
    match colour {
        0 => matches!(depth, 1 | 2 | 4 | 8 | 16),
        3 => matches!(depth, 1 | 2 | 4 | 8),
        2 | 4 | 6 => matches!(depth, 8 | 16),
        _ => false,
    }
}

/// CRC-32 of ISO 3309, bit by bit: pictures are at most a mebibyte, and a table would weigh more.
fn crc32(bytes: &[u8]) -> u32 {
    const POLYNOMIAL: u32 = 0xedb8_8320;
    let step = |mut crc: u32| {
        for _ in 0..4 {
            crc = (crc >> 1) ^ (POLYNOMIAL & 0_u32.wrapping_sub(crc & 1));
        }
        crc
    };
    !bytes.iter().fold(!0_u32, |crc, byte| step(step(crc ^ u32::from(*byte))))
}
