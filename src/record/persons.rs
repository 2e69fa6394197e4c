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
    let persons = |store: &Store, column| -> FxHashSet<u64> {
        store.ids().map(|id| store.get(id, column)).filter(|key| *key != 0).collect()
    };
    let benefits = persons(&records.benefits, benefit::PERSON);
    let mut others = Vec::new();
    others.extend(records.placements.as_ref().map(|store| persons(store, placement::PERSON)));
    others
        .extend(records.participations.as_ref().map(|store| persons(store, participation::PERSON)));
    let meet_already = |other: &FxHashSet<u64>| other.iter().any(|key| benefits.contains(key));
    let apart: Vec<&FxHashSet<u64>> = others.iter().filter(|other| !meet_already(other)).collect();
    let bare = |keys: &FxHashSet<u64>| -> Option<FxHashSet<u64>> {
        let bare: FxHashSet<u64> = keys.iter().map(|key| without_zeros(*key)).collect();
        (bare.len() == keys.len()).then_some(bare)
    };
    let on_benefit = bare(&benefits)?;
    let mut met = 0;
    for other in &others {
        let other_bare = bare(other)?;
        if apart.iter().any(|apart| std::ptr::eq(*apart, other)) {
            met += other_bare.iter().filter(|key| on_benefit.contains(key)).count() as u64;
        }
    }
    if met == 0 {
        return None;
    }
    records.benefits = bared::<{ benefit::COLUMNS }>(&records.benefits, benefit::PERSON);
    let placements = records.placements.take();
    records.placements =
        placements.map(|store| bared::<{ placement::COLUMNS }>(&store, placement::PERSON));
    let participations = records.participations.take();
    records.participations = participations
        .map(|store| bared::<{ participation::COLUMNS }>(&store, participation::PERSON));
    Some(met)
}

fn bared<const WIDTH: usize>(store: &Store, column: usize) -> Store {
    store.rewritten::<WIDTH>(|_, mut row| {
        row[column] = without_zeros(row[column]);
        Some(row)
    })
}

/// The key of a number of digits only, without zeros in front; any other key as it is.
fn without_zeros(key: u64) -> u64 {
    Key(key).without_zeros().0
}
