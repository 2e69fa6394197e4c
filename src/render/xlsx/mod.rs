//! A workbook, as a controller would make it: a sheet to begin with, the indicators, a sheet for each subject with one table
//! that a filter or a pivot table takes as it is, the months, the money with live formulas, the definitions, and all figures
//! in the long form. Of a series, a table by two dimensions and cohorts there is a sheet for each table.
//!
//! A number that is not available is an empty cell, with the reason in the last column; one that is hidden is the mark
//! that stands for it, and is written nowhere. Texts are written as texts, whatever they begin with. A number of more
//! than the fifteen digits that a spreadsheet holds is written as a text, so that none is rounded unseen. The same
//! document gives the same bytes: nothing in a workbook shows when or where it was made.

mod book;
mod chart;
mod definitions;
mod figures;
mod front;
mod indicators;
mod look;
mod money;
mod months;
mod number;
mod sheet;
mod tables;
mod text;
mod theme;

use std::io::Write;

use crate::report::{Document, TableId, benchmarks};

use self::book::WorkbookWriter;
use self::theme::{THEMES, Theme};
use super::error::Result;
use super::locale::Locale;
use super::page::{Context, Page, pages};

/// Writes a workbook. It is made in memory first, since a workbook is finished at its end only.
pub(crate) fn write(document: &Document, locale: &Locale, out: &mut dyn Write) -> Result {
    let pages = pages(document, locale);
    let bytes = if benchmarks::is_yearly(document) {
        report(document, &pages, locale)?
    } else {
        each_table(document, &pages, locale)?
    };
    Ok(out.write_all(&bytes)?)
}

/// The workbook of a report.
fn report(document: &Document, pages: &[Page], locale: &Locale) -> Result<Vec<u8>> {
    let title = document.reports.last().map(|report| Context::new(report, locale).subject());
    let mut book = WorkbookWriter::new(document, &title.unwrap_or_default(), locale)?;
    let named = |id: &str| locale.phrase(&format!("sheet_{id}"), &[]);
    let front = book.name(&named("front"));
    let has =
        |id: TableId| document.reports.iter().flat_map(|of| &of.tables).any(|table| table.id == id);
    let drawn = months::drawn(document, locale);
    let mut contents = Vec::new();
    let mut name = |book: &mut WorkbookWriter, id: &str| {
        let name = book.name(&named(id));
        contents.push((name.clone(), locale.phrase(&format!("sheet_{id}_holds"), &[])));
        name
    };
    let indicators = has(TableId::Caseload).then(|| name(&mut book, "indicators"));
    let mut themes: Vec<(String, &Theme)> = Vec::new();
    for theme in THEMES.iter().filter(|theme| theme.is_in(document)) {
        themes.push((name(&mut book, theme.id), theme));
    }
    let months = months::are_in(document).then(|| name(&mut book, "months"));
    let money = has(TableId::Savings).then(|| name(&mut book, "money"));
    let definitions = name(&mut book, "definitions");
    let figures = name(&mut book, "figures");
    front::write(&mut book, &front, document, pages, &contents, locale)?;
    if let Some(name) = &indicators {
        let lines = drawn.as_ref().zip(months.as_ref()).map(|(drawn, months)| drawn.lines(months));
        indicators::write(&mut book, name, document, lines.as_ref(), locale)?;
    }
    for (name, theme) in themes {
        theme::write(&mut book, &name, theme, document, locale)?;
    }
    if let Some(name) = &months {
        months::write(&mut book, name, document, drawn.as_ref(), locale)?;
    }
    if let Some(name) = &money {
        money::write(&mut book, name, document, locale)?;
    }
    definitions::write(&mut book, &definitions, document, locale)?;
    figures::write(&mut book, &figures, document, locale)?;
    book.bytes()
}

/// A workbook with a sheet for each table.
fn each_table(document: &Document, pages: &[Page], locale: &Locale) -> Result<Vec<u8>> {
    let tables = tables::sheets(document, pages, locale);
    let title = pages.last().map_or("", |page| page.title.as_str());
    let mut book = WorkbookWriter::new(document, title, locale)?;
    let front = book.name(&locale.phrase("sheet_front", &[]));
    let tables: Vec<_> =
        tables.iter().map(|table| (book.name_of(&table.title, &table.about), table)).collect();
    let definitions = book.name(&locale.phrase("sheet_definitions", &[]));
    let figures = book.name(&locale.phrase("sheet_figures", &[]));
    let contents: Vec<(String, String)> = tables
        .iter()
        .map(|(name, table)| (name.clone(), table.full_title()))
        .chain([&definitions, &figures].map(|name| (name.clone(), name.clone())))
        .collect();
    front::write(&mut book, &front, document, pages, &contents, locale)?;
    for (name, table) in tables {
        sheet::write(&mut book, &name, table)?;
    }
    definitions::write(&mut book, &definitions, document, locale)?;
    figures::write(&mut book, &figures, document, locale)?;
    book.bytes()
}
