//! Whether a draft may be built: by the day, the rules, and what the draft says.

use crate::application::draft::{self, Deciding, Draft, Settled};
use crate::calendar::CivilDate;
use crate::data::answer::{Answer, Object};
use crate::data::problem::{Invalid, Parameter, ProblemCode};
use crate::data::reading::{self, Path, Problems};
use crate::data::value::Value;
use crate::law::duty::{self, Duty};
use crate::law::eligibility::{self, Biometrics, Eligible, Query, Unavailable, Verdict};
use crate::law::ruleset::{Applicant, Document, Reason, Ruleset};
use crate::law::settings::{self, Rules};
use alloc::string::String;
use alloc::vec;

/// What an application is made of.
pub(super) type Settlement<'r> = (&'r Draft<'r>, Eligible<'r>, Duty<'r>);

/// A draft with the day and the rules to judge it by.
pub struct Request<'v> {
    draft: Option<Draft<'v>>,
    deciding: Deciding<'v>,
    day: Option<CivilDate>,
    rules: Option<Rules<'v>>,
    pub(super) id: Option<String>,
    pub(super) is_id_given: bool,
    pub(super) problems: Problems,
}

/// The draft is complete and may be built.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complete {}

/// What becomes of a draft that is not invalid.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Outcome<'r, T> {
    Good(T),
    Unavailable(Unavailable<'r>),
}

/// Reads a draft for review, with `on`, `now` and `ruleset` as options; `id` is for building alone.
pub fn read<'v>(draft: &'v Value, options: &'v Value, device_now: impl FnOnce() -> f64) -> Request<'v> {
    let mut problems = Problems::default();
    let (deciding, draft) = draft::read(draft, &mut problems);
    let (mut day, mut rules, mut id, mut is_id_given) = (None, None, None, false);
    reading::options(options, &Path::Root, &mut problems, |options| {
        day = settings::day(options, device_now);
        rules = settings::rules(options);
        id = options.optional("id", reading::uuid);
        is_id_given = options.is_given("id");
        Some(())
    });
    Request { draft, deciding, day, rules, id, is_id_given, problems }
}

impl Request<'_> {
    /// Whether the draft may be built. A card that cannot be renewed online is told so before anything
    /// else, so that nobody mends a form in vain.
    ///
    /// # Errors
    /// All problems.
    pub fn review(&self) -> Result<Outcome<'_, Complete>, Invalid> {
        Ok(match self.settle(self.problems.clone())? {
            Outcome::Good(_) => Outcome::Good(Complete {}),
            Outcome::Unavailable(unavailable) => Outcome::Unavailable(unavailable),
        })
    }

    pub(super) fn settle(&self, mut problems: Problems) -> Result<Outcome<'_, Settlement<'_>>, Invalid> {
        let (Some(day), Some(rules)) = (self.day, self.rules.as_ref().map(Rules::get)) else {
            return problems.or(None);
        };
        let eligible = match self.deciding.expires_on.map(|expires_on| decide(expires_on, day, rules)) {
            Some(Verdict::Unavailable(unavailable)) => return Ok(Outcome::Unavailable(unavailable)),
            Some(Verdict::Eligible(eligible)) => Some(eligible),
            None => None,
        };
        let Deciding { settled, is_duty_missing, earlier_payment, .. } = self.deciding;
        let duty = check_duty(settled, is_duty_missing, earlier_payment, day, rules, &mut problems);
        let settled = self.draft.as_ref().zip(eligible).zip(duty);
        problems.or(settled.map(|((draft, eligible), duty)| Outcome::Good((draft, eligible, duty))))
    }
}

/// The verdict on what alone can be applied for: the owner's identity card, on expiry.
pub(super) fn decide<'r>(expires_on: CivilDate, day: CivilDate, rules: &'r Ruleset<'r>) -> Verdict<'r> {
    let query = Query {
        document: Document::IdentityCard,
        reason: Reason::Expiry,
        applicant: Applicant::Owner,
        expires_on: Some(expires_on),
        biometrics: Biometrics::NotAttempted,
    };
    eligibility::decide(&query, day, rules)
}

/// Whether the duty is settled as the rules want it; gives the duty where it is. Whether one arises is decided by the day
/// of the application, its amount by that of payment.
pub(super) fn check_duty<'r>(
    settled: Option<Settled>,
    is_missing: bool,
    earlier_payment: Option<&str>,
    day: CivilDate,
    rules: &'r Ruleset<'r>,
    problems: &mut Problems,
) -> Option<Duty<'r>> {
    let path = Path::Field(&Path::Root, "duty");
    let Some(value) = duty::value_on(day, rules) else {
        problems.add(ProblemCode::DutyNotCovered, &path);
        return None;
    };
    let Some(settled) = settled else {
        if is_missing && value.exempt.is_none() {
            problems.add(ProblemCode::Required, &path);
        }
        return Some(duty::on(day, None, None, rules));
    };
    match settled {
        Settled::Exempt { exemption } => {
            let known = duty::group_codes(rules, Some(day));
            problems.must_be_one_of(&Path::Field(&path, "exemption"), exemption, &known);
            Some(duty::on(day, None, Some(exemption), rules))
        }
        Settled::Paid { payment_reference, paid_on, amount } => {
            let on = |name| Path::Field(&path, name);
            if paid_on.is_some_and(|paid_on| paid_on > day) {
                problems.add(ProblemCode::DateInTheFuture, &on("paidOn"));
            }
            let duty = duty::on(day, paid_on, None, rules);
            let due = match &duty {
                // Of a day that could not be read no index is known.
                Duty::Due(due) => paid_on.map(|_| due.amount),
                Duty::Exempt(_) => Some(0),
                Duty::NotCovered(_) => {
                    if paid_on.is_some() {
                        problems.add(ProblemCode::DutyNotCovered, &on("paidOn"));
                    }
                    None
                }
            };
            if let Some((_, due)) = amount.zip(due).filter(|(amount, due)| u64::from(*amount) != *due) {
                let due = vec![("due", Parameter::Number(due as f64))];
                problems.add_with(ProblemCode::WrongAmount, &on("amount"), due);
            }
            let payments = earlier_payment.zip(payment_reference);
            if value.exempt.is_none() && payments.is_some_and(|(earlier, this)| is_same_reference(earlier, this)) {
                problems.add(ProblemCode::DutyNotPaidAgain, &on("paymentReference"));
            }
            Some(duty)
        }
    }
}

/// Whether two references name one payment, however they were typed.
fn is_same_reference(one: &str, other: &str) -> bool {
    fn plain(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|character| !character.is_whitespace()).map(|character| character.to_ascii_lowercase())
    }
    plain(one).eq(plain(other))
}

impl Answer for Complete {
    fn write(&self, into: &mut Object) {
        into.literal("outcome", "complete");
    }
}

impl<T: Answer> Answer for Outcome<'_, T> {
    fn write(&self, into: &mut Object) {
        match self {
            Outcome::Good(good) => good.write(into),
            Outcome::Unavailable(unavailable) => unavailable.write(into),
        }
    }
}
