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

/// What makes a row the same row in another delivery, whatever else is said of it there; none of nobody.
fn identity(kind: FileKind, store: &Store, id: RowId) -> Option<[u64; 4]> {
    let get = |column| store.get(id, column);
    let is_somebody = match kind {
        FileKind::Benefits => get(benefit::CASE) != 0 || get(benefit::PERSON) != 0,
        FileKind::Placements => get(placement::ID) != 0 || get(placement::PERSON) != 0,
        FileKind::Programmes => get(participation::ID) != 0 || get(participation::PERSON) != 0,
        FileKind::Payments => true,
    };
    let key = match kind {
        FileKind::Benefits => [
            get(benefit::CASE),
            get(benefit::PERSON),
            get(benefit::START),
            get(benefit::MUNICIPALITY),
        ],
        FileKind::Placements => match get(placement::ID) {
            0 => [0, get(placement::PERSON), get(placement::START), get(placement::EMPLOYER)],
            own => [own, 0, 0, 0],
        },
        FileKind::Programmes => match get(participation::ID) {
            0 => [
                0,
                get(participation::PERSON),
                get(participation::START),
                get(participation::PROGRAMME),
            ],
            own => [own, 0, 0, 0],
        },
        FileKind::Payments => [
            get(payment::MONTH),
            get(payment::AMOUNT),
            get(payment::MUNICIPALITY),
            get(payment::CASE),
        ],
    };
    is_somebody.then_some(key)
}
