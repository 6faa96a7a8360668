//! From a file's bytes to an upright picture, small enough to measure quickly, and the facts of the file.
#![allow(clippy::arithmetic_side_effects)] // Sides are at most 65 535, and lengths are within memory.

use crate::exif::Exif;
use crate::jpeg::{self, Coding, Jpeg};
use crate::picture::Picture;
use crate::png::{self, Png, on_white};

/// What is refused before any memory is taken for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u32,
    /// Pixels of the picture.
    pub pixels: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 32 << 20, pixels: 64_000_000 }
    }
}

/// What the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileType {
    /// `image/jpeg`.
    Jpeg,
    /// `image/png`.
    Png,
    /// Known by its first bytes, and not to be sent: its media type.
    Other(&'static str),
}

/// What is known of the file itself; sizes are those of the whole picture, however small it was decoded.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// What the bytes are.
    pub file_type: FileType,
    /// Of the file.
    pub bytes: usize,
    /// Of the upright picture in its full size, in pixels.
    pub width: u32,
    /// Of the upright picture in its full size, in pixels.
    pub height: u32,
    /// Orientation and place.
    pub exif: Exif,
    /// Of a JPEG, 1 to 100.
    pub quality: Option<f64>,
    /// A progressive JPEG.
    pub progressive: bool,
    /// False where only the end's marker is missing.
    pub complete: bool,
}

/// A picture and the facts of its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// Upright; as large as stored, or smaller by a whole power of two.
    pub picture: Picture,
    /// Of the file.
    pub facts: Facts,
}

/// Why a picture cannot be assessed; the contract's codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No bytes.
    Empty,
    /// Neither JPEG nor PNG; its media type, where it is known.
    NotAnImage(Option<&'static str>),
    /// It ends early or is broken.
    Incomplete,
    /// A kind that is not read here; its name.
    Unsupported(&'static str),
    /// More bytes than this.
    TooLarge(u32),
    /// More pixels than this.
    TooManyPixels(u32),
}

/// Where a file is to be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Here.
    Here,
    /// By the browser, where there is one; here at a cost in memory.
    BrowserFirst,
    /// By the browser alone.
    BrowserOnly,
}

/// The size at which pictures are measured: the shorter side, and the longer one; a quarter of 12 megapixels.
pub const MEASURED: (u16, u16) = (750, 1000);
/// However long and narrow a picture is, or however small a part of it is wanted, no more pixels are decoded.
const MOST_PIXELS: u32 = 13_000_000;
/// Coefficients of a progressive JPEG are all kept until its end: two bytes each, up to three to a pixel.
const PROGRESSIVE_PIXELS: u32 = 8_000_000;
/// An interlaced PNG is kept whole until its end, in three bytes a pixel.
const INTERLACED_PIXELS: u32 = 16_000_000;
/// Memory of the decoder's own, in bytes.
const DECODER_BYTES: usize = 64 << 20;

/// Facts of the file without decoding it, and the way to decode it.
pub fn inspect(bytes: &[u8], limits: Limits) -> Result<(Facts, Way), Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    if bytes.len() > usize::try_from(limits.file_bytes).unwrap_or(usize::MAX) {
        return Err(Problem::TooLarge(limits.file_bytes));
    }
    let (facts, way) = match file_type(bytes) {
        Some(FileType::Jpeg) => {
            let jpeg = jpeg::walk(bytes).ok_or(Problem::Incomplete)?;
            let way = match (jpeg.coding, jpeg.components) {
                (Coding::Other(kind), _) => return Err(Problem::Unsupported(kind)),
                (Coding::Progressive, _) if u32::from(jpeg.width) * u32::from(jpeg.height) > PROGRESSIVE_PIXELS => {
                    Way::BrowserFirst
                }
                (Coding::Progressive, _) => Way::Here,
                (Coding::Sequential, _) => Way::Here,
            };
            (facts_of_jpeg(&jpeg, bytes.len())?, way)
        }
        Some(FileType::Png) => {
            let png = png::walk(bytes).ok_or(Problem::Incomplete)?;
            (facts_of_png(&png, bytes.len()), Way::Here)
        }
        Some(FileType::Other(kind)) if kind == "image/heic" || kind == "image/webp" || kind == "image/avif" => {
            let facts = Facts {
                file_type: FileType::Other(kind),
                bytes: bytes.len(),
                width: 0,
                height: 0,
                exif: Exif::default(),
                quality: None,
                progressive: false,
                complete: true,
            };
            return Ok((facts, Way::BrowserOnly));
        }
        Some(FileType::Other(kind)) => return Err(Problem::NotAnImage(Some(kind))),
        None => return Err(Problem::NotAnImage(None)),
    };
    if u64::from(facts.width) * u64::from(facts.height) > u64::from(limits.pixels) {
        return Err(Problem::TooManyPixels(limits.pixels));
    }
    Ok((facts, way))
}

