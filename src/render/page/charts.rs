//! Figures through time → what can be drawn of them, with the texts that the table has.

use crate::measure::Unit;
use crate::number::Ratio;
use crate::period::Period;
use crate::report::series::{gap, over_a_year};
use crate::report::{Cell, FigureId, Report, Row, Table, Value, distinct};

use super::super::chart::{Chart, Curve, Curves, LineChart, LineSeries, Mark};
use super::super::locale::{EuroDecimals, Locale};
use super::context::{Context, capitalised};
use super::model::Section;
use super::rows::{label, unit_name};

/// The figures of a month that are drawn: the stock as a line, what came less what went as columns.
const LINE: FigureId = FigureId::StockEnd;
const COLUMNS: [FigureId; 2] = [FigureId::Inflow, FigureId::Outflow];

/// A number as it is printed: euros and not cents, percents and not parts of one; `None` of one too large to draw.
fn drawn(value: Value) -> Option<Ratio> {
    let hundred = Ratio::whole(100);
    match value {
        Value::Euro(cents) => cents.over(hundred),
        Value::Percent(part) => part.times(hundred),
        value => Some(value.exact()),
    }
}

/// A number with its text.
fn known(value: Value, text: String) -> Mark {
    drawn(value).map_or(Mark::Missing, |exact| Mark::Known { exact, text })
}

/// A share with its text, for a figure that is shown as one only.
fn rate(context: &Context<'_>, row: &Row) -> Mark {
    let Some(share) = row.share() else { return mark(context, &row.value, EuroDecimals::AsNeeded) };
    share_mark(share.ratio(), context.share(row).text)
}

/// A share with its text.
pub(super) fn share_mark(share: Ratio, text: String) -> Mark {
    known(Value::Percent(share), text)
}

/// A number with the text that the table has for it.
pub(super) fn mark(context: &Context<'_>, cell: &Cell, euro: EuroDecimals) -> Mark {
    match cell {
        Cell::Known(value) => known(*value, context.locale.value(*value, euro)),
        Cell::Missing(_) => Mark::Missing,
        Cell::Suppressed => Mark::Hidden,
    }
}

/// The caseload through the months: the stock as a line, inflow less outflow below it.
pub(crate) fn of_months(reports: &[Report], asked: Period, locale: &Locale) -> Option<LineChart> {
    let rows_of = |figure: FigureId| -> Vec<Option<&Row>> {
        let rows = reports.iter().map(|report| {
            let mut rows = report.tables.iter().flat_map(|table| &table.rows);
            rows.find(|row| (row.figure, row.unit) == (figure, Unit::Benefits))
        });
        rows.collect()
    };
    let name = locale.phrase("chart_months_line", &[]);
    let line = line_series(reports, name, &rows_of(LINE), locale);
    let [came, went] = COLUMNS.map(rows_of);
    let mut net = Vec::new();
    for (came, went) in came.iter().zip(&went) {
        let value = |row: Option<&Row>| row.and_then(|row| row.value.value());
        let change = value(*came).zip(value(*went)).and_then(|(came, went)| came.minus(went));
        net.push(match change {
            Some(change) => known(change, locale.change(change, EuroDecimals::AsNeeded)),
            None => Mark::Missing,
        });
    }
    let [first, last] = line.ends()?;
    if reports.len() < 2 {
        return None;
    }
    let known = |mark: &Mark| mark.exact().is_some();
    let begin = line.marks.iter().position(known)?;
    let months = line.marks.iter().rposition(known)? - begin + 1;
    let years = months / 12;
    let id = match months % 12 {
        0 if years == 1 => "chart_months_year",
        0 => "chart_months_years",
        _ => "chart_months_months",
    };
    let count = if id == "chart_months_months" { months } else { years }.to_string();
    let values = [("first", first), ("last", last), ("count", &*count)];
    let begins = reports.iter().position(|report| report.period.from() == asked.from());
    Some(LineChart {
        title: locale.phrase(id, &values),
        subtitle: locale.phrase("chart_months_of", &[]),
        periods: reports.iter().map(|report| locale.month_and_year(report.period.from())).collect(),
        asked: begins.map(|first| (first, locale.period(asked))),
        net: Some(LineSeries { name: locale.phrase("chart_months_net", &[]), marks: net }),
        other: None,
        line,
    })
}

/// One figure of a series as a line.
pub(super) fn of_series(
    reports: &[Report],
    name: String,
    rows: &[&Row],
    locale: &Locale,
) -> Option<Chart> {
    line_chart(reports, name, rows, locale).map(Chart::LineChart)
}

fn line_chart(
    reports: &[Report],
    name: String,
    rows: &[&Row],
    locale: &Locale,
) -> Option<LineChart> {
    if rows.iter().filter(|row| gap(row).is_none()).count() < 2 {
        return None;
    }
    let all: Vec<Option<&Row>> = rows.iter().copied().map(Some).collect();
    Some(LineChart {
        title: name.clone(),
        subtitle: String::new(),
        periods: reports.iter().map(|report| label(report, locale)).collect(),
        asked: None,
        line: line_series(reports, name, &all, locale),
        other: None,
        net: None,
    })
}

