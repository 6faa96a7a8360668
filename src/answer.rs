//! Answers as plain data, written field by field.
//!
//! Not derived: each derived serialiser would be a copy of its own on the citizen's phone, several
//! times the size of these calls.

use crate::calendar::CivilDate;
use crate::problem::Code;
use crate::reading::Value;

/// Something that the contract shows as an object.
pub trait Answer {
    /// Writes its fields, in the contract's order; what is absent is not written.
    fn write(&self, into: &mut Object);

    /// The whole as data.
    fn to_value(&self) -> Value {
        let mut object = Object(Vec::new());
        self.write(&mut object);
        Value::Object(object.0)
    }
}

/// An object while it is written.
pub struct Object(Vec<(String, Value)>);

impl Object {
    /// A field of any kind.
    #[inline(never)]
    pub fn value(&mut self, name: &str, value: Value) {
        self.0.push((name.to_owned(), value));
    }

    /// Text.
    #[inline(never)]
    pub fn text(&mut self, name: &str, text: &str) {
        self.value(name, Value::Text(text.to_owned()));
    }

    /// Text, where there is any.
    #[inline(never)]
    pub fn optional_text(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// A code of the contract.
    pub fn code(&mut self, name: &str, code: impl Code) {
        self.text(name, code.code());
    }

    /// A civil date.
    #[inline(never)]
    pub fn date(&mut self, name: &str, date: CivilDate) {
        self.value(name, Value::Text(date.to_text()));
    }

    /// A number.
    pub fn number(&mut self, name: &str, number: impl Into<f64>) {
        self.value(name, Value::Number(number.into()));
    }

    /// An object.
    #[inline(never)]
    pub fn object(&mut self, name: &str, answer: &dyn Answer) {
        self.value(name, answer.to_value());
    }

    /// A list of objects.
    pub fn objects<A: Answer>(&mut self, name: &str, list: &[A]) {
        self.value(name, Value::List(list.iter().map(Answer::to_value).collect()));
    }

    /// A list of codes.
    pub fn codes<C: Code>(&mut self, name: &str, list: &[C]) {
        let codes = list.iter().map(|code| Value::Text(code.code().to_owned()));
        self.value(name, Value::List(codes.collect()));
    }
}

impl<A: Answer> Answer for &A {
    fn write(&self, into: &mut Object) {
        (*self).write(into);
    }
}

/// Either the one answer or the other.
impl<A: Answer, B: Answer> Answer for Result<A, B> {
    fn write(&self, into: &mut Object) {
        match self {
            Ok(answer) => answer.write(into),
            Err(answer) => answer.write(into),
        }
    }
}
