//! Several figures by group: groups down, figures across, each with its share; the first with its comparison.

use crate::report::{FigureId, Group, Row, Table, distinct};

use super::context::{Context, broken};
use super::model::{Column, Grid, Line};
use super::rows::has_share;
use super::shown::Shown;

/// A figure's rows and the columns it gets.
struct Figure<'a> {
    rows: Vec<&'a Row>,
    compared: bool,
    share: bool,
}

pub(crate) fn grid(context: &Context<'_>, table: &Table) -> Grid {
    let ids = distinct(table.rows.iter().map(|row| row.figure));
    let figures = ids.iter().enumerate().map(|(index, id)| {
        let rows: Vec<_> = table.rows.iter().filter(|row| row.figure == *id).collect();
        Figure { share: has_share(&rows), compared: index == 0 && context.earlier.is_some(), rows }
    });
    let figures: Vec<_> = figures.collect();
    let mut columns = Vec::new();
    for (id, figure) in ids.iter().zip(&figures) {
        columns.extend(heads(context, *id, figure));
    }
    let mut lines = Vec::new();
    for group in distinct(table.rows.iter().map(|row| &row.group)) {
        lines.push(line(context, table, group, &figures));
    }
    let dimension = table.dimension.unwrap_or_default();
    Grid { label_head: context.locale.dimension(dimension).to_owned(), columns, lines }
}

fn heads(context: &Context<'_>, id: FigureId, figure: &Figure<'_>) -> Vec<Column> {
    let mut columns = vec![Column::number(&broken(context.locale.column(id))).first()];
    if figure.compared {
        let compared = context.compared_columns().into_iter();
        columns.extend(compared.map(Column::optional));
    }
    if figure.share {
        let [percent, whole] = context.share_head(id);
        columns.extend(context.share_columns(Column::number(&[&percent, &whole])));
    }
    columns
}

fn line(context: &Context<'_>, table: &Table, group: &Group, figures: &[Figure<'_>]) -> Line {
    let euro = Context::euro(&table.rows);
    let mut cells = Vec::new();
    for figure in figures {
        let row = figure.rows.iter().find(|row| row.group == *group);
        let (value, compared, share) = match row {
            Some(row) => (
                context.cell(&row.value, euro),
                context.compared(row, euro),
                context.shares_of(row),
            ),
            None => (
                Shown::missing(None),
                vec![Shown::default(); context.compared_columns().len()],
                vec![Shown::default(); context.share_columns(Column::number(&[])).len()],
            ),
        };
        cells.push(value);
        if figure.compared {
            cells.extend(compared);
        }
        if figure.share {
            cells.extend(share);
        }
    }
    let label = context.locale.group_by(table.dimension, group);
    Line { label, cells, ..Line::default() }
}

/// The unit of the first figure, and that of every figure with another one.
pub(crate) fn counted(context: &Context<'_>, table: &Table) -> Option<String> {
    let first = table.rows.first()?.unit;
    let counts = distinct(table.rows.iter().map(|row| (row.figure, row.unit)));
    let mut parts = vec![context.locale.unit(first).to_owned()];
    for (figure, unit) in counts.iter().filter(|(_, unit)| *unit != first) {
        let figure = context.locale.column(*figure).to_lowercase();
        parts.push(format!("{figure}: {}", context.locale.unit(*unit)));
    }
    Some(parts.join("; "))
}
