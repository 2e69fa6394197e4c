//! Rows gathered by case or by person, in parts that threads take side by side.
//!
//! Which part a unit falls in depends on its key alone, so units never straddle parts. A part is a stretch of keys:
//! exports are mostly in the order of their identifiers, or nearly so, and then the rows of a part lie together in
//! memory, where they are found quickly. In any other order they lie apart, which costs time and changes nothing.
//! Only the part of each row is kept (one byte); the rows of a part are read when it is visited.

use rayon::prelude::*;

use super::spell::Row;
use crate::record::{Key, RowId, Store};

/// The rows of one store, in parts by one key column; rows without a key are kept apart.
#[derive(Debug)]
pub(crate) struct Parts {
    column: usize,
    /// For each block of the store, the part of each of its rows.
    blocks: Vec<Vec<u8>>,
    sizes: Vec<usize>,
    keyless: Vec<RowId>,
}

const ROWS_PER_PART: usize = 1 << 11;
const MOST_PARTS: usize = 1 << 6;
const KEYLESS: u8 = u8::MAX;

/// Where one part ends and the next begins.
#[derive(Debug, Clone)]
pub(crate) struct Split {
    /// The first key of every part but the first.
    firsts: Vec<Key>,
}

/// So many keys tell well enough how the keys lie.
const LOOKED_AT: usize = 1 << 12;

impl Split {
    /// Parts of about as many rows each, of some stores by a key column of each, where equal keys are equal units.
    pub(crate) fn of(stores: &[(&Store, usize)]) -> Self {
        let rows: usize = stores.iter().map(|(store, _)| store.rows()).sum();
        let most = stores.iter().map(|(store, _)| store.rows()).max().unwrap_or(0);
        let count = (most / ROWS_PER_PART).clamp(1, MOST_PARTS);
        if count == 1 {
            return Self { firsts: Vec::new() };
        }
        let step = rows.div_ceil(LOOKED_AT);
        let keys = stores.iter().flat_map(|(store, column)| {
            store.ids().step_by(step).map(|id| Key(store.get(id, *column)))
        });
        let mut keys: Vec<Key> = keys.filter(|key| !key.is_none()).collect();
        keys.sort_unstable();
        let firsts = (1..count).filter_map(|part| keys.get(part * keys.len() / count).copied());
        Self { firsts: firsts.collect() }
    }

    /// The number of parts.
    pub(crate) fn count(&self) -> usize {
        self.firsts.len() + 1
    }

    fn part(&self, key: Key) -> u8 {
        if key.is_none() {
            return KEYLESS;
        }
        u8::try_from(self.firsts.partition_point(|first| *first <= key)).unwrap_or(KEYLESS)
    }
}

impl Parts {
    /// Gathers the rows of a store by a key column.
    pub(crate) fn new(store: &Store, column: usize, split: &Split) -> Self {
        let block = |block| {
            let ids = store.block_ids(block);
            ids.map(|id| split.part(Key(store.get(id, column)))).collect()
        };
        let blocks: Vec<Vec<u8>> = if split.count() == 1 {
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
        sizes.truncate(split.count());
        Self { column, blocks, sizes, keyless }
    }

    /// No rows, in as many parts.
    pub(crate) fn empty(split: &Split) -> Self {
        let (blocks, keyless) = (Vec::new(), Vec::new());
        Self { column: 0, blocks, sizes: vec![0; split.count()], keyless }
    }

    /// The number of parts.
    pub(crate) fn count(&self) -> usize {
        self.sizes.len()
    }

    /// The rows of a part: those of one unit together, each unit's by start, units by their key.
    pub(crate) fn rows(&self, part: usize, store: &Store) -> Vec<Row> {
        let mut rows = Vec::with_capacity(self.sizes[part]);
        let number = u8::try_from(part).unwrap_or(KEYLESS);
        rows.extend(
            ids(&self.blocks, store, number)
                .map(|id| Row::read(store, id, Key(store.get(id, self.column)))),
        );
        sorted(rows)
    }

    /// The rows without a key.
    pub(crate) fn keyless(&self) -> &[RowId] {
        &self.keyless
    }
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

/// Sorts rows by key, start and end. Keys mostly lie evenly between the smallest and the largest, so that counting by
/// where they lie leaves a handful of rows at a time to compare.
fn sorted(mut rows: Vec<Row>) -> Vec<Row> {
    const FEW: usize = 64;
    let keys = rows.iter().map(|row| row.key.0);
    let (Some(least), Some(most)) = (keys.clone().min(), keys.max()) else { return rows };
    let Some(filler) = rows.first().copied().filter(|_| rows.len() > FEW && least < most) else {
        rows.sort_unstable();
        return rows;
    };
    let bits = (rows.len() / 4).ilog2();
    let skipped = (u64::BITS - (most - least).leading_zeros()).saturating_sub(bits);
    let bucket = |row: &Row| usize::try_from((row.key.0 - least) >> skipped).unwrap_or(0);
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
    use crate::record::store_of;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counting_by_where_keys_lie_sorts(
            keys in prop::collection::vec((prop_oneof![0..400_u64, any::<u64>()], 0..5_i32), 0..600)
        ) {
            let Some(id) = crate::record::any_row_id() else { return Ok(()) };
            let row = |(key, start): &(u64, i32)| {
                let start = Day::from_number(*start);
                Row { key: Key(*key), start, end: Day::MAX, id }
            };
            let mut expected: Vec<Row> = keys.iter().map(row).collect();
            let found = sorted(expected.clone());
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }

    /// Two stores that share their keys: every row is in one part, and every unit in the same part of both.
    #[test]
    fn units_never_straddle_parts() {
        let row = |key: u64| [key % 1_500, 0, key, key + 9];
        let rows: Vec<_> = (0..9_000).map(row).collect();
        let (left, right) = (store_of(&rows, 400), store_of(&rows[..3_000], 77));
        let split = Split::of(&[(&left, 0), (&right, 0)]);
        assert_eq!(split.count(), 4);
        let mut part_of = std::collections::BTreeMap::new();
        for store in [&left, &right] {
            let parts = Parts::new(store, 0, &split);
            let mut met = parts.keyless().len();
            assert_eq!(parts.count(), 4);
            for part in 0..parts.count() {
                let rows = parts.rows(part, store);
                assert!(rows.len() > store.rows() / 10, "a part is no larger than it should be");
                met += rows.len();
                for row in rows {
                    assert_eq!(*part_of.entry(row.key).or_insert(part), part);
                }
            }
            assert_eq!(met, store.rows());
        }
    }

    #[test]
    fn rows_of_one_key_only_or_of_none_are_gathered_too() {
        for key in [0, 7] {
            let rows = vec![[key, 0, 1, 2]; 5_000];
            let store = store_of(&rows, 5_000);
            let parts = Parts::new(&store, 0, &Split::of(&[(&store, 0)]));
            let met: usize = (0..parts.count()).map(|part| parts.rows(part, &store).len()).sum();
            assert_eq!(met + parts.keyless().len(), rows.len());
        }
    }
}
