//! All rows of one kind in one dataset: sealed blocks, and a number for every row.

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

/// The most blocks a store can number.
pub(crate) const MAX_BLOCKS: usize = 1 << 16;

impl Store {
    /// Takes blocks in the order of their files, each with its place; `None` where there are more than can be
    /// numbered. The last column of a block is each row's line, less its number.
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
            let mut rows = Unpacked::new(WIDTH);
            for (number, id) in (0_u64..).zip(self.block_ids(block)) {
                let mut row = self.row::<WIDTH>(id);
                // the line less the row's number, which may become another
                row[WIDTH - 1] = row[WIDTH - 1].wrapping_add(number);
                let Some(mut row) = keep(id, row) else { continue };
                row[WIDTH - 1] = row[WIDTH - 1].wrapping_sub(rows.rows() as u64);
                rows.push(&row);
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
        let block_rows = &self.blocks[block];
        self.places[block].first_line + block_rows.get(row, block_rows.columns() - 1) + row as u64
    }

    /// All columns of one row, with its line in the file in the place of the last.
    pub(crate) fn located<const WIDTH: usize>(&self, id: RowId) -> [u64; WIDTH] {
        let mut row = self.row(id);
        if let Some(line) = row.last_mut() {
            *line = self.line(id);
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

    /// The number of a row by its block and its place there.
    pub(crate) fn id(&self, block: usize, row: usize) -> RowId {
        debug_assert!(row < self.blocks[block].rows());
        let number = |place| u32::try_from(place).unwrap_or(0);
        RowId(number(block) << 16 | number(row))
    }

    /// The numbers of the rows of one block.
    pub(crate) fn block_ids(&self, block: usize) -> impl Iterator<Item = RowId> + '_ {
        let rows = u32::try_from(self.blocks[block].rows()).unwrap_or(0);
        let first = u32::try_from(block).unwrap_or(0) << 16;
        (0..rows).map(move |row| RowId(first | row))
    }

    /// The numbers of all rows, in the order of the file.
    pub(crate) fn ids(&self) -> impl Iterator<Item = RowId> + '_ {
        (0..self.blocks.len()).flat_map(|block| self.block_ids(block))
    }

    /// Whether every row's value in a column is larger than that of the row before: then no value comes twice, and
    /// none is missing.
    pub(crate) fn ascends(&self, column: usize) -> bool {
        let mut before = 0;
        self.ids().all(|id| std::mem::replace(&mut before, self.get(id, column)) < before)
    }

    /// The values that occur in a column.
    pub(crate) fn values(&self, column: usize) -> FxHashSet<u64> {
        self.blocks.iter().flat_map(|block| block.values(column)).collect()
    }

    /// One column of one row.
    #[inline]
    pub(crate) fn get(&self, id: RowId, column: usize) -> u64 {
        self.blocks[(id.0 >> 16) as usize].get((id.0 & 0xffff) as usize, column)
    }

    /// All columns of one row.
    #[inline]
    pub(crate) fn row<const WIDTH: usize>(&self, id: RowId) -> [u64; WIDTH] {
        self.blocks[(id.0 >> 16) as usize].row((id.0 & 0xffff) as usize)
    }
}
