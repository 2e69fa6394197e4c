//! The report for a terminal: at most 100 columns, no figure cut or wrapped, one thin rule under the head of a table.

mod bars;
mod grid;
mod wrap;

use std::io::Write;

use crate::report::Document;

use super::locale::Locale;
use super::page::{CAUTION, Fact, Page, Section, pages};
use super::provenance::provenance_lines;
use super::{RenderError, Style};
pub(super) use wrap::{width, wrap};

use wrap::right;

/// The width of a page.
pub(super) const WIDTH: usize = 100;

/// What stands before a note.
const BULLET: &str = "- ";

/// Writes every report, then the notes on the data, then where the figures come from.
pub(crate) fn write(
    document: &Document,
    style: Style,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let locale = Locale::new(style.lang);
    for (index, page) in pages(document, &locale)?.iter_mut().enumerate() {
        if style.chart {
            page.sections.iter_mut().for_each(bars::put);
        }
        write_one(page, index, &locale, out)?;
    }
    if style.provenance {
        writeln!(out, "\n{}", locale.word("sources"))?;
        for line in provenance_lines(document, &locale) {
            write_hanging(&line, "  ", out)?;
        }
    }
    Ok(())
}

/// Writes one of several pages, counted from 0.
pub(crate) fn write_one(
    page: &Page,
    index: usize,
    locale: &Locale,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    if index > 0 {
        writeln!(out, "\n")?;
    }
    write_page(page, locale, out)
}

fn write_page(page: &Page, locale: &Locale, out: &mut dyn Write) -> Result<(), RenderError> {
    for line in wrap(&page.title, WIDTH) {
        writeln!(out, "{line}")?;
    }
    for sentence in &page.first {
        write_hanging(&format!("{CAUTION}{sentence}"), "  ", out)?;
    }
    writeln!(out, "{}", page.subtitle)?;
    write_facts(&page.facts, out)?;
    for section in &page.sections {
        write_section(section, out)?;
    }
    if !page.notes.is_empty() {
        writeln!(out, "\n{}", locale.word("notes"))?;
    }
    for note in &page.notes {
        write_hanging(&format!("{BULLET}{note}"), "  ", out)?;
    }
    Ok(())
}

fn write_facts(facts: &[Fact], out: &mut dyn Write) -> Result<(), RenderError> {
    let widest = facts.iter().map(|fact| width(&fact.number)).max();
    let margin = 2 + widest.unwrap_or_default();
    if !facts.is_empty() {
        writeln!(out)?;
    }
    for fact in facts {
        let mut number = right(&fact.number, margin);
        let room = WIDTH.saturating_sub(margin + 2);
        let details = fact.detail.iter().flat_map(|detail| wrap(detail, room));
        for line in wrap(&fact.text, room).into_iter().chain(details) {
            writeln!(out, "{number}  {line}")?;
            number = " ".repeat(margin);
        }
    }
    Ok(())
}

fn write_section(section: &Section, out: &mut dyn Write) -> Result<(), RenderError> {
    let counted = section.subtitle.iter().map(|counted| format!(" ({counted})"));
    let title: String = std::iter::once(section.title.clone()).chain(counted).collect();
    writeln!(out, "\n{title}")?;
    for (index, block) in grid::blocks(&section.grid).iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        for line in grid::lines(block) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// A text over as many lines as it needs, with the later ones indented.
fn write_hanging(text: &str, indent: &str, out: &mut dyn Write) -> Result<(), RenderError> {
    let lines = wrap(text, WIDTH - indent.len());
    for (index, line) in lines.iter().enumerate() {
        let indent = if index == 0 { "" } else { indent };
        writeln!(out, "{indent}{line}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
