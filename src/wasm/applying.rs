//! The exported functions that applying takes, beside those that decide: all that the module of `kualik/check` lacks.
use wasm_bindgen::prelude::wasm_bindgen;

use super::{answer, call, now, written};
use kualik::application::review;
use kualik::data::answer::objects;
use kualik::identity::{iin, mrz, region};
use kualik::lifecycle::{self, TRANSITIONS};
use kualik::limits::Limits;

#[wasm_bindgen(js_name = parseIin)]
pub fn parse_iin() -> *const u32 {
    call(|text, _, _| answer(&iin::parse(text)))
}

#[wasm_bindgen(js_name = parseMrz)]
pub fn parse_mrz() -> *const u32 {
    call(|text, options, _| answer(&mrz::parse(text, options)))
}

#[wasm_bindgen]
pub fn regions() -> *const u32 {
    call(|_, _, _| written(|into| objects(into, region::all())))
}

#[wasm_bindgen(js_name = reviewApplication)]
pub fn review_application() -> *const u32 {
    call(|draft, options, _| answer(&review::read(draft, options, now).review()))
}

#[wasm_bindgen(js_name = buildApplication)]
pub fn build_application() -> *const u32 {
    call(|draft, options, _| answer(&review::read(draft, options, now).build()))
}

#[wasm_bindgen]
pub fn advance() -> *const u32 {
    call(|record, event, options| answer(&lifecycle::advance(record, event, options)))
}

#[wasm_bindgen(js_name = lifecycle)]
pub fn transitions() -> *const u32 {
    call(|_, _, _| written(|into| objects(into, TRANSITIONS)))
}

#[wasm_bindgen]
pub fn limits() -> *const u32 {
    call(|_, _, _| answer(&Limits))
}
