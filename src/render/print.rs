//! What can be printed, and the one function that prints it in any format.

use std::io::{self, Write};

use super::csv::CsvRow;
use super::error::{RenderError, Result};
use super::json::Json;
use super::locale::Locale;
use super::page::Page;
use super::style::{CsvStyle, Format, Style};
use super::{html, markdown, text};

/// What can be printed in any format.
pub(crate) trait Printable {
    /// The columns of its CSV; ids do not depend on the language.
    const COLUMNS: &'static [&'static str];

    /// Its pages, as people read them.
    fn pages(&self, style: Style, locale: &Locale) -> Vec<Page>;

    /// Its rows of CSV.
    fn rows<'a>(&'a self, style: CsvStyle, locale: &'a Locale) -> impl Iterator<Item = CsvRow>;

    /// Its form for programs.
    fn json<'a>(&'a self, locale: &'a Locale) -> serde_json::Result<Json<'a>>;

    /// Writes its pages for a terminal.
    fn write_text(&self, style: Style, locale: &Locale, out: &mut dyn Write) -> io::Result<()> {
        text::write(self.pages(style, locale), style, locale, out)
    }

    /// Writes its pages as Markdown.
    fn write_markdown(&self, style: Style, locale: &Locale, out: &mut dyn Write) -> io::Result<()> {
        markdown::write(&self.pages(style, locale), locale, out)
    }

    /// Writes its pages for a browser.
    fn write_html(&self, style: Style, locale: &Locale, out: &mut dyn Write) -> Result {
        html::write(&self.pages(style, locale), locale, out)
    }

    /// Writes a workbook of it, which only reports have.
    fn write_workbook(&self, _: &Locale, _: &mut dyn Write) -> Result {
        Err(RenderError::OnlyReports)
    }
}

/// Prints anything in a format.
///
/// # Errors
/// [`RenderError::Io`] where `out` fails; the others where the form cannot be made.
pub(crate) fn print(
    printable: &impl Printable,
    format: Format,
    style: Style,
    out: &mut dyn Write,
) -> Result {
    let locale = &Locale::new(style.lang);
    match format {
        Format::Table => printable.write_text(style, locale, out)?,
        Format::Markdown => printable.write_markdown(style, locale, out)?,
        Format::Html => printable.write_html(style, locale, out)?,
        Format::Xlsx => printable.write_workbook(locale, out)?,
        Format::Csv => write_csv(printable, style.csv_style, locale, out)?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &printable.json(locale)?)?;
            writeln!(out)?;
        }
    }
    Ok(out.flush()?)
}

fn write_csv<P: Printable>(
    printable: &P,
    style: CsvStyle,
    locale: &Locale,
    out: &mut dyn Write,
) -> Result {
    let mut writer = style.writer(out)?;
    writer.write_record(P::COLUMNS)?;
    for row in printable.rows(style, locale) {
        writer.write_record(row)?;
    }
    Ok(writer.flush()?)
}

/// What is printed, as a text.
#[cfg(test)]
pub(crate) fn text_of(printable: &impl Printable, format: Format, style: Style) -> String {
    let mut bytes = Vec::new();
    print(printable, format, style, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    /// A pipe that is closed after so many bytes.
    struct Closed(usize);

    impl Write for Closed {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    const FORMATS: [Format; 6] =
        [Format::Table, Format::Csv, Format::Json, Format::Markdown, Format::Html, Format::Xlsx];

    #[test]
    fn a_closed_pipe_is_an_io_error_in_every_format() {
        for format in FORMATS {
            for room in [0, 10, 500] {
                let pipe = &mut Closed(room);
                let result = print(&fixture::heerlen(), format, Style::default(), pipe);
                let kind = match result {
                    Err(RenderError::Io(error)) => Some(error.kind()),
                    _ => None,
                };
                assert_eq!(kind, Some(io::ErrorKind::BrokenPipe), "{format:?} {room}");
            }
        }
    }
}
