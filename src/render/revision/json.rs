//! Both deliveries as one JSON object, for programs.
//!
//! | key | holds |
//! |---|---|
//! | `schema` | version of this schema: 1 |
//! | `municipality`, `period`, `old`, `new` | as in the report; the deliveries as they were named |
//! | `compared`, `changed` | numbers of figures |
//! | `warnings[]` | what has to be read before any figure, as sentences |
//! | `notes[]` | sentences |
//! | `figures[]` | `table`, `figure`, `group` (`null` for a total), `unit`, `old`, `new`, `change`, `note` |
//! | `rows[]` | `kind`, `old`, `new`, `added`, `removed`, `changed`, `same`, `columns` (changed rows by column) |

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;
use serde_json::value::RawValue;

use crate::report::revision::{Revised, Revision, RowsRevised};

use super::super::json::PeriodJson;
use super::super::{Locale, RenderError};
use super::words::{note, numbers};

/// The version of the schema.
const SCHEMA: u32 = 1;

type Raw = Box<RawValue>;

#[derive(Serialize)]
struct RevisionJson<'a> {
    schema: u32,
    municipality: &'a str,
    period: PeriodJson,
    old: &'a str,
    new: &'a str,
    compared: usize,
    changed: usize,
    warnings: Vec<String>,
    notes: Vec<String>,
    figures: Vec<FigureJson<'a>>,
    rows: Vec<RowsJson<'a>>,
}

#[derive(Serialize)]
struct FigureJson<'a> {
    table: &'a str,
    figure: &'a str,
    group: Option<Cow<'a, str>>,
    unit: &'a str,
    old: Option<Raw>,
    new: Option<Raw>,
    change: Option<Raw>,
    note: Option<String>,
}

#[derive(Serialize)]
struct RowsJson<'a> {
    kind: &'a str,
    old: u64,
    new: u64,
    added: u64,
    removed: u64,
    changed: u64,
    same: u64,
    columns: BTreeMap<&'a str, u64>,
}

/// Writes the comparison as one object.
pub(super) fn write(
    revision: &Revision,
    locale: &Locale,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let figures = revision
        .tables
        .iter()
        .flat_map(|(table, rows)| rows.iter().map(move |row| figure_json(table, row)));
    let figures: serde_json::Result<_> = figures.collect();
    let [old, new] = &revision.deliveries;
    let json = RevisionJson {
        schema: SCHEMA,
        municipality: &revision.name,
        period: revision.period.into(),
        old,
        new,
        compared: revision.compared,
        changed: revision.changed,
        warnings: revision.first.iter().map(|note| locale.note(note)).collect(),
        notes: revision.notes.iter().map(|note| locale.note(note)).collect(),
        figures: figures?,
        rows: revision.rows.iter().map(rows_json).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)?;
    Ok(())
}

fn figure_json<'a>(table: &'a str, row: &'a Revised) -> serde_json::Result<FigureJson<'a>> {
    let [old, new, change] = numbers(row);
    let raw = |number: Option<String>| number.map(RawValue::from_string).transpose();
    Ok(FigureJson {
        table,
        figure: row.figure,
        group: Some(row.group.id()).filter(|id| !id.is_empty()),
        unit: row.unit.id(),
        old: raw(old)?,
        new: raw(new)?,
        change: raw(change)?,
        note: Some(note(row)).filter(|note| !note.is_empty()),
    })
}

fn rows_json(rows: &RowsRevised) -> RowsJson<'_> {
    let [old, new] = rows.counts;
    RowsJson {
        kind: rows.kind,
        old,
        new,
        added: rows.added,
        removed: rows.removed,
        changed: rows.changed,
        same: rows.same,
        columns: rows.columns.iter().copied().collect(),
    }
}
