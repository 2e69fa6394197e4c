//! The page as lines of a terminal, and as Markdown.

use std::io::{self, Write};

use super::super::Locale;
use super::super::markdown::{escaped, write_section};
use super::super::page::{CAUTION, QUOTED_CAUTION};
use super::super::text::{WIDTH, brief_lines, wrap};
use super::one_page::OnePage;

/// Before an item of a list.
const BULLET: &str = "- ";

pub(super) fn write(pages: &[OnePage], out: &mut dyn Write) -> io::Result<()> {
    for (index, page) in pages.iter().enumerate() {
        if index > 0 {
            writeln!(out, "\n")?;
        }
        write_one(page, out)?;
    }
    Ok(())
}

fn write_one(page: &OnePage, out: &mut dyn Write) -> io::Result<()> {
    paragraph(&page.title, out)?;
    paragraph(&page.status, out)?;
    for caution in &page.cautions {
        paragraph(&format!("{CAUTION}{caution}"), out)?;
    }
    writeln!(out)?;
    paragraph(&page.lead, out)?;
    writeln!(out)?;
    let widest = page.tiles.iter().map(|tile| tile.number.chars().count()).max().unwrap_or(0);
    for tile in &page.tiles {
        let space = " ".repeat(widest + 1 - tile.number.chars().count());
        let change =
            if tile.change.is_empty() { String::new() } else { format!(": {}", tile.change) };
        writeln!(out, "{space}{}  {}{change}", tile.number, tile.what)?;
    }
    if !page.indicators.grid.lines.is_empty() {
        writeln!(out)?;
        brief_lines(&page.indicators).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    if !page.money.is_empty() {
        writeln!(out)?;
        paragraph(&page.money.join(" "), out)?;
    }
    for list in &page.lists {
        writeln!(out, "\n{}", list.title)?;
        for item in &list.items {
            let mut mark = BULLET;
            for line in wrap(item, WIDTH - BULLET.len()) {
                writeln!(out, "{mark}{line}")?;
                mark = "  ";
            }
        }
    }
    writeln!(out)?;
    paragraph(&page.source, out)
}

fn paragraph(text: &str, out: &mut dyn Write) -> io::Result<()> {
    wrap(text, WIDTH).iter().try_for_each(|line| writeln!(out, "{line}"))
}

pub(super) fn write_markdown(
    pages: &[OnePage],
    locale: &Locale,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (index, page) in pages.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        markdown(page, locale, out)?;
    }
    Ok(())
}

fn markdown(page: &OnePage, locale: &Locale, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n\n{}\n", escaped(&page.title), escaped(&page.status))?;
    for caution in &page.cautions {
        writeln!(out, "{QUOTED_CAUTION}{}\n", escaped(caution))?;
    }
    writeln!(out, "{}\n", escaped(&page.lead))?;
    for tile in &page.tiles {
        let change =
            if tile.change.is_empty() { String::new() } else { format!(": {}", tile.change) };
        writeln!(
            out,
            "- **{}** {}",
            escaped(&tile.number),
            escaped(&(tile.what.clone() + &change))
        )?;
    }
    if !page.indicators.grid.lines.is_empty() {
        write_section(&page.indicators, out)?;
    }
    if !page.money.is_empty() {
        writeln!(
            out,
            "\n## {}\n\n{}",
            locale.phrase("money", &[]),
            escaped(&page.money.join(" "))
        )?;
    }
    for list in &page.lists {
        writeln!(out, "\n## {}\n", escaped(&list.title))?;
        list.items.iter().try_for_each(|item| writeln!(out, "- {}", escaped(item)))?;
    }
    Ok(writeln!(out, "\n{}", escaped(&page.source))?)
}
