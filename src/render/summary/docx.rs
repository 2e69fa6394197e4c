//! The page as a document for a word processor, where it is finished by people.

use std::io::{self, Write};

use super::super::docx::Paper;
use super::super::page::Tile;
use super::one_page::OnePage;

pub(super) fn write(pages: &[OnePage], out: &mut dyn Write) -> io::Result<()> {
    let mut paper = Paper::new();
    for (index, page) in pages.iter().enumerate() {
        paper = add(paper, page, index > 0);
    }
    paper.write(out)
}

fn add(paper: Paper, page: &OnePage, is_next: bool) -> Paper {
    let mut paper = paper.title(&page.title, is_next).small(&page.status);
    for caution in &page.cautions {
        paper = paper.caution(caution);
    }
    paper = paper.text(&page.lead);
    if !page.tiles.is_empty() {
        let of = |pick: fn(&Tile) -> &String| page.tiles.iter().map(pick).cloned().collect();
        let rows = [of(|tile| &tile.number), of(|tile| &tile.what), of(|tile| &tile.change)];
        paper = paper.tiles(&rows);
    }
    paper = paper.head(&page.indicators.title).grid(&page.indicators.grid);
    if !page.money.is_empty() {
        paper = paper.text(&page.money.join(" "));
    }
    for list in &page.lists {
        paper = paper.head(&list.title);
        for item in &list.items {
            paper = paper.item(item);
        }
    }
    paper.small(&page.source)
}
