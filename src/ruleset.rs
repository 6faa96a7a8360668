//! What a ruleset is, how one is read from plain data, and whether it is sound.

pub mod pilot_2025;

use std::borrow::Cow;

use serde::Serialize;

use crate::calendar::CivilDate;
use crate::problem::{Code, Invalid, Parameter, ProblemCode, codes};
use crate::reading::{self, Path, Problems, Value};

/// Text that is either embedded or came from a host.
pub type Text = Cow<'static, str>;

/// Longest text of a ruleset, in characters: several times the longest citation known.
const LONGEST_TEXT: usize = 2_000;
/// Longest window on either side, in days: more than the ten years that a card is valid.
const LONGEST_WINDOW: u32 = 3_660;
/// Largest amount, in tenge; far above any duty, and exact in every number format.
const LARGEST_AMOUNT: u32 = 1_000_000_000;

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
    Certainty {
        /// The act's own words.
        Order = "order",
        /// As the press reports the act.
        Report = "report",
        /// Our reading.
        Interpretation = "interpretation",
    }
}

codes! {
    /// For what a dated value of the duty exempts.
    Exemption {
        /// Замена в связи с истечением срока действия.
        ReplacementOnExpiry = "replacement-on-expiry",
    }
}

codes! {
    /// The language whose notice is the order's own text.
    OfficialLanguage {
        /// Russian.
        Ru = "ru",
    }
}

/// Where a rule comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Citation {
    /// The act, as the law names it, in Russian.
    pub act: Text,
    /// The clause, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    /// The rule in words, in Russian.
    pub text: Text,
    /// How far these are the act's own words.
    pub certainty: Certainty,
}

/// Text in the three languages of the service.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Translated {
    /// Russian.
    pub ru: Text,
    /// Kazakh.
    pub kk: Text,
    /// English.
    pub en: Text,
}

/// What an applicant is told who cannot apply online.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Notice {
    /// The order's own words, byte for byte.
    pub ru: Text,
    /// Unofficial translation into Kazakh.
    pub kk: Text,
    /// Unofficial translation into English.
    pub en: Text,
    /// The one official language.
    pub official: OfficialLanguage,
}

/// The days on which the order is in force, both included.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InForce {
    /// First day.
    pub from: CivilDate,
    /// Last day.
    pub through: CivilDate,
    /// The clause.
    pub basis: Citation,
}

/// What the order covers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Covers {
    /// Documents covered.
    pub documents: Cow<'static, [Document]>,
    /// Reasons covered.
    pub reasons: Cow<'static, [Reason]>,
    /// Applicants covered.
    pub applicants: Cow<'static, [Applicant]>,
    /// The clause of each.
    pub basis: CoversBasis,
}

/// The clause of each thing that the order covers, and of biometric identification.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct CoversBasis {
    pub document: Citation,
    pub reason: Citation,
    pub applicant: Citation,
    pub biometrics: Citation,
}

/// How many days before and after the printed date the card may be renewed online, both ends included.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WindowRule {
    /// Days before the printed date, 0 to 3660.
    pub days_before: u32,
    /// Days after the printed date, 0 to 3660.
    pub days_after: u32,
    /// The clause.
    pub basis: Citation,
}

/// One dated value of the state duty.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DutyValue {
    /// First day.
    pub from: CivilDate,
    /// Last day.
    pub through: CivilDate,
    /// Monthly calculation index (МРП), tenge.
    pub mrp: u32,
    /// The share of the index, a decimal as `0.2`.
    pub rate: Text,
    /// Tenge, as published; with `exempt`, what would be due without the exemption.
    pub amount: u32,
    /// What is free in these days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exempt: Option<Exemption>,
    /// The clause.
    pub basis: Citation,
}

/// A group of persons exempt from the duty.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExemptPersons {
    /// The group's code, of the same characters as a ruleset's id.
    pub code: Text,
    /// First day.
    pub from: CivilDate,
    /// Last day; open where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub through: Option<CivilDate>,
    /// The clause.
    pub basis: Citation,
}

impl ExemptPersons {
    /// Whether the group is exempt on a day.
    pub fn covers(&self, day: CivilDate) -> bool {
        (self.from..=self.through.unwrap_or(CivilDate::LAST)).contains(&day)
    }
}

