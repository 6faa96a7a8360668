//! The state duty (государственная пошлина) for replacing an identity card on expiry, on a day.

use std::borrow::Cow;

use serde::Serialize;

use crate::calendar::CivilDate;
use crate::problem::{Code, Invalid, codes};
use crate::reading::{self, Path, Problems, Value};
use crate::ruleset::{Citation, DutyValue, Exemption, Ruleset};
use crate::settings;

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
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "outcome", rename = "due")]
pub struct DutyDue<'r> {
    /// Tenge.
    pub amount: u32,
    /// Always `KZT`.
    pub currency: &'static str,
    /// The share of the monthly calculation index, a decimal as `0.2`.
    pub rate: Cow<'r, str>,
    /// The monthly calculation index (МРП), tenge.
    pub mrp: u32,
    /// The clause.
    pub basis: Cow<'r, Citation>,
}

/// No duty is due.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "outcome", rename = "exempt")]
pub struct DutyExempt<'r> {
    /// Why.
    pub because: Because,
    /// The clause.
    pub basis: Cow<'r, Citation>,
}

/// No dated value covers the day; the nearest one is never taken instead.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "outcome", rename = "not-covered", rename_all = "camelCase")]
pub struct NotCovered {
    /// The civil date of Kazakhstan that was asked for.
    pub checked_on: CivilDate,
}

/// The duty on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs)]
pub enum Duty<'r> {
    Due(DutyDue<'r>),
    Exempt(DutyExempt<'r>),
    NotCovered(NotCovered),
}

/// A question that could be read.
pub struct Request {
    day: CivilDate,
    exemption: Option<String>,
    rules: Cow<'static, Ruleset>,
}

impl Request {
    /// The answer.
    pub fn duty(&self) -> Duty<'_> {
        on(self.day, self.exemption.as_deref(), &self.rules)
    }
}

/// Reads a question for the duty: `on`, `now`, `exemption`, `ruleset`; nothing at all asks for today.
///
/// # Errors
/// All problems; `unknown-value` for an exemption that the ruleset does not know on any day.
pub fn read(value: &Value, device_now: impl FnOnce() -> f64) -> Result<Request, Invalid> {
    let mut problems = Problems::default();
    let request = reading::options(value, &Path::Root, &mut problems, |fields| {
        let day = settings::day(fields, device_now);
        let exemption = fields.optional("exemption", reading::text);
        let rules = settings::rules(fields)?;
        if let Some(exemption) = exemption {
            let known = rules.exempt_persons.iter().map(|group| group.code.as_ref());
            fields.must_be_one_of("exemption", exemption, known.chain([Exemption::ReplacementOnExpiry.code()]));
        }
        Some(Request { day: day?, exemption: exemption.map(str::to_owned), rules })
    });
    problems.or(request)
}

/// The dated value that covers a day.
pub fn value_on(day: CivilDate, rules: &Ruleset) -> Option<&DutyValue> {
    rules.duty.iter().find(|value| (value.from..=value.through).contains(&day))
}

/// The duty on a day for a person of an exempt group, or of none.
pub fn on<'r>(day: CivilDate, exemption: Option<&str>, rules: &'r Ruleset) -> Duty<'r> {
    let Some(value) = value_on(day, rules) else { return Duty::NotCovered(NotCovered { checked_on: day }) };
    if value.exempt == Some(Exemption::ReplacementOnExpiry) {
        let basis = Cow::Borrowed(&value.basis);
        return Duty::Exempt(DutyExempt { because: Because::ReplacementOnExpiry, basis });
    }
    let group = rules.exempt_persons.iter().find(|group| Some(group.code.as_ref()) == exemption && group.covers(day));
    match group {
        Some(group) => {
            let basis = Cow::Borrowed(&group.basis);
            Duty::Exempt(DutyExempt { because: Because::ExemptPerson, basis })
        }
        None => Duty::Due(DutyDue {
            amount: value.amount,
            currency: "KZT",
            rate: Cow::Borrowed(&value.rate),
            mrp: value.mrp,
            basis: Cow::Borrowed(&value.basis),
        }),
    }
}
