//! Several files of one kind: parts of one export share no row; files that do are two deliveries.

use rustc_hash::FxHashMap;

use super::store::{RowId, Store};
use super::{benefit, participation, payment, placement};
use crate::dataset::kind::FileKind;

/// Two files that share a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shared {
    /// The number of the one file among those of its kind.
    pub(crate) first: usize,
    /// The number of the other.
    pub(crate) second: usize,
    /// How many rows of the other are in the one.
    pub(crate) rows: u64,
}

/// Two files of a kind that share rows: the two that share most.
pub(crate) fn shared_rows(kind: FileKind, store: &Store) -> Option<Shared> {
    let mut files: FxHashMap<[u64; 4], usize> = FxHashMap::default();
    let mut shared: FxHashMap<(usize, usize), u64> = FxHashMap::default();
    for id in store.ids() {
        let file = store.file(id);
        let Some(identity) = identity(kind, store, id) else { continue };
        let first = *files.entry(identity).or_insert(file);
        if first != file {
            *shared.entry((first, file)).or_default() += 1;
        }
    }
    let most = shared.into_iter().min_by_key(|(files, rows)| (std::cmp::Reverse(*rows), *files));
    most.map(|((first, second), rows)| Shared { first, second, rows })
}

/// What makes a row the same row in another delivery; none of nobody.
fn identity(kind: FileKind, store: &Store, id: RowId) -> Option<[u64; 4]> {
    let is_somebody = match kind {
        FileKind::Benefits => has_any(store, id, [benefit::CASE, benefit::PERSON]),
        FileKind::Placements => has_any(store, id, [placement::ID, placement::PERSON]),
        FileKind::Programmes => has_any(store, id, [participation::ID, participation::PERSON]),
        FileKind::Payments => true,
    };
    is_somebody.then(|| row_key(kind, store, id))
}

fn has_any(store: &Store, id: RowId, columns: [usize; 2]) -> bool {
    columns.into_iter().any(|column| store.get(id, column) != 0)
}

/// What distinguishes a row from every other of its kind, whatever else is said of it in another delivery or list: its own
/// number, or whose it is, of what and from when.
pub(super) fn row_key(kind: FileKind, store: &Store, id: RowId) -> [u64; 4] {
    let of = |columns: [usize; 4]| columns.map(|column| store.get(id, column));
    let numbered = |own: usize, columns: [usize; 3]| match store.get(id, own) {
        0 => {
            let [person, start, what] = columns.map(|column| store.get(id, column));
            [0, person, start, what]
        }
        own => [own, 0, 0, 0],
    };
    match kind {
        FileKind::Benefits => {
            of([benefit::CASE, benefit::PERSON, benefit::START, benefit::MUNICIPALITY])
        }
        FileKind::Placements => {
            numbered(placement::ID, [placement::PERSON, placement::START, placement::EMPLOYER])
        }
        FileKind::Programmes => numbered(
            participation::ID,
            [participation::PERSON, participation::START, participation::PROGRAMME],
        ),
        FileKind::Payments => {
            of([payment::MONTH, payment::AMOUNT, payment::MUNICIPALITY, payment::CASE])
        }
    }
}
