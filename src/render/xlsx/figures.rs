//! The sheet with every figure in the long form: what CSV says, with the same names and the same rounded numbers; a share
//! is a fraction, shown in percent, as on every other sheet.

use rust_xlsxwriter::{ColNum, RowNum};

use crate::render::error::Result;
use crate::report::{Document, Report, Row, Table, Value};

use super::super::locale::Locale;
use super::super::long::{COLUMNS, long_row, relative_change};
use super::book::{SheetWriter, WorkbookWriter};
use super::look::Form;
use super::number::Number;

/// The first column of numbers, and the first after them.
const NUMBERS: std::ops::Range<usize> = 13..21;

/// The widths of the columns.
const WIDTHS: [usize; 22] =
    [18, 12, 12, 12, 28, 30, 28, 34, 30, 30, 16, 16, 14, 16, 16, 10, 16, 16, 10, 16, 14, 40];

/// Writes the sheet.
pub(super) fn write(
    book: &mut WorkbookWriter,
    name: &str,
    document: &Document,
    locale: &Locale,
) -> Result {
    let mut sheet_writer = book.sheet(name)?;
    let lines = document.reports.iter().flat_map(Report::rows).count();
    let heads = COLUMNS.iter().enumerate().map(|(column, head)| {
        let form = if NUMBERS.contains(&column) { Form::HeadRight } else { Form::HeadLeft };
        ((*head).to_owned(), form)
    });
    sheet_writer.head(0, &heads.collect::<Vec<_>>(), lines, 0)?;
    let mut row = 0;
    for report in &document.reports {
        for (table, figure) in report.rows() {
            row += 1;
            write_row(&mut sheet_writer, row, (report, table, figure), locale)?;
        }
    }
    sheet_writer.widths(WIDTHS)?;
    sheet_writer.finish()
}

/// Writes a figure of a table of a report.
fn write_row(
    sheet_writer: &mut SheetWriter<'_>,
    row: RowNum,
    (report, table, figure): (&Report, &Table, &Row),
    locale: &Locale,
) -> Result {
    let long = long_row(report, table, figure, locale);
    let [group, group_2] = &long.groups;
    let [from, to] = [report.period.from(), report.period.to()];
    let words: [&str; 6] =
        [&long.table[0], &long.table[1], long.figure[0], long.figure[1], &group[0], &group[1]];
    let words = words.into_iter().chain([&*group_2[0], &*group_2[1], long.unit]);
    sheet_writer.text((row, 0), &report.name, Form::Words)?;
    sheet_writer.text((row, 1), &report.period.to_string(), Form::Words)?;
    sheet_writer.day((row, 2), from)?;
    sheet_writer.day((row, 3), to)?;
    for (column, text) in (4..).zip(words) {
        sheet_writer.text((row, column), text, Form::Words)?;
    }
    let numbers = [
        &long.value,
        &long.whole,
        &None,
        &long.previous,
        &long.previous_whole,
        &None,
        &long.change,
    ];
    for (column, plain) in (13..).zip(numbers) {
        number(sheet_writer, (row, column), plain.as_deref())?;
    }
    for (column, share) in
        [(15, figure.share()), (18, figure.previous_share()), (20, relative_change(report, figure))]
    {
        let Some(share) = share else { continue };
        let value = Value::Percent(share.ratio());
        let number = Number::of_printed(value, sheet_writer.is_published());
        sheet_writer.number((row, column), &number, Form::Share)?;
    }
    sheet_writer.text((row, 21), &long.note, Form::Words)?;
    Ok(())
}

fn number(sheet_writer: &mut SheetWriter<'_>, at: (RowNum, ColNum), plain: Option<&str>) -> Result {
    let Some(plain) = plain else { return Ok(()) };
    let form = if plain.contains('.') { Form::Mean } else { Form::Count };
    sheet_writer.number(at, &Number::of_plain(plain), form)
}
