//! The value in the middle.

/// The median, of an even count the upper one of the middle two; 0 of no values.
#[must_use]
pub fn median(mut values: Vec<f32>) -> f32 {
    let middle = values.len() / 2;
    if values.is_empty() {
        return 0.0;
    }
    *values.select_nth_unstable_by(middle, f32::total_cmp).1
}
