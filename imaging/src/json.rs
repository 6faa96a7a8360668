//! Answers as JSON text, in the shapes of the contract.

use crate::decode::Problem;
use crate::jpeg::{Coding, Jpeg};
use crate::picture::{Area, Point};
use crate::prepare::Prepared;
use crate::profile::{self, Limit, Profile};
use crate::report::{Check, Face, Grade, Range, Report};

/// JSON while it is written. Names and texts come from this crate, so nothing needs escaping.
#[derive(Default)]
pub struct Json(String);

impl Json {
    /// An object whose fields `write` writes.
    #[must_use]
    pub fn object(write: impl FnOnce(&mut Self)) -> String {
        let mut json = Self(String::from("{"));
        write(&mut json);
        json.close('}');
        json.0
    }

    /// A list, each entry written by `write`.
    fn list<T>(&mut self, entries: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.0.push('[');
        for entry in entries {
            write(self, entry);
            self.0.push(',');
        }
        self.close(']');
        self.0.push(',');
    }

    fn close(&mut self, bracket: char) {
        if self.0.ends_with(',') {
            self.0.pop();
        }
        self.0.push(bracket);
    }

    fn name(&mut self, name: &str) {
        self.quoted(name);
        self.0.push(':');
    }

    fn quoted(&mut self, text: &str) {
        self.0.push('"');
        self.0.push_str(text);
        self.0.push('"');
    }

    /// A field of text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.name(name);
        self.quoted(text);
        self.0.push(',');
    }

    /// A field that is true or false.
    pub fn flag(&mut self, name: &str, flag: bool) {
        self.name(name);
        self.0.push_str(if flag { "true," } else { "false," });
    }

    /// A field of a number, to four decimals; 0 for what is no number, since JSON has no word for it.
    pub fn number(&mut self, name: &str, number: f64) {
        self.name(name);
        let scaled = libm::round(number * 1e4);
        let scaled = if scaled.abs() < 1e15 { scaled as i64 } else { 0 };
        if scaled < 0 {
            self.0.push('-');
        }
        // By hand: the library's way of writing floats weighs more than this whole file.
        let mut digits = Vec::new();
        let mut rest = scaled.unsigned_abs();
        while rest > 0 || digits.len() < 5 {
            digits.push(char::from_digit((rest % 10) as u32, 10).unwrap_or('0'));
            rest /= 10;
        }
        let (decimals, whole) = digits.split_at(4);
        self.0.extend(whole.iter().rev());
        let zeros = decimals.iter().take_while(|digit| **digit == '0').count();
        if zeros < decimals.len() {
            self.0.push('.');
            self.0.extend(decimals.iter().skip(zeros).rev());
        }
        self.0.push(',');
    }

    /// A field that is an object.
    pub fn nested(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.name(name);
        self.braced(write);
    }

    /// A field that is a list of objects.
    pub fn objects<T>(&mut self, name: &str, entries: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.name(name);
        self.list(entries, |json, entry| {
            json.braced(|json| write(json, entry));
            json.0.pop();
        });
    }

    /// A field that is a list of texts.
    pub fn texts(&mut self, name: &str, entries: &[&str]) {
        self.name(name);
        self.list(entries, |json, entry| json.quoted(entry));
    }

    fn braced(&mut self, write: impl FnOnce(&mut Self)) {
        self.0.push('{');
        write(self);
        self.close('}');
        self.0.push(',');
    }

    fn point(&mut self, point: Point) {
        self.number("x", f64::from(point.x));
        self.number("y", f64::from(point.y));
    }

    /// A field that is a rectangle.
    pub fn area(&mut self, name: &str, area: Area) {
        self.nested(name, |json| {
            json.point(Point { x: area.x, y: area.y });
            json.number("width", f64::from(area.width));
            json.number("height", f64::from(area.height));
        });
    }

    /// A field that is a range of values.
    pub fn range(&mut self, name: &str, range: Range) {
        self.nested(name, |json| {
            for (name, end) in [("min", range.min), ("max", range.max)] {
                if let Some(end) = end {
                    json.number(name, end);
                }
            }
        });
    }
}

/// As the contract writes a grade.
#[must_use]
pub fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Good => "good",
        Grade::Doubtful => "doubtful",
        Grade::Poor => "poor",
    }
}

