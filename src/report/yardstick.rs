//! Figures beside what they are held against: targets, inhabitants, and the figures of others.
//!
//! These tables are worked out from the rows of a finished report, so that what a report hides stays hidden here.

use super::cell::{Cell, Missing, Value};
use super::note::{Note, NoteValue};
use super::series;
use super::{Across, Document, Group, Layout, Report, Row, ShareOf, Table};
use crate::measure::Unit;
use crate::number::Ratio;
use crate::period::Period;
use crate::record::Records;

/// The table of targets.
pub const TARGETS: &str = "targets";
/// The table of figures of others.
pub const BENCHMARK: &str = "benchmark";
/// The tables of rates, per 1,000 and per 10,000 inhabitants.
pub const RATES: [&str; 2] = ["per_1000_inhabitants", "per_10000_inhabitants"];

/// The dimension of the columns: the figure, what it is held against, and the difference.
const BESIDE: &str = "beside";

/// The figures of which rates are shown.
const RATED: [(&str, Unit); 6] = [
    ("stock_end", Unit::Benefits),
    ("inflow", Unit::Benefits),
    ("outflow", Unit::Benefits),
    ("stock_end", Unit::Persons),
    ("into_work", Unit::Persons),
    ("outflow_to_work", Unit::Benefits),
];

/// Figures whose number is not what they are about.
const NO_TARGET: [&str; 3] = ["inflow_rate", "outflow_rate", "outflow_rate_cbs"];

/// A target or mark that names no figure: where it stands, and the figures there are.
pub(crate) struct NoSuchFigure {
    /// The place: a key of `outflow.toml`, or a line of the benchmark.
    pub(crate) place: String,
    /// The figure as it stands there.
    pub(crate) figure: String,
}

/// Whether every target and mark is of a figure.
///
/// # Errors
/// The first that is not.
pub(crate) fn check(records: &Records) -> Result<(), NoSuchFigure> {
    let ids = series::figures();
    for target in &records.yardsticks.targets {
        if !ids.contains(&target.figure.as_str()) || NO_TARGET.contains(&&*target.figure) {
            let place = format!("{}: outflow.toml: targets", records.name);
            return Err(NoSuchFigure { place, figure: target.figure.clone() });
        }
    }
    for mark in &records.benchmark {
        if !ids.contains(&mark.figure.as_str()) {
            let place = format!("{}:{}", mark.file, mark.line);
            return Err(NoSuchFigure { place, figure: mark.figure.clone() });
        }
    }
    Ok(())
}

/// The tables for a report on all of one dataset; of several datasets, or of some municipalities out of more, nothing is
/// known that it could be held against. With `so_far`, the target of a period is shown as soon as it has begun.
pub(crate) fn tables(report: &Report, records: &Records, so_far: bool) -> Vec<Table> {
    let mut rates = rates(report, records);
    rates.extend(targets(report, records, so_far));
    rates.extend(benchmark(report, records));
    rates
}

/// Where the figures of others come from, and how many inhabitants there are.
pub(crate) fn notes(reports: &[Report], records: &Records) -> Vec<Note> {
    let has =
        |report: &Report, ids: &[&str]| report.tables.iter().any(|table| ids.contains(&table.id));
    let mut notes = Vec::new();
    for (year, inhabitants) in &records.yardsticks.inhabitants {
        let of_year = |report: &&Report| report.period.to().year() == *year;
        if reports.iter().filter(of_year).any(|report| has(report, &RATES)) {
            let count = u64::try_from(*inhabitants).unwrap_or(0);
            let values = vec![
                ("year", NoteValue::Text(year.to_string())),
                ("inhabitants", NoteValue::Count(count)),
            ];
            notes.push(Note::new("inhabitants", values));
        }
    }
    for mark in &records.benchmark {
        let of_period = |report: &&Report| report.period == mark.period;
        let values = vec![("source", NoteValue::Text(mark.source.clone()))];
        let note = Note::new("benchmark_source", values);
        let told = reports.iter().filter(of_period).any(|report| has(report, &[BENCHMARK]));
        if told && !mark.source.is_empty() && !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

fn find<'r>(report: &'r Report, figure: &str, unit: Option<&str>, group: &str) -> Option<&'r Row> {
    let mut rows = report.tables.iter().flat_map(|table| &table.rows);
    rows.find(|row| {
        row.figure == figure
            && row.group.id() == group
            && unit.is_none_or(|unit| row.unit.id() == unit)
    })
}

