//! From a file's bytes to an upright picture, small enough to measure quickly, and the facts of the file.
#![allow(clippy::arithmetic_side_effects)] // Sides are at most 65 535, and lengths are within memory.

use picture_header::exif::Exif;
use picture_header::jpeg::{Coding, Colours, Jpeg};
use picture_header::png::Png;
use picture_header::{Format, format};

use crate::colour_space::Space;
use crate::jpeg;
use crate::picture::Picture;
use crate::png::{self, on_white};

/// What is refused before any memory is taken for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u32,
    /// Rgba of the picture.
    pub pixels: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 32 << 20, pixels: 64 << 20 }
    }
}

/// What the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileType {
    /// `image/jpeg`.
    Jpeg,
    /// `image/png`.
    Png,
    /// Not to be sent: its media type, where the first bytes tell.
    Other(Option<&'static str>),
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
/// Rgba of a side.
const LONGEST: u32 = 65_535;
/// Of a colour profile, in bytes: those of cameras have half a kilobyte, those of printers a megabyte.
const SMALL_PROFILE: usize = 1 << 16;
/// Memory of the decoder's own, in bytes.
const DECODER_BYTES: usize = 64 << 20;

/// A file whose structure was read, once; nothing of it is decoded yet.
#[derive(Clone, Debug, PartialEq)]
pub struct File<'a> {
    /// What is known of it.
    pub facts: Facts,
    /// What it says of itself.
    pub header: Header<'a>,
    limits: Limits,
}

/// What a file says of itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Header<'a> {
    /// A JPEG's.
    Jpeg(Jpeg<'a>),
    /// A PNG's.
    Png(Png<'a>),
    /// Of another type, which is not read here.
    Other,
}

/// Rgba that the browser decoded.
#[derive(Clone, Copy, Debug)]
pub struct Rgba<'a> {
    /// Red, green, blue and alpha of the upright picture.
    pub samples: &'a [u8],
    /// Width and height of these.
    pub size: (u32, u32),
    /// Width and height of the whole picture.
    pub full: (u32, u32),
}

/// Reads the structure of a file, and refuses what is beyond the limits.
pub fn open(bytes: &[u8], limits: Limits) -> Result<File<'_>, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    if bytes.len() > usize::try_from(limits.file_bytes).unwrap_or(usize::MAX) {
        return Err(Problem::TooLarge(limits.file_bytes));
    }
    let mut facts = Facts {
        file_type: FileType::Other(None),
        bytes: bytes.len(),
        width: 0,
        height: 0,
        exif: Exif::default(),
        quality: None,
        progressive: false,
        complete: true,
    };
    let header = match format(bytes) {
        Some(Format::Jpeg) => {
            let jpeg = picture_header::jpeg::read(bytes).ok_or(Problem::Incomplete)?;
            if let Coding::Other(kind) = jpeg.coding {
                return Err(Problem::Unsupported(kind));
            }
            facts.file_type = FileType::Jpeg;
            (facts.width, facts.height) = upright_size(u32::from(jpeg.width), u32::from(jpeg.height), jpeg.exif);
            facts.exif = jpeg.exif;
            facts.quality = Some(jpeg.quality);
            facts.progressive = jpeg.coding == Coding::Progressive;
            facts.complete = jpeg.complete;
            Header::Jpeg(jpeg)
        }
        Some(Format::Png) => {
            let png = picture_header::png::read(bytes).ok_or(Problem::Incomplete)?;
            let (width, height) = (png.header.width, png.header.height);
            if width.max(height) > LONGEST {
                return Err(Problem::Unsupported("size"));
            }
            facts.file_type = FileType::Png;
            (facts.width, facts.height) = upright_size(width, height, png.exif);
            facts.exif = png.exif;
            Header::Png(png)
        }
        None => {
            facts.file_type = FileType::Other(other_type(bytes));
            return Ok(File { facts, header: Header::Other, limits });
        }
    };
    if facts.width == 0 || facts.height == 0 {
        return Err(Problem::Incomplete);
    }
    if facts.width.saturating_mul(facts.height) > limits.pixels {
        return Err(Problem::TooManyPixels(limits.pixels));
    }
    Ok(File { facts, header, limits })
}

