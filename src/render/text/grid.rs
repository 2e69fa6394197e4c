//! A table in columns of a terminal: labels may wrap or be cut, numbers never.

use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

use super::super::page::{Grid, Line, Side};
use super::wrap::{RULE, WIDTH, width, wrap, wrap_at_most};

/// Columns between two cells: one where the rule has its junction, one of padding.
const GAP: usize = 1 + PADDING as usize;

/// Padding before a cell.
const PADDING: u16 = 1;

/// The narrowest label for which an optional column is kept.
const ENOUGH_FOR_LABEL: usize = 18;

/// The room for labels that says that there is none.
const NO_ROOM: usize = 8;

/// Lines that a label may take.
const LABEL_LINES: usize = 2;

/// The widest line of words in a column beside the labels, where the labels have not enough room.
const WORDS: usize = 20;

/// Before the label of a row that is part of the row above.
const INDENT: &str = "  ";

/// A table that is too wide for a page, in tables that are not: each has the labels and the next few columns.
pub(crate) fn blocks(grid: &Grid) -> Vec<Grid> {
    let words = words_width(grid);
    if label_room(grid, &columns_that_fit(grid, words), words) > NO_ROOM {
        return vec![grid.clone()];
    }
    let label = widest_label(grid).min(WIDTH / 3);
    let fits = |block: &[usize]| label_room(grid, block, words) >= label.max(NO_ROOM + 1);
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    for figure in figures(grid) {
        if let Some(block) = blocks.last_mut()
            && fits(&[block.as_slice(), &figure].concat())
        {
            block.extend(figure);
            continue;
        }
        // a figure with more columns than fit is parted itself
        blocks.push(Vec::new());
        for index in figure {
            match blocks.last_mut() {
                Some(block) if block.is_empty() || fits(&[block.as_slice(), &[index]].concat()) => {
                    block.push(index);
                }
                _ => blocks.push(vec![index]),
            }
        }
    }
    let cut = |block: &Vec<usize>| Grid {
        label_head: grid.label_head.clone(),
        columns: block.iter().map(|&index| grid.columns[index].clone()).collect(),
        lines: grid.lines.iter().map(|line| only(line, block)).collect(),
    };
    blocks.iter().map(cut).collect()
}

/// The columns of each figure; of a table that does not say where one begins, each column by itself.
fn figures(grid: &Grid) -> Vec<Vec<usize>> {
    let is_said = grid.columns.iter().any(|column| column.is_first);
    let mut figures: Vec<Vec<usize>> = Vec::new();
    for (index, column) in grid.columns.iter().enumerate() {
        match figures.last_mut() {
            Some(figure) if is_said && !column.is_first => figure.push(index),
            _ => figures.push(vec![index]),
        }
    }
    figures
}

fn only(line: &Line, block: &[usize]) -> Line {
    let cells = block.iter().map(|&index| line.cells[index].clone()).collect();
    Line { cells, ..line.clone() }
}

/// The lines of a table.
pub(crate) fn lines(grid: &Grid) -> Vec<String> {
    let words = words_width(grid);
    let kept = columns_that_fit(grid, words);
    let room = label_room(grid, &kept, words);
    let mut table = empty_table(grid, &kept);
    let mut heights = Vec::new();
    for line in &grid.lines {
        let mut cells = vec![label(line, room)];
        cells.extend(kept.iter().map(|&index| shown(grid, line, index, words)));
        heights.push(cells.iter().map(Vec::len).max().unwrap_or(1));
        let sides = kept.iter().map(|&index| grid.columns[index].side);
        let sides = std::iter::once(Side::Left).chain(sides);
        table.add_row(cells.iter().zip(sides).map(|(lines, side)| cell(lines, side)));
    }
    pad(&mut table);
    let mut printed = table.lines().map(|line| line.trim_end().to_owned());
    let mut lines: Vec<String> = printed.by_ref().take(1 + head_height(grid, &kept)).collect();
    for (line, height) in grid.lines.iter().zip(heights) {
        lines.extend(printed.by_ref().take(height));
        let below = line.below.iter().flat_map(|below| wrap(below, WIDTH - INDENT.len()));
        lines.extend(below.map(|below| format!("{INDENT}{below}")));
    }
    lines
}

