//! A table in columns of a terminal: labels may wrap or be cut, numbers never.

use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

use super::super::page::{Column, Grid, Line, Side};
use super::WIDTH;
use super::wrap::{width, wrap, wrap_at_most};

/// Columns between two cells.
const GAP: usize = 2;

/// The narrowest label for which an optional column is kept.
const ENOUGH_FOR_LABEL: usize = 20;

/// Lines that a label may take.
const LABEL_LINES: usize = 2;

/// Before the label of a row that is part of the row above.
const INDENT: &str = "  ";

/// The lines of a table.
pub(crate) fn lines(grid: &Grid) -> Vec<String> {
    let kept = columns_that_fit(grid);
    let room = label_room(grid, &kept);
    let labels: Vec<Vec<String>> = grid.lines.iter().map(|line| label(line, room)).collect();
    let mut table = empty_table(grid, &kept);
    for (line, label) in grid.lines.iter().zip(&labels) {
        let cells = kept.iter().map(|&index| cell(&line.cells[index], &grid.columns[index]));
        let label = Cell::new(label.join("\n"));
        table.add_row(std::iter::once(label).chain(cells).collect::<Vec<_>>());
    }
    pad(&mut table);
    let mut printed = table.lines().map(|line| line.trim_end().to_owned());
    let mut lines: Vec<String> = printed.by_ref().take(1 + head_height(grid, &kept)).collect();
    for (line, label) in grid.lines.iter().zip(&labels) {
        lines.extend(printed.by_ref().take(label.len()));
        let below = line.below.iter().flat_map(|below| wrap(below, WIDTH - INDENT.len()));
        lines.extend(below.map(|below| format!("{INDENT}{below}")));
    }
    lines.extend(printed);
    lines
}

/// The columns to print: as many of the optional ones as leave the labels enough room.
fn columns_that_fit(grid: &Grid) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..grid.columns.len()).collect();
    let widest = grid.lines.iter().map(|line| width(&shown(line))).max();
    let enough = widest.unwrap_or_default().min(ENOUGH_FOR_LABEL);
    while label_room(grid, &kept) < enough {
        let optional = kept.iter().rposition(|&index| grid.columns[index].optional);
        match optional {
            Some(position) => _ = kept.remove(position),
            None => break,
        }
    }
    kept
}

/// The room that the columns leave for labels; never so little that a label cannot be told.
fn label_room(grid: &Grid, kept: &[usize]) -> usize {
    let taken = kept.iter().map(|&index| {
        let heads = grid.columns[index].head.iter();
        let cells = grid.lines.iter().map(|line| &line.cells[index]);
        GAP + heads.chain(cells).map(|text| width(text)).max().unwrap_or_default()
    });
    WIDTH.saturating_sub(taken.sum()).max(8)
}

fn shown(line: &Line) -> String {
    let indent = if line.part { INDENT } else { "" };
    format!("{indent}{}", line.label)
}

fn label(line: &Line, room: usize) -> Vec<String> {
    wrap_at_most(&shown(line), room, LABEL_LINES)
}

fn cell(text: &str, column: &Column) -> Cell {
    Cell::new(text).set_alignment(match column.side {
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
    let rule = LineStyle::none().fill('─').junction('─');
    let height = head_height(grid, kept);
    let low = |lines: usize, text: &str| format!("{}{text}", "\n".repeat(height - lines));
    let mut heads = vec![Cell::new(low(1, &grid.label_head))];
    for &index in kept {
        let column = &grid.columns[index];
        let text = low(column.head.len(), &column.head.join("\n"));
        heads.push(cell(&text, column));
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
        let gap = if index == 0 { 0 } else { 2 };
        column.set_padding((gap, 0));
    }
}
