//! What is asked for beside a picture: values of any shape, and all that is wrong with them.

use serde::Serialize;

use crate::decode;

/// A value of any shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A number, which may be not finite.
    Number(f64),
    /// A text.
    Text(String),
    /// An object's fields, in its order.
    Fields(Vec<(String, Self)>),
    /// Anything else; the contract has no place for it.
    Other,
}

impl Value {
    /// A field, whatever its value.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<&Self> {
        let Self::Fields(fields) = self else { return None };
        fields.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// A field that is there and not null.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Self> {
        self.entry(name).filter(|value| **value != Self::Null)
    }

    /// A finite number.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number).filter(|number| number.is_finite()) } else { None }
    }
}

/// A path of fields within fields.
#[must_use]
pub fn dotted(names: &[&str]) -> String {
    names.join(".")
}

/// What is wrong, all of it, in the order in which it was found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(tag = "outcome", rename = "invalid")]
pub struct Problems {
    problems: Vec<Problem>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Problem {
    code: &'static str,
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    params: Option<Parameter>,
}

/// What more there is to say of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Parameter {
    Actual(&'static str),
    Kind(&'static str),
    Max(u32),
}

impl Problems {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// Notes a problem.
    pub fn note(&mut self, code: &'static str, path: String) {
        self.problems.push(Problem { code, path, params: None });
    }

    /// Whether the value is an object, or null, which is one without fields; notes it where it is something else, and
    /// fields of other names.
    pub fn fields(&mut self, value: &Value, path: &str, names: &[&str]) -> bool {
        match value {
            Value::Null => {}
            Value::Fields(fields) => {
                for (name, _) in fields.iter().filter(|(name, _)| !names.contains(&name.as_str())) {
                    self.note("unknown-field", dotted(&[path, name]));
                }
            }
            _ => self.note("wrong-type", path.to_owned()),
        }
        matches!(value, Value::Null | Value::Fields(_))
    }
}

impl From<decode::Problem> for Problems {
    fn from(problem: decode::Problem) -> Self {
        let (code, params) = match problem {
            decode::Problem::Empty => ("empty", None),
            decode::Problem::NotAnImage(actual) => ("not-an-image", actual.map(Parameter::Actual)),
            decode::Problem::Incomplete => ("incomplete-image", None),
            decode::Problem::Unsupported(kind) => ("unsupported-image", Some(Parameter::Kind(kind))),
            decode::Problem::TooLarge(most) => ("too-large", Some(Parameter::Max(most))),
            decode::Problem::TooManyPixels(most) => ("too-many-pixels", Some(Parameter::Max(most))),
        };
        Self { problems: vec![Problem { code, path: String::new(), params }] }
    }
}