/// The stock through the periods: from where to where it went.
pub(super) fn of_stock(reports: &[Report], rows: &[&Row], locale: &Locale) -> Option<Chart> {
    let unit = unit_name(rows.first()?.unit, locale);
    let mut chart = line_chart(reports, capitalised(&unit), rows, locale)?;
    let [first, last] = chart.line.ends()?;
    let values = [("first", first), ("last", last), ("unit", &*unit)];
    chart.title = locale.phrase("chart_stock", &values);
    chart.subtitle = locale.phrase("chart_stock_of", &[]);
    Some(Chart::LineChart(chart))
}

/// What came and what went, in one drawing: over a year each time where the periods are shorter, for a month of the
/// year is like the same month of another, and not like the month before it.
pub(super) fn of_flows(reports: &[Report], flows: [&[&Row]; 2], locale: &Locale) -> Option<Chart> {
    let first = flows[0].first()?;
    let sums = flows.map(|rows| over_a_year(reports, rows));
    let is_drawn = |cells: &[Cell]| cells.iter().filter(|cell| cell.value().is_some()).count() > 1;
    let is_over_a_year = sums.iter().all(|cells| is_drawn(cells));
    let cells = if is_over_a_year {
        sums
    } else {
        flows.map(|rows| rows.iter().map(|row| row.value.clone()).collect())
    };
    if !cells.iter().all(|cells| is_drawn(cells)) {
        return None;
    }
    // before a whole year is there, there is no sum
    let from =
        cells.iter().filter_map(|cells| cells.iter().position(|cell| cell.value().is_some()));
    let from = from.min().unwrap_or(0);
    let shown = reports.get(from..).unwrap_or_default();
    let mut all_series = Vec::new();
    for (figure, cells) in COLUMNS.into_iter().zip(&cells) {
        let marks = cells.iter().skip(from).zip(shown).map(|(cell, report)| {
            mark(&Context::new(report, locale), cell, EuroDecimals::AsNeeded)
        });
        let marks = marks.collect();
        all_series.push(LineSeries { name: locale.figure(figure).to_owned(), marks });
    }
    let last = |line_series: &LineSeries| match line_series.marks.last() {
        Some(Mark::Known { text, .. }) => Some(text.clone()),
        _ => None,
    };
    let [came, went] = [&all_series[0], &all_series[1]].map(last);
    let period = shown.last().map(|report| locale.period(report.period)).unwrap_or_default();
    let title = match (came, went) {
        (Some(came), Some(went)) => {
            let values = [("came", &*came), ("went", &*went), ("period", &*period)];
            locale.phrase(if is_over_a_year { "chart_flows_year" } else { "chart_flows" }, &values)
        }
        _ => locale.phrase("chart_flows_both", &[]),
    };
    let unit = capitalised(&unit_name(first.unit, locale));
    let of = if is_over_a_year { "chart_flows_year_of" } else { "chart_flows_of" };
    let mut all_series = all_series.into_iter();
    let line = all_series.next()?;
    Some(Chart::LineChart(LineChart {
        title,
        subtitle: locale.phrase(of, &[("unit", &unit)]),
        periods: shown.iter().map(|report| label(report, locale)).collect(),
        asked: None,
        line,
        other: all_series.next(),
        net: None,
    }))
}

fn line_series(
    reports: &[Report],
    name: String,
    rows: &[Option<&Row>],
    locale: &Locale,
) -> LineSeries {
    let euro = Context::euro(rows.iter().copied().flatten());
    let mut marks = Vec::new();
    for (row, report) in rows.iter().zip(reports) {
        let context = Context::new(report, locale);
        marks.push(match row {
            Some(row) if row.figure.is_rate() => rate(&context, row),
            Some(row) => mark(&context, &row.value, euro),
            None => Mark::Missing,
        });
    }
    LineSeries { name, marks }
}

/// The share of each cohort that still runs, year after year, with its interval.
pub(super) fn of_cohorts(
    context: &Context<'_>,
    title: &str,
    cohorts: &[(String, Vec<[Option<&Row>; 3]>)],
    years: &[String],
) -> Vec<Chart> {
    let mut curves = Vec::new();
    for (label, rows) in cohorts {
        let mut points = Vec::new();
        for [share, low, high] in rows {
            let mark = match share {
                Some(row) => mark(context, &row.value, EuroDecimals::AsNeeded),
                None => Mark::Missing,
            };
            let exact = |row: Option<&Row>| drawn(row?.value.value()?);
            points.push((mark, exact(*low).zip(exact(*high)).map(|(low, high)| [low, high])));
        }
        curves.push(Curve { label: label.clone(), points });
    }
    // of a cohort that began too late nothing can be drawn yet
    curves.retain(|curve: &Curve| curve.points.iter().any(|(mark, _)| mark.exact().is_some()));
    if curves.is_empty() {
        return Vec::new();
    }
    let (title, years) = (title.to_owned(), years.to_vec());
    vec![Chart::Curves(Curves { title, years, cohorts: curves })]
}

/// The figures that a table shows, in their order.
pub(super) fn figures(table: &Table) -> Vec<FigureId> {
    distinct(table.rows.iter().map(|row| row.figure))
}

impl Section {
    /// The section of a table, with what its figures are and what can be drawn of them.
    pub(super) fn of(self, table: &Table) -> Self {
        Self { table: Some(table.id), figures: figures(table), ..self }
    }
}
