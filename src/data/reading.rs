//! Reads data of any shape and reports everything that is wrong with it, each thing at its path.
//!
//! What comes from JavaScript or from JSON is first a [`Value`]; the readers turn that into the types
//! of the core. Derived deserialisers would stop at the first problem and speak serde's words.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::calendar::{CivilDate, DateError};
use crate::data::code::Code;
use crate::data::problem::{Invalid, Parameter, Parameters, Problem, ProblemCode};
use crate::data::value::{Value, is_whole, push_number};

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
                push_number(&mut text, *index as u64);
                text.push(']');
                text
            }
        }
    }
}

/// By hand too, for the same reason as below.
fn join(codes: &[&str]) -> String {
    let mut text = String::new();
    for code in codes {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(code);
    }
    text
}

/// The problems found so far.
#[derive(Clone, Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Notes a problem without parameters.
    #[inline(never)]
    pub fn add(&mut self, code: ProblemCode, path: &Path) {
        self.add_with(code, path, Vec::new());
    }

    /// Notes a problem with parameters.
    #[inline(never)]
    pub fn add_with(&mut self, code: ProblemCode, path: &Path, params: Vec<(&'static str, Parameter)>) {
        self.0.push(Problem { code, path: path.to_text(), params: Parameters(params) });
    }

    /// Notes that a value is not of the kind expected.
    #[inline(never)]
    pub fn wrong_type(&mut self, path: &Path, expected: &str) {
        self.add_with(ProblemCode::WrongType, path, vec![("expected", Parameter::Text(expected.into()))]);
    }

    /// Notes a problem where text is none of the codes allowed.
    pub fn must_be_one_of(&mut self, path: &Path, text: &str, allowed: &[&str]) {
        if !allowed.contains(&text) {
            let allowed = vec![("allowed", Parameter::Text(join(allowed)))];
            self.add_with(ProblemCode::UnknownValue, path, allowed);
        }
    }

    /// How many were noted so far.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The answer where they are all there is to say.
    pub fn into_invalid(self) -> Invalid {
        Invalid { problems: self.0 }
    }

    /// The value read, or all the problems.
    ///
    /// # Errors
    /// [`Invalid`] where any problem was noted, or where nothing was read.
    pub fn or<T>(self, read: Option<T>) -> Result<T, Invalid> {
        match read {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self.into_invalid()),
        }
    }
}

/// Reads one kind of value. A plain function, so that one copy of what calls it serves all of a kind.
pub type Reader<'v, T> = fn(&'v Value, &Path, &mut Problems) -> Option<T>;

/// The fields of an object while it is read.
pub struct Fields<'r, 'v> {
    entries: &'v [(Cow<'v, str>, Value<'v>)],
    path: &'r Path<'r>,
    problems: &'r mut Problems,
    /// The places of the entries that were asked for, which are never many.
    asked: Vec<usize>,
    is_open: bool,
}

/// As many fields as most objects of the contract have.
const USUAL_FIELDS: usize = 8;

/// Reads an object: `read` asks for its fields, and a field that was not asked for is a problem.
///
/// What is generic here and in [`Fields`] only calls what is not: each copy that the compiler makes
/// reaches the citizen's phone.
pub fn object<'v, T>(
    value: &'v Value,
    path: &Path,
    problems: &mut Problems,
    read: impl FnOnce(&mut Fields<'_, 'v>) -> Option<T>,
) -> Option<T> {
    let mut fields = Fields::open(value, path, problems)?;
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
    object(if matches!(value, Value::Null) { NONE } else { value }, path, problems, read)
}

impl<'r, 'v> Fields<'r, 'v> {
    #[inline(never)]
    fn open(value: &'v Value, path: &'r Path<'r>, problems: &'r mut Problems) -> Option<Self> {
        match value {
            Value::Object(entries) => {
                return Some(Self { entries, path, problems, asked: Vec::with_capacity(USUAL_FIELDS), is_open: false });
            }
            Value::Null => problems.add(ProblemCode::Required, path),
            _ => problems.wrong_type(path, "object"),
        }
        None
    }

