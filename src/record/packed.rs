//! Rows as bits: a block of rows keeps each column in as few bits as its smallest and largest value need.
//!
//! A column that is missing or constant in a block costs nothing. The bits of one row lie together, so
//! that looking at a row by its number touches one place in memory. A block of rows of persons keeps them by
//! [`share`] of their person: whoever visits the rows of some persons reads on, where exports name persons in any
//! order, instead of looking for every row at another place.

use std::ops::Range;

/// The most rows a block may hold: a row's number within its block fits 16 bits.
pub(crate) const MAX_ROWS: usize = 1 << 16;

/// The shares that persons are dealt to: as many as leave the rows of one in the memory near a processor.
pub(crate) const SHARES: usize = 1 << 7;
/// The share of rows without a person.
pub(crate) const OF_NOBODY: usize = SHARES;

/// The share that a key falls to, whatever the export: keys that follow each other fall to different ones.
#[inline]
pub(crate) fn share(key: u64) -> usize {
    if key == 0 {
        return OF_NOBODY;
    }
    let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - SHARES.ilog2());
    usize::try_from(mixed).unwrap_or(0)
}

/// A sealed block of rows.
#[derive(Debug)]
pub(crate) struct Packed {
    columns: Vec<Column>,
    stride: usize,
    rows: usize,
    bits: Vec<u8>,
    /// The column of the person, and where the rows of each share begin and the last ones end: nothing where rows are
    /// of no person.
    person: Option<usize>,
    bounds: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Column {
    base: u64,
    mask: u64,
    offset: usize,
}

/// Rows that are still being collected, one after another.
#[derive(Debug)]
pub(crate) struct Unpacked {
    values: Vec<u64>,
    /// The column of the person, by whose shares the rows are kept.
    person: Option<usize>,
    /// Of each column, the bits that are set in some value, and those that are set in all.
    some: Vec<u64>,
    all: Vec<u64>,
    /// Of the first columns, the smallest and largest value.
    range: [(u64, u64); RANGED],
    rows: usize,
}

/// The columns, from the first on, that are kept as a distance from their smallest value: identifiers and first
/// days. The others have small values, or none: a distance would not make them smaller.
const RANGED: usize = 3;
/// How far past its first byte a value may be read: eight bytes, and one for the bits before it.
const PADDING: usize = 9;
/// A value that fits eight bytes whatever bits of the first one are not its own.
const NARROW: u64 = u64::MAX >> 7;

impl Unpacked {
    /// No rows of `width` columns, one of which may be that of the person.
    pub(crate) fn new(width: usize, person: Option<usize>) -> Self {
        let (some, all) = (vec![0; width], vec![u64::MAX; width]);
        Self { values: Vec::new(), person, some, all, range: [(u64::MAX, 0); RANGED], rows: 0 }
    }

    /// The number of rows collected.
    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    /// Adds one row.
    pub(crate) fn push<const WIDTH: usize>(&mut self, row: &[u64; WIDTH]) {
        self.values.extend_from_slice(row);
        self.rows += 1;
        for ((some, all), value) in self.some.iter_mut().zip(&mut self.all).zip(row) {
            *some |= value;
            *all &= value;
        }
        for ((low, high), value) in self.range.iter_mut().zip(row) {
            *low = (*low).min(*value);
            *high = (*high).max(*value);
        }
    }

    /// Packs the rows collected so far and starts anew.
    pub(crate) fn seal(&mut self) -> Packed {
        let mut stride = 0;
        let mut columns = Vec::with_capacity(self.some.len());
        for (index, (some, all)) in self.some.iter().zip(&self.all).enumerate() {
            let (low, high) = match self.range.get(index) {
                _ if some == all || self.rows == 0 => (*some, *some),
                Some((low, high)) => (*low, *high),
                None => (0, *some),
            };
            let width = 64 - (high - low).leading_zeros();
            let mask = if width == 64 { u64::MAX } else { (1 << width) - 1 };
            columns.push(Column { base: low, mask, offset: stride });
            stride += width as usize;
        }
        let (order, bounds) = self.by_share();
        let rows = order.iter().map(|row| &self.values[*row as usize * self.some.len()..]);
        let bits = packed_bits(rows, &columns, self.rows * stride);
        let packed = Packed { columns, stride, rows: self.rows, bits, person: self.person, bounds };
        self.values.clear();
        self.some.fill(0);
        self.all.fill(u64::MAX);
        self.range = [(u64::MAX, 0); RANGED];
        self.rows = 0;
        packed
    }

