//! What is not available and why, and what the marks mean.

use crate::report::{Cell, Missing, Row, Table};

use super::context::Context;
use super::{MISSING, SUPPRESSED, distinct};

/// The sentence in place of a table of which no number is available, nor hidden.
pub(crate) fn nothing_available(context: &Context<'_>, table: &Table) -> Option<String> {
    let mut reasons = Vec::new();
    for row in &table.rows {
        let Cell::Missing(reason) = &row.value else {
            return None;
        };
        reasons.push(context.locale.missing(reason));
    }
    let reason = distinct(reasons.into_iter()).join("; ");
    Some(context.locale.phrase("all_missing", &[("reason", &reason)]))
}

/// The notes of one report.
pub(crate) fn notes(context: &Context<'_>) -> Vec<String> {
    let tables = context.report.tables.iter();
    let shown: Vec<_> = tables
        .filter(|table| nothing_available(context, table).is_none())
        .collect();
    let rows: Vec<_> = shown.iter().flat_map(|table| &table.rows).collect();
    let mut notes = legend(context, &shown);
    let values = rows.iter().map(|row| (*row, &row.value));
    for (figures, reason) in by_reason(context, values) {
        let values = [("figures", &*figures), ("reason", &*reason)];
        notes.push(context.locale.phrase("missing_figures", &values));
    }
    let Some(period) = context.comparison() else {
        return notes;
    };
    let known = rows.iter().filter(|row| {
        let not_compared = row.previous == Cell::Missing(Missing::NoComparison);
        row.value.value().is_some() && !not_compared
    });
    let previous = known.map(|row| (*row, &row.previous));
    for (figures, reason) in by_reason(context, previous) {
        let values = [
            ("figures", &*figures),
            ("period", &*period),
            ("reason", &*reason),
        ];
        notes.push(context.locale.phrase("missing_previous", &values));
    }
    notes
}

/// The figures that are missing, together for each reason.
fn by_reason<'a>(
    context: &Context<'_>,
    cells: impl Iterator<Item = (&'a Row, &'a Cell)>,
) -> Vec<(String, String)> {
    let missing: Vec<(&Row, &Missing)> = cells
        .filter_map(|(row, cell)| match cell {
            Cell::Missing(reason) => Some((row, reason)),
            Cell::Known(_) | Cell::Suppressed => None,
        })
        .collect();
    let reasons = distinct(missing.iter().map(|(_, reason)| *reason));
    let figures = |reason: &Missing| {
        let rows = missing.iter().filter(|(_, other)| *other == reason);
        let ids = distinct(rows.map(|(row, _)| row.figure));
        let titles: Vec<_> = ids.iter().map(|id| context.locale.figure(id)).collect();
        titles.join(", ")
    };
    let with_figures = reasons
        .iter()
        .map(|reason| (figures(reason), context.locale.missing(reason)));
    with_figures.collect()
}

/// What the marks mean that the page shows.
fn legend(context: &Context<'_>, tables: &[&Table]) -> Vec<String> {
    let shown = tables.iter().flat_map(|table| {
        let compared = context.of_table(table).earlier.is_some();
        let cells = move |row: &'_ Row| {
            [
                Some(row.value.clone()),
                compared.then(|| row.previous.clone()),
            ]
        };
        table.rows.iter().flat_map(cells).flatten()
    });
    let cells: Vec<Cell> = shown.collect();
    let mut legend = Vec::new();
    if cells.iter().any(|cell| matches!(cell, Cell::Missing(_))) {
        legend.push(
            context
                .locale
                .phrase("legend_missing", &[("mark", MISSING)]),
        );
    }
    if cells.contains(&Cell::Suppressed) {
        legend.push(
            context
                .locale
                .phrase("legend_suppressed", &[("mark", SUPPRESSED)]),
        );
    }
    legend
}
