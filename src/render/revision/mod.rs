//! Two deliveries side by side, into bytes.

mod csv;
mod json;
mod page;

use std::io::Write;

use crate::report::Cell;
use crate::report::revision::{Revised, Revision};

use super::number::plain;
use super::{Format, Locale, RenderError, Style, html, markdown, text};

/// Prints what changed between two deliveries.
///
/// # Errors
/// [`RenderError::Io`] where `out` fails; the others where something cannot be written exactly.
pub fn render_revision(
    revision: &Revision,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let locale = Locale::new(style.lang);
    match format {
        Format::Table => {
            text::write_one(&page::lay_out(revision, &locale)?, 0, &locale, style.color, out)?;
        }
        Format::Markdown => {
            markdown::write_one(&page::lay_out(revision, &locale)?, 0, &locale, out)?;
        }
        Format::Html => {
            html::write_one(&[page::lay_out(revision, &locale)?], style.lang, &locale, out)?;
        }
        Format::Csv => csv::write(revision, style.csv_style, out)?,
        Format::Json => json::write(revision, &locale, out)?,
        Format::Xlsx => return Err(RenderError::OnlyReports),
    }
    out.flush()?;
    Ok(())
}

/// The numbers of a figure in the plain form of CSV and JSON: old, new, change.
fn numbers(revised: &Revised) -> Result<[Option<String>; 3], RenderError> {
    let number = |cell: &Cell| cell.value().map(plain).transpose();
    let change = revised.change().map(plain).transpose()?;
    Ok([number(&revised.old)?, number(&revised.new)?, change])
}

/// Why a number is not there: of the later delivery first.
fn note(revised: &Revised) -> String {
    let why = |cell: &Cell| match cell {
        Cell::Missing(reason) => Some(reason.id()),
        Cell::Suppressed => Some("suppressed".to_owned()),
        Cell::Known(_) => None,
    };
    why(&revised.new).or_else(|| why(&revised.old)).unwrap_or_default()
}
