//! Every question of the boundary in a browser, with pictures, with hostile bytes and with hostile options.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use base64::{Engine, prelude::BASE64_STANDARD};
use js_sys::{JSON, Object, Reflect};
use kualik_imaging::wasm;
use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = eval)]
    fn evaluated(script: &str) -> JsValue;
}

type Ask = fn(Vec<u8>, JsValue) -> JsValue;
const QUESTIONS: [(&str, Ask); 3] = [
    ("assessPhoto", wasm::assess_photo),
    ("assessSignature", wasm::assess_signature),
    ("prepare", wasm::prepare_picture),
];

fn pictures() -> Vec<(String, Vec<u8>)> {
    let vectors: Value = serde_json::from_str(include_str!("../../tests/vectors/imaging/jpeg.json")).unwrap();
    let picture = |case: &Value| {
        let bytes = BASE64_STANDARD.decode(case["jpeg"].as_str().unwrap()).unwrap();
        (case["name"].as_str().unwrap().to_owned(), bytes)
    };
    vectors.as_array().unwrap().iter().map(picture).collect()
}

fn options(given: &str) -> JsValue {
    evaluated(&format!("({{ limits: {{ fileBytes: 33554432, pixels: 67108864 }}, given: {given} }})"))
}

fn field(answer: &JsValue, name: &str) -> JsValue {
    Reflect::get(answer, &name.into()).unwrap()
}

fn outcome(answer: &JsValue) -> String {
    field(answer, "outcome").as_string().unwrap()
}

#[wasm_bindgen_test]
fn every_question_is_answered_in_plain_objects() {
    for (name, bytes) in pictures() {
        for (question, ask) in QUESTIONS {
            let answer = ask(bytes.clone(), options("null"));
            let expected = ["assessed", "prepared", "undecoded", "invalid"];
            assert!(expected.contains(&outcome(&answer).as_str()), "{name}, {question}: {answer:?}");
            // A copy through JSON loses nothing but bytes: no classes, no maps, no big integers.
            let copy = JSON::parse(&String::from(JSON::stringify(&answer).unwrap())).unwrap();
            assert_eq!(
                Object::keys(copy.unchecked_ref::<Object>()).length(),
                Object::keys(answer.unchecked_ref::<Object>()).length()
            );
            if outcome(&answer) == "prepared" {
                assert!(field(&answer, "bytes").is_instance_of::<js_sys::Uint8Array>(), "{name}");
            }
        }
        assert!(
            ["jpeg", "invalid"].contains(&outcome(&wasm::inspect_jpeg(&bytes, options("null"))).as_str()),
            "{name}"
        );
    }
    let profile = wasm::profile();
    assert!(field(&profile, "id").is_string());
    assert!(js_sys::Array::from(&field(&profile, "limits")).length() > 30);
}

#[wasm_bindgen_test]
fn hostile_bytes_are_answered() {
    // Natively all of them are spoiled in thousands of ways; here the boundary is asked.
    for (name, bytes) in pictures().into_iter().step_by(8) {
        for end in [0, 1, 2, 3, 20, bytes.len() / 3, bytes.len() / 2, bytes.len().saturating_sub(1)] {
            let cut = bytes.get(..end).unwrap_or_default().to_vec();
            let mut spoiled = bytes.clone();
            if let Some(byte) = spoiled.get_mut(end) {
                *byte = !*byte;
            }
            for hostile in [cut, spoiled] {
                for (question, ask) in QUESTIONS {
                    let answer = ask(hostile.clone(), options("null"));
                    assert!(!outcome(&answer).is_empty(), "{name}, {end}, {question}");
                }
                assert!(!outcome(&wasm::inspect_jpeg(&hostile, options("null"))).is_empty(), "{name}, {end}");
            }
        }
    }
    assert!(!wasm::load_face(&[]));
    assert!(!wasm::load_face(&[0xff; 4096]));
    let size = wasm::size_of(u32::MAX, u32::MAX);
    assert_eq!(size.len(), 2);
    assert_eq!(wasm::size_of(0, 0), [0, 0]);
}

#[wasm_bindgen_test]
fn hostile_options_are_problems() {
    let (_, bytes) = pictures().swap_remove(0);
    let hostile = [
        "1",
        "'text'",
        "[]",
        "[1, 2]",
        "true",
        "false",
        "Symbol()",
        "10n",
        "() => 1",
        "{ unknown: 1 }",
        "{ crop: 1 }",
        "{ crop: { x: NaN, y: 1e999, width: -1, height: 'a' } }",
        "{ maxBytes: 0.5 }",
        "{ maxBytes: -1 }",
        "{ id: 1 }",
        "{ id: 'a', photo: { nothing: {} } }",
        "{ id: 'a', photo: { noise: { warn: 1 } } }",
        "{ id: 'a', signature: { ink: { poor: { min: 2, max: 1 } } } }",
        "{ ['\\ud800']: 1 }",
        "{ __proto__: null, maxBytes: -1 }",
    ];
    for given in hostile {
        for (question, ask) in QUESTIONS {
            let problems = |answer: &JsValue| js_sys::Array::from(&field(answer, "problems")).length();
            let answer = ask(bytes.clone(), options(given));
            assert_eq!(outcome(&answer), "invalid", "{question}, {given}");
            let alone = wasm::check_argument(question, field(&options(given), "given"));
            assert!(problems(&alone) > 0 && problems(&alone) == problems(&answer), "{question}, {given}");
        }
    }
    // Limits that are none are those that are embedded.
    for limits in ["undefined", "null", "1", "{ limits: { fileBytes: 'a', pixels: NaN } }", "Symbol()"] {
        let options = evaluated(&format!("({limits})"));
        assert_eq!(outcome(&wasm::inspect_jpeg(&bytes, options)), "jpeg", "{limits}");
    }
}
