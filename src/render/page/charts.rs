//! Figures through time → what can be drawn of them, with the texts that the table has.

use crate::measure::Unit;
use crate::number::Ratio;
use crate::period::Period;
use crate::report::series::gap;
use crate::report::{Cell, Report, Row, Table, Value};

use super::super::chart::{Chart, Curve, Curves, LineChart, LineSeries, Mark};
use super::super::locale::{EuroDecimals, Locale};
use super::context::Context;
use super::model::Section;
use super::rows::{distinct, is_rate};

/// The figures of a month that are drawn: the stock as a line, what came less what went as columns.
const LINE: &str = "stock_end";
const COLUMNS: [&str; 2] = ["inflow", "outflow"];

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
    let rows_of = |figure: &'static str| -> Vec<Option<&Row>> {
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
    let known: Vec<&str> = line
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Known { text, .. } => Some(text.as_str()),
            Mark::Missing | Mark::Hidden => None,
        })
        .collect();
    let (Some(first), Some(last)) = (known.first(), known.last()) else { return None };
    if reports.len() < 2 {
        return None;
    }
    let years = reports.len() / 12;
    let id = match reports.len() % 12 {
        0 if years == 1 => "chart_months_year",
        0 => "chart_months_years",
        _ => "chart_months_months",
    };
    let count = if id == "chart_months_months" { reports.len() } else { years }.to_string();
    let values = [("first", *first), ("last", *last), ("count", &*count)];
    let begins = reports.iter().position(|report| report.period.from() == asked.from());
    Some(LineChart {
        title: locale.phrase(id, &values),
        subtitle: locale.phrase("chart_months_of", &[]),
        periods: reports.iter().map(|report| locale.month_and_year(report.period.from())).collect(),
        asked: begins.map(|first| (first, locale.period(asked))),
        net: Some(LineSeries { name: locale.phrase("chart_months_net", &[]), marks: net }),
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
    if rows.iter().filter(|row| gap(row).is_none()).count() < 2 {
        return None;
    }
    let all: Vec<Option<&Row>> = rows.iter().copied().map(Some).collect();
    Some(Chart::LineChart(LineChart {
        title: name.clone(),
        subtitle: String::new(),
        periods: reports.iter().map(|report| report.period.to_string()).collect(),
        asked: None,
        line: line_series(reports, name, &all, locale),
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
            Some(row) if is_rate(row) => rate(&context, row),
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
    let known = curves.iter().flat_map(|curve: &Curve| &curve.points);
    if known.filter(|(mark, _)| mark.exact().is_some()).count() == 0 {
        return Vec::new();
    }
    let (title, years) = (title.to_owned(), years.to_vec());
    vec![Chart::Curves(Curves { title, years, cohorts: curves })]
}

/// The figures that a table shows, in their order.
pub(super) fn figures(table: &Table) -> Vec<&'static str> {
    distinct(table.rows.iter().map(|row| row.figure))
}

impl Section {
    /// The section of a table, with what its figures are and what can be drawn of them.
    pub(super) fn of(self, table: &Table) -> Self {
        Self { table: table.id, figures: figures(table), ..self }
    }
}
