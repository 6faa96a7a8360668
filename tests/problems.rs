//! What a problem says besides its code: the parameters that words need, and never the value that was wrong.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/call.rs"]
mod call;
mod common;

use call::Data;
use common::at_path;
use kualik::data::answer::Answer;
use kualik::identity::region;
use kualik::law::pilot_2025::PILOT_2025;
use serde_json::{Value, json};

fn answer(function: &str, args: &[Value]) -> Value {
    let args: Vec<Data> = args.iter().map(|arg| call::data(arg).unwrap()).collect();
    call::json(&call::call(function, &args, || 0.0).unwrap())
}

fn embedded() -> Value {
    serde_json::to_value(PILOT_2025.to_value()).unwrap()
}

/// The embedded rules under another name, so that they may be changed.
fn other_rules() -> Value {
    let mut rules = embedded();
    rules["id"] = json!("other");
    rules
}

/// The problems of those with another value at a path.
fn unsound(path: &str, value: Value) -> Value {
    let mut rules = other_rules();
    *at_path(&mut rules, path) = value;
    answer("checkRuleset", &[rules])["problems"].clone()
}

#[test]
fn parameters_say_what_would_be_right() {
    assert_eq!(
        unsound("window.daysBefore", json!(3661)),
        json!([{ "code": "number-out-of-range", "path": "window.daysBefore", "params": { "min": 0, "max": 3660 } }])
    );
    assert_eq!(
        unsound("notice.official", json!("kk")),
        json!([{ "code": "unknown-value", "path": "notice.official", "params": { "allowed": "ru" } }])
    );
    assert_eq!(
        unsound("inForce.basis.certainty", json!("law")),
        json!([{ "code": "unknown-value", "path": "inForce.basis.certainty",
            "params": { "allowed": "act, report, interpretation" } }])
    );
    assert_eq!(
        unsound("id", json!("x".repeat(65))),
        json!([{ "code": "too-long", "path": "id", "params": { "max": 64 } }])
    );
    assert_eq!(
        unsound("title", json!([])),
        json!([{ "code": "wrong-type", "path": "title", "params": { "expected": "object" } }])
    );
    assert_eq!(
        answer("parseIin", &[json!("99010130012")])["problems"],
        json!([{ "code": "wrong-length", "path": "", "params": { "length": 12 } }])
    );
    // And where there are none, there is no field for them.
    assert_eq!(unsound("id", json!("A")), json!([{ "code": "illegal-character", "path": "id" }]));
}

#[test]
fn a_number_is_finite() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let query = Data::Object(vec![("now".into(), Data::Number(number))]);
        let answer = call::json(&call::call("stateDuty", &[query], || 0.0).unwrap());
        assert_eq!(
            answer["problems"],
            json!([{ "code": "wrong-type", "path": "now", "params": { "expected": "finite number" } }])
        );
    }
}

#[test]
fn an_order_may_be_in_force_for_one_day() {
    let mut rules = other_rules();
    rules["inForce"]["through"] = rules["inForce"]["from"].clone();
    assert_eq!(answer("checkRuleset", &[rules])["outcome"], "sound");
}

/// The dated values of the duty in these spans, and which of them share a day with which.
fn overlaps(spans: &[(&str, &str)]) -> Value {
    let value = embedded()["duty"][0].clone();
    let values: Vec<Value> = spans
        .iter()
        .map(|(from, through)| {
            let mut value = value.clone();
            (value["from"], value["through"]) = (json!(from), json!(through));
            value
        })
        .collect();
    let mut found: Vec<Value> = unsound("duty", json!(values))
        .as_array()
        .into_iter()
        .flatten()
        .map(|problem| json!([problem["code"], problem["path"], problem["params"]["with"]]))
        .collect();
    found.sort_by_key(ToString::to_string);
    json!(found)
}

