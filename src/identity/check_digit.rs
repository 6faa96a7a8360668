//! What check digits are reckoned from.

/// The digits times their weights, which come round again, added up; letters count from 10 on, what is neither as 0.
pub(super) fn weighted_sum(characters: &[u8], weights: &[u32]) -> u32 {
    let mut sum = 0_u32;
    for (character, weight) in characters.iter().zip(weights.iter().cycle()) {
        let digit = char::from(*character).to_digit(36).unwrap_or(0);
        sum = sum.saturating_add(digit.saturating_mul(*weight));
    }
    sum
}
