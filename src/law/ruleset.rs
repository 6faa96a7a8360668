//! What a ruleset is, how one is read from plain data, and whether it is sound.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Deref;

use crate::calendar::CivilDate;
use crate::data::answer::{Answer, Object};
use crate::data::code::{Code, codes};
use crate::data::problem::{Parameter, ProblemCode};
use crate::data::reading::{self, Fields, Path, Problems, Reader};
use crate::data::sort::sorted;
use crate::data::value::Value;

/// Longest text of a ruleset, in characters: several times the longest citation known.
pub const LONGEST_TEXT: usize = 2_000;
/// Longest window on either side, in days: more than the ten years that a card is valid.
pub const LONGEST_WINDOW: u32 = 3_660;
/// Longest id of a ruleset or code of an exempt group, in characters.
pub const LONGEST_CODE: usize = 64;
/// Longest decimal that a rate is written as, in characters: its digits times an index are exact in every number format.
pub const LONGEST_RATE: usize = 6;
/// Largest monthly calculation index, in tenge.
pub const LARGEST_INDEX: u32 = 1_000_000;
/// Longest time after which a fine begins, in months.
pub const MOST_MONTHS: u32 = 120;
/// Largest fine, in monthly calculation indices.
pub const LARGEST_FINE: u32 = 1_000;
/// Longest time in which a refund can be claimed, in years.
pub const MOST_YEARS: u32 = 100;
/// No month has fewer days.
const SHORTEST_MONTH: u32 = 28;
/// Largest amount, in tenge; far above any duty, and exact in every number format.
pub const LARGEST_AMOUNT: u32 = 1_000_000_000;

codes! {
    /// The document to be renewed.
    Document {
        /// Удостоверение личности / жеке куәлік.
        IdentityCard = "identity-card",
        /// Паспорт.
        Passport = "passport",
        /// Вид на жительство иностранца.
        ResidencePermit = "residence-permit",
        /// Удостоверение лица без гражданства.
        StatelessPersonCertificate = "stateless-person-certificate",
    }
}

codes! {
    /// Why a new document is wanted.
    Reason {
        /// Истечение срока действия.
        Expiry = "expiry",
        /// Утеря.
        Loss = "loss",
        /// Кража.
        Theft = "theft",
        /// Порча.
        Damage = "damage",
        /// Перемена имени, отчества, фамилии.
        NameChange = "name-change",
        /// Исправление данных.
        DataCorrection = "data-correction",
        /// Первичное получение.
        FirstIssue = "first-issue",
        /// Anything else.
        Other = "other",
    }
}

codes! {
    /// Who applies.
    Applicant {
        /// The document's owner.
        Owner = "owner",
        /// Somebody for them.
        Representative = "representative",
    }
}

codes! {
    /// How far a citation's words are the act's own.
    #[derive(Default)]
    Certainty {
        /// The words of an act that was read.
        Act = "act",
        /// As the press reports the act.
        Report = "report",
        /// Our reading.
        #[default]
        Interpretation = "interpretation",
    }
}

codes! {
    /// Why no duty arises in the days of a dated value.
    Exemption {
        /// Не является объектом обложения.
        NotAnObject = "not-an-object",
    }
}

codes! {
    /// The language whose notice is the order's own text.
    #[derive(Default)]
    OfficialLanguage {
        /// Russian.
        #[default]
        Ru = "ru",
    }
}

/// A list that is embedded or was read. Unlike the standard library's `Cow`, one that lives long serves
/// where a shorter life is asked for.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum List<'r, T> {
    Embedded(&'r [T]),
    Owned(Vec<T>),
}

impl<T> Default for List<'_, T> {
    fn default() -> Self {
        List::Embedded(&[])
    }
}

impl<T> Deref for List<'_, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            List::Embedded(list) => list,
            List::Owned(list) => list,
        }
    }
}

/// Where a rule comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Citation<'r> {
    /// The act, as the law names it, in Russian.
    pub act: &'r str,
    /// Article, point and sub-point, where they are known.
    pub clause: Option<&'r str>,
    /// The rule in words, in Russian.
    pub text: &'r str,
    /// How far these are the act's own words.
    pub certainty: Certainty,
    /// What is read into it.
    pub note: Option<&'r str>,
    /// See [`Answer::index`]; none where a host brings it.
    pub index: Option<u8>,
}

/// Where a value was looked up, and on which day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Checked<'r> {
    /// The sources.
    pub source: &'r str,
    /// The day.
    pub on: CivilDate,
}

