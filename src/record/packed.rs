//! Rows as bytes: each column of a block takes as many bytes as its largest value needs, and none where it is empty.
//!
//! The bytes of one row lie together, so that looking at a row by its number touches one place in memory. A block of
//! rows of persons keeps them by [`share`] of their person: whoever visits the rows of some persons reads on, where
//! exports name persons in any order, instead of looking for every row at another place.

use std::ops::Range;

use rustc_hash::FxHashSet;

/// The most rows a block may hold: a row's number within its block fits 16 bits.
pub(crate) const MAX_ROWS: usize = 1 << 16;

/// The shares that persons are dealt to: as many as leave the rows of one in the memory near a processor.
pub(crate) const SHARES: usize = 1 << 9;
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
    layout: Layout,
    rows: usize,
    bytes: Box<[u8]>,
    /// The column of the person, and where the rows of each share begin and the last ones end: nothing where rows are
    /// of no person.
    person: Option<usize>,
    bounds: Box<[u32]>,
}

/// Where the columns lie in a row.
#[derive(Debug, Clone)]
struct Layout {
    columns: Box<[Column]>,
    /// The columns that are not empty, and the byte of a row at which each begins.
    filled: Box<[(u8, u8)]>,
    /// The bytes of a row.
    stride: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Column {
    offset: usize,
    /// The bits that its values may have.
    mask: u64,
}

/// A value is read and written as a whole word, of which its column may have less.
const WORD: usize = size_of::<u64>();

impl Layout {
    /// Columns with room for these values.
    fn of(largest: &[u64]) -> Self {
        let mut stride = 0;
        let column = |largest: &u64| {
            let unused = largest.leading_zeros() / u8::BITS * u8::BITS;
            let column = Column { offset: stride, mask: u64::MAX.checked_shr(unused).unwrap_or(0) };
            stride += WORD - (unused / u8::BITS) as usize;
            column
        };
        let columns: Box<[Column]> = largest.iter().map(column).collect();
        let filled = (0..).zip(&columns).filter(|(_, column)| column.mask != 0);
        let byte = |offset| u8::try_from(offset).unwrap_or(u8::MAX);
        let filled = filled.map(|(column, place)| (column, byte(place.offset))).collect();
        Self { columns, filled, stride }
    }

    /// The value of a column in a row.
    #[inline]
    fn value(&self, bytes: &[u8], row: usize, column: usize) -> u64 {
        self.look(bytes, column).at(row)
    }

    /// A column of rows that lie in these bytes.
    #[inline]
    fn look<'b>(&self, bytes: &'b [u8], column: usize) -> ColumnView<'b> {
        let Column { offset, mask } = self.columns[column];
        ColumnView { bytes: bytes.get(offset..).unwrap_or_default(), stride: self.stride, mask }
    }
}

/// One column of a block, for those who look at it in many rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ColumnView<'b> {
    /// From where the column begins in the first row.
    bytes: &'b [u8],
    stride: usize,
    mask: u64,
}

impl ColumnView<'_> {
    /// Its value in a row.
    #[inline(always)]
    pub(crate) fn at(self, row: usize) -> u64 {
        let word = self.bytes.get(row * self.stride..).and_then(<[u8]>::first_chunk);
        u64::from_le_bytes(word.copied().unwrap_or_default()) & self.mask
    }
}

/// Rows that are still being collected, one after another.
#[derive(Debug)]
pub(crate) struct Unpacked<const WIDTH: usize> {
    /// With room for the values met so far, in this block and in those before it.
    layout: Layout,
    /// The bits that no value of a column has.
    unused: [u64; WIDTH],
    /// The rows, and where the next one begins; what stands from there on is of no meaning.
    bytes: Vec<u8>,
    next: usize,
    rows: usize,
    /// The column of the person, and the share of each row.
    person: Option<usize>,
    shares: Vec<u16>,
}

/// More bytes than a row takes.
const ROW: usize = 1 << 8;
/// More bytes than most rows take.
const NEAR: usize = 48;

