//! The JPEG to attach: upright, cut out, without metadata, small enough, never upscaled.
#![allow(clippy::arithmetic_side_effects)] // Sides are at most 65 535.

use jpeg_encoder::{Encoder, ImageBuffer, JpegColorType, SamplingFactor, rgb_to_ycbcr};

use crate::decode::{self, Decoded, FileType, Limits, Problem};
use crate::jpeg;
use crate::picture::{Area, Picture};
use crate::within;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// In pixels of the upright picture in its full size.
    pub crop: Option<Area>,
    /// Of the result, in bytes.
    pub max_bytes: u32,
}

/// What differs from what was given; the contract's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It stood on a side or on its head by its metadata.
    Turned,
    /// Cut out.
    Cropped,
    /// Fewer pixels than before.
    Downscaled,
    /// The pixels were coded anew.
    ReEncoded,
    /// The place where it was taken.
    LocationRemoved,
    /// Anything that is not the picture.
    MetadataRemoved,
}

impl Change {
    /// As the contract writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Turned => "turned",
            Self::Cropped => "cropped",
            Self::Downscaled => "downscaled",
            Self::ReEncoded => "re-encoded",
            Self::LocationRemoved => "location-removed",
            Self::MetadataRemoved => "metadata-removed",
        }
    }
}

/// A JPEG to attach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// Of the whole file.
    pub bytes: Vec<u8>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Empty where nothing differs.
    pub changed: Vec<Change>,
}

/// 35 by 45 mm at 600 dpi: more does not show in print, and costs the applicant's data.
const ENOUGH: (f32, f32) = (827.0, 1063.0);
/// A colour profile may take this part of the file: those of cameras have half a kilobyte, those of printers a megabyte.
const MOST_OF_PROFILE: usize = 16;
/// Tried one after the other until the file is small enough.
const QUALITIES: [u8; 6] = [92, 88, 84, 78, 70, 60];

/// Prepares a file that can be decoded here.
pub fn prepare(bytes: &[u8], limits: Limits, options: &Options) -> Result<Prepared, Problem> {
    if let Some(stripped) = without_decoding(bytes, limits, options)? {
        return Ok(stripped);
    }
    let (facts, _) = decode::inspect(bytes, limits)?;
    let decoded = decode::read_at_least(bytes, limits, needed((facts.width, facts.height), options.crop))?;
    // Inks were mixed to red, green and blue without their profile.
    let has_inks = jpeg::walk(bytes).is_none_or(|jpeg| jpeg.components == 4);
    let profile = if has_inks { Vec::new() } else { jpeg::colour_profile(bytes) };
    let length: usize = profile.iter().map(|segment| segment.len()).sum();
    let is_small = length <= options.max_bytes as usize / MOST_OF_PROFILE;
    encoded(bytes, &decoded, if is_small { &profile } else { &[] }, options)
}

/// So many pixels of the whole, on the shorter and the longer side, that the part has enough of them.
#[must_use]
pub fn needed((width, height): (u32, u32), crop: Option<Area>) -> (u16, u16) {
    let (width, height) = (width as f32, height as f32);
    let crop = clamped(crop, width, height);
    let side = |enough: f32, whole: f32, part: f32| (enough * whole / part.max(1.0)).min(65_535.0) as u16;
    let (across, down) = (side(ENOUGH.0, width, crop.width), side(ENOUGH.1, height, crop.height));
    (across.min(down), across.max(down))
}

/// Prepares a file whose pixels the browser decoded, as [`decode::with_pixels`] takes them.
pub fn prepare_decoded(
    bytes: &[u8],
    limits: Limits,
    decoded: &Decoded,
    options: &Options,
) -> Result<Prepared, Problem> {
    match without_decoding(bytes, limits, options) {
        Ok(Some(stripped)) => Ok(stripped),
        // The browser has turned the colours into its own.
        _ => encoded(bytes, decoded, &[], options),
    }
}

/// A JPEG that stands upright and is small enough keeps its coded pixels, bit for bit.
fn without_decoding(bytes: &[u8], limits: Limits, options: &Options) -> Result<Option<Prepared>, Problem> {
    let (facts, _) = decode::inspect(bytes, limits)?;
    if facts.file_type != FileType::Jpeg || !facts.complete || facts.exif.orientation != 1 {
        return Ok(None);
    }
    let (width, height) = (facts.width as f32, facts.height as f32);
    if clamped(options.crop, width, height) != clamped(None, width, height) {
        return Ok(None);
    }
    if jpeg::walk(bytes).is_none_or(|jpeg| jpeg.components == 4) {
        return Ok(None);
    }
    let stripped = jpeg::without_metadata(bytes);
    if stripped.len() > options.max_bytes as usize {
        return Ok(None);
    }
    // Decoded once, so that nothing broken is attached.
    if !facts.progressive {
        decode::read(&stripped, limits)?;
    }
    let changed = removed(bytes, &facts);
    Ok(Some(Prepared { bytes: stripped, width: facts.width, height: facts.height, changed }))
}

