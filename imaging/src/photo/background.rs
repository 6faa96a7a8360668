//! What stands behind the head.

use crate::colour::{Lab, Light};
use crate::median::median;
use crate::photo::Head;
use crate::picture::Picture;

/// The background above the shoulders, outside of the head.
pub struct Background {
    /// Median of each of L*, a* and b*.
    pub median: Lab,
    /// The share of pixels that differ from the median visibly.
    pub uneven: f32,
}

/// ΔE of 1976 from which a difference counts: some five times what the eye just sees.
const VISIBLE: f32 = 12.0;
/// Every third pixel of every third row is enough.
const STEP: usize = 3;

/// Room for head, ears and hair as shares of half the head's height; where that leaves nothing, for the head alone,
/// which may have been taken for larger than it is.
const ROOM: [(f32, f32); 2] = [(1.2, 1.45), (1.0, 1.2)];
/// The least share of the picture that tells something.
const LEAST: f32 = 0.005;

/// Looks at what lies above the shoulders and outside an ellipse around head and hair; without a head, at the
/// upper edge. None where the head leaves nearly nothing of it to be seen.
#[must_use]
pub fn look(picture: &Picture, head: Option<&Head>, light: &Light) -> Option<Background> {
    ROOM.into_iter().find_map(|room| look_beside(picture, head, room, light))
}

fn look_beside(picture: &Picture, head: Option<&Head>, room: (f32, f32), light: &Light) -> Option<Background> {
    let lowest = head.map_or(picture.height() as f32 * 0.1, |head| head.eyes.y + 0.35 * head.half);
    let mut colours = Vec::new();
    for (y, row) in picture.rows().enumerate().step_by(STEP) {
        if y as f32 > lowest {
            break;
        }
        for (x, pixel) in row.chunks_exact(3).enumerate().step_by(STEP) {
            if let [red, green, blue] = *pixel
                && !head.is_some_and(|head| head.covers(x as f32, y as f32, room))
            {
                colours.push(light.lab([red, green, blue]));
            }
        }
    }
    let all = (picture.width() as usize).div_ceil(STEP) * (picture.height() as usize).div_ceil(STEP);
    if (colours.len() as f32) < LEAST * all as f32 {
        return None;
    }
    let of = |channel: fn(&Lab) -> f32| median(&colours.iter().map(channel).collect::<Vec<_>>());
    let median = Lab { l: of(|colour| colour.l), a: of(|colour| colour.a), b: of(|colour| colour.b) };
    let uneven = colours.iter().filter(|colour| colour.difference(median) > VISIBLE).count();
    Some(Background { median, uneven: uneven as f32 / colours.len().max(1) as f32 })
}
