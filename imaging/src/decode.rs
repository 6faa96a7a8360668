//! From a file's bytes to an upright picture, within limits that are known beforehand.
//!
//! A JPEG is decoded straight to a half, a quarter or an eighth of its size, a PNG is reduced row by row:
//! a picture of any size costs about the same memory.

use crate::picture::Picture;

/// What a file may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Pixels of the picture, as stored.
    pub pixels: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 33_554_432, pixels: 64_000_000 }
    }
}

/// What a file is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileType {
    /// May be sent.
    Jpeg,
    /// May be sent.
    Png,
    /// As iPhones take pictures; a browser may be able to read it.
    Heic,
    /// Another kind of picture; a browser may be able to read it.
    Avif,
    /// Another kind of picture; a browser may be able to read it.
    Webp,
    /// Another kind of picture; a browser may be able to read it.
    Gif,
    /// Another kind of picture; a browser may be able to read it.
    Bmp,
    /// Another kind of picture; a browser may be able to read it.
    Tiff,
}

/// What is known of a file beside its pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// What it is.
    pub file_type: FileType,
    /// The file's size.
    pub bytes: u64,
    /// Pixels from left to right, upright, in full size.
    pub width: u32,
    /// Pixels from top to bottom, upright, in full size.
    pub height: u32,
    /// How it is stored: 1 to 8, as EXIF counts; 1 is upright.
    pub orientation: u8,
    /// It says where it was taken.
    pub has_gps: bool,
    /// Everything up to the mark at its end is there; else only that mark is missing.
    pub complete: bool,
    /// 1 to 100, as [`crate::jpeg::Header::quality`]; a JPEG only.
    pub quality: Option<f64>,
    /// A JPEG in several passes over the picture.
    pub progressive: bool,
    /// (boundary − interior) / interior of the mean absolute differences of brightness at the edges of the
    /// squares of 8 × 8 pixels by which a JPEG is stored, and within them. Absent where the squares cannot be
    /// seen: the picture was reduced to an eighth, or by a browser, or is flat within all squares.
    pub blockiness: Option<f64>,
}

/// A picture and what is known of its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// Upright; as large as the full size, or reduced by one factor in both directions, to about
    /// a million pixels. The measures take the factor from [`Facts::width`] and [`Facts::height`].
    pub picture: Picture,
    /// Of the file.
    pub facts: Facts,
}

/// Why there is no picture; the contract's `ImagingProblemCode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No bytes at all.
    Empty,
    /// Neither JPEG nor PNG; what it is, where that is known.
    NotAnImage(Option<FileType>),
    /// It ends early or is broken.
    Incomplete,
    /// A kind of JPEG or PNG that is not read here: its name.
    Unsupported(&'static str),
    /// More bytes than the limit, which is named.
    TooLarge(u64),
    /// More pixels than the limit, which is named.
    TooManyPixels(u64),
}

/// The picture in a JPEG or PNG file, upright and reduced for measuring.
///
/// # Errors
/// What is wrong with the file. A progressive JPEG that would take more memory than is bounded here is
/// `Unsupported("progressive")`: a browser can read it, see [`from_pixels`].
pub fn read(_bytes: &[u8], _limits: &Limits) -> Result<Decoded, Problem> {
    Err(Problem::Empty)
}

/// The same of pixels that a browser decoded, upright: red, green, blue and opacity.
///
/// # Errors
/// What is wrong with the file; `Incomplete` where there are not `width × height × 4` bytes.
pub fn from_pixels(
    _bytes: &[u8],
    _rgba: &[u8],
    _width: u32,
    _height: u32,
    _full: (u32, u32),
    _limits: &Limits,
) -> Result<Decoded, Problem> {
    Err(Problem::Empty)
}
