//! A report into bytes: one file per format, and the one match that picks it.
//!
//! A renderer computes no figure: what it prints stands in the [`Document`] already. `csv` and `json` carry the
//! long form (`long`); `text` and `markdown` print the readable pages that `page` lays out in the words of a
//! [`Locale`], and `xlsx` makes a workbook of both.

mod cases;
mod chart;
mod csv;
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
mod template;
mod text;
mod xlsx;

use std::io::{self, Write};

pub use self::cases::render_cases;
pub use self::csv::CsvStyle;
pub use self::explain::render_explanation;
pub use self::labels::FigureLabels;
pub use self::locale::{EuroDecimals, Lang, Locale, visible};
pub(crate) use self::messages::{help as help_in, message as message_in, paragraphs as help_of};
pub use self::provenance::provenance_lines;
pub use self::quality::render_quality;
pub(crate) use self::rejects::{refused_rows, rejected_rows};
pub use self::revision::render_revision;
pub use self::story::{StoryForm, render_story, render_trace};

use crate::report::Document;

/// The formats a report can be printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Tables for a terminal, at most 79 columns wide.
    #[default]
    Table,
    /// The long form, one figure a row.
    Csv,
    /// The long form with its provenance.
    Json,
    /// Tables as GitHub shows them.
    Markdown,
    /// A page for a browser, with charts.
    Html,
    /// A workbook: a sheet per table, definitions, and the long form.
    Xlsx,
}

/// What can be chosen of the looks of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is one thing that can be chosen")]
pub struct Style {
    /// The language of titles, notes and numbers; identifiers never change.
    pub lang: Lang,
    /// The dialect of CSV.
    pub csv_style: CsvStyle,
    /// Whether tables and Markdown end with where the figures come from.
    pub provenance: bool,
    /// Whether tables for a terminal have bars beside their groups.
    pub chart: bool,
    /// Whether tables and Markdown of a report are the facts and a few short tables, and not every table.
    pub brief: bool,
    /// Whether a terminal shows bold, faint and yellow.
    pub color: bool,
}

/// Why a report could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The output takes no more.
    #[error("cannot write the report: {0}")]
    Io(#[from] io::Error),
    /// The CSV writer refuses a row.
    #[error("cannot write CSV: {0}")]
    Csv(::csv::Error),
    /// The JSON writer refuses a value.
    #[error("cannot write JSON: {0}")]
    Json(serde_json::Error),
    /// The template of a page cannot be filled.
    #[error("cannot write the page: {0}")]
    Html(#[from] askama::Error),
    /// The writer of workbooks refuses something.
    #[error("cannot write the workbook: {0}")]
    Workbook(String),
    /// The writer of workbooks stopped.
    #[error(
        "cannot write the workbook: it takes more threads or memory than there are; raise the limits (ulimit -u, ulimit -v), or use another --format"
    )]
    Exhausted,
    /// A form that only reports have.
    #[error("only a report can be a workbook")]
    OnlyReports,
    /// A figure does not fit the numbers that can be printed.
    #[error("a figure is too large to print exactly")]
    TooLarge,
}

impl From<::csv::Error> for RenderError {
    /// A failed write stays one, so that a closed pipe is recognised.
    fn from(error: ::csv::Error) -> Self {
        if error.is_io_error() {
            match error.into_kind() {
                ::csv::ErrorKind::Io(error) => Self::Io(error),
                _ => Self::TooLarge, // not reached: the kind was asked just before
            }
        } else {
            Self::Csv(error)
        }
    }
}

impl From<serde_json::Error> for RenderError {
    /// A failed write stays one, so that a closed pipe is recognised.
    fn from(error: serde_json::Error) -> Self {
        if error.is_io() { Self::Io(error.into()) } else { Self::Json(error) }
    }
}

/// Prints the document.
///
/// # Errors
/// [`RenderError::Io`] where `out` fails; the others where a figure cannot be written exactly.
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
