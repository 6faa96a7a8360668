//! What the codec writes, read by a reader of its own, is what the builder makes of the same answer: the first time, and
//! when everything that it tells once was told before.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

#[path = "common/call.rs"]
mod call;
mod common;

use std::collections::HashMap;

use call::Data;
use common::{ELIGIBILITY, cases};
use kualik::data::answer::{self, Answer, Object, Sink};
use kualik::data::problem::ProblemCode;
use kualik::identity::region;
use kualik::law::eligibility;
use kualik::law::pilot_2025::PILOT_2025;
use kualik::lifecycle::TRANSITIONS;
use kualik::limits::Limits;
use kualik::wasm::codec::Written;
use kualik::{Version, data::code::Code};

/// The package's side of the codec, as far as answers go.
#[derive(Default)]
struct Reader {
    literals: HashMap<u32, String>,
    objects: HashMap<u32, Data>,
}

impl Reader {
    fn read(&mut self, written: &Written) -> Data {
        let mut words = written.words.iter().copied();
        let value = self.value(&mut words, &written.bytes);
        assert_eq!(words.next(), None, "words are left");
        value
    }

    fn value(&mut self, words: &mut impl Iterator<Item = u32>, bytes: &[u8]) -> Data {
        let kind = words.next().unwrap();
        let mut next = || words.next().unwrap();
        match kind {
            1 | 2 => Data::Bool(kind == 2),
            3 => Data::Number(f64::from_bits(u64::from(next()) | u64::from(next()) << 32)),
            4 => Data::Text(text(words, bytes).into()),
            5 => {
                let (length, start) = (next() as usize, next() as usize);
                Data::Bytes(bytes[start..][..length].to_vec().into())
            }
            6 => Data::List((0..next()).map(|_| self.value(words, bytes)).collect()),
            7 => {
                Data::Object((0..next()).map(|_| (self.name(words, bytes).into(), self.value(words, bytes))).collect())
            }
            8 => Data::Number(next().cast_signed().into()),
            9 => {
                let index = next();
                let text = text(words, bytes);
                assert_eq!(self.literals.insert(index, text.clone()), None, "an index was given away twice");
                Data::Text(text.into())
            }
            10 => Data::Text(self.literals[&next()].clone().into()),
            11 => Data::Text(day(next().cast_signed()).into()),
            12 => {
                let index = next();
                let object = self.value(words, bytes);
                assert_eq!(self.objects.insert(index, object.clone()), None, "an index was given away twice");
                object
            }
            13 => self.objects[&next()].clone(),
            other => panic!("kind {other}"),
        }
    }

    fn name(&mut self, words: &mut impl Iterator<Item = u32>, bytes: &[u8]) -> String {
        let Data::Text(name) = self.value(words, bytes) else { panic!("no name") };
        name.into_owned()
    }
}

fn text(words: &mut impl Iterator<Item = u32>, bytes: &[u8]) -> String {
    let (length, start) = (words.next().unwrap() as usize, words.next().unwrap() as usize);
    String::from_utf8(bytes[start..][..length].to_vec()).unwrap()
}

/// A day after 1970-01-01, counted year by year and month by month.
fn day(mut days: i32) -> String {
    let is_leap = |year: i32| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let mut year = 1970;
    while days >= 365 + i32::from(is_leap(year)) {
        days -= 365 + i32::from(is_leap(year));
        year += 1;
    }
    let lengths = [31, 28 + i32::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while days >= lengths[month] {
        days -= lengths[month];
        month += 1;
    }
    format!("{year}-{:02}-{:02}", month + 1, days + 1)
}

/// Writes an answer with what was told before still known, and compares it with what the builder makes of it.
fn is_read_back(written: &mut Written, reader: &mut Reader, answer: &impl Answer) {
    written.clear();
    answer::object(written, answer);
    assert_eq!(reader.read(written), answer.to_value());
}

#[test]
fn answers_are_read_back_the_first_time_and_the_next() {
    let (mut written, mut reader) = (Written::default(), Reader::default());
    for _ in 0..2 {
        is_read_back(&mut written, &mut reader, &PILOT_2025);
        is_read_back(&mut written, &mut reader, &Limits);
        is_read_back(&mut written, &mut reader, &Version);
        region::all().iter().for_each(|region| is_read_back(&mut written, &mut reader, region));
        TRANSITIONS.iter().for_each(|row| is_read_back(&mut written, &mut reader, row));
        for case in cases(ELIGIBILITY, "cases") {
            let query = call::data(&case["query"]).unwrap();
            let request = eligibility::read(&query, || 1_748_750_400_000.0);
            is_read_back(&mut written, &mut reader, &request.as_ref().map(eligibility::Request::verdict));
        }
    }
    // The notice, and the citations of the verdicts.
    assert_eq!(reader.objects.len(), 7);
    assert!(reader.literals.len() > 100, "{}", reader.literals.len());
}

/// An answer of more texts of the core's own than can have an index.
struct Many(Vec<&'static str>);

impl Answer for Many {
    fn write(&self, into: &mut Object) {
        self.0.iter().for_each(|name| into.literal(name, name));
    }
}

#[test]
fn texts_without_an_index_are_written_out() {
    let texts: Vec<&'static str> = (0..2_000).map(|number| &*format!("text {number}").leak()).collect();
    let many = Many(texts);
    let (mut written, mut reader) = (Written::default(), Reader::default());
    for _ in 0..2 {
        is_read_back(&mut written, &mut reader, &many);
    }
    assert!(reader.literals.len() < 2_000);
}

#[test]
fn numbers_are_read_back_exactly() {
    let numbers =
        [0.0, -1.0, 0.1, 2_147_483_647.0, 2_147_483_648.0, -2_147_483_648.0, 8.64e15, f64::MAX, f64::MIN_POSITIVE];
    for number in numbers {
        let mut written = Written::default();
        written.number(number);
        assert_eq!(Reader::default().read(&written), Data::Number(number));
    }
}

#[test]
fn a_text_is_told_once() {
    let (mut written, mut reader) = (Written::default(), Reader::default());
    for code in ProblemCode::ALL {
        written.clear();
        written.literal(code.code());
        let first = (written.words.len(), written.bytes.len());
        reader.read(&written);
        written.clear();
        written.literal(code.code());
        assert_eq!((first, written.words.len(), written.bytes.len()), ((4, code.code().len()), 2, 0));
        assert_eq!(reader.read(&written), Data::Text(code.code().into()));
    }
}
