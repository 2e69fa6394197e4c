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
pub(crate) const SHARES: usize = 1 << 11;
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
    layout: Layout<Box<[Column]>>,
    rows: usize,
    bytes: Box<[u8]>,
    /// The column of the person, and where the rows of each share begin and the last ones end: nothing where rows are
    /// of no person.
    person: Option<usize>,
    bounds: Box<[u32]>,
}

/// Where the columns lie in a row, one behind the other.
#[derive(Debug, Clone)]
struct Layout<C> {
    columns: C,
    /// The bytes of a row.
    stride: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Column {
    /// Where it begins in a row; an empty one where the next begins.
    offset: u8,
    /// The bits that its values may have.
    mask: u64,
}

/// A value is read and written as a whole word, of which its column may have less.
const WORD: usize = size_of::<u64>();
/// As many bytes as most rows take, and a word.
const NEAR: usize = NEAR_ROW + WORD;
const NEAR_ROW: usize = 1 << 6;

/// The bytes that memory gives at once.
const LINE: usize = 1 << 6;

/// The word at a place in a row of few bytes, which needs no check.
#[inline(always)]
fn near_word(row: &[u8; NEAR], offset: usize) -> u64 {
    let word = row[offset % NEAR_ROW..].first_chunk();
    u64::from_le_bytes(word.copied().unwrap_or_default())
}

/// The word at a place in a row.
#[inline]
fn word(row: &[u8], offset: usize) -> u64 {
    let word = row.get(offset..).and_then(<[u8]>::first_chunk);
    u64::from_le_bytes(word.copied().unwrap_or_default())
}

impl<C: AsRef<[Column]>> Layout<C> {
    /// The value of a column in a row.
    #[inline]
    fn value(&self, bytes: &[u8], row: usize, column: usize) -> u64 {
        let Column { offset, mask } = self.columns.as_ref()[column];
        word(bytes, row * self.stride + usize::from(offset)) & mask
    }
}

impl<const WIDTH: usize> Layout<[Column; WIDTH]> {
    /// Columns with room for these values.
    fn of(largest: [u64; WIDTH]) -> Self {
        let mut stride = 0;
        let columns = largest.map(|largest| {
            let unused = largest.leading_zeros() / u8::BITS * u8::BITS;
            let offset = u8::try_from(stride).unwrap_or(u8::MAX);
            stride += WORD - (unused / u8::BITS) as usize;
            Column { offset, mask: u64::MAX.checked_shr(unused).unwrap_or(0) }
        });
        Self { columns, stride }
    }
}

/// Some columns of a block, for those who look at them in many rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Views<'b, const N: usize> {
    bytes: &'b [u8],
    stride: usize,
    columns: [Column; N],
}

impl<'b, const N: usize> Views<'b, N> {
    /// Their values in rows that follow each other.
    #[inline]
    pub(crate) fn of(self, rows: Range<u32>) -> impl Iterator<Item = [u64; N]> + use<'b, N> {
        let Self { bytes, stride, columns } = self;
        let mut left = bytes.get(rows.start as usize * stride..).unwrap_or_default();
        rows.map(move |_| {
            let mut values = [0; N];
            match left.first_chunk::<NEAR>() {
                Some(near) if stride <= NEAR_ROW => {
                    for (value, Column { offset, mask }) in values.iter_mut().zip(&columns) {
                        *value = near_word(near, usize::from(*offset)) & mask;
                    }
                }
                _ => {
                    for (value, Column { offset, mask }) in values.iter_mut().zip(&columns) {
                        *value = word(left, usize::from(*offset)) & mask;
                    }
                }
            }
            left = left.get(stride..).unwrap_or_default();
            values
        })
    }
}

/// Rows that are still being collected, one after another.
#[derive(Debug)]
pub(crate) struct Unpacked<const WIDTH: usize> {
    /// With room for the values met so far, in this block and in those before it.
    layout: Layout<[Column; WIDTH]>,
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

impl<const WIDTH: usize> Unpacked<WIDTH> {
    /// A row of words fits the bytes that one may take.
    const FITS: () = assert!(WIDTH * WORD <= ROW, "a row has too many columns");