/// Per so many inhabitants: the figure ÷ the inhabitants of the year in which the period ends × 1,000 (or 10,000).
fn rates(report: &Report, records: &Records) -> Vec<Table> {
    let yardsticks = &records.yardsticks;
    if yardsticks.inhabitants.is_empty() {
        return Vec::new();
    }
    let (id, per) = if yardsticks.per_ten_thousand { (RATES[1], 10_000) } else { (RATES[0], 1000) };
    let rate = |cell: &Cell, period: Option<Period>| {
        let Cell::Known(value) = cell else { return cell.clone() };
        let Some(period) = period else { return Cell::Missing(Missing::NoComparison) };
        let Some(inhabitants) = yardsticks.inhabitants.get(&period.to().year()) else {
            return Cell::Missing(Missing::NoInhabitants);
        };
        let per_one = Ratio::new(per, i128::from(*inhabitants));
        let rate = per_one.and_then(|per_one| value.exact().times(per_one));
        rate.map_or(Cell::Missing(Missing::TooLarge), |rate| Cell::Known(Value::Average(rate)))
    };
    let rows = RATED.iter().filter_map(|(figure, unit)| {
        let row = find(report, figure, Some(unit.id()), "")?;
        Some(Row {
            value: rate(&row.value, Some(report.period)),
            previous: rate(&row.previous, report.comparison),
            whole: None,
            previous_whole: None,
            inputs: Vec::new(),
            ..row.clone()
        })
    });
    let rows: Vec<Row> = rows.collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Table { id, dimension: None, across: None, rows }]
}

fn targets(report: &Report, records: &Records, so_far: bool) -> Option<Table> {
    let applies = |period: Period| {
        let begun = period.from() == report.period.from() && period.covers(report.period);
        period == report.period || (so_far && begun)
    };
    let mut rows = Vec::new();
    for target in records.yardsticks.targets.iter().filter(|target| applies(target.period)) {
        let unit = target.unit.as_deref();
        if let Some(row) = find(report, &target.figure, unit, "") {
            let value = like(row, target.hundredths);
            rows.extend(
                beside(row, "target", "realisation", value, &row.value).into_iter().flatten(),
            );
        }
    }
    (!rows.is_empty()).then(|| table(TARGETS, rows))
}

fn benchmark(report: &Report, records: &Records) -> Option<Table> {
    let mut rows = Vec::new();
    for mark in records.benchmark.iter().filter(|mark| mark.period == report.period) {
        let Some(row) = find(report, &mark.figure, None, &mark.group) else { continue };
        if mark.percent {
            let own = match &row.value {
                Cell::Known(_) => row.share().map(|share| Value::Percent(share.ratio())),
                Cell::Missing(_) | Cell::Suppressed => None,
            };
            let own = own.map_or_else(|| hidden(&row.value), Cell::Known);
            let value = Ratio::new(i128::from(mark.hundredths), 10_000).map(Value::Percent);
            let row = Row { unit: Unit::Percent, ..row.clone() };
            rows.extend(beside(&row, "benchmark", "own", value, &own).into_iter().flatten());
        } else {
            let value = like(row, mark.hundredths);
            rows.extend(beside(row, "benchmark", "own", value, &row.value).into_iter().flatten());
        }
    }
    (!rows.is_empty()).then(|| table(BENCHMARK, rows))
}

/// Why there is no share of a number: it is hidden or missing itself, or it is a share of nothing.
fn hidden(cell: &Cell) -> Cell {
    match cell {
        Cell::Known(_) => Cell::Missing(Missing::NoShare),
        other => other.clone(),
    }
}

/// A number of hundredths in the form of a row's own numbers.
fn like(row: &Row, hundredths: i64) -> Option<Value> {
    let exact = Ratio::new(i128::from(hundredths), 100)?;
    let count = || u64::try_from(hundredths / 100).ok().filter(|_| hundredths % 100 == 0);
    Some(match (row.unit, row.value.value()) {
        (Unit::Euro, _) => Value::Euro(Ratio::whole(i128::from(hundredths))),
        (_, Some(Value::Change(_))) if hundredths % 100 == 0 => {
            Value::Change(i128::from(hundredths / 100))
        }
        (_, Some(Value::Average(_) | Value::Change(_))) => Value::Average(exact),
        _ => count().map_or(Value::Average(exact), Value::Count),
    })
}

