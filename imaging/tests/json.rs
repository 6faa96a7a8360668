//! How numbers are written.

use kualik_imaging::json::Json;

#[test]
fn numbers_have_up_to_four_decimals_and_no_more_zeros_than_needed() {
    for (number, text) in [
        (0.0, "0"),
        (-0.0, "0"),
        (-0.000_04, "0"),
        (0.000_06, "0.0001"),
        (1.5, "1.5"),
        (-3.25, "-3.25"),
        (0.05, "0.05"),
        (-0.5, "-0.5"),
        (10.0, "10"),
        (1_048_576.0, "1048576"),
        (12_345.678_94, "12345.6789"),
        (f64::NAN, "0"),
        (f64::INFINITY, "0"),
        (1e300, "0"),
    ] {
        assert_eq!(Json::object(|json| json.number("n", number)), format!(r#"{{"n":{text}}}"#), "{number}");
    }
}
