//! Rounding, as CBS does: every count is a multiple of ten, and everything else is worked out from rounded counts.
//!
//! Where figures have many relations (series, crossed tables, cohorts, a region with its municipalities) hiding would
//! take most of them away. A rounded number leaves ten counts possible; a last check by linear programming hides those
//! true small counts that all rounded numbers of the run together narrow down too far.

use std::collections::{BTreeMap, BTreeSet};

use super::hide::{Publication, Published, finish, withdraw};
use super::knowledge::count_key::CountKey;
use super::knowledge::counts::{BASE, Counts, bounds};
use super::solver::feasible::FeasibleTable;
use super::solver::linear::float;
use super::solver::narrow::narrowed;
use super::solver::problem::{Problem, Suppression};
use super::solver::protect::Unprotectable;
use crate::measure::{Condition, Unit};
use crate::number::Ratio;
use crate::report::{
    Audience, Cell, Document, FigureId, Note, NoteValue, Report, Row, TableId, Value,
};

/// The figures of cohorts that are worked out from exact counts, day by day, and so are not published.
const EXACT: [FigureId; 3] =
    [FigureId::StillRunning, FigureId::StillRunningLow, FigureId::StillRunningHigh];

/// Rounds every count of a document, and hides the few that rounding does not protect.
///
/// # Errors
/// Where a count can be found out whatever is hidden.
pub(crate) fn round(
    document: &mut Document,
    publication: &Publication<'_>,
) -> Result<Published, Unprotectable> {
    withdraw(document);
    for table in document.reports.iter_mut().flat_map(|report| &mut report.tables) {
        if table.id == TableId::Cohorts {
            table.rows.retain(|row| !EXACT.contains(&row.figure));
        }
    }
    let counts = publication.counts(document);
    let hidden = narrow(&counts, publication)?;
    publication.suppress(document, &hidden);
    hide_amounts_of_series(document);
    let shown = Shown::new(&counts, &hidden);
    for report in &mut document.reports {
        report.rounded = true;
        let mut tables = std::mem::take(&mut report.tables);
        for table in &mut tables {
            let rows = std::mem::take(&mut table.rows);
            table.rows = rows.into_iter().map(|row| shown.rounded(report, row)).collect();
        }
        report.tables = tables;
    }
    let base = u64::try_from(BASE).unwrap_or(0);
    finish(
        document,
        publication.rules,
        Note::new("rounded", vec![("base", NoteValue::Count(base))]),
        Audience::Rounded(base),
    );
    Ok(Published { given: 0, changed: counts.changed })
}

/// The counts to hide: the small ones that all rounded numbers together narrow down too far, and, where that does not
/// do, what narrows them.
fn narrow(
    counts: &Counts,
    publication: &Publication<'_>,
) -> Result<BTreeSet<CountKey>, Unprotectable> {
    let mut problem = counts.problem();
    for (quantity, entry) in problem.quantities.iter_mut().zip(&counts.entries) {
        if quantity.released {
            (quantity.low, quantity.high) = (quantity.value, Some(quantity.value));
        } else if quantity.printed {
            let rounded = nearest(i128::from(quantity.value), i128::from(entry.divisor));
            let rounded = i64::try_from(rounded).map_err(|_| Unprotectable)?;
            let (low, high) = bounds(rounded, entry.divisor);
            quantity.low = quantity.low.max(low);
            quantity.high = Some(quantity.high.map_or(high, |of| of.min(high)));
        }
    }
    let is_target = |of: &usize| {
        let (quantity, divisor) = (problem.quantities[*of], counts.entries[*of].divisor);
        quantity.printed
            && quantity.people
            && !quantity.released
            && publication.rules.is_small_mean(quantity.value, divisor)
    };
    let mut targets: Vec<usize> = (0..problem.quantities.len()).filter(is_target).collect();
    let all = Suppression { hidden: vec![true; problem.quantities.len()] };
    let mut hidden = Suppression { hidden: vec![false; problem.quantities.len()] };
    loop {
        let feasible = feasible(counts, &problem, &all).ok_or(Unprotectable)?;
        let narrow = narrowed(&feasible, &all, &targets, &|_, interval| !interval.is_wide());
        targets = narrow.into_iter().map(|(target, _)| target).collect();
        let mut found = Vec::new();
        for &target in &targets {
            let can_be_hidden = |of: usize| {
                let quantity = problem.quantities[of];
                quantity.printed && !quantity.released && !hidden.hidden[of] && !found.contains(&of)
            };
            let next = if can_be_hidden(target) {
                Some(target)
            } else {
                // one that is printed nowhere is protected by hiding what is nearest to it
                let near = feasible.around(&all, target, usize::MAX).unknown;
                near.into_iter().find(|of| can_be_hidden(*of))
            };
            found.push(next.ok_or(Unprotectable)?);
        }
        if found.is_empty() {
            break;
        }
        for of in found {
            hidden.hidden[of] = true;
            let before = counts.entries[of].quantity;
            (problem.quantities[of].low, problem.quantities[of].high) = (before.low, before.high);
        }
    }
    let numbers = counts.numbers.iter().filter(|(_, number)| hidden.hidden[**number]);
    Ok(numbers.map(|(count_key, _)| count_key.clone()).collect())
}

