//! What is counted of single rows in a check: identifiers, codes, starts by month.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::identifiers::Identifiers;
use super::series::{Months, Series, add};
use crate::dataset::kind::{Field, FileKind};
use crate::measure::context::Context;
use crate::record::{Benefit, Code, Participation, Payment, Placement, RowId, Store};

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
    /// Rows by code, of codes that are not declared.
    pub(crate) codes: FxHashMap<(Field, Code), u64>,
    /// How many rows start in each month.
    pub(crate) starts: Series,
}

/// Counts the rows of every file of a dataset.
pub(super) fn files(context: &Context<'_>, months: &Months) -> Vec<(FileKind, RowCounts)> {
    let records = context.records;
    let in_file = |kind, store: &Store, look: Look<'_>| {
        let blocks: Vec<usize> = (0..store.blocks()).collect();
        let new = || RowCounts { starts: months.series(), ..RowCounts::default() };
        let of_block = |mut counts: RowCounts, block: usize| {
            store.block_ids(block).for_each(|id| look(&mut counts, store, id));
            counts
        };
        (kind, blocks.into_par_iter().fold(new, of_block).reduce(new, RowCounts::merged))
    };
    let mut files = vec![in_file(FileKind::Benefits, &records.benefits, &|counts, store, id| {
        counts.benefit(context, &Benefit::decode(store.row(id)));
    })];
    if let Some(store) = &records.placements {
        files.push(in_file(FileKind::Placements, store, &|counts, store, id| {
            counts.placement(context, months, &Placement::decode(store.row(id)));
        }));
    }
    if let Some(store) = &records.participations {
        files.push(in_file(FileKind::Programmes, store, &|counts, store, id| {
            counts.participation(context, months, &Participation::decode(store.row(id)));
        }));
    }
    if let Some(store) = &records.payments {
        files.push(in_file(FileKind::Payments, store, &|counts, store, id| {
            counts.payment(months, &Payment::decode(store.row(id)));
        }));
    }
    files
}

type Look<'a> = &'a (dyn Fn(&mut RowCounts, &Store, RowId) + Sync);

impl RowCounts {
    fn benefit(&mut self, context: &Context<'_>, row: &Benefit) {
        self.rows += 1;
        self.without_birth += u64::from(row.birth.is_none());
        self.persons.add(row.person);
        self.cases.add(row.case);
        let words = context.categories;
        self.code(Field::Scheme, row.scheme, words.scheme.is_declared(row.scheme));
        let known = words.end_reason.is_declared(row.end_reason);
        self.code(Field::EndReason, row.end_reason, known);
        let known = words.start_reason.is_declared(row.start_reason);
        self.code(Field::StartReason, row.start_reason, known);
        let known = words.household.is_declared(row.household);
        self.code(Field::Household, row.household, known);
        self.code(Field::Sex, row.sex, words.sex.is_declared(row.sex));
    }

    fn placement(&mut self, context: &Context<'_>, months: &Months, row: &Placement) {
        self.rows += 1;
        months.count(&mut self.starts, row.start);
        self.persons.add(row.person);
        self.code(Field::Kind, row.kind, context.categories.work_kind.is_declared(row.kind));
    }

    fn participation(&mut self, context: &Context<'_>, months: &Months, row: &Participation) {
        self.rows += 1;
        months.count(&mut self.starts, row.start);
        self.persons.add(row.person);
        let words = context.categories;
        self.code(Field::Kind, row.kind, words.programme_kind.is_declared(row.kind));
        self.code(Field::Result, row.result, words.result.is_declared(row.result));
    }

    fn payment(&mut self, months: &Months, row: &Payment) {
        self.rows += 1;
        months.count(&mut self.starts, row.month);
    }

    fn code(&mut self, field: Field, code: Code, is_known: bool) {
        if code != 0 && !is_known {
            *self.codes.entry((field, code)).or_default() += 1;
        }
    }

    fn merged(mut self, other: Self) -> Self {
        self.rows += other.rows;
        self.without_birth += other.without_birth;
        self.persons = self.persons.and(&other.persons);
        self.cases = self.cases.and(&other.cases);
        add(&mut self.starts, &other.starts);
        for (code, count) in other.codes {
            *self.codes.entry(code).or_default() += count;
        }
        self
    }
}
