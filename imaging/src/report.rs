//! What is reported of a picture, and how it is written as JSON.

use crate::picture::{Area, Point};

/// How a measure stands to its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Nothing found wanting.
    Good,
    /// Worth a look: perhaps another picture.
    Doubtful,
    /// Asks for another picture.
    Poor,
}

/// The values that are well, both ends included; an absent end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    /// The least.
    pub min: Option<f64>,
    /// The greatest.
    pub max: Option<f64>,
}

/// One measure; reported also where it is good.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Its name in the profile.
    pub id: &'static str,
    /// What was measured.
    pub value: f64,
    /// Of what: `px`, `%`, `°`, `ratio`, …
    pub unit: &'static str,
    /// Outside of it the check is doubtful.
    pub warn: Option<Range>,
    /// Outside of it the check is poor.
    pub poor: Option<Range>,
    /// How the value stands to both.
    pub result: Grade,
    /// Where to draw it.
    pub area: Option<Area>,
}

/// A face, in pixels of the picture that was searched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Face {
    /// As the detector draws it: from above the brows to the chin.
    pub area: Area,
    /// As the face stands upright: the one on the left, then the one on the right.
    pub eyes: [Point; 2],
    /// The tip of the nose.
    pub nose: Point,
    /// The middle of the mouth.
    pub mouth: Point,
    /// Where the ears join the head, in the order of the eyes; a guess where hidden.
    pub ears: [Point; 2],
    /// How sure the detector is, 0 to 1.
    pub score: f32,
}
