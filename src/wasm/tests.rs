//! Every vector and the hostile values in a browser, through the exports and the codec that ship.

use std::sync::Once;

use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

// `scripts/test-browsers.sh` bundles it.
#[wasm_bindgen(module = "/tests/web/package.js")]
extern "C" {
    #[wasm_bindgen(js_name = "use")]
    fn use_exports(exports: &JsValue);
    fn differences() -> Vec<String>;
    #[cfg(feature = "application")]
    #[wasm_bindgen(js_name = complaintsOf)]
    fn complaints_of(count: u32) -> Vec<String>;
    #[wasm_bindgen(js_name = checkedOn)]
    fn checked_on() -> String;
    #[wasm_bindgen(js_name = dayInKazakhstan)]
    fn day_in_kazakhstan() -> String;
    #[wasm_bindgen(js_name = timeZone)]
    fn time_zone() -> String;
}

fn start() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| use_exports(&wasm_bindgen::exports()));
}

#[wasm_bindgen_test]
fn runs_in_the_zone_that_was_asked_for() {
    // Else a runner that loses the zone would prove nothing about zones.
    let Some(zone) = option_env!("TZ") else { return };
    assert_eq!(time_zone(), zone);
}

#[wasm_bindgen_test]
fn every_vector() {
    start();
    assert_eq!(differences(), Vec::<String>::new());
}

#[cfg(feature = "application")]
#[wasm_bindgen_test]
fn hostile_values_come_back_as_problems() {
    start();
    assert_eq!(complaints_of(4_000), Vec::<String>::new());
}

#[wasm_bindgen_test]
fn a_query_without_a_day_is_decided_by_the_device_clock() {
    start();
    // Midnight may fall between two questions: then the second of three agrees with one neighbour.
    let (before, checked, after) = (day_in_kazakhstan(), checked_on(), day_in_kazakhstan());
    assert!(checked == before || checked == after, "{checked} is neither {before} nor {after}");
}
