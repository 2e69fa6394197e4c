//! The units counted as benefits: spells of cases. A couple is one benefit and two persons (CBS 82015NED).

use super::caseload;
use super::context::Context;
use super::fact::{Basis, Condition, Fact, Place, Sink};
use super::partition::{Parts, Repeated, Split};
use super::quality::OddUnits;
use super::scope::by_scope;
use super::spell::{Row, Spell, spells};
use super::unit::Unit;
use crate::dataset::kind::{Field, FileKind};
use crate::record::{FileCounts, Key, RowId, column};

/// The rows of a dataset by case, or by person where cases have no identifier. Only those that may share their case
/// are gathered; the others are visited as they lie.
#[derive(Debug)]
pub(crate) struct Cases {
    column: usize,
    repeated: Repeated,
    parts: Parts,
    blocks: usize,
    each_row_is_a_case: bool,
}

impl Cases {
    /// Gathers the benefit rows of a dataset.
    pub(crate) fn gather(context: &Context<'_>) -> Self {
        let store = &context.records.benefits;
        let each_row_is_a_case = !context.records.has(FileKind::Benefits, Field::CaseId);
        let column = if each_row_is_a_case { column::PERSON } else { column::CASE };
        let repeated = Repeated::of(store, column);
        let split = Split::of(&[(store, column)]);
        let parts = Parts::new(store, column, &split, |key| repeated.may_hold(key));
        Self { column, repeated, parts, blocks: store.blocks(), each_row_is_a_case }
    }

    /// The number of parts: of cases of several rows, then one of the rows without an identifier, then each block of the
    /// store with its cases of one row.
    pub(crate) fn parts(&self) -> usize {
        self.parts.count() + 1 + self.blocks
    }

    /// Whether cases have an identifier.
    pub(crate) const fn are_numbered(&self) -> bool {
        !self.each_row_is_a_case
    }

    /// Whether the cases are so few that one thread does best.
    pub(crate) fn is_small(&self) -> bool {
        self.parts.count() == 1 && self.blocks <= 1
    }

    /// The facts of all cases of one part, and what is odd in them. Returns which rows are the same row again, or
    /// contradict another.
    pub(crate) fn visit(
        &self,
        context: &Context<'_>,
        part: usize,
        odd: &mut OddUnits,
        sink: &mut impl Sink,
    ) -> Repeats {
        self.each(context, part, |rows| {
            odd.see_case(context, rows, self.are_numbered());
            if !context.is_outside(rows) {
                visit_case(context, rows, sink);
            }
        })
    }

    /// Calls `visit` with the rows of every case of one part, each row once. Returns which rows are the same row
    /// again, or contradict another.
    pub(crate) fn each(
        &self,
        context: &Context<'_>,
        part: usize,
        mut visit: impl FnMut(&[Row]),
    ) -> Repeats {
        let store = &context.records.benefits;
        let mut repeats = Repeats::default();
        if part == self.parts.count() {
            self.each_keyless(context, &mut repeats, visit);
            return repeats;
        }
        if let Some(block) = part.checked_sub(self.parts.count() + 1) {
            let columns = [self.column, column::START, column::END];
            for (id, [key, start, end]) in store.of_block(block, columns) {
                let key = Key(key);
                if !key.is_none() && !self.repeated.may_hold(key) {
                    visit(&[Row::of(id, key, [start, end])]);
                }
            }
            return repeats;
        }
        let rows = self.parts.rows(part);
        for unit in rows.chunk_by(|left, right| left.key == right.key) {
            if let [row] = unit {
                visit(std::slice::from_ref(row));
                continue;
            }
            let unit = without_repeats(context, unit, &mut repeats);
            count_contradictions(context, &unit, &mut repeats);
            if self.each_row_is_a_case {
                unit.iter().for_each(|row| visit(std::slice::from_ref(row)));
            } else {
                each_of_its_municipality(context, &unit, &mut visit);
            }
        }
        repeats
    }
}

/// Benefit rows that are the same row again, and rows that contradict another, by the number of their file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Repeats {
    /// Rows that are the same row again; they count once.
    pub(crate) identical: FileCounts,
    /// Rows of one case, person and start of which one runs and another has ended, or that end on different days.
    pub(crate) contradictory: FileCounts,
}

impl Repeats {
    /// Those of two parts together.
    pub(crate) fn and(self, other: &Self) -> Self {
        Self {
            identical: self.identical.and(&other.identical),
            contradictory: self.contradictory.and(&other.contradictory),
        }
    }
}

/// Counts the rows of a unit that contradict another one of the same person and start; rows are sorted by start.
fn count_contradictions(context: &Context<'_>, rows: &[Row], repeats: &mut Repeats) {
    let differ = |pair: &[Row]| pair[0].start == pair[1].start && pair[0].end != pair[1].end;
    if context.records.config.file(FileKind::Benefits).rows_are_parts
        || !rows.windows(2).any(differ)
    {
        return;
    }
    let store = &context.records.benefits;
    let mut of_persons: Vec<_> =
        rows.iter().map(|row| (row.start, store.get(row.id, column::PERSON), row)).collect();
    of_persons.sort_unstable_by_key(|(start, person, _)| (*start, *person));
    for same in of_persons.chunk_by(|left, right| (left.0, left.1) == (right.0, right.1)) {
        let is_somebody = same[0].1 != 0;
        if is_somebody && same.iter().any(|(.., row)| row.end != same[0].2.end) {
            for (.., row) in same {
                repeats.contradictory.add_one(store.file(row.id));
            }
        }
    }
}

