//! Numbers as a spreadsheet holds them: a double, which is exact for fifteen digits, and a form to show it in.

use crate::number::Ratio;
use crate::report::Value;

use super::super::RenderError;
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
    ///
    /// # Errors
    /// [`RenderError::TooLarge`] where it does not fit 128 bits.
    pub(super) fn of_value(value: Value) -> Result<Self, RenderError> {
        match value {
            Value::Percent(ratio) => Self::of_ratio(ratio),
            value => Ok(Self::of_plain(&plain(value)?)),
        }
    }

    /// A value with no more digits than are printed, where it may not leave with more.
    ///
    /// # Errors
    /// [`RenderError::TooLarge`] where it does not fit 128 bits.
    pub(super) fn of_printed(value: Value, is_published: bool) -> Result<Self, RenderError> {
        match value {
            Value::Percent(ratio) if is_published => Self::of_scaled(ratio, 3),
            value => Self::of_value(value),
        }
    }

    /// A difference of shares in percentage points.
    ///
    /// # Errors
    /// [`RenderError::TooLarge`] where it does not fit 128 bits.
    pub(super) fn of_points(value: Value, is_published: bool) -> Result<Self, RenderError> {
        let points = value.exact().times(Ratio::whole(100)).ok_or(RenderError::TooLarge)?;
        if is_published { Self::of_scaled(points, 1) } else { Self::of_ratio(points) }
    }

    /// A ratio with as many decimals as fit.
    ///
    /// # Errors
    /// [`RenderError::TooLarge`] where it does not fit 128 bits.
    pub(super) fn of_ratio(ratio: Ratio) -> Result<Self, RenderError> {
        let mut decimals = [15_u32, 12, 9, 6].into_iter();
        let fits = decimals.find(|decimals| ratio.rounded(*decimals).is_some());
        Self::of_scaled(ratio, fits.ok_or(RenderError::TooLarge)?)
    }

    /// A ratio rounded to so many decimals: the double nearest to it.
    fn of_scaled(ratio: Ratio, decimals: u32) -> Result<Self, RenderError> {
        let scaled = ratio.rounded(decimals).ok_or(RenderError::TooLarge)?;
        let decimals = usize::try_from(decimals).map_err(|_| RenderError::TooLarge)?;
        let text = NumberStyle::plain().write(scaled, decimals);
        text.parse().map(Self::Exact).map_err(|_| RenderError::TooLarge)
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
        assert_eq!(Number::of_printed(seventh, true).ok(), Some(Number::Exact(0.143)));
        assert_eq!(Number::of_points(seventh, true).ok(), Some(Number::Exact(14.3)));
        assert_eq!(
            Number::of_points(seventh, false).ok(),
            Some(Number::Exact(14.285_714_285_714_286))
        );
    }

    #[test]
    fn a_share_is_the_ratio_itself() {
        let third = Ratio::new(1, 3).unwrap_or(Ratio::ZERO);
        assert_eq!(
            Number::of_value(Value::Percent(third)).ok(),
            Some(Number::Exact(0.333_333_333_333_333))
        );
    }
}
