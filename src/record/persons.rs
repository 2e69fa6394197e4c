//! Persons of two exports that meet only without the zeros in front of their numbers: one of them went through a
//! spreadsheet.

use rustc_hash::FxHashSet;

use super::key::Key;
use super::records::Records;
use super::store::Store;
use super::{benefit, participation, placement};

/// Reads the persons of all exports without zeros in front, where that is what it takes for them to meet: none meets
/// as it stands, some do without, and no two numbers of one export become one. Returns how many meet then.
pub(crate) fn meet_without_zeros(records: &mut Records) -> Option<u64> {
    let persons = |store: &Store, column| {
        let mut persons = store.values(column);
        persons.remove(&Key::NONE.0);
        persons
    };
    let benefits = persons(&records.benefits, benefit::PERSON);
    let on_benefit = bare(&benefits)?;
    let others = [
        (records.placements.as_ref(), placement::PERSON),
        (records.participations.as_ref(), participation::PERSON),
    ];
    let mut met = 0;
    for (store, column) in others {
        let Some(store) = store else { continue };
        let other = persons(store, column);
        let bare = bare(&other)?;
        if other.is_disjoint(&benefits) {
            met += bare.intersection(&on_benefit).count() as u64;
        }
    }
    if met == 0 {
        return None;
    }
    drop_zeros::<{ benefit::COLUMNS }>(&mut records.benefits, benefit::PERSON);
    if let Some(store) = &mut records.placements {
        drop_zeros::<{ placement::COLUMNS }>(store, placement::PERSON);
    }
    if let Some(store) = &mut records.participations {
        drop_zeros::<{ participation::COLUMNS }>(store, participation::PERSON);
    }
    Some(met)
}

/// The numbers without zeros in front; none where two of them become one.
fn bare(keys: &FxHashSet<u64>) -> Option<FxHashSet<u64>> {
    let bare: FxHashSet<u64> = keys.iter().map(|key| without_zeros(*key)).collect();
    (bare.len() == keys.len()).then_some(bare)
}

fn drop_zeros<const WIDTH: usize>(store: &mut Store, column: usize) {
    *store = store.rewritten::<WIDTH>(|_, mut row| {
        row[column] = without_zeros(row[column]);
        Some(row)
    });
}

/// The key of a number of digits only, without zeros in front; any other key as it is.
fn without_zeros(key: u64) -> u64 {
    Key(key).without_zeros().0
}
