//! The two facts of EXIF metadata that matter here: how the picture is turned, and whether it says where it was taken.
//!
//! Source: CIPA DC-008 (Exif 2.32), 4.6; the structure is that of TIFF 6.0.

use crate::bytes::{Order, at};

/// What the metadata says; by default upright and without a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exif {
    /// 1 to 8; 1 is upright.
    pub orientation: u8,
    /// A GPS directory that holds anything.
    pub has_gps: bool,
}

impl Default for Exif {
    fn default() -> Self {
        Self { orientation: 1, has_gps: false }
    }
}

const ORIENTATION: u16 = 0x0112;
const GPS_DIRECTORY: u16 = 0x8825;
const SHORT: u16 = 3;

/// Reads a TIFF block, as it stands behind `Exif\0\0` in a JPEG or in a PNG's `eXIf`. Whatever is broken in it
/// is passed over.
#[must_use]
pub fn read(tiff: &[u8]) -> Exif {
    let mut exif = Exif::default();
    let order = match tiff.get(..4) {
        Some(b"II*\0") => Order::Little,
        Some(b"MM\0*") => Order::Big,
        _ => return exif,
    };
    let Some(directory) = order.u32(at(tiff, 4)) else { return exif };
    for entry in entries(tiff, order, directory) {
        let (tag, kind) = (order.u16(entry), order.u16(at(entry, 2)));
        let value = at(entry, 8);
        match tag {
            Some(ORIENTATION) if kind == Some(SHORT) => {
                if let Some(turn @ 1..=8) = order.u16(value) {
                    exif.orientation = u8::try_from(turn).unwrap_or(1);
                }
            }
            Some(GPS_DIRECTORY) => {
                exif.has_gps |= order.u32(value).is_some_and(|start| entries(tiff, order, start).next().is_some());
            }
            _ => {}
        }
    }
    exif
}

/// The entries of a directory, 12 bytes each, as far as the block reaches.
fn entries(tiff: &[u8], order: Order, start: u32) -> impl Iterator<Item = &[u8]> {
    let directory = at(tiff, usize::try_from(start).unwrap_or(usize::MAX));
    let count = order.u16(directory).unwrap_or_default();
    at(directory, 2).chunks_exact(12).take(usize::from(count))
}
