//! From the model's output to faces, as MediaPipe's `face_detection_short_range` has it: boxes from half a score
//! on, those that overlap by more than .3 as one, their mean weighted by score.
//! <https://github.com/google-ai-edge/mediapipe/blob/v0.8.10/mediapipe/modules/face_detection/face_detection_short_range.pbtxt>

// Of counts, only places are added up: a grid is at most 128 wide.
#![allow(clippy::arithmetic_side_effects)]

use super::model::{BOX, SIDE};
use super::run::Output;
use crate::picture::Point;
use crate::within;

const LEAST_SCORE: f32 = 0.5;
const SAME: f32 = 0.3;

/// A face, as parts of the side of what the model was shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// From .5 to 1.
    pub score: f32,
    /// The middle of the box.
    pub middle: Point,
    /// The box's width and height.
    pub size: Point,
    /// Left eye, right eye, nose, mouth, left ear, right ear: as seen, not as the person has them.
    pub points: [Point; 6],
}

impl Seen {
    fn overlap(&self, other: &Self) -> f32 {
        let along = |middle: f32, size: f32, other: f32, other_size: f32| {
            let (end, other_end) = (middle + size / 2.0, other + other_size / 2.0);
            (end.min(other_end) - (middle - size / 2.0).max(other - other_size / 2.0)).max(0.0)
        };
        let shared = along(self.middle.x, self.size.x, other.middle.x, other.size.x)
            * along(self.middle.y, self.size.y, other.middle.y, other.size.y);
        shared / (self.size.x * self.size.y + other.size.x * other.size.y - shared)
    }

    /// How far the face leans, in degrees clockwise: from between the eyes to the mouth is down where it does not.
    pub(crate) fn lean(&self) -> f32 {
        let [left, right, _, mouth, ..] = self.points;
        let (x, y) = (mouth.x - (left.x + right.x) / 2.0, mouth.y - (left.y + right.y) / 2.0);
        libm::atan2f(-x, y).to_degrees()
    }
}

/// The faces of an output, the surest first; `grids` says how many boxes each cell has.
pub(crate) fn faces(output: &Output, grids: &[(usize, usize)]) -> Vec<Seen> {
    let places = grids.iter().flat_map(|(side, each)| {
        let middle = move |cell: usize| (cell as f32 + 0.5) / *side as f32;
        (0..side * side * each).map(move |index| {
            let cell = index / each;
            Point { x: middle(cell % side), y: middle(cell / side) }
        })
    });
    let mut seen: Vec<Seen> = places
        .zip(&output.scores)
        .zip(&output.boxes)
        .filter_map(|((place, score), values)| {
            let score = sigmoid(*score);
            (score >= LEAST_SCORE).then(|| decode(score, place, values))
        })
        .collect();
    let mut faces = Vec::new();
    // Without sorting: that would be more code, and there are few.
    while let Some(surest) = seen.iter().copied().reduce(|one, other| if other.score > one.score { other } else { one })
    {
        let (same, others): (Vec<Seen>, Vec<Seen>) = seen.iter().partition(|other| surest.overlap(other) > SAME);
        // A box without extent does not even overlap itself.
        if same.is_empty() {
            break;
        }
        faces.push(mean(surest.score, &same));
        seen = others;
    }
    faces
}

fn sigmoid(value: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-within(value, -100.0, 100.0)))
}

fn decode(score: f32, place: Point, values: &[f32; BOX]) -> Seen {
    let [middle, size, points @ ..] = values.as_chunks::<2>().0 else {
        return Seen { score, middle: place, size: Point::default(), points: [place; 6] };
    };
    let part = |[x, y]: [f32; 2]| Point { x: x / SIDE as f32, y: y / SIDE as f32 };
    let from = |pair: [f32; 2]| {
        let Point { x, y } = part(pair);
        Point { x: place.x + x, y: place.y + y }
    };
    let mut seen = Seen { score, middle: from(*middle), size: part(*size), points: [place; 6] };
    for (point, values) in seen.points.iter_mut().zip(points) {
        *point = from(*values);
    }
    seen
}

fn mean(score: f32, same: &[Seen]) -> Seen {
    let total: f32 = same.iter().map(|seen| seen.score).sum();
    let of = |which: &dyn Fn(&Seen) -> Point| {
        let sum = |axis: &dyn Fn(Point) -> f32| same.iter().map(|seen| axis(which(seen)) * seen.score).sum::<f32>();
        Point { x: sum(&|point| point.x) / total, y: sum(&|point| point.y) / total }
    };
    let point = |at: usize| of(&|seen| seen.points.get(at).copied().unwrap_or_default());
    Seen { score, middle: of(&|seen| seen.middle), size: of(&|seen| seen.size), points: std::array::from_fn(point) }
}
