//! Rows of a report → what can be drawn of them, with the texts that the table has.

use crate::measure::Unit;
use crate::number::Ratio;
use crate::period::Period;
use crate::report::series::gap;
use crate::report::{Cell, Group, Report, Row, Table, Value};

use super::super::RenderError;
use super::super::chart::{Bar, Bars, Chart, Course, Curve, Curves, Mark, Step, Steps, Strand};
use super::super::locale::{EuroDecimals, Locale};
use super::context::{Context, uncapitalised};
use super::{Section, distinct, series};

/// The figures of a month that are drawn: the stock as a line, what came and what went as columns.
const LINE: &str = "stock_end";
const COLUMNS: [&str; 2] = ["inflow", "outflow"];

/// What can be drawn of a table by itself.
pub(super) fn of_table(context: &Context<'_>, table: &Table) -> Result<Vec<Chart>, RenderError> {
    let context = &context.of_table(table);
    if let Some(bars) = bars(context, table)? {
        return Ok(vec![Chart::Bars(bars)]);
    }
    let saving = table.rows.iter().find(|row| row.figure == "savings_stock");
    Ok(saving
        .map(|row| steps(context, row))
        .transpose()?
        .flatten()
        .map(Chart::Steps)
        .into_iter()
        .collect())
}

/// The first figure by group, where at least two groups are known.
fn bars(context: &Context<'_>, table: &Table) -> Result<Option<Bars>, RenderError> {
    let Some(first) = table.rows.first().filter(|_| table.dimension.is_some()) else {
        return Ok(None);
    };
    let of_figure = |row: &&Row| row.figure == first.figure && row.unit == first.unit;
    let rows: Vec<&Row> = table.rows.iter().filter(of_figure).collect();
    let groups: Vec<&Row> = rows.iter().copied().filter(|row| row.group != Group::Total).collect();
    let known = groups.iter().filter(|row| row.value.value().is_some_and(is_above_zero));
    if known.count() < 2 {
        return Ok(None);
    }
    let euro = Context::euro(&table.rows);
    let mut bars = Vec::new();
    for row in groups {
        let earlier = context.earlier.is_some().then(|| mark(context, &row.previous, euro));
        bars.push(Bar {
            label: context.locale.group(&row.group),
            value: mark(context, &row.value, euro)?,
            earlier: earlier.transpose()?,
            share: context.share(row)?.text,
        });
    }
    let figure = uncapitalised(context.locale.figure(first.figure));
    let title = context.locale.table(table.id).to_owned();
    let title = if title.to_lowercase().starts_with(&figure) || uncapitalised(&title) == figure {
        title
    } else {
        format!("{title}: {figure}")
    };
    let (now, earlier) = (context.now.clone(), context.earlier.clone());
    Ok(Some(Bars { title, now, earlier, groups: bars }))
}

fn is_above_zero(value: Value) -> bool {
    let number = value.exact();
    !number.is_zero() && !number.is_negative()
}

/// A number as it is printed: euros and not cents, percents and not parts of one.
fn printed(value: Value) -> Result<Ratio, RenderError> {
    let hundred = Ratio::whole(100);
    let printed = match value {
        Value::Euro(cents) => cents.over(hundred),
        Value::Percent(part) => part.times(hundred),
        value => Some(value.exact()),
    };
    printed.ok_or(RenderError::TooLarge)
}

/// A share with its text, for a figure that is shown as one only.
fn rate(context: &Context<'_>, row: &Row) -> Result<Mark, RenderError> {
    let Some(share) = row.share() else { return mark(context, &row.value, EuroDecimals::AsNeeded) };
    let (exact, text) = (printed(Value::Percent(share.ratio()))?, context.share(row)?.text);
    Ok(Mark::Known { exact, text })
}

/// A number with the text that the table has for it.
fn mark(context: &Context<'_>, cell: &Cell, euro: EuroDecimals) -> Result<Mark, RenderError> {
    Ok(match cell {
        Cell::Known(value) => {
            Mark::Known { exact: printed(*value)?, text: context.locale.value(*value, euro)? }
        }
        Cell::Missing(_) => Mark::Missing,
        Cell::Suppressed => Mark::Hidden,
    })
}

/// From the earlier stock to the stock, and what the difference saves.
fn steps(context: &Context<'_>, saving: &Row) -> Result<Option<Steps>, RenderError> {
    let input = |name: &str| {
        let mut inputs = saving.inputs.iter();
        inputs.find(|(of, _)| *of == name).and_then(|(_, cell)| cell.value())
    };
    let (Some(before), Some(stock), Some(_)) =
        (input("previous_stock"), input("stock"), saving.value.value())
    else {
        return Ok(None);
    };
    let locale = context.locale;
    let level = |label: String, value: Value| -> Result<Step, RenderError> {
        let text = locale.value(value, EuroDecimals::AsNeeded)?;
        let (from, to) = (Ratio::ZERO, value.exact());
        Ok(Step { label, text, from, to, is_level: true })
    };
    let earlier = locale.phrase("chart_stock_earlier", &[]);
    let mut steps = vec![level(earlier, before)?];
    steps.extend(flows(context, before, stock)?);
    steps.push(level(locale.phrase("chart_stock", &[]), stock)?);
    let difference = stock.minus(before).ok_or(RenderError::TooLarge)?;
    let fewer = locale.change(difference, EuroDecimals::AsNeeded)?;
    let amount = context.cell(&saving.value, EuroDecimals::AsNeeded)?.text;
    let values = [("difference", &*fewer), ("amount", &*amount)];
    Ok(Some(Steps {
        title: locale.phrase("chart_steps", &[]),
        all: steps,
        result: locale.phrase("chart_steps_result", &values),
        formula: locale.formula(saving).unwrap_or_default(),
    }))
}