/// Text in the three languages of the service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Translated<'r> {
    /// Russian.
    pub ru: &'r str,
    /// Kazakh.
    pub kk: &'r str,
    /// English.
    pub en: &'r str,
}

/// What an applicant is told who cannot apply online.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notice<'r> {
    /// The order's own words, byte for byte.
    pub ru: &'r str,
    /// Unofficial translation into Kazakh.
    pub kk: &'r str,
    /// Unofficial translation into English.
    pub en: &'r str,
    /// The one official language.
    pub official: OfficialLanguage,
    /// See [`Answer::index`]; none where a host brings it.
    pub index: Option<u8>,
}

/// The days on which the order is in force, both included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InForce<'r> {
    /// First day.
    pub from: CivilDate,
    /// Last day.
    pub through: CivilDate,
    /// The clause.
    pub basis: Citation<'r>,
    /// Where this was looked up.
    pub checked: Option<Checked<'r>>,
}

/// What the order covers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Covers<'r> {
    /// Documents covered.
    pub documents: List<'r, Document>,
    /// Reasons covered.
    pub reasons: List<'r, Reason>,
    /// Applicants covered.
    pub applicants: List<'r, Applicant>,
    /// The clause of each.
    pub basis: CoversBasis<'r>,
    /// Where this was looked up.
    pub checked: Option<Checked<'r>>,
}

/// The clause of each thing that the order covers, and of biometric identification.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct CoversBasis<'r> {
    pub document: Citation<'r>,
    pub reason: Citation<'r>,
    pub applicant: Citation<'r>,
    pub biometrics: Citation<'r>,
}

/// How many days before and after the printed date the card may be renewed online, both ends included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WindowRule<'r> {
    /// Days before the printed date, 0 to 3660.
    pub days_before: u32,
    /// Days after the printed date, 0 to 3660.
    pub days_after: u32,
    /// The clause.
    pub basis: Citation<'r>,
    /// Where this was looked up.
    pub checked: Option<Checked<'r>>,
}

/// The monthly calculation index (МРП) of some days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MrpValue<'r> {
    /// First day.
    pub from: CivilDate,
    /// Last day.
    pub through: CivilDate,
    /// Tenge, 1 to 1 000 000.
    pub amount: u32,
    /// The clause.
    pub basis: Citation<'r>,
    /// Where this was looked up.
    pub checked: Option<Checked<'r>>,
}

/// One dated value of the state duty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DutyValue<'r> {
    /// First day.
    pub from: CivilDate,
    /// Last day.
    pub through: CivilDate,
    /// The share of the index, a decimal as `0.2`.
    pub rate: &'r str,
    /// Where no duty arises in these days: why.
    pub exempt: Option<Exemption>,
    /// The clause.
    pub basis: Citation<'r>,
    /// Where this was looked up.
    pub checked: Option<Checked<'r>>,
}

/// What living with an expired card costs in some days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LiabilityValue<'r> {
    /// First day.
    pub from: CivilDate,
    /// Last day.
    pub through: CivilDate,
    /// When the warning begins.
    pub warning: Warning<'r>,
    /// When the fine begins, and what it is.
    pub fine: Fine<'r>,
    /// Where this was looked up.
    pub checked: Option<Checked<'r>>,
}

/// The first stage: a warning (предупреждение).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Warning<'r> {
    /// Its first day is so many days after the printed date: 0 to 3660, and at most 28 for each month before the fine.
    pub days: u32,
    /// The clause.
    pub basis: Citation<'r>,
}

/// The second stage: a fine (штраф).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fine<'r> {
    /// Its first day is the day after so many calendar months from the printed date, 1 to 120.
    pub months: u32,
    /// Indices, 1 to 1000.
    pub mrp: u32,
    /// Indices for the same again within a year, 1 to 1000.
    pub repeated_mrp: u32,
    /// The clause.
    pub basis: Citation<'r>,
}

/// How the duty of an annulled application comes back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RefundRule<'r> {
    /// For so many years after payment, 1 to 100.
    pub years: u32,
    /// The clause.
    pub basis: Citation<'r>,
    /// Where this was looked up.
    pub checked: Option<Checked<'r>>,
}

/// A group of persons exempt from the duty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExemptPersons<'r> {
    /// The group's code, of the same characters as a ruleset's id.
    pub code: &'r str,
    /// First day.
    pub from: CivilDate,
    /// Last day; open where absent.
    pub through: Option<CivilDate>,
    /// The clause.
    pub basis: Citation<'r>,
    /// Where this was looked up.
    pub checked: Option<Checked<'r>>,
}