#[test]
fn each_span_is_compared_with_all_before_it() {
    assert_eq!(overlaps(&[("2025-01-01", "2025-01-10"), ("2025-01-11", "2025-01-12")]), json!([]));
    assert_eq!(
        overlaps(&[("2025-01-01", "2025-01-10"), ("2025-01-10", "2025-01-12")]),
        json!([["overlapping-dates", "duty[1].from", "duty[0]"]])
    );
    // The second ends before the third begins; the first still runs.
    assert_eq!(
        overlaps(&[("2025-01-01", "2025-01-20"), ("2025-01-02", "2025-01-03"), ("2025-01-10", "2025-01-11")]),
        json!([["overlapping-dates", "duty[1].from", "duty[0]"], ["overlapping-dates", "duty[2].from", "duty[0]"]])
    );
    // The first ends before the third begins; the second still runs.
    assert_eq!(
        overlaps(&[("2025-01-01", "2025-01-05"), ("2025-01-03", "2025-01-20"), ("2025-01-10", "2025-01-11")]),
        json!([["overlapping-dates", "duty[1].from", "duty[0]"], ["overlapping-dates", "duty[2].from", "duty[1]"]])
    );
}

#[test]
fn a_history_is_read_up_to_its_first_break() {
    let event = |kind: &str, at: i64, by: &str| json!({ "type": kind, "at": at, "by": by });
    let registered =
        json!({ "type": "registered", "at": 5, "by": "portal", "ticket": "T-1", "region": "75", "dutyPaid": false });
    let record = json!({
        "ticket": "T-1", "status": "in-production", "region": "75", "dutyPaid": false, "next": "wait", "refund": "none",
        "history": [registered, event("review-started", 3, "migration-service"), event("arrived", 2, "portal")],
    });
    // What would follow from it is no news.
    assert_eq!(
        answer("advance", &[record, event("approved", 6, "migration-service")]),
        json!({ "outcome": "invalid", "problems": [{ "code": "before-last-event", "path": "record.history[1].at" }] })
    );
}

/// RFC 8785 asks for I-JSON, which has no noncharacters (RFC 7493, 2.1): Unicode, 23.7, counts 66 of them.
#[test]
fn noncharacters_are_refused_in_all_that_is_signed_or_kept() {
    let planes = (0..=0x10_u32).flat_map(|plane| [plane << 16 | 0xfffe, plane << 16 | 0xffff]);
    let noncharacters: Vec<char> = (0xfdd0..=0xfdef).chain(planes).filter_map(char::from_u32).collect();
    assert_eq!(noncharacters.len(), 66);
    let on = json!({ "on": "2025-07-15" });
    for noncharacter in noncharacters {
        let text = json!(format!("A{noncharacter}B"));
        let draft = json!({
            "registrationPoint": text,
            "duty": { "paymentReference": text, "paidOn": "2025-07-14", "amount": 786 },
            "previous": { "ticket": text, "annulledFor": ["photo-quality"], "paymentReference": text },
        });
        let event = json!({
            "type": "registered", "at": 5, "by": "portal", "ticket": text, "region": "75", "dutyPaid": false,
        });
        let mut rules = embedded();
        rules["title"]["kk"] = text;
        for (call, args, paths) in [
            (
                "reviewApplication",
                [draft, on.clone()],
                &["registrationPoint", "duty.paymentReference", "previous.ticket", "previous.paymentReference"][..],
            ),
            ("advance", [Value::Null, event], &["ticket"]),
            ("checkRuleset", [rules, Value::Null], &["title.kk"]),
        ] {
            let problems = answer(call, &args)["problems"].clone();
            for path in paths {
                let expected = json!({ "code": "illegal-character", "path": path });
                assert!(problems.as_array().unwrap().contains(&expected), "{call} {path} {:x}", noncharacter as u32);
            }
        }
    }
}

/// ISO 3166-2:KZ: three cities and seventeen regions; the office of Abai as the press names it.
#[test]
fn regions_are_all_there() {
    let regions = serde_json::to_value(Data::List(region::all().iter().map(Answer::to_value).collect())).unwrap();
    let codes: Vec<_> = regions.as_array().unwrap().iter().map(|region| region["code"].as_str().unwrap()).collect();
    assert_eq!(codes.join(" "), "10 11 15 19 23 27 31 33 35 39 43 47 55 59 61 62 63 71 75 79");
    assert_eq!(
        regions[0],
        json!({ "code": "10", "name": { "kk": "Абай облысы", "ru": "область Абай" },
            "office": { "kk": "Абай облысы ПД Көші-қон қызметі басқармасы", "ru": "УМС ДП области Абай" } })
    );
}
