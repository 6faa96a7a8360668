//! Reads data of any shape and reports everything that is wrong with it, each thing at its path.
//!
//! What comes from JavaScript or from JSON is first a [`Value`]; the readers turn that into the types
//! of the core. Derived deserialisers would stop at the first problem and speak serde's words.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

use crate::calendar::CivilDate;
use crate::problem::{Code, Invalid, Parameter, Parameters, Problem, ProblemCode};

/// Data as it came in.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`, `undefined` or missing: all the same to the contract.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number, possibly not finite.
    Number(f64),
    /// Text; a lone surrogate has become U+FFFD.
    Text(String),
    /// Bytes of a file.
    Bytes(Vec<u8>),
    /// A list.
    List(Vec<Value>),
    /// Named fields in the order in which they came.
    Object(Vec<(String, Value)>),
    /// Anything that is no data: a function, a symbol, a getter that throws, too deep a nesting.
    Unreadable,
}

/// Where a value stands, as a chain from the inside out, so that a path is written only for a problem.
pub enum Path<'p> {
    /// The argument as a whole.
    Root,
    /// A field of an object.
    Field(&'p Path<'p>, &'p str),
    /// An entry of a list.
    Entry(&'p Path<'p>, usize),
}

impl Path<'_> {
    /// As problems write it: `ruleset.duty[1].from`; empty for the argument as a whole.
    pub fn to_text(&self) -> String {
        match self {
            Path::Root => String::new(),
            Path::Field(parent, name) => {
                let mut text = parent.to_text();
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
                text
            }
            Path::Entry(parent, index) => {
                let mut text = parent.to_text();
                text.push('[');
                text.push_str(&index.to_string());
                text.push(']');
                text
            }
        }
    }
}

/// The problems found so far.
#[derive(Clone, Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Notes a problem without parameters.
    pub fn add(&mut self, code: ProblemCode, path: &Path) {
        self.add_with(code, path, Vec::new());
    }

    /// Notes a problem with parameters.
    pub fn add_with(&mut self, code: ProblemCode, path: &Path, params: Vec<(&'static str, Parameter)>) {
        self.0.push(Problem { code, path: path.to_text(), params: Parameters(params) });
    }

    /// Notes that a value is not of the kind expected.
    pub fn wrong_type(&mut self, path: &Path, expected: &str) {
        self.add_with(ProblemCode::WrongType, path, vec![("expected", Parameter::Text(expected.into()))]);
    }

    /// Notes a problem where text is none of the codes allowed.
    pub fn must_be_one_of<'c>(&mut self, path: &Path, text: &str, allowed: impl Iterator<Item = &'c str> + Clone) {
        if !allowed.clone().any(|code| code == text) {
            let allowed = allowed.collect::<Vec<_>>().join(", ");
            self.add_with(ProblemCode::UnknownValue, path, vec![("allowed", Parameter::Text(allowed))]);
        }
    }

    /// How many were noted so far.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The value read, or all the problems.
    ///
    /// # Errors
    /// [`Invalid`] where any problem was noted, or where nothing was read.
    pub fn or<T>(self, read: Option<T>) -> Result<T, Invalid> {
        match read {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(Invalid { problems: self.0 }),
        }
    }
}

/// The fields of an object while it is read.
pub struct Fields<'r, 'v> {
    entries: &'v [(String, Value)],
    path: &'r Path<'r>,
    problems: &'r mut Problems,
    asked: Vec<&'static str>,
    is_open: bool,
}

/// Reads an object: `read` asks for its fields, and a field that was not asked for is a problem.
pub fn object<'v, T>(
    value: &'v Value,
    path: &Path,
    problems: &mut Problems,
    read: impl FnOnce(&mut Fields<'_, 'v>) -> Option<T>,
) -> Option<T> {
    let entries = match value {
        Value::Object(entries) => entries.as_slice(),
        Value::Null => {
            problems.add(ProblemCode::Required, path);
            return None;
        }
        _ => {
            problems.wrong_type(path, "object");
            return None;
        }
    };
    let mut fields = Fields { entries, path, problems, asked: Vec::new(), is_open: false };
    let result = read(&mut fields);
    fields.report_the_rest();
    result
}

