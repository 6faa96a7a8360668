//! The boundary: the only file that knows JavaScript. It holds no logic of its own.
//!
//! Bytes and numbers come in, JSON text in the contract's shapes goes out. `file_bytes` and `pixels` are the
//! limits of [`Limits`]; `changes` are those of [`Profile::changed`], or nothing.
#![allow(unsafe_code)] // wasm-bindgen's own; nothing here is unsafe by hand.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::decode::{self, Decoded, Limits, Problem, Way};
use crate::face::Model;
use crate::json::{self, Json};
use crate::picture::Area;
use crate::prepare::{self, Options, Prepared};
use crate::profile::Profile;
use crate::report::Report;
use crate::{jpeg, photo, signature};

/// As in the core: a quarter of the default allocator's bytes.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

thread_local! {
    static MODEL: RefCell<Option<Model>> = const { RefCell::new(None) };
}

/// Takes in `face.bin`; false where it is no such file.
#[wasm_bindgen(js_name = loadFace)]
pub fn load_face(bytes: &[u8]) -> bool {
    let model = Model::read(bytes);
    let is_read = model.is_some();
    MODEL.with_borrow_mut(|current| *current = model);
    is_read
}

/// `JpegInfo` or `ImagingInvalid`.
#[wasm_bindgen(js_name = inspectJpeg)]
pub fn inspect_jpeg(bytes: &[u8], file_bytes: u32, pixels: u32) -> String {
    // The limits and the codes for what is no JPEG are those of decoding.
    if let Err(problem) = decode::inspect(bytes, Limits { file_bytes, pixels }) {
        return json::invalid(problem);
    }
    match jpeg::walk(bytes) {
        Some(jpeg) => json::jpeg(&jpeg),
        None => json::invalid(Problem::NotAnImage(Some(decode::media_type(bytes)))),
    }
}

/// Who is to decode the file: `{ way: 'here' | 'browser-first' | 'browser-only', width, height, orientation }`, or
/// `ImagingInvalid`. Sizes are of the upright picture, 0 where only the browser can read them.
#[wasm_bindgen]
pub fn way(bytes: &[u8], file_bytes: u32, pixels: u32) -> String {
    match decode::inspect(bytes, Limits { file_bytes, pixels }) {
        Err(problem) => json::invalid(problem),
        Ok((facts, way)) => Json::object(|json| {
            json.text(
                "way",
                match way {
                    Way::Here => "here",
                    Way::BrowserFirst => "browser-first",
                    Way::BrowserOnly => "browser-only",
                },
            );
            json.number("width", f64::from(facts.width));
            json.number("height", f64::from(facts.height));
            json.number("orientation", f64::from(facts.exif.orientation));
        }),
    }
}

/// Width and height to which the browser is to reduce a picture of this size, to measure it.
#[wasm_bindgen(js_name = sizeToMeasure)]
pub fn size_to_measure(width: u32, height: u32) -> Vec<u32> {
    <[u32; 2]>::from(decode::reduced((width, height), decode::MEASURED)).to_vec()
}

/// The same to prepare it; `crop` is empty, or x, y, width and height.
#[wasm_bindgen(js_name = sizeToPrepare)]
pub fn size_to_prepare(width: u32, height: u32, crop: &[f32]) -> Vec<u32> {
    let needed = prepare::needed((width, height), options(crop, 0).crop);
    <[u32; 2]>::from(decode::reduced((width, height), needed)).to_vec()
}

/// `ImageReport` or `ImagingInvalid` of a photo that is decoded here.
#[wasm_bindgen(js_name = assessPhoto)]
pub fn assess_photo(bytes: &[u8], file_bytes: u32, pixels: u32, changes: &[f64]) -> String {
    reported(decode::read(bytes, Limits { file_bytes, pixels }), |decoded| photo_report(decoded, changes))
}

/// The same of pixels that the browser decoded: upright, red, green, blue and alpha, `width` by `height`, of a
/// picture whose full size is `full_width` by `full_height`. `bytes` is the file.
#[wasm_bindgen(js_name = assessPhotoPixels)]
#[allow(clippy::too_many_arguments)] // Flat, so that nothing but numbers crosses.
pub fn assess_photo_pixels(
    bytes: &[u8],
    file_bytes: u32,
    pixels: u32,
    changes: &[f64],
    rgba: &[u8],
    width: u32,
    height: u32,
    full_width: u32,
    full_height: u32,
) -> String {
    let limits = Limits { file_bytes, pixels };
    let decoded = decode::with_pixels(bytes, limits, rgba, (width, height), (full_width, full_height));
    reported(decoded, |decoded| photo_report(decoded, changes))
}