impl File<'_> {
    /// Where it is to be decoded.
    #[must_use]
    pub fn way(&self) -> Way {
        match &self.header {
            Header::Jpeg(_) if self.is_progressive_beyond(PROGRESSIVE_PIXELS) => Way::BrowserFirst,
            // A JPEG that is made of these keeps a profile that is small, unless it is of inks.
            Header::Jpeg(jpeg) => match self.space() {
                Space::Unread(profile) if jpeg.components == 4 || profile.len() > SMALL_PROFILE => Way::BrowserFirst,
                _ => Way::Here,
            },
            Header::Png(_) if matches!(self.space(), Space::Unread(_)) => Way::BrowserFirst,
            Header::Png(_) => Way::Here,
            Header::Other => Way::BrowserOnly,
        }
    }

    /// What its numbers mean.
    #[must_use]
    pub fn space(&self) -> Space {
        match &self.header {
            Header::Jpeg(jpeg) => Space::of_jpeg(jpeg),
            Header::Png(png) => Space::of_png(png),
            Header::Other => Space::Srgb,
        }
    }

    fn is_progressive_beyond(&self, pixels: u32) -> bool {
        self.facts.progressive && self.facts.width.saturating_mul(self.facts.height) > pixels
    }

    /// Decodes it so that the shorter and the longer side, where the file has as many pixels, are at least as given.
    pub fn decode(&self, size: (u16, u16)) -> Result<Decoded, Problem> {
        let most = PROGRESSIVE_PIXELS.min(self.limits.pixels);
        let picture = match &self.header {
            // Too large to look whether only its end is missing.
            Header::Jpeg(_) if self.is_progressive_beyond(most) && !self.facts.complete => {
                return Err(Problem::Incomplete);
            }
            Header::Jpeg(_) if self.is_progressive_beyond(most) => return Err(Problem::TooManyPixels(most)),
            Header::Jpeg(jpeg) => jpeg_pixels(jpeg, size)?,
            Header::Png(png) => png_pixels(png, &self.space(), size)?,
            Header::Other => return Err(self.not_an_image()),
        };
        Ok(Decoded { picture: picture.upright(self.facts.exif.orientation), facts: self.facts.clone() })
    }

    /// With pixels that the browser decoded; transparent ones stand on white.
    pub fn with_pixels(&self, pixels: Rgba<'_>) -> Result<Decoded, Problem> {
        let Rgba { samples, size: (width, height), full } = pixels;
        // Some browsers show what there is of a file that was cut off, and do not tell.
        if !self.facts.complete {
            return Err(Problem::Incomplete);
        }
        if full.0.saturating_mul(full.1) > self.limits.pixels {
            return Err(Problem::TooManyPixels(self.limits.pixels));
        }
        let rgb = samples.chunks_exact(4).flat_map(|pixel| match pixel {
            [red, green, blue, alpha] => [*red, *green, *blue].map(|channel| on_white(channel, *alpha)),
            _ => [0; 3],
        });
        let picture = Picture::new(width, height, rgb.collect()).ok_or(Problem::Incomplete)?;
        Ok(Decoded { picture, facts: Facts { width: full.0, height: full.1, ..self.facts.clone() } })
    }

    /// That it is of a type that cannot be sent.
    #[must_use]
    pub fn not_an_image(&self) -> Problem {
        Problem::NotAnImage(match self.facts.file_type {
            FileType::Jpeg => Some("image/jpeg"),
            FileType::Png => Some("image/png"),
            FileType::Other(kind) => kind,
        })
    }
}

