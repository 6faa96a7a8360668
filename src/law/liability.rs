//! What living with an expired identity card costs on a day: a warning, later a fine (КоАП, ст. 492).

use crate::calendar::CivilDate;
use crate::data::answer::{Answer, Object};
use crate::data::problem::Invalid;
use crate::data::reading::{self, Path, Problems};
use crate::data::value::Value;
use crate::law::duty::NotCovered;
use crate::law::ruleset::{Citation, LiabilityValue, Ruleset};
use crate::law::settings::{self, Rules};

/// What an expired card costs.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Liability<'r> {
    /// Nothing yet.
    None {
        /// First day of the warning.
        from: CivilDate,
        basis: &'r Citation<'r>,
    },
    Warning {
        since: CivilDate,
        fine_from: CivilDate,
        basis: &'r Citation<'r>,
    },
    Fine {
        since: CivilDate,
        /// Indices.
        mrp: u32,
        /// Indices for the same again within a year.
        repeated_mrp: u32,
        /// The index of the day that was asked for, in tenge.
        index: u32,
        basis: &'r Citation<'r>,
    },
    NotCovered(NotCovered),
}

impl Answer for Liability<'_> {
    fn write(&self, into: &mut Object) {
        match self {
            Liability::None { from, basis } => {
                into.literal("outcome", "none");
                into.date("from", *from);
                into.object("basis", basis);
            }
            Liability::Warning { since, fine_from, basis } => {
                into.literal("outcome", "warning");
                into.date("since", *since);
                into.date("fineFrom", *fine_from);
                into.object("basis", basis);
            }
            Liability::Fine { since, mrp, repeated_mrp, index, basis } => {
                // At most a thousand million: exact.
                let amount = |mrp: &u32| f64::from(*mrp) * f64::from(*index);
                into.literal("outcome", "fine");
                into.date("since", *since);
                into.number("mrp", *mrp);
                into.number("amount", amount(mrp));
                into.number("repeatedMrp", *repeated_mrp);
                into.number("repeatedAmount", amount(repeated_mrp));
                into.object("basis", basis);
            }
            Liability::NotCovered(not_covered) => not_covered.write(into),
        }
    }
}

/// A question that could be read.
pub struct Request<'v> {
    expires_on: CivilDate,
    day: CivilDate,
    rules: Rules<'v>,
}

impl Request<'_> {
    /// The answer.
    pub fn liability(&self) -> Liability<'_> {
        on(self.expires_on, self.day, self.rules.get())
    }
}

/// Reads a question for the liability: `expiresOn`, `on`, `now`, `ruleset`.
///
/// # Errors
/// All problems.
pub fn read<'v>(value: &'v Value, device_now: impl FnOnce() -> f64) -> Result<Request<'v>, Invalid> {
    let mut problems = Problems::default();
    let request = reading::object(value, &Path::Root, &mut problems, |fields| {
        let expires_on = fields.required("expiresOn", reading::date);
        let day = settings::day(fields, device_now);
        let rules = settings::rules(fields);
        Some(Request { expires_on: expires_on?, day: day?, rules: rules? })
    });
    problems.or(request)
}

/// The value of a day, and the first day of its warning for a card.
fn warning<'r>(
    expires_on: CivilDate,
    day: CivilDate,
    rules: &'r Ruleset<'r>,
) -> Option<(&'r LiabilityValue<'r>, CivilDate)> {
    let value = rules.liability.iter().find(|value| (value.from..=value.through).contains(&day))?;
    Some((value, expires_on.plus_days(i32::try_from(value.warning.days).ok()?)?))
}

/// The first day of the fine. «Свыше месяца»: the month ends on the same number, and the day after is more than a month.
fn fine(expires_on: CivilDate, value: &LiabilityValue) -> Option<CivilDate> {
    expires_on.plus_months(value.fine.months)?.plus_days(1)
}

/// What a card costs on a day.
fn on<'r>(expires_on: CivilDate, day: CivilDate, rules: &'r Ruleset<'r>) -> Liability<'r> {
    let not_covered = NotCovered { checked_on: day, paid_on: None };
    covered(expires_on, day, rules).unwrap_or(Liability::NotCovered(not_covered))
}

/// None where no value covers the day, or no index where it is a fine.
fn covered<'r>(expires_on: CivilDate, day: CivilDate, rules: &'r Ruleset<'r>) -> Option<Liability<'r>> {
    let (value, warning) = warning(expires_on, day, rules)?;
    let fine = fine(expires_on, value)?;
    Some(if day < warning {
        Liability::None { from: warning, basis: &value.warning.basis }
    } else if day < fine {
        Liability::Warning { since: warning, fine_from: fine, basis: &value.warning.basis }
    } else {
        let (mrp, repeated_mrp, index) = (value.fine.mrp, value.fine.repeated_mrp, rules.index_on(day)?);
        Liability::Fine { since: fine, mrp, repeated_mrp, index, basis: &value.fine.basis }
    })
}

/// The clause of the stage that holds on a day, where one does.
pub(crate) fn offence<'r>(expires_on: CivilDate, day: CivilDate, rules: &'r Ruleset<'r>) -> Option<&'r Citation<'r>> {
    let (value, _) = warning(expires_on, day, rules).filter(|(_, warning)| day >= *warning)?;
    Some(if day < fine(expires_on, value)? { &value.warning.basis } else { &value.fine.basis })
}
