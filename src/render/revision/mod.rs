//! Two deliveries side by side, into bytes.

mod csv;
mod json;
mod page;
mod words;

use std::io::Write;

use crate::report::revision::Revision;

use super::{Format, Locale, RenderError, Style, html, markdown, text};

/// Prints what changed between two deliveries.
///
/// # Errors
/// [`RenderError::Io`] where `out` fails; the others where the form cannot be made.
pub fn render_revision(
    revision: &Revision,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let locale = Locale::new(style.lang);
    match format {
        Format::Table => {
            text::write_one(&page::lay_out(revision, &locale), 0, &locale, style.color, out)?;
        }
        Format::Markdown => {
            markdown::write_one(&page::lay_out(revision, &locale), 0, &locale, out)?;
        }
        Format::Html => {
            html::write_one(&[page::lay_out(revision, &locale)], style.lang, &locale, out)?;
        }
        Format::Csv => csv::write(revision, style.csv_style, out)?,
        Format::Json => json::write(revision, &locale, out)?,
        Format::Xlsx => return Err(RenderError::OnlyReports),
    }
    out.flush()?;
    Ok(())
}
