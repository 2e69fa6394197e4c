//! The text of a field together with its first bytes as a number, by which what is written plainly is read at once.

use super::trim;

/// The number of bytes at the start of a field that are at hand as a number.
pub(crate) const SHORT: usize = size_of::<u128>();

/// The text of a field. It may have blanks around it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct FieldText<'a> {
    /// The text that it stands in, and where.
    around: &'a [u8],
    from: usize,
    /// Its length in bytes.
    pub(crate) length: usize,
    /// Its first bytes, the first one lowest, and zeros where it has no more.
    pub(crate) word: u128,
}

/// The bits of the first bytes of a number, by how many there are.
const MASKS: [u128; 2 * SHORT] = {
    let mut masks = [u128::MAX; 2 * SHORT];
    masks[0] = 0;
    let mut length = 1;
    while length < SHORT {
        masks[length] = masks[length - 1] << 8 | 0xFF;
        length += 1;
    }
    masks
};

/// The bits of the first bytes, of which there may be more than a word has.
#[inline(always)]
fn mask(length: usize) -> u128 {
    MASKS[length.min(SHORT) % MASKS.len()]
}

impl<'a> FieldText<'a> {
    /// A text that is a field as a whole.
    pub(crate) fn of(text: &'a [u8]) -> Self {
        let mut bytes = [0; SHORT];
        for (byte, of_text) in bytes.iter_mut().zip(text) {
            *byte = *of_text;
        }
        let word = u128::from_le_bytes(bytes);
        Self { around: text, from: 0, length: text.len(), word }
    }

    /// The field that stands in a text from one place to another.
    #[inline(always)]
    pub(crate) fn within(around: &'a [u8], from: usize, end: usize) -> Self {
        let length = end - from;
        match around.get(from..).and_then(<[u8]>::first_chunk) {
            Some(ahead) => {
                let word = u128::from_le_bytes(*ahead) & mask(length);
                Self { around, from, length, word }
            }
            None => Self::of(around.get(from..end).unwrap_or_default()),
        }
    }

    /// The field that stands in a text at a place, of so many bytes: for those who have its first bytes at hand.
    #[inline(always)]
    pub(crate) fn at(around: &'a [u8], from: usize, length: usize, ahead: [u8; SHORT]) -> Self {
        Self { around, from, length, word: u128::from_le_bytes(ahead) & mask(length) }
    }

    /// The field within the quotes around it, where it has them; behind those of the last field of a row there may be a
    /// carriage return.
    #[inline]
    pub(crate) fn unquoted(self) -> Self {
        let Self { around, from, length, word } = self;
        if word & 0xFF != u128::from(b'"') {
            return self;
        }
        let quote = |at: usize| at > from && around.get(at) == Some(&b'"');
        let last = (from + length).wrapping_sub(1);
        if quote(last) {
            return Self::within(around, from + 1, last);
        }
        let is_return = around.get(last) == Some(&b'\r');
        if is_return && quote(last.wrapping_sub(1)) {
            return Self::within(around, from + 1, last - 1);
        }
        self
    }

    /// Whether there is nothing, not even a blank.
    #[inline]
    pub(crate) const fn is_empty(self) -> bool {
        self.length == 0
    }

    /// The text.
    pub(crate) fn text(self) -> &'a [u8] {
        self.around.get(self.from..self.from + self.length).unwrap_or_default()
    }

    /// The text without blanks around it.
    pub(crate) fn trimmed(self) -> &'a [u8] {
        trim(self.text())
    }

    /// The value of up to 16 digits and nothing else; 0 of no digits.
    #[inline(always)]
    pub(crate) fn digits(self) -> Option<u64> {
        digits(self.word, self.length)
    }

    /// An amount of up to eight bytes: digits with two decimals, in hundredths, and the mark before them; or digits
    /// alone, without one.
    #[inline(always)]
    pub(crate) fn hundredths(self) -> Option<(u64, Option<u8>)> {
        let [word, _] = halves(self.word);
        let whole = self.length.wrapping_sub(3);
        if (1..=HALF - 3).contains(&whole) {
            let [mark, ..] = (word >> (8 * whole)).to_le_bytes();
            if matches!(mark, b'.' | b',') {
                let decimals = word >> (8 * whole) >> 8;
                let joined = word & half_mask(whole) | decimals << (8 * whole);
                return Some((few_digits(joined, self.length - 1)?, Some(mark)));
            }
        }
        if !(1..=HALF).contains(&self.length) {
            return None;
        }
        few_digits(word, self.length).map(|whole| (whole * 100, None))
    }
}

