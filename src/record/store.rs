//! All rows of one kind in one dataset: sealed blocks, and a number for every row.
//!
//! The numbers follow the blocks of the files, in the order of the files; within a block those of persons follow the
//! shares of their persons, and rows of one person their order in the file.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::packed::{Packed, Unpacked};

/// The number of a row in its store: block in the high half, row within the block in the low half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RowId(u32);

/// The blocks of one store, in the order of its files.
#[derive(Debug, Default)]
pub(crate) struct Store {
    blocks: Vec<Packed>,
    places: Vec<BlockPlace>,
    rows: usize,
}

/// Where a block comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BlockPlace {
    /// The number of its file among those of its kind.
    pub(crate) file: usize,
    /// The line that its lines are counted from.
    pub(crate) first_line: u64,
}

/// The columns of one row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields<'s> {
    block: &'s Packed,
    row: usize,
}

impl Fields<'_> {
    /// One of them.
    #[inline]
    pub(crate) fn get(self, column: usize) -> u64 {
        self.block.get(self.row, column)
    }
}

/// The numbers of some rows of a block that follow each other.
fn numbers(block: usize, rows: Range<u32>) -> impl Iterator<Item = RowId> {
    let first = u32::try_from(block).unwrap_or(0) << 16;
    rows.map(move |row| RowId(first | row))
}

/// The most blocks a store can number.
pub(crate) const MAX_BLOCKS: usize = 1 << 16;

impl Store {
    /// Takes blocks in the order of their files, each with its place; `None` where there are more than can be
    /// numbered. The last column of a block is each row's line in it.
    pub(crate) fn new(blocks: Vec<(BlockPlace, Packed)>) -> Option<Self> {
        let rows = blocks.iter().map(|(_, block)| block.rows()).sum();
        let fits = blocks.len() <= MAX_BLOCKS;
        let (places, blocks) = blocks.into_iter().unzip();
        fits.then_some(Self { blocks, places, rows })
    }

    /// The number of a row's file among those of its kind.
    pub(crate) fn file(&self, id: RowId) -> usize {
        self.places[(id.0 >> 16) as usize].file
    }

    /// The rows that stay, each with what a function makes of it; `None` leaves a row out. The places of rows in their
    /// files are kept; their numbers are not.
    pub(crate) fn rewritten<const WIDTH: usize>(
        &self,
        keep: impl Fn(RowId, [u64; WIDTH]) -> Option<[u64; WIDTH]> + Sync,
    ) -> Self {
        let rewrite = |block: usize| {
            let mut rows = Unpacked::<WIDTH>::new(self.blocks[block].person());
            for id in self.block_ids(block) {
                if let Some(row) = keep(id, self.row::<WIDTH>(id)) {
                    rows.push(&row);
                }
            }
            rows.seal()
        };
        let blocks: Vec<Packed> = (0..self.blocks.len()).into_par_iter().map(rewrite).collect();
        let rows = blocks.iter().map(Packed::rows).sum();
        Self { blocks, places: self.places.clone(), rows }
    }

    /// The line of a row in its file, as an editor counts.
    pub(crate) fn line(&self, id: RowId) -> u64 {
        let (block, row) = ((id.0 >> 16) as usize, (id.0 & 0xffff) as usize);
        let rows = &self.blocks[block];
        self.places[block].first_line + rows.get(row, rows.columns() - 1)
    }

    /// All columns of one row, with its line in the file in the place of the last.
    pub(crate) fn located<const WIDTH: usize>(&self, id: RowId) -> [u64; WIDTH] {
        let mut row = self.row(id);
        if let Some(line) = row.last_mut() {
            *line += self.places[(id.0 >> 16) as usize].first_line;
        }
        row
    }

    /// The number of rows.
    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    /// The number of blocks.
    pub(crate) fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// The numbers of the rows of one block.
    pub(crate) fn block_ids(&self, block: usize) -> impl Iterator<Item = RowId> + '_ {
        let rows = u32::try_from(self.blocks[block].rows()).unwrap_or(0);
        numbers(block, 0..rows)
    }

    /// The numbers of all rows.
    pub(crate) fn ids(&self) -> impl Iterator<Item = RowId> + '_ {
        (0..self.blocks.len()).flat_map(|block| self.block_ids(block))
    }

    /// How many rows there are of some shares of the persons that follow each other.
    pub(crate) fn rows_of(&self, shares: &Range<usize>) -> usize {
        self.blocks.iter().map(|block| block.of_shares(shares).len()).sum()
    }

    /// Calls `take` with the number and some columns of each of them.
    pub(crate) fn each_of<const N: usize>(
        &self,
        shares: &Range<usize>,
        columns: [usize; N],
        mut take: impl FnMut(RowId, [u64; N]),
    ) {
        for (number, block) in self.blocks.iter().enumerate() {
            // the rows of a share lie at another place in each block: those of the next one are on their way meanwhile
            if let Some(next) = self.blocks.get(number + 1) {
                next.fetch(&next.of_shares(shares));
            }
            let rows = block.of_shares(shares);
            let values = block.views(columns).of(rows.clone());
            for (id, values) in numbers(number, rows).zip(values) {
                take(id, values);
            }
        }
    }

    /// Some columns of the rows of one block, with their numbers.
    pub(crate) fn of_block<const N: usize>(
        &self,
        block: usize,
        columns: [usize; N],
    ) -> impl Iterator<Item = (RowId, [u64; N])> + '_ {
        let rows = u32::try_from(self.blocks[block].rows()).unwrap_or(0);
        self.block_ids(block).zip(self.blocks[block].views(columns).of(0..rows))
    }

    /// The columns of a row.
    #[inline]
    pub(crate) fn fields(&self, id: RowId) -> Fields<'_> {
        Fields { block: &self.blocks[(id.0 >> 16) as usize], row: (id.0 & 0xffff) as usize }
    }

    /// The values that occur in a column.
    pub(crate) fn values(&self, column: usize) -> FxHashSet<u64> {
        let values = self.blocks.par_iter().map(|block| block.values(column));
        values.reduce(FxHashSet::default, |mut one, other| {
            one.extend(other);
            one
        })
    }

    /// One column of one row.
    #[inline]
    pub(crate) fn get(&self, id: RowId, column: usize) -> u64 {
        self.fields(id).get(column)
    }

    /// All columns of one row.
    #[inline]
    pub(crate) fn row<const WIDTH: usize>(&self, id: RowId) -> [u64; WIDTH] {
        self.blocks[(id.0 >> 16) as usize].row((id.0 & 0xffff) as usize)
    }
}
