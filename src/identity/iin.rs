//! The individual identification number (ИИН / ЖСН): whether it can exist, and what its digits hint at.
//!
//! Only the length, the digits and the control digit decide. Since decree № 853 of 26.08.2013 the digits
//! are no longer bound to personal data: a mismatch with the birth date, or an impossible date, is no
//! error (Ministry of Justice, nomad.su 3-201904050026).

use crate::calendar::CivilDate;
use crate::data::answer::{Answer, Object};
use crate::data::code::codes;
use crate::data::problem::{Invalid, ProblemCode};
use crate::data::reading::{self, Path, Problems};
use crate::data::value::Value;
use crate::identity::check_digit::weighted_sum;

/// Digits of an IIN.
pub const LENGTH: usize = 12;
/// Weights of the first and second pass; each pass is the weighted sum modulo 11.
const FIRST_PASS: [u32; 11] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SECOND_PASS: [u32; 11] = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

codes! {
    /// Sex, as a document or a number says.
    Sex {
        /// Мужской.
        Male = "male",
        /// Женский.
        Female = "female",
        /// The document leaves it open.
        Unspecified = "unspecified",
    }
}

/// A number that can exist.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidIin<'v> {
    /// The number, twelve digits.
    pub iin: &'v str,
    /// The birth date in the historic layout; absent where the digits make none.
    pub birth_date_hint: Option<CivilDate>,
    /// The sex in the historic layout; absent where the seventh digit says none.
    pub sex_hint: Option<Sex>,
}

impl Answer for ValidIin<'_> {
    fn write(&self, into: &mut Object) {
        into.literal("outcome", "valid");
        into.text("iin", self.iin);
        if let Some(date) = self.birth_date_hint {
            into.date("birthDateHint", date);
        }
        into.optional_code("sexHint", self.sex_hint);
    }
}

/// Checks an IIN.
///
/// # Errors
/// `wrong-type`, `wrong-length`, `not-digits`, `never-issued`, `wrong-control-digit`.
pub fn parse<'v>(value: &'v Value) -> Result<ValidIin<'v>, Invalid> {
    let mut problems = Problems::default();
    let iin = reading::argument(value, &mut problems, read);
    problems.or(iin)
}

/// Reads an IIN at its place in something larger.
#[inline(never)]
pub fn read<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<ValidIin<'v>> {
    let text = reading::digits(value, path, problems, LENGTH)?;
    match control_digit(text) {
        None => problems.add(ProblemCode::NeverIssued, path),
        Some(digit) if text.bytes().last() == char::from_digit(digit, 10).map(|digit| digit as u8) => {
            let (birth_date_hint, sex_hint) = hints(text);
            return Some(ValidIin { iin: text, birth_date_hint, sex_hint });
        }
        Some(_) => problems.add(ProblemCode::WrongControlDigit, path),
    }
    None
}

/// The control digit for the first eleven digits; none where both passes give 10.
fn control_digit(digits: &str) -> Option<u32> {
    let digits = digits.as_bytes().get(..FIRST_PASS.len())?;
    let passes = [FIRST_PASS, SECOND_PASS];
    passes.iter().map(|weights| weighted_sum(digits, weights) % 11).find(|digit| *digit != 10)
}

/// YYMMDD, then the century and the sex in one digit: 1/2 are men/women of 18xx, 3/4 of 19xx, 5/6 of 20xx.
fn hints(digits: &str) -> (Option<CivilDate>, Option<Sex>) {
    let (century, sex) = match digits.as_bytes().get(6) {
        Some(b'1') => (1800, Sex::Male),
        Some(b'2') => (1800, Sex::Female),
        Some(b'3') => (1900, Sex::Male),
        Some(b'4') => (1900, Sex::Female),
        Some(b'5') => (2000, Sex::Male),
        Some(b'6') => (2000, Sex::Female),
        _ => return (None, None),
    };
    (CivilDate::from_yymmdd(century, digits), Some(sex))
}
