//! What is reported of a picture, in the shapes of the contract.

use picture_header::jpeg::{Coding, Jpeg};
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::picture::{Area, Point};

/// A number to four decimals; 0 for what is no number. The same in every engine, and short where it is shown.
pub fn rounded<S: Serializer>(number: &(impl Copy + Into<f64>), serializer: S) -> Result<S::Ok, S::Error> {
    let scaled = libm::round((*number).into() * 1e4);
    // Without the sign that a zero may have.
    serializer.serialize_f64(if scaled.abs() < 1e15 { scaled / 1e4 + 0.0 } else { 0.0 })
}

#[allow(clippy::ref_option)] // As serde passes it.
fn rounded_if_any<S: Serializer>(number: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    rounded(&number.unwrap_or_default(), serializer)
}

/// How a measure stands to its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Nothing found wanting.
    Good,
    /// Worth a look: perhaps another picture.
    Doubtful,
    /// Asks for another picture.
    Poor,
}

/// The values that are well, both ends included; an absent end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Range {
    /// The least.
    #[serde(serialize_with = "rounded_if_any", skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// The greatest.
    #[serde(serialize_with = "rounded_if_any", skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
}

/// What a check is held to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bounds {
    /// Outside of it the check is doubtful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warn: Option<Range>,
    /// Outside of it the check is poor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poor: Option<Range>,
}

/// One measure; reported also where it is good.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Check {
    /// Its name in the profile.
    pub id: &'static str,
    /// What was measured.
    #[serde(serialize_with = "rounded")]
    pub value: f64,
    /// Of what: `px`, `%`, `°`, `ratio`, …
    pub unit: &'static str,
    /// What it is held to.
    pub limit: Bounds,
    /// How the value stands to both.
    pub result: Grade,
    /// Where to draw it.
    #[serde(rename = "box", skip_serializing_if = "Option::is_none")]
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

impl Serialize for Face {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// A number as it is told.
        #[derive(Serialize)]
        struct Told(#[serde(serialize_with = "rounded")] f32);
        let mut face = serializer.serialize_struct("Face", 6)?;
        face.serialize_field("box", &self.area)?;
        face.serialize_field("eyes", &self.eyes)?;
        face.serialize_field("mouth", &self.mouth)?;
        face.serialize_field("score", &Told(self.score))?;
        face.serialize_field("rollDegrees", &Told(self.roll_degrees()))?;
        face.serialize_field("interEyeDistance", &Told(self.inter_eye_distance()))?;
        face.end()
    }
}

/// Every check of a picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "outcome", rename = "assessed", rename_all = "camelCase")]
pub struct Report {
    /// The worst of the checks.
    pub verdict: Grade,
    /// The id of the profile whose limits were used.
    pub profile: String,
    /// Of the upright picture in its full size, in pixels.
    pub width: u32,
    /// Of the upright picture in its full size, in pixels.
    pub height: u32,
    /// In the order of the contract.
    pub checks: Vec<Check>,
    /// The largest face, in full-size pixels; none in a signature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub face: Option<Face>,
    /// What to cut out, in full-size pixels, where a cut would help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_crop: Option<Area>,
}

/// What the header of a JPEG says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "outcome", rename = "jpeg", rename_all = "camelCase")]
pub struct JpegInfo {
    width: u16,
    height: u16,
    orientation: u8,
    #[serde(serialize_with = "rounded")]
    quality: f64,
    progressive: bool,
    complete: bool,
    has_gps: bool,
    components: u8,
}

impl JpegInfo {
    /// Of these facts.
    #[must_use]
    pub fn of(jpeg: &Jpeg<'_>) -> Self {
        Self {
            width: jpeg.width,
            height: jpeg.height,
            orientation: jpeg.exif.orientation,
            quality: jpeg.quality,
            progressive: jpeg.coding == Coding::Progressive,
            complete: jpeg.complete,
            has_gps: jpeg.exif.has_gps,
            components: jpeg.components,
        }
    }
}
