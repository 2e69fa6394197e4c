//! The long form: one figure a row, in plain text, as CSV and JSON both carry it.

use std::borrow::Cow;

use crate::report::{Cell, Report, Row, Table};

use super::RenderError;
use super::number::{plain, plain_share};

/// The columns of the long form, in order.
pub(crate) const COLUMNS: [&str; 12] = [
    "municipality",
    "period",
    "table",
    "figure",
    "group",
    "unit",
    "value",
    "whole",
    "share",
    "previous",
    "change",
    "note",
];

/// The part of a row of the long form that differs from row to row; numbers are plain, and `None` where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LongRow<'a> {
    /// The table's id.
    pub table: Cow<'static, str>,
    /// The figure's id.
    pub figure: &'a str,
    /// The group as CSV names it; empty for a total.
    pub group: Cow<'a, str>,
    /// The unit's id.
    pub unit: &'a str,
    /// The number in the period.
    pub value: Option<String>,
    /// What the value is a share of.
    pub whole: Option<String>,
    /// `100 · value / whole`.
    pub share: Option<String>,
    /// The number in the comparison period.
    pub previous: Option<String>,
    /// `value − previous`.
    pub change: Option<String>,
    /// Empty, `provisional`, `rounded`, `rows rejected`, `coverage guessed`, `suppressed` or why there is no value.
    pub note: String,
}

/// A row of a report in the long form.
pub(crate) fn long_row<'a>(
    report: &Report,
    table: &Table,
    row: &'a Row,
) -> Result<LongRow<'a>, RenderError> {
    let number = |cell: &Cell| cell.value().map(plain).transpose();
    Ok(LongRow {
        table: table.name(),
        figure: row.figure,
        group: row.group.id(),
        unit: row.unit.id(),
        value: number(&row.value)?,
        whole: row.whole.as_ref().and_then(Cell::value).map(plain).transpose()?,
        share: row.share().map(plain_share).transpose()?,
        previous: number(&row.previous)?,
        change: row.change().map(plain).transpose()?,
        note: note(report, row),
    })
}

/// What there is to say of a row; a number that is hidden beside a value that is shown is named.
fn note(report: &Report, row: &Row) -> String {
    let beside = [("previous", Some(&row.previous)), ("whole", row.whole.as_ref())];
    let hidden = beside.iter().filter(|(_, cell)| *cell == Some(&Cell::Suppressed));
    let mut notes: Vec<String> = hidden.map(|(name, _)| format!("{name} suppressed")).collect();
    match &row.value {
        Cell::Known(_) => {
            let has = |id| report.first.iter().any(|note| note.id == id);
            let said = [
                (report.provisional, "provisional"),
                (report.rounded, "rounded"),
                (has("rejected_rows"), "rows rejected"),
                (has("coverage_guessed"), "coverage guessed"),
            ];
            let said = said.into_iter().filter(|(is_so, _)| *is_so);
            notes.splice(0..0, said.map(|(_, word)| word.to_owned()));
        }
        Cell::Missing(reason) => return reason.id(),
        Cell::Suppressed => return "suppressed".to_owned(),
    }
    notes.join("; ")
}