/// How wide words beside the labels may be: they wrap before a label does.
fn words_width(grid: &Grid) -> usize {
    let all: Vec<usize> = (0..grid.columns.len()).collect();
    if label_room(grid, &all, WIDTH) < widest_label(grid) { WORDS } else { WIDTH }
}

fn widest_label(grid: &Grid) -> usize {
    let labels = grid.lines.iter().map(|line| width(&line.label));
    labels.max().unwrap_or_default()
}

/// The columns to print: as many of the optional ones as leave the labels enough room.
fn columns_that_fit(grid: &Grid, words: usize) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..grid.columns.len()).collect();
    let enough = widest_label(grid).min(ENOUGH_FOR_LABEL);
    while label_room(grid, &kept, words) < enough {
        let optional = kept.iter().rposition(|&index| grid.columns[index].optional);
        match optional {
            Some(position) => _ = kept.remove(position),
            None => break,
        }
    }
    kept
}

/// The room that the columns leave for labels; never so little that a label cannot be recognised.
fn label_room(grid: &Grid, kept: &[usize], words: usize) -> usize {
    let taken = kept.iter().map(|&index| {
        let heads = grid.columns[index].head.iter().cloned();
        let cells = grid.lines.iter().flat_map(|line| shown(grid, line, index, words));
        GAP + heads.chain(cells).map(|text| width(&text)).max().unwrap_or_default()
    });
    WIDTH.saturating_sub(taken.sum()).max(NO_ROOM)
}

/// The lines of a cell: one for a number, as many as needed for words.
fn shown(grid: &Grid, line: &Line, index: usize, words: usize) -> Vec<String> {
    let text = &line.cells[index].text;
    match grid.columns[index].side {
        Side::Left => wrap(text, words),
        Side::Right => vec![text.clone()],
    }
}

fn label(line: &Line, room: usize) -> Vec<String> {
    let indent = if line.part { INDENT } else { "" };
    let lines = wrap_at_most(&line.label, room - indent.len(), LABEL_LINES);
    let indented = lines.iter().map(|line| format!("{indent}{line}"));
    indented.collect()
}

fn cell(lines: &[String], side: Side) -> Cell {
    Cell::new(lines.join("\n")).set_alignment(match side {
        Side::Left => CellAlignment::Left,
        Side::Right => CellAlignment::Right,
    })
}

fn head_height(grid: &Grid, kept: &[usize]) -> usize {
    let heights = kept.iter().map(|&index| grid.columns[index].head.len());
    heights.max().unwrap_or(1)
}

/// A table with its head; a head of fewer lines than its neighbours stands at the bottom.
fn empty_table(grid: &Grid, kept: &[usize]) -> Table {
    let rule = LineStyle::none().fill(RULE).junction(RULE);
    let height = head_height(grid, kept);
    let low = |head: &[String], side| {
        let mut lines = vec![String::new(); height - head.len()];
        lines.extend_from_slice(head);
        cell(&lines, side)
    };
    let mut heads = vec![low(std::slice::from_ref(&grid.label_head), Side::Left)];
    for column in kept.iter().map(|&index| &grid.columns[index]) {
        heads.push(low(&column.head, column.side));
    }
    let mut table = Table::new();
    table
        .load_style(TableStyle::new().header_separator(rule))
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(heads);
    table
}

fn pad(table: &mut Table) {
    for (index, column) in table.column_iter_mut().enumerate() {
        let gap = if index == 0 { 0 } else { PADDING };
        column.set_padding((gap, 0));
    }
}
