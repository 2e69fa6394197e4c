//! What is not available and why, and what the marks mean.

use std::borrow::Cow;

use crate::report::{Cell, Group, Missing, Row, Table, TableId, cohort, distinct};

use super::context::Context;
use super::shown::{MISSING, SUPPRESSED};

/// A title and why something under it is not available.
type Absence<'a> = (Cow<'a, str>, &'a Missing);

/// Whether a table has a place on the page: some number of it is known, or hidden.
pub(crate) fn is_shown(table: &Table) -> bool {
    let mut rows = table.rows.iter();
    rows.any(|row| !matches!(row.value, Cell::Missing(_)))
}

/// The notes of one report.
pub(crate) fn notes(context: &Context<'_>) -> Vec<String> {
    let tables = context.report.tables.iter();
    let (shown, absent): (Vec<_>, Vec<_>) = tables.partition(|table| is_shown(table));
    // of cohorts, what is not reached is so by its nature, and one sentence says it of all
    let (cohorts, others): (Vec<&Table>, Vec<_>) =
        shown.iter().partition(|table| table.across.as_ref().is_some_and(cohort::is_of_cohorts));
    let rows: Vec<_> = others.iter().flat_map(|table| &table.rows).collect();
    let mut notes = legend(context, &others);
    if cohorts.iter().flat_map(|table| &table.rows).any(|row| reason(&row.value).is_some()) {
        notes.push(context.locale.phrase("cohorts_missing", &[("mark", MISSING)]));
    }
    let absent_tables = absent.iter().flat_map(|table| {
        let title = match table.id {
            TableId::Crossed => {
                table.rows.first().map_or("", |row| context.locale.figure(row.figure))
            }
            id => context.locale.table(id),
        };
        // what outflow.toml does not ask for at all is not missed
        let is_asked = |reason: &&Missing| !matches!(reason, Missing::NotConfigured(_));
        let reasons = table.rows.iter().filter_map(|row| reason(&row.value)).filter(is_asked);
        reasons.map(move |reason| (Cow::Borrowed(title), reason))
    });
    // the total of a group that is not available can be known: then the group is named, not the figure
    let figures = rows.iter().filter_map(|row| {
        let title = match &row.group {
            Group::Total => Cow::Borrowed(context.locale.figure(row.figure)),
            group => Cow::Owned(context.locale.group(group)),
        };
        reason(&row.value).map(|reason| (title, reason))
    });
    notes.extend(sentences(context, &absent_tables.collect::<Vec<_>>(), None));
    notes.extend(sentences(context, &figures.collect::<Vec<_>>(), None));
    if let Some(period) = context.comparison() {
        let absences = not_compared(context, &rows);
        notes.extend(sentences(context, &absences, Some(&period)));
    }
    notes
}

/// The figures that are known and have no number of the comparison period.
fn not_compared<'a>(context: &'a Context<'_>, rows: &[&'a Row]) -> Vec<Absence<'a>> {
    let known = rows.iter().filter(|row| row.value.value().is_some());
    let absences = known.filter_map(|row| {
        let reason = reason(&row.previous).filter(|reason| **reason != Missing::NoComparison);
        reason.map(|reason| (context.locale.figure(row.figure).into(), reason))
    });
    absences.collect()
}

fn reason(cell: &Cell) -> Option<&Missing> {
    match cell {
        // a year that is over has no forecast
        Cell::Missing(Missing::YearComplete) | Cell::Known(_) | Cell::Suppressed => None,
        Cell::Missing(reason) => Some(reason),
    }
}

/// One sentence for each reason, with all that is not available for it.
fn sentences(context: &Context<'_>, absences: &[Absence<'_>], period: Option<&str>) -> Vec<String> {
    let reasons = distinct(absences.iter().map(|(_, reason)| *reason));
    let sentence = |missing: &Missing| {
        let of_reason = absences.iter().filter(|(_, reason)| *reason == missing);
        let titles = distinct(of_reason.map(|(title, _)| title.as_ref())).join(", ");
        let reason = context.locale.missing(missing);
        let mut values = vec![("figures", titles.as_str()), ("reason", &reason)];
        values.extend(period.map(|period| ("period", period)));
        let phrase = match period {
            Some(_) => "missing_previous",
            None => "missing_figures",
        };
        context.locale.phrase(phrase, &values)
    };
    reasons.into_iter().map(sentence).collect()
}

/// What the marks mean that the page shows.
fn legend(context: &Context<'_>, tables: &[&Table]) -> Vec<String> {
    let (mut missing, mut suppressed) = (false, false);
    for table in tables {
        let compared = context.of_table(table).earlier.is_some();
        let over = Cell::Missing(Missing::YearComplete);
        for row in table.rows.iter().filter(|row| row.value != over) {
            let previous = Some(&row.previous).filter(|_| compared);
            for cell in previous.into_iter().chain([&row.value]) {
                missing |= matches!(cell, Cell::Missing(_));
                suppressed |= *cell == Cell::Suppressed;
            }
        }
    }
    let marks =
        [(missing, "legend_missing", MISSING), (suppressed, "legend_suppressed", SUPPRESSED)];
    let shown = marks.into_iter().filter(|(shown, ..)| *shown);
    let legend = shown.map(|(_, phrase, mark)| context.locale.phrase(phrase, &[("mark", mark)]));
    legend.collect()
}
