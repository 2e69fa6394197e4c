//! Rows gathered by case or by person, in parts that threads take side by side.
//!
//! Which part a unit falls in depends on its key alone, so units never straddle parts. Only the part of each
//! row is kept (one byte); the rows of a part are read when it is visited, in the order of the file, so that
//! memory is walked through and not jumped about in.

use rayon::prelude::*;

use super::spell::Row;
use crate::record::{Key, RowId, Store};

/// The rows of one store, in parts by one key column; rows without a key are kept apart.
#[derive(Debug)]
pub(crate) struct Parts {
    column: usize,
    bits: u32,
    /// For each block of the store, the part of each of its rows.
    blocks: Vec<Vec<u8>>,
    sizes: Vec<usize>,
    keyless: Vec<RowId>,
}

const ROWS_PER_PART: usize = 1 << 14;
const MOST_PARTS: usize = 1 << 6;
const KEYLESS: u8 = u8::MAX;

/// The number of parts for so many rows: a power of two.
pub(crate) fn part_count(rows: usize) -> usize {
    (rows / ROWS_PER_PART).clamp(1, MOST_PARTS).next_power_of_two()
}

/// A key as a number whose high bits tell keys apart; different keys stay different.
const fn spread(key: Key) -> Key {
    Key(key.0.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// The first `bits` bits of a spread key, after `skipped` ones.
fn leading(key: Key, skipped: u32, bits: u32) -> usize {
    let shifted = (key.0 << skipped).checked_shr(64 - bits).unwrap_or(0);
    usize::try_from(shifted).unwrap_or(0)
}

impl Parts {
    /// Gathers the rows of a store by a key column in `count` parts, a power of two.
    pub(crate) fn new(store: &Store, column: usize, count: usize) -> Self {
        let bits = count.ilog2();
        let block = |block| parts_of_block(store, column, bits, block);
        let blocks: Vec<Vec<u8>> = if count == 1 {
            (0..store.blocks()).map(block).collect()
        } else {
            (0..store.blocks()).into_par_iter().map(block).collect()
        };
        let mut sizes = vec![0; usize::from(KEYLESS) + 1];
        blocks.iter().flatten().for_each(|part| sizes[usize::from(*part)] += 1);
        let keyless = if sizes[usize::from(KEYLESS)] == 0 {
            Vec::new()
        } else {
            ids(&blocks, store, KEYLESS).collect()
        };
        sizes.truncate(count);
        Self { column, bits, blocks, sizes, keyless }
    }

    /// No rows, in as many parts.
    pub(crate) fn empty(count: usize) -> Self {
        let (blocks, keyless) = (Vec::new(), Vec::new());
        Self { column: 0, bits: count.ilog2(), blocks, sizes: vec![0; count], keyless }
    }

    /// The number of parts.
    pub(crate) fn count(&self) -> usize {
        self.sizes.len()
    }

    /// The rows of a part: those of one unit together, each unit's by start, units by their spread key.
    pub(crate) fn rows(&self, part: usize, store: &Store) -> Vec<Row> {
        let mut rows = Vec::with_capacity(self.sizes[part]);
        let number = u8::try_from(part).unwrap_or(KEYLESS);
        rows.extend(ids(&self.blocks, store, number).map(|id| {
            let key = spread(Key(store.get(id, self.column)));
            Row::read(store, id, key)
        }));
        sorted(rows, self.bits)
    }

    /// The rows without a key.
    pub(crate) fn keyless(&self) -> &[RowId] {
        &self.keyless
    }
}

/// The part of each row of a block.
fn parts_of_block(store: &Store, column: usize, bits: u32, block: usize) -> Vec<u8> {
    let part = |key: u64| match key {
        0 => KEYLESS,
        key => u8::try_from(leading(spread(Key(key)), 0, bits)).unwrap_or(KEYLESS),
    };
    store.block_ids(block).map(|id| part(store.get(id, column))).collect()
}

/// The rows of a part, in the order of the file.
fn ids<'a>(
    blocks: &'a [Vec<u8>],
    store: &'a Store,
    part: u8,
) -> impl Iterator<Item = RowId> + use<'a> {
    blocks.iter().enumerate().flat_map(move |(block, parts)| {
        memchr::memchr_iter(part, parts).map(move |row| store.id(block, row))
    })
}

/// Sorts rows by key, start and end. The leading bits of spread keys are even, so that counting by them leaves a
/// handful of rows at a time to compare; `skipped` of them are the same in all rows.
fn sorted(mut rows: Vec<Row>, skipped: u32) -> Vec<Row> {
    const FEW: usize = 64;
    let Some(filler) = rows.first().copied().filter(|_| rows.len() > FEW) else {
        rows.sort_unstable();
        return rows;
    };
    let bits = (rows.len() / 4).ilog2();
    let bucket = |row: &Row| leading(row.key, skipped, bits);
    let mut bounds = vec![0_usize; (1 << bits) + 1];
    for row in &rows {
        bounds[bucket(row) + 1] += 1;
    }
    for index in 1..bounds.len() {
        bounds[index] += bounds[index - 1];
    }
    let mut next = bounds.clone();
    let mut sorted = vec![filler; rows.len()];
    for row in rows {
        let place = &mut next[bucket(&row)];
        sorted[*place] = row;
        *place += 1;
    }
    for pair in bounds.windows(2) {
        sorted[pair[0]..pair[1]].sort_unstable();
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::Day;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counting_by_leading_bits_sorts(keys in prop::collection::vec((0..400_u64, 0..5_i32), 0..600)) {
            let Some(id) = crate::record::any_row_id() else { return Ok(()) };
            let row = |(key, start): &(u64, i32)| {
                let key = spread(Key(*key));
                Row { key, start: Day::from_number(*start), end: Day::MAX, id }
            };
            let mut expected: Vec<Row> = keys.iter().map(row).collect();
            let found = sorted(expected.clone(), 0);
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn every_part_has_its_leading_bits() {
        let key = spread(Key(12_345));
        assert_eq!(leading(key, 0, 0), 0);
        assert_eq!(leading(key, 0, 64) as u64, key.0);
        assert_eq!(leading(key, 4, 4), leading(key, 0, 8) % 16);
    }
}
