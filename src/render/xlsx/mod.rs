//! A workbook, as a controller would make it: a sheet to begin with, a sheet per table, one with the definitions and one
//! with all figures in the long form.
//!
//! The tables are those of the readable report, with numbers for texts: the `page` lays them out, and what a cell was made
//! from goes into it. A number that is not available is an empty cell, with the reason in the last column; one that is
//! hidden is the mark that stands for it, and is written nowhere. Texts are written as texts, whatever they begin with. A
//! number of more than the fifteen digits that a spreadsheet holds is written as a text, so that none is rounded unseen.
//! The same document gives the same bytes: nothing in a workbook tells when or where it was made.

mod book;
mod chart;
mod definitions;
mod figures;
mod front;
mod look;
mod number;
mod sheet;
mod tables;
mod text;

use std::io::Write;

use rust_xlsxwriter::XlsxError;

use crate::report::Document;

use self::book::Book;
use super::locale::Locale;
use super::page::pages;
use super::{RenderError, Style};

/// Writes a workbook. It is made in memory first, since a workbook is finished at its end only.
pub(crate) fn write(
    document: &Document,
    style: Style,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let locale = Locale::new(style.lang);
    let pages = pages(document, &locale)?;
    let tables = tables::sheets(document, &pages, &locale);
    let mut book = Book::new(document, &locale)?;
    let front = book.name(locale.word("report"));
    let tables: Vec<_> =
        tables.iter().map(|table| (book.name_of(&table.title, &table.about), table)).collect();
    let definitions = book.name(locale.word("definitions"));
    let figures = book.name(locale.word("all_figures"));
    let contents: Vec<(String, String)> = tables
        .iter()
        .map(|(name, table)| (name.clone(), table.full_title()))
        .chain([&definitions, &figures].map(|name| (name.clone(), name.clone())))
        .collect();
    front::write(&mut book, &front, document, &pages, &contents, &locale)?;
    for (name, table) in tables {
        sheet::write(&mut book, &name, table)?;
    }
    definitions::write(&mut book, &definitions, document, &locale)?;
    figures::write(&mut book, &figures, document, &locale)?;
    out.write_all(&book.bytes()?)?;
    Ok(())
}

impl From<XlsxError> for RenderError {
    /// A failed write stays one.
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::Io(error),
            error => Self::Workbook(error.to_string()),
        }
    }
}
