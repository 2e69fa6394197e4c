//! A short table in columns of a terminal: its title stands in the head, and the tables of a page stand under each other.

use super::super::page::{Column, Grid, Line, Section};
use super::paint::Paint;
use super::wrap::{RULE, WIDTH, right, width, wrap_at_most};

/// The narrowest column of labels for which the changes in % are kept.
const LEAST_LABEL: usize = 18;

/// How wide labels are at least, where the columns leave room for it, and up to which room they take all of it.
const LABEL: usize = 24;
const WIDEST_LABEL: usize = 30;

/// Before the label of a row that is part of the row above.
const INDENT: &str = "  ";

/// The lines of a table.
pub(super) fn lines(section: &Section, paint: Paint) -> Vec<String> {
    let grid = &section.grid;
    let mut kept: Vec<usize> = (0..grid.columns.len()).collect();
    if room(grid, &kept) < LEAST_LABEL {
        kept.retain(|column| !grid.columns[*column].optional);
    }
    let widths: Vec<usize> = kept.iter().map(|column| wide(grid, *column)).collect();
    let labels = grid.lines.iter().map(|line| width(&line.label) + indent(line).len());
    let room = room(grid, &kept);
    let label = if room <= WIDEST_LABEL {
        room
    } else {
        labels.max().unwrap_or_default().clamp(LABEL, room)
    };
    let columns: Vec<(&Column, usize)> =
        kept.iter().map(|column| &grid.columns[*column]).zip(widths).collect();
    let mut lines = Vec::new();
    if let Some(spans) = spans(&columns) {
        let spans = format!("{}{spans}", " ".repeat(label));
        lines.push(paint.dim(spans.trim_end()));
    }
    let heads = columns
        .iter()
        .map(|(column, width)| right(column.head.last().map_or("", String::as_str), *width));
    let head = format!("{}{}", left(&section.title, label), heads.collect::<String>());
    let all = width(&head);
    lines.push(paint.bold(head.trim_end()));
    lines.push(paint.dim(&RULE.to_string().repeat(all)));
    for line in &grid.lines {
        let name = left(&format!("{}{}", indent(line), line.label), label);
        let cells = kept.iter().zip(&columns).map(|(place, (column, width))| {
            let text = right(&line.cells[*place].text, *width);
            if column.is_earlier && !text.trim().is_empty() { paint.dim(&text) } else { text }
        });
        let text = format!("{name}{}", cells.collect::<String>());
        let text = text.trim_end();
        lines.push(if line.is_total { paint.bold(text) } else { text.to_owned() });
    }
    lines
}

fn indent(line: &Line) -> &'static str {
    if line.part { INDENT } else { "" }
}

/// How wide a column is with the space before it.
fn wide(grid: &Grid, column: usize) -> usize {
    let cells = grid.lines.iter().map(|line| line.cells[column].text.as_str());
    let head = grid.columns[column].head.last().map(String::as_str);
    let widest = cells.chain(head).map(width).max().unwrap_or_default();
    grid.columns[column].least.max(widest + 1)
}

/// What the columns leave for labels.
fn room(grid: &Grid, kept: &[usize]) -> usize {
    let taken: usize = kept.iter().map(|column| wide(grid, *column)).sum();
    WIDTH.saturating_sub(taken).max(1)
}

/// A text from the left on, cut where it is too long.
fn left(text: &str, columns: usize) -> String {
    let text = wrap_at_most(text, columns, 1).concat();
    let space = columns.saturating_sub(width(&text));
    format!("{text}{}", " ".repeat(space))
}

/// What stands over several columns, drawn as wide as these; `None` where nothing does.
fn spans(columns: &[(&Column, usize)]) -> Option<String> {
    let mut spans: Vec<(&str, usize)> = Vec::new();
    for (column, width) in columns {
        let [above, ..] = column.head.as_slice() else { continue };
        match spans.last_mut().filter(|_| above.is_empty()) {
            Some((_, wide)) => *wide += width,
            None if column.head.len() < 2 => return None,
            None => spans.push((above, *width)),
        }
    }
    let drawn = spans.iter().map(|(text, wide)| {
        let rules = wide.saturating_sub(width(text) + 3);
        let (before, after) = (rules / 2, rules - rules / 2);
        let rule = |count: usize| RULE.to_string().repeat(count);
        format!(" {} {text} {}", rule(before), rule(after))
    });
    (!spans.is_empty()).then(|| drawn.collect())
}
