//! The same figures in several units: figures down, one block of columns per unit.

use crate::measure::Unit;
use crate::number::Share;
use crate::report::{FigureId, Row, Table, Value, distinct};

use super::context::Context;
use super::model::{Grid, Line};
use super::shown::Shown;

pub(crate) fn grid(context: &Context<'_>, table: &Table) -> Grid {
    let units = distinct(table.rows.iter().map(|row| row.unit));
    let mut columns = Vec::new();
    for unit in &units {
        for (index, mut column) in context.number_columns(None).into_iter().enumerate() {
            let above = if index == 0 { context.locale.unit(*unit) } else { "" };
            column.head.insert(0, above.to_owned());
            columns.push(column);
        }
    }
    let mut lines = Vec::new();
    for figure in distinct(table.rows.iter().map(|row| row.figure)) {
        lines.extend(figure_lines(context, table, figure, &units));
    }
    Grid { label_head: String::new(), columns, lines }
}

fn figure_lines(
    context: &Context<'_>,
    table: &Table,
    figure: FigureId,
    units: &[Unit],
) -> Vec<Line> {
    let rows: Vec<_> = units.iter().map(|unit| table.total(figure, *unit)).collect();
    let mut numbers = Vec::new();
    let mut shares = Vec::new();
    for row in &rows {
        let number = number_cells(context, table, *row);
        let earlier = row.and_then(Row::previous_share);
        shares.extend(share_cells(context, *row, earlier, number.len()));
        numbers.extend(number);
    }
    let title = context.locale.figure(figure).to_owned();
    let line = |label, part, cells| Line { label, part, cells, ..Line::default() };
    if figure.is_rate() {
        return vec![line(title, false, shares)];
    }
    let mut lines = vec![line(title, false, numbers)];
    if rows.iter().flatten().any(|row| row.share().is_some()) {
        let whole = context.locale.whole(figure);
        let label = context.locale.phrase("percent_of", &[("whole", whole)]);
        lines.push(line(label, true, shares));
    }
    lines
}

/// The cells of a figure in one unit; empty ones where it is not counted in that unit.
fn number_cells(context: &Context<'_>, table: &Table, row: Option<&Row>) -> Vec<Shown> {
    match row {
        Some(row) => context.numbers(row, Context::euro(&table.rows), false),
        None => vec![Shown::default(); context.number_columns(None).len()],
    }
}

fn share_cells(
    context: &Context<'_>,
    row: Option<&Row>,
    earlier: Option<Share>,
    columns: usize,
) -> Vec<Shown> {
    let now = row.map_or_else(Shown::default, |row| context.share(row));
    let mut cells = vec![now, context.ratio(earlier)];
    if let Some(row) = row.filter(|_| context.is_full) {
        // with room for it the change of the share stands under that of the number
        let [_, before, points] = context.shares(row);
        if earlier.is_none() {
            cells[1] = before;
        }
        let both = earlier.zip(row.share()).filter(|_| !context.report.is_uneven(row));
        let change = both.and_then(|(before, now)| now.ratio().minus(before.ratio()));
        cells.push(match change {
            Some(change) => Shown::change(context.locale.points(change), Value::Percent(change)),
            None => points,
        });
    }
    cells.resize(columns, Shown::default());
    cells
}
