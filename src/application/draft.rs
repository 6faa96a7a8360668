//! The draft of an application, as the applicant's page holds it: read with all problems at once.

use std::borrow::Cow;

use crate::application::image::{self, Image, MediaType};
use crate::application::name;
use crate::calendar::CivilDate;
use crate::duty::{self, Duty};
use crate::identity::phone;
use crate::iin;
use crate::lifecycle::{self, Fault};
use crate::problem::{Code, Parameter, ProblemCode};
use crate::reading::{self, Fields, Path, Problems, Value};
use crate::region::Region;
use crate::ruleset::{self, Exemption, Ruleset};

/// Largest attachment, in bytes: 1 MiB.
pub const LARGEST_ATTACHMENT: usize = 1_048_576;
/// Digits of a card's number.
pub const CARD_NUMBER: usize = 9;
/// Longest name of a registration point, in characters.
pub const LONGEST_POINT: usize = 200;
/// Longest payment reference, in characters; no format was seen in print.
pub const LONGEST_REFERENCE: usize = 64;

/// The applicant.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Person<'v> {
    pub iin: &'v str,
    pub surname: Cow<'v, str>,
    pub given_name: Cow<'v, str>,
    pub patronymic: Option<Cow<'v, str>>,
    /// E.164, a mobile number of Kazakhstan.
    pub phone: &'v str,
}

/// The card to be replaced.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Card<'v> {
    /// Nine digits.
    pub number: &'v str,
    /// The printed date.
    pub expires_on: CivilDate,
}

/// A picture that goes with the application.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attachment<'v> {
    /// What its bytes say.
    pub image: Image,
    /// The file.
    pub bytes: &'v [u8],
}

/// How the applicant settled the duty.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Settled<'v> {
    /// Each part where it could be read.
    Paid {
        payment_reference: Option<&'v str>,
        paid_on: Option<CivilDate>,
        amount: Option<u32>,
    },
    Exempt {
        exemption: &'v str,
    },
}

/// The annulled application that this one follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Previous<'v> {
    /// Its registration ticket.
    pub ticket: &'v str,
    /// Why it was annulled.
    pub annulled_for: Vec<Fault>,
    /// Its payment.
    pub payment_reference: Option<&'v str>,
}

/// A draft all of whose fields could be read.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Draft<'v> {
    pub applicant: Person<'v>,
    pub card: Card<'v>,
    pub region: Region,
    pub registration_point: &'v str,
    pub photo: Attachment<'v>,
    pub signature: Attachment<'v>,
    pub settled: Settled<'v>,
    pub previous: Option<Previous<'v>>,
}

/// What decides by the day, as far as it could be read: one broken field hides no other's problem.
#[derive(Clone, Copy, Debug, Default)]
pub struct Deciding<'v> {
    /// The printed date.
    pub expires_on: Option<CivilDate>,
    /// How the duty was settled.
    pub settled: Option<Settled<'v>>,
    /// The payment of the annulled application before this one.
    pub earlier_payment: Option<&'v str>,
}

/// Reads a draft.
pub fn read<'v>(value: &'v Value, problems: &mut Problems) -> (Deciding<'v>, Option<Draft<'v>>) {
    let draft = reading::object(value, &Path::Root, problems, |draft| {
        let applicant = draft.required("applicant", person);
        let card = draft.required("card", card);
        let region = draft.required("region", reading::one_of);
        let registration_point = draft.required("registrationPoint", registration_point);
        let photo = draft.required("photo", attachment);
        let signature = draft.required("signature", attachment);
        let settled = draft.required("duty", settled);
        let previous = draft.optional("previous", previous);
        if draft.required("consent", reading::boolean) == Some(false) {
            draft.problem(ProblemCode::Required, "consent");
        }
        Some(Draft {
            applicant: applicant?,
            card: card?,
            region: region?,
            registration_point: registration_point?,
            photo: photo?,
            signature: signature?,
            settled: settled?,
            previous,
        })
    });
    (deciding(value), draft)
}

pub(super) fn person<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<Person<'v>> {
    reading::object(value, path, problems, |person| {
        let iin = person.required("iin", iin::read);
        let surname = person.required("surname", name::read);
        let given_name = person.required("givenName", name::read);
        let patronymic = person.optional("patronymic", name::read);
        let phone = person.required("phone", phone);
        Some(Person { iin: iin?.iin, surname: surname?, given_name: given_name?, patronymic, phone: phone? })
    })
}

pub(super) fn card<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<Card<'v>> {
    reading::object(value, path, problems, |card| {
        let number = card.required("number", card_number);
        let expires_on = card.required("expiresOn", reading::date);
        Some(Card { number: number?, expires_on: expires_on? })
    })
}

fn card_number<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<&'v str> {
    let number = reading::digits(value, path, problems, CARD_NUMBER)?;
    if reading::is_zero(number) {
        problems.add(ProblemCode::NeverIssued, path);
        return None;
    }
    Some(number)
}

