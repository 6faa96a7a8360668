//! The value in the middle.

/// The median, of an even count the upper one of the middle two; 0 of no values.
#[must_use]
pub fn median(values: &[f32]) -> f32 {
    if values.is_empty() {
        return 0.0;
    }
    // Bit by bit from the highest, by counting: the library's selection weighs more than all of this file's callers.
    let mut middle = 0_u32;
    for bit in (0..32).rev() {
        let probe = middle | 1 << bit;
        let below = values.iter().filter(|value| in_order(value.to_bits()) < probe).count();
        if below <= values.len() / 2 {
            middle = probe;
        }
    }
    let is_negative = middle >> 31 == 0;
    f32::from_bits(if is_negative { !middle } else { middle ^ 1 << 31 })
}

/// Bits of numbers, so changed that they have the numbers' order.
fn in_order(bits: u32) -> u32 {
    if bits >> 31 == 0 { bits | 1 << 31 } else { !bits }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn it_is_the_one_in_the_middle() {
        for (values, expected) in [
            (&[][..], 0.0),
            (&[7.5], 7.5),
            (&[3.0, -2.0], 3.0),
            (&[-1.0, -5.0, -3.0], -3.0),
            (&[-0.5, 0.25, -8.0, 1e9, 0.0], 0.0),
            (&[4.0, 4.0, 4.0, 1.0], 4.0),
        ] {
            assert!((median(values) - expected).abs() < f32::EPSILON, "{values:?}");
        }
    }
}
