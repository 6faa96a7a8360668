//! Answers as plain data, written field by field into a sink.
//!
//! Not derived: each derived serialiser would be a copy of its own on the citizen's phone, several
//! times the size of these calls.

use alloc::borrow::ToOwned;
use alloc::vec::Vec;
use core::mem;

use crate::calendar::CivilDate;
use crate::data::code::Code;
use crate::data::value::Value;

/// What answers are written into: the codec of the boundary, or a [`Builder`].
pub trait Sink {
    /// Writes text.
    fn text(&mut self, text: &str);
    /// Writes text of the core's own (a field's name, a code), which need not be told twice.
    fn literal(&mut self, text: &'static str);
    /// Writes a number.
    fn number(&mut self, number: f64);
    /// Writes a boolean.
    fn boolean(&mut self, boolean: bool);
    /// Writes a civil date.
    fn date(&mut self, date: CivilDate);
    /// Writes bytes.
    fn bytes(&mut self, bytes: &[u8]);
    /// Begins what holds others; gives its mark for [`Sink::end`].
    fn begin(&mut self, shape: Shape) -> usize;
    /// Ends it; `count` is how many entries or fields it has.
    fn end(&mut self, shape: Shape, mark: usize, count: u32);

    /// Names the object of this index again where it was written before; where it was not, the object follows.
    fn repeat(&mut self, _index: u8) -> bool {
        false
    }
}

/// What holds others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Values.
    List,
    /// Names, each followed by its value.
    Object,
}

/// Something that the contract shows as an object.
pub trait Answer {
    /// Writes its fields, in the contract's order; what is absent is not written.
    fn write(&self, into: &mut Object);

    /// The index of an object that is the same as long as the process lives, so that it need not be told twice.
    fn index(&self) -> Option<u8> {
        None
    }

    /// The whole as data.
    fn to_value(&self) -> Value<'static>
    where
        Self: Sized,
    {
        let mut builder = Builder::default();
        object(&mut builder, self);
        builder.done.pop().unwrap_or(Value::Null)
    }
}

/// Writes an object.
#[inline(never)]
pub fn object(sink: &mut dyn Sink, answer: &dyn Answer) {
    if answer.index().is_some_and(|index| sink.repeat(index)) {
        return;
    }
    let mark = sink.begin(Shape::Object);
    let mut object = Object { sink, fields: 0 };
    answer.write(&mut object);
    let Object { sink, fields } = object;
    sink.end(Shape::Object, mark, fields);
}

/// Writes a list of objects.
pub fn objects<A: Answer>(sink: &mut dyn Sink, answers: impl IntoIterator<Item = A>) {
    list(sink, answers, |sink, answer| object(sink, &answer));
}

fn list<T>(sink: &mut dyn Sink, entries: impl IntoIterator<Item = T>, write: impl Fn(&mut dyn Sink, T)) {
    let mark = sink.begin(Shape::List);
    let mut count = 0_u32;
    for entry in entries {
        write(sink, entry);
        count = count.saturating_add(1);
    }
    sink.end(Shape::List, mark, count);
}

/// An object while it is written.
pub struct Object<'s> {
    sink: &'s mut dyn Sink,
    fields: u32,
}

impl Object<'_> {
    #[inline(never)]
    fn name(&mut self, name: &'static str) -> &mut dyn Sink {
        self.fields = self.fields.saturating_add(1);
        self.sink.literal(name);
        self.sink
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

    /// Text of the core's own.
    #[inline(never)]
    pub fn literal(&mut self, name: &'static str, text: &'static str) {
        self.name(name).literal(text);
    }

    /// A code of the contract.
    pub fn code(&mut self, name: &'static str, code: impl Code) {
        self.literal(name, code.code());
    }

    /// A code, where there is one.
    pub fn optional_code(&mut self, name: &'static str, code: Option<impl Code>) {
        if let Some(code) = code {
            self.code(name, code);
        }
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
        object(self.name(name), answer);
    }

    /// A list of objects.
    pub fn objects<A: Answer>(&mut self, name: &'static str, answers: impl IntoIterator<Item = A>) {
        objects(self.name(name), answers);
    }

    /// A list of codes.
    pub fn codes<C: Code>(&mut self, name: &'static str, codes: &[C]) {
        list(self.name(name), codes, |sink, code| sink.literal(code.code()));
    }
}

impl<A: Answer> Answer for &A {
    fn write(&self, into: &mut Object) {
        (*self).write(into);
    }

    fn index(&self) -> Option<u8> {
        (*self).index()
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

/// Makes a [`Value`] of what is written into it.
#[derive(Default)]
pub struct Builder {
    /// What the innermost list or object holds so far.
    done: Vec<Value<'static>>,
    /// What those around it hold.
    around: Vec<Vec<Value<'static>>>,
}

impl Sink for Builder {
    fn text(&mut self, text: &str) {
        self.done.push(Value::Text(text.to_owned().into()));
    }

    fn literal(&mut self, text: &'static str) {
        self.done.push(Value::Text(text.into()));
    }

    fn number(&mut self, number: f64) {
        self.done.push(Value::Number(number));
    }

    fn boolean(&mut self, boolean: bool) {
        self.done.push(Value::Bool(boolean));
    }

    fn date(&mut self, date: CivilDate) {
        self.done.push(Value::Text(date.to_text().into()));
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.done.push(Value::Bytes(bytes.to_vec().into()));
    }

    fn begin(&mut self, _: Shape) -> usize {
        self.around.push(mem::take(&mut self.done));
        0
    }

    fn end(&mut self, shape: Shape, _: usize, _: u32) {
        let held = mem::replace(&mut self.done, self.around.pop().unwrap_or_default());
        self.done.push(match shape {
            Shape::List => Value::List(held),
            Shape::Object => {
                let mut fields = Vec::with_capacity(held.len() / 2);
                let mut held = held.into_iter();
                while let (Some(Value::Text(name)), Some(value)) = (held.next(), held.next()) {
                    fields.push((name, value));
                }
                Value::Object(fields)
            }
        });
    }
}
