//! Answers as plain data, written field by field.
//!
//! Not derived: each derived serialiser would be a copy of its own on the citizen's phone, several
//! times the size of these calls.

use crate::calendar::CivilDate;
use crate::problem::Code;
use crate::reading::Value;
use crate::wasm::codec::{Written, kind};

/// Something that the contract shows as an object.
pub trait Answer {
    /// Writes its fields, in the contract's order; what is absent is not written.
    fn write(&self, into: &mut Object);

    /// The whole as data.
    fn to_value(&self) -> Value<'static>
    where
        Self: Sized,
    {
        let mut written = Written::default();
        written.object(self);
        written.to_value()
    }
}

/// An object while it is written.
pub struct Object<'w> {
    written: &'w mut Written,
    fields: u32,
}

impl Object<'_> {
    #[inline(never)]
    fn name(&mut self, name: &'static str) -> &mut Written {
        self.fields = self.fields.saturating_add(1);
        self.written.text(name);
        self.written
    }

    /// Text.
    #[inline(never)]
    pub fn text(&mut self, name: &'static str, text: &str) {
        self.name(name).text(text);
    }

    /// Text, where there is any.
    #[inline(never)]
    pub fn optional_text(&mut self, name: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// A code of the contract.
    pub fn code(&mut self, name: &'static str, code: impl Code) {
        self.text(name, code.code());
    }

    /// A civil date.
    #[inline(never)]
    pub fn date(&mut self, name: &'static str, date: CivilDate) {
        self.name(name).date(date);
    }

    /// A number.
    pub fn number(&mut self, name: &'static str, number: impl Into<f64>) {
        self.name(name).number(number.into());
    }

    /// A boolean.
    #[inline(never)]
    pub fn boolean(&mut self, name: &'static str, boolean: bool) {
        self.name(name).boolean(boolean);
    }

    /// Bytes.
    #[inline(never)]
    pub fn bytes(&mut self, name: &'static str, bytes: &[u8]) {
        self.name(name).bytes(bytes);
    }

    /// An object.
    #[inline(never)]
    pub fn object(&mut self, name: &'static str, answer: &dyn Answer) {
        self.name(name).object(answer);
    }

    /// An object that may be one of the module's own: see [`Written::constant`].
    pub fn constant<A: Answer>(&mut self, name: &'static str, answer: &A) {
        self.name(name).constant(answer);
    }

    /// A list of such objects.
    pub fn constants<'a, A: Answer + 'a>(&mut self, name: &'static str, list: impl Iterator<Item = &'a &'a A>) {
        self.name(name).list(list, |written, one| written.constant(*one));
    }

    /// A list of objects.
    pub fn objects<A: Answer>(&mut self, name: &'static str, list: impl IntoIterator<Item = A>) {
        self.name(name).list(list, |written, one| written.object(&one));
    }

    /// A list of codes.
    pub fn codes<C: Code>(&mut self, name: &'static str, list: &[C]) {
        self.name(name).list(list, |written, code| written.text(code.code()));
    }
}

impl Written {
    /// Writes an object.
    #[inline(never)]
    pub fn object(&mut self, answer: &dyn Answer) {
        let count = self.begin(kind::OBJECT);
        let mut object = Object { written: self, fields: 0 };
        answer.write(&mut object);
        let fields = object.fields;
        self.end(count, fields);
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
