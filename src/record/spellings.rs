//! Labels that are spelt in several ways become one group, once all rows are known: which spelling is shown hangs on
//! how many rows have it.

use rustc_hash::FxHashMap;

use super::names::{Code, Names};
use super::records::Records;
use super::store::Store;
use super::vocabulary::Vocabulary;
use super::{benefit, participation, payment, placement};

/// For each number of a group, the number of the group that it is a spelling of.
type Stays = Vec<Code>;

/// A dimension whose labels come from the data, and the columns that hold it.
struct Dimension<'a> {
    names: &'a Names,
    benefits: Option<usize>,
    placements: Option<usize>,
    participations: Option<usize>,
    payments: Option<usize>,
}

/// The numbers of columns, by kind of export.
#[derive(Default)]
struct Changes {
    benefits: Vec<(usize, Stays)>,
    placements: Vec<(usize, Stays)>,
    participations: Vec<(usize, Stays)>,
    payments: Vec<(usize, Stays)>,
}

/// Makes one group of all spellings of a label, in all datasets of a run. Returns how many rows of each dataset name a
/// municipality by a number that lost the zeros in front.
pub(crate) fn unify_spellings(datasets: &mut [&mut Records], words: &Vocabulary) -> Vec<u64> {
    let mut changes = Changes::default();
    for dimension in dimensions(words) {
        let count = || {
            let mut counts = FxHashMap::default();
            for records in datasets.iter() {
                dimension.count(records, &mut counts);
            }
            counts
        };
        let Some(stays) = dimension.names.spellings(count) else { continue };
        let lists = [
            (dimension.benefits, &mut changes.benefits),
            (dimension.placements, &mut changes.placements),
            (dimension.participations, &mut changes.participations),
            (dimension.payments, &mut changes.payments),
        ];
        for (column, list) in lists {
            list.extend(column.map(|column| (column, stays.clone())));
        }
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
        changes.benefits.push((benefit::TARGETS, words.target_sets.mapped(&stays)));
    }
    let lost = datasets.iter().map(|records| lost_zeros(records, words, &changes)).collect();
    for records in datasets {
        records.respell(&changes);
    }
    lost
}

/// How many benefit rows name a municipality by fewer digits than it is shown with.
fn lost_zeros(records: &Records, words: &Vocabulary, changes: &Changes) -> u64 {
    let mut of_municipality = changes.benefits.iter();
    let of_municipality = of_municipality.find(|(column, _)| *column == benefit::MUNICIPALITY);
    let Some((column, stays)) = of_municipality else { return 0 };
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
    fn respell(&mut self, changes: &Changes) {
        if !changes.benefits.is_empty() {
            self.benefits = respelt::<{ benefit::COLUMNS }>(&self.benefits, &changes.benefits);
        }
        if !changes.placements.is_empty() {
            let store = self.placements.take();
            self.placements =
                store.map(|store| respelt::<{ placement::COLUMNS }>(&store, &changes.placements));
        }
        if !changes.participations.is_empty() {
            let store = self.participations.take();
            self.participations = store.map(|store| {
                respelt::<{ participation::COLUMNS }>(&store, &changes.participations)
            });
        }
        if !changes.payments.is_empty() {
            let store = self.payments.take();
            self.payments =
                store.map(|store| respelt::<{ payment::COLUMNS }>(&store, &changes.payments));
        }
        self.places = std::sync::OnceLock::new();
    }
}

fn respelt<const WIDTH: usize>(store: &Store, changes: &[(usize, Stays)]) -> Store {
    store.rewritten::<WIDTH>(|_, mut row| {
        for (column, stays) in changes {
            row[*column] = u64::from(stays[code(row[*column]) as usize]);
        }
        Some(row)
    })
}

fn code(value: u64) -> Code {
    super::field::to_code(value)
}

fn dimensions(words: &Vocabulary) -> [Dimension<'_>; 13] {
    let none = |names| Dimension {
        names,
        benefits: None,
        placements: None,
        participations: None,
        payments: None,
    };
    let benefits = |names, column| Dimension { benefits: Some(column), ..none(names) };
    let placements = |names, column| Dimension { placements: Some(column), ..none(names) };
    let participations = |names, column| Dimension { participations: Some(column), ..none(names) };
    [
        Dimension {
            names: &words.municipality,
            benefits: Some(benefit::MUNICIPALITY),
            placements: Some(placement::MUNICIPALITY),
            participations: Some(participation::MUNICIPALITY),
            payments: Some(payment::MUNICIPALITY),
        },
        benefits(&words.district, benefit::DISTRICT),
        benefits(&words.scheme, benefit::SCHEME),
        benefits(&words.end_reason, benefit::END_REASON),
        benefits(&words.start_reason, benefit::START_REASON),
        benefits(&words.household, benefit::HOUSEHOLD),
        benefits(&words.sex, benefit::SEX),
        placements(&words.work_kind, placement::KIND),
        placements(&words.sector, placement::SECTOR),
        placements(&words.employer, placement::EMPLOYER),
        Dimension {
            placements: Some(placement::PROGRAMME),
            participations: Some(participation::PROGRAMME),
            ..none(&words.programme)
        },
        participations(&words.programme_kind, participation::KIND),
        participations(&words.result, participation::RESULT),
    ]
}

impl Dimension<'_> {
    fn count(&self, records: &Records, counts: &mut FxHashMap<Code, u64>) {
        let stores = [
            (Some(&records.benefits), self.benefits),
            (records.placements.as_ref(), self.placements),
            (records.participations.as_ref(), self.participations),
            (records.payments.as_ref(), self.payments),
        ];
        for (store, column) in stores {
            let Some((store, column)) = store.zip(column) else { continue };
            for id in store.ids() {
                *counts.entry(code(store.get(id, column))).or_insert(0) += 1;
            }
        }
    }
}
