//! Arguments and answers as bytes and words, between the core and the package's JavaScript: the other side of this
//! file is `www/package/codec.ts`.
//!
//! An argument comes as bytes: a kind, then what belongs to it; a length is one byte, or 255 and four. An answer goes
//! out as words of 32 bits: a kind, then what belongs to it; a text is its length and its place.

use std::borrow::Cow;

use crate::answer::Answer;
use crate::calendar::CivilDate;
use crate::reading::{Value, as_integer};

/// The kinds of a value.
pub(crate) mod kind {
    pub const NULL: u8 = 0;
    pub const FALSE: u8 = 1;
    pub const TRUE: u8 = 2;
    /// Eight bytes, IEEE 754.
    pub const NUMBER: u8 = 3;
    /// A length, and UTF-8.
    pub const TEXT: u8 = 4;
    /// A length, and bytes.
    pub const BYTES: u8 = 5;
    /// How many, and the entries.
    pub const LIST: u8 = 6;
    /// How many fields; of each its name as a length and UTF-8, and its value.
    pub const OBJECT: u8 = 7;
    /// In answers: a whole number of 32 bits.
    pub const INTEGER: u8 = 8;
    /// In answers: text that lies at the same place as long as the module lives.
    pub const CONSTANT: u8 = 9;
    /// In answers: a civil date, as days since 1970-01-01.
    pub const DATE: u8 = 10;
    /// In answers: a place, and the object that lies there as long as the module lives.
    pub const KEEP: u8 = 11;
    /// In answers: the object that was told with this place before.
    pub const KEPT: u8 = 12;
}

/// Takes one value from the front; null where nothing is left.
pub fn read<'b>(from: &mut &'b [u8]) -> Value<'b> {
    if from.is_empty() { Value::Null } else { value(from).unwrap_or(Value::Unreadable) }
}

fn value<'b>(from: &mut &'b [u8]) -> Option<Value<'b>> {
    Some(match byte(from)? {
        kind::NULL => Value::Null,
        kind::FALSE => Value::Bool(false),
        kind::TRUE => Value::Bool(true),
        kind::NUMBER => Value::Number(f64::from_le_bytes(slice(from, 8)?.try_into().ok()?)),
        kind::TEXT => Value::Text(text(from)?),
        kind::BYTES => {
            let length = length(from)?;
            Value::Bytes(Cow::Borrowed(slice(from, length)?))
        }
        kind::LIST => {
            let count = length(from)?;
            let mut entries = Vec::with_capacity(count);
            for _ in 0..count {
                entries.push(value(from)?);
            }
            Value::List(entries)
        }
        kind::OBJECT => {
            let count = length(from)?;
            let mut fields = Vec::with_capacity(count);
            for _ in 0..count {
                fields.push((text(from)?, value(from)?));
            }
            Value::Object(fields)
        }
        _ => Value::Unreadable,
    })
}

fn byte(from: &mut &[u8]) -> Option<u8> {
    let (first, rest) = from.split_first()?;
    *from = rest;
    Some(*first)
}

fn slice<'b>(from: &mut &'b [u8], length: usize) -> Option<&'b [u8]> {
    let (slice, rest) = from.split_at_checked(length)?;
    *from = rest;
    Some(slice)
}

/// One byte, or 255 and four bytes.
fn length(from: &mut &[u8]) -> Option<usize> {
    match byte(from)? {
        LONG => usize::try_from(u32::from_le_bytes(slice(from, 4)?.try_into().ok()?)).ok(),
        short => Some(short.into()),
    }
}

fn text<'b>(from: &mut &'b [u8]) -> Option<Cow<'b, str>> {
    let length = length(from)?;
    str::from_utf8(slice(from, length)?).ok().map(Cow::Borrowed)
}

/// In arguments: a length of four bytes follows.
const LONG: u8 = 255;

/// An answer: words, and the bytes of its texts.
#[derive(Default)]
pub struct Written {
    /// The value.
    pub words: Vec<u32>,
    /// What its texts and bytes point into.
    pub bytes: Vec<u8>,
    /// Gives the place of what stays where and as it is as long as the module lives.
    place_of: Option<fn(*const u8) -> Option<u32>>,
    /// Places of the objects that were told.
    told: Vec<u32>,
}

impl Written {
    /// Nothing yet, where some texts and objects stay where and as they are as long as the module lives; `place_of`
    /// knows which.
    pub const fn new(place_of: fn(*const u8) -> Option<u32>) -> Self {
        Self { words: Vec::new(), bytes: Vec::new(), place_of: Some(place_of), told: Vec::new() }
    }

    fn kind(&mut self, kind: u8) {
        self.words.push(kind.into());
    }

    fn size(&mut self, size: usize) {
        // Nothing is larger: memory of WebAssembly has addresses of 32 bits.
        self.words.push(u32::try_from(size).unwrap_or(u32::MAX));
    }

