//! What every question may say besides itself: for which day, and by which rules.

use crate::calendar::CivilDate;
use crate::data::answer::{self, Answer, Object, Shape, Sink};
use crate::data::problem::{Invalid, ProblemCode};
use crate::data::reading::{self, Fields, Path, Problems};
use crate::data::value::Value;
use crate::law::pilot_2025::PILOT_2025;
use crate::law::ruleset::{self, Ruleset};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// Reads `on` and `now`: `on` wins over `now`, and `now` over the device's clock, which is asked only
/// where both are missing.
pub fn day(fields: &mut Fields, device_now: impl FnOnce() -> f64) -> Option<CivilDate> {
    let on = fields.optional("on", reading::date);
    let now = fields.optional("now", reading::number);
    if on.is_some() || fields.is_given("on") {
        return on;
    }
    let instant = if now.is_some() || fields.is_given("now") { now? } else { device_now() };
    let day = CivilDate::of_instant(instant);
    if day.is_none() {
        fields.problem(ProblemCode::DateOutOfRange, "now");
    }
    day
}

/// The rules to decide by: those that the host brings, else the embedded ones. In a box, since they are a hundred
/// words that would be moved about with every question that brings none.
#[derive(Clone, Debug)]
pub struct Rules<'v>(Option<Box<Ruleset<'v>>>);

impl<'v> Rules<'v> {
    /// The rules themselves.
    pub fn get(&self) -> &Ruleset<'v> {
        self.0.as_deref().unwrap_or(&PILOT_2025)
    }
}

/// Reads `ruleset`.
pub fn rules<'v>(fields: &mut Fields<'_, 'v>) -> Option<Rules<'v>> {
    let brought = fields.optional("ruleset", brought);
    (brought.is_some() || !fields.is_given("ruleset")).then_some(Rules(brought))
}

/// The answer where a ruleset can be used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sound {}

impl Answer for Sound {
    fn write(&self, into: &mut Object) {
        into.literal("outcome", "sound");
    }
}

/// Checks a ruleset that a host brings.
///
/// # Errors
/// All problems of its shape and, where the parts can be read, of its sense.
pub fn check(value: &Value) -> Result<Sound, Invalid> {
    let mut problems = Problems::default();
    let ruleset = brought(value, &Path::Root, &mut problems);
    problems.or(ruleset.map(|_| Sound {}))
}

/// Reads a ruleset. The id stands in verdicts and in what is signed, so no other rules may go by that of the embedded ones.
fn brought<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<Box<Ruleset<'v>>> {
    let rules = ruleset::read(value, path, problems)?;
    if rules.id == PILOT_2025.id && said(&rules) != said(&PILOT_2025) {
        problems.add(ProblemCode::Inconsistent, &Path::Field(path, "id"));
        return None;
    }
    Some(rules)
}

/// All that rules say, for comparing: what [`Answer::to_value`] gives would bring the comparing of all data along.
fn said(rules: &Ruleset) -> Vec<u8> {
    let mut said = Vec::new();
    answer::object(&mut said, rules);
    said
}

/// No text holds a byte above 0xf4, so that these part and nest the values.
impl Sink for Vec<u8> {
    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn literal(&mut self, text: &'static str) {
        self.text(text);
    }

    fn number(&mut self, number: f64) {
        self.bytes(&number.to_le_bytes());
    }

    fn boolean(&mut self, boolean: bool) {
        self.push(boolean.into());
    }

    fn date(&mut self, date: CivilDate) {
        self.number(date.days_since_1970().into());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
        self.push(0xff);
    }

    fn begin(&mut self, _: Shape) -> usize {
        self.push(0xfe);
        0
    }

    fn end(&mut self, _: Shape, _: usize, _: u32) {
        self.push(0xfd);
    }
}
