//! Amounts in euros, as integer cents.

use super::amount_text::{Amount, Notation, cents};
use super::{Fault, FieldText, Head};

/// What the amounts of a column show of their notation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct AmountsSeen {
    /// A decimal comma.
    pub comma: bool,
    /// A decimal point.
    pub point: bool,
    /// How many amounts can be read in two ways, such as `1.234`.
    pub ambiguous: u64,
    /// How many are a filler of the Regeling: 99999 or 999999.
    pub fillers: u64,
    /// Amounts of nothing but 0, 1 and −1.
    pub flags: bool,
    /// Other amounts.
    pub sums: bool,
}

impl AmountsSeen {
    /// What two parts of a column show together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            comma: self.comma | other.comma,
            point: self.point | other.point,
            ambiguous: self.ambiguous + other.ambiguous,
            fillers: self.fillers + other.fillers,
            flags: self.flags | other.flags,
            sums: self.sums | other.sums,
        }
    }

    /// The notation that decides amounts which can be read in two ways; none is needed where there are none.
    pub const fn notation(self) -> Option<Notation> {
        match (self.comma, self.point) {
            _ if self.ambiguous == 0 => None,
            (true, false) => Some(Notation::Comma),
            (false, true) => Some(Notation::Point),
            _ => None,
        }
    }
}

/// Reads the amounts of one column, and remembers what they show of its notation.
#[derive(Debug, Clone, Default)]
pub struct AmountReader {
    notation: Option<Notation>,
    /// What the column has shown so far.
    pub seen: AmountsSeen,
}

impl AmountReader {
    /// A reader of a column that writes its decimals so, where that has to be known.
    pub fn new(notation: Option<Notation>) -> Self {
        Self { notation, seen: AmountsSeen::default() }
    }

    /// An amount in cents, or `None` where there is none.
    ///
    /// # Errors
    /// The [`Fault`] says why the text is not an amount of whole cents.
    #[inline]
    pub fn cents(&mut self, text: &[u8]) -> Result<Option<i64>, Fault> {
        if text.is_empty() { Ok(None) } else { self.take(cents(text)?) }
    }

    /// An amount in cents of a field, which may have blanks around it; `None` where there is none.
    ///
    /// # Errors
    /// As those of [`Self::cents`].
    pub(crate) fn value(&mut self, text: FieldText<'_>) -> Result<Option<i64>, Fault> {
        match Self::plain(text.filled()) {
            Some(amount) => self.take(amount),
            None => self.cents(text.trimmed()),
        }
    }

    /// An amount that is written plainly, or none of nothing; `None` where it takes care to read it.
    #[inline(always)]
    pub(crate) fn plain(text: Option<Head>) -> Option<Amount> {
        let Some(text) = text else { return Some(Amount::Missing) };
        let (cents, mark) = text.hundredths()?;
        let notation = mark.map(|mark| match mark {
            b',' => Notation::Comma,
            _ => Notation::Point,
        });
        Some(Amount::Exact { cents: i64::try_from(cents).ok()?, notation })
    }

    /// What an amount is by what its column shows, which is remembered.
    ///
    /// # Errors
    /// As those of [`Self::cents`]; none of an amount that is written plainly.
    #[inline]
    pub(crate) fn take(&mut self, amount: Amount) -> Result<Option<i64>, Fault> {
        match amount {
            Amount::Missing => Ok(None),
            Amount::Exact { cents: FILLER_5 | FILLER_6, notation } => {
                self.see(notation);
                self.seen.fillers += 1;
                Ok(None)
            }
            Amount::Exact { cents, notation } => {
                self.see(notation);
                match cents {
                    -100 | 0 | 100 => self.seen.flags = true,
                    _ => self.seen.sums = true,
                }
                Ok(Some(cents))
            }
            Amount::Ambiguous { cents, separator } => {
                self.seen.ambiguous += 1;
                self.seen.sums = true;
                let decimal = if separator == b'.' { Notation::Point } else { Notation::Comma };
                match self.notation {
                    // the decimals of the column are behind the other mark, so this one divides thousands
                    Some(notation) if notation != decimal => Ok(Some(cents)),
                    Some(_) if cents % 1_000 == 0 => Ok(Some(cents / 1_000)),
                    Some(_) => Err(Fault::AmountDecimals),
                    None => Err(Fault::AmbiguousAmount),
                }
            }
        }
    }

    const fn see(&mut self, notation: Option<Notation>) {
        match notation {
            Some(Notation::Comma) => self.seen.comma = true,
            Some(Notation::Point) => self.seen.point = true,
            None => {}
        }
    }
}

/// The fillers of the Regeling for "does not apply", in cents.
const FILLER_5: i64 = 9_999_900;
const FILLER_6: i64 = 99_999_900;

#[cfg(test)]
#[path = "amount_tests.rs"]
mod tests;
