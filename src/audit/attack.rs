//! The attack: within which bounds can each hidden number be found out?

use std::collections::BTreeMap;

use super::equations::{Beliefs, knowledge, related};
use super::known::{Knowledge, Place};
use super::names::{self, Name};
use crate::disclosure::solver::attacker::{Attacker, Interval};
use crate::disclosure::solver::feasible::FeasibleTable;
use crate::disclosure::solver::narrow::narrowed;
use crate::disclosure::solver::problem::{Problem, Suppression};
use crate::disclosure::solver::protect::unsafe_counts;
use crate::disclosure::{LEAST_THRESHOLD, PrintedCell, PublishedRow};
use crate::measure::Unit;
use crate::report::benchmarks::is_copied;

/// A number that can be found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leak {
    /// Where it stands; `None` where it follows from others and is printed nowhere.
    pub(crate) place: Option<Place>,
    /// What it is, where it is printed nowhere.
    pub(crate) said: Option<String>,
    /// What can be found out.
    pub(crate) interval: Interval,
    /// Whether that takes somebody who knows one person.
    pub(crate) insider: bool,
}

/// What an attack on some reports finds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Audit {
    /// How many counts are shown.
    pub(crate) shown: usize,
    /// How many are hidden.
    pub(crate) hidden: usize,
    /// What can be found out.
    pub(crate) leaks: Vec<Leak>,
    /// Tables that must not stand beside each other.
    pub(crate) related: Vec<String>,
    /// Whether no counts agree with everything that is shown.
    pub(crate) contradicts_itself: bool,
}

/// Attacks reports together. `truth` are the same reports before anything was hidden, where they are at hand: they save
/// the search for a first table that agrees, and what is found does not rest on them.
pub(crate) fn attack(reports: &[Vec<PublishedRow>], truth: Option<&[PublishedRow]>) -> Audit {
    let mut found = Audit::default();
    // what a reader wrongly assumes discloses nothing about anybody
    let errs = |beliefs: &Beliefs| truth.is_some_and(|truth| contradicts(truth, *beliefs));
    for beliefs in Beliefs::FROM_MOST.into_iter().filter(|of| *of == Beliefs::NONE || !errs(of)) {
        found = attack_with(reports, truth, beliefs);
        if !found.contradicts_itself {
            break;
        }
    }
    found
}

/// Whether what is really so is not as a reader takes it to be.
fn contradicts(truth: &[PublishedRow], beliefs: Beliefs) -> bool {
    let counts = truth.iter().filter(|row| row.unit != Unit::Euro).cloned().collect();
    let problem = knowledge(&[counts], beliefs).problem();
    let nothing = Suppression { hidden: vec![false; problem.quantities.len()] };
    FeasibleTable::new(&problem, &nothing).is_none()
}

fn attack_with(
    reports: &[Vec<PublishedRow>],
    truth: Option<&[PublishedRow]>,
    beliefs: Beliefs,
) -> Audit {
    let known = knowledge(reports, beliefs);
    let problem = known.problem();
    let nothing = Suppression { hidden: vec![false; problem.quantities.len()] };
    let mut audit = Audit {
        shown: known.known.iter().filter(|of| of.is_exact || of.is_rounded).count(),
        hidden: known
            .known
            .iter()
            .filter(|of| of.is_target && !of.is_exact && of.place.is_some())
            .count(),
        related: related(reports),
        ..Audit::default()
    };
    let with_truth = truth.and_then(|truth| start(&known, &problem, &nothing, truth));
    let Some(feasible) = with_truth.or_else(|| FeasibleTable::new(&problem, &nothing)) else {
        audit.contradicts_itself = true;
        return audit;
    };
    let leak = |number: usize, interval, insider| Leak {
        place: known.known[number].place.clone(),
        said: known.known[number].said.clone(),
        interval,
        insider,
    };
    let is_amount = |number: usize| {
        let place = known.known[number].place.as_ref();
        place.is_some_and(|place| place.row.unit == Unit::Euro)
    };
    let (rounded, exact): (Vec<usize>, Vec<usize>) =
        (0..known.known.len()).partition(|of| known.known[*of].is_rounded);
    let is_rounded = !rounded.is_empty();
    if !is_rounded {
        let weak = unsafe_counts(&problem, &feasible, &nothing, Attacker::Insiders);
        // what is printed nowhere may be large and known
        let is_printed = |of: usize| known.known[of].said.is_none();
        let weak = weak.into_iter().filter(|weak| {
            !is_amount(weak.quantity) && (is_printed(weak.quantity) || is_small(weak.interval))
        });
        audit
            .leaks
            .extend(weak.map(|weak| leak(weak.quantity, weak.interval, weak.insider.is_some())));
    }
    let candidates: Vec<usize> = if is_rounded { rounded } else { Vec::new() };
    let hidden = exact.into_iter().filter(|of| problem.quantities[*of].primary);
    let hidden: Vec<usize> = hidden.filter(|of| is_rounded || is_amount(*of)).collect();
    let candidates = candidates.into_iter().filter(|of| known.known[*of].low < SMALL);
    let candidates: Vec<usize> = candidates.chain(hidden).collect();
    let found = narrowed(&feasible, &nothing, &candidates, &|of, interval| {
        if is_amount(of) { is_close(interval) } else { is_small(interval) }
    });
    audit.leaks.extend(found.into_iter().map(|(of, interval)| leak(of, interval, false)));
    audit
}

