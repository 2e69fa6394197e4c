//! A report into bytes: one file per format, and the one match that picks it.
//!
//! A renderer computes no figure: what it prints stands in the [`Document`] already. `csv` and `json` carry the
//! long form (`long`); `text` and `markdown` print the readable pages that `page` lays out in the words of a
//! [`Locale`], and `xlsx` makes a workbook of both.

mod cases;
mod chart;
mod csv;
mod definition;
mod docx;
mod error;
mod explain;
mod html;
mod json;
mod labels;
mod locale;
mod long;
mod markdown;
mod messages;
mod number;
mod page;
mod provenance;
mod quality;
mod rejects;
mod revision;
mod story;
mod style;
mod summary;
mod template;
mod text;
mod xlsx;

use std::io::Write;

pub use self::cases::render_cases;
pub use self::error::RenderError;
pub use self::explain::render_explanation;
pub use self::html::{ChartFile, chart_files};
pub use self::labels::FigureLabels;
pub use self::locale::{EuroDecimals, Lang, Locale, visible};
pub(crate) use self::messages::{help as help_in, message as message_in, paragraphs as help_of};
pub use self::provenance::provenance_lines;
pub use self::quality::render_quality;
pub(crate) use self::rejects::{refused_rows, rejected_rows};
pub use self::revision::render_revision;
pub use self::story::{render_story, render_trace};
pub use self::style::{CsvStyle, Format, Style, TextForm};
pub use self::summary::render_summary;

use crate::report::Document;

/// Prints the document.
///
/// # Errors
/// [`RenderError::Io`] where `out` fails; the others where the form cannot be made.
pub fn render(
    document: &Document,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    match format {
        Format::Table => text::write(document, *style, out)?,
        Format::Csv => csv::write(document, *style, out)?,
        Format::Json => json::write(document, *style, out)?,
        Format::Markdown => markdown::write(document, *style, out)?,
        Format::Html => html::write(document, *style, out)?,
        Format::Xlsx => xlsx::write(document, *style, out)?,
    }
    out.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io;

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
                let result =
                    render(&fixture::heerlen(), format, &Style::default(), &mut Closed(room));
                let kind = match result {
                    Err(RenderError::Io(error)) => Some(error.kind()),
                    _ => None,
                };
                assert_eq!(kind, Some(io::ErrorKind::BrokenPipe), "{format:?} {room}");
            }
        }
    }
}
