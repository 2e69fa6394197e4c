//! What a check found, in every format: a page to read, or one finding a row.

mod csv;
mod json;
mod page;
mod words;

use crate::report::quality::Quality;

use super::csv::CsvRow;
use super::json::Json;
use super::locale::Locale;
use super::page::Page;
use super::print::Printable;
use super::style::{CsvStyle, Style};

impl Printable for Quality {
    const COLUMNS: &'static [&'static str] = &csv::COLUMNS;

    fn pages(&self, _: Style, locale: &Locale) -> Vec<Page> {
        self.datasets.iter().map(|dataset| page::lay_out(dataset, locale)).collect()
    }

    fn rows<'a>(&'a self, _: CsvStyle, locale: &'a Locale) -> impl Iterator<Item = CsvRow> {
        self.datasets.iter().flat_map(|dataset| csv::rows(dataset, locale))
    }

    fn json<'a>(&'a self, locale: &'a Locale) -> serde_json::Result<Json<'a>> {
        Ok(json::json(self, locale))
    }
}
