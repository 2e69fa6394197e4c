//! Figures of others: of the maker of a benchmark, and of regions by CBS.

use super::beside::{Beside, Sought, beside, find, in_column, like, table};
use super::targets;
use crate::dataset::mark::Mark;
use crate::measure::Unit;
use crate::number::Ratio;
use crate::record::Records;
use crate::report::cell::{Cell, Value};
use crate::report::note::{Note, NoteValue};
use crate::report::{FigureId, Group, Report, Row, Table, TableId, distinct};

/// Figures of one day: the last of a period. The figure of a month is that of the year that ends with it.
const ON_A_DAY: [FigureId; 4] =
    [FigureId::StockEnd, FigureId::Running, FigureId::Over2y, FigureId::Over5y];

/// The table of the figures of others.
pub(super) fn benchmark(report: &Report, records: &Records) -> Option<Table> {
    let mut rows = Vec::new();
    for mark in records.benchmark.iter().filter(|mark| of_others(mark, report)) {
        let sought = Sought { table: "", figure: &mark.figure, unit: None, group: &mark.group };
        let Some(row) = find(report, None, sought, false) else { continue };
        let names = Beside { against: "benchmark", own: "own", rest: "difference" };
        let three = if mark.percent {
            let value = percent(mark);
            let of_share = Row { unit: Unit::Percent, ..row.clone() };
            beside(&of_share, names, value, &targets::share(&row))
        } else {
            beside(&row, names, like(&row, mark.hundredths), &row.value)
        };
        rows.extend(three.into_iter().flatten());
    }
    (!rows.is_empty()).then(|| table(TableId::Benchmark, rows))
}

fn of_others(mark: &Mark, report: &Report) -> bool {
    mark.region.is_none() && mark.period == report.period
}

fn of_region(mark: &Mark, report: &Report) -> bool {
    let ends_with = ON_A_DAY.iter().any(|figure| figure.id() == mark.figure)
        && mark.period.to() == report.period.to();
    mark.region.is_some() && (mark.period == report.period || ends_with)
}

fn percent(mark: &Mark) -> Option<Value> {
    Ratio::new(i128::from(mark.hundredths), 10_000).map(Value::Percent)
}

/// The table of figures of regions: the own figure, and that of each region. Regions are of any size, so what is between
/// them is not worked out.
pub(super) fn regions(report: &Report, records: &Records, rates: Option<&Table>) -> Option<Table> {
    let marks: Vec<&Mark> =
        records.benchmark.iter().filter(|mark| of_region(mark, report)).collect();
    let mut rows: Vec<Row> = Vec::new();
    for kind in distinct(marks.iter().map(|mark| sought(mark))) {
        let Some(row) = find(report, rates, kind, false) else { continue };
        let of_kind: Vec<&Mark> =
            marks.iter().copied().filter(|mark| sought(mark) == kind).collect();
        rows.extend(of_figure(&row, &of_kind));
    }
    (!rows.is_empty()).then(|| table(TableId::BenchmarkRegions, rows))
}

/// The row that a figure of a region stands beside.
fn sought(mark: &Mark) -> Sought<'_> {
    let Mark { table, figure, unit, group, .. } = mark;
    Sought { table, figure, unit: unit.as_deref(), group }
}

fn of_figure(row: &Row, marks: &[&Mark]) -> Vec<Row> {
    let is_percent = marks.iter().any(|mark| mark.percent);
    let unit = if is_percent { Unit::Percent } else { row.unit };
    let line = |column: Group, value: Cell| Row { unit, ..in_column(row, column, value) };
    let own = if is_percent { targets::share(row) } else { row.value.clone() };
    let mut rows = vec![line(Group::Declared("own".to_owned()), own)];
    for mark in marks {
        let region = Group::Label(mark.region.clone().unwrap_or_default());
        let status = if mark.is_provisional {
            Group::Declared("provisional".to_owned())
        } else {
            Group::Total
        };
        let column = if mark.is_provisional { Group::pair(region, status) } else { region };
        let value = if is_percent { percent(mark) } else { like(row, mark.hundredths) };
        let group = Group::pair(row.group.clone(), column.clone());
        // one of several that end with the period is enough
        if let Some(value) = value.filter(|_| !rows.iter().any(|of| of.group == group)) {
            rows.push(line(column, Cell::Known(value)));
        }
    }
    rows
}

/// Where the figures of others come from, and which table of StatLine has none of the periods: it was asked for, and
/// would else be missed.
pub(crate) fn notes(reports: &[Report], records: &Records) -> Vec<Note> {
    let has = |report: &Report, id: TableId| report.tables.iter().any(|table| table.id == id);
    let mut notes = Vec::new();
    for mark in &records.benchmark {
        let values = vec![("source", NoteValue::Text(mark.source.clone()))];
        let note = Note::new("benchmark_source", values);
        let is_known = |report: &Report| {
            of_others(mark, report) && has(report, TableId::Benchmark)
                || of_region(mark, report) && has(report, TableId::BenchmarkRegions)
        };
        let is_known = reports.iter().any(is_known);
        if is_known && !mark.source.is_empty() && !notes.contains(&note) {
            notes.push(note);
        }
    }
    let is_of_period = |mark: &Mark| reports.iter().any(|report| of_region(mark, report));
    let of_regions = |mark: &&Mark| mark.region.is_some() && !mark.source.is_empty();
    for mark in records.benchmark.iter().filter(of_regions) {
        let of_source = |other: &&Mark| other.source == mark.source;
        let note =
            Note::new("benchmark_without", vec![("source", NoteValue::Text(mark.source.clone()))]);
        if !records.benchmark.iter().filter(of_source).any(is_of_period) && !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}
