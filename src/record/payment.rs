//! One row of a payments export: an amount paid for a month.

use super::field::{from_cents, from_day, to_cents, to_code, to_day};
use super::key::Key;
use super::names::Code;
use crate::number::Cents;
use crate::period::Day;

/// The number of columns kept of a payment row.
pub(crate) const COLUMNS: usize = 5;
/// The column of the month.
pub(crate) const MONTH: usize = 0;
/// The column of the amount.
pub(crate) const AMOUNT: usize = 1;
/// The column of the municipality.
pub(crate) const MUNICIPALITY: usize = 2;
/// The column of the case.
pub(crate) const CASE: usize = 3;

/// One row of a payments export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Payment {
    /// The first day of the month paid for.
    pub(crate) month: Day,
    /// The amount.
    pub(crate) amount: Cents,
    /// The municipality.
    pub(crate) municipality: Code,
    /// The case it was paid on.
    pub(crate) case: Key,
    /// The line in its block.
    pub(crate) line: u64,
}

impl Payment {
    /// The row as it is stored.
    #[inline(always)]
    pub(crate) fn encode(&self) -> [u64; COLUMNS] {
        [
            from_day(Some(self.month)),
            from_cents(Some(self.amount)),
            u64::from(self.municipality),
            self.case.0,
            self.line,
        ]
    }

    /// The row as it was stored.
    pub(crate) fn decode(row: [u64; COLUMNS]) -> Self {
        Self {
            month: to_day(row[MONTH]).unwrap_or(Day::MIN),
            amount: to_cents(row[AMOUNT]).unwrap_or(0),
            municipality: to_code(row[MUNICIPALITY]),
            case: Key(row[CASE]),
            line: row[4],
        }
    }
}
