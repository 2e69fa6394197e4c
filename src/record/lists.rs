//! Lists of one moment: monthly deliveries become spells.
//!
//! A benefit counts once, as its latest list has it. One that is in none of the later lists, and has no end,
//! ended on the last day of the month of its last list: the list that it is missing from does not say when.

use rustc_hash::FxHashMap;

use super::benefit;
use super::field::{from_day, to_day};
use super::file_counts::FileCounts;
use super::participation;
use super::parts::row_key;
use super::store::{RowId, Store};
use crate::dataset::kind::FileKind;
use crate::period::Day;

/// What became of the rows of lists, by the number of their file.
#[derive(Debug, Default)]
pub(crate) struct ListAccount {
    /// Rows that are in a later list too.
    pub(crate) superseded: FileCounts,
    /// Benefits or participations that are no longer in the lists, and have no end.
    pub(crate) no_longer: FileCounts,
}

/// The columns of lists.
struct Columns {
    kind: FileKind,
    end: usize,
    snapshot: usize,
    municipality: usize,
}

/// The benefits of lists of one moment, each as its latest list has it.
pub(crate) fn latest_benefits(store: &Store) -> (Store, ListAccount) {
    let columns = Columns {
        kind: FileKind::Benefits,
        end: benefit::END,
        snapshot: benefit::SNAPSHOT,
        municipality: benefit::MUNICIPALITY,
    };
    latest::<{ benefit::COLUMNS }>(store, &columns, |_| {})
}

/// The participations of lists of one moment, each as its latest list has it; the result of one that is no longer
/// in the lists is not known.
pub(crate) fn latest_participations(store: &Store) -> (Store, ListAccount) {
    let columns = Columns {
        kind: FileKind::Programmes,
        end: participation::END,
        snapshot: participation::SNAPSHOT,
        municipality: participation::MUNICIPALITY,
    };
    latest::<{ participation::COLUMNS }>(store, &columns, |row| row[participation::RESULT] = 0)
}

fn latest<const WIDTH: usize>(
    store: &Store,
    columns: &Columns,
    ended: impl Fn(&mut [u64; WIDTH]) + Sync,
) -> (Store, ListAccount) {
    let mut latest: FxHashMap<[u64; 4], u64> = FxHashMap::default();
    let mut last_list: FxHashMap<u64, u64> = FxHashMap::default();
    for id in store.ids() {
        let list = store.get(id, columns.snapshot);
        let known = latest.entry(row_key(columns.kind, store, id)).or_default();
        *known = (*known).max(list);
        let newest = last_list.entry(store.get(id, columns.municipality)).or_default();
        *newest = (*newest).max(list);
    }
    let is_superseded = |id: RowId| {
        let list = store.get(id, columns.snapshot);
        latest.get(&row_key(columns.kind, store, id)).is_some_and(|latest| list < *latest)
    };
    // without an end, and in a list before the last one of its municipality
    let end_of_list = |id: RowId| {
        let list = store.get(id, columns.snapshot);
        let newest = last_list.get(&store.get(id, columns.municipality)).copied().unwrap_or(0);
        let is_gone = list != 0 && list < newest && store.get(id, columns.end) == 0;
        to_day(list).filter(|_| is_gone).map(Day::last_of_month)
    };
    let mut account = ListAccount::default();
    for id in store.ids() {
        if is_superseded(id) {
            account.superseded.add_one(store.file(id));
        } else if end_of_list(id).is_some() {
            account.no_longer.add_one(store.file(id));
        }
    }
    let kept = store.rewritten::<WIDTH>(|id, mut row| {
        if is_superseded(id) {
            return None;
        }
        if let Some(end) = end_of_list(id) {
            row[columns.end] = from_day(Some(end));
            ended(&mut row);
        }
        // from here on a row is the same whichever list it came from
        row[columns.snapshot] = 0;
        Some(row)
    });
    (kept, account)
}
