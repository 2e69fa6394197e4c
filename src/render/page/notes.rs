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
    let shown = tables.filter(|table| nothing_available(context, table).is_none());
    let rows: Vec<_> = shown.flat_map(|table| &table.rows).collect();
    let mut notes = legend(context, &rows);
    let values = rows.iter().map(|row| (*row, &row.value));
    for (figures, reason) in by_reason(context, values) {
        let values = [("figures", &*figures), ("reason", &*reason)];
        notes.push(context.locale.phrase("missing_figures", &values));
    }
    let Some(period) = context.comparison() else {
        return notes;
    };
    let known = rows.iter().filter(|row| row.value.value().is_some());
    let previous = known.map(|row| (*row, &row.previous));
    for (figures, reason) in by_reason(context, previous) {
        let values = [("figures", &*figures), ("period", &*period), ("reason", &*reason)];
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
    let with_figures =
        reasons.iter().map(|reason| (figures(reason), context.locale.missing(reason)));
    with_figures.collect()
}

/// What the marks mean that the page shows.
fn legend(context: &Context<'_>, rows: &[&Row]) -> Vec<String> {
    let cells = || rows.iter().flat_map(|row| [&row.value, &row.previous]);
    let compared = context.earlier.is_some();
    let missing = rows.iter().any(|row| {
        let previous = compared && matches!(row.previous, Cell::Missing(_));
        previous || matches!(row.value, Cell::Missing(_))
    });
    let mut legend = Vec::new();
    if missing {
        legend.push(context.locale.phrase("legend_missing", &[("mark", MISSING)]));
    }
    if cells().any(|cell| *cell == Cell::Suppressed) {
        legend.push(context.locale.phrase("legend_suppressed", &[("mark", SUPPRESSED)]));
    }
    legend
}
