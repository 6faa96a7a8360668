//! What is wrong: a code, the path of the value, and parameters for the words.

use serde::Serialize;

/// Declares an enumeration whose members are written as fixed codes of the contract.
macro_rules! codes {
    ($(#[$of_enum:meta])* $name:ident { $($(#[$of_member:meta])* $member:ident = $code:literal,)+ }) => {
        $(#[$of_enum])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$of_member])* $member,)+
        }

        impl crate::problem::Code for $name {
            const ALL: &'static [Self] = &[$(Self::$member),+];

            fn code(self) -> &'static str {
                match self {
                    $(Self::$member => $code),+
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(crate::problem::Code::code(*self))
            }
        }
    };
}
pub(crate) use codes;

/// A closed list of codes.
pub trait Code: Copy + PartialEq + 'static {
    /// Every member, in the contract's order.
    const ALL: &'static [Self];

    /// The code, as the contract writes it.
    fn code(self) -> &'static str;
}

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
        /// The module failed; only the package's loader says so.
        Internal = "internal",
    }
}

/// A parameter of a problem: never the value that was wrong, which may be personal.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Parameter {
    /// A text of the contract, such as the codes allowed.
    Text(String),
    /// A limit.
    Number(f64),
}

/// One thing that is wrong: what, and where.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Problem {
    /// What is wrong.
    pub code: ProblemCode,
    /// Where, as `expiresOn` or `ruleset.duty[1].from`; empty for the argument as a whole.
    pub path: String,
    /// What the words may need, by name.
    #[serde(skip_serializing_if = "Parameters::is_empty")]
    pub params: Parameters,
}

/// The parameters of a problem, by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters(pub Vec<(&'static str, Parameter)>);

impl Parameters {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Parameters {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// The answer to arguments that cannot be read: all problems, never just the first.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "outcome", rename = "invalid")]
pub struct Invalid {
    /// What is wrong; never empty.
    pub problems: Vec<Problem>,
}
