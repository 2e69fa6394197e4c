//! Two deliveries side by side, in every format.

mod csv;
mod json;
mod page;
mod words;

use crate::report::revision::Revision;

use super::csv::CsvRow;
use super::json::Json;
use super::locale::Locale;
use super::page::Page;
use super::print::Printable;
use super::style::{CsvStyle, Style};

impl Printable for Revision {
    const COLUMNS: &'static [&'static str] = &csv::COLUMNS;

    fn pages(&self, _: Style, locale: &Locale) -> Vec<Page> {
        vec![page::lay_out(self, locale)]
    }

    fn rows<'a>(&'a self, style: CsvStyle, _: &'a Locale) -> impl Iterator<Item = CsvRow> {
        csv::rows(self, style)
    }

    fn json<'a>(&'a self, locale: &'a Locale) -> serde_json::Result<Json<'a>> {
        Ok(json::json(self, locale))
    }
}