/// Opens a file and decodes it for measuring: a JPEG of many pixels at a half, a quarter or an eighth of its size.
pub fn read(bytes: &[u8], limits: Limits) -> Result<Decoded, Problem> {
    open(bytes, limits)?.decode(MEASURED)
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

/// What the bytes are by their beginning, where they are neither JPEG nor PNG.
fn other_type(bytes: &[u8]) -> Option<&'static str> {
    if bytes.get(4..8) == Some(b"ftyp") {
        return media_type_of_brands(bytes);
    }
    let known: [(&[u8], &str); 6] = [
        (b"GIF8", "image/gif"),
        (b"BM", "image/bmp"),
        (b"II*\0", "image/tiff"),
        (b"MM\0*", "image/tiff"),
        (b"%PDF", "application/pdf"),
        (b"RIFF", "image/webp"),
    ];
    let (_, kind) = known.into_iter().find(|(beginning, _)| bytes.starts_with(beginning))?;
    (kind != "image/webp" || bytes.get(8..12) == Some(b"WEBP")).then_some(kind)
}

/// ISO base media files name their brands behind `ftyp`: the major one, a version, and all that they comply with
/// (ISO/IEC 14496-12, 4.3). The major one may be that of the structure alone (ISO/IEC 23000-22, 10.2).
fn media_type_of_brands(bytes: &[u8]) -> Option<&'static str> {
    let length = bytes.first_chunk().map(|length| u32::from_be_bytes(*length)).unwrap_or_default();
    let all = bytes.get(8..usize::try_from(length).unwrap_or(usize::MAX).min(bytes.len())).unwrap_or_default();
    let has = |brands: &[&[u8; 4]]| all.chunks_exact(4).any(|brand| brands.iter().any(|known| brand == *known));
    if has(&[b"avif", b"avis"]) {
        Some("image/avif")
    } else if has(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"miaf"]) {
        Some("image/heic")
    } else {
        None
    }
}

fn upright_size(width: u32, height: u32, exif: Exif) -> (u32, u32) {
    if exif.orientation >= 5 { (height, width) } else { (width, height) }
}

fn jpeg_pixels(header: &Jpeg<'_>, least: (u16, u16)) -> Result<Picture, Problem> {
    use jpeg_decoder::ColorTransform;
    let file = jpeg::for_decoding(header).ok_or(Problem::Incomplete)?;
    // Always a slice: for each kind of reader, the module would get another copy of the decoder.
    let mut decoder = jpeg_decoder::Decoder::new(file.as_slice());
    decoder.set_max_decoding_buffer_size(DECODER_BYTES);
    // By itself the decoder asks the components' names before it asks Adobe's marker.
    decoder.set_color_transform(match header.colours {
        Colours::Grey => ColorTransform::Grayscale,
        Colours::YCbCr => ColorTransform::YCbCr,
        Colours::Rgb => ColorTransform::RGB,
        Colours::Cmyk => ColorTransform::CMYK,
        Colours::Ycck => ColorTransform::YCCK,
    });
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
fn png_pixels(png: &Png<'_>, space: &Space, (short, long): (u16, u16)) -> Result<Picture, Problem> {
    let picture_header::png::Header { width, height, interlaced, .. } = png.header;
    if interlaced && width.saturating_mul(height) > INTERLACED_PIXELS {
        return Err(Problem::TooManyPixels(INTERLACED_PIXELS));
    }
    let (across, down) = if width > height { (long, short) } else { (short, long) };
    let enough = (width / u32::from(across).max(1)).min(height / u32::from(down).max(1)).clamp(1, 16);
    let fits = |factor: &u32| u64::from(width / factor) * u64::from(height / factor) <= u64::from(MOST_PIXELS);
    let factor = (enough..=16).find(fits).ok_or(Problem::TooManyPixels(MOST_PIXELS))?;
    let mut shrunk = Shrunk::new(width, factor);
    png::rows(png, space, &mut |row| shrunk.add(row)).ok_or(Problem::Incomplete)?;
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
