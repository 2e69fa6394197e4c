//! The long form: one figure a row, in plain text, as CSV and JSON both carry it.

use std::borrow::Cow;

use crate::number::Share;
use crate::report::{Audience, Cell, Group, Report, Row, Table, TableId};

use super::Locale;
use super::number::{as_printed, plain, plain_ratio, plain_share};

/// The columns of the long form, in order.
pub(crate) const COLUMNS: [&str; 22] = [
    "municipality",
    "period",
    "from",
    "to",
    "table",
    "table_label",
    "figure",
    "figure_label",
    "group",
    "group_label",
    "group_2",
    "group_2_label",
    "unit",
    "value",
    "whole",
    "share",
    "previous",
    "previous_whole",
    "previous_share",
    "change",
    "change_percent",
    "note",
];

/// The part of a row of the long form that differs from row to row; numbers are plain, and `None` where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LongRow<'a> {
    /// The table's id, and what it is called.
    pub table: [Cow<'a, str>; 2],
    /// The figure's id, and what it is called.
    pub figure: [&'a str; 2],
    /// The group of each dimension by its id, and what it is called; empty for all.
    pub groups: [[Cow<'a, str>; 2]; 2],
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
    /// What that is a share of.
    pub previous_whole: Option<String>,
    /// `100 · previous / previous_whole`.
    pub previous_share: Option<String>,
    /// `value − previous`.
    pub change: Option<String>,
    /// How much the share is more than it was, in percentage points; from unrounded shares.
    pub share_change: Option<String>,
    /// `100 · change / previous`; of what is published, worked out from the numbers as they are printed, so that it tells
    /// nothing besides.
    pub change_percent: Option<String>,
    /// Empty, `provisional`, `rounded`, `rows rejected`, `coverage guessed`, `suppressed` or why there is no value.
    pub note: String,
}

/// A row of a report in the long form, with the words of a language beside its ids.
pub(crate) fn long_row<'a>(
    report: &Report,
    table: &'a Table,
    row: &'a Row,
    locale: &'a Locale,
) -> LongRow<'a> {
    let number = |cell: &Cell| cell.value().map(plain);
    let whole = |cell: &Option<Cell>| cell.as_ref().and_then(number);
    let share = |share: Option<Share>| share.map(plain_share);
    let named = |dimension: Option<&str>, group: &'a Group| -> [Cow<'a, str>; 2] {
        match group {
            Group::Total => ["".into(), "".into()],
            group => [group.id(), locale.group_by(dimension, group).into()],
        }
    };
    let (first, second) = row.group.parts();
    let second_dimension = table.across.as_ref().and_then(|of| of.dimensions.last().copied());
    LongRow {
        table: [table.name(), table_label(table, locale)],
        figure: [row.figure.id(), locale.figure(row.figure)],
        groups: [named(table.dimension, first), named(second_dimension, second)],
        unit: row.unit.id(),
        value: number(&row.value),
        whole: whole(&row.whole),
        share: share(row.share()),
        previous: number(&row.previous),
        previous_whole: whole(&row.previous_whole),
        previous_share: share(row.previous_share()),
        change: row.change().map(plain),
        share_change: row.share_change().map(plain_ratio),
        change_percent: share(relative_change(report, row)),
        note: note(report, row),
    }
}

/// The change as a part of the earlier number. A mean of few can be worked out from a change that is more exact than the
/// two means beside it: what leaves the building has it from these.
pub(crate) fn relative_change(report: &Report, row: &Row) -> Option<Share> {
    if report.status.audience == Audience::Internal {
        return row.relative_change();
    }
    let (value, previous) = (row.value.value()?, row.previous.value()?);
    let (value, previous) = (as_printed(value)?, as_printed(previous)?);
    value.minus(previous).and_then(|change| Share::of(change, previous))
}

/// What a table is called; one that was put together, by its figure and dimensions.
fn table_label<'a>(table: &'a Table, locale: &'a Locale) -> Cow<'a, str> {
    match (&table.across, table.rows.first()) {
        (Some(across), Some(row)) if table.id == TableId::Crossed => {
            let by = table.dimension.iter().chain(&across.dimensions);
            let by: Vec<_> = by.map(|by| locale.dimension(by).to_lowercase()).collect();
            let by = by.join(&format!(" {} ", locale.word("and")));
            let values = [("figure", locale.figure(row.figure)), ("by", by.as_str())];
            locale.phrase("figure_by", &values).into()
        }
        _ => locale.table(table.id).into(),
    }
}

/// What there is to say of a row; a number that is hidden beside a value that is shown is named.
fn note(report: &Report, row: &Row) -> String {
    if let Some(reason) = row.value.note() {
        return reason;
    }
    let has = |id| report.first.iter().any(|note| note.id == id);
    let said = [
        (report.provisional, "provisional"),
        (report.rounded, "rounded"),
        (has("rejected_rows"), "rows rejected"),
        (has("coverage_guessed"), "coverage guessed"),
    ];
    let said = said.into_iter().filter(|(is_so, _)| *is_so).map(|(_, word)| word.to_owned());
    let beside = [
        ("previous", Some(&row.previous)),
        ("whole", row.whole.as_ref()),
        ("previous_whole", row.previous_whole.as_ref()),
    ];
    let hidden = beside.iter().filter(|(_, cell)| *cell == Some(&Cell::Suppressed));
    let hidden = hidden.map(|(name, _)| format!("{name} suppressed"));
    said.chain(hidden).collect::<Vec<_>>().join("; ")
}
