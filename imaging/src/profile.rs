//! The limits by which pictures are graded, each with its source.
//!
//! None of them is official: no numeric rule of the pilot for photos or signatures was found. Change a limit and
//! the profile's id together, so that an older report can still be understood.

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::options::{Problems, Value, dotted};
use crate::report::{Bounds, Grade, Range};

/// Where a limit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// A rule or guide for documents, published by an authority or a standard.
    Published,
    /// A paper or another implementation of a standard.
    Literature,
    /// Our own pictures: six portraits of four people, drawn signatures, and degradations of both.
    MeasuredHere,
}

/// The limits of one check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// The check's name in the contract.
    pub check: &'static str,
    /// Of what the values are; `1` for what has no unit.
    pub unit: &'static str,
    /// Outside of which a picture is doubtful, or poor.
    pub bounds: Bounds,
    /// Who says so.
    pub source: &'static str,
    /// How sure that is.
    pub certainty: Certainty,
}

/// All limits, in the order of the contract.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// A report names it.
    pub id: String,
    /// For a photo.
    pub photo: [Limit; 27],
    /// For a signature.
    pub signature: [Limit; 15],
}

/// The id of the limits below.
const ID: &str = "kz-identity-card-1";

impl Default for Profile {
    fn default() -> Self {
        Self { id: ID.to_owned(), photo: PHOTO, signature: SIGNATURE }
    }
}

impl Profile {
    /// The embedded profile with the contract's `ProfileChanges`; notes what is wrong with them.
    #[must_use]
    pub fn changed(changes: &Value, problems: &mut Problems) -> Self {
        let mut profile = Self::default();
        if *changes == Value::Null || !problems.fields(changes, "profile", &["id", "photo", "signature"]) {
            return profile;
        }
        match changes.entry("id") {
            Some(Value::Text(id)) => profile.id.clone_from(id),
            _ => problems.note("wrong-type", "profile.id".to_owned()),
        }
        for (subject, limits) in profile.subjects() {
            let path = dotted(&["profile", subject]);
            let checks: Vec<&str> = limits.iter().map(|limit| limit.check).collect();
            let Some(changes) = changes.field(subject).filter(|changes| problems.fields(changes, &path, &checks))
            else {
                continue;
            };
            for check in checks {
                if let Some(change) = changes.field(check) {
                    problems.fields(change, &dotted(&[&path, check]), &["warn", "poor"]);
                }
            }
        }
        for (subject, limits) in profile.subjects() {
            for limit in limits {
                let Some(change) = changes.field(subject).and_then(|changes| changes.field(limit.check)) else {
                    continue;
                };
                for (name, range) in [("warn", &mut limit.bounds.warn), ("poor", &mut limit.bounds.poor)] {
                    // Here alone null differs from an absent field: it takes the limit away.
                    if let Some(changed) = change.entry(name) {
                        let path = dotted(&["profile", subject, limit.check, name]);
                        *range = Range::read(changed, &path, problems);
                    }
                }
            }
        }
        profile
    }

    fn subjects(&mut self) -> [(&'static str, &mut [Limit]); 2] {
        [("photo", &mut self.photo), ("signature", &mut self.signature)]
    }
}

impl Serialize for Profile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Entry<'a> {
            check: &'a str,
            subject: &'a str,
            unit: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            warn: Option<Range>,
            #[serde(skip_serializing_if = "Option::is_none")]
            poor: Option<Range>,
            source: &'a str,
            certainty: Certainty,
        }
        let of = |subject: &'static str| {
            move |limit: &Limit| {
                let Limit { check, unit, bounds: Bounds { warn, poor }, source, certainty } = *limit;
                Entry { check, subject, unit, warn, poor, source, certainty }
            }
        };
        let entries: Vec<_> =
            self.photo.iter().map(of("photo")).chain(self.signature.iter().map(of("signature"))).collect();
        let mut profile = serializer.serialize_struct("Profile", 2)?;
        profile.serialize_field("id", &self.id)?;
        profile.serialize_field("limits", &entries)?;
        profile.end()
    }
}

impl Limit {
    /// How a value stands to both ranges.
    #[must_use]
    pub fn grade(&self, value: f64) -> Grade {
        let is_within = |range: Option<Range>| range.is_none_or(|range| range.contains(value));
        match (is_within(self.bounds.poor), is_within(self.bounds.warn)) {
            (false, _) => Grade::Poor,
            (true, false) => Grade::Doubtful,
            (true, true) => Grade::Good,
        }
    }
}

impl Range {
    /// Reads one, and notes what is wrong with it; none where both ends are open.
    fn read(range: &Value, path: &str, problems: &mut Problems) -> Option<Self> {
        problems.fields(range, path, &["min", "max"]);
        let [min, max] = ["min", "max"].map(|name| {
            let end = range.field(name)?;
            if end.number().is_none() {
                problems.note("wrong-type", dotted(&[path, name]));
            }
            end.number()
        });
        // No value could be within.
        if min.zip(max).is_some_and(|(min, max)| min > max) {
            problems.note("wrong-type", path.to_owned());
        }
        Some(Self { min, max }).filter(|range| *range != Self::default())
    }

    /// Both ends are within.
    #[must_use]
    pub fn contains(self, value: f64) -> bool {
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }
}

const fn at_least(min: f64) -> Option<Range> {
    Some(Range { min: Some(min), max: None })
}

const fn at_most(max: f64) -> Option<Range> {
    Some(Range { min: None, max: Some(max) })
}

const fn between(min: f64, max: f64) -> Option<Range> {
    Some(Range { min: Some(min), max: Some(max) })
}

