//! The JPEG to attach: upright, cut out, without metadata, small enough, never upscaled.
#![allow(clippy::arithmetic_side_effects)] // Sides are at most 65 535.

use jpeg_encoder::{Encoder, ImageBuffer, JpegColorType, SamplingFactor, rgb_to_ycbcr};

use picture_header::jpeg::ICC;
use serde::Serialize;

use crate::colour_space::Space;
use crate::decode::{self, Decoded, File, Header, Problem, Rgba};
use crate::jpeg;
use crate::options::{Problems, Value, dotted};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
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

/// A JPEG to attach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename = "prepared", rename_all = "camelCase")]
pub struct Prepared {
    media_type: &'static str,
    /// Of the whole file.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Empty where nothing differs.
    pub changed: Vec<Change>,
}

impl Prepared {
    fn new(bytes: Vec<u8>, (width, height): (u32, u32), changed: Vec<Change>) -> Self {
        Self { media_type: "image/jpeg", bytes, width, height, changed }
    }
}

impl Options {
    /// Reads the options of the contract; notes what is wrong with them.
    #[must_use]
    pub fn read(options: &Value, problems: &mut Problems) -> Self {
        const SIDES: [&str; 4] = ["x", "y", "width", "height"];
        problems.fields(options, "options", &["crop", "maxBytes"]);
        let crop = options.field("crop").filter(|crop| problems.fields(crop, "options.crop", &SIDES));
        let crop = crop.map(|crop| {
            SIDES.map(|side| {
                let is_size = side == "width" || side == "height";
                let number = crop.field(side).and_then(Value::number).filter(|number| !is_size || *number > 0.0);
                if number.is_none() {
                    problems.note("wrong-type", dotted(&["options.crop", side]));
                }
                number.unwrap_or_default() as f32
            })
        });
        let max_bytes = options.field("maxBytes").map(|most| {
            let count = most.number().filter(|count| (1.0..=f64::from(u32::MAX)).contains(count) && count % 1.0 == 0.0);
            if count.is_none() {
                problems.note("wrong-type", "options.maxBytes".to_owned());
            }
            count.unwrap_or_default() as u32
        });
        Self {
            crop: crop.map(|[x, y, width, height]| Area { x, y, width, height }),
            max_bytes: max_bytes.unwrap_or(1 << 20),
        }
    }
}

/// 35 by 45 mm at 600 dpi: more does not show in print, and costs the applicant's data.
const ENOUGH: (f32, f32) = (827.0, 1063.0);
/// A colour profile may take this part of the file: those of cameras have half a kilobyte, those of printers a megabyte.
const MOST_OF_PROFILE: usize = 16;
/// Tried one after the other until the file is small enough.
const QUALITIES: [u8; 6] = [92, 88, 84, 78, 70, 60];

/// Prepares a file: with the pixels that the browser decoded, or those that are decoded here.
pub fn prepare(file: &File<'_>, pixels: Option<Rgba<'_>>, options: &Options) -> Result<Prepared, Problem> {
    match without_decoding(file, options) {
        Ok(Some(stripped)) => return Ok(stripped),
        // What is wrong may be that it is too large for us, and not for the browser.
        Err(problem) if pixels.is_none() => return Err(problem),
        _ => {}
    }
    if let Some(pixels) = pixels {
        // The browser has turned the colours into its own.
        return encoded(file, &file.with_pixels(pixels)?, &[], options);
    }
    let mut decoded = file.decode(needed((file.facts.width, file.facts.height), options.crop))?;
    let space = file.space();
    let unread;
    let mut profile = match (&file.header, &space) {
        (Header::Jpeg(jpeg), _) if jpeg.components == 3 => jpeg::colour_profile(jpeg),
        // Nothing but a browser could convert it, and there was none.
        (Header::Png(png), Space::Unread(profile)) if png.header.is_coloured() && !profile.is_empty() => {
            unread = [ICC, &[1, 1], profile].concat();
            vec![unread.as_slice()]
        }
        // Inks were mixed to red, green and blue without their profile.
        _ => Vec::new(),
    };
    let length: usize = profile.iter().map(|segment| segment.len()).sum();
    if length > (options.max_bytes as usize / MOST_OF_PROFILE).min(usize::from(u16::MAX) - 2) {
        profile.clear();
    }
    // A PNG was converted on the way.
    if let (Header::Jpeg(_), true, Space::Other(to_srgb)) = (&file.header, profile.is_empty(), &space) {
        decoded.picture = to_srgb.picture(&decoded.picture).ok_or(Problem::Incomplete)?;
    }
    encoded(file, &decoded, &profile, options)
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

/// A JPEG that stands upright and is small enough keeps its coded pixels, bit for bit.
fn without_decoding(file: &File<'_>, options: &Options) -> Result<Option<Prepared>, Problem> {
    let facts = &file.facts;
    let Header::Jpeg(jpeg) = &file.header else { return Ok(None) };
    let (width, height) = (facts.width as f32, facts.height as f32);
    let is_whole = clamped(options.crop, width, height) == clamped(None, width, height);
    if !facts.complete || facts.exif.orientation != 1 || jpeg.components == 4 || !is_whole {
        return Ok(None);
    }
    let stripped = jpeg::without_metadata(jpeg);
    if stripped.len() > options.max_bytes as usize {
        return Ok(None);
    }
    // Decoded once, so that nothing broken is attached.
    if !facts.progressive {
        file.decode(decode::MEASURED)?;
    }
    let changed = removed(file, &stripped);
    Ok(Some(Prepared::new(stripped, (facts.width, facts.height), changed)))
}

/// `stripped` is the file without its metadata.
fn removed(file: &File<'_>, stripped: &[u8]) -> Vec<Change> {
    let mut changed = Vec::new();
    if file.facts.exif.has_gps {
        changed.push(Change::LocationRemoved);
    }
    if stripped.len() != file.facts.bytes {
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

fn encoded(file: &File<'_>, decoded: &Decoded, profile: &[&[u8]], options: &Options) -> Result<Prepared, Problem> {
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
                changed.extend(match &file.header {
                    Header::Jpeg(jpeg) => removed(file, &jpeg::without_metadata(jpeg)),
                    _ => facts.exif.has_gps.then_some(Change::LocationRemoved).into_iter().collect(),
                });
                return Ok(Prepared::new(coded, (part.width(), part.height()), changed));
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
