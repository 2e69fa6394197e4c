//! The readable report as GitHub shows Markdown: the same content as the terminal report.

use std::io::{self, Write};

use crate::report::Provenance;

use super::locale::Locale;
use super::page::{Grid, Page, QUOTED_CAUTION, Section, Side};
use super::provenance::provenance_lines;

/// Characters that Markdown or HTML would take for markup.
const SPECIAL: &str = r"\`*_[]<>#|~&$";

/// Before the label of a row that is part of the row above: an em space.
const INDENT: &str = "&emsp;";

/// Writes pages, one under the other.
pub(crate) fn write(pages: &[Page], locale: &Locale, out: &mut dyn Write) -> io::Result<()> {
    for (index, page) in pages.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        write_page(page, locale, out)?;
    }
    Ok(())
}

/// Writes where the figures come from.
pub(crate) fn write_sources(
    provenance: &Provenance,
    locale: &Locale,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_list(locale.word("sources"), &provenance_lines(provenance, locale), out)
}

fn write_page(page: &Page, locale: &Locale, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n", escaped(&page.title))?;
    if !page.status.is_empty() {
        writeln!(out, "{}\n", escaped(&page.status))?;
    }
    for sentence in &page.first {
        writeln!(out, "{QUOTED_CAUTION}{}\n", escaped(sentence))?;
    }
    if !page.subtitle.is_empty() {
        writeln!(out, "{}\n", escaped(&page.subtitle))?;
    }
    if !page.facts.is_empty() {
        writeln!(out, "## {}\n", escaped(locale.word("headline")))?;
    }
    for fact in &page.facts {
        let number = Some(&fact.number.text).filter(|number| !number.is_empty());
        let number = number.map(|number| format!("**{}** ", escaped(number))).unwrap_or_default();
        writeln!(out, "- {number}{}", escaped(&fact.text))?;
        if let Some(detail) = &fact.detail {
            writeln!(out, "  <br>{}", escaped(detail))?;
        }
    }
    for section in &page.sections {
        write_section(section, out)?;
    }
    write_list(locale.word("notes"), &page.notes, out)
}

fn write_list(title: &str, lines: &[String], out: &mut dyn Write) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {}\n", escaped(title))?;
    for line in lines {
        writeln!(out, "- {}", escaped(line))?;
    }
    Ok(())
}

/// Writes a table under its heading.
pub(crate) fn write_section(section: &Section, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## {}\n", escaped(&section.title))?;
    if let Some(subtitle) = &section.subtitle {
        writeln!(out, "_{}_\n", escaped(subtitle))?;
    }
    write_grid(&section.grid, out)
}

fn write_grid(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
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
        let cells = line.cells.iter().map(|cell| escaped(&cell.text));
        write_row(&std::iter::once(label).chain(cells).collect::<Vec<_>>(), out)?;
    }
    Ok(())
}

fn write_row(cells: &[String], out: &mut dyn Write) -> io::Result<()> {
    Ok(writeln!(out, "| {} |", cells.join(" | "))?)
}

/// A text that Markdown shows as it stands.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if SPECIAL.contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use crate::render::{Format, Lang, Style, text_of};
    use crate::report::Document;
    use crate::report::fixture::{self, label};

    fn text(document: &Document, lang: Lang) -> String {
        text_of(document, Format::Markdown, Style { lang, ..Style::default() })
    }

    #[test]
    fn text_from_the_data_is_shown_as_it_stands() {
        let mut document = fixture::small();
        document.reports[0].tables[0].rows[1].group = label("a|b *c* <i> `d`\n\u{202e}");
        let text = text(&document, Lang::En);
        assert!(text.contains(r"| a\|b \*c\* \<i\> \`d\`\\u{a}\\u{202e} | 2,879 |"), "{text}");
    }

    #[test]
    fn every_row_has_as_many_cells_as_its_head() {
        let text = text(&fixture::heerlen(), Lang::En);
        let cells = |line: &str| line.replace(r"\|", "").matches('|').count();
        let mut width = None;
        for line in text.lines() {
            let row = line.starts_with('|').then(|| cells(line));
            assert!(width.is_none() || row.is_none() || width == row, "{line}");
            width = row;
        }
    }
}