impl<const WIDTH: usize> Unpacked<WIDTH> {
    /// A row of words fits the bytes that one may take.
    const FITS: () = assert!(WIDTH * WORD <= ROW, "a row has too many columns");

    /// No rows, which have the person in a column or are of none.
    pub(crate) fn new(person: Option<usize>) -> Self {
        let () = Self::FITS;
        Self {
            layout: Layout::of(&[0; WIDTH]),
            unused: [u64::MAX; WIDTH],
            bytes: Vec::new(),
            next: 0,
            rows: 0,
            person,
            shares: Vec::new(),
        }
    }

    /// The number of rows collected.
    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    /// Adds one row.
    #[inline]
    pub(crate) fn push(&mut self, row: &[u64; WIDTH]) {
        let values = row.iter().zip(&self.unused);
        if values.fold(0, |over, (value, unused)| over | (value & unused)) != 0 {
            self.widen(row);
        }
        if self.bytes.len() < self.next + ROW + WORD {
            self.bytes.resize(self.bytes.len() * 2 + ROW + WORD, 0);
        }
        // what a word writes past its column is written over by the next
        let room = self.bytes.get_mut(self.next..).and_then(<[u8]>::first_chunk_mut);
        if let Some(room) = room {
            let room: &mut [u8; ROW + WORD] = room;
            for (column, offset) in &self.layout.filled {
                let offset = usize::from(*offset);
                let word = row[usize::from(*column)].to_le_bytes();
                room[offset..offset + WORD].copy_from_slice(&word);
            }
        }
        self.next += self.layout.stride;
        if let Some(person) = self.person {
            self.shares.push(u16::try_from(share(row[person])).unwrap_or(u16::MAX));
        }
        self.rows += 1;
    }

    /// Makes room for the values of a row.
    #[cold]
    fn widen(&mut self, row: &[u64; WIDTH]) {
        let masks = self.layout.columns.iter().map(|column| column.mask);
        let largest: Vec<u64> = masks.zip(row).map(|(mask, value)| mask | value).collect();
        let layout = Layout::of(&largest);
        let mut bytes = vec![0; self.rows * layout.stride + ROW + WORD];
        for number in 0..self.rows {
            for (index, column) in layout.columns.iter().enumerate() {
                let value = self.layout.value(&self.bytes, number, index);
                let place = number * layout.stride + column.offset;
                bytes[place..place + WORD].copy_from_slice(&value.to_le_bytes());
            }
        }
        self.next = self.rows * layout.stride;
        for (unused, column) in self.unused.iter_mut().zip(&layout.columns) {
            *unused = !column.mask;
        }
        (self.layout, self.bytes) = (layout, bytes);
    }

    /// Packs the rows collected so far and starts anew.
    pub(crate) fn seal(&mut self) -> Packed {
        let (bytes, bounds) = if self.person.is_some() {
            self.by_share()
        } else {
            // the last column is read as a whole word too
            let rows = self.bytes.get(..self.next + WORD);
            (rows.unwrap_or(&[0; WORD]).into(), Box::default())
        };
        let (layout, rows, person) = (self.layout.clone(), self.rows, self.person);
        self.shares.clear();
        (self.rows, self.next) = (0, 0);
        Packed { layout, rows, bytes, person, bounds }
    }

    /// The rows, those of one share together and otherwise as they came; and where each share begins.
    fn by_share(&self) -> (Box<[u8]>, Box<[u32]>) {
        let mut bounds = vec![0_u32; SHARES + 2];
        for share in &self.shares {
            bounds[usize::from(*share) + 1] += 1;
        }
        for share in 0..=SHARES {
            bounds[share + 1] += bounds[share];
        }
        let (mut next, mut order) = (bounds.clone(), vec![0_u32; self.rows]);
        for (row, share) in (0..).zip(&self.shares) {
            let place = &mut next[usize::from(*share)];
            order[*place as usize] = row;
            *place += 1;
        }
        let stride = self.layout.stride;
        let length = self.rows * stride + WORD;
        let mut bytes = Vec::with_capacity(length + NEAR);
        for row in order {
            let start = row as usize * stride;
            // a few bytes too many are copied at once, and written over by the next row
            match self.bytes.get(start..).and_then(<[u8]>::first_chunk::<NEAR>) {
                Some(near) if stride <= NEAR => {
                    bytes.extend_from_slice(near);
                    bytes.truncate(bytes.len() - NEAR + stride);
                }
                _ => bytes.extend_from_slice(&self.bytes[start..start + stride]),
            }
        }
        bytes.resize(length, 0);
        bytes.shrink_to_fit();
        (bytes.into(), bounds.into())
    }
}