/// The rules as data.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ruleset {
    /// Stands in every verdict: 1 to 64 characters of `a-z`, `0-9`, `-` and `.`.
    pub id: Text,
    /// What people call it.
    pub title: Translated,
    /// When the order is in force.
    pub in_force: InForce,
    /// What it covers.
    pub covers: Covers,
    /// When a card may be renewed.
    pub window: WindowRule,
    /// The state duty by date; spans never overlap.
    pub duty: Cow<'static, [DutyValue]>,
    /// Persons exempt from the duty by date.
    pub exempt_persons: Cow<'static, [ExemptPersons]>,
    /// What is said to everyone else.
    pub notice: Notice,
}

impl Ruleset {
    /// Whether the window is judged for this document and reason.
    pub fn covers(&self, document: Document, reason: Reason) -> bool {
        self.covers.documents.contains(&document) && self.covers.reasons.contains(&reason)
    }
}

/// The answer where a ruleset can be used.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "outcome", rename = "sound")]
pub struct Sound {}

/// Reads a ruleset that a host brings.
///
/// # Errors
/// All problems of its shape and, where the parts can be read, of its sense.
pub fn check(value: &Value) -> Result<Sound, Invalid> {
    let mut problems = Problems::default();
    let ruleset = read(value, &Path::Root, &mut problems);
    problems.or(ruleset.map(|_| Sound {}))
}

/// Reads a ruleset at its place in a query.
pub fn read(value: &Value, path: &Path, problems: &mut Problems) -> Option<Ruleset> {
    reading::object(value, path, problems, |ruleset| {
        let id = ruleset.required("id", identifier);
        let title = ruleset.required("title", translated);
        let in_force = ruleset.required("inForce", |value, path, problems| {
            reading::object(value, path, problems, |in_force| {
                let from = in_force.required("from", reading::date);
                let through = in_force.required("through", reading::date);
                if from.zip(through).is_some_and(|(from, through)| through < from) {
                    in_force.problem(ProblemCode::EndBeforeStart, "through");
                }
                let basis = in_force.required("basis", citation);
                Some(InForce { from: from?, through: through?, basis: basis? })
            })
        });
        let covers = ruleset.required("covers", covers);
        let window = ruleset.required("window", |value, path, problems| {
            reading::object(value, path, problems, |window| {
                let days_before = window.required("daysBefore", reading::count(LONGEST_WINDOW));
                let days_after = window.required("daysAfter", reading::count(LONGEST_WINDOW));
                let basis = window.required("basis", citation);
                Some(WindowRule { days_before: days_before?, days_after: days_after?, basis: basis? })
            })
        });
        let duty = ruleset.required("duty", |value, path, problems| {
            let values = reading::list(duty_value)(value, path, problems)?;
            let spans = values.iter().enumerate().map(|(index, value)| Span {
                group: "",
                from: value.from,
                through: value.through,
                index,
            });
            report_overlaps(spans.collect(), path, problems);
            Some(values.into())
        });
        let exempt_persons = ruleset.required("exemptPersons", |value, path, problems| {
            let groups = reading::list(exempt_persons)(value, path, problems)?;
            let spans = groups.iter().enumerate().map(|(index, group)| Span {
                group: &group.code,
                from: group.from,
                through: group.through.unwrap_or(CivilDate::LAST),
                index,
            });
            report_overlaps(spans.collect(), path, problems);
            Some(groups.into())
        });
        let notice = ruleset.required("notice", |value, path, problems| {
            reading::object(value, path, problems, |notice| {
                let ru = notice.required("ru", wording);
                let kk = notice.required("kk", wording);
                let en = notice.required("en", wording);
                let official = notice.required("official", reading::one_of);
                Some(Notice { ru: ru?, kk: kk?, en: en?, official: official? })
            })
        });
        Some(Ruleset {
            id: id?,
            title: title?,
            in_force: in_force?,
            covers: covers?,
            window: window?,
            duty: duty?,
            exempt_persons: exempt_persons?,
            notice: notice?,
        })
    })
}

fn covers(value: &Value, path: &Path, problems: &mut Problems) -> Option<Covers> {
    reading::object(value, path, problems, |covers| {
        let documents = covers.required("documents", some_of);
        let reasons = covers.required("reasons", some_of);
        let applicants = covers.required("applicants", some_of);
        let basis = covers.required("basis", |value, path, problems| {
            reading::object(value, path, problems, |basis| {
                let document = basis.required("document", citation);
                let reason = basis.required("reason", citation);
                let applicant = basis.required("applicant", citation);
                let biometrics = basis.required("biometrics", citation);
                Some(CoversBasis {
                    document: document?,
                    reason: reason?,
                    applicant: applicant?,
                    biometrics: biometrics?,
                })
            })
        });
        Some(Covers { documents: documents?, reasons: reasons?, applicants: applicants?, basis: basis? })
    })
}

