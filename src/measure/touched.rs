//! Which units have anything to do with the periods of a run, told without gathering the rows of all of them.
//!
//! An export that goes back for decades has mostly units that ended long before what is asked. Two walks over the
//! rows in the order of the file mark the keys of units that matter; only their rows are gathered, sorted and
//! counted. Keys are marked at a place worked out from the key, so now and then a unit is marked that does not
//! matter: it is looked at, and says nothing.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

use rayon::prelude::*;

use super::group::{leading, spread};
use super::spell::Row;
use crate::record::{Key, Store};

/// Marks on keys.
#[derive(Debug)]
pub(crate) struct Touched {
    marks: Vec<AtomicBool>,
    bits: u32,
}

/// At most so many places for marks: 16 MB.
const MOST_PLACES: usize = 1 << 24;
/// Places for traces of rows, as a power of two: at most 32 MB of bits.
const MOST_TRACES: usize = 1 << 28;
/// So many traces are looked at together: they lie all over memory, and a processor waits for them side by side.
const TOGETHER: usize = 32;

impl Touched {
    /// No marks, with places enough for the keys of so many rows.
    pub(crate) fn new(rows: usize) -> Self {
        let places = (rows * 2).next_power_of_two().clamp(1 << 6, MOST_PLACES);
        let marks = std::iter::repeat_with(AtomicBool::default).take(places).collect();
        Self { marks, bits: places.ilog2() }
    }

    /// Whether a unit may matter.
    #[inline]
    pub(crate) fn has(&self, key: Key) -> bool {
        self.marks[leading(spread(key), 0, self.bits)].load(Relaxed)
    }

    /// Marks the units of a store, by a key column, of which a row matters by its days.
    pub(crate) fn mark(&self, store: &Store, column: usize, matters: impl Fn(&Row) -> bool + Sync) {
        each_block(store, |block| {
            for id in store.block_ids(block) {
                let row = Row::read(store, id, Key(store.get(id, column)));
                if matters(&row) {
                    self.set(row.key);
                }
            }
        });
    }

    /// Marks the units of a store that may have a row twice: with the same days. Every row leaves a trace, a bit at a
    /// place worked out from its key and its days; whoever finds one there already may be such a row.
    pub(crate) fn mark_repeats(&self, store: &Store, column: usize) {
        let places = (store.rows() * 16).next_power_of_two().clamp(1 << 10, MOST_TRACES);
        let words = std::iter::repeat_with(AtomicU64::default).take(places / 64);
        let (words, bits): (Vec<AtomicU64>, u32) = (words.collect(), places.ilog2());
        each_block(store, |block| {
            let mut traces = [(Key::NONE, 0, 0); TOGETHER];
            let mut seen = [0_u64; TOGETHER];
            let mut ids = store.block_ids(block);
            loop {
                let mut count = 0;
                for (trace, id) in traces.iter_mut().zip(&mut ids) {
                    let row = Row::read(store, id, Key(store.get(id, column)));
                    let place = trace_of(&row, bits);
                    *trace = (row.key, place / 64, 1 << (place % 64));
                    count += 1;
                }
                let traces = &traces[..count];
                for (seen, (_, word, _)) in seen.iter_mut().zip(traces) {
                    *seen = words[*word].load(Relaxed);
                }
                for (seen, (key, word, bit)) in seen.iter().zip(traces) {
                    // only one of two rows with the same trace can be the first to leave it, whatever the threads do
                    if seen & bit != 0 || words[*word].fetch_or(*bit, Relaxed) & bit != 0 {
                        self.set(*key);
                    }
                }
                if count < TOGETHER {
                    return;
                }
            }
        });
    }

    fn set(&self, key: Key) {
        self.marks[leading(spread(key), 0, self.bits)].store(true, Relaxed);
    }
}

/// Where a row leaves its trace.
fn trace_of(row: &Row, bits: u32) -> usize {
    let days = i64::from(row.start.number()) << 32 ^ i64::from(row.end.number());
    let mixed = spread(row.key).0.rotate_left(29) ^ days.cast_unsigned();
    leading(spread(Key(mixed)), 0, bits)
}

/// Goes through the blocks of a store, in threads where there is more than a handful.
fn each_block(store: &Store, work: impl Fn(usize) + Send + Sync) {
    if store.blocks() <= 4 {
        (0..store.blocks()).for_each(work);
    } else {
        (0..store.blocks()).into_par_iter().for_each(work);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::Day;
    use crate::record::column::{END, START};
    use crate::record::store_of;
    use proptest::prelude::*;

    /// A row of a key, a first and a last day, each as a column value.
    fn row(&(key, start, length): &(u64, u64, u64)) -> [u64; 4] {
        let mut row = [0; 4];
        (row[0], row[START], row[END]) = (key, start, start + length);
        row
    }

    proptest! {
        #[test]
        fn no_unit_is_passed_by_that_has_a_row_near_or_twice(
            rows in prop::collection::vec((1..90_u64, 1..40_u64, 0..9_u64), 0..200), from in 1..50_i32,
        ) {
            let rows: Vec<_> = rows.iter().map(row).collect();
            let store = store_of(&rows, 7);
            let near = Day::MIN.plus_days(from);
            let is_near = |row: &Row| row.start <= near && row.end >= near;
            let (by_days, by_repeats) = (Touched::new(store.rows()), Touched::new(store.rows()));
            by_days.mark(&store, 0, is_near);
            by_repeats.mark_repeats(&store, 0);
            for (index, row) in rows.iter().enumerate() {
                let days = (row[START] - 1..=row[END] - 1).contains(&u64::from(from.unsigned_abs()));
                prop_assert!(!days || by_days.has(Key(row[0])));
                let again = rows[..index].contains(row);
                prop_assert!(!again || by_repeats.has(Key(row[0])));
            }
        }
    }

    #[test]
    fn units_that_do_not_matter_are_passed_by() {
        let rows: Vec<_> = (1..=1_000).map(|key| row(&(key, 10 + key % 2 * 100, 5))).collect();
        let store = store_of(&rows, 300);
        let marks = Touched::new(store.rows());
        marks.mark(&store, 0, |row| row.start > Day::MIN.plus_days(50));
        let passed_by = (1..=1_000).step_by(2).filter(|key| !marks.has(Key(key + 1))).count();
        assert!(passed_by > 300, "{passed_by} of 500");
        let marks = Touched::new(store.rows());
        marks.mark_repeats(&store, 0);
        assert!((1..=1_000).filter(|key| marks.has(Key(*key))).count() < 200);
    }
}
