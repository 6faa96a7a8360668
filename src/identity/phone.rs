//! Mobile numbers of Kazakhstan, by the national numbering plan.
//!
//! Taken from the metadata of Google's libphonenumber as npm's `libphonenumber-js` 1.13.16 publishes it
//! (`metadata.max.json`, `KZ`, mobile): `7(?:0[0-25-8]|47|6[0-4]|7[15-8]|85)\d{7}`. `tests/node/phone.test.mjs` compares
//! every prefix with that package.

/// What a mobile number begins with behind `+7`; seven digits of any kind follow.
const MOBILE_PREFIXES: [&str; 19] = [
    "700", "701", "702", "705", "706", "707", "708", "747", "760", "761", "762", "763", "764", "771", "775", "776",
    "777", "778", "785",
];

/// Whether the text is a mobile number of Kazakhstan in E.164 form: `+7` and ten digits.
pub fn is_mobile(text: &str) -> bool {
    text.strip_prefix("+7").is_some_and(|number| {
        number.len() == 10
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && MOBILE_PREFIXES.iter().any(|prefix| number.starts_with(prefix))
    })
}

#[cfg(test)]
mod tests {
    use super::{MOBILE_PREFIXES, is_mobile};

    #[test]
    fn every_prefix_makes_mobile_numbers() {
        for prefix in MOBILE_PREFIXES {
            for rest in ["0000000", "1234567", "9999999"] {
                assert!(is_mobile(&format!("+7{prefix}{rest}")), "{prefix}");
            }
        }
    }

    #[test]
    fn other_numbers_are_no_mobile_ones() {
        // Russia, landlines of Astana and Almaty, VoIP, a mobile range that nobody has, and +7 6xx.
        for text in ["+79010000000", "+77172000000", "+77272000000", "+77510000000", "+77030000000", "+76010000000"] {
            assert!(!is_mobile(text), "{text}");
        }
    }

    #[test]
    fn other_forms_are_none() {
        for text in [
            "",
            "+7",
            "87010000000",
            "77010000000",
            "+7701000000",
            "+770100000000",
            "+7701000000x",
            "+7 7010000000",
            "+7701000000٠",
            " +77010000000",
        ] {
            assert!(!is_mobile(text), "{text}");
        }
    }
}
