//! The boundary for `wasm-pack`, and for the browser tests of the core: JavaScript's own values in and out. The
//! package has another one, `module.rs`, which is smaller and faster. Neither holds logic of its own.
//!
//! Whatever comes in, no exception goes out: every access that JavaScript code could intercept (a
//! getter, a proxy) is caught, and what cannot be read becomes [`Value::Unreadable`], which the
//! readers report at its path.
#![allow(unsafe_code)] // wasm-bindgen's own; nothing here is unsafe by hand.

use js_sys::{Array, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::answer::Answer;
use crate::reading::Value;
use crate::ruleset::pilot_2025::PILOT_2025;
use crate::wire::Written;
use crate::{application, duty, eligibility, iin, lifecycle, mrz, region, ruleset};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(js_namespace = ArrayBuffer, js_name = isView)]
    fn is_view(value: &JsValue) -> bool;
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn own_keys(value: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = get)]
    fn get(value: &JsValue, key: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = get)]
    fn get_at(value: &JsValue, index: u32) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = Uint8Array)]
    type Bytes;
    /// The constructor copies the bytes by the array's own slots: no getter of the value is asked.
    #[wasm_bindgen(catch, constructor, js_class = "Uint8Array")]
    fn copy_of(value: &JsValue) -> Result<Bytes, JsValue>;
}

/// See `checkEligibility` in the contract.
#[wasm_bindgen(js_name = checkEligibility, skip_typescript)]
pub fn check_eligibility(query: &JsValue) -> JsValue {
    let query = value(query);
    let request = eligibility::read(&query, js_sys::Date::now);
    answer(&request.as_ref().map(eligibility::Request::verdict))
}

/// See `stateDuty` in the contract.
#[wasm_bindgen(js_name = stateDuty, skip_typescript)]
pub fn state_duty(query: &JsValue) -> JsValue {
    let query = value(query);
    let request = duty::read(&query, js_sys::Date::now);
    answer(&request.as_ref().map(duty::Request::duty))
}

/// See `parseIin` in the contract.
#[wasm_bindgen(js_name = parseIin, skip_typescript)]
pub fn parse_iin(text: &JsValue) -> JsValue {
    answer(&iin::parse(&value(text)))
}

/// See `parseMrz` in the contract.
#[wasm_bindgen(js_name = parseMrz, skip_typescript)]
pub fn parse_mrz(text: &JsValue, options: &JsValue) -> JsValue {
    answer(&mrz::parse(&value(text), &value(options), js_sys::Date::now))
}

/// See `regions` in the contract.
#[wasm_bindgen(skip_typescript)]
pub fn regions() -> JsValue {
    to_js(&Value::List(region::all().iter().map(Answer::to_value).collect()))
}

/// See `reviewApplication` in the contract.
#[wasm_bindgen(js_name = reviewApplication, skip_typescript)]
pub fn review_application(draft: &JsValue, options: &JsValue) -> JsValue {
    answer(&application::read(&value(draft), &value(options), js_sys::Date::now).review())
}

/// See `buildApplication` in the contract. Without an `id` among the options it is `required` here: the
/// package's loader makes one.
#[wasm_bindgen(js_name = buildApplication, skip_typescript)]
pub fn build_application(draft: &JsValue, options: &JsValue) -> JsValue {
    answer(&application::read(&value(draft), &value(options), js_sys::Date::now).build())
}

/// See `advance` in the contract.
#[wasm_bindgen(skip_typescript)]
pub fn advance(record: &JsValue, event: &JsValue) -> JsValue {
    answer(&lifecycle::advance(&value(record), &value(event)))
}

/// See `ruleset` in the contract.
#[wasm_bindgen(js_name = ruleset, skip_typescript)]
pub fn embedded_ruleset() -> JsValue {
    answer(&PILOT_2025)
}

/// See `checkRuleset` in the contract.
#[wasm_bindgen(js_name = checkRuleset, skip_typescript)]
pub fn check_ruleset(ruleset: &JsValue) -> JsValue {
    answer(&ruleset::check(&value(ruleset)))
}

/// See `version` in the contract.
#[wasm_bindgen(skip_typescript)]
pub fn version() -> JsValue {
    answer(&crate::Version)
}

fn answer(answer: &dyn Answer) -> JsValue {
    let mut written = Written::default();
    written.object(answer);
    to_js(&written.to_value())
}

fn to_js(value: &Value) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true);
    // Nothing that the core answers can fail here; were it to, `undefined` is no answer of the contract.
    value.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}

/// Deeper than anything in the contract, so that a cycle ends.
const DEEPEST: u32 = 12;
/// More values than any argument of use; what goes on beyond is not read.
const MOST_VALUES: u32 = 200_000;

fn value(from: &JsValue) -> Value<'static> {
    let mut left = MOST_VALUES;
    read(from, DEEPEST, &mut left).unwrap_or(Value::Unreadable)
}

fn read(from: &JsValue, depth: u32, left: &mut u32) -> Result<Value<'static>, JsValue> {
    if from.is_undefined() || from.is_null() {
        return Ok(Value::Null);
    }
    if let Some(text) = from.as_string() {
        return Ok(Value::Text(text.into()));
    }
    if let Some(number) = from.as_f64() {
        return Ok(Value::Number(number));
    }
    if let Some(boolean) = from.as_bool() {
        return Ok(Value::Bool(boolean));
    }
    let Some(depth) = depth.checked_sub(1).filter(|_| from.is_object()) else {
        return Ok(Value::Unreadable);
    };
    if is_view(from) {
        // By what it is and not by `instanceof`: bytes from another frame are bytes too.
        return Ok(match get(from, &"BYTES_PER_ELEMENT".into())?.as_f64() {
            Some(1.0) => Value::Bytes(Bytes::copy_of(from)?.unchecked_into::<Uint8Array>().to_vec().into()),
            _ => Value::Unreadable,
        });
    }
    let mut spend = |count: u32| match left.checked_sub(count) {
        Some(rest) => {
            *left = rest;
            Ok(())
        }
        None => Err(JsValue::UNDEFINED),
    };
    if is_array(from)? {
        let length = get(from, &"length".into())?.as_f64().filter(|length| *length <= f64::from(MOST_VALUES));
        let Some(length) = length else { return Ok(Value::Unreadable) };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let length = length as u32;
        spend(length)?;
        let entries = (0..length).map(|index| entry(get_at(from, index), depth, left));
        return Ok(Value::List(entries.collect()));
    }
    let keys = own_keys(from)?;
    spend(keys.length())?;
    let fields = keys.iter().map(|key| {
        let name = key.as_string().unwrap_or_default();
        (name.into(), entry(get(from, &key), depth, left))
    });
    Ok(Value::Object(fields.collect()))
}

fn entry(from: Result<JsValue, JsValue>, depth: u32, left: &mut u32) -> Value<'static> {
    from.and_then(|from| read(&from, depth, left)).unwrap_or(Value::Unreadable)
}
