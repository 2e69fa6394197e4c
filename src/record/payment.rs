//! One row of a payments export: an amount paid for a month.

use super::category_codes::Code;
use super::field::record;
use super::key::Key;
use crate::number::Cents;
use crate::period::Day;

record! {
    /// One row of a payments export.
    Payment {
        /// The first day of the month paid for.
        MONTH month: Day = Month,
        /// The amount.
        AMOUNT amount: Cents = Amount,
        /// The municipality.
        MUNICIPALITY municipality: Code = Municipality,
        /// The case it was paid on.
        CASE case: Key = CaseId,
        /// The line in its block.
        LINE line: u64,
    }
}
