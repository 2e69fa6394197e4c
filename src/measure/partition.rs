//! Rows gathered by case or by another identifier, in parts that threads take side by side.
//!
//! Which part a unit falls in depends on its key alone, so units never straddle parts. Most identifiers of an export
//! come in one row; [`Repeated`] finds those that may come in several, so that only their rows need be gathered.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::spell::Row;
use crate::record::{Key, RowId, Store};

/// The rows of one store, in parts by one key column; rows without a key are kept apart.
#[derive(Debug)]
pub(crate) struct Parts {
    parts: Vec<Vec<Row>>,
    keyless: Vec<RowId>,
}

/// Fewer rows are not worth a part of their own.
const ROWS_PER_PART: usize = 1 << 11;
const MOST_PARTS: usize = 1 << 6;

/// Where one part ends and the next begins.
#[derive(Debug, Clone)]
pub(crate) struct Split {
    /// The first key of every part but the first.
    firsts: Vec<Key>,
}

/// The number of keys sampled to choose the bounds of parts.
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

    fn part(&self, key: Key) -> usize {
        self.firsts.partition_point(|first| *first <= key)
    }
}

/// The keys of a column that may come in several rows: all that do, and few others.
#[derive(Debug)]
pub(crate) struct Repeated {
    /// A bit for every key, which several keys may share: whether it was met again.
    again: Vec<u64>,
}

/// Bits for each row: identifiers that follow each other share none, others few.
const BITS_PER_ROW: usize = 4;

/// As many threads look at the keys of a column, each with bits of its own for those it has met, so that none waits.
const LOOKING: usize = 4;

impl Repeated {
    /// Looks at all keys of a column.
    pub(crate) fn of(store: &Store, column: usize) -> Self {
        let words = (store.rows() * BITS_PER_ROW / 64).next_power_of_two();
        let looking = rayon::current_num_threads().min(store.blocks()).clamp(1, LOOKING);
        // few keys come again, so that few have to be written where all threads see them
        let again: Vec<AtomicU64> = (0..words).map(|_| AtomicU64::new(0)).collect();
        let come_again = |word: usize, bits| again[word].fetch_or(bits, Ordering::Relaxed);
        let look = |first: usize| {
            let mut met = vec![0; words];
            for block in (first..store.blocks()).step_by(looking) {
                for (_, [key]) in store.of_block(block, [column]) {
                    let (word, bit) = place(Key(key), words);
                    if met[word] & bit != 0 {
                        come_again(word, bit);
                    }
                    met[word] |= bit;
                }
            }
            met
        };
        if looking == 1 {
            look(0);
        } else {
            let all: Vec<Vec<u64>> = (0..looking).into_par_iter().map(look).collect();
            for word in 0..words {
                let met = all.iter().map(|met| met[word]);
                let (_, again) =
                    met.fold((0, 0), |(met, again), other| (met | other, again | met & other));
                if again != 0 {
                    come_again(word, again);
                }
            }
        }
        Self { again: again.into_iter().map(AtomicU64::into_inner).collect() }
    }

    /// Whether a key may come in several rows.
    #[inline]
    pub(crate) fn may_hold(&self, key: Key) -> bool {
        let (word, bit) = place(key, self.again.len());
        self.again[word] & bit != 0
    }
}

/// The word of a key, of so many, and its bit there.
#[inline]
fn place(key: Key, words: usize) -> (usize, u64) {
    // identifiers with a text in front have its number in their high bits
    let mixed = usize::try_from(key.0 ^ key.0 >> 40).unwrap_or(0);
    ((mixed / 64) & (words - 1), 1 << (mixed % 64))
}

impl Parts {
    /// Gathers the rows of a store whose key in a column belongs to what is asked for, and those without a key.
    pub(crate) fn new(
        store: &Store,
        column: usize,
        split: &Split,
        belongs: impl Fn(Key) -> bool + Sync,
    ) -> Self {
        let none = || Self { parts: vec![Vec::new(); split.count()], keyless: Vec::new() };
        let take = |mut parts: Self, block| {
            for (id, [key]) in store.of_block(block, [column]) {
                let key = Key(key);
                if key.is_none() {
                    parts.keyless.push(id);
                } else if belongs(key) {
                    parts.parts[split.part(key)].push(Row::read(store.fields(id), id, key));
                }
            }
            parts
        };
        let mut parts = if split.count() == 1 {
            (0..store.blocks()).fold(none(), take)
        } else {
            (0..store.blocks()).into_par_iter().fold(none, take).reduce(none, Self::and)
        };
        let sort = |rows: &mut Vec<Row>| Sorter::default().sort(rows);
        if split.count() == 1 {
            parts.parts.iter_mut().for_each(sort);
        } else {
            parts.parts.par_iter_mut().for_each(sort);
        }
        parts.keyless.sort_unstable();
        parts
    }