const fn limit(
    check: &'static str,
    unit: &'static str,
    warn: Option<Range>,
    poor: Option<Range>,
    certainty: Certainty,
    source: &'static str,
) -> Limit {
    Limit { check, unit, bounds: Bounds { warn, poor }, source, certainty }
}

const FORMATS: &str = "the application's own format: JPEG or PNG, at most 1 MiB";
const OWN: &str = "measured on six portraits of four people and on degradations of them";
const STROKES: &str = "measured on drawn strokes alone";
const HEAD: &str =
    "guides ask for a head of 70 to 80 % of the height, level and in the middle; widened by the error of the measure";
const OFIQ: &str = "the measure is that of ISO/IEC 29794-5 as OFIQ has it; the limit was measured here";

use Certainty::{Literature, MeasuredHere, Published};

const PHOTO: [Limit; 27] = [
    // 1: a JPEG or PNG; 0: something else that the browser could show.
    limit("file-type", "1", None, at_least(1.0), MeasuredHere, FORMATS),
    // 1: all there; 0: only the mark of its end is missing.
    limit("complete", "1", at_least(1.0), None, MeasuredHere, FORMATS),
    limit("bytes", "B", None, at_most(1_048_576.0), MeasuredHere, FORMATS),
    // The smaller of width/413 and height/531: 35 by 45 mm at 300 dpi.
    limit("pixels", "×413×531", None, at_least(1.0), Published, "35 by 45 mm at 300 dpi, as photo services ask"),
    limit("aspect", "%", at_most(2.0), None, Published, "35 by 45 mm, as photo services ask"),
    // As EXIF numbers it; 1 is upright.
    limit("orientation", "EXIF", between(1.0, 1.0), None, MeasuredHere, FORMATS),
    // 1: the file says where it was taken.
    limit("location", "1", at_most(0.0), None, MeasuredHere, "privacy: the place is nobody's business"),
    limit("jpeg-quality", "1–100", at_least(50.0), at_least(30.0), MeasuredHere, OWN),
    limit("blockiness", "1", at_most(0.9), None, MeasuredHere, OWN),
    limit("face", "0–1", None, at_least(0.6), MeasuredHere, OWN),
    limit("one-face", "faces", None, at_most(1.0), MeasuredHere, "a document's photo shows its holder alone"),
    limit("upright", "°", between(-10.0, 10.0), between(-45.0, 45.0), MeasuredHere, HEAD),
    limit("looking-ahead", "eyes' distance", at_most(0.2), None, MeasuredHere, OWN),
    limit("head-size", "of height", between(0.62, 0.88), between(0.5, 0.95), MeasuredHere, HEAD),
    limit("crown", "of height", at_least(0.0), at_least(-0.08), MeasuredHere, HEAD),
    limit("centred", "of width", at_most(0.1), at_most(0.18), MeasuredHere, HEAD),
    limit("inter-eye", "px", at_least(90.0), at_least(60.0), Literature, "ISO/IEC 19794-5: 90 pixels, at the least 60"),
    limit(
        "sharpness",
        "blur 0–1",
        at_most(0.52),
        at_most(0.65),
        Literature,
        "Crete et al., SPIE 6492 (2007); its limit measured here",
    ),
    limit("noise", "σ", at_most(6.0), None, Literature, "Immerkær, CVIU 64 (1996); its limit measured here"),
    limit("too-dark", "share", at_most(0.8), at_most(0.97), Literature, OFIQ),
    limit("too-bright", "share", at_most(0.05), at_most(0.2), Literature, OFIQ),
    limit("contrast", "bits", at_least(5.5), at_least(4.5), Literature, OFIQ),
    limit("even-light", "0–1", at_most(0.45), None, Literature, OFIQ),
    limit("colour", "ΔE", at_least(1.0), at_least(0.3), MeasuredHere, OWN),
    limit("colour-cast", "ΔE", at_most(8.0), None, Literature, OFIQ),
    limit("plain-background", "share", at_most(0.12), at_most(0.35), MeasuredHere, OWN),
    limit("light-background", "L*", at_least(72.0), at_least(50.0), MeasuredHere, OWN),
];

const SIGNATURE: [Limit; 15] = [
    limit("file-type", "1", None, at_least(1.0), MeasuredHere, FORMATS),
    limit("complete", "1", at_least(1.0), None, MeasuredHere, FORMATS),
    limit("bytes", "B", None, at_most(1_048_576.0), MeasuredHere, FORMATS),
    limit("pixels", "px", None, at_least(280.0), MeasuredHere, STROKES),
    limit("ink", "0–1", at_least(0.3), at_least(0.15), MeasuredHere, STROKES),
    limit("clear", "SD", None, at_least(6.0), MeasuredHere, STROKES),
    limit("coverage", "%", None, between(0.1, 25.0), MeasuredHere, STROKES),
    limit("cut", "px", None, at_most(0.0), MeasuredHere, STROKES),
    limit("margin", "%", at_least(3.0), None, MeasuredHere, STROKES),
    limit("size", "of width", at_least(0.25), None, MeasuredHere, STROKES),
    limit("scribble", "share", at_most(0.25), at_most(0.4), MeasuredHere, STROKES),
    limit("stroke", "px", at_least(2.0), None, MeasuredHere, STROKES),
    limit("writing", "pieces", at_most(10.0), at_most(40.0), MeasuredHere, STROKES),
    limit("paper", "0–255", at_least(150.0), at_least(70.0), MeasuredHere, STROKES),
    limit("soft", "1", at_most(1.5), None, MeasuredHere, STROKES),
];
