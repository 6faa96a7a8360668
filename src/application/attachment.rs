//! What the bytes of a picture say of themselves: its type, its size in pixels, and whether it is whole.
//! Nothing is decoded: the structure of the file tells a picture from what is none.

use picture_header::Format;

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
    /// Bytes up to the end of the picture; the file may go on.
    pub length: usize,
}

/// Looks at the bytes.
///
/// # Errors
/// `not-an-image` for another type, `incomplete-image` for one that ends early or is broken.
pub fn inspect(bytes: &[u8]) -> Result<Image, ProblemCode> {
    let media_type = match picture_header::format(bytes).ok_or(ProblemCode::NotAnImage)? {
        Format::Jpeg => MediaType::Jpeg,
        Format::Png => MediaType::Png,
    };
    let (width, height, length) = picture_header::complete(bytes).ok_or(ProblemCode::IncompleteImage)?;
    Ok(Image { media_type, width, height, length })
}