impl ExemptPersons<'_> {
    /// Whether the group is exempt on a day.
    pub fn covers(&self, day: CivilDate) -> bool {
        (self.from..=self.through.unwrap_or(CivilDate::LAST)).contains(&day)
    }
}

/// The rules as data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ruleset<'r> {
    /// Stands in every verdict: 1 to 64 characters of `a-z`, `0-9`, `-` and `.`.
    pub id: &'r str,
    /// What people call it.
    pub title: Translated<'r>,
    /// When the order is in force.
    pub in_force: InForce<'r>,
    /// What it covers.
    pub covers: Covers<'r>,
    /// When a card may be renewed.
    pub window: WindowRule<'r>,
    /// The monthly calculation index by date; spans never overlap.
    pub mrp: List<'r, MrpValue<'r>>,
    /// The state duty by date; spans never overlap.
    pub duty: List<'r, DutyValue<'r>>,
    /// Persons exempt from the duty by date.
    pub exempt_persons: List<'r, ExemptPersons<'r>>,
    /// What an expired card costs by date; spans never overlap.
    pub liability: List<'r, LiabilityValue<'r>>,
    /// How a duty paid in vain comes back.
    pub refund: RefundRule<'r>,
    /// What is said to everyone else.
    pub notice: Notice<'r>,
    /// Where the notice was looked up.
    pub notice_checked: Option<Checked<'r>>,
}

impl Ruleset<'_> {
    /// Whether the window is judged for this document and reason.
    pub fn covers(&self, document: Document, reason: Reason) -> bool {
        self.covers.documents.contains(&document) && self.covers.reasons.contains(&reason)
    }

    /// The monthly calculation index of a day, in tenge; the nearest one is never taken instead.
    pub fn index_on(&self, day: CivilDate) -> Option<u32> {
        let value = self.mrp.iter().find(|value| (value.from..=value.through).contains(&day));
        value.map(|value| value.amount)
    }
}

impl Answer for Citation<'_> {
    fn write(&self, into: &mut Object) {
        into.text("act", self.act);
        into.optional_text("clause", self.clause);
        into.text("text", self.text);
        into.code("certainty", self.certainty);
        into.optional_text("note", self.note);
    }

    fn index(&self) -> Option<u8> {
        self.index
    }
}

impl Answer for Checked<'_> {
    fn write(&self, into: &mut Object) {
        into.text("source", self.source);
        into.date("on", self.on);
    }
}

/// Writes `basis` and, where it is known, `checked`.
fn grounds(into: &mut Object, basis: &dyn Answer, checked: Option<&Checked>) {
    into.object("basis", basis);
    if let Some(checked) = checked {
        into.object("checked", checked);
    }
}

impl Answer for Translated<'_> {
    fn write(&self, into: &mut Object) {
        into.text("ru", self.ru);
        into.text("kk", self.kk);
        into.text("en", self.en);
    }
}

impl Answer for Notice<'_> {
    fn write(&self, into: &mut Object) {
        into.text("ru", self.ru);
        into.text("kk", self.kk);
        into.text("en", self.en);
        into.code("official", self.official);
    }

    fn index(&self) -> Option<u8> {
        self.index
    }
}

impl Answer for InForce<'_> {
    fn write(&self, into: &mut Object) {
        into.date("from", self.from);
        into.date("through", self.through);
        grounds(into, &self.basis, self.checked.as_ref());
    }
}

impl Answer for Covers<'_> {
    fn write(&self, into: &mut Object) {
        into.codes("documents", &self.documents);
        into.codes("reasons", &self.reasons);
        into.codes("applicants", &self.applicants);
        grounds(into, &self.basis, self.checked.as_ref());
    }
}

impl Answer for CoversBasis<'_> {
    fn write(&self, into: &mut Object) {
        into.object("document", &self.document);
        into.object("reason", &self.reason);
        into.object("applicant", &self.applicant);
        into.object("biometrics", &self.biometrics);
    }
}

impl Answer for WindowRule<'_> {
    fn write(&self, into: &mut Object) {
        into.number("daysBefore", self.days_before);
        into.number("daysAfter", self.days_after);
        grounds(into, &self.basis, self.checked.as_ref());
    }
}

