//! The same figures in several units: figures down, one block of columns per unit.

use crate::measure::Unit;
use crate::number::Share;
use crate::report::{Group, Row, Table};

use super::super::RenderError;
use super::context::Context;
use super::{Column, Grid, Line, Shown, distinct};

/// A figure that is shown as a percentage only, because its number stands in the table already, and the figure that
/// is its whole, for the percentage in the comparison period.
pub(super) const RATES: [(&str, &str); 1] = [("outflow_rate", "stock_average")];

pub(crate) fn grid(context: &Context<'_>, table: &Table) -> Result<Grid, RenderError> {
    let units = distinct(table.rows.iter().map(|row| row.unit));
    let mut columns = Vec::new();
    for unit in &units {
        let blocks = std::iter::once(Column::number(&[&context.now]));
        for (index, mut column) in blocks.chain(context.compared_columns()).enumerate() {
            let above = if index == 0 { context.locale.unit(*unit) } else { "" };
            column.head.insert(0, above.to_owned());
            columns.push(column);
        }
    }
    let mut lines = Vec::new();
    for figure in distinct(table.rows.iter().map(|row| row.figure)) {
        lines.extend(figure_lines(context, table, figure, &units)?);
    }
    Ok(Grid { label_head: String::new(), columns, lines })
}

fn figure_lines(
    context: &Context<'_>,
    table: &Table,
    figure: &str,
    units: &[Unit],
) -> Result<Vec<Line>, RenderError> {
    let rows: Vec<_> = units.iter().map(|unit| find(table, figure, *unit)).collect();
    let rate = RATES.iter().find(|(rate, _)| *rate == figure);
    let mut numbers = Vec::new();
    let mut shares = Vec::new();
    for row in &rows {
        let number = number_cells(context, table, *row)?;
        let earlier = rate.and_then(|(_, whole)| earlier_share(table, (*row)?, whole));
        shares.extend(share_cells(context, *row, earlier, number.len())?);
        numbers.extend(number);
    }
    let title = context.locale.figure(figure).to_owned();
    let line = |label, part, cells| Line { label, part, cells, ..Line::default() };
    if rate.is_some() {
        return Ok(vec![line(title, false, shares)]);
    }
    let mut lines = vec![line(title, false, numbers)];
    if rows.iter().flatten().any(|row| row.share().is_some()) {
        let whole = context.locale.whole(figure);
        let label = context.locale.phrase("percent_of", &[("whole", whole)]);
        lines.push(line(label, true, shares));
    }
    Ok(lines)
}

fn find<'a>(table: &'a Table, figure: &str, unit: Unit) -> Option<&'a Row> {
    let mut rows = table.rows.iter();
    rows.find(|row| row.figure == figure && row.unit == unit && row.group == Group::Total)
}

/// The cells of a figure in one unit; empty ones where it is not counted in that unit.
fn number_cells(
    context: &Context<'_>,
    table: &Table,
    row: Option<&Row>,
) -> Result<Vec<Shown>, RenderError> {
    let Some(row) = row else {
        return Ok(vec![Shown::default(); 1 + context.compared_columns().len()]);
    };
    let euro = Context::euro(&table.rows);
    let mut cells = vec![context.cell(&row.value, euro)?];
    cells.extend(context.compared(row, euro)?);
    Ok(cells)
}

fn share_cells(
    context: &Context<'_>,
    row: Option<&Row>,
    earlier: Option<Share>,
    columns: usize,
) -> Result<Vec<Shown>, RenderError> {
    let now = row.map_or_else(|| Ok(Shown::default()), |row| context.share(row))?;
    let mut cells = vec![now, context.ratio(earlier)?];
    cells.resize(columns, Shown::default());
    Ok(cells)
}

/// The share in the comparison period, from the row of the whole.
fn earlier_share(table: &Table, row: &Row, whole: &str) -> Option<Share> {
    let whole = find(table, whole, row.unit)?.previous.value()?;
    Share::of(row.previous.value()?.exact(), whole.exact())
}