    #[inline(never)]
    fn find(&mut self, name: &'static str, required: bool) -> Option<&'v Value<'v>> {
        let place = self.entries.iter().position(|(key, _)| is_same(key, name));
        let value = place.and_then(|place| {
            self.asked.push(place);
            self.entries.get(place).map(|(_, value)| value).filter(|value| !matches!(value, Value::Null))
        });
        if value.is_none() && required {
            self.problem(ProblemCode::Required, name);
        }
        value
    }

    /// Reads a field that may be missing.
    #[inline(never)]
    pub fn optional<T>(&mut self, name: &'static str, read: Reader<'v, T>) -> Option<T> {
        read(self.find(name, false)?, &Path::Field(self.path, name), self.problems)
    }

    /// Reads a field that may not be missing.
    #[inline(never)]
    pub fn required<T>(&mut self, name: &'static str, read: Reader<'v, T>) -> Option<T> {
        read(self.find(name, true)?, &Path::Field(self.path, name), self.problems)
    }

    /// Reads a field that may not be missing into its place.
    #[inline(never)]
    pub fn into<T>(&mut self, name: &'static str, place: &mut T, read: Reader<'v, T>) {
        if let Some(value) = self.required(name, read) {
            *place = value;
        }
    }

    /// Reads an object that may not be missing into its place.
    pub fn into_object<T>(
        &mut self,
        name: &'static str,
        place: &mut T,
        read: impl FnOnce(&mut Fields<'_, 'v>, &mut T),
    ) {
        let Some(value) = self.find(name, true) else { return };
        object(value, &Path::Field(self.path, name), self.problems, |fields| {
            read(fields, place);
            Some(())
        });
    }

    /// Whether the field is there and not `null`.
    pub fn is_given(&self, name: &str) -> bool {
        self.entries.iter().any(|(key, value)| is_same(key, name) && !matches!(value, Value::Null))
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
    pub fn must_be_one_of(&mut self, name: &str, text: &str, allowed: &[&str]) {
        self.problems.must_be_one_of(&Path::Field(self.path, name), text, allowed);
    }

    /// Judges a field that was read: gives its path and the problems.
    pub fn within<T>(&mut self, name: &str, judge: impl FnOnce(&Path, &mut Problems) -> Option<T>) -> Option<T> {
        judge(&Path::Field(self.path, name), self.problems)
    }

    /// Lets other fields pass, where which ones belong here cannot be told.
    pub fn ignore_the_rest(&mut self) {
        self.is_open = true;
    }

    #[inline(never)]
    fn report_the_rest(&mut self) {
        for (index, (name, value)) in self.entries.iter().enumerate() {
            if self.asked.contains(&index) {
                continue;
            }
            let mut asked = self.asked.iter().filter_map(|place| self.entries.get(*place));
            if asked.any(|(asked, _)| is_same(asked, name)) {
                // Only JSON can say a name twice, and readers differ in which one they believe.
                self.problem(ProblemCode::Duplicate, name);
            } else if !matches!(value, Value::Null) && !self.is_open {
                self.problem(ProblemCode::UnknownField, name);
            }
        }
    }
}

/// The length first, here and now: comparing the bytes is a call, and most names differ in length.
fn is_same(name: &str, other: &str) -> bool {
    name.len() == other.len() && name == other
}

/// Reads a list, each entry by `read`; nothing where any entry is unreadable.
pub fn list<'v, T>(
    value: &'v Value,
    path: &Path,
    problems: &mut Problems,
    mut read: impl FnMut(&'v Value, &Path, &mut Problems) -> Option<T>,
) -> Option<Vec<T>> {
    let mut list = Vec::new();
    let is_whole = each(value, path, problems, &mut |entry, path, problems| {
        read(entry, path, problems).map(|entry| list.push(entry))
    });
    is_whole.then_some(list)
}

/// Whether each entry of a list can be read.
#[inline(never)]
fn each<'v>(
    value: &'v Value,
    path: &Path,
    problems: &mut Problems,
    read: &mut dyn FnMut(&'v Value, &Path, &mut Problems) -> Option<()>,
) -> bool {
    let Value::List(entries) = value else {
        problems.wrong_type(path, "array");
        return false;
    };
    let mut is_whole = true;
    for (index, entry) in entries.iter().enumerate() {
        is_whole &= read(entry, &Path::Entry(path, index), problems).is_some();
    }
    is_whole
}

/// Reads text of any content.
#[inline(never)]
pub fn text<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<&'v str> {
    let Value::Text(text) = value else {
        problems.wrong_type(path, "string");
        return None;
    };
    Some(text)
}

