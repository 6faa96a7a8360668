//! What the fuzzer tries on the core, and `tests/corpus.rs` again on every file that it kept.
//!
//! Arguments come as JSON, `[first, second]`, with `{"$base64": …}` for bytes; text as it is.

#![allow(dead_code)] // Each fuzz target takes one of these.

use std::str::from_utf8;

use kualik::application::verify::{Received, verify};
use kualik::application::{attachment, canonical};
use kualik::calendar::CivilDate;
use kualik::law::pilot_2025::PILOT_2025;

use super::call::{Data, call, data, json};

/// A target's name, and what it does with an input.
pub type Target = (&'static str, fn(&[u8]));
pub const TARGETS: [Target; 6] = [
    ("iin", iin),
    ("mrz", mrz),
    ("arguments", arguments),
    ("ruleset", ruleset),
    ("canonical", canonical_reader),
    ("picture", picture),
];

/// 2025-06-01 in Kazakhstan.
fn now() -> f64 {
    1_748_750_400_000.0
}

fn answer(function: &str, args: &[Data]) -> Data {
    let answer = call(function, args, now).unwrap();
    let outcome = json(&answer)["outcome"].as_str().map(str::to_owned);
    assert!(outcome.is_some_and(|outcome| !outcome.is_empty()), "{function} has no outcome");
    answer
}

/// Twelve characters at least decide; an accepted number is twelve digits.
pub fn iin(bytes: &[u8]) {
    let Ok(text) = from_utf8(bytes) else { return };
    let answer = json(&answer("parseIin", &[Data::Text(text.to_owned().into())]));
    assert_eq!(answer["outcome"] == "valid", answer["iin"] == text);
    assert!(answer["outcome"] != "valid" || text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()));
}

/// A zone that was read reads the same again, without what was mended.
pub fn mrz(bytes: &[u8]) {
    let Ok(text) = from_utf8(bytes) else { return };
    let answer = json(&answer("parseMrz", &[Data::Text(text.to_owned().into())]));
    if answer["outcome"] == "valid" {
        assert_eq!(answer["number"].as_str().unwrap().len(), 9);
        assert!(CivilDate::parse(answer["expiresOn"].as_str().unwrap()).is_ok());
    }
}

/// `{ "call": …, "args": […] }`: any function. What can be built is complete, canonical, and a server takes it.
pub fn arguments(bytes: &[u8]) {
    let Ok(question) = serde_json::from_slice::<serde_json::Value>(bytes) else { return };
    let function = question["call"].as_str().unwrap_or("buildApplication");
    let args: Option<Vec<Data>> = question["args"].as_array().and_then(|args| args.iter().map(data).collect());
    let Some(args) = args.filter(|_| super::call::FUNCTIONS.contains(&function)) else { return };
    let answer = answer(function, &args);
    if function != "buildApplication" {
        return;
    }
    let Data::Object(fields) = &answer else { return };
    let Some((_, Data::Bytes(canonical))) = fields.iter().find(|(name, _)| name == "canonical") else { return };
    assert_eq!(json(&self::answer("reviewApplication", &args))["outcome"], "complete");
    let parsed: Data = serde_json::from_slice(canonical).unwrap();
    assert_eq!(canonical::write(&parsed).as_deref(), Some(&**canonical));
    let [photo, signature] = ["photo", "signature"].map(|name| find(&args[0], &[name, "bytes"]));
    let (Some(Data::Bytes(photo)), Some(Data::Bytes(signature))) = (photo, signature) else { panic!("built of what?") };
    let own_rules = args.get(1).and_then(|options| find(options, &["ruleset"]));
    if own_rules.is_none_or(|rules| *rules == Data::Null) {
        let Some(Data::Text(day)) = find(&parsed, &["verdict", "checkedOn"]) else { panic!("of which day?") };
        let received = Received::on(CivilDate::parse(day).unwrap());
        assert_eq!(verify(canonical, &parsed, photo, signature, received, &PILOT_2025), Ok(()));
    }
}

fn find<'v>(value: &'v Data, path: &[&str]) -> Option<&'v Data> {
    path.iter().try_fold(value, |value, name| match value {
        Data::Object(fields) => fields.iter().find(|(known, _)| known == name).map(|(_, value)| value),
        _ => None,
    })
}

/// A ruleset as JSON: where it is sound, every question can be decided by it.
pub fn ruleset(bytes: &[u8]) {
    let Ok(rules) = serde_json::from_slice::<Data>(bytes) else { return };
    let is_sound = json(&answer("checkRuleset", std::slice::from_ref(&rules)))["outcome"] == "sound";
    let text = |text: &'static str| Data::Text(text.into());
    let fields = [
        ("document", text("identity-card")),
        ("reason", text("expiry")),
        ("applicant", text("owner")),
        ("expiresOn", text("2025-06-20")),
        ("on", text("2025-06-01")),
        ("ruleset", rules.clone()),
    ];
    let query = Data::Object(fields.map(|(name, value)| (name.into(), value)).into());
    let is_decided = json(&answer("checkEligibility", &[query]))["outcome"] != "invalid";
    // A ruleset that is missing is the embedded one.
    assert!(is_decided == (is_sound || rules == Data::Null));
}

/// JSON as a server receives it: its canonical form is a fixed point, and verifying it is an answer.
pub fn canonical_reader(bytes: &[u8]) {
    let Ok(value) = serde_json::from_slice::<Data>(bytes) else { return };
    let written = canonical::write(&value).unwrap();
    let read: Data = serde_json::from_slice(&written).unwrap();
    assert_eq!(canonical::write(&read), Some(written));
    let received = Received::on(CivilDate::parse("2025-06-02").unwrap());
    let _ = verify(bytes, &value, bytes, bytes, received, &PILOT_2025);
}

/// A file's structure: what is whole is not whole any more without its end.
pub fn picture(bytes: &[u8]) {
    if let Ok(image) = attachment::inspect(bytes) {
        assert!(image.width > 0 && image.height > 0);
    }
    let _ = canonical::sha256(bytes);
}