impl Packed {
    /// The number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// The number of columns.
    pub(crate) fn columns(&self) -> usize {
        self.layout.columns.len()
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

    /// The values that occur in a column.
    pub(crate) fn values(&self, column: usize) -> FxHashSet<u64> {
        let view = self.column(column);
        // a narrow column is looked up in a table of its values
        match usize::try_from(view.mask) {
            Ok(0) => (0..self.rows.min(1)).map(|_| 0).collect(),
            Ok(most) if most < MAX_ROWS => {
                let mut met = vec![false; most + 1];
                for row in 0..self.rows {
                    met[usize::try_from(view.at(row)).unwrap_or(0)] = true;
                }
                (0..).zip(met).filter(|(_, met)| *met).map(|(value, _)| value).collect()
            }
            _ => (0..self.rows).map(|row| view.at(row)).collect(),
        }
    }

    /// A column, to be looked at in many rows.
    #[inline]
    pub(crate) fn column(&self, column: usize) -> ColumnView<'_> {
        self.layout.look(&self.bytes, column)
    }

    /// The value of a column in a row.
    #[inline]
    pub(crate) fn get(&self, row: usize, column: usize) -> u64 {
        self.layout.value(&self.bytes, row, column)
    }

    /// All columns of a row.
    #[inline]
    pub(crate) fn row<const WIDTH: usize>(&self, row: usize) -> [u64; WIDTH] {
        let bytes = self.bytes.get(row * self.layout.stride..).unwrap_or_default();
        let mut values = [0; WIDTH];
        for (column, offset) in &self.layout.filled {
            let column = usize::from(*column);
            let word = bytes.get(usize::from(*offset)..).and_then(<[u8]>::first_chunk);
            let word = u64::from_le_bytes(word.copied().unwrap_or_default());
            values[column] = word & self.layout.columns[column].mask;
        }
        values
    }

    /// The bytes it takes.
    #[cfg(test)]
    pub(crate) fn bytes(&self) -> usize {
        self.bytes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_goes_in_comes_out(rows in prop::collection::vec(
            (any::<u64>(), 0..9_u64, Just(7_u64), 0..70_000_u64), 0..200)) {
            let mut unpacked = Unpacked::<4>::new(None);
            for part in rows.chunks(60) {
                for (a, b, c, d) in part {
                    unpacked.push(&[*a, *b, *c, *d]);
                }
                let packed = unpacked.seal();
                prop_assert_eq!(packed.rows(), part.len());
                for (index, (a, b, c, d)) in part.iter().enumerate() {
                    prop_assert_eq!(packed.row::<4>(index), [*a, *b, *c, *d]);
                    prop_assert_eq!(packed.get(index, 3), *d);
                }
                prop_assert_eq!(unpacked.rows(), 0);
            }
        }

        #[test]
        fn rows_lie_by_the_share_of_their_person(persons in prop::collection::vec(0..300_u64, 0..500)) {
            let mut unpacked = Unpacked::<2>::new(Some(1));
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
    fn narrow_columns_take_few_bytes_and_empty_ones_none() {
        let mut unpacked = Unpacked::<4>::new(None);
        for number in 0..8_000 {
            unpacked.push(&[0, 60_000 + number % 16, number % 2, u64::MAX >> 40]);
        }
        assert_eq!(unpacked.seal().bytes(), 8_000 * (2 + 1 + 3) + WORD);
    }
}
