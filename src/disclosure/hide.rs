//! Suppression: a report in which counts that must be hidden are, and with them everything that is worked out from them.

use std::collections::{BTreeMap, BTreeSet};

use super::amounts::{self, Amounts, Evidence, work_out_from_shown};
use super::knowledge::count_key::{Column, CountKey, disclosed_counts};
use super::knowledge::counts::Counts;
use super::knowledge::equations::{Containing, add_all, earlier};
use super::order;
use super::published_row::{PublishedRow, published_row, published_rows};
use super::rules::Rules;
use super::solver::protect::{Passes, Unprotectable, name_given, protect};
use crate::measure::{Condition, Unit};
use crate::period::Period;
use crate::report::{
    Audience, Cell, Document, FigureId, Layout, Missing, Note, NoteValue, Report, Row, Status,
    TableId,
};

/// How a document is made fit for readers outside.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Publication<'a> {
    /// The thresholds.
    pub(crate) rules: Rules,
    /// What the document does not say itself and the rules ask for.
    pub(crate) evidence: &'a Evidence,
    /// What was published before, file by file.
    pub(crate) released: &'a [Vec<PublishedRow>],
    /// Which place holds which others.
    pub(crate) containing: &'a Containing,
    /// The steps of the solver.
    pub(crate) steps: Passes,
}

/// What there is to say of a document that was made fit for readers outside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Published {
    /// The number of protected counts that earlier publications disclose, whatever is hidden now.
    pub(crate) given: usize,
    /// The number of figures that were published before with another value.
    pub(crate) changed: usize,
}

/// Hides what must be hidden in a document.
///
/// # Errors
/// Where some count can be found out whatever is hidden.
pub(crate) fn hide(
    document: &mut Document,
    publication: &Publication<'_>,
) -> Result<Published, Unprotectable> {
    withdraw(document);
    let tables = document.reports.iter_mut().flat_map(|report| &mut report.tables);
    tables.for_each(|table| order::fold_small(table, publication.rules));
    let counts = publication.counts(document);
    let mut problem = counts.problem();
    let given = name_given(&mut problem, publication.steps)?;
    let hiding = protect(&problem, publication.steps)?;
    let numbers = counts.numbers.iter();
    let hidden: BTreeSet<CountKey> = numbers
        .filter(|(_, number)| hiding.hidden[**number])
        .map(|(count_key, _)| count_key.clone())
        .collect();
    publication.suppress(document, &hidden);
    let largest = u64::try_from(publication.rules.least - 1).unwrap_or(0);
    let values = vec![("count", NoteValue::Count(largest)), ("mark", NoteValue::Suppressed)];
    let least = u64::try_from(publication.rules.least).unwrap_or(0);
    finish(document, publication.rules, Note::new("published", values), Audience::Hidden(least));
    Ok(Published { given, changed: counts.changed })
}

impl Publication<'_> {
    /// What a document is about to say, what was published before, what a reader knows besides, and what the rules name.
    pub(super) fn counts(&self, document: &Document) -> Counts {
        let said = published_rows(document);
        let mut counts = Counts::default();
        counts.add(&said);
        for (source, released) in self.released.iter().enumerate() {
            counts.add_released(source + 1, released);
        }
        counts.name_primaries(self.rules);
        let all: Vec<PublishedRow> =
            said.iter().chain(self.released.iter().flatten()).cloned().collect();
        add_all(&mut counts, &all, self.containing, self.rules);
        counts
    }

    /// Hides counts, and with them what is worked out from them; amounts by their own rules.
    pub(super) fn suppress(&self, document: &mut Document, hidden: &BTreeSet<CountKey>) {
        let prices: Vec<i32> =
            document.provenance.definitions.average_benefit.iter().map(|(year, _)| *year).collect();
        let (rules, evidence, released) = (self.rules, self.evidence, self.released);
        let amounts = Amounts { rules, evidence, released, prices: &prices };
        for (index, report) in document.reports.iter_mut().enumerate() {
            let mut tables = std::mem::take(&mut report.tables);
            for table in &mut tables {
                // a crossed table is named by its first row
                let said = table.rows.iter().map(|row| published_row(report, table, row));
                let said: Vec<PublishedRow> = said.collect();
                for (row, said) in table.rows.iter_mut().zip(&said) {
                    suppress_counts(report, said, row, hidden);
                    suppress_amounts(&amounts, (index, report), row, hidden);
                }
            }
            report.tables = tables;
        }
    }
}

