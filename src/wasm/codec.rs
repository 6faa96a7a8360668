//! Arguments and answers as bytes and words, between the core and the package's JavaScript: the other side of this
//! file is `www/package/codec.ts`.
//!
//! An argument comes as bytes: a kind, then what belongs to it; a length is one byte, or 255 and four. An answer goes
//! out as words of 32 bits: a kind, then what belongs to it; a text is its length and its place.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::ptr;

use crate::calendar::CivilDate;
use crate::data::answer::{Shape, Sink};
use crate::data::value::{Value, as_integer};

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
    /// In answers: an index, and the text that it stands for from now on.
    pub const NEW_LITERAL: u8 = 9;
    /// In answers: the index of a text that was told before.
    pub const LITERAL: u8 = 10;
    /// In answers: a civil date, as days since 1970-01-01.
    pub const DATE: u8 = 11;
    /// In answers: an index, and the object that it stands for from now on.
    pub const NEW_OBJECT: u8 = 12;
    /// In answers: the index of an object that was told before.
    pub const KNOWN_OBJECT: u8 = 13;
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

/// How many texts of the core's own can have an index: more than there are. A power of two.
const LITERALS: usize = 512;
/// How many indices are tried for one of them.
const TRIES: usize = 8;

/// An answer: words, and the bytes of its texts. What was told once of the core's own texts and objects stays known.
#[derive(Default)]
pub struct Written {
    /// The value.
    pub words: Vec<u32>,
    /// What its texts and bytes point into.
    pub bytes: Vec<u8>,
    /// The texts that were told, by their index; an empty one where the index is free.
    literals: Vec<&'static str>,
    /// The objects that were told, a bit for each index.
    objects: u32,
}

impl Written {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self { words: Vec::new(), bytes: Vec::new(), literals: Vec::new(), objects: 0 }
    }

    /// Makes place for the next answer.
    pub fn clear(&mut self) {
        self.words.clear();
        self.bytes.clear();
    }

    fn kind(&mut self, kind: u8) {
        self.words.push(kind.into());
    }

    fn size(&mut self, size: usize) {
        // Nothing is larger: memory of WebAssembly has addresses of 32 bits.
        self.words.push(u32::try_from(size).unwrap_or(u32::MAX));
    }

    fn copied(&mut self, bytes: &[u8]) {
        self.size(bytes.len());
        self.size(self.bytes.len());
        self.bytes.extend_from_slice(bytes);
    }
}

impl Sink for Written {
    #[inline(never)]
    fn text(&mut self, text: &str) {
        self.kind(kind::TEXT);
        self.copied(text.as_bytes());
    }

    /// Looked for by where it lies, since what lives as long as the process is the same there for ever.
    fn literal(&mut self, text: &'static str) {
        if self.literals.is_empty() {
            self.literals.resize(LITERALS, "");
        }
        for step in 0..TRIES {
            let index = text.as_ptr().addr().wrapping_add(step) % LITERALS;
            match self.literals.get_mut(index) {
                Some(known) if ptr::eq(*known, text) => {
                    self.kind(kind::LITERAL);
                    return self.size(index);
                }
                Some(free) if free.is_empty() => {
                    *free = text;
                    self.kind(kind::NEW_LITERAL);
                    self.size(index);
                    return self.copied(text.as_bytes());
                }
                _ => {}
            }
        }
        self.text(text);
    }

    #[inline(never)]
    fn number(&mut self, number: f64) {
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

    fn boolean(&mut self, boolean: bool) {
        self.kind(if boolean { kind::TRUE } else { kind::FALSE });
    }

    fn date(&mut self, date: CivilDate) {
        self.kind(kind::DATE);
        self.words.push(date.days_since_1970().cast_unsigned());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.kind(kind::BYTES);
        self.copied(bytes);
    }

    /// Its mark is the place of the count, which is known only at the end.
    fn begin(&mut self, shape: Shape) -> usize {
        self.kind(match shape {
            Shape::List => kind::LIST,
            Shape::Object => kind::OBJECT,
        });
        self.words.push(0);
        self.words.len().saturating_sub(1)
    }

    fn end(&mut self, _: Shape, mark: usize, count: u32) {
        if let Some(word) = self.words.get_mut(mark) {
            *word = count;
        }
    }

    fn repeat(&mut self, index: u8) -> bool {
        // Without a bit of its own it is new each time.
        let bit = 1_u32.checked_shl(index.into()).unwrap_or(0);
        let is_known = self.objects & bit != 0;
        self.objects |= bit;
        self.kind(if is_known { kind::KNOWN_OBJECT } else { kind::NEW_OBJECT });
        self.words.push(index.into());
        is_known
    }
}
