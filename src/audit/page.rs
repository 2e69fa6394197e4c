//! Readable reports as they are laid out: titles, tables, sentences; Markdown and terminal alike.

use crate::render::{CAUTION, QUOTED_CAUTION};

/// A page: one report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Page {
    /// The lines before the first table: the title, what it is compared with, headline figures.
    pub(super) lines: Vec<String>,
    /// The tables.
    pub(super) tables: Vec<Table>,
}

/// A table as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Table {
    /// The title, with what is counted where that stands on the same line.
    pub(super) title: String,
    /// The heads, the first one that of the labels.
    pub(super) heads: Vec<String>,
    /// The rows.
    pub(super) rows: Vec<Row>,
    /// Lines between rows, such as formulas.
    pub(super) sentences: Vec<String>,
}

/// A row as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Row {
    /// The label.
    pub(super) label: String,
    /// Whether it is part of the row above.
    pub(super) part: bool,
    /// One text per column.
    pub(super) cells: Vec<String>,
}

/// The pages of a text.
pub(super) fn pages(text: &str) -> Vec<Page> {
    if text.lines().any(|line| line.starts_with("# ")) { markdown(text) } else { terminal(text) }
}

/// Before the label of a part, in Markdown.
const EM_SPACE: &str = "&emsp;";

fn markdown(text: &str) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut title = String::new();
    let mut in_table = false;
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("# ") {
            pages.push(Page { lines: vec![unescaped(heading)], ..Page::default() });
            title.clear();
        }
        let Some(page) = pages.last_mut() else { continue };
        if let Some(heading) = line.strip_prefix("## ") {
            title = unescaped(heading);
        } else if line.starts_with("| ") {
            let cells = cells_of(line);
            if !in_table {
                page.tables.push(Table { title: title.clone(), heads: cells, ..Table::default() });
            } else if let Some(table) = page.tables.last_mut()
                && !line.starts_with("| :---")
            {
                add_row(table, cells);
            }
        } else if page.tables.is_empty()
            && !line.starts_with('#')
            && !line.starts_with(QUOTED_CAUTION)
            && !line.is_empty()
        {
            page.lines.push(unescaped(line));
        }
        in_table = line.starts_with("| ");
    }
    pages
}

fn add_row(table: &mut Table, mut cells: Vec<String>) {
    let first = if cells.is_empty() { String::new() } else { cells.remove(0) };
    let (label, below) = first.split_once("<br>").unwrap_or((&first, ""));
    table.sentences.extend(Some(below.to_owned()).filter(|below| !below.is_empty()));
    let part = label.starts_with(EM_SPACE);
    let label = label.trim_start_matches(EM_SPACE).to_owned();
    table.rows.push(Row { label, part, cells });
}

/// The cells between bars that no backslash takes for text.
fn cells_of(line: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut characters = line.trim_start_matches('|').chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => cell.extend(characters.next()),
            '|' => cells.push(std::mem::take(&mut cell).trim().to_owned()),
            other => cell.push(other),
        }
    }
    cells
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character == '\\' { out.extend(characters.next()) } else { out.push(character) }
    }
    out
}

/// The line under the head of a table.
fn is_rule(line: &str) -> bool {
    !line.is_empty() && line.chars().all(|character| character == '─')
}

fn terminal(text: &str) -> Vec<Page> {
    let lines: Vec<&str> = text.lines().collect();
    let mut pages = vec![Page::default()];
    let mut index = 0;
    while index < lines.len() {
        let begin = index;
        let block: Vec<&str> =
            lines[index..].iter().take_while(|line| !line.is_empty()).copied().collect();
        index += block.len().max(1);
        // two blank lines part one report from the next
        if begin > 1 && lines[begin - 1].is_empty() && lines[begin - 2].is_empty() {
            pages.push(Page::default());
        }
        let Some(page) = pages.last_mut() else { continue };
        match block.iter().position(|line| is_rule(line)) {
            Some(rule) if rule > 0 => page.tables.push(terminal_table(&block, rule)),
            _ if page.tables.is_empty() => {
                page.lines.extend(without_cautions(&block).map(str::to_owned));
            }
            _ => {}
        }
    }
    pages
}

/// The lines without what has to be read before any figure, which is about rows and says nothing of people; its later
/// lines are indented.
fn without_cautions<'t>(block: &'t [&'t str]) -> impl Iterator<Item = &'t str> {
    let mut in_caution = false;
    block.iter().copied().filter(move |line| {
        in_caution = line.starts_with(CAUTION) || in_caution && line.starts_with("  ");
        !in_caution
    })
}

/// A block of lines with a rule under its head.
fn terminal_table(block: &[&str], rule: usize) -> Table {
    let mut table = Table { title: block[0].to_owned(), ..Table::default() };
    let is_sentence = |line: &&str| line.starts_with("  = ");
    let grid: Vec<Vec<char>> = block[1..rule]
        .iter()
        .chain(block[rule + 1..].iter().filter(|line| !is_sentence(line)))
        .map(|line| line.chars().collect())
        .collect();
    let spans = spans(&grid);
    let cells = |line: &[char]| -> Vec<String> {
        let cut = |(from, to): &(usize, usize)| {
            let cell = line.get(*from..(*to).min(line.len())).unwrap_or_default();
            cell.iter().collect::<String>()
        };
        spans.iter().map(cut).collect()
    };
    let heads: Vec<Vec<String>> = grid[..rule - 1].iter().map(|line| cells(line)).collect();
    table.heads = (0..spans.len())
        .map(|column| {
            let words = heads.iter().map(|line| line[column].trim());
            words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        })
        .collect();
    for line in block[rule + 1..].iter().filter(|line| is_sentence(line)) {
        table.sentences.push(line.trim().to_owned());
    }
    for line in &grid[rule - 1..] {
        let mut cells = cells(line);
        if cells.is_empty() {
            continue;
        }
        let label = cells.remove(0);
        let cells: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
        let part = label.starts_with("  ");
        let is_more = cells.iter().all(String::is_empty) && !table.rows.is_empty();
        match table.rows.last_mut().filter(|_| is_more) {
            Some(row) => row.label = format!("{} {}", row.label, label.trim()),
            None => table.rows.push(Row { label: label.trim().to_owned(), part, cells }),
        }
    }
    table
}

/// Columns: what stands between stripes of two blanks or more that go through all lines.
fn spans(grid: &[Vec<char>]) -> Vec<(usize, usize)> {
    let width = grid.iter().map(Vec::len).max().unwrap_or(0);
    let is_blank = |at: usize| grid.iter().all(|line| line.get(at).is_none_or(|c| *c == ' '));
    let mut spans = Vec::new();
    let (mut from, mut blanks) = (0, 0);
    let mut is_open = true; // the labels begin at the left edge, also where parts are indented
    for at in 0..width {
        if is_blank(at) {
            blanks += 1;
            continue;
        }
        if blanks >= 2 && is_open && at > blanks {
            spans.push((from, at - blanks));
            from = at;
        } else if !is_open {
            from = at;
        }
        (blanks, is_open) = (0, true);
    }
    spans.push((from, width));
    // a column begins where the one before it ends, so that a wider number of another line is not cut
    let mut start = 0;
    for span in &mut spans {
        span.0 = start;
        start = span.1;
    }
    spans
}
