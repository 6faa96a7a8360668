//! The boundary: the only file that knows JavaScript. One function a question, over serde.
//!
//! `options` are `{ limits: { fileBytes, pixels }, given }`, `given` being the contract's own second argument. An instance
//! answers one question about one picture and is then let go, so what belongs to the picture is kept until then.
#![allow(unsafe_code)] // wasm-bindgen's own; nothing here is unsafe by hand.

mod plain;

use std::cell::RefCell;

use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::decode::{self, Decoded, File, Header, Limits, Rgba, Way};
use crate::face::Model;
use crate::options::{Problems, Value};
use crate::prepare;
use crate::profile::Profile;
use crate::report::JpegInfo;
use crate::{photo, signature};
use plain::Plain;

/// As in the core: a quarter of the default allocator's bytes.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

thread_local! {
    static MODEL: RefCell<Option<Model>> = const { RefCell::new(None) };
    /// The picture that is open, and what is asked about it.
    static OPEN: RefCell<Option<(File<'static>, Question)>> = const { RefCell::new(None) };
}

enum Question {
    Photo(Profile),
    Signature(Profile),
    Prepare(prepare::Options),
}

impl Question {
    /// By the name of the contract's function; notes what is wrong with its second argument.
    fn read(name: &str, given: &Value, problems: &mut Problems) -> Self {
        match name {
            "assessPhoto" => Self::Photo(Profile::changed(given, problems)),
            "assessSignature" => Self::Signature(Profile::changed(given, problems)),
            _ => Self::Prepare(prepare::Options::read(given, problems)),
        }
    }

    /// The size at which the picture is needed, on its shorter and its longer side.
    fn needed(&self, full: (u32, u32)) -> (u16, u16) {
        match self {
            Self::Photo(_) | Self::Signature(_) => decode::MEASURED,
            Self::Prepare(options) => prepare::needed(full, options.crop),
        }
    }

    fn answer(&self, file: &File<'_>, pixels: Option<Rgba<'_>>) -> JsValue {
        let decoded = || pixels.map_or_else(|| file.decode(decode::MEASURED), |pixels| file.with_pixels(pixels));
        let report = |assess: &dyn Fn(&Decoded) -> _| told(decoded().map(|decoded| assess(&decoded)));
        match self {
            Self::Photo(profile) => {
                report(&|decoded| MODEL.with_borrow(|model| photo::assess(decoded, model.as_ref(), profile)))
            }
            Self::Signature(profile) => report(&|decoded| signature::assess(decoded, profile)),
            Self::Prepare(options) => told(prepare::prepare(file, pixels, options)),
        }
    }
}

/// Takes in `face.bin`; false where it is no such file.
#[wasm_bindgen(js_name = loadFace)]
pub fn load_face(bytes: &[u8]) -> bool {
    let model = Model::read(bytes);
    let is_read = model.is_some();
    MODEL.with_borrow_mut(|current| *current = model);
    is_read
}

/// `Profile`.
#[wasm_bindgen]
pub fn profile() -> JsValue {
    written(&Profile::default())
}

/// `ImagingInvalid` of what is wrong with the second argument of the contract's function `name`, which may be nothing.
#[wasm_bindgen(js_name = checkArgument)]
pub fn check_argument(name: &str, given: JsValue) -> JsValue {
    let mut problems = Problems::default();
    Question::read(name, &value(&given), &mut problems);
    written(&problems)
}

/// `JpegInfo` or `ImagingInvalid`.
#[wasm_bindgen(js_name = inspectJpeg)]
pub fn inspect_jpeg(bytes: &[u8], options: JsValue) -> JsValue {
    told(decode::open(bytes, limits(&value(&options))).and_then(|file| match &file.header {
        Header::Jpeg(jpeg) => Ok(JpegInfo::of(jpeg)),
        _ => Err(file.not_an_image()),
    }))
}

/// `ImageReport` or `ImagingInvalid`; or, where the browser is to decode the picture, what [`resume`] answers then:
/// `{ outcome: 'undecoded', width, height }`, the size of the upright picture, 0 where only the browser can read it.
#[wasm_bindgen(js_name = assessPhoto)]
pub fn assess_photo(bytes: Vec<u8>, options: JsValue) -> JsValue {
    ask("assessPhoto", bytes, options)
}

/// As [`assess_photo`], of a signature.
#[wasm_bindgen(js_name = assessSignature)]
pub fn assess_signature(bytes: Vec<u8>, options: JsValue) -> JsValue {
    ask("assessSignature", bytes, options)
}

/// As [`assess_photo`]: `Prepared` or `ImagingInvalid`.
#[wasm_bindgen(js_name = prepare)]
pub fn prepare_picture(bytes: Vec<u8>, options: JsValue) -> JsValue {
    ask("prepare", bytes, options)
}

/// Width and height to which the browser is to reduce the open picture, whose full size is this.
#[wasm_bindgen(js_name = sizeOf)]
pub fn size_of(width: u32, height: u32) -> Vec<u32> {
    let full = (width, height);
    OPEN.with_borrow(|open| {
        let needed = open.as_ref().map_or(decode::MEASURED, |(_, question)| question.needed(full));
        <[u32; 2]>::from(decode::reduced(full, needed)).to_vec()
    })
}

/// The answer to the open question, with pixels that the browser decoded: red, green, blue and alpha of the upright
/// picture. Without any it could not, and the picture is decoded here, where that can be.
#[wasm_bindgen]
pub fn resume(rgba: &[u8], width: u32, height: u32, full_width: u32, full_height: u32) -> JsValue {
    let pixels = Rgba { samples: rgba, size: (width, height), full: (full_width, full_height) };
    OPEN.with_borrow(|open| {
        open.as_ref().map(|(file, question)| question.answer(file, Some(pixels).filter(|_| !rgba.is_empty())))
    })
    .unwrap_or_default()
}

fn ask(name: &str, bytes: Vec<u8>, options: JsValue) -> JsValue {
    let options = value(&options);
    let mut problems = Problems::default();
    let question = Question::read(name, options.field("given").unwrap_or(&Value::Null), &mut problems);
    if !problems.is_empty() {
        return written(&problems);
    }
    let file = match decode::open(bytes.leak(), limits(&options)) {
        Ok(file) => file,
        Err(problem) => return written(&Problems::from(problem)),
    };
    if file.way() == Way::Here {
        return question.answer(&file, None);
    }
    let undecoded = Undecoded { outcome: "undecoded", width: file.facts.width, height: file.facts.height };
    OPEN.set(Some((file, question)));
    written(&undecoded)
}

#[derive(Serialize)]
struct Undecoded {
    outcome: &'static str,
    width: u32,
    height: u32,
}

fn limits(options: &Value) -> Limits {
    let limits = options.field("limits").unwrap_or(&Value::Null);
    let limit = |name: &str, else_: u32| limits.field(name).and_then(Value::number).map_or(else_, |limit| limit as u32);
    let embedded = Limits::default();
    Limits { file_bytes: limit("fileBytes", embedded.file_bytes), pixels: limit("pixels", embedded.pixels) }
}

/// By hand: the texts that serde makes of what it cannot read, and nobody sees, are a tenth of the module. The package
/// passes copies in plain objects, so that nothing throws here.
fn value(given: &JsValue) -> Value {
    if given.is_null() || given.is_undefined() {
        Value::Null
    } else if let Some(number) = given.as_f64() {
        Value::Number(number)
    } else if let Some(text) = given.as_string() {
        Value::Text(text)
    } else if given.is_object() && !Array::is_array(given) {
        // Not by `instanceof`: the package's copies have no prototype.
        let object = given.unchecked_ref::<Object>();
        let field = |name: JsValue| Some((name.as_string()?, value(&Reflect::get(object, &name).ok()?)));
        Value::Fields(Object::keys(object).iter().filter_map(field).collect())
    } else {
        Value::Other
    }
}

fn told<T: Serialize>(answer: Result<T, decode::Problem>) -> JsValue {
    answer.map_or_else(|problem| written(&Problems::from(problem)), |answer| written(&answer))
}

fn written(answer: &impl Serialize) -> JsValue {
    answer.serialize(Plain).unwrap_or_default()
}
