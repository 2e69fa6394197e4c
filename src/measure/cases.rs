//! The units counted as benefits: spells of cases. A couple is one benefit and two persons (CBS 82015NED).

use super::caseload;
use super::fact::{Basis, Condition, Fact, Place, Sink};
use super::figure::Unit;
use super::group::{Parts, Split};
use super::quality::OddUnits;
use super::scope::by_scope;
use super::spell::{Row, Spell, spells};
use super::unit::Context;
use crate::dataset::kind::{Field, FileKind};
use crate::record::{Key, RowId, column};

/// The rows of a dataset gathered by case, or by person where cases have no identifier.
#[derive(Debug)]
pub(crate) struct Cases {
    parts: Parts,
    each_row_is_a_case: bool,
}

impl Cases {
    /// Gathers the benefit rows of a dataset.
    pub(crate) fn gather(context: &Context<'_>) -> Self {
        let store = &context.records.benefits;
        let each_row_is_a_case = !context.records.has(FileKind::Benefits, Field::CaseId);
        let column = if each_row_is_a_case { column::PERSON } else { column::CASE };
        let parts = Parts::new(store, column, &Split::of(&[(store, column)]));
        Self { parts, each_row_is_a_case }
    }

    /// The number of parts; the last one holds the rows without an identifier.
    pub(crate) fn parts(&self) -> usize {
        self.parts.count() + 1
    }

    /// The facts of all cases of one part, and what is odd in them. Returns how many rows are the same row again.
    pub(crate) fn visit(
        &self,
        context: &Context<'_>,
        part: usize,
        odd: &mut OddUnits,
        sink: &mut impl Sink,
    ) -> u64 {
        self.each(context, part, |rows| {
            odd.see_case(context, rows);
            if !context.is_outside(rows) {
                visit_case(context, rows, sink);
            }
        })
    }

    /// Calls `visit` with the rows of every case of one part, each row once. Returns how many rows are the same
    /// row again.
    pub(crate) fn each(
        &self,
        context: &Context<'_>,
        part: usize,
        mut visit: impl FnMut(&[Row]),
    ) -> u64 {
        let store = &context.records.benefits;
        if part == self.parts.count() {
            return self.each_keyless(context, visit);
        }
        let rows = self.parts.rows(part, store);
        let mut identical = 0;
        for unit in rows.chunk_by(|left, right| left.key == right.key) {
            let (unit, again) = without_repeats(context, unit);
            identical += again;
            if self.each_row_is_a_case {
                unit.iter().for_each(|row| visit(std::slice::from_ref(row)));
            } else {
                visit(&unit);
            }
        }
        identical
    }
}

impl Cases {
    /// The rows without an identifier, each a case of its own. One of somebody can be written twice as well; but
    /// two of nobody may be of two people.
    fn each_keyless(&self, context: &Context<'_>, mut visit: impl FnMut(&[Row])) -> u64 {
        let store = &context.records.benefits;
        let rows = self.parts.keyless().iter().map(|id| Row::read(store, *id, Key::NONE));
        let (mut of_somebody, of_nobody): (Vec<Row>, Vec<Row>) =
            rows.partition(|row| store.get(row.id, column::PERSON) != 0);
        of_somebody.sort_unstable();
        let (of_somebody, identical) = without_repeats(context, &of_somebody);
        of_somebody.iter().chain(&of_nobody).for_each(|row| visit(std::slice::from_ref(row)));
        identical
    }
}

/// The rows of a unit, each once, and how many are the same row again; rows are sorted by start and end.
fn without_repeats<'r>(
    context: &Context<'_>,
    rows: &'r [Row],
) -> (std::borrow::Cow<'r, [Row]>, u64) {
    let same_days = |pair: &[Row]| (pair[0].start, pair[0].end) == (pair[1].start, pair[1].end);
    if !rows.windows(2).any(same_days) {
        return (rows.into(), 0);
    }
    let said = |id: RowId| {
        let mut row = context.records.benefits.row::<{ column::BENEFIT_COLUMNS }>(id);
        row[column::BENEFIT_COLUMNS - 1] = 0;
        row
    };
    let mut sorted: Vec<_> = rows.iter().map(|row| (said(row.id), *row)).collect();
    sorted.sort_unstable();
    sorted.dedup_by(|left, right| left.0 == right.0);
    let mut kept: Vec<Row> = sorted.into_iter().map(|(_, row)| row).collect();
    kept.sort_unstable();
    let again = u64::try_from(rows.len() - kept.len()).unwrap_or(0);
    (kept.into(), again)
}

fn visit_case(context: &Context<'_>, rows: &[Row], sink: &mut impl Sink) {
    by_scope(context, rows, &[], &[], |scopes, rows, _, _| {
        for spell in spells(rows, context.records.definitions.gap_days) {
            if context.touched(spell.start, spell.end).next().is_some() {
                spell_facts(context, &spell, scopes, sink);
            }
        }
    });
}

fn spell_facts(context: &Context<'_>, spell: &Spell<'_>, scopes: &[usize], sink: &mut impl Sink) {
    let subject = context.subject(spell);
    let traits = &subject.traits;
    for (period, window) in context.touched(spell.start, spell.end) {
        let place = Place { scopes, period };
        let mut take = |fact: &Fact<'_>| sink.take(place, fact);
        caseload::facts(spell, Unit::Benefits, window, &subject, &mut take);
        let Some(amount) = subject.amount.map(i128::from) else { continue };
        let mut weigh = |unit, condition, day, weight| {
            let moment = window.on(day);
            let basis = Basis::of_spell(spell);
            take(&Fact { unit, condition, weight, traits, moment, basis });
        };
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
