//! Rows gathered by case or by person, in parts small enough for a processor's cache.
//!
//! Part by part keeps memory small and lets threads work side by side; which part a unit falls in
//! depends on its key alone, so units never straddle parts.

use rayon::prelude::*;

use crate::record::{Key, RowId, Store};

/// The rows of one store, in parts by a hash of one key column; rows without a key are kept apart.
#[derive(Debug)]
pub(crate) struct Parts {
    chunks: Vec<Chunk>,
    count: usize,
    keyless: Vec<RowId>,
}

#[derive(Debug)]
struct Chunk {
    rows: Vec<RowId>,
    bounds: Vec<usize>,
    keyless: Vec<RowId>,
}

const ROWS_PER_PART: usize = 1 << 14;
const MOST_PARTS: usize = 1 << 12;

/// The number of parts for so many rows: a power of two.
pub(crate) fn part_count(rows: usize) -> usize {
    (rows / ROWS_PER_PART).clamp(1, MOST_PARTS).next_power_of_two()
}

fn part_of(key: u64, count: usize) -> usize {
    let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
    usize::try_from(mixed).unwrap_or(0) & (count - 1)
}

impl Parts {
    /// Gathers the rows of a store by a key column in `count` parts.
    pub(crate) fn new(store: &Store, column: usize, count: usize) -> Self {
        let blocks: Vec<usize> = (0..store.blocks()).collect();
        let per_chunk = store.blocks().div_ceil(rayon::current_num_threads().max(1)).max(1);
        let chunk = |blocks: &[usize]| gather(store, column, count, blocks);
        let mut chunks: Vec<Chunk> = if count == 1 {
            vec![chunk(&blocks)]
        } else {
            blocks.par_chunks(per_chunk).map(chunk).collect()
        };
        let keyless =
            chunks.iter_mut().flat_map(|chunk| std::mem::take(&mut chunk.keyless)).collect();
        Self { chunks, count, keyless }
    }

    /// No rows, in as many parts.
    pub(crate) const fn empty(count: usize) -> Self {
        Self { chunks: Vec::new(), count, keyless: Vec::new() }
    }

    /// The number of parts.
    pub(crate) const fn count(&self) -> usize {
        self.count
    }

    /// The rows of a part.
    pub(crate) fn part(&self, part: usize) -> impl Iterator<Item = RowId> + '_ {
        self.chunks.iter().flat_map(move |chunk| {
            chunk.rows[chunk.bounds[part]..chunk.bounds[part + 1]].iter().copied()
        })
    }

    /// The rows without a key.
    pub(crate) fn keyless(&self) -> &[RowId] {
        &self.keyless
    }
}

/// A counting sort of the rows of some blocks by part.
fn gather(store: &Store, column: usize, count: usize, blocks: &[usize]) -> Chunk {
    let ids = || blocks.iter().flat_map(|block| store.block_ids(*block));
    let mut keyless = Vec::new();
    let mut bounds = vec![0; count + 1];
    let mut parts: Vec<u16> = Vec::with_capacity(ids().size_hint().0);
    for id in ids() {
        let key = store.get(id, column);
        let part = part_of(key, count);
        parts.push(u16::try_from(part).unwrap_or(u16::MAX));
        if key == 0 {
            keyless.push(id);
        } else {
            bounds[part + 1] += 1;
        }
    }
    for part in 0..count {
        bounds[part + 1] += bounds[part];
    }
    let mut next = bounds.clone();
    let filler = ids().next();
    let mut rows = filler.map_or_else(Vec::new, |filler| vec![filler; bounds[count]]);
    let mut without_key = keyless.iter().peekable();
    for (id, part) in ids().zip(parts) {
        if without_key.next_if_eq(&&id).is_some() {
            continue;
        }
        let place = &mut next[usize::from(part)];
        rows[*place] = id;
        *place += 1;
    }
    Chunk { rows, bounds, keyless }
}

/// The key of each row of a part, with the row: sorted, the rows of one unit lie together.
pub(crate) fn keyed(parts: &Parts, part: usize, store: &Store, column: usize) -> Vec<(Key, RowId)> {
    let mut rows: Vec<_> = parts.part(part).map(|id| (Key(store.get(id, column)), id)).collect();
    rows.sort_unstable();
    rows
}
