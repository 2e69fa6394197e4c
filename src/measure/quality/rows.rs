//! What is counted of single rows in a check: identifiers, starts by month.

use rayon::prelude::*;

use super::identifiers::Identifiers;
use super::series::{Months, Series, add};
use crate::dataset::kind::{Field, FileKind};
use crate::record::{Key, Records, day_of};

/// What was counted of the rows of one file.
#[derive(Debug, Default)]
pub(crate) struct RowCounts {
    /// All rows.
    pub(crate) rows: u64,
    /// Rows without a birth date.
    pub(crate) without_birth: u64,
    /// The identifiers of persons.
    pub(crate) persons: Identifiers,
    /// The identifiers of cases.
    pub(crate) cases: Identifiers,
    /// How many rows start in each month.
    pub(crate) starts: Series,
}

/// Counts the rows of every file of a dataset.
pub(super) fn files(records: &Records, months: &Months) -> Vec<(FileKind, RowCounts)> {
    let of_kind = |kind| {
        let store = records.store(kind)?;
        let column = |field| Some(records.column(kind, field)?.1);
        let (person, birth) = (column(Field::PersonId), column(Field::BirthDate));
        let (case, start) = match kind {
            FileKind::Benefits => (column(Field::CaseId), None),
            FileKind::Placements | FileKind::Programmes => (None, column(Field::Start)),
            FileKind::Payments => (None, column(Field::Month)),
        };
        let new = || RowCounts { starts: months.series(), ..RowCounts::default() };
        let of_block = |mut counts: RowCounts, block: usize| {
            for id in store.block_ids(block) {
                let value = |column: Option<usize>| column.map(|column| store.get(id, column));
                counts.rows += 1;
                counts.without_birth += u64::from(value(birth) == Some(0));
                counts.persons.add(value(person).map_or(Key::NONE, Key));
                counts.cases.add(value(case).map_or(Key::NONE, Key));
                if let Some(start) = value(start).and_then(day_of) {
                    months.count(&mut counts.starts, start);
                }
            }
            counts
        };
        let blocks = (0..store.blocks()).into_par_iter();
        Some((kind, blocks.fold(new, of_block).reduce(new, |one, other| one.merged(&other))))
    };
    FileKind::ALL.into_iter().filter_map(of_kind).collect()
}

impl RowCounts {
    fn merged(mut self, other: &Self) -> Self {
        self.rows += other.rows;
        self.without_birth += other.without_birth;
        self.persons = self.persons.and(&other.persons);
        self.cases = self.cases.and(&other.cases);
        add(&mut self.starts, &other.starts);
        self
    }
}