    /// The numbers of the rows, those of one share together and otherwise as they came; and where each share begins.
    fn by_share(&self) -> (Vec<u32>, Vec<u32>) {
        let count = u32::try_from(self.rows).unwrap_or(0);
        let Some(person) = self.person else { return ((0..count).collect(), Vec::new()) };
        let persons = self.values.iter().skip(person).step_by(self.some.len());
        let shares: Vec<u8> =
            persons.map(|key| u8::try_from(share(*key)).unwrap_or(u8::MAX)).collect();
        let mut bounds = vec![0; SHARES + 2];
        for share in &shares {
            bounds[usize::from(*share) + 1] += 1;
        }
        for share in 0..=SHARES {
            bounds[share + 1] += bounds[share];
        }
        let (mut next, mut order) = (bounds.clone(), vec![0; self.rows]);
        for (row, share) in (0..count).zip(&shares) {
            let place = &mut next[usize::from(*share)];
            order[*place as usize] = row;
            *place += 1;
        }
        (order, bounds)
    }
}

/// The bits of all values, row by row, each column as wide as its mask.
fn packed_bits<'r>(
    rows: impl Iterator<Item = &'r [u64]>,
    columns: &[Column],
    length: usize,
) -> Vec<u8> {
    // columns that are constant have no bits at all
    let wide: Vec<(usize, u64, u32)> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.mask > 0)
        .map(|(index, column)| (index, column.base, column.mask.count_ones()))
        .collect();
    let mut bits = Vec::with_capacity(length.div_ceil(8) + PADDING + 8);
    let (mut word, mut filled) = (0_u64, 0);
    for row in rows {
        for (index, base, width) in &wide {
            let value = row[*index] - base;
            word |= value << filled;
            filled += width;
            if filled >= 64 {
                bits.extend_from_slice(&word.to_le_bytes());
                filled -= 64;
                // what did not fit; all of it where the value began at the very end
                word = value.checked_shr(width - filled).unwrap_or(0);
            }
        }
    }
    bits.extend_from_slice(&word.to_le_bytes());
    bits.resize(length.div_ceil(8) + PADDING, 0);
    bits
}

impl Packed {
    /// The number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// The number of columns.
    pub(crate) fn columns(&self) -> usize {
        self.columns.len()
    }

    /// The column of the person, by whose shares the rows are kept.
    pub(crate) const fn person(&self) -> Option<usize> {
        self.person
    }

    /// The rows of some shares that follow each other.
    #[inline]
    pub(crate) fn of_shares(&self, shares: &Range<usize>) -> Range<u32> {
        let bound = |share: usize| self.bounds.get(share).copied().unwrap_or(0);
        bound(shares.start)..bound(shares.end)
    }

    /// The values that occur in a column, some of them more than once: one where the column is constant.
    pub(crate) fn values(&self, column: usize) -> impl Iterator<Item = u64> + '_ {
        let rows = if self.columns[column].mask == 0 { self.rows.min(1) } else { self.rows };
        (0..rows).map(move |row| self.get(row, column))
    }

    /// The value of a column in a row.
    #[inline]
    pub(crate) fn get(&self, row: usize, column: usize) -> u64 {
        let Column { base, mask, offset } = self.columns[column];
        let bit = row * self.stride + offset;
        let bytes = self.bits.get(bit / 8..).and_then(<[u8]>::first_chunk::<PADDING>);
        let [low @ .., next] = bytes.copied().unwrap_or_default();
        let skipped = bit % 8;
        let mut word = u64::from_le_bytes(low) >> skipped;
        if mask > NARROW && skipped > 0 {
            word |= u64::from(next) << (64 - skipped);
        }
        base + (word & mask)
    }

    /// All columns of a row.
    #[inline]
    pub(crate) fn row<const WIDTH: usize>(&self, row: usize) -> [u64; WIDTH] {
        let mut values = [0; WIDTH];
        for (column, value) in values.iter_mut().enumerate() {
            *value = self.get(row, column);
        }
        values
    }

    /// The bytes it takes.
    #[cfg(test)]
    pub(crate) fn bytes(&self) -> usize {
        self.bits.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_goes_in_comes_out(rows in prop::collection::vec(
            (any::<u64>(), 0..9_u64, Just(7_u64), 1_000_000..1_000_100_u64), 0..200)) {
            let mut unpacked = Unpacked::new(4, None);
            for (a, b, c, d) in &rows {
                unpacked.push(&[*a, *b, *c, *d]);
            }
            let packed = unpacked.seal();
            prop_assert_eq!(packed.rows(), rows.len());
            for (index, (a, b, c, d)) in rows.iter().enumerate() {
                prop_assert_eq!(packed.row::<4>(index), [*a, *b, *c, *d]);
            }
            prop_assert_eq!(unpacked.rows(), 0);
        }

        #[test]
        fn rows_lie_by_the_share_of_their_person(persons in prop::collection::vec(0..300_u64, 0..500)) {
            let mut unpacked = Unpacked::new(2, Some(1));
            for (number, person) in (0..).zip(&persons) {
                unpacked.push(&[number, *person]);
            }
            let packed = unpacked.seal();
            let mut expected: Vec<[u64; 2]> = (0..).zip(persons).map(|(number, person)| [number, person]).collect();
            expected.sort_by_key(|[_, person]| share(*person));
            let rows = |shares| packed.of_shares(&shares).map(|row| packed.row::<2>(row as usize));
            prop_assert_eq!(rows(0..SHARES + 1).collect::<Vec<_>>(), expected);
            for one in 0..=SHARES {
                prop_assert!(rows(one..one + 1).all(|[_, person]| share(person) == one));
            }
        }
    }

    #[test]
    fn narrow_columns_take_few_bits_and_constant_ones_none() {
        let mut unpacked = Unpacked::new(3, None);
        for number in 0..8_000 {
            unpacked.push(&[5, 1_000_000 + number % 16, number % 2]);
        }
        assert_eq!(unpacked.seal().bytes(), 8_000 * 5 / 8 + PADDING);
    }
}
