//! What a JPEG or PNG says of itself, without decoding it. The rules core and the picture checks both ask here, so that
//! they agree about every file.
//!
//! Sources: ITU-T T.81 (ISO/IEC 10918-1), annex B, for JPEG; Portable Network Graphics, third edition (W3C, 2025).
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod bytes;
pub mod colour;
pub mod exif;
pub mod jpeg;
pub mod png;

/// The formats that are read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

/// The format by its signature.
#[must_use]
pub fn format(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(&[0xff, jpeg::START, 0xff]) {
        Some(Format::Jpeg)
    } else if bytes.starts_with(png::SIGNATURE) {
        Some(Format::Png)
    } else {
        None
    }
}

/// Width and height as stored, in pixels, and the length in bytes up to the end of the picture; `None` unless the file has
/// everything that its structure asks for. What follows that end is not looked at.
#[must_use]
pub fn complete(bytes: &[u8]) -> Option<(u32, u32, usize)> {
    match format(bytes)? {
        Format::Jpeg => jpeg::complete(bytes),
        Format::Png => png::complete(bytes),
    }
}
