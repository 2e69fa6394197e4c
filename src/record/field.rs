//! How days, amounts and codes stand in a column of whole numbers; 0 is always "missing".

use super::category_codes::Code;
use super::key::Key;
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

/// A field of a row that is kept as a column of whole numbers.
pub(crate) trait StoredField: Sized {
    /// The field as a column value.
    fn value(&self) -> u64;

    /// The field that a column value stands for.
    fn of(value: u64) -> Self;
}

/// Says how a type of fields is stored: field → value, value → field.
macro_rules! stored_as {
    ($type:ty: $value:expr, $of:expr) => {
        impl StoredField for $type {
            #[inline(always)]
            fn value(&self) -> u64 {
                ($value)(*self)
            }

            #[inline(always)]
            fn of(value: u64) -> Self {
                ($of)(value)
            }
        }
    };
}

stored_as!(Key: |key: Key| key.0, Key);
stored_as!(Code: u64::from, to_code);
stored_as!(Option<Day>: from_day, to_day);
stored_as!(Day: |day| from_day(Some(day)), |value| to_day(value).unwrap_or(Day::MIN));
stored_as!(Option<Cents>: from_cents, to_cents);
stored_as!(Cents: |cents| from_cents(Some(cents)), |value| to_cents(value).unwrap_or(0));
stored_as!(u64: |number| number, |value| value);

/// Declares the rows of one kind of export: a struct, the number of each field's column in the store, and the way there
/// and back. A field is declared as `COLUMN field: type = Field`, after the field of the export that it is; the last one is
/// the line of the row, which is none.
macro_rules! record {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $column:ident $field:ident: $type:ty $(= $of:ident)?,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(crate) struct $name {
            $($(#[$doc])* pub(crate) $field: $type,)+
        }

        /// The columns in their order.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "columns are named as constants are")]
        enum Column {
            $($column,)+
        }

        /// The number of columns of a row.
        pub(crate) const COLUMNS: usize = [$(Column::$column as usize),+].len();

        /// The field of each column, but for the line, which comes last.
        pub(crate) const FIELDS: &[$crate::dataset::kind::Field] =
            &[$($($crate::dataset::kind::Field::$of,)?)+];
        $(
            /// The column of this field.
            pub(crate) const $column: usize = Column::$column as usize;
        )+

        impl $name {
            /// The row as it is stored.
            #[inline(always)]
            pub(crate) fn encode(&self) -> [u64; COLUMNS] {
                [$($crate::record::field::StoredField::value(&self.$field)),+]
            }

            /// The row as it was stored.
            pub(crate) fn decode(row: [u64; COLUMNS]) -> Self {
                Self { $($field: $crate::record::field::StoredField::of(row[$column]),)+ }
            }
        }
    };
}
pub(super) use record;

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
