//! From measures to grades, for photo and signature alike.

use crate::decode::{Facts, FileType};
use crate::picture::Area;
use crate::profile::{Limit, Profile};
use crate::report::{Check, Face, Grade, Report};

/// What a check found, before it is graded.
pub struct Measure {
    value: f64,
    area: Option<Area>,
    /// Never worse than this.
    at_worst: Grade,
    is_measured: bool,
}

impl Measure {
    /// A value, to be graded as it is.
    #[must_use]
    pub fn of(value: impl Into<f64>) -> Self {
        Self { value: value.into(), area: None, at_worst: Grade::Poor, is_measured: true }
    }

    /// With the place to draw.
    #[must_use]
    pub fn at(self, area: Area) -> Self {
        Self { area: Some(area), ..self }
    }

    /// With a grade that it never falls below, whatever its value.
    #[must_use]
    pub fn at_worst(self, at_worst: Grade) -> Self {
        Self { at_worst, ..self }
    }

    /// There is nothing to measure it on: no face, and the check `face` is poor; or no background is to be seen.
    #[must_use]
    pub fn none() -> Self {
        Self { is_measured: false, ..Self::of(0.0) }
    }
}

/// The unit of a check that could not be measured, since there is no face or no background is to be seen; its value
/// is 0 and its result doubtful.
pub const NOT_MEASURED: &str = "not-measured";

fn check(limit: &Limit, measure: &Measure) -> Check {
    let Measure { value, area, at_worst, is_measured } = *measure;
    let Limit { check: id, unit, bounds, .. } = *limit;
    if !is_measured {
        return Check { id, value: 0.0, unit: NOT_MEASURED, limit: bounds, result: Grade::Doubtful, area: None };
    }
    Check { id, value, unit, limit: bounds, result: limit.grade(value).min(at_worst), area }
}

/// Checks that photo and signature share, in the contract's order: `file-type`, `complete`, `bytes`.
#[must_use]
pub fn of_file(facts: &Facts) -> [Measure; 3] {
    let is_sent = !matches!(facts.file_type, FileType::Other(_));
    [Measure::of(u8::from(is_sent)), Measure::of(u8::from(facts.complete)), Measure::of(facts.bytes as f64)]
}

/// All checks with their limits, and the worst of them as the verdict.
#[must_use]
pub fn graded(
    facts: &Facts,
    (profile, limits): (&Profile, &[Limit]),
    measures: &[Measure],
    face: Option<Face>,
    crop: Option<Area>,
) -> Report {
    let checks: Vec<Check> = limits.iter().zip(measures).map(|(limit, measure)| check(limit, measure)).collect();
    Report {
        verdict: checks.iter().map(|check| check.result).max().unwrap_or(Grade::Poor),
        profile: profile.id.clone(),
        width: facts.width,
        height: facts.height,
        checks,
        face,
        suggested_crop: crop,
    }
}
