//! Rows as bits: a block of rows keeps each column in as few bits as its smallest and largest value need.
//!
//! A column that is missing or constant in a block costs nothing. The bits of one row lie together, so
//! that looking at a row by its number touches one place in memory.

/// The most rows a block may hold: a row's number within its block fits 16 bits.
pub(crate) const MAX_ROWS: usize = 1 << 16;

/// A sealed block of rows.
#[derive(Debug)]
pub(crate) struct Packed {
    columns: Vec<Column>,
    stride: usize,
    rows: usize,
    bits: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct Column {
    base: u64,
    mask: u64,
    offset: usize,
}

/// Rows that are still being collected, column by column.
#[derive(Debug)]
pub(crate) struct Unpacked {
    columns: Vec<Vec<u64>>,
}

/// How far past its last bit a value may be read in one go.
const PADDING: usize = 16;

impl Unpacked {
    /// No rows of `width` columns.
    pub(crate) fn new(width: usize) -> Self {
        Self { columns: vec![Vec::new(); width] }
    }

    /// The number of rows collected.
    pub(crate) fn rows(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }

    /// Adds one row.
    pub(crate) fn push<const WIDTH: usize>(&mut self, row: &[u64; WIDTH]) {
        for (column, value) in self.columns.iter_mut().zip(row) {
            column.push(*value);
        }
    }

    /// Packs the rows collected so far and starts anew.
    pub(crate) fn seal(&mut self) -> Packed {
        let rows = self.rows();
        let mut stride = 0;
        let mut columns = Vec::with_capacity(self.columns.len());
        for values in &self.columns {
            let low = values.iter().copied().min().unwrap_or(0);
            let high = values.iter().copied().max().unwrap_or(0);
            let width = 64 - (high - low).leading_zeros();
            let mask = if width == 64 { u64::MAX } else { (1 << width) - 1 };
            columns.push(Column { base: low, mask, offset: stride });
            stride += width as usize;
        }
        let mut packed =
            Packed { bits: vec![0; (rows * stride).div_ceil(8) + PADDING], columns, stride, rows };
        for (index, values) in self.columns.iter_mut().enumerate() {
            packed.write_column(index, values);
            values.clear();
        }
        packed
    }
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

    /// The values that occur in a column, some of them more than once: one where the column is constant.
    pub(crate) fn values(&self, column: usize) -> impl Iterator<Item = u64> + '_ {
        let rows = if self.columns[column].mask == 0 { self.rows.min(1) } else { self.rows };
        (0..rows).map(move |row| self.get(row, column))
    }

    /// The value of a column in a row.
    pub(crate) fn get(&self, row: usize, column: usize) -> u64 {
        let Column { base, mask, offset } = self.columns[column];
        let bit = row * self.stride + offset;
        let start = bit / 8;
        let mut bytes = [0; PADDING];
        bytes.copy_from_slice(&self.bits[start..start + PADDING]);
        let word = u128::from_le_bytes(bytes) >> (bit % 8);
        base + (low_half(word) & mask)
    }

    /// All columns of a row.
    pub(crate) fn row<const WIDTH: usize>(&self, row: usize) -> [u64; WIDTH] {
        std::array::from_fn(|column| self.get(row, column))
    }

    /// The bytes it takes.
    #[cfg(test)]
    pub(crate) fn bytes(&self) -> usize {
        self.bits.len()
    }

    fn write_column(&mut self, index: usize, values: &[u64]) {
        let Column { base, mask, offset } = self.columns[index];
        if mask == 0 {
            return;
        }
        for (row, value) in values.iter().enumerate() {
            let bit = row * self.stride + offset;
            let start = bit / 8;
            let mut bytes = [0; PADDING];
            bytes.copy_from_slice(&self.bits[start..start + PADDING]);
            let word = u128::from_le_bytes(bytes) | (u128::from(value - base) << (bit % 8));
            self.bits[start..start + PADDING].copy_from_slice(&word.to_le_bytes());
        }
    }
}

#[allow(clippy::cast_possible_truncation, reason = "the low half is what is asked for")]
const fn low_half(word: u128) -> u64 {
    word as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_goes_in_comes_out(rows in prop::collection::vec(
            (any::<u64>(), 0..9_u64, Just(7_u64), 1_000_000..1_000_100_u64), 0..200)) {
            let mut unpacked = Unpacked::new(4);
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
    }

    #[test]
    fn narrow_columns_take_few_bits_and_constant_ones_none() {
        let mut unpacked = Unpacked::new(3);
        for number in 0..8_000 {
            unpacked.push(&[5, 1_000_000 + number % 16, number % 2]);
        }
        assert_eq!(unpacked.seal().bytes(), 8_000 * 5 / 8 + PADDING);
    }
}
