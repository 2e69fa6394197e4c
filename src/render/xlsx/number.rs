//! Numbers as a spreadsheet holds them: a double, which is exact for fifteen digits, and a form to show it in.

use crate::number::{Decimal, Ratio};
use crate::report::Value;

use super::super::number::{NumberStyle, plain};
use super::look::Form;

/// The digits of a number that a spreadsheet keeps.
const DIGITS: usize = 15;

/// A number for a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Number {
    /// It fits.
    Exact(f64),
    /// It has more digits than a spreadsheet keeps, and is written as a text.
    TooLong(String),
}

impl Number {
    /// A number in its plain form.
    pub(super) fn of_plain(plain: &str) -> Self {
        let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.trim_start_matches('0');
        match plain.parse() {
            Ok(number) if digits.len() <= DIGITS => Self::Exact(number),
            _ => Self::TooLong(plain.to_owned()),
        }
    }

    /// A value of a table: as CSV writes it, but a share as the ratio itself, which is shown in percent.
    pub(super) fn of_value(value: Value) -> Self {
        match value {
            Value::Percent(ratio) => Self::of_ratio(ratio),
            value => Self::of_plain(&plain(value)),
        }
    }

    /// A value with no more digits than are printed, where it may not leave with more.
    pub(super) fn of_printed(value: Value, is_published: bool) -> Self {
        match value {
            Value::Percent(ratio) if is_published => Self::of_decimal(&ratio.decimal(3)),
            value => Self::of_value(value),
        }
    }

    /// A difference of shares in percentage points.
    pub(super) fn of_points(value: Value, is_published: bool) -> Self {
        let decimals = if is_published { 1 } else { DIGITS };
        Self::of_decimal(&value.exact().decimal(decimals + 2).times_ten(2))
    }

    /// A ratio with as many decimals as a spreadsheet can keep.
    pub(super) fn of_ratio(ratio: Ratio) -> Self {
        Self::of_decimal(&ratio.decimal(DIGITS))
    }

    /// The double nearest to a decimal number.
    fn of_decimal(number: &Decimal) -> Self {
        let text = NumberStyle::plain().write(number);
        text.parse().map_or(Self::TooLong(text), Self::Exact)
    }
}

/// The form in which a value is shown.
pub(super) fn form(value: Value, is_change: bool) -> Form {
    match (value, is_change) {
        (Value::Count(_), false) => Form::Count,
        (Value::Count(_) | Value::Change(_), _) => Form::CountChange,
        (Value::Average(_), false) => Form::Mean,
        (Value::Average(_), true) => Form::MeanChange,
        (Value::Percent(_), false) => Form::Share,
        (Value::Percent(_), true) => Form::ShareChange,
        (Value::Rate(_), false) => Form::Rate,
        (Value::Rate(_), true) => Form::RateChange,
        (Value::Euro(_), false) => Form::Euro,
        (Value::Euro(_), true) => Form::EuroChange,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_too_many_digits_is_a_text() {
        assert_eq!(Number::of_plain("-3606800.00"), Number::Exact(-3_606_800.0));
        assert_eq!(Number::of_plain("0.05"), Number::Exact(0.05));
        assert_eq!(Number::of_plain("999999999999999"), Number::Exact(999_999_999_999_999.0));
        let long = "9007199254740993";
        assert_eq!(Number::of_plain(long), Number::TooLong(long.to_owned()));
        let cents = "12345678901234.56";
        assert_eq!(Number::of_plain(cents), Number::TooLong(cents.to_owned()));
    }

    #[test]
    fn what_leaves_the_house_has_the_digits_that_are_printed() {
        let seventh = Value::Percent(Ratio::new(1, 7).unwrap_or(Ratio::ZERO));
        assert_eq!(Number::of_printed(seventh, true), Number::Exact(0.143));
        assert_eq!(Number::of_points(seventh, true), Number::Exact(14.3));
        assert_eq!(Number::of_points(seventh, false), Number::Exact(14.285_714_285_714_286));
    }

    #[test]
    fn a_share_is_the_ratio_itself() {
        let third = Ratio::new(1, 3).unwrap_or(Ratio::ZERO);
        assert_eq!(Number::of_value(Value::Percent(third)), Number::Exact(0.333_333_333_333_333));
    }
}
