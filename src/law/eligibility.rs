//! From a query to a verdict: may this document be renewed online on this day, and why not.
//!
//! Every bound, date and clause comes from the ruleset; none stands here.

use crate::calendar::CivilDate;
use crate::data::answer::{Answer, Object};
use crate::data::code::{Code, codes};
use crate::data::problem::{Invalid, ProblemCode};
use crate::data::reading::{self, Path, Problems};
use crate::data::value::Value;
use crate::law::liability;
use crate::law::ruleset::{Applicant, Citation, Document, Notice, Reason, Ruleset};
use crate::law::settings::{self, Rules};

codes! {
    /// How biometric identification ended.
    Biometrics {
        /// The applicant was recognised.
        Passed = "passed",
        /// The applicant was not recognised.
        Failed = "failed",
        /// Not yet tried, or not known.
        NotAttempted = "not-attempted",
    }
}

codes! {
    /// Why an application online is refused (отказ).
    RefusalCode {
        /// The order is not yet in force.
        PilotNotStarted = "pilot-not-started",
        /// The order is no longer in force.
        PilotEnded = "pilot-ended",
        /// The document is not one that the order covers.
        DocumentNotCovered = "document-not-covered",
        /// The reason is not one that the order covers.
        ReasonNotCovered = "reason-not-covered",
        /// Somebody applies for the owner.
        ApplicantNotOwner = "applicant-not-owner",
        /// Biometric identification failed.
        BiometricsFailed = "biometrics-failed",
        /// More days are left than the order allows.
        WindowNotOpen = "window-not-open",
        /// The card expired longer ago than the order allows.
        WindowClosed = "window-closed",
    }
}

codes! {
    /// What an applicant should know although the verdict stands.
    CautionCode {
        /// Living with the expired card is an offence from this day on, or has been for a while.
        OffenceBegins = "offence-begins",
    }
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Query {
    /// The document to be renewed.
    pub document: Document,
    /// Why.
    pub reason: Reason,
    /// By whom.
    pub applicant: Applicant,
    /// The date printed on the card; the window is judged only where it is given.
    pub expires_on: Option<CivilDate>,
    /// How biometric identification ended.
    pub biometrics: Biometrics,
}

/// A span of days, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// First day.
    pub opens_on: CivilDate,
    /// Last day.
    pub closes_on: CivilDate,
}

/// One ground for refusal, with its clause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Refusal<'r> {
    /// The ground.
    pub code: RefusalCode,
    /// The clause.
    pub basis: &'r Citation<'r>,
}

/// One thing to know, with its clause. It never changes the verdict.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Caution<'r> {
    /// What.
    pub code: CautionCode,
    /// The clause.
    pub basis: &'r Citation<'r>,
}

/// The card may be renewed online on that day.
#[derive(Clone, Debug, PartialEq)]
pub struct Eligible<'r> {
    /// The civil date of Kazakhstan that the verdict is for.
    pub checked_on: CivilDate,
    /// The id of the ruleset that decided.
    pub ruleset: &'r str,
    /// Calendar days to the printed date; negative once expired.
    pub days_to_expiry: i32,
    /// The card's window, cut to the days in force.
    pub window: Window,
    /// What to know besides; the contract lists them.
    pub caution: Option<Caution<'r>>,
    rules: &'r Ruleset<'r>,
    is_recognised: bool,
}

impl<'r> Eligible<'r> {
    /// The clauses that the verdict rests on; that of biometric identification where the applicant was recognised.
    pub fn basis(&self) -> [Option<&'r Citation<'r>>; 6] {
        let Ruleset { in_force, covers, window, .. } = self.rules;
        let of = &covers.basis;
        let biometrics = self.is_recognised.then_some(&of.biometrics);
        let always = [&in_force.basis, &of.document, &of.reason, &of.applicant, &window.basis];
        let [in_force, document, reason, applicant, window] = always.map(Some);
        [in_force, document, reason, applicant, window, biometrics]
    }
}

/// The refusals that hold, without a list of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Refusals<'r> {
    holds: [bool; RefusalCode::ALL.len()],
    rules: &'r Ruleset<'r>,
}