/// Counts, means of counts, and wholes of shares.
fn suppress_counts(
    report: &Report,
    said: &PublishedRow,
    row: &mut Row,
    hidden: &BTreeSet<CountKey>,
) {
    for telling in disclosed_counts(said) {
        if hidden.contains(&telling.count_key) {
            match telling.column {
                Column::Value => row.value.suppress(),
                Column::Previous => row.previous.suppress(),
                Column::Whole => row.whole.iter_mut().for_each(Cell::suppress),
            }
        }
    }
    if row.figure == FigureId::StockChange {
        let is_hidden = |period| {
            let stock = |stock| CountKey::new(&report.name, row.unit, stock, period);
            let stocks = [Condition::StockBegin, Condition::StockEnd].map(stock);
            stocks.iter().any(|stock| hidden.contains(stock))
        };
        if is_hidden(report.period) {
            row.value.suppress();
        }
        if report.comparison.is_some_and(is_hidden) {
            row.previous.suppress();
        }
    }
}

/// Amounts, and savings with any part of them.
fn suppress_amounts(
    amounts: &Amounts<'_>,
    of: (usize, &Report),
    row: &mut Row,
    hidden: &BTreeSet<CountKey>,
) {
    let report = of.1;
    let is_hidden = |unit, condition, span: Option<Period>| {
        span.is_some_and(|span| {
            hidden.contains(&CountKey::new(&report.name, unit, condition, span))
        })
    };
    let is_count_hidden = |span| match row.figure {
        FigureId::PlacementsWageSubsidyAmount | FigureId::WageCostSubsidies => {
            is_hidden(Unit::Placements, Condition::Subsidised, span)
        }
        FigureId::SavingsEnded => is_hidden(Unit::Benefits, Condition::Outflow, span),
        _ => false,
    };
    let stocks = [("stock", Condition::StockEnd), ("average", Condition::StockMonths)];
    let is_input_hidden = |name: &str| {
        let previous = name.strip_prefix("previous_");
        let span = if previous.is_some() { report.comparison } else { Some(report.period) };
        let known = stocks.iter().find(|(known, _)| *known == previous.unwrap_or(name));
        known.is_some_and(|(_, condition)| is_hidden(Unit::Benefits, *condition, span))
    };
    let is_part_hidden = row.inputs.iter().any(|(name, _)| is_input_hidden(name));
    let value =
        is_part_hidden || is_count_hidden(Some(report.period)) || amounts.is_hidden(of, row, 0);
    let previous = is_count_hidden(report.comparison) || amounts.is_hidden(of, row, 1);
    if row.unit == Unit::Euro && value {
        row.value.suppress();
        row.inputs.iter_mut().for_each(|(_, cell)| cell.suppress());
    }
    if row.unit == Unit::Euro && previous {
        row.previous.suppress();
    }
    for (name, cell) in &mut row.inputs {
        // no figure of the report says how many benefits have an amount
        if *name == "benefits" || *name == "outflow" {
            cell.suppress();
        }
        amounts::round(cell);
    }
    if !matches!(row.figure, FigureId::Budget | FigureId::Recoveries) {
        amounts::round(&mut row.value);
        amounts::round(&mut row.previous);
    }
}

