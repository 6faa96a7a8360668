//! The state duty (государственная пошлина) for replacing an identity card on expiry, on a day.

use crate::calendar::CivilDate;
use crate::data::answer::{Answer, Object};
use crate::data::code::{Code, codes};
use crate::data::problem::Invalid;
use crate::data::reading::{self, Path, Problems};
use crate::data::value::Value;
use crate::law::ruleset::{Citation, DutyValue, Exemption, Ruleset};
use crate::law::settings::{self, Rules};

/// Tenge, in ISO 4217.
pub const CURRENCY: &str = "KZT";

codes! {
    /// Why no duty is due.
    Because {
        /// Replacement because of expiry is free in these days.
        ReplacementOnExpiry = "replacement-on-expiry",
        /// The applicant belongs to an exempt group.
        ExemptPerson = "exempt-person",
    }
}

/// A duty is due.
#[derive(Clone, Debug, PartialEq)]
pub struct DutyDue<'r> {
    /// Tenge.
    pub amount: u32,
    /// The share of the monthly calculation index, a decimal as `0.2`.
    pub rate: &'r str,
    /// The monthly calculation index (МРП), tenge.
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
#[derive(Clone, Debug, PartialEq)]
pub struct NotCovered {
    /// The civil date of Kazakhstan that was asked for.
    pub checked_on: CivilDate,
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
                into.number("amount", due.amount);
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
            Duty::NotCovered(not_covered) => {
                into.literal("outcome", "not-covered");
                into.date("checkedOn", not_covered.checked_on);
            }
        }
    }
}

/// A question that could be read.
pub struct Request<'v> {
    day: CivilDate,
    exemption: Option<&'v str>,
    rules: Rules<'v>,
}

impl Request<'_> {
    /// The answer.
    pub fn duty(&self) -> Duty<'_> {
        on(self.day, self.exemption, self.rules.get())
    }
}

/// Reads a question for the duty: `on`, `now`, `exemption`, `ruleset`; nothing at all asks for today.
///
/// # Errors
/// All problems; `unknown-value` for an exemption that the ruleset does not know on any day.
pub fn read<'v>(value: &'v Value, device_now: impl FnOnce() -> f64) -> Result<Request<'v>, Invalid> {
    let mut problems = Problems::default();
    let request = reading::options(value, &Path::Root, &mut problems, |fields| {
        let day = settings::day(fields, device_now);
        let exemption = fields.optional("exemption", reading::text);
        let rules = settings::rules(fields)?;
        if let Some(exemption) = exemption {
            let groups = rules.get().exempt_persons.iter().map(|group| group.code);
            let known: Vec<_> = groups.chain([Exemption::ReplacementOnExpiry.code()]).collect();
            fields.must_be_one_of("exemption", exemption, &known);
        }
        Some(Request { day: day?, exemption, rules })
    });
    problems.or(request)
}

/// The dated value that covers a day.
pub fn value_on<'r>(day: CivilDate, rules: &'r Ruleset<'r>) -> Option<&'r DutyValue<'r>> {
    rules.duty.iter().find(|value| (value.from..=value.through).contains(&day))
}

/// The duty on a day for a person of an exempt group, or of none.
pub fn on<'r>(day: CivilDate, exemption: Option<&str>, rules: &'r Ruleset<'r>) -> Duty<'r> {
    let Some(value) = value_on(day, rules) else { return Duty::NotCovered(NotCovered { checked_on: day }) };
    if value.exempt == Some(Exemption::ReplacementOnExpiry) {
        let basis = &value.basis;
        return Duty::Exempt(DutyExempt { because: Because::ReplacementOnExpiry, basis });
    }
    let group = rules.exempt_persons.iter().find(|group| Some(group.code) == exemption && group.covers(day));
    match group {
        Some(group) => {
            let basis = &group.basis;
            Duty::Exempt(DutyExempt { because: Because::ExemptPerson, basis })
        }
        None => Duty::Due(DutyDue { amount: value.amount, rate: value.rate, mrp: value.mrp, basis: &value.basis }),
    }
}