impl<'r> Refusals<'r> {
    /// Whether none holds.
    pub fn is_empty(&self) -> bool {
        !self.holds.contains(&true)
    }

    /// Each of them, in the order of [`RefusalCode`].
    pub fn iter(&self) -> impl Iterator<Item = Refusal<'r>> {
        let holding = RefusalCode::ALL.iter().filter(|code| self.holds.get(**code as usize) == Some(&true));
        holding.map(|code| Refusal { code: *code, basis: basis_of(*code, self.rules) })
    }
}

/// The clause of a refusal.
fn basis_of<'r>(code: RefusalCode, rules: &'r Ruleset<'r>) -> &'r Citation<'r> {
    let of = &rules.covers.basis;
    match code {
        RefusalCode::PilotNotStarted | RefusalCode::PilotEnded => &rules.in_force.basis,
        RefusalCode::DocumentNotCovered => &of.document,
        RefusalCode::ReasonNotCovered => &of.reason,
        RefusalCode::ApplicantNotOwner => &of.applicant,
        RefusalCode::BiometricsFailed => &of.biometrics,
        RefusalCode::WindowNotOpen | RefusalCode::WindowClosed => &rules.window.basis,
    }
}

/// The card cannot be renewed online on that day.
#[derive(Clone, Debug, PartialEq)]
pub struct Unavailable<'r> {
    /// The civil date of Kazakhstan that the verdict is for.
    pub checked_on: CivilDate,
    /// The id of the ruleset that decided.
    pub ruleset: &'r str,
    /// Every refusal that holds; never empty.
    pub refusals: Refusals<'r>,
    /// What the applicant is told.
    pub notice: &'r Notice<'r>,
    /// Calendar days to the printed date, for a covered document and reason only.
    pub days_to_expiry: Option<i32>,
    /// The card's window, cut to the days in force; absent where nothing is left of it.
    pub window: Option<Window>,
}

/// The decision on a query that could be read.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Verdict<'r> {
    Eligible(Eligible<'r>),
    Unavailable(Unavailable<'r>),
}

impl Answer for Window {
    fn write(&self, into: &mut Object) {
        into.date("opensOn", self.opens_on);
        into.date("closesOn", self.closes_on);
    }
}

impl Answer for Refusal<'_> {
    fn write(&self, into: &mut Object) {
        into.code("code", self.code);
        into.object("basis", self.basis);
    }
}

impl Answer for Caution<'_> {
    fn write(&self, into: &mut Object) {
        into.code("code", self.code);
        into.object("basis", self.basis);
    }
}

impl Answer for Eligible<'_> {
    fn write(&self, into: &mut Object) {
        into.literal("outcome", "eligible");
        into.date("checkedOn", self.checked_on);
        into.text("ruleset", self.ruleset);
        into.number("daysToExpiry", self.days_to_expiry);
        into.object("window", &self.window);
        into.objects("cautions", self.caution);
        into.objects("basis", self.basis().iter().flatten());
    }
}

impl Answer for Unavailable<'_> {
    fn write(&self, into: &mut Object) {
        into.literal("outcome", "unavailable");
        into.date("checkedOn", self.checked_on);
        into.text("ruleset", self.ruleset);
        into.objects("refusals", self.refusals.iter());
        into.object("notice", self.notice);
        if let Some(days) = self.days_to_expiry {
            into.number("daysToExpiry", days);
        }
        if let Some(window) = &self.window {
            into.object("window", window);
        }
    }
}

impl Answer for Verdict<'_> {
    fn write(&self, into: &mut Object) {
        match self {
            Verdict::Eligible(eligible) => eligible.write(into),
            Verdict::Unavailable(unavailable) => unavailable.write(into),
        }
    }
}

/// A query that could be read, with the day and the rules to decide it by.
#[derive(Clone, Debug)]
pub struct Request<'v> {
    query: Query,
    day: CivilDate,
    rules: Rules<'v>,
}