/// Calls `visit` with the rows of a case, apart for each municipality: each numbers its own cases. A row of no
/// municipality belongs to the only one that there is.
fn each_of_its_municipality(context: &Context<'_>, rows: &[Row], visit: &mut impl FnMut(&[Row])) {
    let records = context.records;
    let place = |row: &Row| records.benefits.get(row.id, column::MUNICIPALITY);
    let several = records.municipalities().len() > 1 && {
        let mut named = rows.iter().map(place).filter(|place| *place != 0);
        let first = named.next();
        named.any(|place| Some(place) != first)
    };
    if !several {
        return visit(rows);
    }
    let mut of_places: Vec<(u64, Row)> = rows.iter().map(|row| (place(row), *row)).collect();
    of_places.sort_unstable();
    for of_place in of_places.chunk_by(|left, right| left.0 == right.0) {
        let rows: Vec<Row> = of_place.iter().map(|(_, row)| *row).collect();
        visit(&rows);
    }
}

impl Cases {
    /// The rows without an identifier, each a case of its own. One of somebody can be written twice as well; but
    /// two of nobody may be of two people.
    fn each_keyless(
        &self,
        context: &Context<'_>,
        repeats: &mut Repeats,
        mut visit: impl FnMut(&[Row]),
    ) {
        let store = &context.records.benefits;
        let rows =
            self.parts.keyless().iter().map(|id| Row::read(store.fields(*id), *id, Key::NONE));
        let (mut of_somebody, of_nobody): (Vec<Row>, Vec<Row>) =
            rows.partition(|row| store.get(row.id, column::PERSON) != 0);
        of_somebody.sort_unstable();
        let of_somebody = without_repeats(context, &of_somebody, repeats);
        of_somebody.iter().chain(&of_nobody).for_each(|row| visit(std::slice::from_ref(row)));
    }
}

/// The rows of a unit, each once; rows are sorted by start and end.
fn without_repeats<'r>(
    context: &Context<'_>,
    rows: &'r [Row],
    repeats: &mut Repeats,
) -> std::borrow::Cow<'r, [Row]> {
    let same_days = |pair: &[Row]| (pair[0].start, pair[0].end) == (pair[1].start, pair[1].end);
    if !rows.windows(2).any(same_days) {
        return rows.into();
    }
    let said = |id: RowId| {
        let mut row = context.records.benefits.row::<{ column::BENEFIT_COLUMNS }>(id);
        row[column::BENEFIT_COLUMNS - 1] = 0;
        row
    };
    let mut sorted: Vec<_> = rows.iter().map(|row| (said(row.id), *row)).collect();
    sorted.sort_unstable();
    sorted.dedup_by(|later, earlier| {
        let again = later.0 == earlier.0;
        if again {
            repeats.identical.add_one(context.records.benefits.file(later.1.id));
        }
        again
    });
    let mut kept: Vec<Row> = sorted.into_iter().map(|(_, row)| row).collect();
    kept.sort_unstable();
    kept.into()
}

fn visit_case(context: &Context<'_>, rows: &[Row], sink: &mut impl Sink) {
    by_scope(context, rows, &[], &[], |scopes, rows, _, _| {
        for spell in spells(rows, context.records.config.definitions.gap_days) {
            if context.touched(spell.start, spell.end).next().is_some() {
                spell_facts(context, &spell, scopes, sink);
            }
        }
    });
}

fn spell_facts(context: &Context<'_>, spell: &Spell<'_>, scopes: &[usize], sink: &mut impl Sink) {
    let subject = context.subject(spell);
    let characteristics = &subject.characteristics;
    for (period, window) in context.touched(spell.start, spell.end) {
        let place = Place { scopes, period };
        let mut take = |fact: &Fact<'_>| sink.take(place, fact);
        caseload::facts(spell, Unit::Benefits, window, &subject, &mut take);
        let mut weigh = |unit, condition, day, weight| {
            let moment = window.on(day);
            let basis = Basis::of_spell(spell);
            take(&Fact { unit, condition, weight, characteristics, moment, basis });
        };
        if let Some(income) = subject.income.filter(|_| spell.runs_on(window.to)) {
            weigh(Unit::Benefits, Condition::WithIncome, window.to, 1);
            weigh(Unit::Euro, Condition::IncomeAmount, window.to, i128::from(income));
        }
        let Some(amount) = subject.amount.map(i128::from) else { continue };
        if spell.runs_on(window.to) {
            weigh(Unit::Benefits, Condition::Priced, window.to, 1);
            weigh(Unit::Euro, Condition::PricedAmount, window.to, amount);
        }
        if window.period.contains(spell.end) {
            let months = window.months_after(spell.end);
            weigh(Unit::Benefits, Condition::EndedPriced, spell.end, 1);
            weigh(Unit::Euro, Condition::EndedSaving, spell.end, amount * months);
        }
    }
}
