//! Both deliveries as CSV, one figure a row; the account of rows follows under table `rows`.

use crate::report::revision::{Revision, RowsRevised};

use super::words::{note, numbers};
use crate::render::CsvStyle;
use crate::render::csv::CsvWriter;

pub(super) const COLUMNS: [&str; 10] =
    ["municipality", "period", "table", "figure", "group", "unit", "old", "new", "change", "note"];

/// Writes the figures, then the rows.
pub(super) fn write_rows(
    revision: &Revision,
    style: CsvStyle,
    writer: &mut CsvWriter<'_>,
) -> ::csv::Result<()> {
    let (name, period) = (style.text(&revision.name), revision.period.to_string());
    for (table, rows) in &revision.tables {
        for row in rows {
            let [old, new, change] =
                numbers(row).map(|number| style.number(&number.unwrap_or_default()));
            let group = style.text(&row.group.id());
            let (unit, note) = (row.unit.id(), note(row));
            writer.write_record([
                &*name, &period, table, row.figure, &group, unit, &old, &new, &change, &note,
            ])?;
        }
    }
    for rows in &revision.rows {
        for (figure, group, [old, new, change]) in accounts(rows) {
            let [old, new] = [old, new].map(|count| count.map(|count| count.to_string()));
            let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
            let change = change.unwrap_or_default();
            let change = change.to_string();
            writer.write_record([
                &*name, &period, "rows", figure, &group, "rows", &old, &new, &change, "",
            ])?;
        }
    }
    Ok(())
}

type Account = (&'static str, String, [Option<i128>; 3]);

/// The account of one kind of export: old, new and change of its rows, then what became of them.
fn accounts(rows: &RowsRevised) -> Vec<Account> {
    let [old, new] = rows.counts.map(i128::from);
    let kind = || rows.kind.to_owned();
    let (added, removed) = (i128::from(rows.added), i128::from(rows.removed));
    let of_both = |count: u64| [Some(i128::from(count)), Some(i128::from(count)), Some(0)];
    let mut accounts = vec![
        ("rows", kind(), [Some(old), Some(new), Some(new - old)]),
        ("rows_added", kind(), [Some(0), Some(added), Some(added)]),
        ("rows_removed", kind(), [Some(removed), Some(0), Some(-removed)]),
        ("rows_changed", kind(), of_both(rows.changed)),
        ("rows_same", kind(), of_both(rows.same)),
    ];
    for (column, count) in &rows.columns {
        accounts.push(("column_changed", format!("{}.{column}", rows.kind), of_both(*count)));
    }
    accounts
}
