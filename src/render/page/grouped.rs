//! One figure by group: groups down; the number, the comparison and the share across.

use crate::report::Table;

use super::context::{Context, uncapitalised};
use super::model::{Column, Grid, Line};
use super::rows::has_share;

pub(crate) fn grid(context: &Context<'_>, table: &Table) -> Grid {
    let euro = Context::euro(&table.rows);
    let rows: Vec<_> = table.rows.iter().collect();
    let with_share = has_share(&rows);
    let [percent, whole] =
        rows.first().map(|row| context.share_head(row.figure)).unwrap_or_default();
    // beside what it was and its change, a narrow head leaves room for the labels
    let share = match context.share_columns(Column::number(&[&percent, &whole])).len() {
        1 => Column::number(&[&format!("{percent} {whole}")]),
        _ => Column::number(&[&percent, &whole]),
    };
    let mut lines = Vec::new();
    for row in rows {
        let cells = context.numbers(row, euro, with_share);
        let label = context.locale.group_by(table.dimension, &row.group);
        lines.push(Line { label, cells, ..Line::default() });
    }
    let dimension = table.dimension.unwrap_or_default();
    let columns = context.number_columns(Some(share).filter(|_| with_share));
    Grid { label_head: context.locale.dimension(dimension).to_owned(), columns, lines }
}

/// What the table counts, as far as its title does not say so: `stock at the end, benefits`.
pub(crate) fn counted(context: &Context<'_>, table: &Table) -> Option<String> {
    let row = table.rows.first()?;
    let title = context.locale.table(table.id).to_lowercase();
    let unit = context.locale.unit(row.unit);
    let figure = uncapitalised(context.locale.figure(row.figure));
    let mut parts = vec![figure.as_str()];
    if !figure.contains(unit) {
        parts.push(unit);
    }
    parts.retain(|part| !title.starts_with(part));
    (!parts.is_empty()).then(|| parts.join(", "))
}
