//! The vectors, natively.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "common/call.rs"]
mod call;
mod common;

use call::Data;
use common::{CALLS, ELIGIBILITY, EMBEDDED, REGIONS, RULESETS, at_path, cases, changed, compare, problems, stated};
use kualik::data::answer::Answer;
use kualik::identity::region;
use kualik::law::pilot_2025::PILOT_2025;
use kualik::law::{eligibility, settings};
use serde_json::{Value, json};

fn data(json: &Value) -> Data {
    call::data(json).unwrap()
}

fn call(case: &Value) -> Value {
    let args: Vec<Data> = case["args"].as_array().unwrap().iter().map(data).collect();
    let now = || unreachable!("every case names its day");
    call::json(&call::call(case["call"].as_str().unwrap(), &args, now).unwrap())
}

fn answer(answer: impl Answer) -> Value {
    serde_json::to_value(answer.to_value()).unwrap()
}

fn check_at(query: &Data, device_now: impl FnOnce() -> f64) -> Value {
    answer(eligibility::read(query, device_now).as_ref().map(eligibility::Request::verdict))
}

fn check(query: &Value) -> Value {
    check_at(&data(query), || unreachable!("every case names its day"))
}

fn embedded() -> Value {
    answer(&PILOT_2025)
}

#[test]
fn eligibility_vectors() {
    let cases = cases(ELIGIBILITY, "cases");
    assert!(cases.len() >= 300);
    compare(&cases, |case| (stated(&check(&case["query"])), stated(&case["expect"])));
}

#[test]
fn vectors_of_every_other_function() {
    for vectors in CALLS {
        compare(&cases(vectors, "cases"), |case| (stated(&call(case)), stated(&case["expect"])));
    }
}

#[test]
fn embedded_ruleset_says_what_the_law_says() {
    let embedded = embedded();
    for fact in cases(RULESETS, "embedded") {
        let path = fact["path"].as_str().unwrap();
        assert_eq!(*at_path(&mut embedded.clone(), path), fact["value"], "{path}: {}", fact["why"]);
    }
}

#[test]
fn embedded_ruleset_is_the_one_written_from_the_acts() {
    assert_eq!(embedded(), serde_json::from_str::<Value>(EMBEDDED).unwrap());
}

/// The pilot as it would look when extended: the embedded rules but for the days in force, whose citation is invented.
#[test]
fn the_example_of_an_extended_pilot() {
    let mut extended: Value =
        serde_json::from_str(include_str!("../examples/rulesets/pilot-2025-extended.json")).unwrap();
    assert_eq!(answer(settings::check(&data(&extended))), json!({ "outcome": "sound" }));
    let query = json!({ "document": "identity-card", "reason": "expiry", "applicant": "owner",
        "expiresOn": "2026-06-20", "on": "2026-06-01", "ruleset": extended });
    assert_eq!(check(&query)["outcome"], "eligible");
    let embedded = embedded();
    (extended["id"], extended["inForce"]) = (embedded["id"].clone(), embedded["inForce"].clone());
    assert_eq!(extended, embedded);
}

#[test]
fn regions_and_their_offices() {
    let regions: Vec<_> = region::all().into_iter().map(answer).collect();
    assert_eq!(regions, cases(REGIONS, "cases"));
}

#[test]
fn embedded_ruleset_is_sound_in_its_own_form() {
    assert_eq!(answer(settings::check(&data(&embedded()))), json!({ "outcome": "sound" }));
}

#[test]
fn unsound_rulesets_are_refused_with_all_problems() {
    compare(&cases(RULESETS, "unsound"), |case| {
        let answer = answer(settings::check(&data(&changed(embedded(), case))));
        (json!([answer["outcome"], problems(&answer["problems"])]), json!(["invalid", problems(&case["problems"])]))
    });
}

#[test]
fn verdicts_under_other_rulesets() {
    compare(&cases(RULESETS, "verdicts"), |case| {
        let mut query = case["query"].clone();
        query["ruleset"] = changed(embedded(), case);
        let answer = check(&query);
        assert_eq!(answer["ruleset"], case["expect"]["ruleset"]);
        (stated(&answer), stated(&case["expect"]))
    });
}

#[test]
fn every_refusal_cites_its_own_clause() {
    // Each clause of the ruleset gets a text of its own, so that a mix-up shows.
    let places = [
        ("inForce.basis", vec!["pilot-not-started", "pilot-ended"]),
        ("covers.basis.document", vec!["document-not-covered"]),
        ("covers.basis.reason", vec!["reason-not-covered"]),
        ("covers.basis.applicant", vec!["applicant-not-owner"]),
        ("covers.basis.biometrics", vec!["biometrics-failed"]),
        ("window.basis", vec!["window-not-open", "window-closed"]),
    ];
    let mut rules = embedded();
    rules["id"] = json!("marked");
    for (path, _) in &places {
        at_path(&mut rules, path)["text"] = json!(path);
    }
    let mut seen = Vec::new();
    for case in cases(ELIGIBILITY, "cases") {
        if case["expect"]["outcome"] != "unavailable" {
            continue;
        }
        let mut query = case["query"].clone();
        query["ruleset"] = rules.clone();
        for refusal in check(&query)["refusals"].as_array().unwrap() {
            let code = refusal["code"].as_str().unwrap();
            let (path, _) = places.iter().find(|(_, codes)| codes.contains(&code)).unwrap();
            assert_eq!(refusal["basis"]["text"], json!(path), "{code} in {}", case["name"]);
            seen.push(code.to_owned());
        }
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 8, "{seen:?}");
}

#[test]
fn eligible_rests_on_every_clause_that_was_judged() {
    let basis = |biometrics: Value| {
        let query = json!({ "document": "identity-card", "reason": "expiry", "applicant": "owner",
            "expiresOn": "2025-06-20", "on": "2025-06-01", "biometrics": biometrics });
        check(&query)["basis"].clone()
    };
    let mut rules = embedded();
    let mut clauses: Vec<_> = [
        "inForce.basis",
        "covers.basis.document",
        "covers.basis.reason",
        "covers.basis.applicant",
        "window.basis",
        "covers.basis.biometrics",
    ]
    .map(|path| at_path(&mut rules, path).clone())
    .into();
    assert_eq!(basis(json!("passed")), json!(clauses));
    clauses.pop();
    assert_eq!(basis(Value::Null), json!(clauses));
}

#[test]
fn the_device_clock_is_asked_only_where_no_day_is_given() {
    let query =
        json!({ "document": "identity-card", "reason": "expiry", "applicant": "owner", "expiresOn": "2025-06-20" });
    // 2025-05-31T19:00:00Z, midnight in Kazakhstan.
    assert_eq!(check_at(&data(&query), || 1_748_718_000_000.0)["checkedOn"], "2025-06-01");
    let broken = check_at(&data(&query), || f64::NAN);
    assert_eq!(problems(&broken["problems"]), json!([{ "code": "date-out-of-range", "path": "now" }]));
}

#[test]
fn a_name_that_stands_twice_is_a_problem() {
    let query = r#"{ "document": "identity-card", "document": "passport", "reason": "loss", "applicant": "owner", "on": "2025-06-01" }"#;
    let answer = check_at(&serde_json::from_str(query).unwrap(), || 0.0);
    assert_eq!(problems(&answer["problems"]), json!([{ "code": "duplicate", "path": "document" }]));
}
