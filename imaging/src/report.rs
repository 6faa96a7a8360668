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

impl Face {
    /// Between the eyes.
    #[must_use]
    pub fn eye_middle(&self) -> Point {
        let [one, other] = self.eyes;
        Point { x: (one.x + other.x) / 2.0, y: (one.y + other.y) / 2.0 }
    }

    /// Between the eyes, in pixels.
    #[must_use]
    pub fn inter_eye_distance(&self) -> f32 {
        let [one, other] = self.eyes;
        libm::hypotf(other.x - one.x, other.y - one.y)
    }

    /// How far the face is turned in the picture's plane, −180 to 180, clockwise; 0 where the eyes are level
    /// and the mouth is below them.
    #[must_use]
    pub fn roll_degrees(&self) -> f32 {
        let [one, other] = self.eyes;
        let (x, y) = (other.x - one.x, other.y - one.y);
        let middle = self.eye_middle();
        // A face on its head has the mouth on the other side of the line of the eyes.
        let below = x * (self.mouth.y - middle.y) - y * (self.mouth.x - middle.x) >= 0.0;
        let (x, y) = if below { (x, y) } else { (-x, -y) };
        libm::atan2f(y, x).to_degrees()
    }
}

/// Every check of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The worst of the checks.
    pub verdict: Grade,
    /// The id of the profile whose limits were used.
    pub profile: &'static str,
    /// Of the upright picture in its full size, in pixels.
    pub width: u32,
    /// Of the upright picture in its full size, in pixels.
    pub height: u32,
    /// In the order of the contract.
    pub checks: Vec<Check>,
    /// The largest face, in full-size pixels; none in a signature.
    pub face: Option<Face>,
    /// What to cut out, in full-size pixels, where a cut would help.
    pub suggested_crop: Option<Area>,
}
