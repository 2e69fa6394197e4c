//! One table on one sheet.

use rust_xlsxwriter::{ColNum, RowNum};

use super::super::page::{MadeOf, SUPPRESSED, Shown, Side};
use super::book::{SheetWriter, WorkbookWriter};
use super::chart;
use super::look::{Form, HEAD, fitting};
use super::number::{Number, form};
use super::tables::{SheetLine, TableSheet};
use crate::render::error::Result;

/// The widest column of labels, and of words that are broken into lines.
const WIDEST: usize = 60;

/// The narrowest column, in which a head breaks.
const NARROWEST: usize = 12;

/// Writes a table.
pub(super) fn write(book: &mut WorkbookWriter, name: &str, table: &TableSheet<'_>) -> Result {
    let mut sheet_writer = book.sheet(name)?;
    sheet_writer.text((0, 0), &table.title, Form::Title)?;
    sheet_writer.text((1, 0), &table.of, Form::About)?;
    sheet_writer.text((2, 0), &table.about, Form::About)?;
    let keys = fitting(table.keys.len())?;
    let (heads, widths) = (heads(table), widths(table));
    sheet_writer.head(HEAD, &heads, table.lines.len(), keys)?;
    let texts = heads.iter().map(|(head, _)| head.as_str());
    sheet_writer.heighten(HEAD, texts.zip(widths.iter().copied()))?;
    for (row, line) in (HEAD + 1..).zip(&table.lines) {
        write_line(&mut sheet_writer, row, table, line)?;
    }
    sheet_writer.widths(widths)?;
    chart::insert(&mut sheet_writer, name, table)?;
    sheet_writer.finish()
}

/// Every head with its form.
fn heads(table: &TableSheet<'_>) -> Vec<(String, Form)> {
    let keys = table.keys.iter().map(|key| (key.clone(), Form::HeadLeft));
    let columns = table.columns.iter().map(|head| match head.side {
        Side::Left => (head.text.clone(), Form::HeadLeft),
        Side::Right => (head.text.clone(), Form::HeadRight),
    });
    let words = table.formula.iter().chain(&table.note).map(|head| (head.clone(), Form::HeadLeft));
    keys.chain(columns).chain(words).collect()
}

fn write_line(
    sheet_writer: &mut SheetWriter<'_>,
    row: RowNum,
    table: &TableSheet<'_>,
    line: &SheetLine<'_>,
) -> Result {
    let mut column = 0;
    for (index, key) in line.keys.iter().enumerate() {
        let is_part = line.part && index + 1 == line.keys.len();
        sheet_writer.text(
            (row, column),
            key,
            if is_part { Form::Indented } else { Form::Words },
        )?;
        column += 1;
    }
    for cell in &line.cells {
        if let Some(cell) = cell {
            write_cell(sheet_writer, (row, column), cell)?;
        }
        column += 1;
    }
    if table.formula.is_some() {
        sheet_writer.text((row, column), line.formula.unwrap_or_default(), Form::Words)?;
        column += 1;
    }
    sheet_writer.text((row, column), &line.note, Form::Words)
}

/// A number, the mark of one that is hidden, words; nothing where a number is not available.
pub(super) fn write_cell(
    sheet_writer: &mut SheetWriter<'_>,
    at: (RowNum, ColNum),
    cell: &Shown,
) -> Result {
    match &cell.made_of {
        MadeOf::Words => sheet_writer.text(at, &cell.text, Form::Words),
        MadeOf::Number { value, is_change } => {
            let number = Number::of_printed(*value, sheet_writer.is_published());
            sheet_writer.number(at, &number, form(*value, *is_change))
        }
        MadeOf::Missing(_) => Ok(()),
        MadeOf::Hidden => sheet_writer.text(at, SUPPRESSED, Form::Mark),
    }
}

/// A difference of shares as a number of percentage points, which its head says.
pub(super) fn write_points(
    sheet_writer: &mut SheetWriter<'_>,
    at: (RowNum, ColNum),
    points: &Shown,
) -> Result {
    match &points.made_of {
        MadeOf::Number { value, .. } => {
            let number = Number::of_points(*value, sheet_writer.is_published());
            sheet_writer.number(at, &number, Form::Points)
        }
        MadeOf::Hidden => sheet_writer.text(at, SUPPRESSED, Form::Mark),
        MadeOf::Words | MadeOf::Missing(_) => Ok(()),
    }
}

/// The widths of the columns, by what stands in them.
fn widths(table: &TableSheet<'_>) -> Vec<usize> {
    let length = |text: &str| text.chars().count();
    let key = |index: usize| {
        let texts = table.lines.iter().filter_map(move |line| line.keys.get(index));
        let widest = texts.map(|text| length(text)).max().unwrap_or_default();
        (widest + 3).clamp(NARROWEST, WIDEST)
    };
    let column = |index: usize| {
        let cells = table.lines.iter().filter_map(|line| line.cells.get(index).copied().flatten());
        let widest = cells.map(|cell| length(&cell.text)).max().unwrap_or_default();
        (widest + 4).clamp(NARROWEST, WIDEST) // an amount has its cents here
    };
    let words = |head: &Option<String>, text: fn(&SheetLine<'_>) -> usize| {
        head.as_ref().map(|_| {
            let widest = table.lines.iter().map(text).max().unwrap_or_default();
            (widest + 2).clamp(NARROWEST, WIDEST)
        })
    };
    let formula = words(&table.formula, |line| line.formula.map_or(0, |text| text.chars().count()));
    let note = words(&table.note, |line| line.note.chars().count());
    let keys = (0..table.keys.len()).map(key);
    keys.chain((0..table.columns.len()).map(column)).chain(formula).chain(note).collect()
}
