//! A few digits as a number.

/// The value of up to eight digits, all at once in the lanes of one word; `None` for any other text. No digits are 0.
#[inline]
pub(crate) fn few_digits(text: &[u8]) -> Option<u64> {
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    const HIGH: u64 = 0xF0F0_F0F0_F0F0_F0F0;
    let length = text.len();
    // the last digit stands in the highest byte, with zeros in front of the first
    let word = match (text.first_chunk::<8>(), text.first_chunk::<4>(), text.last_chunk::<4>()) {
        (Some(word), ..) if length == 8 => u64::from_le_bytes(*word),
        (Some(_), ..) => return None,
        (None, Some(head), Some(tail)) => {
            let missing = 8 * (8 - length);
            let head = u64::from(u32::from_le_bytes(*head)) << missing & 0xFFFF_FFFF;
            let zeros = ZEROS & ((1 << missing) - 1);
            zeros | head | u64::from(u32::from_le_bytes(*tail)) << 32
        }
        _ => text.iter().fold(ZEROS, |word, byte| word >> 8 | u64::from(*byte) << 56),
    };
    if word & HIGH != ZEROS || word.wrapping_add(0x0606_0606_0606_0606) & HIGH != ZEROS {
        return None;
    }
    let digits = word ^ ZEROS;
    let pairs = (digits.wrapping_mul(10).wrapping_add(digits >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs.wrapping_mul(100).wrapping_add(pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    Some((fours.wrapping_mul(10_000).wrapping_add(fours >> 32)) & 0xFFFF_FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_is_its_digits_or_none(text in "[0-9]{0,9}|[0-9:/a]{0,9}") {
            let is_number = text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_digit());
            let value = is_number.then(|| text.parse().unwrap_or(0));
            prop_assert_eq!(few_digits(text.as_bytes()), value, "{}", text);
        }
    }
}