/// Reads an argument that may not be missing.
pub fn argument<'v, T>(value: &'v Value, problems: &mut Problems, read: Reader<'v, T>) -> Option<T> {
    if matches!(value, Value::Null) {
        problems.add(ProblemCode::Required, &Path::Root);
        return None;
    }
    read(value, &Path::Root, problems)
}

/// How many characters a text has. The standard library's counts four times as fast in many times the bytes.
pub(crate) fn characters(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

/// Reads a number of so many ASCII digits; zeros alone are nobody's.
#[inline(never)]
pub fn digits<'v>(value: &'v Value, path: &Path, problems: &mut Problems, length: usize) -> Option<&'v str> {
    let text = text(value, path, problems)?;
    let has_length = characters(text) == length;
    if !has_length {
        let length = vec![("length", Parameter::Number(length as f64))];
        problems.add_with(ProblemCode::WrongLength, path, length);
    }
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits {
        problems.add(ProblemCode::NotDigits, path);
    } else if has_length {
        if text.bytes().any(|byte| byte != b'0') {
            return Some(text);
        }
        problems.add(ProblemCode::NeverIssued, path);
    }
    None
}

/// Reads text for people: not blank, at most `max` characters, nothing invisible or broken in it.
#[inline(never)]
pub fn words<'v>(value: &'v Value, path: &Path, problems: &mut Problems, max: usize) -> Option<&'v str> {
    let text = text(value, path, problems)?;
    if text.chars().all(char::is_whitespace) {
        problems.add(ProblemCode::Empty, path);
    } else if characters(text) > max {
        problems.add_with(ProblemCode::TooLong, path, vec![("max", Parameter::Number(max as f64))]);
    } else if text.chars().any(is_illegal) {
        problems.add(ProblemCode::IllegalCharacter, path);
    } else {
        return Some(text);
    }
    None
}

/// Characters that no text for people needs and that can make it read as something else: controls, those
/// that Unicode calls default-ignorable (zero-width, fillers, variation selectors, tags), bidirectional
/// overrides (Unicode TR 36), U+FFFD, which stands for text that was broken before it came here, and
/// noncharacters, which I-JSON forbids (RFC 7493, 2.1) and so RFC 8785.
pub fn is_illegal(character: char) -> bool {
    character.is_control()
        || u32::from(character) & 0xfffe == 0xfffe
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffd}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Reads one of the codes of a closed list.
pub fn one_of<C: Code>(value: &Value, path: &Path, problems: &mut Problems) -> Option<C> {
    C::ALL.get(place_of(value, path, problems, C::CODES)?).copied()
}

#[inline(never)]
fn place_of(value: &Value, path: &Path, problems: &mut Problems, codes: &[&str]) -> Option<usize> {
    let text = text(value, path, problems)?;
    let place = codes.iter().position(|code| is_same(code, text));
    if place.is_none() {
        problems.must_be_one_of(path, text, codes);
    }
    place
}

