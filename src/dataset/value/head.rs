//! The first bytes of a field as numbers, by which a day, digits or an amount that is written plainly is read at once.
//!
//! Nothing here looks at a single byte where eight can be looked at together, and what is not written plainly is left to
//! those who read with care.

use crate::period::Day;

/// The bytes of half a head.
const HALF: u32 = u64::BITS / u8::BITS;
/// The number of bytes at the start of a field that are at hand as numbers.
pub(crate) const SHORT: usize = size_of::<u128>();

/// The bytes at the place where a field starts, the first one lowest. What stands behind its end is of no meaning.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Head {
    /// The bytes, in two halves.
    pub(crate) bytes: [u64; 2],
    /// The length of the field.
    pub(crate) length: u32,
}

/// A field is not written plainly: it takes care to read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotPlain;

/// The bits of the first bytes of a head, by how many there are.
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

/// What a number of one to eight digits is to be multiplied by that has so many digits behind it.
const POWERS: [u64; 16] = {
    let mut powers = [1; 16];
    let mut digits = 1;
    while digits < 16 {
        powers[digits] = powers[digits - 1] * 10;
        digits += 1;
    }
    powers
};

/// A zero in each byte.
const ZEROS: u64 = 0x3030_3030_3030_3030;
/// The highest bit of each byte.
const HIGH: u64 = 0x8080_8080_8080_8080;

impl Head {
    /// The bytes at the place of a field, and its length.
    #[inline(always)]
    pub(crate) fn new(bytes: u128, length: u32) -> Self {
        Self { bytes: halves(bytes), length }
    }

    /// Whether there is nothing, not even a blank.
    #[inline(always)]
    pub(crate) const fn is_empty(self) -> bool {
        self.length == 0
    }

    /// The field as one number, if it is no longer than a head; else its first bytes.
    #[inline(always)]
    pub(crate) fn word(self) -> u128 {
        let [first, rest] = self.bytes.map(u128::from);
        (first | rest << u64::BITS) & MASKS[self.length.min(2 * HALF) as usize % MASKS.len()]
    }

    /// What follows some first letters, of at most eight; `None` where others stand there.
    #[inline]
    pub(crate) fn behind(self, letters: u64, length: u32) -> Option<Self> {
        let [first, rest] = self.bytes.map(u128::from);
        let whole = first | rest << u64::BITS;
        let begins = whole & MASKS[length as usize % SHORT] == u128::from(letters);
        let bytes = halves(whole.wrapping_shr(u8::BITS * length));
        (begins && length < self.length).then(|| Self { bytes, length: self.length - length })
    }

    /// The day of `yyyy-mm-dd`, `dd-mm-yyyy` or `yyyymmdd`.
    #[inline(always)]
    pub(crate) fn day(self) -> Option<Day> {
        let [first, last] = self.bytes;
        let byte = |position: u32| first >> (8 * position) & 0xFF;
        let two = |position: u32| first >> (8 * position) & 0xFFFF;
        match self.length {
            10 if byte(2) != DASH => calendar_day(first, last),
            10 => {
                let year = first >> 48 | (last & 0xFFFF) << 16;
                calendar_day(year | byte(5) << 32 | two(3) << 40 | DASH << 56, first)
            }
            8 => {
                let year = first & 0xFFFF_FFFF;
                calendar_day(year | DASH << 32 | two(4) << 40 | DASH << 56, first >> 48)
            }
            _ => None,
        }
    }

    /// A year of four digits.
    #[inline(always)]
    pub(crate) fn year(self) -> Option<u64> {
        if self.length == 4 { few_digits(self.bytes[0], 4) } else { None }
    }

    /// The value of one to sixteen digits and nothing else.
    #[inline(always)]
    pub(crate) fn digits(self) -> Option<u64> {
        let [first, rest] = self.bytes;
        match self.length {
            0 => None,
            1..=HALF => few_digits(first, self.length),
            _ if self.length <= 2 * HALF => {
                let behind = self.length - HALF;
                let (first, rest) = (few_digits(first, HALF)?, few_digits(rest, behind)?);
                Some(first.wrapping_mul(POWERS[behind as usize % POWERS.len()]).wrapping_add(rest))
            }
            _ => None,
        }
    }

    /// An amount of up to eight bytes: digits with two decimals, in hundredths, and the mark before them; or digits
    /// alone, without one.
    #[inline(always)]
    pub(crate) fn hundredths(self) -> Option<(u64, Option<u8>)> {
        let [first, _] = self.bytes;
        let whole = self.length.wrapping_sub(3);
        if (1..=HALF - 3).contains(&whole) {
            let bits = u8::BITS * whole;
            let [mark, ..] = first.wrapping_shr(bits).to_le_bytes();
            if matches!(mark, b'.' | b',') {
                let before = !u64::MAX.wrapping_shl(bits);
                let joined = first & before | first >> u8::BITS & !before;
                return few_digits(joined, self.length - 1).map(|cents| (cents, Some(mark)));
            }
        }
        if !(1..=HALF).contains(&self.length) {
            return None;
        }
        few_digits(first, self.length).map(|whole| (whole * 100, None))
    }
}

/// The byte between the parts of a date.
const DASH: u64 = b'-' as u64;

