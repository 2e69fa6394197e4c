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

use std::collections::BTreeMap;

use super::words::{note, numbers};
use crate::render::Locale;
use crate::render::json::{Json, object};
use crate::report::revision::{Revised, Revision, RowsRevised};
use crate::report::{Note, TableId};

/// The version of the schema.
const SCHEMA: u64 = 1;

/// The comparison as one object.
pub(super) fn json<'a>(revision: &'a Revision, locale: &Locale) -> Json<'a> {
    let tables = revision.tables.iter();
    let figures = tables.flat_map(|(table, rows)| rows.iter().map(|row| figure_json(*table, row)));
    let sentences = |notes: &[Note]| Json::list(notes.iter().map(|note| locale.note(note)));
    let [old, new] = &revision.deliveries;
    object! {
        "schema": SCHEMA,
        "municipality": &revision.name,
        "period": revision.period,
        "old": old,
        "new": new,
        "compared": revision.compared,
        "changed": revision.changed,
        "warnings": sentences(&revision.first),
        "notes": sentences(&revision.notes),
        "figures": Json::list(figures),
        "rows": Json::list(revision.rows.iter().map(rows_json)),
    }
}

fn figure_json(table: TableId, row: &Revised) -> Json<'_> {
    let [old, new, change] = numbers(row).map(Json::number);
    object! {
        "table": table,
        "figure": row.figure,
        "group": Json::text(row.group.id()),
        "unit": row.unit.id(),
        "old": old,
        "new": new,
        "change": change,
        "note": Json::text(note(row)),
    }
}

fn rows_json(rows: &RowsRevised) -> Json<'_> {
    let [old, new] = rows.counts;
    object! {
        "kind": rows.kind,
        "old": old,
        "new": new,
        "added": rows.added,
        "removed": rows.removed,
        "changed": rows.changed,
        "same": rows.same,
        "columns": rows.columns.iter().copied().collect::<BTreeMap<_, _>>(),
    }
}