/// Decodes for measuring: a JPEG of many pixels at a half, a quarter or an eighth of its size.
pub fn read(bytes: &[u8], limits: Limits) -> Result<Decoded, Problem> {
    read_at_least(bytes, limits, MEASURED)
}

/// Decodes so that the shorter and the longer side, where the file has as many pixels, are at least as given.
pub fn read_at_least(bytes: &[u8], limits: Limits, size: (u16, u16)) -> Result<Decoded, Problem> {
    let (facts, way) = inspect(bytes, limits)?;
    let picture = match (facts.file_type, way) {
        (FileType::Jpeg, _) => {
            if facts.progressive && facts.width.saturating_mul(facts.height) > PROGRESSIVE_PIXELS.min(limits.pixels) {
                // Too large to look whether only its end is missing.
                if !facts.complete {
                    return Err(Problem::Incomplete);
                }
                return Err(Problem::TooManyPixels(PROGRESSIVE_PIXELS.min(limits.pixels)));
            }
            jpeg_pixels(bytes, size)?
        }
        (FileType::Png, _) => png_pixels(bytes, size)?,
        (FileType::Other(kind), _) => return Err(Problem::NotAnImage(Some(kind))),
    };
    Ok(Decoded { picture: picture.upright(facts.exif.orientation), facts })
}

/// The size to which a picture of the size `full` is reduced: to a half, a quarter or an eighth, as long as the
/// shorter and the longer side are at least as given, or there would be too many pixels.
#[must_use]
pub fn reduced(full: (u32, u32), (short, long): (u16, u16)) -> (u32, u32) {
    let is_enough =
        |(width, height): (u32, u32)| width.min(height) >= u32::from(short) && width.max(height) >= u32::from(long);
    let by = |shift: u32| (full.0.div_ceil(1 << shift), full.1.div_ceil(1 << shift));
    let fits = |(width, height): (u32, u32)| u64::from(width) * u64::from(height) <= u64::from(MOST_PIXELS);
    let smallest = (1..=3).rev().map(by).find(|size| is_enough(*size)).unwrap_or(full);
    if fits(smallest) { smallest } else { (1..=3).map(by).find(|size| fits(*size)).unwrap_or(by(3)) }
}

/// What the browser decoded: `rgba` of `width` by `height` pixels, upright, of a picture whose full size is
/// `full`; transparent pixels stand on white.
pub fn with_pixels(
    bytes: &[u8],
    limits: Limits,
    rgba: &[u8],
    (width, height): (u32, u32),
    full: (u32, u32),
) -> Result<Decoded, Problem> {
    let (mut facts, _) = inspect(bytes, limits)?;
    // Some browsers show what there is of a file that was cut off, and do not tell.
    if !facts.complete {
        return Err(Problem::Incomplete);
    }
    if full.0.saturating_mul(full.1) > limits.pixels {
        return Err(Problem::TooManyPixels(limits.pixels));
    }
    (facts.width, facts.height) = full;
    let rgb = rgba.chunks_exact(4).flat_map(|pixel| match pixel {
        [red, green, blue, alpha] => [*red, *green, *blue].map(|channel| on_white(channel, *alpha)),
        _ => [0; 3],
    });
    let picture = Picture::new(width, height, rgb.collect()).ok_or(Problem::Incomplete)?;
    Ok(Decoded { picture, facts })
}

