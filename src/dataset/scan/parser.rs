//! What a parser makes of a row.

use super::near::NearRow;
use super::row::Row;
use crate::dataset::kind::Field;
use crate::dataset::notation::Seen;
use crate::dataset::value::Fault;

/// Why a row is left out by rule; it is no fault of the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum OutOfScope {
    /// Another municipality than asked for.
    Municipality,
    /// A scheme that is no benefit in this sense, by its id in `codes.toml`: bijzondere bijstand, Tozo and so on.
    Scheme(&'static str),
    /// A row of totals, which adds up others.
    Total,
    /// The header once more.
    RepeatedHeader,
    /// A line below the last row, such as the day of printing.
    Footer,
    /// A child on the case of its parents: no person on benefit.
    Child,
    /// A benefit or participation that is in a later list too.
    Superseded,
}

/// What became of a row that could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// It counts.
    Used,
    /// It is left out by rule.
    OutOfScope(OutOfScope),
}

/// Why a row cannot be used, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowFault {
    /// The column; none where the row as a whole is at fault.
    pub(super) field: Option<Field>,
    /// The reason.
    pub(super) fault: Fault,
}

impl RowFault {
    /// A fault of one column.
    pub(crate) const fn of(field: Field, fault: Fault) -> Self {
        Self { field: Some(field), fault }
    }

    /// A fault of the row as a whole.
    pub(super) const fn whole(fault: Fault) -> Self {
        Self { field: None, fault }
    }
}

/// Makes something of the rows of blocks; one parser per thread.
pub(crate) trait RowParser: Send {
    /// What a block of rows becomes.
    type Block: Send;

    /// Takes one row.
    fn row(&mut self, row: &Row<'_>) -> Result<Kept, RowFault>;

    /// Takes one near row: as [`Self::row`] does, which is left what is not written plainly.
    #[inline]
    fn near(&mut self, row: &NearRow<'_>) -> Result<Kept, RowFault> {
        self.row(&row.row())
    }

    /// Ends a block, with what was seen in its columns.
    fn seal(&mut self) -> (Self::Block, Seen);
}
