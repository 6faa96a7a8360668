//! How answers are written.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use kualik_imaging::report::Range;

#[test]
fn numbers_have_up_to_four_decimals() {
    for (number, written) in [
        (0.0, 0.0),
        (-0.0, 0.0),
        (-0.000_04, 0.0),
        (0.000_06, 0.0001),
        (1.5, 1.5),
        (-3.25, -3.25),
        (0.05, 0.05),
        (-0.5, -0.5),
        (10.0, 10.0),
        (1_048_576.0, 1_048_576.0),
        (12_345.678_94, 12_345.678_9),
        (f64::NAN, 0.0),
        (f64::INFINITY, 0.0),
        (1e300, 0.0),
    ] {
        let found = serde_json::to_value(Range { min: Some(number), max: None }).unwrap();
        let found = found["min"].as_f64().unwrap();
        // To the bit: a zero has no sign.
        assert_eq!(found.to_bits(), f64::to_bits(written), "{number}");
    }
}