    fn copied(&mut self, kind: u8, bytes: &[u8]) {
        self.kind(kind);
        self.size(bytes.len());
        self.size(self.bytes.len());
        self.bytes.extend_from_slice(bytes);
    }

    /// Writes text.
    #[inline(never)]
    pub fn text(&mut self, text: &str) {
        if let Some(place) = self.place_of(text.as_ptr()) {
            self.kind(kind::CONSTANT);
            self.size(text.len());
            self.words.push(place);
        } else {
            self.copied(kind::TEXT, text.as_bytes());
        }
    }

    fn place_of(&self, pointer: *const u8) -> Option<u32> {
        self.place_of.and_then(|place_of| place_of(pointer))
    }

    /// Writes an object that may be one of the module's own: then it is written once, and told by its place after
    /// that. For types none of which is another's first field, since the two would have one place.
    pub fn constant<A: Answer>(&mut self, answer: &A) {
        let Some(place) = self.place_of(std::ptr::from_ref(answer).cast()) else { return self.object(answer) };
        let is_told = self.told.contains(&place);
        self.words.extend([if is_told { kind::KEPT } else { kind::KEEP }.into(), place]);
        if !is_told {
            self.told.push(place);
            self.object(answer);
        }
    }

    /// Writes bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.copied(kind::BYTES, bytes);
    }

    /// Writes a boolean.
    pub fn boolean(&mut self, boolean: bool) {
        self.kind(if boolean { kind::TRUE } else { kind::FALSE });
    }

    /// Writes a civil date.
    pub fn date(&mut self, date: CivilDate) {
        self.kind(kind::DATE);
        self.words.push(date.days_since_1970().cast_unsigned());
    }

    /// Writes a number.
    #[inline(never)]
    pub fn number(&mut self, number: f64) {
        if let Some(integer) = as_integer(number).and_then(|integer| i32::try_from(integer).ok()) {
            self.kind(kind::INTEGER);
            self.words.push(integer.cast_unsigned());
        } else {
            self.kind(kind::NUMBER);
            let bits = number.to_bits();
            #[allow(clippy::cast_possible_truncation)] // The lower half, then the upper one.
            self.words.extend([bits as u32, (bits >> 32) as u32]);
        }
    }

    /// Writes a list, each entry by `write`.
    pub fn list<T>(&mut self, list: impl IntoIterator<Item = T>, write: impl Fn(&mut Self, T)) {
        let count = self.begin(kind::LIST);
        let mut entries = 0_u32;
        for entry in list {
            write(self, entry);
            entries = entries.saturating_add(1);
        }
        self.end(count, entries);
    }

    /// Begins what is counted only while it is written; gives the place of the count.
    pub(crate) fn begin(&mut self, kind: u8) -> usize {
        self.kind(kind);
        self.words.push(0);
        self.words.len().saturating_sub(1)
    }

    /// Says how many there were.
    pub(crate) fn end(&mut self, place: usize, count: u32) {
        if let Some(word) = self.words.get_mut(place) {
            *word = count;
        }
    }

    /// What was written, as data.
    pub fn to_value(&self) -> Value<'static> {
        self.value(&mut self.words.iter().copied()).unwrap_or(Value::Unreadable)
    }

    fn value(&self, words: &mut impl Iterator<Item = u32>) -> Option<Value<'static>> {
        Some(match u8::try_from(words.next()?).ok()? {
            kind::FALSE => Value::Bool(false),
            kind::TRUE => Value::Bool(true),
            kind::INTEGER => Value::Number(words.next()?.cast_signed().into()),
            kind::NUMBER => {
                let (lower, upper) = (u64::from(words.next()?), u64::from(words.next()?));
                Value::Number(f64::from_bits(lower | upper << 32))
            }
            kind::DATE => Value::Text(CivilDate::of_days_since_1970(words.next()?.cast_signed())?.to_text().into()),
            kind::TEXT => Value::Text(str::from_utf8(self.slice(words)?).ok()?.to_owned().into()),
            kind::BYTES => Value::Bytes(self.slice(words)?.to_vec().into()),
            kind::LIST => Value::List((0..words.next()?).map(|_| self.value(words)).collect::<Option<_>>()?),
            kind::OBJECT => {
                let fields = (0..words.next()?).map(|_| match self.value(words)? {
                    Value::Text(name) => Some((name, self.value(words)?)),
                    _ => None,
                });
                Value::Object(fields.collect::<Option<_>>()?)
            }
            _ => return None,
        })
    }

    fn slice(&self, words: &mut impl Iterator<Item = u32>) -> Option<&[u8]> {
        let (length, start) = (usize::try_from(words.next()?).ok()?, usize::try_from(words.next()?).ok()?);
        self.bytes.get(start..)?.get(..length)
    }
}