impl Answer for MrpValue<'_> {
    fn write(&self, into: &mut Object) {
        into.date("from", self.from);
        into.date("through", self.through);
        into.number("amount", self.amount);
        grounds(into, &self.basis, self.checked.as_ref());
    }
}

impl Answer for DutyValue<'_> {
    fn write(&self, into: &mut Object) {
        into.date("from", self.from);
        into.date("through", self.through);
        into.text("rate", self.rate);
        into.optional_code("exempt", self.exempt);
        grounds(into, &self.basis, self.checked.as_ref());
    }
}

impl Answer for LiabilityValue<'_> {
    fn write(&self, into: &mut Object) {
        into.date("from", self.from);
        into.date("through", self.through);
        into.object("warning", &self.warning);
        into.object("fine", &self.fine);
        if let Some(checked) = &self.checked {
            into.object("checked", checked);
        }
    }
}

impl Answer for Warning<'_> {
    fn write(&self, into: &mut Object) {
        into.number("days", self.days);
        into.object("basis", &self.basis);
    }
}

impl Answer for Fine<'_> {
    fn write(&self, into: &mut Object) {
        into.number("months", self.months);
        into.number("mrp", self.mrp);
        into.number("repeatedMrp", self.repeated_mrp);
        into.object("basis", &self.basis);
    }
}

impl Answer for RefundRule<'_> {
    fn write(&self, into: &mut Object) {
        into.number("years", self.years);
        grounds(into, &self.basis, self.checked.as_ref());
    }
}

impl Answer for ExemptPersons<'_> {
    fn write(&self, into: &mut Object) {
        into.text("code", self.code);
        into.date("from", self.from);
        if let Some(through) = self.through {
            into.date("through", through);
        }
        grounds(into, &self.basis, self.checked.as_ref());
    }
}

/// The notice as it stands in a ruleset; in a verdict it stands without the sources.
struct CheckedNotice<'a>(&'a Notice<'a>, Option<&'a Checked<'a>>);

impl Answer for CheckedNotice<'_> {
    fn write(&self, into: &mut Object) {
        self.0.write(into);
        if let Some(checked) = self.1 {
            into.object("checked", checked);
        }
    }
}

impl Answer for Ruleset<'_> {
    fn write(&self, into: &mut Object) {
        into.text("id", self.id);
        into.object("title", &self.title);
        into.object("inForce", &self.in_force);
        into.object("covers", &self.covers);
        into.object("window", &self.window);
        into.objects("mrp", self.mrp.iter());
        into.objects("duty", self.duty.iter());
        into.objects("exemptPersons", self.exempt_persons.iter());
        into.objects("liability", self.liability.iter());
        into.object("refund", &self.refund);
        into.object("notice", &CheckedNotice(&self.notice, self.notice_checked.as_ref()));
    }
}

/// Reads a ruleset at its place in a query.
///
/// Field by field into one value: moving half-read parts about would cost more bytes than the reading.
pub fn read<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<Box<Ruleset<'v>>> {
    let before = problems.count();
    let rules = reading::object(value, path, problems, |fields| {
        let mut rules = Box::<Ruleset>::default();
        fields.into("id", &mut rules.id, identifier);
        fields.into_object("title", &mut rules.title, |title, into| {
            title.into("ru", &mut into.ru, wording);
            title.into("kk", &mut into.kk, wording);
            title.into("en", &mut into.en, wording);
        });
        fields.into_object("inForce", &mut rules.in_force, |in_force, into| {
            span(in_force, &mut into.from, &mut into.through);
            into.checked = grounds_of(in_force, &mut into.basis);
        });
        fields.into_object("covers", &mut rules.covers, |covers, into| {
            covers.into("documents", &mut into.documents, some_of);
            covers.into("reasons", &mut into.reasons, some_of);
            covers.into("applicants", &mut into.applicants, some_of);
            covers.into_object("basis", &mut into.basis, |basis, into| {
                citation(basis, "document", &mut into.document);
                citation(basis, "reason", &mut into.reason);
                citation(basis, "applicant", &mut into.applicant);
                citation(basis, "biometrics", &mut into.biometrics);
            });
            into.checked = covers.optional("checked", checked);
        });
        fields.into_object("window", &mut rules.window, |window, into| {
            window.into("daysBefore", &mut into.days_before, days);
            window.into("daysAfter", &mut into.days_after, days);
            into.checked = grounds_of(window, &mut into.basis);
        });
        fields.into("mrp", &mut rules.mrp, mrp);
        fields.into("duty", &mut rules.duty, duty);
        fields.into("exemptPersons", &mut rules.exempt_persons, exempt_persons);
        fields.into("liability", &mut rules.liability, liability);
        fields.into_object("refund", &mut rules.refund, |refund, into| {
            refund.into("years", &mut into.years, |value, path, problems| {
                reading::count(value, path, problems, 1, MOST_YEARS)
            });
            into.checked = grounds_of(refund, &mut into.basis);
        });
        let mut notice_checked = None;
        fields.into_object("notice", &mut rules.notice, |notice, into| {
            notice.into("ru", &mut into.ru, wording);
            notice.into("kk", &mut into.kk, wording);
            notice.into("en", &mut into.en, wording);
            notice.into("official", &mut into.official, reading::one_of);
            notice_checked = notice.optional("checked", checked);
        });
        rules.notice_checked = notice_checked;
        Some(rules)
    });
    rules.filter(|_| problems.count() == before)
}

