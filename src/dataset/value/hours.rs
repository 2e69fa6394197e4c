//! Weekly hours, and shares of a full-time week.

use super::{Fault, FieldText, Head, NotPlain, says_missing, trim};

/// What a column of hours shows: whether it holds hours, or shares of a full-time week (fte).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HoursSeen {
    /// A value over 1.5.
    pub over: bool,
    /// A value between 0 and 1.
    pub under: bool,
}

impl HoursSeen {
    /// What two parts of a column show together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { over: self.over | other.over, under: self.under | other.under }
    }

    /// Whether its values are shares of a full-time week: none is over 1.5, and one is below 1.
    pub const fn are_shares(self) -> bool {
        self.under && !self.over
    }
}

/// Reads the hours of one column, and remembers what they show.
#[derive(Debug, Clone, Default)]
pub struct HoursReader {
    shares_of: Option<i64>,
    /// What the column has shown so far.
    pub seen: HoursSeen,
}

impl HoursReader {
    /// A reader of hours; or, where `shares_of` gives the hundredths of an hour of a full-time week, of shares of it.
    pub fn new(shares_of: Option<i64>) -> Self {
        Self { shares_of, seen: HoursSeen::default() }
    }

    /// Hours in hundredths; `None` where they are missing.
    ///
    /// # Errors
    /// [`Fault::NotHours`], or [`Fault::HoursOutOfRange`] outside 0–168.
    pub(crate) fn hours(&mut self, text: FieldText<'_>) -> Result<Option<i64>, Fault> {
        Ok(self.take(hours(text.text())?))
    }

    /// Hours in hundredths that are plainly written, or none of nothing.
    ///
    /// # Errors
    /// Where it takes care to read them.
    #[inline(always)]
    pub(crate) fn plain(text: Option<Head>) -> Result<Option<i64>, NotPlain> {
        let Some(text) = text else { return Ok(None) };
        let (hundredths, _) = text.hundredths().ok_or(NotPlain)?;
        match i64::try_from(hundredths) {
            Ok(hundredths) if hundredths <= MOST => Ok(Some(hundredths)),
            _ => Err(NotPlain),
        }
    }

    /// What hours in hundredths are by what is asked of the column; what they show is remembered.
    #[inline(always)]
    pub(crate) fn take(&mut self, hundredths: Option<i64>) -> Option<i64> {
        let hundredths = hundredths?;
        self.seen.over |= hundredths > 150;
        self.seen.under |= (1..100).contains(&hundredths);
        Some(match self.shares_of {
            Some(full_time) => hundredths * full_time / 100,
            None => hundredths,
        })
    }
}

/// The hundredths of all hours of a week.
const MOST: i64 = 16_800;

/// Hours in hundredths: `32`, `32,5`, `32.50`; `None` where they are missing.
///
/// Decimals after the second are dropped: hours are only compared with a bound in hundredths, for which that is exact.
///
/// # Errors
/// [`Fault::NotHours`], or [`Fault::HoursOutOfRange`] outside 0–168.
pub fn hours(text: &[u8]) -> Result<Option<i64>, Fault> {
    let text = trim(text);
    if says_missing(text) {
        return Ok(None);
    }
    let mut hundredths = 0_i64;
    let mut whole_digits = 0;
    let mut decimals = None;
    for &byte in text {
        match byte {
            b'0'..=b'9' => {
                let digit = i64::from(byte - b'0');
                match &mut decimals {
                    None => {
                        whole_digits += 1;
                        hundredths = hundredths.saturating_mul(10).saturating_add(digit * 100);
                    }
                    Some(count) => {
                        hundredths = hundredths.saturating_add(match count {
                            0 => digit * 10,
                            1 => digit,
                            _ => 0,
                        });
                        *count += 1;
                    }
                }
            }
            b',' | b'.' if decimals.is_none() => decimals = Some(0_usize),
            b'-' if text.first() == Some(&b'-') && text.len() > 1 => {
                return Err(Fault::HoursOutOfRange);
            }
            _ => return Err(Fault::NotHours),
        }
    }
    if whole_digits == 0 || decimals == Some(0) {
        return Err(Fault::NotHours);
    }
    if hundredths > MOST {
        return Err(Fault::HoursOutOfRange);
    }
    Ok(Some(hundredths))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hours_may_have_decimals() {
        for (text, hundredths) in [
            ("32", 3200),
            ("32,5", 3250),
            ("32.50", 3250),
            (" 36,000 ", 3600),
            ("0", 0),
            ("34,999", 3499),
            ("168", 16_800),
        ] {
            assert_eq!(hours(text.as_bytes()), Ok(Some(hundredths)), "{text}");
        }
        assert_eq!(hours(b""), Ok(None));
        assert_eq!(hours(b"n.v.t."), Ok(None));
        for text in ["32 uur", ",5", "32,", "3,2,1", "x", "+3"] {
            assert_eq!(hours(text.as_bytes()), Err(Fault::NotHours), "{text}");
        }
        for text in ["169", "-8", "168,01", "99999999999999999999999999", "69669996999996623,4"] {
            assert_eq!(hours(text.as_bytes()), Err(Fault::HoursOutOfRange), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..40), text in "[-0-9,.]{0,60}") {
            let _ = (hours(&bytes), hours(text.as_bytes()));
        }
    }
}
