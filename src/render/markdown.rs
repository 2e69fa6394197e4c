//! The readable report as GitHub shows Markdown: the same content as the terminal report.

use std::io::Write;

use crate::report::Document;

use super::locale::Locale;
use super::page::{Body, Grid, Page, Section, Side, data_notes, lay_out};
use super::provenance::provenance_lines;
use super::{RenderError, Style};

/// Characters that Markdown or HTML would take for markup.
const SPECIAL: &str = r"\`*_[]<>#|~&$";

/// Before the label of a row that is part of the row above: an em space.
const INDENT: &str = "&emsp;";

/// Writes every report, then the notes on the data, then where the figures come from.
pub(crate) fn write(
    document: &Document,
    style: &Style,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let locale = Locale::new(style.lang);
    for (index, report) in document.reports.iter().enumerate() {
        let mut page = lay_out(report, &locale)?;
        if index + 1 == document.reports.len() {
            page.notes.extend(data_notes(document, &locale));
        }
        if index > 0 {
            writeln!(out)?;
        }
        write_page(&page, &locale, out)?;
    }
    if style.provenance {
        write_list(locale.word("sources"), &provenance_lines(document, &locale), out)?;
    }
    Ok(())
}

fn write_page(page: &Page, locale: &Locale, out: &mut dyn Write) -> Result<(), RenderError> {
    writeln!(out, "# {}\n\n{}", escaped(&page.title), escaped(&page.subtitle))?;
    if !page.facts.is_empty() {
        writeln!(out, "\n## {}\n", escaped(locale.word("headline")))?;
    }
    for fact in &page.facts {
        writeln!(out, "- **{}** {}", escaped(&fact.number), escaped(&fact.text))?;
        if let Some(detail) = &fact.detail {
            writeln!(out, "  <br>{}", escaped(detail))?;
        }
    }
    for section in &page.sections {
        write_section(section, out)?;
    }
    write_list(locale.word("notes"), &page.notes, out)
}

fn write_list(title: &str, lines: &[String], out: &mut dyn Write) -> Result<(), RenderError> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {}\n", escaped(title))?;
    for line in lines {
        writeln!(out, "- {}", escaped(line))?;
    }
    Ok(())
}

fn write_section(section: &Section, out: &mut dyn Write) -> Result<(), RenderError> {
    writeln!(out, "\n## {}\n", escaped(&section.title))?;
    if let Some(subtitle) = &section.subtitle {
        writeln!(out, "{}\n", escaped(subtitle))?;
    }
    match &section.body {
        Body::Grid(grid) => write_grid(grid, out),
        Body::Sentence(sentence) => Ok(writeln!(out, "{}", escaped(sentence))?),
    }
}

fn write_grid(grid: &Grid, out: &mut dyn Write) -> Result<(), RenderError> {
    let mut heads = vec![escaped(&grid.label_head)];
    let mut rule = vec![":---".to_owned()];
    for column in &grid.columns {
        heads.push(escaped(column.head.join(" ").trim()));
        rule.push(match column.side {
            Side::Left => ":---".to_owned(),
            Side::Right => "---:".to_owned(),
        });
    }
    write_row(&heads, out)?;
    write_row(&rule, out)?;
    for line in &grid.lines {
        let indent = if line.part { INDENT } else { "" };
        let mut label = format!("{indent}{}", escaped(&line.label));
        if let Some(below) = &line.below {
            label = format!("{label}<br>{}", escaped(below));
        }
        let cells = line.cells.iter().map(|cell| escaped(cell));
        write_row(&std::iter::once(label).chain(cells).collect::<Vec<_>>(), out)?;
    }
    Ok(())
}

fn write_row(cells: &[String], out: &mut dyn Write) -> Result<(), RenderError> {
    Ok(writeln!(out, "| {} |", cells.join(" | "))?)
}

/// A text that Markdown shows as it stands.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if SPECIAL.contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