/// Figures that are not published: what a mean, a median or a sum over the same benefits discloses of some of them
/// has not been worked out, nor what a forecast discloses of the number of benefits in a month that no report shows.
const NOT_PUBLISHED: [FigureId; 8] = [
    FigureId::DurationMean,
    FigureId::DurationMedian,
    FigureId::Over2y,
    FigureId::Over5y,
    FigureId::WageValueMean,
    FigureId::Forecast,
    FigureId::ForecastLow,
    FigureId::ForecastHigh,
];

/// Removes what is never published: those figures, and the savings of the comparison period, since they disclose counts of an
/// earlier period that the report does not show. What was paid then is an amount of that period itself.
pub(super) fn withdraw(document: &mut Document) {
    for report in &mut document.reports {
        let rows = report.tables.iter_mut().flat_map(|table| &mut table.rows);
        for row in rows.filter(|row| NOT_PUBLISHED.contains(&row.figure)) {
            // what there is not stays so, with its reason
            for cell in [&mut row.value, &mut row.previous] {
                if !matches!(cell, Cell::Missing(_)) {
                    *cell = Cell::Missing(Missing::NotPublished);
                }
            }
            (row.whole, row.previous_whole) = (None, None);
            row.inputs.clear();
        }
        for table in report.tables.iter_mut().filter(|table| table.id == TableId::Savings) {
            for row in table.rows.iter_mut().filter(|row| row.figure != FigureId::Spending) {
                row.previous = Cell::Missing(Missing::NoComparison);
            }
        }
    }
}

/// Of the wholes of the comparison period only those are published that other rows give as numbers of that period, as they
/// stand there: so nothing more is said of it than the report says anyway.
fn keep_wholes_that_stand_elsewhere(report: &mut Report) {
    let said: Vec<(usize, usize, PublishedRow)> = report
        .tables
        .iter()
        .enumerate()
        .flat_map(|(at, table)| {
            let rows = table.rows.iter().enumerate();
            let report = &*report;
            rows.map(move |(row, of)| (at, row, published_row(report, table, of)))
        })
        .collect();
    let mut there: BTreeMap<CountKey, Cell> = BTreeMap::new();
    for (table, row, said) in &said {
        for telling in disclosed_counts(said).into_iter().filter(|of| of.column == Column::Previous)
        {
            let cell = &report.tables[*table].rows[*row].previous;
            there.entry(telling.count_key).or_insert_with(|| cell.clone());
        }
    }
    for (table, row, said) in &said {
        let disclosed = disclosed_counts(said);
        let whole = disclosed.iter().find(|of| of.column == Column::Whole).map(|of| &of.count_key);
        let before = whole.zip(said.comparison);
        let before = before.and_then(|(whole, before)| earlier(whole, said, before));
        let row = &mut report.tables[*table].rows[*row];
        row.previous_whole = before.and_then(|count_key| there.get(&count_key).cloned());
    }
}

/// The order of groups discloses nothing of what is hidden, and small numbers in notes are of people too; a published report
/// names no files, whose rows would disclose them.
pub(super) fn finish(document: &mut Document, rules: Rules, note: Note, audience: Audience) {
    for report in &mut document.reports {
        report.status = Status { rows: None, audience, ..report.status };
        work_out_from_shown(report);
    }
    document.reports.iter_mut().for_each(keep_wholes_that_stand_elsewhere);
    let is_series = document.layout != Layout::Separate;
    let tables = document.reports.iter_mut().flat_map(|report| &mut report.tables);
    tables.for_each(|table| order::by_what_is_shown(table, is_series));
    let first = document.reports.iter_mut().flat_map(|report| &mut report.first);
    for (_, value) in document.notes.iter_mut().chain(first).flat_map(|note| &mut note.values) {
        if let NoteValue::Count(count) = value
            && i64::try_from(*count).is_ok_and(|count| rules.is_small(count))
        {
            *value = NoteValue::Suppressed;
        }
    }
    document.provenance.inputs.clear();
    document.notes.insert(0, note);
}
