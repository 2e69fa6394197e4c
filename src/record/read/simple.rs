//! What the parsers of placements, participations and payments share.

use super::columns::Columns;
use crate::dataset::kind::Field;
use crate::dataset::scan::{Kept, Row, RowFault};
use crate::dataset::value::{Fault, day};
use crate::period::Day;
use crate::record::packed::{MAX_ROWS, Packed, Unpacked};

/// What a block of rows becomes.
#[derive(Debug)]
pub(crate) struct SimpleBlock<const WIDTH: usize> {
    /// The rows.
    pub(crate) sealed: Vec<Packed>,
    /// Rows whose amount can be read in two ways: the row, its separator, its line in the block.
    pub(crate) deferred: Vec<([u64; WIDTH], u8, u64)>,
    /// The column shows a decimal comma.
    pub(crate) comma: bool,
    /// The column shows a decimal point.
    pub(crate) point: bool,
    /// Rows without a person identifier.
    pub(crate) personless: u64,
}

/// Rows that are being collected.
#[derive(Debug)]
pub(super) struct SimpleRows<const WIDTH: usize> {
    rows: Unpacked,
    made: SimpleBlock<WIDTH>,
}

impl<const WIDTH: usize> SimpleRows<WIDTH> {
    const EMPTY: SimpleBlock<WIDTH> = SimpleBlock {
        sealed: Vec::new(),
        deferred: Vec::new(),
        comma: false,
        point: false,
        personless: 0,
    };

    /// No rows.
    pub(super) fn new() -> Self {
        Self { rows: Unpacked::new(WIDTH), made: Self::EMPTY }
    }

    /// Remembers which notation an amount has shown.
    pub(super) const fn see(&mut self, comma: bool, point: bool) {
        self.made.comma |= comma;
        self.made.point |= point;
    }

    /// Takes a row, whose last column is its line in the block.
    pub(super) fn keep(
        &mut self,
        mut row: [u64; WIDTH],
        separator: Option<u8>,
        personless: bool,
    ) -> Kept {
        self.made.personless += u64::from(personless);
        if let Some(separator) = separator {
            let line = row[WIDTH - 1];
            self.made.deferred.push((row, separator, line));
            return Kept::Deferred;
        }
        let within = u64::try_from(self.rows.rows()).unwrap_or(0);
        row[WIDTH - 1] = row[WIDTH - 1].wrapping_sub(within);
        self.rows.push(&row);
        if self.rows.rows() == MAX_ROWS {
            self.made.sealed.push(self.rows.seal());
        }
        Kept::Used
    }

    /// Ends the block.
    pub(super) fn seal(&mut self) -> SimpleBlock<WIDTH> {
        if self.rows.rows() > 0 {
            self.made.sealed.push(self.rows.seal());
        }
        std::mem::replace(&mut self.made, Self::EMPTY)
    }
}

/// First and last day of a row.
pub(super) fn span(columns: &Columns, row: &Row<'_>) -> Result<(Day, Option<Day>), RowFault> {
    let read = |field| day(columns.text(row, field)).map_err(|fault| RowFault::of(field, fault));
    let start = read(Field::Start)?.ok_or(RowFault::of(Field::Start, Fault::Missing))?;
    let end = read(Field::End)?;
    if end.is_some_and(|end| end < start) {
        return Err(RowFault::of(Field::End, Fault::EndBeforeStart));
    }
    Ok((start, end))
}
