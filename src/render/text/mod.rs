//! The report for a terminal: at most 79 columns, no figure cut or wrapped, one thin rule under the head of a table.

mod bars;
mod brief;
mod grid;
pub(crate) mod paint;
mod wrap;

use std::io::{self, Write};

use crate::report::Provenance;

use super::locale::Locale;
use super::page::{CAUTION, Fact, Page, Section};
use super::provenance::provenance_lines;
use super::style::Style;
pub(super) use wrap::{WIDTH, width, wrap};

use paint::Paint;
use wrap::{RULE, right};

/// What stands before a note.
const BULLET: &str = "- ";

/// Writes pages, one under the other, with bars beside their groups where these are asked for.
pub(crate) fn write(
    pages: Vec<Page>,
    style: Style,
    locale: &Locale,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (index, mut page) in pages.into_iter().enumerate() {
        if style.chart {
            page.sections.iter_mut().for_each(bars::put);
        }
        if index > 0 {
            writeln!(out, "\n")?;
        }
        write_page(&page, locale, Paint(style.color), out)?;
    }
    Ok(())
}

/// Writes where the figures come from.
pub(crate) fn write_sources(
    provenance: &Provenance,
    locale: &Locale,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "\n{}", locale.word("sources"))?;
    let lines = provenance_lines(provenance, locale);
    lines.iter().try_for_each(|line| write_hanging(line, "  ", out))
}

fn write_page(page: &Page, locale: &Locale, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    for line in wrap(&page.title, WIDTH) {
        writeln!(out, "{}", paint.bold(&line))?;
    }
    if !page.status.is_empty() {
        write_hanging(&page.status, "", out)?;
    }
    for sentence in &page.first {
        let lines = hanging(&format!("{CAUTION}{sentence}"), "  ");
        lines.iter().try_for_each(|line| writeln!(out, "{}", paint.yellow(line)))?;
    }
    if !page.subtitle.is_empty() {
        write_hanging(&page.subtitle, "", out)?;
    }
    write_facts(&page.facts, out)?;
    for section in &page.sections {
        write_section(section, paint, out)?;
    }
    if page.is_brief {
        writeln!(out)?;
        return page.notes.iter().try_for_each(|note| write_hanging(note, "", out));
    }
    if !page.notes.is_empty() {
        writeln!(out, "\n{}", paint.bold(locale.word("notes")))?;
    }
    for note in &page.notes {
        write_hanging(&format!("{BULLET}{note}"), "  ", out)?;
    }
    Ok(())
}

fn write_facts(facts: &[Fact], out: &mut dyn Write) -> io::Result<()> {
    let widest = facts.iter().map(|fact| width(&fact.number.text)).max();
    let margin = 1 + widest.unwrap_or_default();
    if !facts.is_empty() {
        writeln!(out)?;
    }
    for fact in facts {
        let mut number = right(&fact.number.text, margin);
        let room = WIDTH.saturating_sub(margin + 2);
        let details = fact.detail.iter().flat_map(|detail| wrap(detail, room));
        for line in wrap(&fact.text, room).into_iter().chain(details) {
            writeln!(out, "{number}  {line}")?;
            number = " ".repeat(margin);
        }
    }
    Ok(())
}

/// The lines of a short table.
pub(crate) fn brief_lines(section: &Section) -> Vec<String> {
    brief::lines(section, Paint(false))
}

fn write_section(section: &Section, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    if section.is_brief {
        writeln!(out)?;
        let mut lines = brief::lines(section, paint).into_iter();
        return lines.try_for_each(|line| writeln!(out, "{line}"));
    }
    let counted = section.subtitle.iter().map(|counted| format!(" ({counted})"));
    let title: String = std::iter::once(section.title.clone()).chain(counted).collect();
    writeln!(out)?;
    for line in wrap(&title, WIDTH) {
        writeln!(out, "{}", paint.bold(&line))?;
    }
    for (index, block) in grid::blocks(&section.grid).iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        for line in grid::lines(block) {
            let is_rule = line.starts_with(RULE);
            writeln!(out, "{}", if is_rule { paint.dim(&line) } else { line })?;
        }
    }
    Ok(())
}

/// A text over as many lines as it needs, with the later ones indented.
fn write_hanging(text: &str, indent: &str, out: &mut dyn Write) -> io::Result<()> {
    hanging(text, indent).iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn hanging(text: &str, indent: &str) -> Vec<String> {
    let lines = wrap(text, WIDTH - indent.len());
    let indented = lines.iter().enumerate().map(|(index, line)| {
        let indent = if index == 0 { "" } else { indent };
        format!("{indent}{line}")
    });
    indented.collect()
}

#[cfg(test)]
mod tests;