    /// No rows, which have the person in a column or are of none.
    pub(crate) fn new(person: Option<usize>) -> Self {
        let () = Self::FITS;
        Self {
            layout: Layout::of([0; WIDTH]),
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
            for (Column { offset, .. }, value) in self.layout.columns.iter().zip(row) {
                let offset = usize::from(*offset);
                room[offset..offset + WORD].copy_from_slice(&value.to_le_bytes());
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
        let mut largest = *row;
        for (largest, column) in largest.iter_mut().zip(&self.layout.columns) {
            *largest |= column.mask;
        }
        let layout = Layout::of(largest);
        let mut bytes = vec![0; self.rows * layout.stride + ROW + WORD];
        for number in 0..self.rows {
            for (index, column) in layout.columns.iter().enumerate() {
                let value = self.layout.value(&self.bytes, number, index);
                let place = number * layout.stride + usize::from(column.offset);
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
        let Layout { columns, stride } = self.layout;
        let layout = Layout { columns: columns.into(), stride };
        let (rows, person) = (self.rows, self.person);
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
        let mut bytes = vec![0; length + NEAR];
        for (place, row) in order.into_iter().enumerate() {
            let (from, to) = (row as usize * stride, place * stride);
            let near = self.bytes.get(from..).and_then(<[u8]>::first_chunk::<NEAR>);
            let room = bytes.get_mut(to..).and_then(<[u8]>::first_chunk_mut::<NEAR>);
            match (near, room) {
                // a few bytes too many are copied at once, and written over by the next row
                (Some(near), Some(room)) if stride <= NEAR => *room = *near,
                _ => bytes[to..to + stride].copy_from_slice(&self.bytes[from..from + stride]),
            }
        }
        bytes.truncate(length);
        bytes[length - WORD..].fill(0);
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

    /// Brings rows nearer to the processor that will soon be looked at: it waits for none of what is read here.
    #[inline]
    pub(crate) fn fetch(&self, rows: &Range<u32>) {
        let stride = self.layout.stride;
        let bytes = self.bytes.get(rows.start as usize * stride..rows.end as usize * stride);
        let lines = bytes.unwrap_or_default().iter().step_by(LINE);
        std::hint::black_box(lines.fold(0, |all, byte| all ^ byte));
    }

    /// The values that occur in a column.
    pub(crate) fn values(&self, column: usize) -> FxHashSet<u64> {
        let rows = 0..u32::try_from(self.rows).unwrap_or(0);
        let values = self.views([column]).of(rows).map(|[value]| value);
        // a narrow column is looked up in a table of its values
        match usize::try_from(self.layout.columns[column].mask) {
            Ok(most) if most < MAX_ROWS => {
                let mut met = vec![false; most + 1];
                for value in values {
                    met[usize::try_from(value).unwrap_or(0)] = true;
                }
                (0..).zip(met).filter(|(_, met)| *met).map(|(value, _)| value).collect()
            }
            _ => values.collect(),
        }
    }

    /// Some columns, to be looked at in many rows.
    #[inline]
    pub(crate) fn views<const N: usize>(&self, columns: [usize; N]) -> Views<'_, N> {
        let columns = columns.map(|column| self.layout.columns[column]);
        Views { bytes: &self.bytes, stride: self.layout.stride, columns }
    }

    /// The value of a column in a row.
    #[inline]
    pub(crate) fn get(&self, row: usize, column: usize) -> u64 {
        self.layout.value(&self.bytes, row, column)
    }

    /// All columns of a row.
    #[inline]
    pub(crate) fn row<const WIDTH: usize>(&self, row: usize) -> [u64; WIDTH] {
        let Layout { columns, stride } = &self.layout;
        let bytes = self.bytes.get(row * stride..).unwrap_or_default();
        let mut values = [0; WIDTH];
        let Some(columns) = columns.first_chunk::<WIDTH>() else { return values };
        match bytes.first_chunk::<NEAR>() {
            Some(near) if *stride <= NEAR_ROW => {
                for (value, Column { offset, mask }) in values.iter_mut().zip(columns) {
                    *value = near_word(near, usize::from(*offset)) & mask;
                }
            }
            _ => {
                for (value, Column { offset, mask }) in values.iter_mut().zip(columns) {
                    *value = word(bytes, usize::from(*offset)) & mask;
                }
            }
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
#[path = "packed_tests.rs"]
mod tests;