/// Reads an object all of whose fields may be missing, and which may be missing itself.
pub fn options<'v, T>(
    value: &'v Value,
    path: &Path,
    problems: &mut Problems,
    read: impl FnOnce(&mut Fields<'_, 'v>) -> Option<T>,
) -> Option<T> {
    const NONE: &Value = &Value::Object(Vec::new());
    object(if *value == Value::Null { NONE } else { value }, path, problems, read)
}

impl<'v> Fields<'_, 'v> {
    /// Reads a field that may be missing.
    pub fn optional<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&'v Value, &Path, &mut Problems) -> Option<T>,
    ) -> Option<T> {
        self.asked.push(name);
        let (_, value) = self.entries.iter().find(|(key, _)| key == name)?;
        match value {
            Value::Null => None,
            value => read(value, &Path::Field(self.path, name), self.problems),
        }
    }

    /// Reads a field that may not be missing.
    pub fn required<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&'v Value, &Path, &mut Problems) -> Option<T>,
    ) -> Option<T> {
        let before = self.problems.count();
        let value = self.optional(name, read);
        if value.is_none() && self.problems.count() == before {
            self.problem(ProblemCode::Required, name);
        }
        value
    }

    /// Whether the field is there and not `null`.
    pub fn is_given(&self, name: &str) -> bool {
        self.entries.iter().any(|(key, value)| key == name && *value != Value::Null)
    }

    /// Notes a problem of a field of this object.
    pub fn problem(&mut self, code: ProblemCode, name: &str) {
        self.problems.add(code, &Path::Field(self.path, name));
    }

    /// Notes a problem with its parameters.
    pub fn problem_with(&mut self, code: ProblemCode, name: &str, params: Vec<(&'static str, Parameter)>) {
        self.problems.add_with(code, &Path::Field(self.path, name), params);
    }

    /// Notes a problem where a field's text is none of the codes allowed.
    pub fn must_be_one_of<'c>(&mut self, name: &str, text: &str, allowed: impl Iterator<Item = &'c str> + Clone) {
        self.problems.must_be_one_of(&Path::Field(self.path, name), text, allowed);
    }

    /// Lets other fields pass, where which ones belong here cannot be told.
    pub fn ignore_the_rest(&mut self) {
        self.is_open = true;
    }

    fn report_the_rest(&mut self) {
        for (index, (name, value)) in self.entries.iter().enumerate() {
            if !self.asked.iter().any(|asked| asked == name) {
                if *value != Value::Null && !self.is_open {
                    self.problem(ProblemCode::UnknownField, name);
                }
            } else if self.entries.iter().take(index).any(|(earlier, _)| earlier == name) {
                // Only JSON can say a name twice, and readers differ in which one they believe.
                self.problem(ProblemCode::Duplicate, name);
            }
        }
    }
}

/// Reads a list, each entry by `read`.
pub fn list<'v, T>(
    read: impl Fn(&'v Value, &Path, &mut Problems) -> Option<T>,
) -> impl FnOnce(&'v Value, &Path, &mut Problems) -> Option<Vec<T>> {
    move |value, path, problems| {
        let Value::List(entries) = value else {
            problems.wrong_type(path, "array");
            return None;
        };
        let mut whole = Some(Vec::with_capacity(entries.len()));
        for (index, entry) in entries.iter().enumerate() {
            whole = whole.zip(read(entry, &Path::Entry(path, index), problems)).map(|(mut list, entry)| {
                list.push(entry);
                list
            });
        }
        whole
    }
}

/// Reads text of any content.
pub fn text<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<&'v str> {
    let Value::Text(text) = value else {
        problems.wrong_type(path, "string");
        return None;
    };
    Some(text)
}

/// Reads text for people: not blank, at most `max` characters, nothing invisible or broken in it.
pub fn words<'v>(max: usize) -> impl Fn(&'v Value, &Path, &mut Problems) -> Option<&'v str> {
    move |value, path, problems| {
        let text = text(value, path, problems)?;
        if text.trim().is_empty() {
            problems.add(ProblemCode::Empty, path);
        } else if text.chars().nth(max).is_some() {
            problems.add_with(ProblemCode::TooLong, path, vec![("max", Parameter::Number(max as f64))]);
        } else if text.chars().any(is_illegal) {
            problems.add(ProblemCode::IllegalCharacter, path);
        } else {
            return Some(text);
        }
        None
    }
}