/// Reads a list of dated values, no two of which cover the same day for the same group.
fn dated<'v, T>(
    value: &'v Value,
    path: &Path,
    problems: &mut Problems,
    read: Reader<'v, T>,
    span: fn(&T) -> Span<'v>,
) -> Option<List<'v, T>> {
    let before = problems.count();
    let mut spans = Vec::new();
    let values = reading::list(value, path, problems, |entry, path, problems| {
        let value = read(entry, path, problems)?;
        spans.push(span(&value));
        Some(value)
    })?;
    if problems.count() == before {
        report_overlaps(&spans, path, problems);
    }
    Some(List::Owned(values))
}

fn mrp<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<List<'v, MrpValue<'v>>> {
    dated(value, path, problems, mrp_value, |value| ("", value.from, value.through))
}

fn mrp_value<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<MrpValue<'v>> {
    reading::object(value, path, problems, |mrp| {
        let mut into = MrpValue::default();
        span(mrp, &mut into.from, &mut into.through);
        mrp.into("amount", &mut into.amount, |value, path, problems| {
            reading::count(value, path, problems, 1, LARGEST_INDEX)
        });
        into.checked = grounds_of(mrp, &mut into.basis);
        Some(into)
    })
}

fn duty<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<List<'v, DutyValue<'v>>> {
    dated(value, path, problems, duty_value, |value| ("", value.from, value.through))
}

fn duty_value<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<DutyValue<'v>> {
    reading::object(value, path, problems, |duty| {
        let mut into = DutyValue::default();
        span(duty, &mut into.from, &mut into.through);
        duty.into("rate", &mut into.rate, decimal);
        into.exempt = duty.optional("exempt", reading::one_of);
        into.checked = grounds_of(duty, &mut into.basis);
        Some(into)
    })
}

fn liability<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<List<'v, LiabilityValue<'v>>> {
    dated(value, path, problems, liability_value, |value| ("", value.from, value.through))
}

fn liability_value<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<LiabilityValue<'v>> {
    reading::object(value, path, problems, |liability| {
        let mut into = LiabilityValue::default();
        span(liability, &mut into.from, &mut into.through);
        liability.into_object("warning", &mut into.warning, |warning, into| {
            warning.into("days", &mut into.days, days);
            citation(warning, "basis", &mut into.basis);
        });
        let days = into.warning.days;
        liability.into_object("fine", &mut into.fine, |fine, into| {
            fine.into("months", &mut into.months, |value, path, problems| {
                reading::count(value, path, problems, 1, MOST_MONTHS)
            });
            fine.into("mrp", &mut into.mrp, indices);
            fine.into("repeatedMrp", &mut into.repeated_mrp, indices);
            citation(fine, "basis", &mut into.basis);
            // Whatever the month, no fine comes before its warning. Months that could not be read are none.
            if into.months > 0 && days > into.months.saturating_mul(SHORTEST_MONTH) {
                fine.problem(ProblemCode::EndBeforeStart, "months");
            }
        });
        into.checked = liability.optional("checked", checked);
        Some(into)
    })
}

fn indices(value: &Value, path: &Path, problems: &mut Problems) -> Option<u32> {
    reading::count(value, path, problems, 1, LARGEST_FINE)
}

fn exempt_persons<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<List<'v, ExemptPersons<'v>>> {
    dated(value, path, problems, exempt_group, |group| {
        (group.code, group.from, group.through.unwrap_or(CivilDate::LAST))
    })
}

