//! A report in every format.

mod json;

use std::io::{self, Write};

use crate::report::{Document, table_ids};

use super::csv::{self, CsvRow};
use super::error::Result;
use super::json::Json;
use super::locale::Locale;
use super::page::{Page, brief_pages, full_pages};
use super::print::Printable;
use super::style::{CsvStyle, Style};
use super::{html, long, markdown, text, xlsx};

impl Printable for Document {
    const COLUMNS: &'static [&'static str] = &long::COLUMNS;

    fn pages(&self, style: Style, locale: &Locale) -> Vec<Page> {
        if style.brief { brief_pages(self, locale) } else { full_pages(self, locale) }
    }

    fn rows<'a>(&'a self, style: CsvStyle, locale: &'a Locale) -> impl Iterator<Item = CsvRow> {
        self.reports.iter().flat_map(move |report| csv::rows(report, style, locale))
    }

    fn json<'a>(&'a self, locale: &'a Locale) -> serde_json::Result<Json<'a>> {
        json::json(self, locale)
    }

    fn write_text(&self, style: Style, locale: &Locale, out: &mut dyn Write) -> io::Result<()> {
        let mut pages = self.pages(style, locale);
        if let Some(last) = pages.last_mut().filter(|_| style.brief) {
            last.notes.push(hint(locale));
        }
        text::write(pages, style, locale, out)?;
        if style.provenance { text::write_sources(&self.provenance, locale, out) } else { Ok(()) }
    }

    fn write_markdown(&self, style: Style, locale: &Locale, out: &mut dyn Write) -> io::Result<()> {
        markdown::write(&self.pages(style, locale), locale, out)?;
        if style.provenance {
            markdown::write_sources(&self.provenance, locale, out)
        } else {
            Ok(())
        }
    }

    fn write_html(&self, _: Style, locale: &Locale, out: &mut dyn Write) -> Result {
        html::write_document(self, locale, out)
    }

    fn write_workbook(&self, locale: &Locale, out: &mut dyn Write) -> Result {
        xlsx::write(self, locale, out)
    }
}

/// How a reader of a short report sees more.
fn hint(locale: &Locale) -> String {
    let count = table_ids().count().to_string();
    locale.phrase("brief_more", &[("count", &count)])
}
