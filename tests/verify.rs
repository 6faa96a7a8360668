//! A server's second look: what an honest client built is accepted, and what was tampered with is not.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use kualik::application::verify::{Received, Refused, verify};
use kualik::application::{canonical, review};
use kualik::calendar::CivilDate;
use kualik::data::answer::Answer;
use kualik::data::code::Code;
use kualik::data::value::Value as Data;
use kualik::law::pilot_2025::PILOT_2025;
use serde_json::{Value, json};

/// The smallest picture that the walk takes for a whole one: a frame of 413×531 and an empty scan.
fn jpeg(comment: u8) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xfe, 0, 3, comment];
    bytes.extend([0xff, 0xc0, 0, 11, 8, 2, 19, 1, 157, 1, 1, 0x11, 0]);
    bytes.extend([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0xff, 0xd9]);
    bytes
}

fn object<'a>(fields: &Value, attachments: Vec<(&'a str, Vec<u8>)>) -> Data<'a> {
    let Data::Object(mut fields) = serde_json::from_str(&fields.to_string()).unwrap() else { panic!("no object") };
    for (name, bytes) in attachments {
        let media_type = ("mediaType".into(), Data::Text("image/jpeg".into()));
        fields.push((name.into(), Data::Object(vec![media_type, ("bytes".into(), Data::Bytes(bytes.into()))])));
    }
    Data::Object(fields)
}

fn built() -> Vec<u8> {
    let draft = object(
        &json!({
            "applicant": { "iin": "990101300122", "surname": "Үмбетәлі", "givenName": "Ғани", "phone": "+77010000000" },
            "card": { "number": "012345678", "expiresOn": "2025-06-20" },
            "region": "75",
            "registrationPoint": "Алматы қаласы, № 1 тіркеу пункті",
            "duty": { "paymentReference": "P-1", "paidOn": "2025-06-01", "amount": 786 },
            "consent": true,
        }),
        vec![("photo", jpeg(1)), ("signature", jpeg(2))],
    );
    let options = object(&json!({ "on": "2025-06-01", "id": "00000000-0000-4000-8000-000000000000" }), vec![]);
    let answer = review::read(&draft, &options, || 0.0).build().to_value();
    let Data::Object(fields) = answer else { panic!("no answer") };
    match fields.into_iter().find(|(name, _)| name == "canonical") {
        Some((_, Data::Bytes(bytes))) => bytes.into_owned(),
        _ => panic!("not built"),
    }
}

fn verdict(bytes: &[u8], photo: &[u8], received_on: &str) -> Vec<String> {
    verdict_received(bytes, photo, Received::on(CivilDate::parse(received_on).unwrap()))
}

/// `accepted`, the refusals, or the problems as `code path`.
fn verdict_received(bytes: &[u8], photo: &[u8], received: Received) -> Vec<String> {
    let parsed: Data = serde_json::from_slice(bytes).unwrap_or(Data::Unreadable);
    match verify(bytes, &parsed, photo, &jpeg(2), received, &PILOT_2025) {
        Ok(()) => vec!["accepted".into()],
        Err(Refused::Unavailable(refusals)) => refusals.iter().map(|refusal| refusal.code().into()).collect(),
        Err(Refused::Invalid(invalid)) => {
            invalid.problems.iter().map(|problem| format!("{} {}", problem.code.code(), problem.path)).collect()
        }
    }
}

/// The application with a change, written canonically again, as a tampering client would.
fn tampered(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut application: Value = serde_json::from_slice(&built()).unwrap();
    change(&mut application);
    canonical::write(&serde_json::from_str(&application.to_string()).unwrap()).unwrap()
}

fn verdict_on(change: impl FnOnce(&mut Value)) -> Vec<String> {
    verdict(&tampered(change), &jpeg(1), "2025-06-02")
}

#[test]
fn an_honest_application_is_accepted() {
    assert_eq!(verdict(&built(), &jpeg(1), "2025-06-01"), ["accepted"]);
    assert_eq!(verdict_on(|_| ()), ["accepted"]);
}

