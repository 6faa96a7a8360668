//! The TypeScript contract and the core know the same codes.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use kualik::data::answer::Answer;
use kualik::data::code::Code;
use kualik::data::problem::ProblemCode;
use kualik::law::eligibility::{Biometrics, CautionCode, RefusalCode};
use kualik::law::ruleset::{Applicant, Certainty, Document, Exemption, Reason};
use kualik::lifecycle::{Status, TRANSITIONS};
use kualik::limits::Limits;
use serde_json::{Value, json};

const CONTRACT: &str = include_str!("../www/package/contract.ts");

/// The quoted codes between `start` and the next semicolon outside of comments.
fn declared(start: &str) -> Vec<String> {
    let (_, rest) = CONTRACT.split_once(start).unwrap();
    let code: String = rest
        .lines()
        .map(|line| if line.trim_start().starts_with("/**") { "" } else { line })
        .collect::<Vec<_>>()
        .join("\n");
    let (union, _) = code.split_once(';').unwrap();
    union.split('\'').skip(1).step_by(2).map(str::to_owned).collect()
}

fn known<C: Code>() -> Vec<String> {
    C::ALL.iter().map(|member| member.code().to_owned()).collect()
}

#[test]
fn codes_are_the_same_in_the_same_order() {
    assert_eq!(declared("export type ProblemCode ="), known::<ProblemCode>());
    assert_eq!(declared("export type RefusalCode ="), known::<RefusalCode>());
    assert_eq!(declared("export type CautionCode ="), known::<CautionCode>());
    assert_eq!(declared("export type DocumentKind ="), known::<Document>());
    assert_eq!(declared("export type Reason ="), known::<Reason>());
    assert_eq!(declared("export type Applicant ="), known::<Applicant>());
    assert_eq!(declared("export type Biometrics ="), known::<Biometrics>());
    assert_eq!(declared("certainty:"), known::<Certainty>());
    assert_eq!(declared("exempt?:"), known::<Exemption>());
}

fn json(answer: &impl Answer) -> Value {
    serde_json::to_value(answer.to_value()).unwrap()
}

/// The order's way of an application: registered, reviewed, made or annulled, at the registration point, handed over.
#[test]
fn the_table_of_transitions_is_given_as_data() {
    let row = |event: &str, by: &str, to: &str| json!({ "event": event, "by": by, "to": to });
    let after = |from: &str, mut row: Value| {
        row["from"] = json!(from);
        row
    };
    let table: Vec<Value> = TRANSITIONS.iter().map(json).collect();
    assert_eq!(
        table,
        [
            row("registered", "portal", "submitted"),
            after("submitted", row("review-started", "migration-service", "under-review")),
            after("under-review", row("approved", "migration-service", "in-production")),
            after("under-review", row("annulled", "migration-service", "annulled")),
            after("in-production", row("arrived", "central-node", "ready")),
            after("ready", row("handed-over", "registration-point", "collected")),
        ]
    );
    assert_eq!(declared("export type Status ="), known::<Status>());
}

/// What the contract says in words: 1 MiB, 12 and 9 digits, 100, 200 and 3660, the years 1991 to 2100, UTC + 5 h.
#[test]
fn the_limits_are_given_as_data() {
    assert_eq!(
        json(&Limits),
        json!({
            "attachmentBytes": 1_048_576, "iinDigits": 12, "cardNumberDigits": 9, "nameLength": 100,
            "registrationPointLength": 200, "paymentReferenceLength": 64, "ticketLength": 64, "rulesetTextLength": 2000,
            "windowDays": 3660, "amount": 1_000_000_000, "firstDate": "1991-01-01", "lastDate": "2100-12-31",
            "utcOffsetMinutes": 300,
        })
    );
    let (_, rest) = CONTRACT.split_once("export interface Limits {").unwrap();
    let (body, _) = rest.split_once("\n}").unwrap();
    let fields = body.lines().map(str::trim).filter(|line| !line.starts_with("/**"));
    let fields: Vec<_> = fields.filter_map(|line| Some(line.split_once(':')?.0)).collect();
    let Value::Object(limits) = json(&Limits) else { panic!("no object") };
    assert_eq!(fields.len(), limits.len());
    assert!(fields.iter().all(|field| limits.contains_key(*field)), "{fields:?}");
}
