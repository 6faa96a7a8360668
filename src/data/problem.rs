//! What is wrong: a code, the path of the value, and parameters for the words.

use crate::data::answer::{Answer, Object};
use crate::data::code::codes;
use alloc::string::String;
use alloc::vec::Vec;

codes! {
    /// What is wrong with a value.
    ProblemCode {
        /// The field is needed and is missing, `null` or `undefined`.
        Required = "required",
        /// The contract has no field of this name here.
        UnknownField = "unknown-field",
        /// Text that is not one of the contract's codes; `allowed` lists them.
        UnknownValue = "unknown-value",
        /// Not of the kind that the contract asks for; `expected` names it.
        WrongType = "wrong-type",
        /// Not written `YYYY-MM-DD` in ASCII digits.
        MalformedDate = "malformed-date",
        /// Written well, but the calendar has no such day.
        ImpossibleDate = "impossible-date",
        /// A day of a year before 1991 or after 2100.
        DateOutOfRange = "date-out-of-range",
        /// A number outside its limits, `min` and `max`.
        NumberOutOfRange = "number-out-of-range",
        /// Text or a list that must hold something and is empty or blank.
        Empty = "empty",
        /// Longer than `max`.
        TooLong = "too-long",
        /// A character that cannot stand here: a control, an invisible or a broken one.
        IllegalCharacter = "illegal-character",
        /// The end of a span of days comes before its start.
        EndBeforeStart = "end-before-start",
        /// Two dated values cover the same day; `with` is the path of the other.
        OverlappingDates = "overlapping-dates",
        /// The same entry stands twice.
        Duplicate = "duplicate",
        /// Not a decimal number written in ASCII digits.
        MalformedNumber = "malformed-number",
        /// Not as many characters as it must have; `length` says how many that is.
        WrongLength = "wrong-length",
        /// Something other than ASCII digits.
        NotDigits = "not-digits",
        /// A number that is never issued: all zeros, or an IIN whose control digit would be 10 in both passes.
        NeverIssued = "never-issued",
        /// The control digit (контрольный разряд) of an IIN does not hold.
        WrongControlDigit = "wrong-control-digit",
        /// The machine-readable zone has not three lines.
        WrongLineCount = "wrong-line-count",
        /// A line of the machine-readable zone has not 30 characters.
        WrongLineLength = "wrong-line-length",
        /// A check digit of the machine-readable zone does not hold.
        WrongCheckDigit = "wrong-check-digit",
        /// Not issued by Kazakhstan, or not to its citizen.
        NotKazakhstan = "not-kazakhstan",
        /// A document of another kind.
        NotAnIdentityCard = "not-an-identity-card",
        /// Not a mobile number of Kazakhstan in E.164 form.
        MalformedPhone = "malformed-phone",
        /// Not a UUID.
        MalformedUuid = "malformed-uuid",
        /// A day after the one that is decided for.
        DateInTheFuture = "date-in-the-future",
        /// A day before the first that a server still takes an application of, `earliest`.
        TooLongAgo = "too-long-ago",
        /// Not the duty of that day; `due` is it.
        WrongAmount = "wrong-amount",
        /// A new application after annulment names the payment of the old one.
        DutyNotPaidAgain = "duty-not-paid-again",
        /// No dated value of the duty covers that day.
        DutyNotCovered = "duty-not-covered",
        /// Neither a JPEG nor a PNG.
        NotAnImage = "not-an-image",
        /// The bytes are of another type than stated; `actual` names it.
        WrongMediaType = "wrong-media-type",
        /// The image ends early or is broken.
        IncompleteImage = "incomplete-image",
        /// The file goes on after the end of the image.
        TrailingBytes = "trailing-bytes",
        /// More than `max` bytes.
        TooLarge = "too-large",
        /// The event cannot follow the record's status.
        NotAllowedNow = "not-allowed-now",
        /// Not the one who may report this event; `allowed` names them.
        WrongActor = "wrong-actor",
        /// Earlier than the last event.
        BeforeLastEvent = "before-last-event",
        /// Not the record's own ticket number.
        WrongTicket = "wrong-ticket",
        /// Not what the rest of the data makes it; a ruleset with the id of the embedded one must be that one.
        Inconsistent = "inconsistent",
        /// The module failed; only the package's loader says so.
        Internal = "internal",
    }
}

/// A parameter of a problem: never the value that was wrong, which may be personal.
#[derive(Clone, Debug, PartialEq)]
pub enum Parameter {
    /// A text of the contract, such as the codes allowed.
    Text(String),
    /// A limit.
    Number(f64),
}

/// One thing that is wrong: what, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub code: ProblemCode,
    /// Where, as `expiresOn` or `ruleset.duty[1].from`; empty for the argument as a whole.
    pub path: String,
    /// What the words may need, by name.
    pub params: Parameters,
}

/// The parameters of a problem, by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters(pub Vec<(&'static str, Parameter)>);

impl Answer for Parameters {
    fn write(&self, into: &mut Object) {
        for (name, value) in &self.0 {
            match value {
                Parameter::Text(text) => into.text(name, text),
                Parameter::Number(number) => into.number(name, *number),
            }
        }
    }
}

impl Answer for Problem {
    fn write(&self, into: &mut Object) {
        into.code("code", self.code);
        into.text("path", &self.path);
        if !self.params.0.is_empty() {
            into.object("params", &self.params);
        }
    }
}

/// The answer to arguments that cannot be read: all problems, never just the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Invalid {
    /// What is wrong; never empty.
    pub problems: Vec<Problem>,
}

impl Answer for Invalid {
    fn write(&self, into: &mut Object) {
        into.literal("outcome", "invalid");
        into.objects("problems", &self.problems);
    }
}
