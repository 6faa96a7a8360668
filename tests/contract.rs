//! The TypeScript contract and the core know the same codes.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use kualik::eligibility::{Biometrics, RefusalCode};
use kualik::problem::{Code, ProblemCode};
use kualik::ruleset::{Applicant, Certainty, Document, Exemption, Reason};

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
    assert_eq!(declared("export type DocumentKind ="), known::<Document>());
    assert_eq!(declared("export type Reason ="), known::<Reason>());
    assert_eq!(declared("export type Applicant ="), known::<Applicant>());
    assert_eq!(declared("export type Biometrics ="), known::<Biometrics>());
    assert_eq!(declared("certainty:"), known::<Certainty>());
    assert_eq!(declared("exempt?:"), known::<Exemption>());
}
