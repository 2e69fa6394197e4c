//! Figures down, each with its unit, comparison and share; what that is of, or a formula, on the line below.

use crate::measure::Unit;
use crate::report::{Cell, Group, Missing, Row, Table};

use super::context::Context;
use super::model::{Column, Grid, Line};
use super::rows::has_share;
use super::shown::Shown;

pub(crate) fn grid(context: &Context<'_>, table: &Table) -> Grid {
    let euro = Context::euro(&table.rows);
    let is_over = |row: &&Row| row.value == Cell::Missing(Missing::YearComplete);
    let rows: Vec<_> = table.rows.iter().filter(|row| !is_over(row)).collect();
    let unit = rows.first().map(|row| row.unit);
    let with_share = has_share(&rows);
    let share = with_share.then(|| Column::number(&[&context.locale.word("share").to_lowercase()]));
    let mut lines = Vec::new();
    for row in rows {
        let cells = context.numbers(row, euro, with_share);
        let mut of_figure = table.rows.iter().filter(|other| other.figure == row.figure);
        let has_total = of_figure.any(|other| other.group == Group::Total);
        lines.push(line(context, row, (unit, has_total), cells));
    }
    Grid { label_head: String::new(), columns: context.number_columns(share), lines }
}

fn line(
    context: &Context<'_>,
    row: &Row,
    (usual, has_total): (Option<Unit>, bool),
    cells: Vec<Shown>,
) -> Line {
    let title = titled(context, row, usual);
    let (part, label) = match (&row.group, has_total) {
        (Group::Total, _) => (false, title),
        (group, true) => (true, context.locale.group(group)),
        (group, false) => (false, format!("{title}, {}", context.locale.group(group))),
    };
    let below = formula(context, row).or_else(|| share_of(context, row, part));
    Line { label, part, cells, below, ..Line::default() }
}

/// What a share is of, on a line of its own; a part is a share of the row above it.
fn share_of(context: &Context<'_>, row: &Row, is_part: bool) -> Option<String> {
    let is_share = row.whole.is_some() && (row.share().is_some() || row.value == Cell::Suppressed);
    let whole = context.locale.whole(row.figure);
    (is_share && !is_part).then(|| context.locale.phrase("percent_of", &[("whole", whole)]))
}

/// The title of a figure, with its unit where that is not the usual one of the table and neither title nor number
/// says it.
fn titled(context: &Context<'_>, row: &Row, usual: Option<Unit>) -> String {
    let title = context.locale.figure(row.figure);
    let unit = context.locale.unit(row.unit);
    let said = row.unit == Unit::Euro || title.to_lowercase().contains(unit);
    if usual == Some(row.unit) || said { title.to_owned() } else { format!("{title} ({unit})") }
}

/// The formula with its inputs: filled in, and equal to the amount where the amount is known.
fn formula(context: &Context<'_>, row: &Row) -> Option<String> {
    if row.inputs.is_empty() {
        return None;
    }
    let filled = context.locale.formula(row).filter(|_| row.value.value().is_some());
    filled.map(|filled| format!("= {filled}")).or_else(|| {
        let words = context.locale.formula_in_words(row.figure)?;
        Some(format!("= {words}"))
    })
}

/// The unit of the figures that name no other.
pub(crate) fn counted(context: &Context<'_>, table: &Table) -> Option<String> {
    let row = table.rows.first()?;
    Some(context.locale.unit(row.unit).to_owned())
}
