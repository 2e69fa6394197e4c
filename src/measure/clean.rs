//! Rows of placements and programmes that must not count twice.
//!
//! The same row again is used once. An identifier that belongs to two different rows is a fault of the export:
//! the row with the smallest text stays, the others are rejected, whatever their order in the file.

use crate::record::{Dropped, RowId, Store};

use super::partition::{Parts, Repeated, Split};
use super::spell::Row;

/// Finds the rows to drop: by the identifier column where there is one, else among the rows of a person.
pub(crate) fn clean<const WIDTH: usize>(
    store: &Store,
    id_column: Option<usize>,
    person_column: usize,
    text: &impl Fn(RowId) -> String,
) -> Dropped {
    let column = id_column.unwrap_or(person_column);
    let repeated = Repeated::of(store, column);
    let parts =
        Parts::new(store, column, &Split::of(&[(store, column)]), |key| repeated.may_hold(key));
    let mut dropped = Dropped::default();
    for part in 0..parts.count() {
        let rows = parts.rows(part);
        let of_unit = |left: &Row, right: &Row| left.key == right.key;
        for unit in rows.chunk_by(of_unit).filter(|unit| unit.len() > 1) {
            let ids = unit.iter().map(|row| row.id);
            drop_repeats::<WIDTH>(store, ids, id_column.is_some(), text, &mut dropped);
        }
    }
    // a row without the identifier can be written twice as well; but two of nobody may be of two people
    let of_somebody = |id: &&RowId| store.get(**id, person_column) != 0;
    let keyless = parts.keyless().iter().filter(of_somebody).copied();
    drop_repeats::<WIDTH>(store, keyless, false, text, &mut dropped);
    dropped.conflicting.sort_unstable_by_key(|id| (store.file(*id), store.line(*id)));
    dropped
}

fn drop_repeats<const WIDTH: usize>(
    store: &Store,
    ids: impl Iterator<Item = RowId>,
    same_id: bool,
    text: &impl Fn(RowId) -> String,
    dropped: &mut Dropped,
) {
    let content = |id: RowId| {
        let mut row = store.row::<WIDTH>(id);
        row[WIDTH - 1] = 0; // the line is not part of what a row says
        row
    };
    let mut sorted: Vec<_> = ids.map(|id| (content(id), id)).collect();
    sorted.sort_unstable();
    let mut kept: Vec<RowId> = Vec::new();
    let mut before = None;
    for (row, id) in sorted {
        if before == Some(row) {
            dropped.rows.insert(id);
            dropped.identical += 1;
        } else {
            kept.push(id);
        }
        before = Some(row);
    }
    if same_id && kept.len() > 1 {
        let stays = kept.iter().copied().min_by_key(|id| text(*id));
        let others = kept.into_iter().filter(|id| Some(*id) != stays);
        dropped.conflicting.extend(others);
        dropped.rows.extend(dropped.conflicting.iter().copied());
    }
}