#[test]
fn a_changed_date_is_refused() {
    assert_eq!(verdict_on(|it| it["card"]["expiresOn"] = json!("2025-06-21")), ["inconsistent verdict"]);
    assert_eq!(verdict_on(|it| it["card"]["expiresOn"] = json!("2025-08-20")), ["window-not-open"]);
    assert_eq!(verdict_on(|it| it["verdict"]["checkedOn"] = json!("2025-05-27")), ["pilot-not-started"]);
    assert_eq!(verdict_on(|it| it["verdict"]["daysToExpiry"] = json!(18)), ["inconsistent verdict"]);
    assert_eq!(verdict_on(|it| it["verdict"]["window"]["closesOn"] = json!("2025-07-01")), ["inconsistent verdict"]);
}

#[test]
fn a_day_that_the_server_has_not_reached_is_refused() {
    assert_eq!(verdict(&built(), &jpeg(1), "2025-05-31"), ["date-in-the-future verdict.checkedOn"]);
}

/// The day is the client's word: a clock that stands, or an address with another day, must not reopen what has closed.
#[test]
fn a_day_that_the_server_has_left_behind_is_refused() {
    let too_long_ago = ["too-long-ago verdict.checkedOn"];
    assert_eq!(verdict(&built(), &jpeg(1), "2025-06-02"), ["accepted"]);
    assert_eq!(verdict(&built(), &jpeg(1), "2025-06-03"), too_long_ago);
    assert_eq!(verdict(&built(), &jpeg(1), "2026-03-31"), too_long_ago);
    for day in ["2026-04-01", "2026-11-27", "2100-12-31"] {
        assert_eq!(verdict(&built(), &jpeg(1), day), ["pilot-ended"], "{day}");
    }
    let received = |on: &str, grace_days| Received { on: CivilDate::parse(on).unwrap(), grace_days };
    assert_eq!(verdict_received(&built(), &jpeg(1), received("2025-06-01", 0)), ["accepted"]);
    assert_eq!(verdict_received(&built(), &jpeg(1), received("2025-06-02", 0)), too_long_ago);
    assert_eq!(verdict_received(&built(), &jpeg(1), received("2025-06-08", 7)), ["accepted"]);
    assert_eq!(verdict_received(&built(), &jpeg(1), received("2025-06-09", 7)), too_long_ago);
    assert_eq!(verdict_received(&built(), &jpeg(1), received("2025-06-09", u32::MAX)), ["accepted"]);
}

/// Made on the order's last day and received after midnight: the rules must be in force on both days.
#[test]
fn nothing_is_accepted_after_the_last_day() {
    let last = tampered(|it| {
        it["card"]["expiresOn"] = json!("2026-04-10");
        it["verdict"] = json!({ "checkedOn": "2026-03-31", "daysToExpiry": 10,
            "window": { "opensOn": "2026-03-11", "closesOn": "2026-03-31" } });
        it["duty"] = json!({ "outcome": "exempt", "because": "not-an-object" });
    });
    assert_eq!(verdict(&last, &jpeg(1), "2026-03-31"), ["accepted"]);
    assert_eq!(verdict(&last, &jpeg(1), "2026-04-01"), ["pilot-ended"]);
}

#[test]
fn another_photo_is_refused() {
    assert_eq!(verdict(&built(), &jpeg(3), "2025-06-01"), ["inconsistent photo"]);
    assert_eq!(verdict(&built(), &jpeg(1)[..20], "2025-06-01"), ["incomplete-image photo"]);
    assert_eq!(verdict(&built(), b"GIF89a", "2025-06-01"), ["not-an-image photo"]);
    let mut large = jpeg(1);
    large.resize(1_048_577, 0);
    assert_eq!(
        verdict(&built(), &large, "2025-06-01"),
        ["too-large photo", "trailing-bytes photo", "inconsistent photo"]
    );
}

