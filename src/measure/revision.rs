//! Two deliveries of one export: which rows are new, gone or changed.
//!
//! Rows are matched by identifier. Equal rows are the same row; of what is left under one identifier, rows are
//! paired in the order of their fields (first day first) as changed, and the others were added or removed. Without
//! an identifier a row is the same or it is another one.

use std::collections::BTreeMap;

use super::partition::{Parts, Split};
use crate::dataset::kind::{Field, FileKind};
use crate::record::{Dropped, Records, RowId, Store, column, stored_fields};

/// The most columns that a store has.
const WIDEST: usize = column::BENEFIT_COLUMNS;

/// A row without its line, padded to the widest.
type Fields = [u64; WIDEST];

/// What became of the rows of one export.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RowChanges {
    /// Rows that count in the earlier delivery.
    pub(crate) old: u64,
    /// Rows that count in the later one.
    pub(crate) new: u64,
    /// Rows of identifiers with more rows than before.
    pub(crate) added: u64,
    /// Rows of identifiers with fewer rows than before.
    pub(crate) removed: u64,
    /// Rows with the same identifier and other contents.
    pub(crate) changed: u64,
    /// Rows that are the same in both.
    pub(crate) same: u64,
    /// In how many of the changed rows each column changed.
    pub(crate) columns: BTreeMap<Field, u64>,
}

/// How the rows of one kind of export are stored and matched.
#[derive(Debug)]
pub(crate) struct Kind {
    /// The kind.
    pub(crate) file: FileKind,
    /// The columns of identifiers that together say which row is which, best first: a row without the first one is
    /// matched by the others.
    own: Option<usize>,
    others: [usize; 2],
}

impl Kind {
    /// The kinds in the order in which files are read.
    pub(crate) const ALL: [Self; 4] = [
        Self { file: FileKind::Benefits, own: None, others: [column::CASE, column::PERSON] },
        Self {
            file: FileKind::Placements,
            own: Some(column::PLACEMENT_ID),
            others: [column::PLACEMENT_PERSON; 2],
        },
        Self {
            file: FileKind::Programmes,
            own: Some(column::PARTICIPATION_ID),
            others: [column::PARTICIPATION_PERSON; 2],
        },
        Self {
            file: FileKind::Payments,
            own: None,
            others: [column::PAYMENT_CASE, column::PAYMENT_MONTH],
        },
    ];

    fn row(&self, store: &Store, id: RowId) -> Fields {
        let mut fields = [0; WIDEST];
        for (column, field) in fields.iter_mut().take(stored_fields(self.file).len()).enumerate() {
            *field = store.get(id, column);
        }
        fields
    }

    /// What a row is matched by; `None` where it has no identifier.
    fn key(&self, row: &Fields, by_own: bool) -> Option<[u64; 2]> {
        let own = self.own.filter(|_| by_own).map(|column| row[column]).filter(|id| *id != 0);
        if let Some(own) = own {
            return Some([own, 0]);
        }
        let [first, second] = self.others.map(|column| row[column]);
        // a month identifies nothing, and neither does a person in a benefits export of many cases without the case
        let is_payment = self.file == FileKind::Payments;
        let identified = first != 0 || (second != 0 && !is_payment);
        identified.then_some([first, second])
    }
}

/// What changed between two deliveries, one of which may lack the export; `None` where both do. The identifiers
/// of both must have been numbered together.
pub(crate) fn row_changes(
    kind: &Kind,
    old: Option<&Records>,
    new: Option<&Records>,
) -> Option<RowChanges> {
    let side =
        |records: Option<&'_ Records>| records.is_some_and(|of| of.store(kind.file).is_some());
    if !side(old) && !side(new) {
        return None;
    }
    let has_own = |records: Option<&Records>| {
        let field = kind.own.map(|column| stored_fields(kind.file)[column]);
        records.is_none_or(|of| field.is_some_and(|field| of.has(kind.file, field)))
    };
    let by_own = has_own(old) && has_own(new);
    let column = kind.own.filter(|_| by_own).unwrap_or(kind.others[0]);
    let stores = [old, new].into_iter().flatten().filter_map(|records| records.store(kind.file));
    let split = Split::of(&stores.map(|store| (store, column)).collect::<Vec<_>>());
    let gathered = |records: Option<&Records>| {
        Some(Parts::new(records?.store(kind.file)?, column, &split, |_| true))
    };
    let (old_parts, new_parts) = (gathered(old), gathered(new));
    let mut changes = RowChanges::default();
    // the last part is of the rows without the identifier by which parts are made
    for part in 0..=split.count() {
        let rows = |records, parts: &Option<Parts>| match (records, parts) {
            (Some(records), Some(parts)) => rows_of(kind, records, parts, part),
            _ => Vec::new(),
        };
        let (old_rows, new_rows) = (rows(old, &old_parts), rows(new, &new_parts));
        compare(kind, by_own, &old_rows, &new_rows, &mut changes);
    }
    Some(changes)
}

