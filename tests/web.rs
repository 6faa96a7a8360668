//! The vectors in a browser, through the boundary that JavaScript calls.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{CALLS, ELIGIBILITY, HOSTILE, RULESETS, cases, changed, compare, problems, stated};
use js_sys::{Function, JSON};
use kualik::wasm;
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// JSON as JavaScript's data; `$base64` stands for bytes, with zeros up to `$padTo`.
fn to_js(json: &Value) -> JsValue {
    let parse = Function::new_with_args(
        "text",
        "return JSON.parse(text, (_, value) => {
            if (value === null || typeof value !== 'object' || value.$base64 === undefined) return value;
            const bytes = Uint8Array.from(atob(value.$base64), (character) => character.charCodeAt(0));
            const padded = new Uint8Array(value.$padTo ?? bytes.length);
            padded.set(bytes);
            return padded;
        })",
    );
    parse.call1(&JsValue::NULL, &json.to_string().into()).unwrap()
}

/// JavaScript's data as JSON; bytes as the text that they are in UTF-8.
fn from_js(value: &JsValue) -> Value {
    let replacer = Function::new_with_args(
        "name, value",
        "return value instanceof Uint8Array ? new TextDecoder().decode(value) : value",
    );
    let text = JSON::stringify_with_replacer(value, &replacer).unwrap();
    serde_json::from_str(&String::from(text)).unwrap()
}

fn check(query: &Value) -> Value {
    from_js(&wasm::check_eligibility(&to_js(query)))
}

#[wasm_bindgen_test]
fn runs_in_the_zone_that_was_asked_for() {
    // Else a runner that loses the zone would prove nothing about zones.
    let Some(zone) = option_env!("TZ") else { return };
    let actual = Function::new_no_args("return Intl.DateTimeFormat().resolvedOptions().timeZone");
    assert_eq!(actual.call0(&JsValue::NULL).unwrap().as_string().unwrap(), zone);
}

#[wasm_bindgen_test]
fn eligibility_vectors() {
    compare(&cases(ELIGIBILITY, "cases"), |case| (stated(&check(&case["query"])), stated(&case["expect"])));
}

fn call(case: &Value) -> Value {
    let args = case["args"].as_array().unwrap();
    let arg = |index: usize| args.get(index).map_or(JsValue::UNDEFINED, to_js);
    from_js(&match case["call"].as_str().unwrap() {
        "parseIin" => wasm::parse_iin(&arg(0)),
        "parseMrz" => wasm::parse_mrz(&arg(0), &arg(1)),
        "stateDuty" => wasm::state_duty(&arg(0)),
        "reviewApplication" => wasm::review_application(&arg(0), &arg(1)),
        "buildApplication" => wasm::build_application(&arg(0), &arg(1)),
        "advance" => wasm::advance(&arg(0), &arg(1)),
        unknown => panic!("no function {unknown}"),
    })
}

#[wasm_bindgen_test]
fn vectors_of_every_other_function() {
    for vectors in CALLS {
        compare(&cases(vectors, "cases"), |case| (stated(&call(case)), stated(&case["expect"])));
    }
}

#[wasm_bindgen_test]
fn unsound_rulesets() {
    let embedded = from_js(&wasm::embedded_ruleset());
    compare(&cases(RULESETS, "unsound"), |case| {
        let answer = from_js(&wasm::check_ruleset(&to_js(&changed(embedded.clone(), case))));
        (json!([answer["outcome"], problems(&answer["problems"])]), json!(["invalid", problems(&case["problems"])]))
    });
}

#[wasm_bindgen_test]
fn verdicts_under_other_rulesets() {
    let embedded = from_js(&wasm::embedded_ruleset());
    compare(&cases(RULESETS, "verdicts"), |case| {
        let mut query = case["query"].clone();
        query["ruleset"] = changed(embedded.clone(), case);
        (stated(&check(&query)), stated(&case["expect"]))
    });
}

#[wasm_bindgen_test]
fn hostile_values_come_back_as_problems() {
    let good = json!({ "document": "identity-card", "reason": "expiry", "applicant": "owner",
        "expiresOn": "2025-06-20", "on": "2025-06-01" });
    assert_eq!(check(&good)["outcome"], "eligible");
    compare(&cases(HOSTILE, "cases"), |case| {
        let make = Function::new_with_args("good, rules", &format!("return {}", case["expression"].as_str().unwrap()));
        let value = make.call2(&JsValue::NULL, &to_js(&good), &wasm::embedded_ruleset()).unwrap();
        let answer = from_js(&wasm::check_eligibility(&value));
        (json!([answer["outcome"], problems(&answer["problems"])]), json!(["invalid", problems(&case["problems"])]))
    });
}

#[wasm_bindgen_test]
fn a_query_without_a_day_is_decided_by_the_device_clock() {
    let query = json!({ "document": "passport", "reason": "loss", "applicant": "owner" });
    let day = Function::new_no_args("return new Date(Date.now() + 5 * 3600e3).toISOString().slice(0, 10)");
    let day = || day.call0(&JsValue::NULL).unwrap().as_string().unwrap();
    // Midnight may fall between two questions: then the second of three agrees with one neighbour.
    let (before, checked, after) = (day(), check(&query)["checkedOn"].clone(), day());
    assert!(checked == before || checked == after, "{checked} is neither {before} nor {after}");
}
