//! A sweep over numbers that counts: how many have a control digit, and how many are never issued.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use kualik::data::problem::ProblemCode;
use kualik::data::value::Value;
use kualik::identity::iin;

const SAMPLE: u64 = 200_000;

/// Eleven digits, spread over all that there are.
fn prefix(index: u64) -> String {
    format!("{:011}", index * 48_271 * 65_537 % 100_000_000_000)
}

/// The control digits that are accepted behind a prefix; none where each answer is `never-issued`.
fn accepted(prefix: &str) -> Vec<u32> {
    let mut accepted = Vec::new();
    let mut never_issued = 0;
    for digit in 0..10 {
        match iin::parse(&Value::Text(format!("{prefix}{digit}").into())) {
            Ok(_) => accepted.push(digit),
            Err(invalid) => {
                assert_eq!(invalid.problems.len(), 1);
                never_issued += u32::from(invalid.problems[0].code == ProblemCode::NeverIssued);
            }
        }
    }
    assert!(never_issued == if accepted.is_empty() { 10 } else { 0 }, "{prefix}");
    accepted
}

#[test]
fn shares_of_a_sample_agree_with_theory() {
    let mut never_issued = 0.0;
    let mut second_pass = 0.0;
    for index in 1..=SAMPLE {
        let prefix = prefix(index);
        let first: u32 = prefix.chars().zip(1..).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
        match accepted(&prefix).as_slice() {
            [] => never_issued += 1.0,
            // The first pass gives 10, and yet there is a control digit: the second pass gave it.
            [_] if first % 11 == 10 => second_pass += 1.0,
            [digit] => assert_eq!(first % 11, *digit, "{prefix}"),
            more => panic!("{prefix} has {more:?}"),
        }
    }
    // A remainder is 10 in one case of eleven, and independently so in the second pass. The bounds are
    // four standard deviations of a sample of this size.
    let share = |count: f64| count / SAMPLE as f64;
    assert!((share(never_issued + second_pass) - 1.0 / 11.0).abs() < 0.0026, "{never_issued} + {second_pass}");
    assert!((share(never_issued) - 1.0 / 121.0).abs() < 0.0009, "{never_issued}");
}