impl Request<'_> {
    /// The decision.
    pub fn verdict(&self) -> Verdict<'_> {
        decide(&self.query, self.day, self.rules.get())
    }
}

/// Reads a query of the contract. `device_now`, in epoch milliseconds, is asked only where the query
/// names neither a day nor an instant.
///
/// # Errors
/// All problems, also of fields that no longer matter.
pub fn read<'v>(value: &'v Value, device_now: impl FnOnce() -> f64) -> Result<Request<'v>, Invalid> {
    let mut problems = Problems::default();
    let request = reading::object(value, &Path::Root, &mut problems, |fields| {
        let document = fields.required("document", reading::one_of);
        let reason = fields.required("reason", reading::one_of);
        let applicant = fields.required("applicant", reading::one_of);
        let expires_on = fields.optional("expiresOn", reading::date);
        let biometrics = fields.optional("biometrics", reading::one_of).unwrap_or(Biometrics::NotAttempted);
        let day = settings::day(fields, device_now);
        let rules = settings::rules(fields)?;
        let (document, reason) = (document?, reason?);
        if rules.get().covers(document, reason) && !fields.is_given("expiresOn") {
            fields.problem(ProblemCode::Required, "expiresOn");
        }
        let query = Query { document, reason, applicant: applicant?, expires_on, biometrics };
        Some(Request { query, day: day?, rules })
    });
    problems.or(request)
}

/// Decides a query for a day. A query for a covered document and reason must have its printed date.
pub(crate) fn decide<'r>(query: &Query, day: CivilDate, rules: &'r Ruleset<'r>) -> Verdict<'r> {
    let covered = rules.covers(query.document, query.reason);
    let expires_on = query.expires_on.filter(|_| covered);
    let days_to_expiry = expires_on.map(|expires_on| day.days_until(expires_on));
    let window = expires_on.and_then(|expires_on| window(expires_on, rules));
    let too_early = days_to_expiry.is_some_and(|days| i64::from(days) > i64::from(rules.window.days_before));
    let too_late = days_to_expiry.is_some_and(|days| i64::from(days).saturating_neg() > rules.window.days_after.into());

    let covers = &rules.covers;
    // In the order of the codes.
    let holds = [
        day < rules.in_force.from,
        day > rules.in_force.through,
        !covers.documents.contains(&query.document),
        !covers.reasons.contains(&query.reason),
        !covers.applicants.contains(&query.applicant),
        query.biometrics == Biometrics::Failed,
        too_early,
        too_late,
    ];
    let refusals = Refusals { holds, rules };

    match (days_to_expiry, window) {
        (Some(days_to_expiry), Some(window)) if refusals.is_empty() => Verdict::Eligible(Eligible {
            checked_on: day,
            ruleset: rules.id,
            days_to_expiry,
            window,
            caution: caution(query, day, rules),
            rules,
            is_recognised: query.biometrics == Biometrics::Passed,
        }),
        _ => Verdict::Unavailable(Unavailable {
            checked_on: day,
            ruleset: rules.id,
            refusals,
            notice: &rules.notice,
            days_to_expiry,
            window,
        }),
    }
}

/// The offence is about identity cards alone, and about none that is still valid.
fn caution<'r>(query: &Query, day: CivilDate, rules: &'r Ruleset<'r>) -> Option<Caution<'r>> {
    let expires_on = query.expires_on.filter(|expires_on| day >= *expires_on)?;
    let basis = liability::offence(expires_on, day, rules).filter(|_| query.document == Document::IdentityCard)?;
    Some(Caution { code: CautionCode::OffenceBegins, basis })
}

/// The days on which a card may be renewed, cut to the days in force.
fn window(expires_on: CivilDate, rules: &Ruleset) -> Option<Window> {
    let before = i32::try_from(rules.window.days_before).ok()?.checked_neg()?;
    let after = i32::try_from(rules.window.days_after).ok()?;
    let opens_on = expires_on.plus_days(before)?.max(rules.in_force.from);
    let closes_on = expires_on.plus_days(after)?.min(rules.in_force.through);
    (opens_on <= closes_on).then_some(Window { opens_on, closes_on })
}