/// What the bytes are by their beginning; `application/octet-stream` where that says nothing.
#[must_use]
pub fn media_type(bytes: &[u8]) -> &'static str {
    match file_type(bytes) {
        Some(FileType::Jpeg) => "image/jpeg",
        Some(FileType::Png) => "image/png",
        Some(FileType::Other(kind)) => kind,
        None => "application/octet-stream",
    }
}

/// By the first bytes.
fn file_type(bytes: &[u8]) -> Option<FileType> {
    if jpeg::is_jpeg(bytes) {
        return Some(FileType::Jpeg);
    }
    if png::is_png(bytes) {
        return Some(FileType::Png);
    }
    // ISO base media files name their brand behind `ftyp`.
    let brand = bytes.get(4..8).filter(|kind| kind == b"ftyp").and(bytes.get(8..12));
    let kind = match (brand, bytes.get(8..12)) {
        (Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1"), _) => "image/heic",
        (Some(b"avif" | b"avis"), _) => "image/avif",
        (_, Some(b"WEBP")) if bytes.starts_with(b"RIFF") => "image/webp",
        _ if bytes.starts_with(b"GIF8") => "image/gif",
        _ if bytes.starts_with(b"BM") => "image/bmp",
        _ if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") => "image/tiff",
        _ if bytes.starts_with(b"%PDF") => "application/pdf",
        _ => return None,
    };
    Some(FileType::Other(kind))
}

fn facts_of_jpeg(jpeg: &Jpeg, bytes: usize) -> Result<Facts, Problem> {
    if jpeg.width == 0 || jpeg.height == 0 {
        return Err(Problem::Incomplete);
    }
    let (width, height) = upright_size(u32::from(jpeg.width), u32::from(jpeg.height), jpeg.exif);
    Ok(Facts {
        file_type: FileType::Jpeg,
        bytes,
        width,
        height,
        exif: jpeg.exif,
        quality: Some(jpeg.quality),
        progressive: jpeg.coding == Coding::Progressive,
        complete: jpeg.complete,
    })
}

fn facts_of_png(png: &Png, bytes: usize) -> Facts {
    let (width, height) = upright_size(png.width, png.height, png.exif);
    let file_type = FileType::Png;
    Facts { file_type, bytes, width, height, exif: png.exif, quality: None, progressive: false, complete: true }
}

fn upright_size(width: u32, height: u32, exif: Exif) -> (u32, u32) {
    if exif.orientation >= 5 { (height, width) } else { (width, height) }
}

fn jpeg_pixels(bytes: &[u8], least: (u16, u16)) -> Result<Picture, Problem> {
    let file = jpeg::for_decoding(bytes).ok_or(Problem::Incomplete)?;
    // Always a slice: for each kind of reader, the module would get another copy of the decoder.
    let mut decoder = jpeg_decoder::Decoder::new(file.as_slice());
    decoder.set_max_decoding_buffer_size(DECODER_BYTES);
    decoder.read_info().map_err(refused)?;
    let stored = decoder.info().ok_or(Problem::Incomplete)?;
    // The decoder takes the smallest of its sizes at which one side is as long as asked for; the longer one
    // tells them apart.
    let (width, height) = reduced((u32::from(stored.width), u32::from(stored.height)), least);
    let [width, height] = [width, height].map(|side| u16::try_from(side).unwrap_or(u16::MAX));
    let (width, height) = if width > height { (width, u16::MAX) } else { (u16::MAX, height) };
    decoder.scale(width, height).map_err(refused)?;
    let pixels = decoder.decode().map_err(refused)?;
    let info = decoder.info().ok_or(Problem::Incomplete)?;
    let rgb = match info.pixel_format {
        jpeg_decoder::PixelFormat::RGB24 => pixels,
        jpeg_decoder::PixelFormat::L8 => pixels.iter().flat_map(|grey| [*grey; 3]).collect(),
        jpeg_decoder::PixelFormat::CMYK32 => pixels.chunks_exact(4).flat_map(from_cmyk).collect(),
        jpeg_decoder::PixelFormat::L16 => return Err(Problem::Unsupported("16-bit")),
    };
    Picture::new(u32::from(info.width), u32::from(info.height), rgb).ok_or(Problem::Incomplete)
}

/// Without a colour profile there is no right answer; this one is every simple viewer's.
fn from_cmyk(pixel: &[u8]) -> [u8; 3] {
    let [cyan, magenta, yellow, black] = pixel else { return [0; 3] };
    [cyan, magenta, yellow].map(|ink| product(255 - *ink, 255 - *black))
}

/// `a * b / 255`, rounded.
fn product(a: u8, b: u8) -> u8 {
    u8::try_from((u16::from(a) * u16::from(b) + 127) / 255).unwrap_or(u8::MAX)
}

fn refused(error: jpeg_decoder::Error) -> Problem {
    use jpeg_decoder::{Error, UnsupportedFeature};
    match error {
        Error::Unsupported(UnsupportedFeature::ArithmeticEntropyCoding) => Problem::Unsupported("arithmetic"),
        Error::Unsupported(UnsupportedFeature::SamplePrecision(_)) => Problem::Unsupported("12-bit"),
        Error::Unsupported(_) => Problem::Unsupported("jpeg"),
        Error::Format(_) | Error::Io(_) | Error::Internal(_) => Problem::Incomplete,
    }
}

/// Row by row, averaging as many as are not needed, so that a large picture never stands in memory whole.
fn png_pixels(bytes: &[u8], (short, long): (u16, u16)) -> Result<Picture, Problem> {
    let Png { width, height, interlaced, .. } = png::walk(bytes).ok_or(Problem::Incomplete)?;
    if interlaced && width.saturating_mul(height) > INTERLACED_PIXELS {
        return Err(Problem::TooManyPixels(INTERLACED_PIXELS));
    }
    let (across, down) = if width > height { (long, short) } else { (short, long) };
    let enough = (width / u32::from(across).max(1)).min(height / u32::from(down).max(1)).clamp(1, 16);
    let fits = |factor: &u32| u64::from(width / factor) * u64::from(height / factor) <= u64::from(MOST_PIXELS);
    let factor = (enough..=16).find(fits).ok_or(Problem::TooManyPixels(MOST_PIXELS))?;
    let mut shrunk = Shrunk::new(width, factor);
    png::rows(bytes, |row| shrunk.add(row)).ok_or(Problem::Incomplete)?;
    shrunk.picture().ok_or(Problem::Incomplete)
}

/// Squares of `factor` by `factor` pixels, averaged; what is left over at the right and below is cut off.
struct Shrunk {
    width: usize,
    factor: usize,
    sums: Vec<u32>,
    rgb: Vec<u8>,
    rows: usize,
}

impl Shrunk {
    fn new(width: u32, factor: u32) -> Self {
        let width = (width / factor) as usize;
        Self { width, factor: factor as usize, sums: vec![0; width * 3], rgb: Vec::new(), rows: 0 }
    }

    /// A row of red, green and blue.
    fn add(&mut self, row: &[u8]) {
        let squares = row.chunks_exact(3 * self.factor);
        for (sums, square) in self.sums.chunks_exact_mut(3).zip(squares) {
            for pixel in square.chunks_exact(3) {
                for (sum, channel) in sums.iter_mut().zip(pixel) {
                    *sum += u32::from(*channel);
                }
            }
        }
        self.rows += 1;
        if self.rows.is_multiple_of(self.factor) {
            let count = u32::try_from(self.factor * self.factor).unwrap_or(1);
            self.rgb.extend(self.sums.iter().map(|sum| u8::try_from((sum + count / 2) / count).unwrap_or(u8::MAX)));
            self.sums.fill(0);
        }
    }

    fn picture(self) -> Option<Picture> {
        let height = self.rgb.len() / (self.width * 3).max(1);
        Picture::new(u32::try_from(self.width).ok()?, u32::try_from(height).ok()?, self.rgb)
    }
}