/// `ImageReport`, but for the time that it took.
#[must_use]
pub fn report(report: &Report) -> String {
    Json::object(|json| {
        json.text("outcome", "assessed");
        json.text("verdict", grade(report.verdict));
        json.text("profile", report.profile);
        json.number("width", f64::from(report.width));
        json.number("height", f64::from(report.height));
        json.objects("checks", &report.checks, check);
        if let Some(found) = &report.face {
            json.nested("face", |json| face(json, found));
        }
        if let Some(crop) = report.suggested_crop {
            json.area("suggestedCrop", crop);
        }
    })
}

fn check(json: &mut Json, check: &Check) {
    json.text("id", check.id);
    json.number("value", check.value);
    json.text("unit", check.unit);
    json.nested("limit", |json| {
        for (name, range) in [("warn", check.warn), ("poor", check.poor)] {
            if let Some(range) = range {
                json.range(name, range);
            }
        }
    });
    json.text("result", grade(check.result));
    if let Some(area) = check.area {
        json.area("box", area);
    }
}

fn face(json: &mut Json, face: &Face) {
    json.area("box", face.area);
    json.name("eyes");
    json.list(&face.eyes, |json, eye| {
        json.braced(|json| json.point(*eye));
        json.0.pop();
    });
    json.nested("mouth", |json| json.point(face.mouth));
    json.number("score", f64::from(face.score));
    json.number("rollDegrees", f64::from(face.roll_degrees()));
    json.number("interEyeDistance", f64::from(face.inter_eye_distance()));
}

/// `JpegInfo`.
#[must_use]
pub fn jpeg(jpeg: &Jpeg) -> String {
    Json::object(|json| {
        json.text("outcome", "jpeg");
        json.number("width", f64::from(jpeg.width));
        json.number("height", f64::from(jpeg.height));
        json.number("orientation", f64::from(jpeg.exif.orientation));
        json.number("quality", jpeg.quality);
        json.flag("progressive", jpeg.coding == Coding::Progressive);
        json.flag("complete", jpeg.complete);
        json.flag("hasGps", jpeg.exif.has_gps);
        json.number("components", f64::from(jpeg.components));
    })
}

/// `Prepared`, but for the bytes.
#[must_use]
pub fn prepared(prepared: &Prepared) -> String {
    let changed: Vec<&str> = prepared.changed.iter().map(|change| change.code()).collect();
    Json::object(|json| {
        json.text("outcome", "prepared");
        json.text("mediaType", "image/jpeg");
        json.number("width", f64::from(prepared.width));
        json.number("height", f64::from(prepared.height));
        json.texts("changed", &changed);
    })
}

/// `ImagingInvalid`.
#[must_use]
pub fn invalid(problem: Problem) -> String {
    let (code, text, most) = match problem {
        Problem::Empty => ("empty", None, None),
        Problem::NotAnImage(actual) => ("not-an-image", actual.map(|kind| ("actual", kind)), None),
        Problem::Incomplete => ("incomplete-image", None, None),
        Problem::Unsupported(kind) => ("unsupported-image", Some(("kind", kind)), None),
        Problem::TooLarge(most) => ("too-large", None, Some(most)),
        Problem::TooManyPixels(most) => ("too-many-pixels", None, Some(most)),
    };
    Json::object(|json| {
        json.text("outcome", "invalid");
        json.objects("problems", &[()], |json, ()| {
            json.text("code", code);
            json.text("path", "");
            if text.is_some() || most.is_some() {
                json.nested("params", |json| {
                    if let Some((name, text)) = text {
                        json.text(name, text);
                    }
                    if let Some(most) = most {
                        json.number("max", f64::from(most));
                    }
                });
            }
        });
    })
}

/// `Profile`.
#[must_use]
pub fn profile(profile: &Profile) -> String {
    let limits =
        |subject: &'static str, limits: &[Limit]| limits.iter().map(|limit| (subject, *limit)).collect::<Vec<_>>();
    let all = [limits("photo", &profile.photo), limits("signature", &profile.signature)].concat();
    Json::object(|json| {
        json.text("id", profile::ID);
        json.objects("limits", &all, |json, (subject, limit)| {
            json.text("check", limit.check);
            json.text("subject", subject);
            json.text("unit", limit.unit);
            for (name, range) in [("warn", limit.warn), ("poor", limit.poor)] {
                if let Some(range) = range {
                    json.range(name, range);
                }
            }
            json.text("source", limit.source);
            json.text("certainty", limit.certainty.code());
        });
    })
}
