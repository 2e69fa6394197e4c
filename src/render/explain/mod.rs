//! What figures mean, into bytes: entries to read, or a code book with one figure a row.

mod csv;
mod entry;
mod json;
mod words;

use std::io::Write;

use crate::report::explain::{Explained, Explanation};

use super::page::{Column, Grid, Line, Page, Section, texts};
use super::{Format, Locale, RenderError, Style, html, markdown, text};
use words::units;

/// Prints explained figures.
///
/// # Errors
/// [`RenderError::Io`] where `out` fails; the others where the form cannot be made.
pub fn render_explanation(
    explanation: &Explanation,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let locale = Locale::new(style.lang);
    let full = explanation.in_full;
    match format {
        Format::Table if full => entry::write_text(explanation, &locale, out)?,
        Format::Markdown if full => entry::write_markdown(explanation, &locale, out)?,
        Format::Table => {
            text::write_one(&list(explanation, &locale), 0, &locale, style.color, out)?;
        }
        Format::Markdown => markdown::write_one(&list(explanation, &locale), 0, &locale, out)?,
        Format::Html => html::write_one(&[list(explanation, &locale)], style.lang, &locale, out)?,
        Format::Csv => csv::write(explanation, style.csv_style, &locale, out)?,
        Format::Json => json::write(explanation, &locale, out)?,
        Format::Xlsx => return Err(RenderError::OnlyReports),
    }
    out.flush()?;
    Ok(())
}

/// All figures, one a line.
fn list(explanation: &Explanation, locale: &Locale) -> Page {
    let line = |explained: &Explained| Line {
        label: explained.figure.to_owned(),
        cells: texts([
            locale.figure(explained.figure).to_owned(),
            units(explained, locale).join(", "),
        ]),
        ..Line::default()
    };
    let unit = locale.word("unit").to_lowercase();
    let grid = Grid {
        label_head: locale.word("figure").to_owned(),
        columns: vec![Column::words(""), Column::words(&unit)],
        lines: explanation.figures.iter().map(line).collect(),
    };
    Page {
        title: locale.phrase("explain_title", &[]),
        first: Vec::new(),
        subtitle: locale.phrase("explain_subtitle", &[]),
        sections: vec![Section {
            title: locale.word("figures").to_owned(),
            grid,
            ..Section::default()
        }],
        notes: Vec::new(),
        ..Page::default()
    }
}
