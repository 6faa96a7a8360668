//! The state duty (государственная пошлина) for replacing an identity card on expiry: whether one arises, by the day of
//! the application; how much it is, by the day of payment.

use crate::calendar::CivilDate;
use crate::data::answer::{Answer, Object};
use crate::data::code::codes;
use crate::data::problem::{Invalid, ProblemCode};
use crate::data::reading::{self, Path, Problems};
use crate::data::value::Value;
use crate::law::ruleset::{Citation, DutyValue, Exemption, Ruleset};
use crate::law::settings::{self, Rules};
use alloc::vec::Vec;

/// Tenge, in ISO 4217.
pub const CURRENCY: &str = "KZT";

codes! {
    /// Why no duty is due.
    Because {
        /// No duty arises.
        NotAnObject = "not-an-object",
        /// The applicant belongs to an exempt group.
        ExemptPerson = "exempt-person",
    }
}

/// A duty is due.
#[derive(Clone, Debug, PartialEq)]
pub struct DutyDue<'r> {
    /// Whole tenge.
    pub amount: u64,
    /// The share of the monthly calculation index, a decimal as `0.2`.
    pub rate: &'r str,
    /// The monthly calculation index (МРП) of the day of payment, tenge.
    pub mrp: u32,
    /// The clause.
    pub basis: &'r Citation<'r>,
}

/// No duty is due.
#[derive(Clone, Debug, PartialEq)]
pub struct DutyExempt<'r> {
    /// Why.
    pub because: Because,
    /// The clause.
    pub basis: &'r Citation<'r>,
}

/// No dated value covers the day; the nearest one is never taken instead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotCovered {
    /// The civil date of Kazakhstan that was asked for.
    pub checked_on: CivilDate,
    /// The day of payment that was given, where no index covers it.
    pub paid_on: Option<CivilDate>,
}

/// The duty on a day.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Duty<'r> {
    Due(DutyDue<'r>),
    Exempt(DutyExempt<'r>),
    NotCovered(NotCovered),
}

impl Answer for Duty<'_> {
    fn write(&self, into: &mut Object) {
        match self {
            Duty::Due(due) => {
                into.literal("outcome", "due");
                into.number("amount", due.amount as f64);
                into.literal("currency", CURRENCY);
                into.text("rate", due.rate);
                into.number("mrp", due.mrp);
                into.object("basis", due.basis);
            }
            Duty::Exempt(exempt) => {
                into.literal("outcome", "exempt");
                into.code("because", exempt.because);
                into.object("basis", exempt.basis);
            }
            Duty::NotCovered(not_covered) => not_covered.write(into),
        }
    }
}

impl Answer for NotCovered {
    fn write(&self, into: &mut Object) {
        into.literal("outcome", "not-covered");
        into.date("checkedOn", self.checked_on);
        if let Some(paid_on) = self.paid_on {
            into.date("paidOn", paid_on);
        }
    }
}

/// A question that could be read.
pub struct Request<'v> {
    day: CivilDate,
    paid_on: Option<CivilDate>,
    exemption: Option<&'v str>,
    rules: Rules<'v>,
}

impl Request<'_> {
    /// The answer.
    pub fn duty(&self) -> Duty<'_> {
        on(self.day, self.paid_on, self.exemption, self.rules.get())
    }
}

/// Reads a question for the duty: `on`, `now`, `paidOn`, `exemption`, `ruleset`; nothing at all asks for today.
///
/// # Errors
/// All problems; `unknown-value` for an exemption that the ruleset does not know on any day, `date-in-the-future` for a
/// payment after the day: whether a duty arises later is not certain.
pub fn read<'v>(value: &'v Value, device_now: impl FnOnce() -> f64) -> Result<Request<'v>, Invalid> {
    let mut problems = Problems::default();
    let request = reading::options(value, &Path::Root, &mut problems, |fields| {
        let day = settings::day(fields, device_now);
        let paid_on = fields.optional("paidOn", reading::date);
        if paid_on.zip(day).is_some_and(|(paid_on, day)| paid_on > day) {
            fields.problem(ProblemCode::DateInTheFuture, "paidOn");
        }
        let exemption = fields.optional("exemption", reading::text);
        let rules = settings::rules(fields)?;
        if let Some(exemption) = exemption {
            fields.must_be_one_of("exemption", exemption, &group_codes(rules.get(), None));
        }
        Some(Request { day: day?, paid_on, exemption, rules })
    });
    problems.or(request)
}

/// The codes of the exempt groups, of one day or of any, each once.
pub fn group_codes<'r>(rules: &'r Ruleset<'r>, day: Option<CivilDate>) -> Vec<&'r str> {
    let mut codes = Vec::new();
    for group in rules.exempt_persons.iter() {
        if day.is_none_or(|day| group.covers(day)) && !codes.contains(&group.code) {
            codes.push(group.code);
        }
    }
    codes
}

/// The dated value that covers a day.
pub fn value_on<'r>(day: CivilDate, rules: &'r Ruleset<'r>) -> Option<&'r DutyValue<'r>> {
    rules.duty.iter().find(|value| (value.from..=value.through).contains(&day))
}

/// The duty of an application of a day, paid on that day or on another, for a person of an exempt group or of none.
pub fn on<'r>(day: CivilDate, paid_on: Option<CivilDate>, exemption: Option<&str>, rules: &'r Ruleset<'r>) -> Duty<'r> {
    let Some(value) = value_on(day, rules) else {
        return Duty::NotCovered(NotCovered { checked_on: day, paid_on: None });
    };
    if let Some(Exemption::NotAnObject) = value.exempt {
        return Duty::Exempt(DutyExempt { because: Because::NotAnObject, basis: &value.basis });
    }
    if let Some(group) = rules.exempt_persons.iter().find(|group| Some(group.code) == exemption && group.covers(day)) {
        return Duty::Exempt(DutyExempt { because: Because::ExemptPerson, basis: &group.basis });
    }
    match rules.index_on(paid_on.unwrap_or(day)) {
        Some(mrp) => Duty::Due(DutyDue { amount: share(value.rate, mrp), rate: value.rate, mrp, basis: &value.basis }),
        None => Duty::NotCovered(NotCovered { checked_on: day, paid_on }),
    }
}

/// A share of the index in whole tenge: the fraction is dropped, as 786.4 is published as 786. A sound rate has so few
/// digits that nothing here comes near an end of the numbers.
fn share(rate: &str, mrp: u32) -> u64 {
    let (mut whole, mut parts, mut is_fraction) = (0_u32, 1_u32, false);
    for character in rate.chars() {
        match character.to_digit(10) {
            Some(digit) => {
                whole = whole.saturating_mul(10).saturating_add(digit);
                parts = parts.saturating_mul(if is_fraction { 10 } else { 1 });
            }
            None => is_fraction = true,
        }
    }
    u64::from(whole).wrapping_mul(mrp.into()).checked_div(parts.into()).unwrap_or(0)
}
