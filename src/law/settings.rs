//! What every question may say besides itself: for which day, and by which rules.

use crate::calendar::CivilDate;
use crate::data::problem::ProblemCode;
use crate::data::reading::{self, Fields};
use crate::law::pilot_2025::PILOT_2025;
use crate::law::ruleset::{self, Ruleset};
use alloc::boxed::Box;

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
    let brought = fields.optional("ruleset", ruleset::read);
    (brought.is_some() || !fields.is_given("ruleset")).then_some(Rules(brought))
}
