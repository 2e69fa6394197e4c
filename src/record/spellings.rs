//! Labels that are spelt in several ways become one group, once all rows are known: which spelling is shown hangs on
//! how many rows have it.

use rustc_hash::FxHashMap;

use super::categories::Categories;
use super::category_codes::{CategoryCodes, Code};
use super::records::Records;
use super::store::Store;
use super::{benefit, participation, payment, placement};
use crate::dataset::kind::FileKind;

/// For each number of a group, the number of the group that it is a spelling of.
type Stays = Vec<Code>;

/// A dimension whose labels come from the data, and the columns that hold it.
struct Dimension<'a> {
    names: &'a CategoryCodes,
    columns: Vec<(FileKind, usize)>,
}

/// A column of an export, and which of its groups are spellings of others.
struct Change {
    kind: FileKind,
    column: usize,
    stays: Stays,
}

/// Makes one group of all spellings of a label, in all datasets of a run. Returns how many rows of each dataset name a
/// municipality by a number that lost the zeros in front.
pub(crate) fn unify_spellings(datasets: &mut [&mut Records], words: &Categories) -> Vec<u64> {
    let mut changes = Vec::new();
    for dimension in dimensions(words) {
        let count = || {
            let mut counts = FxHashMap::default();
            for records in datasets.iter() {
                dimension.count(records, &mut counts);
            }
            counts
        };
        let Some(stays) = dimension.names.spellings(count) else { continue };
        let columns = dimension.columns.into_iter();
        changes.extend(columns.map(|(kind, column)| Change { kind, column, stays: stays.clone() }));
    }
    let labels = || {
        let mut counts = FxHashMap::default();
        for records in datasets.iter() {
            for id in records.benefits.ids() {
                let set = code(records.benefits.get(id, benefit::TARGETS));
                for label in words.target_sets.codes(set).iter() {
                    *counts.entry(*label).or_insert(0) += 1;
                }
            }
        }
        counts
    };
    if let Some(stays) = words.target.spellings(labels) {
        changes.push(Change {
            kind: FileKind::Benefits,
            column: benefit::TARGETS,
            stays: words.target_sets.mapped(&stays),
        });
    }
    let lost = datasets.iter().map(|records| lost_zeros(records, words, &changes)).collect();
    for records in datasets {
        records.respell(&changes);
    }
    lost
}

/// How many benefit rows name a municipality by fewer digits than it is shown with.
fn lost_zeros(records: &Records, words: &Categories, changes: &[Change]) -> u64 {
    let is_municipality = |change: &&Change| {
        (change.kind, change.column) == (FileKind::Benefits, benefit::MUNICIPALITY)
    };
    let Some(Change { column, stays, .. }) = changes.iter().find(is_municipality) else {
        return 0;
    };
    let digits = |code: Code| {
        let text = words.municipality.text(code);
        text.bytes().all(|byte| byte.is_ascii_digit()).then_some(text.len())
    };
    let is_shorter: Vec<bool> =
        (0..).zip(stays).map(|(code, shown)| digits(code) < digits(*shown)).collect();
    let store = &records.benefits;
    let lost = store.ids().filter(|id| is_shorter[code(store.get(*id, *column)) as usize]);
    lost.count() as u64
}

impl Records {
    fn respell(&mut self, changes: &[Change]) {
        respell::<{ benefit::COLUMNS }>(FileKind::Benefits, Some(&mut self.benefits), changes);
        let (placements, participations) = (self.placements.as_mut(), self.participations.as_mut());
        respell::<{ placement::COLUMNS }>(FileKind::Placements, placements, changes);
        respell::<{ participation::COLUMNS }>(FileKind::Programmes, participations, changes);
        respell::<{ payment::COLUMNS }>(FileKind::Payments, self.payments.as_mut(), changes);
        self.places = std::sync::OnceLock::new();
    }
}

fn respell<const WIDTH: usize>(kind: FileKind, store: Option<&mut Store>, changes: &[Change]) {
    let of_kind: Vec<&Change> = changes.iter().filter(|change| change.kind == kind).collect();
    let Some(store) = store.filter(|_| !of_kind.is_empty()) else { return };
    *store = store.rewritten::<WIDTH>(|_, mut row| {
        for Change { column, stays, .. } in &of_kind {
            row[*column] = u64::from(stays[code(row[*column]) as usize]);
        }
        Some(row)
    });
}

fn code(value: u64) -> Code {
    super::field::to_code(value)
}

fn dimensions(words: &Categories) -> Vec<Dimension<'_>> {
    use FileKind::{Benefits, Payments, Placements, Programmes};
    let of = |names, columns: &[(FileKind, usize)]| Dimension { names, columns: columns.to_vec() };
    vec![
        of(
            &words.municipality,
            &[
                (Benefits, benefit::MUNICIPALITY),
                (Placements, placement::MUNICIPALITY),
                (Programmes, participation::MUNICIPALITY),
                (Payments, payment::MUNICIPALITY),
            ],
        ),
        of(&words.district, &[(Benefits, benefit::DISTRICT)]),
        of(&words.scheme, &[(Benefits, benefit::SCHEME)]),
        of(&words.end_reason, &[(Benefits, benefit::END_REASON)]),
        of(&words.start_reason, &[(Benefits, benefit::START_REASON)]),
        of(&words.household, &[(Benefits, benefit::HOUSEHOLD)]),
        of(&words.sex, &[(Benefits, benefit::SEX)]),
        of(&words.work_kind, &[(Placements, placement::KIND)]),
        of(&words.sector, &[(Placements, placement::SECTOR)]),
        of(&words.employer, &[(Placements, placement::EMPLOYER)]),
        of(
            &words.programme,
            &[(Placements, placement::PROGRAMME), (Programmes, participation::PROGRAMME)],
        ),
        of(&words.programme_kind, &[(Programmes, participation::KIND)]),
        of(&words.result, &[(Programmes, participation::RESULT)]),
    ]
}

impl Dimension<'_> {
    fn count(&self, records: &Records, counts: &mut FxHashMap<Code, u64>) {
        for (kind, column) in &self.columns {
            let Some(store) = records.store(*kind) else { continue };
            for id in store.ids() {
                *counts.entry(code(store.get(id, *column))).or_insert(0) += 1;
            }
        }
    }
}
