//! The machine-readable zone of Kazakhstan's identity card: ICAO Doc 9303 part 5, TD1, three lines of 30.
//!
//! Forgiving in what people paste, and in letters that were read for digits; nothing else is repaired,
//! and what was is said.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::mem;
use core::ops::Range;

use crate::calendar::CivilDate;
use crate::data::answer::{Answer, Object};
use crate::data::problem::{Invalid, Parameter, ProblemCode};
use crate::data::reading::{self, Path, Problems};
use crate::data::value::Value;
use crate::identity::check_digit::weighted_sum;
use crate::identity::iin::{self, Sex};
use crate::law::settings;

const LINES: usize = 3;
const LINE_LENGTH: usize = 30;
/// Doc 9303 part 3, 4.9: the weights of a check digit, over and over.
const WEIGHTS: [u32; 3] = [7, 3, 1];
/// Doc 9303 part 3, section 5: the code of the issuing state and of the nationality.
const KAZAKHSTAN: &str = "KAZ";
/// A card is issued from this age.
const AGE_AT_ISSUE: i32 = 16;
/// So long is a card valid.
const YEARS_VALID: i32 = 10;
/// Letters that are read for digits.
const LOOK_ALIKES: [(u8, u8); 4] = [(b'O', b'0'), (b'I', b'1'), (b'B', b'8'), (b'S', b'5')];

/// A field in which letters were taken for the digits that they look like.
#[derive(Clone, Debug, PartialEq)]
pub struct Mended {
    /// The field, as in [`IdentityCard`]; `compositeCheckDigit` and the like for a check digit.
    pub field: &'static str,
    /// As it was read.
    pub from: String,
    /// As its check digit confirms it.
    pub to: String,
}

/// What the zone says.
#[derive(Clone, Debug, PartialEq)]
pub struct IdentityCard {
    /// The card's number, nine digits.
    pub number: String,
    /// The holder's IIN.
    pub iin: String,
    /// Of the latest century that makes the holder at least 16 ten years before the printed date.
    pub birth_date: CivilDate,
    /// The holder's sex.
    pub sex: Sex,
    /// The printed date, of 20xx.
    pub expires_on: CivilDate,
    /// In Latin letters, as the zone transliterates it.
    pub surname: String,
    /// All given names, with spaces between; empty where the zone has none.
    pub given_name: String,
    /// What was mended; absent where nothing was.
    pub mended: Vec<Mended>,
}

impl Answer for Mended {
    fn write(&self, into: &mut Object) {
        into.literal("field", self.field);
        into.text("from", &self.from);
        into.text("to", &self.to);
    }
}

impl Answer for IdentityCard {
    fn write(&self, into: &mut Object) {
        into.literal("outcome", "valid");
        into.text("number", &self.number);
        into.text("iin", &self.iin);
        into.date("birthDate", self.birth_date);
        into.code("sex", self.sex);
        into.date("expiresOn", self.expires_on);
        into.text("surname", &self.surname);
        into.text("givenName", &self.given_name);
        into.literal("nationality", KAZAKHSTAN);
        if !self.mended.is_empty() {
            into.objects("mended", &self.mended);
        }
    }
}

/// Reads the zone from text. `on`, `now` and `ruleset` are read like any options; none of them decides anything
/// here, and the device's clock is not asked.
///
/// # Errors
/// `wrong-line-count`, `wrong-line-length`, `illegal-character`, `wrong-check-digit`, `not-digits`,
/// `not-kazakhstan`, `not-an-identity-card`, dates, the IIN's own; all that can be told at once.
pub fn parse(zone: &Value, options: &Value) -> Result<IdentityCard, Invalid> {
    let mut problems = Problems::default();
    reading::options(options, &Path::Root, &mut problems, |fields| {
        if fields.is_given("on") || fields.is_given("now") {
            settings::day(fields, || f64::NAN);
        }
        settings::rules(fields)
    });
    let text = reading::argument(zone, &mut problems, reading::text);
    let lines = text.and_then(|text| lines(text, &mut problems));
    let card = lines
        .and_then(|lines| Reader { lines, issued_here: false, mended: Vec::new(), problems: &mut problems }.card());
    problems.or(card)
}

/// A card is issued from the age of 16 for ten years, so that its holder was at least 16 ten years before its printed
/// date: the birth date is of the latest century of which that is true. Without a printed date, of the latest that has
/// such a day.
fn birth_date(digits: &str, expires_on: Option<CivilDate>) -> Option<CivilDate> {
    const CENTURIES: [i32; 3] = [2000, 1900, 1800];
    let Some(expires_on) = expires_on else {
        return CENTURIES.iter().find_map(|century| CivilDate::from_yymmdd(*century, digits));
    };
    let (year, month, day) = CivilDate::yymmdd(digits)?;
    let age_at_expiry = AGE_AT_ISSUE.saturating_add(YEARS_VALID);
    // Not made a date first: a 29 February need not exist so many years later.
    let is_of_age = |century: &&i32| {
        let year = year.saturating_add(**century).saturating_add(age_at_expiry);
        (year, month, day) <= expires_on.ymd()
    };
    CivilDate::from_yymmdd(*CENTURIES.iter().find(is_of_age)?, digits)
}