/// The day of `yyyy-mm-` and two digits; `None` where it is no plain day, for whatever reason.
#[inline(always)]
fn calendar_day(year_and_month: u64, date: u64) -> Option<Day> {
    /// `0000-00-` and `00`.
    const NOTHING: u64 = 0x2D30_302D_3030_3030;
    const NO_DATE: u64 = 0x3030;
    /// What lifts a byte to its highest bit where it is more than 2999, 19 and 39 allow, or no dash.
    const TOO_MUCH: u64 = 0x7F76_7E7F_7676_767D;
    const TOO_LATE: u64 = 0x767C;
    /// Where ten times a byte and the next one are a number of two digits: century, year and month.
    const PAIRS: u64 = 0x0000_FF00_00FF_00FF;
    /// Centuries, years and months, all counted in places of the calendar, meet in the highest two bytes.
    const TO_PLACES: u64 =
        (100 * Day::PLACES_OF_A_YEAR) << 48 | Day::PLACES_OF_A_YEAR << 32 | 1 << 8;
    let (each, date) = (year_and_month ^ NOTHING, (date & 0xFFFF) ^ NO_DATE);
    let wrong = (each | each.wrapping_add(TOO_MUCH)) & HIGH
        | (date | date.wrapping_add(TOO_LATE)) & HIGH & 0xFFFF;
    let pairs = each.wrapping_mul(10).wrapping_add(each >> 8) & PAIRS;
    let place = pairs.wrapping_mul(TO_PLACES) >> 48;
    let day = (date & 0xFF).wrapping_mul(10).wrapping_add(date >> 8);
    Day::at_place(place, day).filter(|_| wrong == 0)
}

/// The value of one to eight digits in the first bytes of a word, all at once in its lanes; `None` of anything else.
#[inline(always)]
fn few_digits(word: u64, length: u32) -> Option<u64> {
    // the last digit comes to stand in the highest byte, with zeros in front of the first
    let each = (word ^ ZEROS).wrapping_shl(u8::BITS * HALF.wrapping_sub(length));
    let wrong = (each | each.wrapping_add(0x7676_7676_7676_7676)) & HIGH;
    (wrong == 0).then(|| eight(each))
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
    use super::super::FieldText;
    use super::*;
    use proptest::prelude::*;

    fn head(text: &str) -> Head {
        FieldText::of(text.as_bytes()).head()
    }

    proptest! {
        #[test]
        fn digits_are_their_value_and_nothing_else_is(text in "[0-9]{0,18}|[0-9:/a\u{80}]{0,17}") {
            let is_number = (1..=SHORT).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            let value = is_number.then(|| text.parse().unwrap_or(0));
            prop_assert_eq!(head(&text).digits(), value, "{}", text);
        }

        #[test]
        fn hundredths_are_those_of_digits_with_two_decimals(whole in 0..99_999_u64, cents in 0..100_u64, mark in "[.,]") {
            prop_assert_eq!(head(&whole.to_string()).hundredths(), Some((whole * 100, None)));
            let text = format!("{whole}{mark}{cents:02}");
            prop_assert_eq!(head(&text).hundredths(), Some((whole * 100 + cents, Some(mark.as_bytes()[0]))));
        }

        /// Any year, month and day, those that the calendar has not among them, in each of the plain forms.
        #[test]
        fn a_day_is_that_of_the_calendar(year in 0..10_000_i32, month in 0..25_i32, day in 0..45_i32) {
            let found = Day::from_ymd(year, month, day);
            for text in [
                format!("{year:04}-{month:02}-{day:02}"),
                format!("{day:02}-{month:02}-{year:04}"),
                format!("{year:04}{month:02}{day:02}"),
            ] {
                prop_assert_eq!(head(&text).day(), found, "{}", text);
            }
        }

        #[test]
        fn nothing_else_is_a_day(text in "[0-9:/a.-]{7,11}|[0-9]{2}[-/.:][0-9]{2}[-/.:][0-9]{4}|[0-9]{4}[-/.:][0-9]{2}[-/.:][0-9]{2}") {
            let is_digits = |from: usize, to: usize| text[from..to].bytes().all(|byte| byte.is_ascii_digit());
            let is_dashed = |places: [usize; 2]| places.iter().all(|place| text.as_bytes()[*place] == b'-');
            let is_plain = match text.len() {
                8 => is_digits(0, 8),
                10 => is_dashed([4, 7]) && is_digits(0, 4) && is_digits(5, 7) && is_digits(8, 10)
                    || is_dashed([2, 5]) && is_digits(0, 2) && is_digits(3, 5) && is_digits(6, 10),
                _ => false,
            };
            prop_assert!(is_plain || head(&text).day().is_none(), "{}", text);
        }

        #[test]
        fn what_follows_letters_is_the_rest(letters in "[A-Z]{1,8}", rest in "[0-9]{0,20}", other in "[A-Z]{1,8}") {
            let whole = head(&format!("{letters}{rest}"));
            let [word, _] = head(&letters).bytes;
            let length = u32::try_from(letters.len()).unwrap_or(0);
            let behind = whole.behind(word, length);
            prop_assert_eq!(behind.is_some(), !rest.is_empty());
            if letters.len() + rest.len() <= SHORT {
                prop_assert_eq!(behind.and_then(Head::digits), rest.parse().ok());
            }
            let [word, _] = head(&other).bytes;
            if !letters.starts_with(&other) {
                prop_assert!(whole.behind(word, u32::try_from(other.len()).unwrap_or(0)).is_none());
            }
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
            assert_eq!(head(text).hundredths(), None, "{text}");
        }
    }
}