/// Counts below this are small, unless a report says otherwise.
const SMALL: i64 = 10;

/// Whether a count is known to be small, and nearly known.
fn is_small(interval: Interval) -> bool {
    !interval.is_wide() && interval.low >= 1 && interval.high.is_some_and(|high| high < SMALL)
}

/// Whether an amount is known within a tenth.
fn is_close(interval: Interval) -> bool {
    let is_near = |high: i64| high > 0 && (high - interval.low).saturating_mul(10) < high;
    interval.high.is_some_and(is_near)
}

/// A table to begin from: what is named is what it really is, the rest follows.
fn start<'p>(
    known: &Knowledge,
    problem: &'p Problem,
    nothing: &Suppression,
    truth: &[PublishedRow],
) -> Option<FeasibleTable<'p>> {
    let true_counts = knowledge(&[truth.to_vec()], Beliefs::NONE);
    let counts: BTreeMap<&Name, i64> = true_counts
        .numbers
        .iter()
        .filter(|(_, number)| true_counts.known[**number].is_exact)
        .map(|(name, number)| (name, true_counts.known[*number].low))
        .collect();
    let mut held = problem.clone();
    for (name, number) in &known.numbers {
        if let Some(count) = counts.get(name) {
            let quantity = &mut held.quantities[*number];
            (quantity.value, quantity.printed) = (*count, true);
        }
    }
    let table = FeasibleTable::new(&held, nothing)?.into_table();
    FeasibleTable::from_table(problem, table)
}

/// The counts that are shown although they are small, and were not shown before.
pub(crate) fn small_counts(
    rows: &[PublishedRow],
    released: &[Vec<PublishedRow>],
    least: i64,
) -> Vec<Place> {
    let mut found = Vec::new();
    let is_small = |cell: PrintedCell| match cell {
        PrintedCell::Number(number) => number
            .rounded(0)
            .is_some_and(|count| (1..i128::from(least.max(LEAST_THRESHOLD))).contains(&count)),
        PrintedCell::Hidden | PrintedCell::Nothing => false,
    };
    // a target is no count of anybody, and neither is what there is still to go
    let is_held = |row: &PublishedRow| is_copied(&row.table) && names::own(row).is_none();
    let is_count = |row: &&PublishedRow| {
        !row.rounded
            && !is_held(row)
            && !matches!(row.unit, Unit::Euro | Unit::Percent)
            && !row.unit.is_rate()
            && row.figure != "stock_change"
    };
    for row in rows.iter().filter(is_count) {
        let columns = [("value", row.value), ("previous", row.previous), ("whole", row.whole)];
        for (column, cell) in columns.into_iter().filter(|(_, cell)| is_small(*cell)) {
            let was_printed = |before: &PublishedRow| {
                (&before.place, before.unit, &before.group) == (&row.place, row.unit, &row.group)
                    && [before.value, before.previous, before.whole].contains(&cell)
            };
            if !released.iter().flatten().any(was_printed) {
                found.push(Place { row: row.clone(), column });
            }
        }
    }
    found
}
