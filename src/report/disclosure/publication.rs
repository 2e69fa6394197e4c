//! A document that may leave the building: counts that must be hidden are, and with them everything that is worked out
//! from them.

use std::collections::{BTreeMap, BTreeSet};

use super::cohorts;
use super::counts::{Counts, KnownCounts};
use super::equations::add_all;
use super::heading::{Column, Heading, tellings};
use super::order;
use super::problem::Hiding;
use super::protect::{Steps, Unprotectable, name_given, protect};
use super::regions::{Region, Sums, is_no_sum};
use super::rules::{Rules, is_amount_hidden};
use super::statement::{Statement, statement, statements};
use crate::measure::{Condition, Unit};
use crate::period::Period;
use crate::report::scene::{ASKED, COMPARED};
use crate::report::{Cell, Document, Group, Note, NoteValue, Report, Row, Table, Value};

/// What is known of a sum of amounts beside the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct AmountFacts {
    /// How many amounts make it.
    pub(crate) number: i64,
    /// The largest of them, in cents, whatever its sign.
    pub(crate) largest: i128,
    /// The sum, in cents.
    pub(crate) sum: i128,
}

/// What the document does not say itself and the rules ask for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Evidence {
    /// By report, period of the run and condition.
    pub(crate) amounts: BTreeMap<(usize, usize, Condition), AmountFacts>,
    /// Benefits that run on the last day, by report and period of the run.
    pub(crate) stocks: BTreeMap<(usize, usize), i64>,
    /// The periods themselves, by report and period of the run: what an earlier period is compared with is named by no
    /// heading of the report, but may be by another report of a series.
    pub(crate) spans: BTreeMap<(usize, usize), Period>,
    /// Of cohorts, how many benefits ended within so many years, by report and the group of the share that still runs.
    pub(crate) ended: BTreeMap<(usize, Group), i64>,
}

/// What there is to say of a document in which is hidden what must be.
#[derive(Debug, Clone, Default)]
pub(crate) struct Published {
    /// What all counts are, hidden ones too.
    pub(crate) known: KnownCounts,
    /// How many that must be hidden can be found out from what was released before, whatever is hidden now.
    pub(crate) given: usize,
    /// How many numbers that were released before are others now.
    pub(crate) changed: usize,
}

/// Hides what must be hidden in a document.
///
/// # Errors
/// Where some other count can be found out whatever is hidden.
pub(crate) fn publish(
    document: &mut Document,
    rules: Rules,
    evidence: &Evidence,
    released: &[Statement],
    steps: Steps,
) -> Result<Published, Unprotectable> {
    let tables = document.reports.iter_mut().flat_map(|report| &mut report.tables);
    tables.for_each(|table| order::fold_small(table, rules));
    let mut said = statements(document);
    said.extend(cohorts::ended(document, evidence));
    let (counts, (hiding, given)) = hidden(&said, rules, released, steps)?;
    let numbers = counts.numbers.iter();
    let hidden: BTreeSet<Heading> = numbers
        .filter(|(_, number)| hiding.hidden[**number])
        .map(|(heading, _)| heading.clone())
        .collect();
    let hide = Hide { hidden: &hidden, rules, evidence };
    let prices: Vec<i32> =
        document.provenance.definitions.average_benefit.iter().map(|(year, _)| *year).collect();
    for (index, report) in document.reports.iter_mut().enumerate() {
        hide.in_report(index, report, &prices);
    }
    withhold_notes(document, rules);
    let count =
        |(heading, number): (Heading, usize)| Some((heading, counts.entries[number].count?));
    Ok(Published {
        known: counts.numbers.clone().into_iter().filter_map(count).collect(),
        given,
        changed: counts.changed,
    })
}

/// What of a document is hidden, and how many counts were given away before. Where a region is not the sum of its municipalities, and what is left to read does not
/// show it, a reader will take it to be.
fn hidden(
    said: &[Statement],
    rules: Rules,
    released: &[Statement],
    steps: Steps,
) -> Result<(Counts, (Hiding, usize)), Unprotectable> {
    let counts = counts_of(said, rules, released, Sums::WhereTheyAre);
    let protected = |counts: &Counts| {
        let mut problem = counts.problem();
        let given = name_given(&mut problem, steps)?;
        Ok((protect(&problem, steps)?, given))
    };
    let found = protected(&counts);
    let shown_as_such = |region: &Region, is_shown: &dyn Fn(usize) -> bool| {
        !is_no_sum(&counts, region, |_| true) || is_no_sum(&counts, region, is_shown)
    };
    let is_seen = found.as_ref().is_ok_and(|(hiding, _)| {
        let is_shown = |of: usize| counts.entries[of].heading.is_some() && !hiding.hidden[of];
        Region::of(said).is_none_or(|region| shown_as_such(&region, &is_shown))
    });
    if is_seen {
        return Ok((counts, found?));
    }
    let counts = counts_of(said, rules, released, Sums::Always);
    let found = protected(&counts)?;
    Ok((counts, found))
}