/// As [`assess_photo`], of a signature.
#[wasm_bindgen(js_name = assessSignature)]
pub fn assess_signature(bytes: &[u8], file_bytes: u32, pixels: u32, changes: &[f64]) -> String {
    reported(decode::read(bytes, Limits { file_bytes, pixels }), |decoded| signature_report(decoded, changes))
}

/// As [`assess_photo_pixels`], of a signature.
#[wasm_bindgen(js_name = assessSignaturePixels)]
#[allow(clippy::too_many_arguments)] // Flat, so that nothing but numbers crosses.
pub fn assess_signature_pixels(
    bytes: &[u8],
    file_bytes: u32,
    pixels: u32,
    changes: &[f64],
    rgba: &[u8],
    width: u32,
    height: u32,
    full_width: u32,
    full_height: u32,
) -> String {
    let limits = Limits { file_bytes, pixels };
    let decoded = decode::with_pixels(bytes, limits, rgba, (width, height), (full_width, full_height));
    reported(decoded, |decoded| signature_report(decoded, changes))
}

/// The JPEG to attach, decoded here. `crop` is empty, or x, y, width and height. Answers the length of a JSON text
/// in four bytes, the least significant first, the text (`Prepared` or `ImagingInvalid`), and behind it the JPEG.
#[wasm_bindgen(js_name = prepare)]
pub fn prepare_file(bytes: &[u8], file_bytes: u32, pixels: u32, crop: &[f32], max_bytes: u32) -> Vec<u8> {
    packed(prepare::prepare(bytes, Limits { file_bytes, pixels }, &options(crop, max_bytes)))
}

/// The same of pixels that the browser decoded, as [`assess_photo_pixels`] takes them.
#[wasm_bindgen(js_name = preparePixels)]
#[allow(clippy::too_many_arguments)] // Flat, so that nothing but numbers crosses.
pub fn prepare_pixels(
    bytes: &[u8],
    file_bytes: u32,
    pixels: u32,
    crop: &[f32],
    max_bytes: u32,
    rgba: &[u8],
    width: u32,
    height: u32,
    full_width: u32,
    full_height: u32,
) -> Vec<u8> {
    let limits = Limits { file_bytes, pixels };
    let decoded = decode::with_pixels(bytes, limits, rgba, (width, height), (full_width, full_height));
    packed(decoded.and_then(|decoded| prepare::prepare_decoded(bytes, limits, &decoded, &options(crop, max_bytes))))
}

/// `Profile`.
#[wasm_bindgen]
pub fn profile() -> String {
    json::profile(&Profile::default())
}

fn options(crop: &[f32], max_bytes: u32) -> Options {
    let crop = match *crop {
        [x, y, width, height] => Some(Area { x, y, width, height }),
        _ => None,
    };
    Options { crop, max_bytes }
}

fn photo_report(decoded: &Decoded, changes: &[f64]) -> Report {
    MODEL.with_borrow(|model| photo::assess(decoded, model.as_ref(), &Profile::changed(changes)))
}

fn signature_report(decoded: &Decoded, changes: &[f64]) -> Report {
    signature::assess(decoded, &Profile::changed(changes))
}

fn reported(decoded: Result<Decoded, Problem>, assess: impl FnOnce(&Decoded) -> Report) -> String {
    match decoded {
        Ok(decoded) => json::report(&assess(&decoded)),
        Err(problem) => json::invalid(problem),
    }
}

fn packed(prepared: Result<Prepared, Problem>) -> Vec<u8> {
    let (text, bytes) = match prepared {
        Ok(prepared) => (json::prepared(&prepared), prepared.bytes),
        Err(problem) => (json::invalid(problem), Vec::new()),
    };
    let length = u32::try_from(text.len()).unwrap_or_default();
    [&length.to_le_bytes(), text.as_bytes(), &bytes].concat()
}
