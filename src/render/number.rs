//! Exact numbers into text: integers only, so that what is printed is what was counted.

use crate::number::{Decimal, Ratio, Share};
use crate::report::Value;

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

    /// A number as text, with its sign where it is below zero.
    pub(crate) fn write(&self, number: &Decimal) -> String {
        let sign = if number.is_negative() { self.minus.as_str() } else { "" };
        let mut text = format!("{sign}{}", self.grouped(number.whole()));
        if !number.fraction().is_empty() {
            text.push_str(&self.decimal);
            text.push_str(number.fraction());
        }
        text
    }

    /// As [`Self::write`], with a `+` above zero: the form of a change.
    pub(crate) fn write_signed(&self, number: &Decimal) -> String {
        let plus = if number.is_positive() { "+" } else { "" };
        format!("{plus}{}", self.write(number))
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

/// A value rounded, once, to the decimals it is printed with.
pub(crate) fn printed(value: Value) -> Decimal {
    match value {
        Value::Count(count) => Decimal::scaled(count.into(), 0),
        Value::Change(change) => Decimal::scaled(change, 0),
        Value::Average(ratio) => ratio.decimal(2),
        Value::Percent(ratio) => ratio.decimal(4).times_ten(2),
        Value::Rate(ratio) => ratio.decimal(1),
        Value::Euro(cents) => cents.decimal(0).over_ten(2),
    }
}

/// The number that a reader of the plain form has.
pub(crate) fn as_printed(value: Value) -> Option<Ratio> {
    printed(value).ratio()
}

/// A value in the plain form of CSV and JSON.
pub(crate) fn plain(value: Value) -> String {
    NumberStyle::plain().write(&printed(value))
}

/// A share in percent with four decimals, in the plain form of CSV and JSON.
pub(crate) fn plain_share(share: Share) -> String {
    plain_ratio(share.ratio())
}

/// A part of one in percent with four decimals, in the plain form of CSV and JSON.
pub(crate) fn plain_ratio(ratio: Ratio) -> String {
    NumberStyle::plain().write(&ratio.decimal(6).times_ten(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dutch() -> NumberStyle {
        NumberStyle { group: ".".to_owned(), decimal: ",".to_owned(), minus: "−".to_owned() }
    }

    #[test]
    fn numbers_are_grouped_and_signed() {
        let write = |scaled, decimals| dutch().write(&Decimal::scaled(scaled, decimals));
        let signed = |scaled| dutch().write_signed(&Decimal::scaled(scaled, 0));
        assert_eq!(write(123_450, 2), "1.234,50");
        assert_eq!(write(-317, 0), "−317");
        assert_eq!(write(5, 2), "0,05");
        assert_eq!(write(-5, 2), "−0,05");
        assert_eq!(write(1_000_000, 0), "1.000.000");
        assert_eq!(write(999, 0), "999");
        assert_eq!([signed(12), signed(0), signed(-1000)], ["+12", "0", "−1.000"]);
        assert_eq!(write(i128::MIN, 0), "−170.141.183.460.469.231.731.687.303.715.884.105.728");
    }

    #[test]
    fn nothing_is_printed_as_minus_zero() {
        let tiny = Ratio::new(-1, 1000).unwrap();
        assert_eq!(plain(Value::Average(tiny)), "0.00");
        assert_eq!(plain(Value::Euro(tiny)), "0.00");
    }

    #[test]
    fn values_have_the_decimals_of_their_kind() {
        let half = Ratio::new(12_001, 2).unwrap();
        assert_eq!(plain(Value::Average(half)), "6000.50");
        assert_eq!(plain(Value::Euro(half)), "60.01");
        assert_eq!(plain(Value::Count(7)), "7");
        assert_eq!(plain(Value::Percent(Ratio::new(1, 6).unwrap())), "16.67");
        assert_eq!(plain_ratio(Ratio::new(1, 6).unwrap()), "16.6667");
    }
}