fn removed(bytes: &[u8], facts: &decode::Facts) -> Vec<Change> {
    let mut changed = Vec::new();
    if facts.exif.has_gps {
        changed.push(Change::LocationRemoved);
    }
    if facts.file_type == FileType::Jpeg && jpeg::without_metadata(bytes).len() != bytes.len() {
        changed.push(Change::MetadataRemoved);
    }
    changed
}

/// The part that lies within the picture; the whole where nothing does.
fn clamped(crop: Option<Area>, width: f32, height: f32) -> Area {
    let whole = Area { x: 0.0, y: 0.0, width, height };
    let Some(crop) = crop else { return whole };
    let (x, y) = (within(crop.x, 0.0, width), within(crop.y, 0.0, height));
    let (right, bottom) = (within(crop.x + crop.width, 0.0, width), within(crop.y + crop.height, 0.0, height));
    let part = Area { x, y, width: right - x, height: bottom - y };
    // Not a number, nothing, or less than a pixel.
    if part.width >= 1.0 && part.height >= 1.0 { part } else { whole }
}

fn encoded(bytes: &[u8], decoded: &Decoded, profile: &[&[u8]], options: &Options) -> Result<Prepared, Problem> {
    let Decoded { picture, facts } = decoded;
    let (width, height) = (facts.width as f32, facts.height as f32);
    let crop = clamped(options.crop, width, height);
    let is_cropped = crop != clamped(None, width, height);
    let (across, down) = (picture.width() as f32 / width, picture.height() as f32 / height);
    let mut part = picture.part(
        libm::roundf(crop.x * across) as u32,
        libm::roundf(crop.y * down) as u32,
        libm::roundf(crop.width * across) as u32,
        libm::roundf(crop.height * down) as u32,
    );
    loop {
        for quality in QUALITIES {
            let coded = encode(&part, quality, profile).ok_or(Problem::Incomplete)?;
            if coded.len() <= options.max_bytes as usize {
                let mut changed = Vec::new();
                let is_smaller = (part.width() as f32) < libm::floorf(crop.width);
                for (is_so, change) in [
                    (facts.exif.orientation != 1, Change::Turned),
                    (is_cropped, Change::Cropped),
                    (is_smaller, Change::Downscaled),
                    (true, Change::ReEncoded),
                ] {
                    if is_so {
                        changed.push(change);
                    }
                }
                changed.extend(removed(bytes, facts));
                return Ok(Prepared { bytes: coded, width: part.width(), height: part.height(), changed });
            }
        }
        if part.width() < 2 || part.height() < 2 {
            return Err(Problem::TooLarge(options.max_bytes));
        }
        part = part.halved();
    }
}

/// `profile` is the colour profile's segments: without them the same numbers would be other colours.
fn encode(picture: &Picture, quality: u8, profile: &[&[u8]]) -> Option<Vec<u8>> {
    let mut coded = Vec::new();
    let mut encoder = Encoder::new(&mut coded, quality);
    for segment in profile {
        encoder.add_app_segment(2, segment.to_vec()).ok()?;
    }
    // Colour at full resolution for the eyes of whoever examines it, unless the file is large anyway.
    encoder.set_sampling_factor(if quality > 80 { SamplingFactor::R_4_4_4 } else { SamplingFactor::R_4_2_0 });
    encoder.encode_image(Pixels(picture)).ok()?;
    Some(coded)
}

/// The one kind of pixels that is encoded here: the encoder's own kinds would each bring a copy of it.
struct Pixels<'a>(&'a Picture);

impl ImageBuffer for Pixels<'_> {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        u16::try_from(self.0.width()).unwrap_or(u16::MAX)
    }

    fn height(&self) -> u16 {
        u16::try_from(self.0.height()).unwrap_or(u16::MAX)
    }

    fn fill_buffers(&self, y: u16, [luma, blue, red, _]: &mut [Vec<u8>; 4]) {
        for x in 0..self.0.width() {
            let [r, g, b] = self.0.pixel(i64::from(x), i64::from(y));
            let (y, cb, cr) = rgb_to_ycbcr(r, g, b);
            luma.push(y);
            blue.push(cb);
            red.push(cr);
        }
    }
}