/// The rows of a part that count, sorted.
fn rows_of(kind: &Kind, records: &Records, parts: &Parts, part: usize) -> Vec<Fields> {
    let none = Dropped::default();
    let dropped = match kind.file {
        FileKind::Placements => &records.dropped_placements,
        FileKind::Programmes => &records.dropped_participations,
        FileKind::Benefits | FileKind::Payments => &none,
    };
    let Some(store) = records.store(kind.file) else { return Vec::new() };
    let ids: Vec<RowId> = if part == parts.count() {
        parts.keyless().to_vec()
    } else {
        parts.rows(part).iter().map(|row| row.id).collect()
    };
    let counts = |id: &RowId| !dropped.rows.contains(id);
    ids.into_iter().filter(counts).map(|id| kind.row(store, id)).collect()
}

type Keyed = BTreeMap<Option<[u64; 2]>, Vec<Fields>>;

fn compare(kind: &Kind, by_own: bool, old: &[Fields], new: &[Fields], changes: &mut RowChanges) {
    let keyed = |rows: &[Fields]| {
        let mut keyed = Keyed::new();
        for row in rows {
            keyed.entry(kind.key(row, by_own)).or_default().push(*row);
        }
        for (key, rows) in &mut keyed {
            rows.sort_unstable();
            // the same row of somebody again counts once; two payments are two
            if key.is_some() && kind.file != FileKind::Payments {
                rows.dedup();
            }
        }
        keyed
    };
    let (old, mut new) = (keyed(old), keyed(new));
    for (key, old_rows) in old {
        let new_rows = new.remove(&key).unwrap_or_default();
        compare_one(kind, key.is_some(), &old_rows, &new_rows, changes);
    }
    for (key, new_rows) in new {
        compare_one(kind, key.is_some(), &[], &new_rows, changes);
    }
}

/// The rows of one identifier, sorted; or all rows that have none.
fn compare_one(
    kind: &Kind,
    is_identified: bool,
    old: &[Fields],
    new: &[Fields],
    changes: &mut RowChanges,
) {
    let count = |rows: usize| u64::try_from(rows).unwrap_or(u64::MAX);
    changes.old += count(old.len());
    changes.new += count(new.len());
    let (gone, come) = without_common(old, new);
    changes.same += count(old.len() - gone.len());
    let pairs = if is_identified { gone.len().min(come.len()) } else { 0 };
    changes.changed += count(pairs);
    changes.removed += count(gone.len() - pairs);
    changes.added += count(come.len() - pairs);
    for (before, after) in gone.iter().zip(&come).take(pairs) {
        for (column, field) in stored_fields(kind.file).iter().enumerate() {
            if before[column] != after[column] {
                *changes.columns.entry(*field).or_default() += 1;
            }
        }
    }
}

/// What is left of two sorted lists without the rows that are in both, each as often as it is.
fn without_common(old: &[Fields], new: &[Fields]) -> (Vec<Fields>, Vec<Fields>) {
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
    loop {
        match (old.peek(), new.peek()) {
            (Some(left), Some(right)) if left == right => {
                old.next();
                new.next();
            }
            (Some(left), right) if right.is_none_or(|right| left < right) => {
                gone.extend(old.next());
            }
            (_, Some(_)) => come.extend(new.next()),
            (_, None) => break,
        }
    }
    (gone, come)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE_ONE: [u64; 2] = [1, 9];

    /// A benefit row of a case and person with a first and last day.
    fn row([case, person]: [u64; 2], start: u64, end: u64) -> Fields {
        let mut row = [0; WIDEST];
        row[..4].copy_from_slice(&[case, person, start, end]);
        row
    }

    fn compared(old: &[Fields], new: &[Fields]) -> RowChanges {
        let mut changes = RowChanges::default();
        compare(&Kind::ALL[0], false, old, new, &mut changes);
        changes
    }

    #[test]
    fn a_late_end_is_a_change_of_one_column() {
        let changes = compared(&[row(CASE_ONE, 5, 0)], &[row(CASE_ONE, 5, 8)]);
        let columns = BTreeMap::from([(Field::End, 1)]);
        let expected = RowChanges { old: 1, new: 1, changed: 1, columns, ..RowChanges::default() };
        assert_eq!(changes, expected);
    }

    #[test]
    fn equal_rows_are_the_same_before_others_are_paired() {
        let old = [row(CASE_ONE, 1, 2), row(CASE_ONE, 5, 0)];
        let new = [row(CASE_ONE, 5, 0), row(CASE_ONE, 3, 4), row([2, 9], 5, 0)];
        let changes = compared(&old, &new);
        assert_eq!((changes.same, changes.changed), (1, 1));
        assert_eq!((changes.added, changes.removed), (1, 0));
    }

    #[test]
    fn a_row_without_an_identifier_is_the_same_or_another_one() {
        let old = [row([0, 0], 1, 0), row([0, 0], 2, 0)];
        let new = [row([0, 0], 1, 0), row([0, 0], 2, 3)];
        let changes = compared(&old, &new);
        assert_eq!((changes.same, changes.changed), (1, 0));
        assert_eq!((changes.added, changes.removed), (1, 1));
    }
}
