//! Where faces are: BlazeFace for short range, by MediaPipe, Apache-2.0.
//!
//! It says where a face is and which way up. It says nothing of how good the picture is: a face is still found in
//! one nearly black or strongly blurred.

mod boxes;
mod input;
mod model;
mod run;

use crate::picture::{Area, Picture, Point};
use crate::report::Face;
pub use boxes::Seen;
use input::Square;
pub use model::Model;
use model::SIDE;
pub use run::Output;

/// How a picture is to be turned for its face to stand upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Not at all.
    None,
    /// A quarter clockwise.
    Right,
    /// Upside down.
    Half,
    /// A quarter counter-clockwise.
    Left,
}

impl Turn {
    /// All of them; the first of equals is taken.
    pub const ALL: [Self; 4] = [Self::None, Self::Right, Self::Half, Self::Left];

    /// Clockwise: 0, 90, 180 or 270.
    #[must_use]
    pub fn degrees(self) -> u16 {
        match self {
            Self::None => 0,
            Self::Right => 90,
            Self::Half => 180,
            Self::Left => 270,
        }
    }
}

/// The faces of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// How the picture is to be turned for the faces to stand upright; [`Turn::None`] where there are none.
    pub turn: Turn,
    /// In pixels of the picture as it was given, not turned; what counts most first, by score × area. The scores
    /// are at least .5. At most three; the first one was looked at twice, and has the surer look's score.
    pub faces: Vec<Face>,
}

/// A face leaning further would stand better after a quarter turn.
const MOST_LEAN: f32 = 45.0;

/// How much of a face's surroundings the model is shown at the second look, in sides of its box.
const AMID: f32 = 2.0;

/// A face less sure than this must be seen again at the second look. Measured here: faces in good pictures scored
/// .77 and more at the first look and .83 and more at the second, patterns and noise up to .59, and none again.
const SURE: f32 = 0.7;

/// How many faces are given: more than there may be in the picture, and looked at in little time.
const MOST: usize = 3;

impl Model {
    /// Looks for faces that stand any of four ways; those of the way that is surest are given.
    #[must_use]
    pub fn find(&self, picture: &Picture) -> Found {
        let square = Square::around(picture);
        let shrunk = input::shrink(picture, square);
        let mut best = (Turn::None, Vec::new());
        for turn in Turn::ALL {
            let seen = self.look(&input::turned(&shrunk, turn));
            if standing(&seen) > standing(&best.1) {
                best = (turn, seen);
            }
        }
        let (turn, seen) = best;
        let mut left: Vec<Face> = seen.iter().map(|seen| face(seen, square, turn)).collect();
        let mut faces = Vec::new();
        for _ in 0..MOST {
            let heaviest = left.iter().enumerate().max_by(|(_, one), (_, other)| weight(one).total_cmp(&weight(other)));
            let Some((index, _)) = heaviest else { break };
            let next = left.swap_remove(index);
            // The first one is looked at twice, or is none.
            faces.extend(if faces.is_empty() { self.again(picture, &next, turn) } else { Some(next) });
        }
        Found { turn: if faces.is_empty() { Turn::None } else { turn }, faces }
    }

    /// The faces of a picture of 128 × 128 that stand more or less upright, the surest first; see [`Model::run`].
    #[must_use]
    pub fn look(&self, input: &[f32]) -> Vec<Seen> {
        boxes::faces(&self.run(input), &self.grids)
    }

    /// The same face as it is seen amid as much again of its surroundings: more exactly, and more surely, where it is
    /// small in the picture. Nothing where there is none after all.
    fn again(&self, picture: &Picture, face: &Face, turn: Turn) -> Option<Face> {
        let square = Square::about(face.area, AMID);
        let seen = self.look(&input::turned(&input::shrink(picture, square), turn));
        let seen = seen.iter().find(|seen| (seen.middle.x - 0.5).abs().max((seen.middle.y - 0.5).abs()) < 0.25);
        let whole = Square::around(picture).side;
        // Otherwise the second look sees no more of it than the first.
        let nearer = square.side < whole && whole > SIDE as f32;
        match seen {
            Some(seen) if nearer => {
                let again = self::face(seen, square, turn);
                Some(Face { score: again.score.max(face.score), ..again })
            }
            Some(_) => Some(*face),
            None => (face.score >= SURE).then_some(*face),
        }
    }
}

/// How sure the model is that a face stands upright. A face that lies on its side is found too, and nearly as
/// surely; but its own points show how it lies.
fn standing(seen: &[Seen]) -> (bool, f32) {
    seen.first().map_or((false, 0.0), |seen| (seen.lean().abs() <= MOST_LEAN, seen.score))
}

fn weight(face: &Face) -> f32 {
    face.score * face.area.width * face.area.height
}

/// In the picture what was seen in a turned square of it.
fn face(seen: &Seen, square: Square, turn: Turn) -> Face {
    let corner = |sign: f32| {
        let (x, y) = (seen.middle.x + sign * seen.size.x / 2.0, seen.middle.y + sign * seen.size.y / 2.0);
        square.point(turn, Point { x, y })
    };
    let (one, other) = (corner(-1.0), corner(1.0));
    let area = Area {
        x: one.x.min(other.x),
        y: one.y.min(other.y),
        width: (one.x - other.x).abs(),
        height: (one.y - other.y).abs(),
    };
    let [left_eye, right_eye, nose, mouth, left_ear, right_ear] = seen.points.map(|point| square.point(turn, point));
    Face { area, eyes: [left_eye, right_eye], nose, mouth, ears: [left_ear, right_ear], score: seen.score }
}
