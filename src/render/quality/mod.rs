//! What a check found, into bytes: a page to read, or one finding a row.

mod csv;
mod json;
mod page;
mod words;

use std::io::Write;

use crate::report::quality::Quality;

use super::{Format, Lang, Locale, RenderError, html, markdown, text};

/// Prints what a check found.
///
/// # Errors
/// [`RenderError::Io`] where `out` fails; the others where the form cannot be made.
pub fn render_quality(
    quality: &Quality,
    format: Format,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let locale = Locale::new(lang);
    let pages = || quality.datasets.iter().map(|dataset| page::lay_out(dataset, &locale));
    match format {
        Format::Table => {
            for (index, page) in pages().enumerate() {
                text::write_one(&page, index, &locale, false, out)?;
            }
        }
        Format::Markdown => {
            for (index, page) in pages().enumerate() {
                markdown::write_one(&page, index, &locale, out)?;
            }
        }
        Format::Html => html::write_one(&pages().collect::<Vec<_>>(), lang, &locale, out)?,
        Format::Csv => csv::write(quality, &locale, out)?,
        Format::Json => json::write(quality, &locale, out)?,
        Format::Xlsx => return Err(RenderError::OnlyReports),
    }
    out.flush()?;
    Ok(())
}
