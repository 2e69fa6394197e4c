//! The cases behind a figure, into bytes: a line a case, or a page to read.

mod csv;
mod json;
mod page;

use std::io::Write;

use crate::report::cases::{Case, CaseList};

use super::{Format, Locale, RenderError, Style, html, markdown, text};

/// Prints a list of cases.
///
/// # Errors
/// [`RenderError::Io`] where `out` fails; the others where something cannot be written exactly.
pub fn render_cases(
    list: &CaseList,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let locale = Locale::new(style.lang);
    match format {
        Format::Table => {
            text::write_one(&page::lay_out(list, &locale)?, 0, &locale, style.color, out)?;
        }
        Format::Markdown => markdown::write_one(&page::lay_out(list, &locale)?, 0, &locale, out)?,
        Format::Html => {
            html::write_one(&[page::lay_out(list, &locale)?], style.lang, &locale, out)?;
        }
        Format::Csv => csv::write(list, style.csv_style, &locale, out)?,
        Format::Json => json::write(list, &locale, out)?,
        Format::Xlsx => return Err(RenderError::OnlyReports),
    }
    out.flush()?;
    Ok(())
}

/// Why a case counts, in one sentence.
fn why(case: &Case, locale: &Locale) -> String {
    let parts: Vec<String> = case.why.iter().map(|part| locale.why(part)).collect();
    parts.join("; ")
}

/// The rows of a case as `file:line`.
fn rows(case: &Case) -> Vec<String> {
    case.rows.iter().map(|row| format!("{}:{}", row.file, row.line)).collect()
}
