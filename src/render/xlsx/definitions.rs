//! The sheet that says what each figure of the workbook means, in the words of `outflow explain`.

use crate::measure::Unit;
use crate::render::error::Result;
use crate::report::explain::explained;
use crate::report::{Document, FigureId, Row};

use super::super::definition::option;
use super::super::locale::Locale;
use super::book::WorkbookWriter;
use super::look::Form;

/// The heads of the columns, as words, with their widths.
const COLUMNS: [(&str, usize); 9] = [
    ("figure", 34),
    ("definition", 70),
    ("formula", 40),
    ("unit", 24),
    ("explain_whole", 30),
    ("explain_by", 24),
    ("source", 16),
    ("explain_options", 44),
    ("explain_id", 30),
];

/// Writes the sheet.
pub(super) fn write(
    book: &mut WorkbookWriter,
    name: &str,
    document: &Document,
    locale: &Locale,
) -> Result {
    let mut sheet_writer = book.sheet(name)?;
    let figures = figures(document);
    let heads: Vec<(String, Form)> =
        COLUMNS.iter().map(|(word, _)| (locale.word(word).to_owned(), Form::HeadLeft)).collect();
    sheet_writer.head(0, &heads, figures.len(), 1)?;
    for (row, (figure, units)) in (1..).zip(figures) {
        let about = locale.about(figure).cloned().unwrap_or_default();
        let units: Vec<_> = units.into_iter().map(|unit| locale.unit(unit)).collect();
        let by: Vec<_> =
            explained(figure).by.iter().map(|by| locale.dimension(by).to_lowercase()).collect();
        let options = about.options.iter();
        let options: Vec<_> =
            options.map(|key| option(key, &document.provenance.definitions, locale)).collect();
        let texts = [
            about.title.as_str(),
            &about.definition,
            &about.formula,
            &units.join(", "),
            &about.whole,
            &by.join(", "),
            &about.source,
            &options.join("; "),
            figure.id(),
        ];
        for (column, text) in (0..).zip(texts) {
            sheet_writer.text((row, column), text, Form::Long)?;
        }
        sheet_writer.heighten(row, texts.into_iter().zip(COLUMNS.map(|(_, width)| width)))?;
    }
    sheet_writer.widths(COLUMNS.map(|(_, width)| width))?;
    sheet_writer.finish()
}

/// The figures of a document, once each, with what they are counted in.
fn figures(document: &Document) -> Vec<(FigureId, Vec<Unit>)> {
    let tables = document.reports.iter().flat_map(|report| &report.tables);
    let mut figures: Vec<(FigureId, Vec<Unit>)> = Vec::new();
    for Row { figure, unit, .. } in tables.flat_map(|table| &table.rows) {
        match figures.iter_mut().find(|(known, _)| known == figure) {
            Some((_, units)) if units.contains(unit) => {}
            Some((_, units)) => units.push(*unit),
            None => figures.push((*figure, vec![*unit])),
        }
    }
    figures
}