/// Reads a list of at least one of a closed list's codes, each once.
pub fn some_of<C: Code>(value: &Value, path: &Path, problems: &mut Problems) -> Option<Vec<C>> {
    let mut codes = Vec::new();
    for place in places_of(value, path, problems, C::CODES)? {
        codes.push(*C::ALL.get(place)?);
    }
    Some(codes)
}

#[inline(never)]
fn places_of(value: &Value, path: &Path, problems: &mut Problems, codes: &[&str]) -> Option<Vec<usize>> {
    let places = list(value, path, problems, |value, path, problems| place_of(value, path, problems, codes))?;
    if places.is_empty() {
        problems.add(ProblemCode::Empty, path);
    }
    for (index, place) in places.iter().enumerate() {
        if places.iter().take(index).any(|earlier| earlier == place) {
            problems.add(ProblemCode::Duplicate, &Path::Entry(path, index));
        }
    }
    Some(places)
}

/// Reads a boolean.
#[inline(never)]
pub fn boolean(value: &Value, path: &Path, problems: &mut Problems) -> Option<bool> {
    let Value::Bool(boolean) = value else {
        problems.wrong_type(path, "boolean");
        return None;
    };
    Some(*boolean)
}

/// Reads a civil date.
#[inline(never)]
pub fn date(value: &Value, path: &Path, problems: &mut Problems) -> Option<CivilDate> {
    let code = match CivilDate::parse(text(value, path, problems)?) {
        Ok(date) => return Some(date),
        Err(DateError::Malformed) => ProblemCode::MalformedDate,
        Err(DateError::Impossible) => ProblemCode::ImpossibleDate,
        Err(DateError::OutOfRange) => ProblemCode::DateOutOfRange,
    };
    problems.add(code, path);
    None
}

/// Reads a finite number.
#[inline(never)]
pub fn number(value: &Value, path: &Path, problems: &mut Problems) -> Option<f64> {
    match value {
        Value::Number(number) if number.is_finite() => Some(*number),
        _ => {
            problems.wrong_type(path, "finite number");
            None
        }
    }
}

/// Reads a whole number from `min` to `max`, neither of them negative.
#[inline(never)]
pub fn count(value: &Value, path: &Path, problems: &mut Problems, min: u32, max: u32) -> Option<u32> {
    let number = whole(value, path, problems, min.into(), max.into())?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Some(number as u32)
}

/// Reads a whole number from `min` to `max`.
#[inline(never)]
pub fn whole(value: &Value, path: &Path, problems: &mut Problems, min: f64, max: f64) -> Option<f64> {
    let number = number(value, path, problems)?;
    if !is_whole(number) {
        problems.wrong_type(path, "whole number");
    } else if !(min..=max).contains(&number) {
        let limits = vec![("min", Parameter::Number(min)), ("max", Parameter::Number(max))];
        problems.add_with(ProblemCode::NumberOutOfRange, path, limits);
    } else {
        return Some(number);
    }
    None
}

/// Reads a UUID (RFC 9562), in lower case.
pub fn uuid(value: &Value, path: &Path, problems: &mut Problems) -> Option<String> {
    let text = text(value, path, problems)?;
    let is_uuid = text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    if is_uuid {
        return Some(text.to_ascii_lowercase());
    }
    problems.add(ProblemCode::MalformedUuid, path);
    None
}

#[cfg(test)]
mod tests {
    use super::is_illegal;

    #[test]
    fn text_hides_nothing() {
        let hidden = "\u{0}\u{7f}\u{ad}\u{34f}\u{200b}\u{202e}\u{2066}\u{3164}\u{fe0f}\u{feff}\u{fffd}\u{e0041}";
        assert!(hidden.chars().all(is_illegal));
        assert!(!"№ 1 «ХҚКО» – Әл-Фараби д-лы, 5/2; it’s ʼ fine".chars().any(is_illegal));
    }
}