/// A page or an archive behind the end of a picture, under its own digest.
#[test]
fn a_photo_with_another_file_behind_it_is_refused() {
    let file = [jpeg(1).as_slice(), b"<script>alert(1)</script>"].concat();
    let said = tampered(|it| {
        it["photo"]["size"] = json!(file.len());
        it["photo"]["sha256"] = json!(canonical::sha256(&file));
    });
    assert_eq!(verdict(&said, &file, "2025-06-01"), ["trailing-bytes photo"]);
    assert_eq!(verdict(&said, &jpeg(1), "2025-06-01"), ["inconsistent photo"]);
}

#[test]
fn another_duty_is_refused() {
    let without_payment = |it: &mut Value, duty: Value| it["duty"] = duty;
    assert_eq!(verdict_on(|it| it["duty"]["amount"] = json!(1)), ["wrong-amount duty.amount"]);
    assert_eq!(verdict_on(|it| it["duty"]["mrp"] = json!(4325)), ["inconsistent duty"]);
    // Art. 664 п. 1 пп. 8 of the code of 2026 does not hold in 2025.
    let no_duty = json!({ "outcome": "exempt", "because": "not-an-object" });
    assert_eq!(verdict_on(|it| without_payment(it, no_duty)), ["required duty"]);
    let unknown = json!({ "outcome": "exempt", "because": "exempt-person", "exemption": "not-an-object" });
    assert_eq!(verdict_on(|it| without_payment(it, unknown)), ["unknown-value duty.exemption"]);
    let person = json!({ "outcome": "exempt", "because": "exempt-person", "exemption": "veteran" });
    assert_eq!(verdict_on(|it| without_payment(it, person)), ["accepted"]);
    let other = json!({ "outcome": "exempt", "because": "exempt", "exemption": "veteran" });
    assert_eq!(verdict_on(|it| without_payment(it, other)), ["inconsistent duty"]);
}

#[test]
fn a_form_that_is_not_canonical_is_refused() {
    let text = String::from_utf8(built()).unwrap();
    let id = r#""id":"00000000-0000-4000-8000-000000000000","#;
    let moved = format!("{{{id}{}", text.replace(id, "").trim_start_matches('{'));
    assert_eq!(verdict(moved.as_bytes(), &jpeg(1), "2025-06-01"), ["inconsistent "]);
    let spaced = text.replace("\":", "\": ");
    assert_eq!(verdict(spaced.as_bytes(), &jpeg(1), "2025-06-01"), ["inconsistent "]);
    let twice = text.replacen('{', r#"{"region":"75","#, 1);
    assert_eq!(verdict(twice.as_bytes(), &jpeg(1), "2025-06-01"), ["duplicate region"]);
    let twice_within = text.replace(r#""number":"#, r#""number":"999999999","number":"#);
    assert_eq!(
        verdict(twice_within.as_bytes(), &jpeg(1), "2025-06-01"),
        ["duplicate card.number", "inconsistent card"]
    );
    assert_eq!(verdict(b"{", &jpeg(1), "2025-06-01"), ["wrong-type "]);
}

#[test]
fn an_added_or_missing_field_is_refused() {
    assert_eq!(verdict_on(|it| it["vip"] = json!(true)), ["unknown-field vip"]);
    assert_eq!(verdict_on(|it| it["verdict"]["vip"] = json!(true)), ["inconsistent verdict"]);
    assert_eq!(verdict_on(|it| drop(it.as_object_mut().unwrap().remove("consent"))), ["required consent"]);
    assert_eq!(verdict_on(|it| it["consent"] = json!(false)), ["inconsistent consent"]);
    assert_eq!(verdict_on(|it| it["ruleset"] = json!("mine")), ["inconsistent ruleset"]);
    assert_eq!(verdict_on(|it| it["format"] = json!("kualik-application-2")), ["inconsistent format"]);
    assert_eq!(verdict_on(|it| it["reviewer"] = json!("me")), ["inconsistent reviewer"]);
    assert_eq!(verdict_on(|it| it["applicant"]["iin"] = json!("990101300123")), ["wrong-control-digit applicant.iin"]);
}
