//! Exact numbers into text: integers only, so that what is printed is what was counted.

use crate::number::{Ratio, Share};
use crate::report::Value;

use super::RenderError;

/// How a language writes a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NumberStyle {
    /// Between thousands; empty for none.
    pub group: String,
    /// Before the decimals.
    pub decimal: String,
    /// Before a number below zero.
    pub minus: String,
}

impl NumberStyle {
    /// The form of CSV and JSON: `-1234.50`.
    pub(crate) fn plain() -> Self {
        Self { group: String::new(), decimal: ".".to_owned(), minus: "-".to_owned() }
    }

    /// A whole number of `10^-decimals` as text, with its sign where below zero.
    pub(crate) fn write(&self, scaled: i128, decimals: usize) -> String {
        let digits = format!("{:0>1$}", scaled.unsigned_abs(), decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let sign = if scaled < 0 { self.minus.as_str() } else { "" };
        let mut text = format!("{sign}{}", self.grouped(whole));
        if !fraction.is_empty() {
            text.push_str(&self.decimal);
            text.push_str(fraction);
        }
        text
    }

    /// As [`Self::write`], with a `+` above zero: the form of a change.
    pub(crate) fn write_signed(&self, scaled: i128, decimals: usize) -> String {
        let plus = if scaled > 0 { "+" } else { "" };
        format!("{plus}{}", self.write(scaled, decimals))
    }

    fn grouped(&self, digits: &str) -> String {
        if self.group.is_empty() {
            return digits.to_owned();
        }
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(&self.group);
            }
            text.push(digit);
        }
        text
    }
}

/// A value rounded, once, to the decimals it is printed with: the whole number and how many of its digits are decimals.
pub(crate) fn printed(value: Value) -> Result<(i128, usize), RenderError> {
    let rounded = |ratio: Ratio, decimals| ratio.rounded(decimals).ok_or(RenderError::TooLarge);
    Ok(match value {
        Value::Count(count) => (i128::from(count), 0),
        Value::Change(change) => (change, 0),
        Value::Average(ratio) => (rounded(ratio, 2)?, 2),
        Value::Percent(ratio) => (rounded(ratio, 4)?, 2),
        Value::Rate(ratio) => (rounded(ratio, 1)?, 1),
        Value::Euro(cents) => (rounded(cents, 0)?, 2),
    })
}

/// A value in the plain form of CSV and JSON.
pub(crate) fn plain(value: Value) -> Result<String, RenderError> {
    let (scaled, decimals) = printed(value)?;
    Ok(NumberStyle::plain().write(scaled, decimals))
}

/// A share in percent with four decimals, in the plain form of CSV and JSON.
pub(crate) fn plain_share(share: Share) -> Result<String, RenderError> {
    plain_ratio(share.ratio())
}

/// A part of one in percent with four decimals, in the plain form of CSV and JSON.
pub(crate) fn plain_ratio(ratio: Ratio) -> Result<String, RenderError> {
    let scaled = ratio.rounded(6).ok_or(RenderError::TooLarge)?;
    Ok(NumberStyle::plain().write(scaled, 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dutch() -> NumberStyle {
        NumberStyle { group: ".".to_owned(), decimal: ",".to_owned(), minus: "−".to_owned() }
    }

    #[test]
    fn numbers_are_grouped_and_signed() {
        let style = dutch();
        assert_eq!(style.write(123_450, 2), "1.234,50");
        assert_eq!(style.write(-317, 0), "−317");
        assert_eq!(style.write(5, 2), "0,05");
        assert_eq!(style.write(-5, 2), "−0,05");
        assert_eq!(style.write(1_000_000, 0), "1.000.000");
        assert_eq!(style.write(999, 0), "999");
        assert_eq!(style.write_signed(12, 0), "+12");
        assert_eq!(style.write_signed(0, 0), "0");
        assert_eq!(style.write_signed(-1000, 0), "−1.000");
        assert_eq!(
            style.write(i128::MIN, 0),
            "−170.141.183.460.469.231.731.687.303.715.884.105.728"
        );
    }

    #[test]
    fn nothing_is_printed_as_minus_zero() {
        let tiny = Ratio::new(-1, 1000).unwrap();
        assert_eq!(plain(Value::Average(tiny)).ok().as_deref(), Some("0.00"));
        assert_eq!(plain(Value::Euro(tiny)).ok().as_deref(), Some("0.00"));
    }

    #[test]
    fn values_have_the_decimals_of_their_kind() {
        let half = Ratio::new(12_001, 2).unwrap();
        assert_eq!(plain(Value::Average(half)).ok().as_deref(), Some("6000.50"));
        assert_eq!(plain(Value::Euro(half)).ok().as_deref(), Some("60.01"));
        assert_eq!(plain(Value::Count(7)).ok().as_deref(), Some("7"));
        let huge = Value::Average(Ratio::whole(i128::MAX));
        assert!(matches!(plain(huge), Err(RenderError::TooLarge)));
    }
}
