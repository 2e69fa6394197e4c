//! The sheet of indicators: up to three periods side by side, the change, and the target where there is one.

use rust_xlsxwriter::{ColNum, XlsxError};

use super::super::locale::{EuroDecimals, Locale};
use super::super::page::{Context, Shown, short_period};
use super::book::WorkbookWriter;
use super::look::{Form, HEAD};
use super::sheet::{write_cell, write_points};
use super::{chart, front};
use crate::number::Share;
use crate::report::indicators::{Indicator, Shown as Kind, indicators};
use crate::report::{Cell, Document, Group, Report, Row, Value, benchmarks};

/// Writes the sheet. `line` is what is drawn beside it.
pub(super) fn write(
    book: &mut WorkbookWriter,
    name: &str,
    document: &Document,
    line: Option<&chart::Lines<'_>>,
    locale: &Locale,
) -> Result<(), XlsxError> {
    let Some(last) = document.reports.last() else { return Ok(()) };
    let context = Context::new(last, locale).short();
    let timelines = document.timelines.iter().map(Some).chain(std::iter::repeat(None));
    let mut lines: Vec<(String, Indicator, &Report)> = Vec::new();
    let mut third = None;
    for (report, timeline) in document.reports.iter().zip(timelines) {
        let before = timeline.and_then(|timeline| timeline.before.as_ref());
        third = before.and_then(|report| report.comparison).or(third);
        let place = Context::new(report, locale).name();
        lines.extend(indicators(report, before).into_iter().map(|of| (place.clone(), of, report)));
    }
    let several = document.reports.len() > 1;
    let has_target = lines.iter().any(|(_, of, report)| target(report, &of.row).is_some());
    let mut sheet_writer = book.sheet(name)?;
    sheet_writer.sheet.set_portrait();
    let compared = context.comparison().map(|of| locale.phrase("compared", &[("period", &of)]));
    front::heading(
        &mut sheet_writer,
        &locale.phrase("indicators", &[]),
        &compared.unwrap_or_default(),
        last,
        locale,
    )?;
    let mut heads: Vec<(String, Form)> = Vec::new();
    if several {
        heads.push((locale.word("municipality").to_owned(), Form::HeadLeft));
    }
    heads.push((locale.word("figure").to_owned(), Form::HeadLeft));
    let keys = ColNum::try_from(heads.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let third = third.and_then(|period| short_period(period, locale));
    let numbers = third.iter().cloned().chain(context.earlier.clone()).chain([context.now.clone()]);
    let mut numbers: Vec<String> = numbers.collect();
    if context.earlier.is_some() {
        numbers.push(locale.word("change").to_owned());
        numbers.push(locale.phrase("head_change_percent", &[]));
        numbers.push(locale.phrase("head_points", &[]));
    }
    if has_target {
        numbers.push(locale.phrase("head_target", &[]));
    }
    heads.extend(numbers.into_iter().map(|head| (head, Form::HeadRight)));
    sheet_writer.head(HEAD, &heads, lines.len(), keys)?;
    for (row, (place, indicator, report)) in (HEAD + 1..).zip(&lines) {
        if several {
            sheet_writer.text((row, 0), place, Form::Words)?;
        }
        let label = locale.phrase(&format!("indicator_{}", id(indicator)), &[]);
        let form = if indicator.part { Form::Indented } else { Form::Words };
        sheet_writer.text((row, keys - 1), &label, form)?;
        let of = &indicator.row;
        let mut cells: Vec<Shown> = Vec::new();
        let value = |cell: &Cell, share| number(&context, indicator, cell, share);
        if third.is_some() {
            let before = indicator.before.as_ref();
            cells.push(
                before.map(|row| value(&row.previous, row.previous_share())).unwrap_or_default(),
            );
        }
        if context.earlier.is_some() {
            cells.push(value(&of.previous, of.previous_share()));
        }
        cells.push(value(&of.value, of.share()));
        let mut column = keys;
        for cell in cells {
            write_cell(&mut sheet_writer, (row, column), &cell)?;
            column += 1;
        }
        if context.earlier.is_some() {
            if indicator.shown == Kind::Share {
                let [_, _, points] = context.shares(of);
                write_points(&mut sheet_writer, (row, column + 2), &points)?;
            } else {
                write_cell(
                    &mut sheet_writer,
                    (row, column),
                    &context.change(of, EuroDecimals::AsNeeded),
                )?;
                write_cell(&mut sheet_writer, (row, column + 1), &context.relative_change(of))?;
            }
            column += 3;
        }
        if let Some(target) = target(report, of).filter(|_| has_target) {
            write_cell(
                &mut sheet_writer,
                (row, column),
                &context.cell(&target, EuroDecimals::AsNeeded),
            )?;
        }
    }
    let widths: Vec<usize> =
        heads.iter().map(|(_, form)| if *form == Form::HeadLeft { 34 } else { 13 }).collect();
    let texts = heads.iter().map(|(head, _)| head.as_str());
    sheet_writer.heighten(HEAD, texts.zip(widths.iter().copied()))?;
    sheet_writer.widths(widths)?;
    if let Some(line) = line {
        // below the table, so that all prints on one sheet
        let below =
            HEAD + 2 + u32::try_from(lines.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
        sheet_writer.sheet.insert_chart(below, 0, &line.chart())?;
    }
    sheet_writer.finish()
}

/// The words of an amount: a sheet has all of it in euros.
fn id(indicator: &Indicator) -> &'static str {
    indicator.id.trim_end_matches("_millions")
}

fn number(
    context: &Context<'_>,
    indicator: &Indicator,
    cell: &Cell,
    share: Option<Share>,
) -> Shown {
    match (indicator.shown, cell) {
        (Kind::Share, Cell::Known(_)) => match share {
            Some(share) => Shown::number(String::new(), Value::Percent(share.ratio())),
            None => Shown::default(),
        },
        _ => context.cell(cell, EuroDecimals::AsNeeded),
    }
}

/// The target of a figure, where it is configured.
fn target(report: &Report, row: &Row) -> Option<Cell> {
    let table = report.tables.iter().find(|table| table.id == benchmarks::TARGETS)?;
    let is_target = |of: &&Row| {
        let (group, column) = of.group.parts();
        of.figure == row.figure
            && of.unit == row.unit
            && *group == row.group
            && *column == Group::Declared("target".to_owned())
    };
    table.rows.iter().find(is_target).map(|of| of.value.clone())
}