/// What a document says, with what a reader knows besides, and what the rules name.
pub(super) fn counts_of(
    said: &[Statement],
    rules: Rules,
    released: &[Statement],
    sums: Sums,
) -> Counts {
    let mut counts = Counts::default();
    counts.add(said, false);
    counts.add(released, true);
    counts.name_primaries(rules);
    let regions: Vec<Region> =
        [Region::of(said), Region::of(released)].into_iter().flatten().collect();
    let all: Vec<Statement> = said.iter().chain(released).cloned().collect();
    add_all(&mut counts, &all, &regions, Some(rules), sums);
    counts
}

/// What is hidden, and the rules for what follows from it.
struct Hide<'a> {
    hidden: &'a BTreeSet<Heading>,
    rules: Rules,
    evidence: &'a Evidence,
}

impl Hide<'_> {
    fn in_report(&self, index: usize, report: &mut Report, prices: &[i32]) {
        let mut tables = std::mem::take(&mut report.tables);
        for table in &mut tables {
            let mut rows = table.rows.clone();
            for row in &mut rows {
                self.counts(report, table, row);
                self.worked_out(index, report, row, prices);
            }
            table.rows = rows;
            cohorts::hide_shares(report, table, |heading| self.hidden.contains(heading));
            order::by_what_is_shown(table);
        }
        report.tables = tables;
    }

    /// Counts, means of counts, and wholes of shares.
    fn counts(&self, report: &Report, table: &Table, row: &mut Row) {
        for telling in tellings(&statement(report, table, row)) {
            if !self.hidden.contains(&telling.heading) {
                continue;
            }
            match telling.column {
                Column::Value => suppress(&mut row.value),
                Column::Previous => suppress(&mut row.previous),
                Column::Whole => row.whole.iter_mut().for_each(suppress),
            }
        }
    }

    /// Changes, amounts and savings: hidden with any part of them.
    fn worked_out(&self, index: usize, report: &Report, row: &mut Row, prices: &[i32]) {
        let of = |period| Worked { hide: self, report, index, period, prices, row: &*row };
        let (value, previous) = (of(ASKED).is_hidden(), of(COMPARED).is_hidden());
        if value {
            suppress(&mut row.value);
        }
        if previous {
            suppress(&mut row.previous);
        }
        for (name, cell) in &mut row.inputs {
            // how many benefits have an amount is told by no figure of the report
            if value || *name == "benefits" || matches!(row.value, Cell::Suppressed) {
                suppress(cell);
            }
        }
    }
}

/// A figure that is worked out, in one of the periods of the run.
struct Worked<'a> {
    hide: &'a Hide<'a>,
    report: &'a Report,
    index: usize,
    period: usize,
    prices: &'a [i32],
    row: &'a Row,
}