/// What came and went, where it leads from the one stock to the other and all of it is known.
fn flows(context: &Context<'_>, before: Value, stock: Value) -> Result<Vec<Step>, RenderError> {
    let Some(caseload) = context.report.tables.iter().find(|table| table.id == "caseload") else {
        return Ok(Vec::new());
    };
    let total = |figure: &str| {
        let mut rows = caseload.rows.iter();
        rows.find(|row| (row.figure, row.unit) == (figure, Unit::Benefits))?.value.value()
    };
    let (Some(begin), Some(inflow), Some(outflow)) =
        (total("stock_begin"), total("inflow"), total("outflow"))
    else {
        return Ok(Vec::new());
    };
    let top = before.exact().plus(inflow.exact());
    let Some(top) =
        top.filter(|top| begin == before && top.minus(outflow.exact()) == Some(stock.exact()))
    else {
        return Ok(Vec::new());
    };
    let locale = context.locale;
    let text = |value| locale.value(value, EuroDecimals::AsNeeded);
    let step = |figure: &str, text: String, from, to| Step {
        label: locale.figure(figure).to_owned(),
        text,
        from,
        to,
        is_level: false,
    };
    Ok(vec![
        step("inflow", format!("+{}", text(inflow)?), before.exact(), top),
        step("outflow", format!("−{}", text(outflow)?), top, stock.exact()),
    ])
}

/// The caseload through the months: the stock as a line, inflow and outflow below it.
pub(super) fn of_months(
    reports: &[Report],
    asked: Period,
    locale: &Locale,
) -> Result<Vec<Chart>, RenderError> {
    let of = |figure: &'static str| -> Result<Strand, RenderError> {
        let rows = reports.iter().map(|report| {
            let mut rows = report.tables.iter().flat_map(|table| &table.rows);
            rows.find(|row| (row.figure, row.unit) == (figure, Unit::Benefits))
        });
        let rows: Vec<Option<&Row>> = rows.collect();
        strand(reports, locale.figure(figure).to_owned(), &rows, locale)
    };
    let columns: Result<_, _> = COLUMNS.into_iter().map(of).collect();
    let first = reports.iter().position(|report| report.period.from() == asked.from());
    let course = Course {
        title: locale.phrase("chart_months", &[]),
        periods: reports.iter().map(|report| locale.month_and_year(report.period.from())).collect(),
        asked: first.map(|first| (first, locale.period(asked))),
        line: of(LINE)?,
        columns: columns?,
    };
    Ok(vec![Chart::Course(course)].into_iter().filter(|_| reports.len() > 1).collect())
}

/// One figure of a series as a line.
pub(super) fn of_series(
    reports: &[Report],
    name: String,
    rows: &[&Row],
    locale: &Locale,
) -> Result<Option<Chart>, RenderError> {
    if rows.iter().filter(|row| gap(row).is_none()).count() < 2 {
        return Ok(None);
    }
    let all: Vec<Option<&Row>> = rows.iter().copied().map(Some).collect();
    Ok(Some(Chart::Course(Course {
        title: name.clone(),
        periods: reports.iter().map(|report| report.period.to_string()).collect(),
        asked: None,
        line: strand(reports, name, &all, locale)?,
        columns: Vec::new(),
    })))
}

fn strand(
    reports: &[Report],
    name: String,
    rows: &[Option<&Row>],
    locale: &Locale,
) -> Result<Strand, RenderError> {
    let euro = Context::euro(rows.iter().copied().flatten());
    let mut marks = Vec::new();
    for (row, report) in rows.iter().zip(reports) {
        let context = Context::new(report, locale);
        marks.push(match row {
            Some(row) if series::is_rate(row) => rate(&context, row)?,
            Some(row) => mark(&context, &row.value, euro)?,
            None => Mark::Missing,
        });
    }
    Ok(Strand { name, marks })
}

/// The share of each cohort that still runs, year after year, with its interval.
pub(super) fn of_cohorts(
    context: &Context<'_>,
    title: &str,
    cohorts: &[(String, Vec<[Option<&Row>; 3]>)],
    years: &[String],
) -> Result<Vec<Chart>, RenderError> {
    let mut curves = Vec::new();
    for (label, rows) in cohorts {
        let mut points = Vec::new();
        for [share, low, high] in rows {
            let mark = match share {
                Some(row) => mark(context, &row.value, EuroDecimals::AsNeeded)?,
                None => Mark::Missing,
            };
            let exact = |row: Option<&Row>| printed(row?.value.value()?).ok();
            points.push((mark, exact(*low).zip(exact(*high)).map(|(low, high)| [low, high])));
        }
        curves.push(Curve { label: label.clone(), points });
    }
    let known = curves.iter().flat_map(|curve: &Curve| &curve.points);
    if known.filter(|(mark, _)| mark.exact().is_some()).count() == 0 {
        return Ok(Vec::new());
    }
    let (title, years) = (title.to_owned(), years.to_vec());
    Ok(vec![Chart::Curves(Curves { title, years, cohorts: curves })])
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