type Line = [u8; LINE_LENGTH];
/// For every character that cannot stand in a line and that is no byte.
const ILLEGAL: u8 = b'?';

/// The three lines in capitals, without the spaces that people paste along.
fn lines(text: &str, problems: &mut Problems) -> Option<[Line; LINES]> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    for character in text.chars().chain(['\n']) {
        match character {
            '\n' if !line.is_empty() => lines.push(mem::take(&mut line)),
            '«' => line.push(b'<'),
            _ if character.is_whitespace() => {}
            _ => line.push(u8::try_from(character).map_or(ILLEGAL, |byte| byte.to_ascii_uppercase())),
        }
    }
    if let [whole] = lines.as_slice()
        && whole.len() == LINES * LINE_LENGTH
    {
        lines = whole.chunks(LINE_LENGTH).map(<[u8]>::to_vec).collect();
    }
    if lines.len() != LINES {
        problems.add(ProblemCode::WrongLineCount, &Path::Root);
        return None;
    }
    let mut read = [[b'<'; LINE_LENGTH]; LINES];
    let mut is_whole = true;
    for ((index, line), into) in lines.iter().enumerate().zip(&mut read) {
        let path = Path::Field(&Path::Root, ["line1", "line2", "line3"].get(index).copied().unwrap_or_default());
        let illegal = !line.iter().all(|character| matches!(character, b'A'..=b'Z' | b'0'..=b'9' | b'<'));
        if illegal {
            problems.add(ProblemCode::IllegalCharacter, &path);
        }
        if line.len() != LINE_LENGTH {
            let length = vec![("length", Parameter::Number(LINE_LENGTH as f64))];
            problems.add_with(ProblemCode::WrongLineLength, &path, length);
        }
        match Line::try_from(line.as_slice()) {
            Ok(line) if !illegal => *into = line,
            _ => is_whole = false,
        }
    }
    is_whole.then_some(read)
}

/// Doc 9303 part 3, 4.9: digits count as themselves, letters from 10 on, the filler as 0.
fn check_digit(characters: &[u8]) -> u8 {
    char::from_digit(weighted_sum(characters, &WEIGHTS) % 10, 10).map_or(b'0', |digit| digit as u8)
}

fn look_alike(character: u8) -> u8 {
    LOOK_ALIKES.iter().find(|(letter, _)| *letter == character).map_or(character, |(_, digit)| *digit)
}

fn text_of(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

struct Reader<'p> {
    lines: [Line; LINES],
    issued_here: bool,
    mended: Vec<Mended>,
    problems: &'p mut Problems,
}