impl Worked<'_> {
    fn is_hidden(&self) -> bool {
        match self.row.figure {
            "stock_change" => self.is_change_hidden(),
            "placements_wage_subsidy_amount" => {
                self.is_count_hidden(self.period, Unit::Placements, Condition::Subsidised)
                    || self.is_amount_hidden(self.period, Condition::SubsidyAmount, 1)
            }
            "average_benefit" => self.is_price_hidden(),
            "savings_stock" | "savings_volume" => {
                let stocks = [Condition::StockEnd, Condition::StockMonths];
                let is_stock_hidden = |period| {
                    let mut stocks = stocks.iter();
                    let small = self.hide.evidence.stocks.get(&(self.index, period));
                    stocks.any(|stock| self.is_count_hidden(period, Unit::Benefits, *stock))
                        || small.is_some_and(|stock| self.hide.rules.is_small(*stock))
                };
                self.is_price_hidden()
                    || is_stock_hidden(self.period)
                    || is_stock_hidden(self.period + 1)
            }
            "savings_paid" => {
                // a case is paid month by month
                let months = self.report.period.months().unwrap_or(1).max(1);
                self.is_amount_hidden(self.period, Condition::Paid, months)
                    || self.is_amount_hidden(self.period + 1, Condition::Paid, months)
            }
            "savings_ended" => {
                self.is_count_hidden(self.period, Unit::Benefits, Condition::Outflow)
                    || self.is_amount_hidden(self.period, Condition::EndedSaving, 1)
            }
            _ => false,
        }
    }

    /// The period by its number in the run.
    fn span(&self, period: usize) -> Option<Period> {
        match period {
            ASKED => Some(self.report.period),
            COMPARED => self.report.comparison,
            _ => self.hide.evidence.spans.get(&(self.index, period)).copied(),
        }
    }

    fn is_count_hidden(&self, period: usize, unit: Unit, condition: Condition) -> bool {
        self.span(period).is_some_and(|span| {
            let heading = Heading::new(&self.report.name, unit, condition, span);
            self.hide.hidden.contains(&heading)
        })
    }

    fn is_change_hidden(&self) -> bool {
        let stocks = [Condition::StockBegin, Condition::StockEnd];
        stocks.iter().any(|stock| self.is_count_hidden(self.period, self.row.unit, *stock))
    }

    /// The price is a mean of amounts where none is set for the year.
    fn is_price_hidden(&self) -> bool {
        let year = self.span(self.period).map(|span| span.to().year());
        let is_set = year.is_some_and(|year| self.prices.contains(&year));
        !is_set
            && (self.is_count_hidden(self.period, Unit::Benefits, Condition::StockEnd)
                || self.is_amount_hidden(self.period, Condition::PricedAmount, 1))
    }

    /// Whether an amount is of too few cases or mostly of one; a case has at most so many amounts.
    fn is_amount_hidden(&self, period: usize, condition: Condition, per_case: i32) -> bool {
        let facts = self.hide.evidence.amounts.get(&(self.index, period, condition));
        facts.is_some_and(|facts| {
            let cases = facts.number / i64::from(per_case);
            let cases = if facts.number > 0 { cases.max(1) } else { 0 };
            let largest = facts.largest.saturating_mul(i128::from(per_case));
            is_amount_hidden(self.hide.rules, cases, largest, facts.sum)
        })
    }
}

/// A number is hidden; what is not available stays so.
pub(super) fn suppress(cell: &mut Cell) {
    if matches!(cell, Cell::Known(_)) {
        *cell = Cell::Suppressed;
    }
}

/// Small numbers in notes are of people too; a published report names no files, whose rows would tell of them. That a row
/// could not be read is no trait of anybody, and who reads the figures has to know how many they are. What is odd about a
/// few rows of a file is for whoever makes the report, and a check says it.
fn withhold_notes(document: &mut Document, rules: Rules) {
    let is_small = |value: &NoteValue| match value {
        NoteValue::Count(count) => i64::try_from(*count).is_ok_and(|count| rules.is_small(count)),
        _ => false,
    };
    let is_of_few = |note: &Note| {
        let value = |name: &str| note.values.iter().find(|(of, _)| *of == name);
        value("file").is_some() && value("count").is_some_and(|(_, count)| is_small(count))
    };
    let stands_first: Vec<&str> =
        document.reports.iter().flat_map(|of| &of.first).map(|note| note.id).collect();
    document.notes.retain(|note| stands_first.contains(&note.id) || !is_of_few(note));
    let first = document.reports.iter_mut().flat_map(|report| &mut report.first);
    let notes = document.notes.iter_mut().chain(first);
    let of_people = notes.filter(|note| note.id != "rejected_rows");
    for (_, value) in of_people.flat_map(|note| &mut note.values) {
        if is_small(value) {
            *value = NoteValue::Suppressed;
        }
    }
    document.provenance.inputs.clear();
    let largest = u64::try_from(rules.least - 1).unwrap_or(0);
    let values = vec![("count", NoteValue::Count(largest)), ("mark", NoteValue::Suppressed)];
    document.notes.insert(0, Note::new("published", values));
}

/// Rounds every count to a multiple of a number, half up: for the looks only. What follows from counts is worked out
/// from the rounded ones.
pub(crate) fn round(document: &mut Document, to: u64) {
    let cells = |row: &mut Row| {
        let inputs = row.inputs.iter_mut().map(|(_, cell)| cell);
        let own = [&mut row.value, &mut row.previous];
        own.into_iter()
            .chain(row.whole.as_mut())
            .chain(inputs)
            .for_each(|cell| round_cell(cell, to));
    };
    for report in &mut document.reports {
        report.rounded = true;
        report.tables.iter_mut().flat_map(|table| &mut table.rows).for_each(cells);
    }
    document.notes.insert(0, Note::new("rounded", vec![("base", NoteValue::Count(to))]));
}

fn round_cell(cell: &mut Cell, to: u64) {
    match cell {
        Cell::Known(Value::Count(count)) => *count = (*count + to / 2) / to * to,
        Cell::Known(Value::Change(change)) => {
            let base = i128::from(to);
            *change = (*change + change.signum() * (base / 2)) / base * base;
        }
        _ => {}
    }
}
