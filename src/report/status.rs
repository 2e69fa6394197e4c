//! How far the data of a report go, how many of their rows are in it, and for whom it is.

use crate::period::{Day, Period};

/// What the second line of every form says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Status {
    /// The period that all the data together cover; `None` where that is not known.
    pub coverage: Option<Period>,
    /// How many rows were read, and how many of them were rejected; `None` where a report does not say so.
    pub rows: Option<RowCounts>,
    /// Whom it is for.
    pub audience: Audience,
}

/// How many rows a report was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowCounts {
    /// Read.
    pub read: u64,
    /// Of these, left out since they could not be read.
    pub rejected: u64,
}

/// For whom a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    /// For those who may see every number.
    #[default]
    Internal,
    /// For anybody: counts under this one are hidden.
    Hidden(u64),
    /// For anybody: counts are rounded to multiples of this one.
    Rounded(u64),
}

impl Status {
    /// The last day of a period that the data reach.
    pub fn until(self, period: Period) -> Option<Day> {
        self.coverage.map(|coverage| coverage.to().min(period.to()))
    }

    /// How many months of a period the data do not reach at its end, and how many it has; `None` where the period does
    /// not consist of months, or something else is missing.
    pub fn missing_months(self, period: Period) -> Option<(usize, usize)> {
        let coverage = self.coverage.filter(|coverage| coverage.from() <= period.from())?;
        period.months()?;
        let ends = period.month_ends();
        let missing = ends.iter().filter(|end| **end > coverage.to()).count();
        (missing > 0).then_some((missing, ends.len()))
    }
}
