//! The application as it is signed, and its canonical bytes.

use crate::application::attachment::{Image, MediaType};
use crate::application::canonical::{self, sha256};
use crate::application::draft::{Attachment, Card, Draft, Person, Previous, Settled};
use crate::application::review::{Outcome, Request};
use crate::calendar::CivilDate;
use crate::data::answer::{Answer, Object};
use crate::data::problem::{Invalid, ProblemCode};
use crate::data::reading::{Path, Problems};
use crate::identity::region::Region;
use crate::law::duty::{self, Because, Duty, DutyExempt};
use crate::law::eligibility::Eligible;
use crate::law::ruleset::{Document, Reason};
use alloc::string::String;
use alloc::vec::Vec;

/// The form of the application, so that a server knows what it reads.
pub const FORMAT: &str = "kualik-application-1";
/// Who reviews applications: УМС ДП of the region, whose name is [`Region::office`].
pub const REVIEWER: &str = "migration-service";

/// What an application says of the verdict that it rests on.
struct Decided<'e>(&'e Eligible<'e>);

/// A picture, by what identifies it.
#[derive(Clone, Debug, PartialEq)]
pub struct AttachmentDigest {
    /// Its type.
    pub media_type: MediaType,
    /// Bytes.
    pub size: u32,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Lower-case hexadecimal SHA-256 of its bytes.
    pub sha256: String,
}

impl AttachmentDigest {
    fn of(attachment: &Attachment) -> Option<Self> {
        let Image { media_type, width, height, .. } = attachment.image;
        let size = u32::try_from(attachment.bytes.len()).ok()?;
        Some(Self { media_type, size, width, height, sha256: sha256(attachment.bytes) })
    }
}

/// How the duty is settled, with the dated value that it rests on.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum DutySettled<'v> {
    Paid {
        amount: u32,
        rate: &'v str,
        mrp: u32,
        payment_reference: &'v str,
        paid_on: CivilDate,
    },
    /// Of an exempt group, whose code it names, or of no duty.
    Exempt {
        because: Because,
        exemption: Option<&'v str>,
    },
}

/// An application as it is signed: codes and data alone, no words of any language, no picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Application<'v> {
    /// A UUID, lower case; makes retries idempotent.
    pub id: String,
    /// The verdict that it rests on.
    pub verdict: Eligible<'v>,
    /// The applicant.
    pub applicant: &'v Person<'v>,
    /// The card to be replaced.
    pub card: Card<'v>,
    /// The applicant's region, whose office reviews.
    pub region: Region,
    /// Where the card is collected.
    pub registration_point: &'v str,
    /// The photo.
    pub photo: AttachmentDigest,
    /// The signature.
    pub signature: AttachmentDigest,
    /// The duty.
    pub duty: DutySettled<'v>,
    /// The annulled application before it.
    pub previous: Option<&'v Previous<'v>>,
}

/// The application and the bytes to sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Built<'v> {
    /// The application, as data.
    pub application: Application<'v>,
    /// RFC 8785, UTF-8: what is signed, never made again from parsed JSON.
    pub canonical: Vec<u8>,
    /// Lower-case hexadecimal SHA-256 of `canonical`.
    pub sha256: String,
}

impl Request<'_> {
    /// Builds the application. The same draft and options give the same bytes.
    ///
    /// # Errors
    /// All problems; `required` for a missing `id`.
    pub fn build(&self) -> Result<Outcome<'_, Built<'_>>, Invalid> {
        let mut problems = self.problems.clone();
        if !self.is_id_given {
            problems.add(ProblemCode::Required, &Path::Field(&Path::Root, "id"));
        }
        let (draft, eligible, duty) = match self.settle(problems)? {
            Outcome::Good(settled) => settled,
            Outcome::Unavailable(unavailable) => return Ok(Outcome::Unavailable(unavailable)),
        };
        let built = Application::of(draft, &eligible, &duty, self.id.clone()).and_then(|application| {
            let canonical = canonical::write(&application.to_value())?;
            let sha256 = sha256(&canonical);
            Some(Built { application, canonical, sha256 })
        });
        Problems::default().or(built).map(Outcome::Good)
    }
}

