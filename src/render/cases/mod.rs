//! The cases behind a figure, in every format: a line a case, or a page to read.

mod csv;
mod json;
mod page;
mod words;

use crate::report::cases::CaseList;

use super::csv::CsvRow;
use super::json::Json;
use super::locale::Locale;
use super::page::Page;
use super::print::Printable;
use super::style::{CsvStyle, Style};

impl Printable for CaseList {
    const COLUMNS: &'static [&'static str] = &csv::COLUMNS;

    fn pages(&self, _: Style, locale: &Locale) -> Vec<Page> {
        vec![page::lay_out(self, locale)]
    }

    fn rows<'a>(&'a self, style: CsvStyle, locale: &'a Locale) -> impl Iterator<Item = CsvRow> {
        csv::rows(self, style, locale)
    }

    fn json<'a>(&'a self, locale: &'a Locale) -> serde_json::Result<Json<'a>> {
        json::json(self, locale)
    }
}