    fn and(mut self, mut other: Self) -> Self {
        for (rows, more) in self.parts.iter_mut().zip(&mut other.parts) {
            rows.append(more);
        }
        self.keyless.append(&mut other.keyless);
        self
    }

    /// The number of parts.
    pub(crate) fn count(&self) -> usize {
        self.parts.len()
    }

    /// The rows of a part: those of one unit together, each unit's by start, units by their key.
    pub(crate) fn rows(&self, part: usize) -> &[Row] {
        &self.parts[part]
    }

    /// The rows without a key.
    pub(crate) fn keyless(&self) -> &[RowId] {
        &self.keyless
    }
}

/// Sorts rows by key, start and end; keeps its memory from one time to the next.
#[derive(Debug, Default)]
pub(super) struct Sorter {
    bounds: Vec<usize>,
    space: Vec<Row>,
}

impl Sorter {
    /// Sorts rows. Keys mostly lie evenly between the smallest and the largest, so that counting by where they lie leaves
    /// a handful of rows at a time to compare.
    pub(super) fn sort(&mut self, rows: &mut Vec<Row>) {
        const FEW: usize = 64;
        let keys = rows.iter().map(|row| row.key.0);
        let (Some(least), Some(most)) = (keys.clone().min(), keys.max()) else { return };
        let Some(filler) = rows.first().copied().filter(|_| rows.len() > FEW && least < most)
        else {
            return rows.sort_unstable();
        };
        let bits = (rows.len() / 2).ilog2();
        let skipped = (u64::BITS - (most - least).leading_zeros()).saturating_sub(bits);
        let bucket = |row: &Row| usize::try_from((row.key.0 - least) >> skipped).unwrap_or(0);
        let Self { bounds, space } = self;
        bounds.clear();
        bounds.resize((1 << bits) + 2, 0);
        // two places further on, so that what is written by it moves it to where the next bucket begins
        for row in rows.iter() {
            bounds[bucket(row) + 2] += 1;
        }
        for index in 2..bounds.len() {
            bounds[index] += bounds[index - 1];
        }
        space.resize(rows.len(), filler);
        for row in rows.iter() {
            let place = &mut bounds[bucket(row) + 1];
            space[*place] = *row;
            *place += 1;
        }
        for pair in bounds.windows(2) {
            match &mut space[pair[0]..pair[1]] {
                [] | [_] => {}
                [one, other] => {
                    if other < one {
                        std::mem::swap(one, other);
                    }
                }
                more => more.sort_unstable(),
            }
        }
        std::mem::swap(rows, space);
    }
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
            let id = crate::record::any_row_id().unwrap();
            let row = |(key, start): &(u64, i32)| {
                let start = Day::from_number(*start);
                Row { key: Key(*key), start, end: Day::MAX, id, extra: 0 }
            };
            let mut expected: Vec<Row> = keys.iter().map(row).collect();
            let mut found = expected.clone();
            let mut sorter = Sorter::default();
            sorter.sort(&mut found);
            // once more with what the first time left behind
            found.reverse();
            sorter.sort(&mut found);
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
            let parts = Parts::new(store, 0, &split, |_| true);
            let mut met = parts.keyless().len();
            assert_eq!(parts.count(), 4);
            for part in 0..parts.count() {
                let rows = parts.rows(part);
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
            let parts = Parts::new(&store, 0, &Split::of(&[(&store, 0)]), |_| true);
            let met: usize = (0..parts.count()).map(|part| parts.rows(part).len()).sum();
            assert_eq!(met + parts.keyless().len(), rows.len());
        }
    }

    proptest! {
        #[test]
        fn no_key_that_comes_again_is_missed(keys in prop::collection::vec(prop_oneof![1..90_u64, any::<u64>()], 1..300)) {
            let rows: Vec<[u64; 4]> = keys.iter().map(|key| [*key, 0, 1, 2]).collect();
            let store = store_of(&rows, 64);
            let repeated = Repeated::of(&store, 0);
            for key in &keys {
                let times = keys.iter().filter(|other| *other == key).count();
                prop_assert!(times == 1 || repeated.may_hold(Key(*key)));
            }
        }
    }

    #[test]
    fn identifiers_that_follow_each_other_share_no_bit() {
        let rows: Vec<[u64; 4]> = (5_000..9_000).map(|key| [key, 0, 1, 2]).collect();
        let repeated = Repeated::of(&store_of(&rows, 400), 0);
        assert!((5_000..9_000).all(|key| !repeated.may_hold(Key(key))));
    }
}