impl Reader<'_> {
    fn card(mut self) -> Option<IdentityCard> {
        let [first, second, third] = self.lines;
        self.issued_here = *self.part(0, 2..5) == *KAZAKHSTAN.as_bytes();
        if !matches!(first, [b'I', b'D' | b'<', ..]) {
            self.problem(ProblemCode::NotAnIdentityCard, "document");
        }
        if !self.issued_here {
            self.problem(ProblemCode::NotKazakhstan, "issuer");
        } else if *self.part(1, 15..18) != *KAZAKHSTAN.as_bytes() {
            self.problem(ProblemCode::NotKazakhstan, "nationality");
        }

        let number = self.checked_digits("number", "numberCheckDigit", 0, 5..14);
        // Another country's optional data need not hold a number of this kind.
        let iin = if self.issued_here {
            if number.as_deref().is_some_and(|number| number.bytes().all(|digit| digit == b'0')) {
                self.problem(ProblemCode::NeverIssued, "number");
            }
            self.iin()
        } else {
            None
        };
        let birth_digits = self.checked_digits("birthDate", "birthDateCheckDigit", 1, 0..6);
        let expires_on = self.checked_digits("expiresOn", "expiresOnCheckDigit", 1, 8..14);
        self.check_composite();

        let expires_on = expires_on.and_then(|digits| {
            let date = CivilDate::from_yymmdd(2000, &digits);
            self.or_impossible(date, "expiresOn")
        });
        let birth_date = birth_digits.and_then(|digits| {
            let date = birth_date(&digits, expires_on);
            self.or_impossible(date, "birthDate")
        });
        let sex = match second.get(7) {
            Some(b'M') => Some(Sex::Male),
            Some(b'F') => Some(Sex::Female),
            Some(b'<') => Some(Sex::Unspecified),
            _ => {
                self.problem(ProblemCode::IllegalCharacter, "sex");
                None
            }
        };
        let (surname, given_name) = self.names(&third);
        Some(IdentityCard {
            number: number?,
            iin: iin?,
            birth_date: birth_date?,
            sex: sex?,
            expires_on: expires_on?,
            surname: surname?,
            given_name: given_name?,
            mended: self.mended,
        })
    }

    fn problem(&mut self, code: ProblemCode, field: &str) {
        self.problems.add(code, &Path::Field(&Path::Root, field));
    }

    fn or_impossible(&mut self, date: Option<CivilDate>, field: &str) -> Option<CivilDate> {
        if date.is_none() {
            self.problem(ProblemCode::ImpossibleDate, field);
        }
        date
    }

    fn part(&self, line: usize, range: Range<usize>) -> &[u8] {
        self.lines.get(line).and_then(|line| line.get(range)).unwrap_or_default()
    }

    /// A part with digits for the letters that look like them; another country's numbers may have letters.
    fn digits(&self, line: usize, range: Range<usize>) -> Vec<u8> {
        let mend = |character| if self.issued_here { look_alike(character) } else { character };
        self.part(line, range).iter().copied().map(mend).collect()
    }

    /// Puts what was mended back into the line, so that the composite check digit is reckoned over it.
    fn mend(&mut self, field: &'static str, line: usize, start: usize, to: &[u8]) {
        let Some(place) = self.lines.get_mut(line).and_then(|line| line.get_mut(start..)?.get_mut(..to.len())) else {
            return;
        };
        if *place != *to {
            self.mended.push(Mended { field, from: text_of(place), to: text_of(to) });
            place.copy_from_slice(to);
        }
    }

    /// A field of digits with its check digit behind it, mended where that then holds. Gives the digits
    /// even where the check digit does not hold, so that more can be told of them.
    fn checked_digits(
        &mut self,
        field: &'static str,
        check_field: &'static str,
        line: usize,
        range: Range<usize>,
    ) -> Option<String> {
        let end = range.end.saturating_add(1);
        let holds = |digits: &[u8]| digits.split_last().is_some_and(|(check, digits)| *check == check_digit(digits));
        let as_read = self.part(line, range.start..end).to_vec();
        let mended = self.digits(line, range.start..end);
        let read = if holds(&mended) { mended } else { as_read };
        let (check, digits) = read.split_last()?;
        let is_numeric = digits.iter().all(u8::is_ascii_digit);
        if !holds(&read) {
            self.problem(ProblemCode::WrongCheckDigit, field);
        } else if is_numeric {
            self.mend(field, line, range.start, digits);
            self.mend(check_field, line, range.end, &[*check]);
        } else if self.issued_here {
            // Another country's number may have letters.
            self.problem(ProblemCode::NotDigits, field);
        }
        is_numeric.then(|| text_of(digits))
    }

    /// The IIN has a control digit of its own instead.
    fn iin(&mut self) -> Option<String> {
        let path = Path::Field(&Path::Root, "iin");
        let digits = self.digits(0, 15..27);
        let mended = Value::Text(text_of(&digits).into());
        if iin::read(&mended, &path, &mut Problems::default()).is_some() {
            self.mend("iin", 0, 15, &digits);
            return Some(text_of(&digits));
        }
        let as_read = Value::Text(text_of(self.part(0, 15..27)).into());
        iin::read(&as_read, &path, self.problems).map(|read| read.iin.to_owned())
    }

    /// Doc 9303 part 5, 4.2.4: positions 6–30 of the first line, 1–7, 9–15 and 19–29 of the second.
    fn check_composite(&mut self) {
        let mut covered = Vec::new();
        for (line, range) in [(0, 5..30), (1, 0..7), (1, 8..15), (1, 18..29)] {
            covered.extend_from_slice(self.part(line, range));
        }
        let check = self.digits(1, 29..30);
        if check == [check_digit(&covered)] {
            self.mend("compositeCheckDigit", 1, 29, &check);
        } else {
            self.problem(ProblemCode::WrongCheckDigit, "composite");
        }
    }

    /// Surname, two fillers, given names; one filler stands for a space or a hyphen.
    fn names(&mut self, line: &Line) -> (Option<String>, Option<String>) {
        let end = line.windows(2).position(|pair| pair == b"<<").unwrap_or(line.len());
        let (surname, given) = line.split_at_checked(end).unwrap_or((line, &[]));
        let mut words = |part: &[u8], field: &str, may_be_empty: bool| {
            let mut words = String::new();
            let mut is_between = false;
            for byte in part {
                if *byte == b'<' {
                    is_between = true;
                    continue;
                }
                if is_between && !words.is_empty() {
                    words.push(' ');
                }
                is_between = false;
                words.push(char::from(*byte));
            }
            if words.bytes().any(|byte| byte.is_ascii_digit()) {
                self.problem(ProblemCode::IllegalCharacter, field);
            } else if words.is_empty() && !may_be_empty {
                self.problem(ProblemCode::Empty, field);
            } else {
                return Some(words);
            }
            None
        };
        (words(surname, "surname", false), words(given, "givenName", true))
    }
}
