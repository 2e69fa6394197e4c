//! A series: periods down, the latest on top, figures across, each beside the period a year earlier; before it, where that
//! is asked for, each figure as a small line of blocks.

use std::cmp::Ordering;

use crate::measure::Unit;
use crate::report::series::{gap, year_before};
use crate::report::{FigureId, Group, Report, Row, Table, TableId, distinct};

use super::super::locale::Locale;
use super::context::{Context, broken, capitalised, uncapitalised};
use super::model::{Column, Grid, Line, Page, Section};
use super::rows::{label, unit_name};
use super::series_notes::notes;
use super::shown::Shown;
use super::status::{self, sentences};
use super::{benchmark_table, charts, draw, rates};

/// Periods that a line of blocks can show; of a longer series it shows as many, evenly spread.
const WIDEST_LINE: usize = 48;

/// One figure of one group through all periods.
struct Series<'a> {
    table: &'a Table,
    /// A row for each period, earliest first.
    rows: Vec<&'a Row>,
}

/// The reports of one name, which are those of one period after another.
pub(super) fn page(reports: &[Report], cumulative: bool, drawn: bool, locale: &Locale) -> Page {
    let all = all(reports);
    let shown: Vec<_> =
        all.iter().filter(|series| series.rows.iter().any(|row| gap(row).is_none())).collect();
    let (totals, grouped): (Vec<&Series<'_>>, Vec<_>) =
        shown.iter().copied().partition(|series| is_lone(series, &shown));
    let mut sections = Vec::new();
    if drawn && reports.len() > 1 {
        sections.push(lines(reports, &shown, locale));
    }
    for unit in distinct(totals.iter().map(|series| series.rows[0].unit)) {
        let of_unit = totals.iter().copied().filter(|series| series.rows[0].unit == unit);
        let of_unit: Vec<&Series<'_>> = of_unit.collect();
        sections.push(of_one_unit(reports, &of_unit, sections.is_empty(), locale));
    }
    let (rates, grouped): (Vec<&Series<'_>>, Vec<_>) =
        grouped.into_iter().partition(|series| is_rate_table(series));
    if let Some(first) = rates.first() {
        let title = locale.table(first.table.id).to_owned();
        sections.push(section(title, None, reports, &rates, locale, true));
    }
    for (table, figure) in distinct(grouped.iter().map(|one| (one.table.id, one.rows[0].figure))) {
        let of_figure = grouped.iter().copied();
        let of_figure: Vec<_> =
            of_figure.filter(|one| (one.table.id, one.rows[0].figure) == (table, figure)).collect();
        let title = locale.table(table).to_owned();
        let subtitle = of_figure.first().map(|series| counted(series, locale));
        sections.push(section(title, subtitle, reports, &of_figure, locale, false));
    }
    sections.extend(benchmark_table::of_series(reports, locale));
    Page {
        title: title(reports, locale),
        status: reports.last().map(|last| status::line(last, locale)).unwrap_or_default(),
        first: reports.last().map(|last| sentences(&last.first, locale)).unwrap_or_default(),
        subtitle: subtitle(reports, cumulative, locale),
        sections,
        notes: notes(reports, &rows_of(&all), locale),
        ..Page::default()
    }
}

/// The months of a report, every figure beside the others.
pub(super) fn months(reports: &[Report], drawn: bool, locale: &Locale) -> (Section, Vec<String>) {
    let all = all(reports);
    let shown: Vec<_> =
        all.iter().filter(|series| series.rows.iter().any(|row| gap(row).is_none())).collect();
    let section = if drawn {
        lines(reports, &shown, locale)
    } else {
        let grid = grid(reports, &shown, locale, true);
        let figures = distinct(shown.iter().map(|series| series.rows[0].figure));
        let table = shown.first().map(|series| series.table.id);
        Section { grid, table, figures, ..Section::default() }
    };
    (section, notes(reports, &rows_of(&all), locale))
}

/// What is counted in one unit, each figure beside that of a year earlier.
fn of_one_unit(
    reports: &[Report],
    all: &[&Series<'_>],
    is_first: bool,
    locale: &Locale,
) -> Section {
    let mut charts = Vec::new();
    let rows_of = |figure: FigureId| {
        let series = all.iter().find(|series| series.rows[0].figure == figure);
        series.map(|series| series.rows.as_slice())
    };
    let unit = all.first().map_or(Unit::Benefits, |series| series.rows[0].unit);
    // people and benefits rise and fall together: one of them is drawn
    if is_first {
        charts.extend(
            rows_of(FigureId::StockEnd).map(|rows| charts::of_stock(reports, rows, locale)),
        );
        if let (Some(came), Some(went)) = (rows_of(FigureId::Inflow), rows_of(FigureId::Outflow)) {
            charts.push(charts::of_flows(reports, [came, went], locale));
        }
    }
    for series in all.iter().filter(|series| !COURSE.contains(&series.rows[0].figure)) {
        if unit != Unit::Euro {
            charts.push(charts::of_series(reports, named(series, locale), &series.rows, locale));
        }
    }
    let grid = compared(reports, all, locale);
    let is_compared = grid.columns.len() > all.len();
    let figures = distinct(all.iter().map(|series| series.rows[0].figure));
    Section {
        title: capitalised(&unit_name(unit, locale)),
        subtitle: is_compared.then(|| locale.phrase("series_change", &[])),
        grid,
        table: all.first().map(|series| series.table.id),
        figures,
        charts: charts.into_iter().flatten().collect(),
        ..Section::default()
    }
}

/// Figures that are drawn together, or whose months go up and down with the year so much that a line misleads.
const COURSE: [FigureId; 5] = [
    FigureId::StockEnd,
    FigureId::Inflow,
    FigureId::Outflow,
    FigureId::IntoWork,
    FigureId::OutflowToWork,
];

/// Periods down, the latest on top; each figure with what it is more or less than a year earlier, where the series has
/// that.
fn compared(reports: &[Report], all: &[&Series<'_>], locale: &Locale) -> Grid {
    let has_year = (0..reports.len()).any(|index| year_before(reports, index).is_some());
    // a saving and an effect are changes themselves
    let is_change = |figure: FigureId| {
        figure.is_saving() || matches!(figure, FigureId::VolumeEffect | FigureId::PriceEffect)
    };
    let with_change = |series: &Series<'_>| has_year && !is_change(series.rows[0].figure);
    let mut columns = Vec::new();
    for series in all {
        let head = series_head(series, locale);
        if with_change(series) {
            columns.push(Column::number(&[&head, ""]));
            columns.push(Column::number(&["", &locale.word("change").to_lowercase()]));
        } else {
            columns.push(Column::number(&broken(&head)));
        }
    }
    let cells = |series: &Series<'_>, index: usize| {
        let change = || since_a_year(reports, series, index, locale);
        let change = with_change(series).then(change);
        std::iter::once(cell(reports, series, index, locale)).chain(change).collect()
    };
    by_period(reports, all, columns, locale, &cells)
}

/// A line for each period, the latest on top, with the cells that each series has there.
fn by_period(
    reports: &[Report],
    all: &[&Series<'_>],
    columns: Vec<Column>,
    locale: &Locale,
    cells: &dyn Fn(&Series<'_>, usize) -> Vec<Shown>,
) -> Grid {
    let line = |(index, report): (usize, &Report)| Line {
        label: label(report, locale),
        cells: all.iter().flat_map(|series| cells(series, index)).collect(),
        ..Line::default()
    };
    let lines = reports.iter().enumerate().rev().map(line).collect();
    Grid { label_head: locale.word("period").to_owned(), columns, lines }
}

/// The head of a figure in a table of one unit: short, for its change stands beside it.
fn series_head(series: &Series<'_>, locale: &Locale) -> String {
    match series.rows[0].figure {
        FigureId::StockEnd => locale.phrase("series_stock", &[]),
        FigureId::IntoWork => locale.phrase("series_into_work", &[]),
        FigureId::OutflowToWork => locale.phrase("series_outflow_to_work", &[]),
        figure => locale.figure(figure).to_owned(),
    }
}

/// How much a number is more than that of the period a year before it; of a rate, in percentage points.
fn since_a_year(reports: &[Report], series: &Series<'_>, index: usize, locale: &Locale) -> Shown {
    let Some(before) = year_before(reports, index) else { return Shown::default() };
    let (Some(row), Some(earlier)) = (series.rows.get(index), series.rows.get(before)) else {
        return Shown::default();
    };
    let row = Row {
        previous: earlier.value.clone(),
        previous_whole: earlier.whole.clone(),
        ..(*row).clone()
    };
    let context = Context::new(&reports[index], locale);
    if row.figure.is_rate() {
        let [_, _, points] = context.shares(&row);
        return points;
    }
    context.change(&row, Context::euro(series.rows.iter().copied()))
}

fn rows_of<'r>(all: &'r [Series<'_>]) -> Vec<&'r [&'r Row]> {
    all.iter().map(|series| series.rows.as_slice()).collect()
}

fn all(reports: &[Report]) -> Vec<Series<'_>> {
    let Some(last) = reports.last() else { return Vec::new() };
    let mut all = Vec::new();
    let tables =
        last.tables.iter().enumerate().filter(|(_, table)| !benchmark_table::is_one(table));
    for (index, table) in tables {
        for (line, _) in table.rows.iter().enumerate() {
            // every report has the same rows in the same places
            let rows = reports.iter().filter_map(|report| report.tables.get(index)?.rows.get(line));
            all.push(Series { table, rows: rows.collect() });
        }
    }
    all
}

/// Whether a series is a total without groups.
fn is_lone(series: &Series<'_>, all: &[&Series<'_>]) -> bool {
    let same = |other: &&&Series<'_>| {
        other.table.id == series.table.id && other.rows[0].figure == series.rows[0].figure
    };
    !is_rate_table(series)
        && all.iter().filter(same).all(|other| other.rows[0].group == Group::Total)
}

fn is_rate_table(series: &Series<'_>) -> bool {
    series.table.id == TableId::Rates
}

fn title(reports: &[Report], locale: &Locale) -> String {
    let (Some(first), Some(last)) = (reports.first(), reports.last()) else {
        return String::new();
    };
    let name = Context::new(last, locale).name();
    let (from, to) = (locale.period(first.period), locale.period(last.period));
    let period = match reports {
        [_] => to,
        _ => locale.phrase("span", &[("from", &from), ("to", &to)]),
    };
    locale.phrase("title", &[("name", &name), ("period", &period)])
}

fn subtitle(reports: &[Report], cumulative: bool, locale: &Locale) -> String {
    let months = reports.first().and_then(|report| report.period.months());
    let mut parts = vec![match months {
        _ if cumulative => locale.phrase("series_cumulative", &[]),
        Some(12) => locale.phrase("series_year", &[]),
        Some(6) => locale.phrase("series_half", &[]),
        Some(3) => locale.phrase("series_quarter", &[]),
        _ => locale.phrase("series_month", &[]),
    }];
    if reports.iter().any(|report| report.provisional && report.tables.iter().any(has_value)) {
        parts.push(locale.phrase("provisional", &[]));
    }
    parts.join(". ")
}

fn has_value(table: &Table) -> bool {
    table.rows.iter().any(|row| row.value.value().is_some())
}

/// Periods down, figures across, each with its line.
fn section(
    title: String,
    subtitle: Option<String>,
    reports: &[Report],
    all: &[&Series<'_>],
    locale: &Locale,
    with_unit: bool,
) -> Section {
    let mut charts = Vec::new();
    for series in all {
        charts.extend(charts::of_series(reports, named(series, locale), &series.rows, locale));
    }
    let grid = grid(reports, all, locale, with_unit);
    let figures = distinct(all.iter().map(|series| series.rows[0].figure));
    let table = all.first().map(|series| series.table.id);
    Section { title, subtitle, grid, table, figures, charts, ..Section::default() }
}

/// Periods down, figures across.
fn grid(reports: &[Report], all: &[&Series<'_>], locale: &Locale, with_unit: bool) -> Grid {
    let columns = all.iter().map(|series| head(series, locale, with_unit)).collect();
    let cells = |series: &Series<'_>, index| vec![cell(reports, series, index, locale)];
    by_period(reports, all, columns, locale, &cells)
}

fn head(series: &Series<'_>, locale: &Locale, with_unit: bool) -> Column {
    let row = series.rows[0];
    let name = match &row.group {
        _ if is_rate_table(series) => rates::named(row, locale),
        Group::Total if with_unit => locale.figure(row.figure).to_owned(),
        group => locale.group(group),
    };
    let mut lines = broken(&name);
    let unit = locale.unit(row.unit);
    let said = row.unit == crate::measure::Unit::Euro
        || row.unit.is_rate()
        || name.to_lowercase().contains(unit);
    if with_unit && !said {
        lines.push(unit);
    }
    Column::number(&lines)
}

/// The number of one period, with the decimals that all of the series have.
fn cell(reports: &[Report], series: &Series<'_>, index: usize, locale: &Locale) -> Shown {
    let euro = Context::euro(series.rows.iter().copied());
    let Some((row, report)) = series.rows.get(index).zip(reports.get(index)) else {
        return Shown::missing(None);
    };
    let context = Context::new(report, locale);
    // a rate's number stands in the table already
    if row.figure.is_rate() {
        or_missing(context.share(row))
    } else {
        context.cell(&row.value, euro)
    }
}

fn or_missing(shown: Shown) -> Shown {
    if shown.is_blank() { Shown::missing(None) } else { shown }
}

/// What a table of groups counts: the figure and its unit.
fn counted(series: &Series<'_>, locale: &Locale) -> String {
    let row = series.rows[0];
    let figure = uncapitalised(locale.figure(row.figure));
    let unit = locale.unit(row.unit);
    if figure.contains(unit) { figure } else { format!("{figure}, {unit}") }
}

/// Each figure as a line of blocks between its lowest and highest number.
fn lines(reports: &[Report], all: &[&Series<'_>], locale: &Locale) -> Section {
    let word = |id: &str| locale.word(id).to_lowercase();
    let columns = vec![
        Column::words(""),
        Column::number(&[&word("first")]),
        Column::number(&[&word("last")]),
        Column::number(&[&word("lowest")]),
        Column::number(&[&word("highest")]),
    ];
    let mut lines = Vec::new();
    for series in all {
        let values: Vec<_> = series.rows.iter().map(|row| row.value.value()).collect();
        let exact = |index: usize| values[index].map(crate::report::Value::exact);
        let known = || (0..values.len()).filter(|index| exact(*index).is_some());
        let by_value = |one: &usize, other: &usize| {
            let pair = exact(*one).zip(exact(*other));
            pair.map_or(Ordering::Equal, |(one, other)| one.order(&other))
        };
        let marks = [
            known().next(),
            known().next_back(),
            known().min_by(by_value),
            known().max_by(by_value),
        ];
        let mut cells = vec![Shown::from(draw::line(&values, WIDEST_LINE))];
        for index in marks {
            let shown = index.map(|index| cell(reports, series, index, locale));
            cells.push(shown.unwrap_or_else(|| Shown::missing(None)));
        }
        lines.push(Line { label: named(series, locale), cells, ..Line::default() });
    }
    let grid = Grid { label_head: String::new(), columns, lines };
    Section { title: locale.word("lines").to_owned(), grid, ..Section::default() }
}

/// A series by its figure, with its group or its unit.
fn named(series: &Series<'_>, locale: &Locale) -> String {
    let row = series.rows[0];
    match &row.group {
        _ if is_rate_table(series) => rates::named(row, locale),
        Group::Total => {
            let (title, unit) = (locale.figure(row.figure), locale.unit(row.unit));
            let said =
                row.unit == crate::measure::Unit::Euro || title.to_lowercase().contains(unit);
            if said { title.to_owned() } else { format!("{title} ({unit})") }
        }
        group => locale.group(group),
    }
}