fn deciding<'v>(draft: &'v Value) -> Deciding<'v> {
    let mut deciding = Deciding::default();
    // Every problem has been noted where the whole was read.
    let mut ignored = Problems::default();
    reading::object(draft, &Path::Root, &mut ignored, |draft| {
        deciding.expires_on = draft.optional("card", |value, path, ignored| {
            reading::object(value, path, ignored, |card| card.optional("expiresOn", reading::date))
        });
        deciding.settled = draft.optional("duty", settled);
        deciding.earlier_payment = draft.optional("previous", |value, path, ignored| {
            reading::object(value, path, ignored, |previous| previous.optional("paymentReference", reference))
        });
        Some(())
    });
    deciding
}

pub(super) fn registration_point<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<&'v str> {
    reading::words(value, path, problems, LONGEST_POINT)
}

fn reference<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<&'v str> {
    reading::words(value, path, problems, LONGEST_REFERENCE)
}

fn phone<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<&'v str> {
    let text = reading::text(value, path, problems)?;
    if !phone::is_mobile(text) {
        problems.add(ProblemCode::MalformedPhone, path);
        return None;
    }
    Some(text)
}

fn attachment<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<Attachment<'v>> {
    reading::object(value, path, problems, |attachment| {
        let stated: Option<MediaType> = attachment.required("mediaType", reading::one_of);
        let bytes = attachment.required("bytes", |value, path, problems| {
            let Value::Bytes(bytes) = value else {
                problems.wrong_type(path, "Uint8Array");
                return None;
            };
            picture(bytes, path, problems)
        });
        let actual = bytes.map(|attachment| attachment.image.media_type);
        if let (Some(stated), Some(actual)) = (stated, actual)
            && stated != actual
        {
            let actual = vec![("actual", Parameter::Text(actual.code().into()))];
            attachment.problem_with(ProblemCode::WrongMediaType, "mediaType", actual);
        }
        stated.and(bytes)
    })
}

/// What the bytes of a picture say of themselves, whoever brings them.
pub(super) fn picture<'v>(bytes: &'v [u8], path: &Path, problems: &mut Problems) -> Option<Attachment<'v>> {
    if bytes.len() > LARGEST_ATTACHMENT {
        let max = vec![("max", Parameter::Number(LARGEST_ATTACHMENT as f64))];
        problems.add_with(ProblemCode::TooLarge, path, max);
    }
    match image::inspect(bytes) {
        Ok(image) => Some(Attachment { image, bytes }),
        Err(code) => {
            problems.add(code, path);
            None
        }
    }
}

fn settled<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<Settled<'v>> {
    reading::object(value, path, problems, settled_fields)
}

/// An exemption where one is named, else a payment.
pub(super) fn settled_fields<'v>(duty: &mut Fields<'_, 'v>) -> Option<Settled<'v>> {
    if duty.is_given("exemption") {
        let exemption = duty.required("exemption", reading::text);
        return Some(Settled::Exempt { exemption: exemption? });
    }
    let payment_reference = duty.required("paymentReference", reference);
    let paid_on = duty.required("paidOn", reading::date);
    let amount = duty.required("amount", ruleset::amount);
    Some(Settled::Paid { payment_reference, paid_on, amount })
}

pub(super) fn previous<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<Previous<'v>> {
    reading::object(value, path, problems, |previous| {
        let ticket = previous.required("ticket", lifecycle::ticket);
        let annulled_for = previous.required("annulledFor", lifecycle::faults);
        let payment_reference = previous.optional("paymentReference", reference);
        Some(Previous { ticket: ticket?, annulled_for: annulled_for?, payment_reference })
    })
}

/// Whether the duty is settled as the rules of that day want it; gives the duty where it is.
pub fn check_duty<'r>(
    settled: &Settled,
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
    match settled {
        Settled::Exempt { exemption } => {
            let groups = rules.exempt_persons.iter().filter(|group| group.covers(day)).map(|group| group.code);
            let on_expiry = value.exempt.iter().map(|exemption: &Exemption| exemption.code());
            let known: Vec<_> = on_expiry.chain(groups).collect();
            problems.must_be_one_of(&Path::Field(&path, "exemption"), exemption, &known);
            Some(duty::on(day, Some(exemption), rules))
        }
        Settled::Paid { payment_reference, paid_on, amount } => {
            let duty = duty::on(day, None, rules);
            let due = if let Duty::Due(due) = &duty { due.amount } else { 0 };
            if amount.is_some_and(|amount| amount != due) {
                let due = vec![("due", Parameter::Number(due.into()))];
                problems.add_with(ProblemCode::WrongAmount, &Path::Field(&path, "amount"), due);
            }
            if paid_on.is_some_and(|paid_on| paid_on > day) {
                problems.add(ProblemCode::DateInTheFuture, &Path::Field(&path, "paidOn"));
            }
            let payments = earlier_payment.zip(*payment_reference);
            if due > 0 && payments.is_some_and(|(earlier, this)| is_same_reference(earlier, this)) {
                problems.add(ProblemCode::DutyNotPaidAgain, &Path::Field(&path, "paymentReference"));
            }
            Some(duty)
        }
    }
}

/// Whether two references name one payment, however they were typed.
fn is_same_reference(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<String>().to_ascii_lowercase();
    plain(one) == plain(other)
}
