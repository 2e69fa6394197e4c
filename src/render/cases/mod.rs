//! The cases behind a figure, into bytes: a line a case, or a page to read.

mod csv;
mod json;
mod page;
mod words;

use std::io::Write;

use crate::report::cases::CaseList;

use super::{Format, Locale, RenderError, Style, html, markdown, text};

/// Prints a list of cases.
///
/// # Errors
/// [`RenderError::Io`] where `out` fails; the others where the form cannot be made.
pub fn render_cases(
    list: &CaseList,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let locale = Locale::new(style.lang);
    match format {
        Format::Table => {
            text::write_one(&page::lay_out(list, &locale), 0, &locale, style.color, out)?;
        }
        Format::Markdown => markdown::write_one(&page::lay_out(list, &locale), 0, &locale, out)?,
        Format::Html => {
            html::write_one(&[page::lay_out(list, &locale)], style.lang, &locale, out)?;
        }
        Format::Csv => csv::write(list, style.csv_style, &locale, out)?,
        Format::Json => json::write(list, &locale, out)?,
        Format::Xlsx => return Err(RenderError::OnlyReports),
    }
    out.flush()?;
    Ok(())
}