fn exempt_group<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<ExemptPersons<'v>> {
    reading::object(value, path, problems, |group| {
        let mut into = ExemptPersons::default();
        group.into("code", &mut into.code, identifier);
        group.into("from", &mut into.from, reading::date);
        into.through = group.optional("through", reading::date);
        if into.through.is_some_and(|through| through < into.from) {
            group.problem(ProblemCode::EndBeforeStart, "through");
        }
        into.checked = grounds_of(group, &mut into.basis);
        Some(into)
    })
}

/// Reads `from` and `through`, in this order in time.
#[inline(never)]
fn span(fields: &mut Fields, from: &mut CivilDate, through: &mut CivilDate) {
    let first = fields.required("from", reading::date);
    let last = fields.required("through", reading::date);
    if let Some((first, last)) = first.zip(last) {
        (*from, *through) = (first, last);
        if last < first {
            fields.problem(ProblemCode::EndBeforeStart, "through");
        }
    }
}

/// Reads `basis` and `checked`.
#[inline(never)]
fn grounds_of<'v>(fields: &mut Fields<'_, 'v>, basis: &mut Citation<'v>) -> Option<Checked<'v>> {
    citation(fields, "basis", basis);
    fields.optional("checked", checked)
}

fn checked<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<Checked<'v>> {
    reading::object(value, path, problems, |checked| {
        let source = checked.required("source", wording);
        let on = checked.required("on", reading::date);
        Some(Checked { source: source?, on: on? })
    })
}

/// Reads a citation at its place in an object.
#[inline(never)]
pub(crate) fn citation<'v>(fields: &mut Fields<'_, 'v>, name: &'static str, into: &mut Citation<'v>) {
    fields.into_object(name, into, |citation, into| {
        citation.into("act", &mut into.act, wording);
        into.clause = citation.optional("clause", wording);
        citation.into("text", &mut into.text, wording);
        citation.into("certainty", &mut into.certainty, reading::one_of);
        into.note = citation.optional("note", wording);
    });
}

fn days(value: &Value, path: &Path, problems: &mut Problems) -> Option<u32> {
    reading::count(value, path, problems, 0, LONGEST_WINDOW)
}

fn wording<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<&'v str> {
    reading::words(value, path, problems, LONGEST_TEXT)
}

/// 1 to 64 characters of `a-z`, `0-9`, `-` and `.`.
fn identifier<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<&'v str> {
    let text = reading::words(value, path, problems, LONGEST_CODE)?;
    if text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.')) {
        return Some(text);
    }
    problems.add(ProblemCode::IllegalCharacter, path);
    None
}

/// Reads an amount in whole tenge.
pub(crate) fn amount(value: &Value, path: &Path, problems: &mut Problems) -> Option<u32> {
    reading::count(value, path, problems, 0, LARGEST_AMOUNT)
}

/// Digits, and perhaps a point and digits after it.
fn decimal<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<&'v str> {
    let text = reading::words(value, path, problems, LONGEST_RATE)?;
    let is_number = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    let point = text.bytes().position(|byte| byte == b'.').unwrap_or(text.len());
    let (whole, fraction) = text.as_bytes().split_at_checked(point)?;
    if is_number(whole) && fraction.split_first().is_none_or(|(_, fraction)| is_number(fraction)) {
        return Some(text);
    }
    problems.add(ProblemCode::MalformedNumber, path);
    None
}

fn some_of<'v, C: Code>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<List<'v, C>> {
    reading::some_of(value, path, problems).map(List::Owned)
}

/// A span of days with its group.
type Span<'s> = (&'s str, CivilDate, CivilDate);

/// Reports each span that shares a day with one of the same group that starts no later.
fn report_overlaps(spans: &[Span], path: &Path, problems: &mut Problems) {
    let mut longest: Option<(Span, usize)> = None;
    for place in sorted(spans, Ord::cmp) {
        let Some((group, from, through)) = spans.get(place).copied() else { continue };
        let earlier = longest.filter(|((earlier, ..), _)| *earlier == group);
        if let Some(((_, _, end), with)) = earlier.filter(|((_, _, end), _)| from <= *end) {
            let with = vec![("with", Parameter::Text(Path::Entry(path, with).to_text()))];
            let entry = Path::Entry(path, place);
            problems.add_with(ProblemCode::OverlappingDates, &Path::Field(&entry, "from"), with);
            if through <= end {
                continue;
            }
        }
        longest = Some(((group, from, through), place));
    }
}
