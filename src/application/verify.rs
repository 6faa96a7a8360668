//! For a server: whether the bytes that a client sent are an application that may be accepted.
//!
//! A client can be tampered with, so nothing that it decided counts: every field is read again, the
//! verdict and the duty are decided anew, the pictures are looked at, and the canonical bytes are made
//! again and compared.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::application::build::Application;
use crate::application::draft::{self, Card, Draft, Person, Previous, Settled};
use crate::application::{canonical, review};
use crate::calendar::CivilDate;
use crate::data::answer::Answer;
use crate::data::code::Code;
use crate::data::problem::{Invalid, Parameter, ProblemCode};
use crate::data::reading::{self, Path, Problems};
use crate::data::value::Value;
use crate::identity::region::Region;
use crate::law::duty::Because;
use crate::law::eligibility::{RefusalCode, Verdict};
use crate::law::ruleset::Ruleset;

/// Why a server may not accept an application.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Refused {
    /// The card could not be renewed online on the day that the application names.
    Unavailable(Vec<RefusalCode>),
    /// What is wrong with it.
    Invalid(Invalid),
}

/// When a server received an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// The server's own day.
    pub on: CivilDate,
    /// How many days before it the application may have been made, 0 or more: one made before midnight comes after it.
    pub grace_days: u32,
}

impl Received {
    /// On a day, with a grace of one day.
    pub fn on(on: CivilDate) -> Self {
        Self { on, grace_days: 1 }
    }

    fn earliest(self) -> Option<CivilDate> {
        self.on.plus_days(i32::try_from(self.grace_days).ok()?.checked_neg()?)
    }
}

/// Verifies an application. `parsed` is what a JSON reader makes of `bytes` and must keep names that
/// stand twice, as this crate's [`Value`] does. The day that it was made on is the client's word, so the
/// server's own bounds it: not later, at most the grace earlier, and the rules in force on both.
///
/// # Errors
/// [`Refused`], with every problem. `inconsistent` at a field that the rules make otherwise, and at the
/// whole where the bytes are not the canonical form of what they say.
pub fn verify(
    bytes: &[u8],
    parsed: &Value,
    photo: &[u8],
    signature: &[u8],
    received: Received,
    rules: &Ruleset,
) -> Result<(), Refused> {
    let mut problems = Problems::default();
    let claim = read(parsed, &mut problems);
    let photo = draft::picture(photo, &Path::Field(&Path::Root, "photo"), &mut problems);
    let signature = draft::picture(signature, &Path::Field(&Path::Root, "signature"), &mut problems);
    let Some((claim, (photo, signature))) = claim.zip(photo.zip(signature)) else {
        return Err(Refused::Invalid(problems.into_invalid()));
    };
    let verdict = Path::Field(&Path::Root, "verdict");
    let checked_on = Path::Field(&verdict, "checkedOn");
    if claim.checked_on > received.on {
        problems.add(ProblemCode::DateInTheFuture, &checked_on);
    } else if let Some(earliest) = received.earliest().filter(|earliest| claim.checked_on < *earliest) {
        let earliest = vec![("earliest", Parameter::Text(earliest.to_text()))];
        problems.add_with(ProblemCode::TooLongAgo, &checked_on, earliest);
    }
    if received.on > rules.in_force.through {
        return Err(Refused::Unavailable(vec![RefusalCode::PilotEnded]));
    }
    let eligible = match review::decide(claim.card.expires_on, claim.checked_on, rules) {
        Verdict::Eligible(eligible) => eligible,
        Verdict::Unavailable(unavailable) => {
            return Err(Refused::Unavailable(unavailable.refusals.iter().map(|refusal| refusal.code).collect()));
        }
    };
    let earlier = claim.previous.as_ref().and_then(|previous| previous.payment_reference);
    let duty =
        review::check_duty(claim.settled, claim.settled.is_none(), earlier, claim.checked_on, rules, &mut problems);
    let draft = Draft {
        applicant: claim.applicant,
        card: claim.card,
        region: claim.region,
        registration_point: claim.registration_point,
        photo,
        signature,
        settled: claim.settled,
        previous: claim.previous,
    };
    let made = duty.and_then(|duty| Application::of(&draft, &eligible, &duty, Some(claim.id)));
    if let Some(made) = made.as_ref().map(Answer::to_value) {
        compare(parsed, &made, &mut problems);
        if canonical::write(&made).as_deref() != Some(bytes) && problems.count() == 0 {
            problems.add(ProblemCode::Inconsistent, &Path::Root);
        }
    }
    problems.or(made.map(|_| ())).map_err(Refused::Invalid)
}

/// What an application says that cannot be reckoned from the rest.
struct Claim<'v> {
    id: String,
    checked_on: CivilDate,
    applicant: Person<'v>,
    card: Card<'v>,
    region: Region,
    registration_point: &'v str,
    /// Nothing where it says that no duty arises.
    settled: Option<Settled<'v>>,
    previous: Option<Previous<'v>>,
}

fn read<'v>(parsed: &'v Value, problems: &mut Problems) -> Option<Claim<'v>> {
    reading::object(parsed, &Path::Root, problems, |fields| {
        let id = fields.required("id", reading::uuid);
        let checked_on = fields.required("verdict", |value, path, problems| {
            reading::object(value, path, problems, |verdict| {
                verdict.ignore_the_rest();
                verdict.required("checkedOn", reading::date)
            })
        });
        let applicant = fields.required("applicant", draft::person);
        let card = fields.required("card", draft::card);
        let region = fields.required("region", reading::one_of);
        let registration_point = fields.required("registrationPoint", draft::registration_point);
        let settled = fields.required("duty", |value, path, problems| {
            reading::object(value, path, problems, |duty| {
                // What the rules make of it is compared afterwards.
                duty.ignore_the_rest();
                let says_none = duty.optional("because", reading::text) == Some(Because::NotAnObject.code());
                if says_none { Some(None) } else { draft::settled_fields(duty).map(Some) }
            })
        });
        let previous = fields.optional("previous", draft::previous);
        fields.ignore_the_rest();
        Some(Claim {
            id: id?,
            checked_on: checked_on?,
            applicant: applicant?,
            card: card?,
            region: region?,
            registration_point: registration_point?,
            settled: settled?,
            previous,
        })
    })
}

/// Reports each field of the first level in which two applications differ.
fn compare(said: &Value, made: &Value, problems: &mut Problems) {
    let (Value::Object(said), Value::Object(made)) = (said, made) else { return };
    let find = |fields: &[(Cow<str>, Value)], name: &str| {
        fields.iter().find(|(known, _)| known == name).map(|(_, value)| canonical::write(value))
    };
    for (name, _) in said {
        if find(made, name).is_none() {
            problems.add(ProblemCode::UnknownField, &Path::Field(&Path::Root, name));
        }
    }
    for (name, value) in made {
        match find(said, name) {
            None => problems.add(ProblemCode::Required, &Path::Field(&Path::Root, name)),
            Some(bytes) if bytes != canonical::write(value) => {
                problems.add(ProblemCode::Inconsistent, &Path::Field(&Path::Root, name));
            }
            Some(_) => {}
        }
    }
}
