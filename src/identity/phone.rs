//! Mobile numbers of Kazakhstan, by the national numbering plan.

use crate::data::problem::ProblemCode;
use crate::data::reading::{self, Path, Problems};
use crate::data::value::Value;

/// What a mobile number begins with behind `+7`; seven digits follow. From the metadata of Google's libphonenumber as
/// npm's `libphonenumber-js` 1.13.16 publishes it (`metadata.max.json`, `KZ`, mobile):
/// `7(?:0[0-25-8]|47|6[0-4]|7[15-8]|85)\d{7}`. `tests/node/phone.test.mjs` compares every prefix with that package.
pub const MOBILE_PREFIXES: [[u8; 3]; 19] = [
    *b"700", *b"701", *b"702", *b"705", *b"706", *b"707", *b"708", *b"747", *b"760", *b"761", *b"762", *b"763",
    *b"764", *b"771", *b"775", *b"776", *b"777", *b"778", *b"785",
];

/// Reads a mobile number of Kazakhstan in E.164 form: `+7` and ten digits.
pub fn read<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<&'v str> {
    let text = reading::text(value, path, problems)?;
    if let [b'+', b'7', number @ ..] = text.as_bytes()
        && number.len() == 10
        && number.iter().all(u8::is_ascii_digit)
        && MOBILE_PREFIXES.iter().any(|prefix| number.starts_with(prefix))
    {
        return Some(text);
    }
    problems.add(ProblemCode::MalformedPhone, path);
    None
}
