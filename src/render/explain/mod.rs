//! What figures mean, in every format: entries to read, or a code book with one figure a row.

mod csv;
mod entry;
mod json;
mod words;

use std::io::{self, Write};

use crate::report::explain::{Explained, Explanation};

use super::csv::CsvRow;
use super::json::Json;
use super::locale::Locale;
use super::page::{Column, Grid, Line, Page, Section, texts};
use super::print::Printable;
use super::style::{CsvStyle, Style};
use super::{markdown, text};
use words::units;

impl Printable for Explanation {
    const COLUMNS: &'static [&'static str] = &csv::COLUMNS;

    fn pages(&self, _: Style, locale: &Locale) -> Vec<Page> {
        vec![list(self, locale)]
    }

    fn rows<'a>(&'a self, style: CsvStyle, locale: &'a Locale) -> impl Iterator<Item = CsvRow> {
        self.figures.iter().flat_map(move |of| csv::rows(of, style, locale))
    }

    fn json<'a>(&'a self, locale: &'a Locale) -> serde_json::Result<Json<'a>> {
        Ok(json::json(self, locale))
    }

    fn write_text(&self, style: Style, locale: &Locale, out: &mut dyn Write) -> io::Result<()> {
        if self.in_full {
            return entry::write_text(self, locale, out);
        }
        text::write(self.pages(style, locale), style, locale, out)
    }

    fn write_markdown(&self, style: Style, locale: &Locale, out: &mut dyn Write) -> io::Result<()> {
        if self.in_full {
            return entry::write_markdown(self, locale, out);
        }
        markdown::write(&self.pages(style, locale), locale, out)
    }
}

/// All figures, one a line.
fn list(explanation: &Explanation, locale: &Locale) -> Page {
    let line = |explained: &Explained| Line {
        label: explained.figure.to_string(),
        cells: texts([
            locale.figure(explained.figure).to_owned(),
            units(explained, locale).join(", "),
        ]),
        ..Line::default()
    };
    let unit = locale.word("unit").to_lowercase();
    let grid = Grid {
        label_head: locale.word("figure").to_owned(),
        columns: vec![Column::words(""), Column::words(&unit)],
        lines: explanation.figures.iter().map(line).collect(),
    };
    Page {
        title: locale.phrase("explain_title", &[]),
        subtitle: locale.phrase("explain_subtitle", &[]),
        sections: vec![Section {
            title: locale.word("figures").to_owned(),
            grid,
            ..Section::default()
        }],
        ..Page::default()
    }
}