/// The true counts, as a table that agrees with what is known; one that is looked for, where some were hidden before.
fn feasible<'p>(
    counts: &Counts,
    problem: &'p Problem,
    all: &Suppression,
) -> Option<FeasibleTable<'p>> {
    let table: Option<Vec<f64>> =
        counts.entries.iter().map(|entry| entry.count.map(float)).collect();
    let known = table.and_then(|table| FeasibleTable::from_table(problem, table));
    known.or_else(|| FeasibleTable::new(problem, all))
}

/// The multiple of [`BASE`] nearest to a sum divided by a number, half up; of a negative number half away from zero.
fn nearest(sum: i128, divisor: i128) -> i128 {
    let base = i128::from(BASE);
    let tenth = Ratio::new(sum, divisor.saturating_mul(base)).and_then(|ratio| ratio.rounded(0));
    tenth.unwrap_or(0).saturating_mul(base)
}

/// An amount that is hidden in one period or municipality is hidden in all of the run: what they add up to is shown, or
/// will be.
fn hide_amounts_of_series(document: &mut Document) {
    let is_amount = |row: &Row| row.unit == Unit::Euro && !is_from_counts(row.figure);
    let rows = document.reports.iter().flat_map(|report| &report.tables).flat_map(|of| &of.rows);
    let is_hidden = |row: &&Row| row.value == Cell::Suppressed || row.previous == Cell::Suppressed;
    let hidden: BTreeSet<FigureId> =
        rows.filter(|row| is_amount(row)).filter(is_hidden).map(|row| row.figure).collect();
    let tables = document.reports.iter_mut().flat_map(|report| &mut report.tables);
    for row in tables.flat_map(|table| &mut table.rows).filter(|row| hidden.contains(&row.figure)) {
        row.value.suppress();
        row.previous.suppress();
        row.inputs.iter_mut().for_each(|(_, cell)| cell.suppress());
    }
}

/// Whether a saving is a difference of counts times a price.
fn is_from_counts(figure: FigureId) -> bool {
    matches!(figure, FigureId::SavingsStock | FigureId::SavingsVolume)
}

/// The rounded counts that are shown.
struct Shown {
    counts: BTreeMap<CountKey, i128>,
}

impl Shown {
    fn new(counts: &Counts, hidden: &BTreeSet<CountKey>) -> Self {
        let shown = counts.numbers.iter().filter(|(count_key, _)| !hidden.contains(count_key));
        let of = |(count_key, number): (&CountKey, &usize)| {
            let entry = counts.entries.get(*number)?;
            let is_here = entry.quantity.printed;
            let count = entry.count.filter(|_| is_here)?;
            Some((count_key.clone(), nearest(i128::from(count), i128::from(entry.divisor))))
        };
        Self { counts: shown.filter_map(of).collect() }
    }

    /// A row with rounded counts, and with everything else worked out from them.
    fn rounded(&self, report: &Report, mut row: Row) -> Row {
        if row.figure == FigureId::StockChange {
            row.value = self.change(report, &row.value, row.unit, Some(report.period));
            row.previous = self.change(report, &row.previous, row.unit, report.comparison);
            return row;
        }
        round_cell(&mut row.value);
        round_cell(&mut row.previous);
        row.whole.iter_mut().for_each(round_cell);
        let inputs = row.inputs.iter_mut().filter(|(name, _)| *name != "years");
        inputs.for_each(|(_, cell)| round_cell(cell));
        if is_from_counts(row.figure) && row.value.value().is_some() {
            row.value = saving(&row).unwrap_or(Cell::Suppressed);
            super::amounts::round(&mut row.value);
        }
        row
    }

    /// The change of the stock, from the rounded stocks; it is hidden where they are not shown.
    fn change(
        &self,
        report: &Report,
        cell: &Cell,
        unit: Unit,
        span: Option<crate::period::Period>,
    ) -> Cell {
        let (Cell::Known(_), Some(span)) = (cell, span) else { return cell.clone() };
        let stock = |condition| {
            self.counts.get(&CountKey::new(&report.name, unit, condition, span)).copied()
        };
        match (stock(Condition::StockEnd), stock(Condition::StockBegin)) {
            (Some(end), Some(begin)) => Cell::Known(Value::Change(end - begin)),
            _ => Cell::Suppressed,
        }
    }
}

fn round_cell(cell: &mut Cell) {
    match cell {
        Cell::Known(Value::Count(count)) => {
            *count = u64::try_from(nearest(i128::from(*count), 1)).unwrap_or(u64::MAX);
        }
        Cell::Known(Value::Change(change)) => *change = nearest(*change, 1),
        Cell::Known(Value::Average(mean)) => {
            let tenth = mean.times(Ratio::new(1, i128::from(BASE)).unwrap_or(Ratio::ZERO));
            let tenth = tenth.and_then(|tenth| tenth.rounded(0)).unwrap_or(0);
            *mean = Ratio::whole(tenth.saturating_mul(i128::from(BASE)));
        }
        _ => {}
    }
}

/// A saving from the rounded inputs of its formula.
fn saving(row: &Row) -> Option<Cell> {
    let input = |name: &str| row.input(name).map(Value::exact);
    let name = if row.figure == FigureId::SavingsStock { "stock" } else { "average" };
    let fewer = input(&format!("previous_{name}"))?.minus(input(name)?)?;
    let amount = fewer.times(input("average_benefit")?)?;
    let amount = if name == "average" { amount.times(input("years")?)? } else { amount };
    Some(Cell::Known(Value::Euro(amount)))
}