/// Three rows: what the figure is held against, the figure, and how much it is more.
fn beside(
    row: &Row,
    yardstick: &str,
    own: &str,
    against: Option<Value>,
    value: &Cell,
) -> Option<[Row; 3]> {
    let against = against?;
    let line = |column: &str, value: Cell| Row {
        group: Group::pair(row.group.clone(), Group::Declared(column.to_owned())),
        value,
        whole: None,
        previous: Cell::Missing(Missing::NoComparison),
        previous_whole: None,
        inputs: Vec::new(),
        ..row.clone()
    };
    let difference = match value {
        Cell::Known(value) => {
            let difference = signed(*value, against);
            difference.map_or(Cell::Missing(Missing::TooLarge), Cell::Known)
        }
        other => other.clone(),
    };
    // of a rise or fall, or of a percentage, a percentage says nothing
    let shared = matches!(against, Value::Count(_) | Value::Euro(_)) && !against.exact().is_zero();
    let whole = Some(Cell::Known(against)).filter(|_| shared && value.value().is_some());
    Some([
        line(yardstick, Cell::Known(against)),
        Row { whole, ..line(own, value.clone()) },
        line("difference", difference),
    ])
}

fn signed(value: Value, against: Value) -> Option<Value> {
    match (value, against) {
        // a count held against a number with decimals
        (Value::Count(_), Value::Average(_)) => {
            value.exact().minus(against.exact()).map(Value::Average)
        }
        _ => value.minus(against),
    }
}

fn table(id: &'static str, rows: Vec<Row>) -> Table {
    let across = Across { dimensions: vec![BESIDE], share: ShareOf::Row };
    Table { id, dimension: None, across: Some(across), rows }
}

/// Whether a table is there because `outflow.toml` asks for it.
pub fn is_configured(table: &str) -> bool {
    [TARGETS, BENCHMARK].contains(&table) || RATES.contains(&table)
}

/// Whether a document is made of the tables of the report: a series, and tables that were put together, are read otherwise.
pub fn is_yearly(document: &Document) -> bool {
    let is_own = |table: &Table| table.across.is_none() || is_configured(table.id);
    document.layout == Layout::Apart
        && document.reports.iter().flat_map(|report| &report.tables).all(is_own)
}

/// Whether the columns of a table are a figure and what it is held against.
pub fn is_beside(across: &Across) -> bool {
    across.dimensions.first() == Some(&BESIDE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::{euros, row};

    fn cells(rows: &[Row; 3]) -> Vec<(String, &Cell)> {
        rows.iter().map(|row| (row.group.id().into_owned(), &row.value)).collect()
    }

    #[test]
    fn a_target_stands_beside_what_was_reached() {
        let own = row("into_work", Group::Total, Unit::Persons, 939);
        let target = like(&own, 95_000);
        let rows = beside(&own, "target", "realisation", target, &own.value);
        let rows = rows.as_ref().map(cells).unwrap();
        let difference = Cell::Known(Value::Change(-11));
        let expected = [
            ("|target".to_owned(), &Cell::Known(Value::Count(950))),
            ("|realisation".to_owned(), &own.value),
            ("|difference".to_owned(), &difference),
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn what_is_hidden_stays_hidden() {
        let own =
            Row { value: Cell::Suppressed, ..row("into_work", Group::Total, Unit::Persons, 0) };
        let rows = beside(&own, "target", "realisation", like(&own, 95_000), &own.value);
        let hidden = rows.map(|[_, own, difference]| (own.value, own.whole, difference.value));
        assert_eq!(hidden, Some((Cell::Suppressed, None, Cell::Suppressed)));
    }

    #[test]
    fn an_amount_is_held_against_euros() {
        let own = row("savings_stock", Group::Total, Unit::Euro, 0).worth(euros(3_606_800));
        let rows = beside(&own, "target", "realisation", like(&own, 350_000_000), &own.value);
        let difference = rows.map(|[_, _, difference]| difference.value);
        assert_eq!(difference, Some(euros(106_800)));
    }
}