impl<'a> Application<'a> {
    /// None where the duty is settled in another way than it is due.
    pub(super) fn of(
        draft: &'a Draft<'a>,
        eligible: &Eligible<'a>,
        duty: &Duty<'a>,
        id: Option<String>,
    ) -> Option<Self> {
        let duty = match (duty, &draft.settled) {
            (Duty::Due(due), Some(Settled::Paid { payment_reference, paid_on, amount })) => DutySettled::Paid {
                amount: (*amount)?,
                rate: due.rate,
                mrp: due.mrp,
                payment_reference: (*payment_reference)?,
                paid_on: (*paid_on)?,
            },
            (Duty::Exempt(DutyExempt { because: Because::NotAnObject, .. }), _) => {
                DutySettled::Exempt { because: Because::NotAnObject, exemption: None }
            }
            (Duty::Exempt(exempt), Some(Settled::Exempt { exemption })) => {
                DutySettled::Exempt { because: exempt.because, exemption: Some(exemption) }
            }
            _ => return None,
        };
        Some(Self {
            id: id?,
            verdict: eligible.clone(),
            applicant: &draft.applicant,
            card: draft.card,
            region: draft.region,
            registration_point: draft.registration_point,
            photo: AttachmentDigest::of(&draft.photo)?,
            signature: AttachmentDigest::of(&draft.signature)?,
            duty,
            previous: draft.previous.as_ref(),
        })
    }
}

impl Answer for Decided<'_> {
    fn write(&self, into: &mut Object) {
        into.date("checkedOn", self.0.checked_on);
        into.number("daysToExpiry", self.0.days_to_expiry);
        into.object("window", &self.0.window);
    }
}

impl Answer for Person<'_> {
    fn write(&self, into: &mut Object) {
        into.text("iin", self.iin);
        into.text("surname", &self.surname);
        into.optional_text("givenName", self.given_name.as_deref());
        into.optional_text("patronymic", self.patronymic.as_deref());
        into.text("phone", self.phone);
    }
}

impl Answer for Card<'_> {
    fn write(&self, into: &mut Object) {
        into.text("number", self.number);
        into.date("expiresOn", self.expires_on);
    }
}

impl Answer for AttachmentDigest {
    fn write(&self, into: &mut Object) {
        into.code("mediaType", self.media_type);
        into.number("size", self.size);
        into.number("width", self.width);
        into.number("height", self.height);
        into.text("sha256", &self.sha256);
    }
}

impl Answer for DutySettled<'_> {
    fn write(&self, into: &mut Object) {
        match self {
            DutySettled::Paid { amount, rate, mrp, payment_reference, paid_on } => {
                into.literal("outcome", "due");
                into.number("amount", *amount);
                into.literal("currency", duty::CURRENCY);
                into.text("rate", rate);
                into.number("mrp", *mrp);
                into.text("paymentReference", payment_reference);
                into.date("paidOn", *paid_on);
            }
            DutySettled::Exempt { because, exemption } => {
                into.literal("outcome", "exempt");
                into.code("because", *because);
                into.optional_text("exemption", *exemption);
            }
        }
    }
}

impl Answer for Previous<'_> {
    fn write(&self, into: &mut Object) {
        into.text("ticket", self.ticket);
        into.codes("annulledFor", &self.annulled_for);
        into.optional_text("paymentReference", self.payment_reference);
    }
}

impl Answer for Application<'_> {
    fn write(&self, into: &mut Object) {
        into.literal("format", FORMAT);
        into.text("id", &self.id);
        into.code("document", Document::IdentityCard);
        into.code("reason", Reason::Expiry);
        into.text("ruleset", self.verdict.ruleset);
        into.object("verdict", &Decided(&self.verdict));
        into.object("applicant", self.applicant);
        into.object("card", &self.card);
        into.code("region", self.region);
        into.literal("reviewer", REVIEWER);
        into.text("registrationPoint", self.registration_point);
        into.object("photo", &self.photo);
        into.object("signature", &self.signature);
        into.object("duty", &self.duty);
        if let Some(previous) = self.previous {
            into.object("previous", previous);
        }
        into.boolean("consent", true);
    }
}

impl Answer for Built<'_> {
    fn write(&self, into: &mut Object) {
        into.literal("outcome", "built");
        into.object("application", &self.application);
        into.bytes("canonical", &self.canonical);
        into.text("sha256", &self.sha256);
    }
}
