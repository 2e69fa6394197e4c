//! How days, amounts and codes stand in a column of whole numbers; 0 is always "missing".

use super::names::Code;
use crate::number::Cents;
use crate::period::Day;

/// A day, or none, as a column value.
#[inline]
pub(crate) fn from_day(day: Option<Day>) -> u64 {
    day.map_or(0, |day| u64::from(day.number().abs_diff(Day::MIN.number())) + 1)
}

/// A column value as a day, or none.
#[inline]
pub(crate) fn to_day(value: u64) -> Option<Day> {
    let number = i32::try_from(value.checked_sub(1)?).ok()?;
    Some(Day::MIN.plus_days(number))
}

/// An amount, or none, as a column value: small amounts of either sign become small numbers.
#[inline]
pub(crate) fn from_cents(cents: Option<Cents>) -> u64 {
    cents.map_or(0, |cents| ((cents.unsigned_abs() << 1) | u64::from(cents < 0)) + 1)
}

/// A column value as an amount, or none.
#[inline]
pub(crate) fn to_cents(value: u64) -> Option<Cents> {
    let value = value.checked_sub(1)?;
    let size = Cents::try_from(value >> 1).ok()?;
    Some(if value & 1 == 1 { -size } else { size })
}

/// A column value as a code.
#[inline]
pub(crate) fn to_code(value: u64) -> Code {
    Code::try_from(value).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn days_and_amounts_come_back(number in Day::MIN.number()..=Day::MAX.number(), cents in -(1_i64 << 61)..(1_i64 << 61)) {
            let day = Some(Day::from_number(number));
            prop_assert_eq!(to_day(from_day(day)), day);
            prop_assert_eq!(to_cents(from_cents(Some(cents))), Some(cents));
        }
    }

    #[test]
    fn missing_is_never_zero() {
        assert_eq!((to_day(0), to_cents(0)), (None, None));
        assert_eq!(to_cents(from_cents(Some(0))), Some(0));
        assert_eq!((from_day(None), from_cents(None)), (0, 0));
    }
}
