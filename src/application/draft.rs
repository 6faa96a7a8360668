//! The draft of an application, as the applicant's page holds it: read with all problems at once.

use alloc::borrow::Cow;
use alloc::vec;
use alloc::vec::Vec;

use crate::application::attachment::{self, Image, MediaType};
use crate::calendar::CivilDate;
use crate::data::code::Code;
use crate::data::problem::{Parameter, ProblemCode};
use crate::data::reading::{self, Fields, Path, Problems};
use crate::data::value::Value;
use crate::identity::iin;
use crate::identity::name;
use crate::identity::phone;
use crate::identity::region::Region;
use crate::law::ruleset;
use crate::lifecycle::{self, Fault};

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
    /// Missing where a person has one name alone.
    pub given_name: Option<Cow<'v, str>>,
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
    /// Nothing where no duty arises.
    pub settled: Option<Settled<'v>>,
    pub previous: Option<Previous<'v>>,
}

/// What decides by the day, as far as it could be read: one broken field hides no other's problem.
#[derive(Clone, Copy, Debug, Default)]
pub struct Deciding<'v> {
    /// The printed date.
    pub expires_on: Option<CivilDate>,
    /// How the duty was settled.
    pub settled: Option<Settled<'v>>,
    /// Whether the draft says nothing of a duty.
    pub is_duty_missing: bool,
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
        let settled = draft.optional("duty", settled);
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
            settled,
            previous,
        })
    });
    (deciding(value), draft)
}

pub(super) fn person<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<Person<'v>> {
    reading::object(value, path, problems, |person| {
        let iin = person.required("iin", iin::read);
        let surname = person.required("surname", name::read);
        let given_name = person.optional("givenName", name::read);
        let patronymic = person.optional("patronymic", name::read);
        let phone = person.required("phone", phone::read);
        Some(Person { iin: iin?.iin, surname: surname?, given_name, patronymic, phone: phone? })
    })
}

pub(super) fn card<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<Card<'v>> {
    reading::object(value, path, problems, |card| {
        let number =
            card.required("number", |value, path, problems| reading::digits(value, path, problems, CARD_NUMBER));
        let expires_on = card.required("expiresOn", reading::date);
        Some(Card { number: number?, expires_on: expires_on? })
    })
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
        deciding.is_duty_missing = !draft.is_given("duty");
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
    match attachment::inspect(bytes) {
        Ok(image) => {
            // What no decoder looks at nobody has seen: another file, or the second picture of a phone's camera.
            if image.length < bytes.len() {
                problems.add(ProblemCode::TrailingBytes, path);
            }
            Some(Attachment { image, bytes })
        }
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
