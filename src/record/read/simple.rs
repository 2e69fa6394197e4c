//! What the parsers of all kinds of rows share: rows that are being collected.

use rustc_hash::FxHashSet;

use super::code::CodeCounts;
use crate::dataset::scan::Kept;
use crate::period::Day;
use crate::record::category_codes::Code;
use crate::record::packed::{MAX_ROWS, Packed, Unpacked};

/// What a block of rows becomes.
#[derive(Debug, Default)]
pub(crate) struct ParsedBlock {
    /// The rows.
    pub(crate) sealed: Vec<Packed>,
    /// Rows without a case identifier.
    pub(crate) caseless: u64,
    /// Rows without a person identifier.
    pub(crate) personless: u64,
    /// The municipalities of the rows, those of the blocks before among them perhaps.
    pub(crate) places: FxHashSet<Code>,
    /// Codes of which something must be said.
    pub(crate) code_counts: CodeCounts,
    /// The days from which the coverage is derived.
    pub(crate) days: SeenDays,
}

/// The days from which the coverage of an export is derived, where `outflow.toml` does not say it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SeenDays {
    /// The earliest end, if any row has one.
    pub(crate) first_end: Option<Day>,
    /// The latest start.
    pub(crate) last_start: Option<Day>,
    /// The first list of one moment.
    pub(crate) first_list: Option<Day>,
    /// The last list of one moment.
    pub(crate) last_list: Option<Day>,
}

impl SeenDays {
    /// Remembers the days of a row.
    #[inline]
    pub(super) fn see(&mut self, start: Day, end: Option<Day>) {
        if let Some(end) = end
            && self.first_end.is_none_or(|first| end < first)
        {
            self.first_end = Some(end);
        }
        self.last_start = self.last_start.max(Some(start));
    }

    /// Remembers the list that a row stands in.
    #[inline]
    pub(super) fn see_list(&mut self, list: Option<Day>) {
        if list.is_some() {
            self.first_list = [self.first_list, list].into_iter().flatten().min();
            self.last_list = self.last_list.max(list);
        }
    }

    /// The days of two blocks together.
    pub(super) fn and(self, other: Self) -> Self {
        let first = |one: Option<Day>, other: Option<Day>| one.into_iter().chain(other).min();
        Self {
            first_end: first(self.first_end, other.first_end),
            last_start: self.last_start.max(other.last_start),
            first_list: first(self.first_list, other.first_list),
            last_list: self.last_list.max(other.last_list),
        }
    }
}

/// Rows that are being collected.
#[derive(Debug)]
pub(super) struct Rows<const WIDTH: usize> {
    rows: Unpacked<WIDTH>,
    /// What the block becomes.
    pub(super) made: ParsedBlock,
}

impl<const WIDTH: usize> Rows<WIDTH> {
    /// No rows, which have a person in a column or have none.
    pub(super) fn new(person: Option<usize>) -> Self {
        Self { rows: Unpacked::new(person), made: ParsedBlock::default() }
    }

    /// Takes a row, whose last column is its line in the block.
    #[inline]
    pub(super) fn keep(&mut self, row: &[u64; WIDTH]) -> Kept {
        self.rows.push(row);
        if self.rows.rows() == MAX_ROWS {
            self.made.sealed.push(self.rows.seal());
        }
        Kept::Used
    }

    /// Ends the block.
    pub(super) fn seal(&mut self) -> ParsedBlock {
        if self.rows.rows() > 0 {
            self.made.sealed.push(self.rows.seal());
        }
        std::mem::take(&mut self.made)
    }
}