/// Characters that no text for people needs and that can make it read as something else: controls,
/// zero-width and bidirectional-override characters (Unicode TR 36), and U+FFFD, which stands for
/// text that was broken before it came here.
pub fn is_illegal(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e007f}')
}

/// Reads one of the codes of a closed list.
pub fn one_of<C: Code>(value: &Value, path: &Path, problems: &mut Problems) -> Option<C> {
    let text = text(value, path, problems)?;
    problems.must_be_one_of(path, text, C::ALL.iter().map(|member| member.code()));
    C::ALL.iter().copied().find(|member| member.code() == text)
}

/// Reads a list of at least one of a closed list's codes, each once.
pub fn some_of<C: Code>(value: &Value, path: &Path, problems: &mut Problems) -> Option<Vec<C>> {
    let codes: Vec<C> = list(one_of)(value, path, problems)?;
    if codes.is_empty() {
        problems.add(ProblemCode::Empty, path);
    }
    for (index, code) in codes.iter().enumerate() {
        if codes.iter().take(index).any(|earlier| earlier == code) {
            problems.add(ProblemCode::Duplicate, &Path::Entry(path, index));
        }
    }
    Some(codes)
}

/// Reads a boolean.
pub fn boolean(value: &Value, path: &Path, problems: &mut Problems) -> Option<bool> {
    let Value::Bool(boolean) = value else {
        problems.wrong_type(path, "boolean");
        return None;
    };
    Some(*boolean)
}

/// Reads a civil date.
pub fn date(value: &Value, path: &Path, problems: &mut Problems) -> Option<CivilDate> {
    match CivilDate::parse(text(value, path, problems)?) {
        Ok(date) => Some(date),
        Err(code) => {
            problems.add(code, path);
            None
        }
    }
}

/// Reads a finite number.
pub fn number(value: &Value, path: &Path, problems: &mut Problems) -> Option<f64> {
    match value {
        Value::Number(number) if number.is_finite() => Some(*number),
        _ => {
            problems.wrong_type(path, "finite number");
            None
        }
    }
}

/// Reads a whole number from 0 to `max`.
pub fn count(max: u32) -> impl Fn(&Value, &Path, &mut Problems) -> Option<u32> {
    move |value, path, problems| {
        let number = number(value, path, problems)?;
        let max_number = f64::from(max);
        if number.fract() != 0.0 {
            problems.wrong_type(path, "whole number");
        } else if !(0.0..=max_number).contains(&number) {
            let limits = vec![("min", Parameter::Number(0.0)), ("max", Parameter::Number(max_number))];
            problems.add_with(ProblemCode::NumberOutOfRange, path, limits);
        } else {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            return Some(number as u32);
        }
        None
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null | Value::Unreadable => serializer.serialize_unit(),
            Value::Bool(boolean) => serializer.serialize_bool(*boolean),
            Value::Number(number) => match as_integer(*number) {
                Some(integer) => serializer.serialize_i64(integer),
                None => serializer.serialize_f64(*number),
            },
            Value::Text(text) => serializer.serialize_str(text),
            Value::Bytes(bytes) => serializer.serialize_bytes(bytes),
            Value::List(entries) => serializer.collect_seq(entries),
            Value::Object(entries) => serializer.collect_map(entries.iter().map(|(name, value)| (name, value))),
        }
    }
}

/// The integer that a number is, within what every JSON reader keeps exact (RFC 7493, 2.2).
pub(crate) fn as_integer(number: f64) -> Option<i64> {
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    #[allow(clippy::cast_possible_truncation)]
    (number.fract() == 0.0 && number.abs() <= LARGEST).then_some(number as i64)
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Value;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("data")
            }

            fn visit_unit<E>(self) -> Result<Value, E> {
                Ok(Value::Null)
            }

            fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
                Ok(Value::Bool(value))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
                Ok(Value::Number(value))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
                Ok(Value::Number(value as f64))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
                Ok(Value::Number(value as f64))
            }

            fn visit_str<E>(self, value: &str) -> Result<Value, E> {
                Ok(Value::Text(value.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = access.next_element()? {
                    entries.push(entry);
                }
                Ok(Value::List(entries))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = access.next_entry()? {
                    entries.push(entry);
                }
                Ok(Value::Object(entries))
            }
        }

        deserializer.deserialize_any(Any)
    }
}