/// The bytes of half a word.
const HALF: usize = SHORT / 2;

/// The bits of the first bytes of half a word.
#[inline(always)]
fn half_mask(length: usize) -> u64 {
    halves(mask(length))[0]
}

/// The value of up to 16 digits; `None` of anything else.
#[inline(always)]
fn digits(word: u128, length: usize) -> Option<u64> {
    let [low, high] = halves(word);
    if length <= HALF {
        return few_digits(low, length);
    }
    if length > SHORT {
        return None;
    }
    let (first, rest) = (low ^ ZEROS, high ^ (ZEROS & half_mask(length - HALF)));
    if over_nine(first) | over_nine(rest) != 0 {
        return None;
    }
    // the last digit stands in the highest byte, with zeros in front of the first
    let both = u128::from(rest) << 64 | u128::from(first);
    let [low, high] = halves(both << (8 * (SHORT - length)));
    Some(eight(low) * 100_000_000 + eight(high))
}

/// A zero in each byte.
const ZEROS: u64 = 0x3030_3030_3030_3030;

/// The value of up to eight digits in the first bytes of a word, all at once in its lanes; `None` of anything else.
#[inline(always)]
fn few_digits(word: u64, length: usize) -> Option<u64> {
    let each = word ^ (ZEROS & half_mask(length));
    let shift = 8 * HALF.saturating_sub(length) % 64;
    (over_nine(each) == 0).then(|| eight(each << shift))
}

/// Not 0 where some byte is over 9.
#[inline(always)]
const fn over_nine(each: u64) -> u64 {
    (each | each.wrapping_add(0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080
}

/// The low and the high half of a word.
#[inline(always)]
pub(crate) fn halves(word: u128) -> [u64; 2] {
    let half = |word: u128| u64::try_from(word & u128::from(u64::MAX)).unwrap_or(0);
    [half(word), half(word >> u64::BITS)]
}

/// The value of eight digits, each in a byte, the first one lowest.
#[inline(always)]
const fn eight(digits: u64) -> u64 {
    let pairs = (digits.wrapping_mul(10).wrapping_add(digits >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs.wrapping_mul(100).wrapping_add(pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    (fours.wrapping_mul(10_000).wrapping_add(fours >> 32)) & 0xFFFF_FFFF
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_field_is_its_text_wherever_it_stands(before in "[a-z\"]{0,20}", text in "[0-9a\"\r]{0,20}", after in "[a-z]{0,20}") {
            let around = format!("{before}{text}{after}");
            let field = FieldText::within(around.as_bytes(), before.len(), before.len() + text.len());
            prop_assert_eq!(field.text(), text.as_bytes());
            prop_assert_eq!(field.word, FieldText::of(text.as_bytes()).word);
            let bare = text.strip_prefix('"').and_then(|rest| {
                rest.strip_suffix('"').or_else(|| rest.strip_suffix("\"\r"))
            });
            prop_assert_eq!(field.unquoted().text(), bare.unwrap_or(&text).as_bytes());
        }

        #[test]
        fn digits_are_their_value_and_nothing_else_is(text in "[0-9]{0,18}|[0-9:/a\u{80}]{0,17}") {
            let is_number = text.len() <= SHORT && text.bytes().all(|byte| byte.is_ascii_digit());
            let value = is_number.then(|| text.parse().unwrap_or(0));
            prop_assert_eq!(FieldText::of(text.as_bytes()).digits(), value, "{}", text);
        }

        #[test]
        fn hundredths_are_those_of_digits_with_two_decimals(whole in 0..99_999_u64, cents in 0..100_u64, mark in "[.,]") {
            let read = |text: String| FieldText::of(text.as_bytes()).hundredths();
            prop_assert_eq!(read(whole.to_string()), Some((whole * 100, None)));
            let text = format!("{whole}{mark}{cents:02}");
            prop_assert_eq!(read(text), Some((whole * 100 + cents, Some(mark.as_bytes()[0]))));
        }
    }

    #[test]
    fn what_is_no_plain_amount_is_left_to_others() {
        for text in [
            "",
            ".50",
            "1.234",
            "1,5",
            "-12",
            "12-",
            "1.234,50",
            "€ 12",
            "12.3a",
            "12,-",
            "123456789",
        ] {
            assert_eq!(FieldText::of(text.as_bytes()).hundredths(), None, "{text}");
        }
    }
}