fn duty_value(value: &Value, path: &Path, problems: &mut Problems) -> Option<DutyValue> {
    reading::object(value, path, problems, |duty| {
        let from = duty.required("from", reading::date);
        let through = duty.required("through", reading::date);
        if from.zip(through).is_some_and(|(from, through)| through < from) {
            duty.problem(ProblemCode::EndBeforeStart, "through");
        }
        let mrp = duty.required("mrp", reading::count(LARGEST_AMOUNT));
        let rate = duty.required("rate", decimal);
        let amount = duty.required("amount", reading::count(LARGEST_AMOUNT));
        let exempt = duty.optional("exempt", reading::one_of);
        let basis = duty.required("basis", citation);
        Some(DutyValue {
            from: from?,
            through: through?,
            mrp: mrp?,
            rate: rate?,
            amount: amount?,
            exempt,
            basis: basis?,
        })
    })
}

fn exempt_persons(value: &Value, path: &Path, problems: &mut Problems) -> Option<ExemptPersons> {
    reading::object(value, path, problems, |group| {
        let code = group.required("code", identifier);
        let from = group.required("from", reading::date);
        let through = group.optional("through", reading::date);
        if from.zip(through).is_some_and(|(from, through)| through < from) {
            group.problem(ProblemCode::EndBeforeStart, "through");
        }
        let basis = group.required("basis", citation);
        Some(ExemptPersons { code: code?, from: from?, through, basis: basis? })
    })
}

fn citation(value: &Value, path: &Path, problems: &mut Problems) -> Option<Citation> {
    reading::object(value, path, problems, |citation| {
        let act = citation.required("act", wording);
        let clause = citation.optional("clause", wording);
        let text = citation.required("text", wording);
        let certainty = citation.required("certainty", reading::one_of);
        Some(Citation { act: act?, clause, text: text?, certainty: certainty? })
    })
}

fn translated(value: &Value, path: &Path, problems: &mut Problems) -> Option<Translated> {
    reading::object(value, path, problems, |title| {
        let ru = title.required("ru", wording);
        let kk = title.required("kk", wording);
        let en = title.required("en", wording);
        Some(Translated { ru: ru?, kk: kk?, en: en? })
    })
}

fn wording(value: &Value, path: &Path, problems: &mut Problems) -> Option<Text> {
    reading::words(LONGEST_TEXT)(value, path, problems).map(|text| Text::Owned(text.to_owned()))
}

/// 1 to 64 characters of `a-z`, `0-9`, `-` and `.`.
fn identifier(value: &Value, path: &Path, problems: &mut Problems) -> Option<Text> {
    let text = reading::words(64)(value, path, problems)?;
    if text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.')) {
        return Some(Text::Owned(text.to_owned()));
    }
    problems.add(ProblemCode::IllegalCharacter, path);
    None
}

/// Digits, and perhaps a point and digits after it.
fn decimal(value: &Value, path: &Path, problems: &mut Problems) -> Option<Text> {
    let text = reading::words(16)(value, path, problems)?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if digits(whole) && digits(fraction) {
        return Some(Text::Owned(text.to_owned()));
    }
    problems.add(ProblemCode::MalformedNumber, path);
    None
}

fn some_of<C: Code>(value: &Value, path: &Path, problems: &mut Problems) -> Option<Cow<'static, [C]>> {
    reading::some_of(value, path, problems).map(Cow::Owned)
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Span<'s> {
    group: &'s str,
    from: CivilDate,
    through: CivilDate,
    index: usize,
}

/// Reports each span that shares a day with one of the same group that starts no later.
fn report_overlaps(mut spans: Vec<Span>, path: &Path, problems: &mut Problems) {
    spans.sort_unstable();
    let mut spans = spans.into_iter();
    let Some(mut longest) = spans.next() else { return };
    for span in spans {
        if span.group == longest.group && span.from <= longest.through {
            let other = Path::Entry(path, longest.index).to_text();
            let entry = Path::Entry(path, span.index);
            let with = vec![("with", Parameter::Text(other))];
            problems.add_with(ProblemCode::OverlappingDates, &Path::Field(&entry, "from"), with);
        }
        if span.group != longest.group || span.through > longest.through {
            longest = span;
        }
    }
}
