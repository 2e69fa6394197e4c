//! The sheet of indicators: up to three periods side by side, the change, and the target where there is one.

use rust_xlsxwriter::{ColNum, RowNum};

use super::super::locale::{EuroDecimals, Locale};
use super::super::page::{Context, Shown, short_period};
use super::book::{SheetWriter, WorkbookWriter};
use super::look::{Form, HEAD, fitting};
use super::sheet::{write_cell, write_points};
use super::{chart, front};
use crate::number::Share;
use crate::render::error::Result;
use crate::report::indicators::{Indicator, Shown as Kind, indicators};
use crate::report::{Cell, Document, Group, Report, Row, TableId, Value};

/// Writes the sheet. `line` is what is drawn beside it.
pub(super) fn write(
    book: &mut WorkbookWriter,
    name: &str,
    document: &Document,
    line: Option<&chart::Series<'_>>,
    locale: &Locale,
) -> Result {
    let Some(last) = document.reports.last() else { return Ok(()) };
    let context = Context::new(last, locale).short();
    let mut lines: Vec<Line> = Vec::new();
    let mut third = None;
    for (report, timeline) in document.reports_in_time() {
        let before = timeline.and_then(|timeline| timeline.before.as_ref());
        third = before.and_then(|report| report.comparison).or(third);
        let place = Context::new(report, locale).name();
        let line = |indicator: Indicator| Line {
            place: place.clone(),
            target: target(report, &indicator.row),
            indicator,
        };
        lines.extend(indicators(report, before).into_iter().map(line));
    }
    let columns = Columns {
        third: third.and_then(|period| short_period(period, locale)),
        has_place: document.reports.len() > 1,
        has_target: lines.iter().any(|line| line.target.is_some()),
        context: &context,
    };
    let mut sheet_writer = book.sheet(name)?;
    sheet_writer.sheet.set_portrait();
    let compared = context.compared_with();
    let title = locale.phrase("indicators", &[]);
    front::heading(&mut sheet_writer, &title, &compared.unwrap_or_default(), last, locale)?;
    let heads = columns.heads();
    sheet_writer.head(HEAD, &heads, lines.len(), columns.keys())?;
    for (row, line) in (HEAD + 1..).zip(&lines) {
        columns.write(&mut sheet_writer, row, line)?;
    }
    let widths: Vec<usize> =
        heads.iter().map(|(_, form)| if *form == Form::HeadLeft { 34 } else { 13 }).collect();
    let texts = heads.iter().map(|(head, _)| head.as_str());
    sheet_writer.heighten(HEAD, texts.zip(widths.iter().copied()))?;
    sheet_writer.widths(widths)?;
    if let Some(line) = line {
        // below the table, so that all prints on one sheet
        let below = HEAD + 2 + fitting::<RowNum>(lines.len())?;
        sheet_writer.sheet.insert_chart(below, 0, &line.line())?;
    }
    sheet_writer.finish()
}

/// A line of the sheet.
struct Line {
    /// Whose figure.
    place: String,
    indicator: Indicator,
    target: Option<Cell>,
}

/// Which columns the sheet has.
struct Columns<'a> {
    /// The head of the period before the comparison period, where there is one.
    third: Option<String>,
    has_place: bool,
    has_target: bool,
    context: &'a Context<'a>,
}

impl Columns<'_> {
    /// The number of columns of words.
    fn keys(&self) -> ColNum {
        1 + ColNum::from(self.has_place)
    }

    fn heads(&self) -> Vec<(String, Form)> {
        let Self { third, context, .. } = self;
        let locale = context.locale;
        let place = self.has_place.then(|| locale.word("municipality").to_owned());
        let words = place.into_iter().chain([locale.word("figure").to_owned()]);
        let mut numbers: Vec<String> = third.iter().chain(&context.earlier).cloned().collect();
        numbers.push(context.now.clone());
        if context.earlier.is_some() {
            numbers.push(locale.word("change").to_owned());
            numbers.push(locale.phrase("head_change_percent", &[]));
            numbers.push(locale.phrase("head_points", &[]));
        }
        numbers.extend(self.has_target.then(|| locale.phrase("head_target", &[])));
        let numbers = numbers.into_iter().map(|head| (head, Form::HeadRight));
        words.map(|head| (head, Form::HeadLeft)).chain(numbers).collect()
    }

    fn write(&self, sheet_writer: &mut SheetWriter<'_>, row: RowNum, line: &Line) -> Result {
        let Line { place, indicator, target } = line;
        let context = self.context;
        let keys = self.keys();
        if self.has_place {
            sheet_writer.text((row, 0), place, Form::Words)?;
        }
        let label = context.locale.phrase(&format!("indicator_{}", id(indicator)), &[]);
        let form = if indicator.part { Form::Indented } else { Form::Words };
        sheet_writer.text((row, keys - 1), &label, form)?;
        let of = &indicator.row;
        let value = |cell: &Cell, share| number(context, indicator, cell, share);
        let earliest = || {
            let before = indicator.before.as_ref();
            before.map(|row| value(&row.previous, row.previous_share())).unwrap_or_default()
        };
        let mut cells: Vec<Shown> = self.third.iter().map(|_| earliest()).collect();
        cells.extend(context.earlier.iter().map(|_| value(&of.previous, of.previous_share())));
        cells.push(value(&of.value, of.share()));
        let mut column = keys;
        for cell in cells {
            write_cell(sheet_writer, (row, column), &cell)?;
            column += 1;
        }
        if context.earlier.is_some() {
            if indicator.shown == Kind::Share {
                let [_, _, points] = context.shares(of);
                write_points(sheet_writer, (row, column + 2), &points)?;
            } else {
                let change = context.change(of, EuroDecimals::AsNeeded);
                write_cell(sheet_writer, (row, column), &change)?;
                write_cell(sheet_writer, (row, column + 1), &context.relative_change(of))?;
            }
            column += 3;
        }
        match target {
            Some(target) => {
                let target = context.cell(target, EuroDecimals::AsNeeded);
                write_cell(sheet_writer, (row, column), &target)
            }
            None => Ok(()),
        }
    }
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
    let table = report.table(TableId::Targets)?;
    let is_target = |of: &&Row| {
        let (group, column) = of.group.parts();
        of.figure == row.figure
            && of.unit == row.unit
            && *group == row.group
            && *column == Group::Declared("target".to_owned())
    };
    table.rows.iter().find(is_target).map(|of| of.value.clone())
}
