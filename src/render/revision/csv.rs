//! Both deliveries as CSV, one figure a row; the account of rows follows under table `rows`.

use crate::report::revision::{Revision, RowsRevised};

use super::words::{note, numbers};
use crate::render::CsvStyle;
use crate::render::csv::CsvRow;

pub(super) const COLUMNS: [&str; 10] =
    ["municipality", "period", "table", "figure", "group", "unit", "old", "new", "change", "note"];

/// The figures, then the account of rows.
pub(super) fn rows(revision: &Revision, style: CsvStyle) -> impl Iterator<Item = CsvRow> {
    let begin = [style.text(&revision.name), revision.period.to_string()];
    let mut fields = Vec::new();
    for (table, rows) in &revision.tables {
        for row in rows {
            let [old, new, change] =
                numbers(row).map(|number| style.number(&number.unwrap_or_default()));
            let group = style.text(&row.group.id());
            let ids = [table.id(), row.figure.id(), &group, row.unit.id()].map(str::to_owned);
            fields.push((ids, [old, new, change, note(row)]));
        }
    }
    for (figure, group, counts) in revision.rows.iter().flat_map(accounts) {
        let [old, new, change] = counts.map(|count| count.to_string());
        let ids = ["rows", figure, &group, "rows"].map(str::to_owned);
        fields.push((ids, [old, new, change, String::new()]));
    }
    fields
        .into_iter()
        .map(move |(ids, numbers)| begin.iter().cloned().chain(ids).chain(numbers).collect())
}

type Account = (&'static str, String, [i128; 3]);

/// The account of one kind of export: old, new and change of its rows, then what became of them.
fn accounts(rows: &RowsRevised) -> Vec<Account> {
    let [old, new] = rows.counts.map(i128::from);
    let kind = || rows.kind.to_owned();
    let (added, removed) = (i128::from(rows.added), i128::from(rows.removed));
    let of_both = |count: u64| [i128::from(count), i128::from(count), 0];
    let mut accounts = vec![
        ("rows", kind(), [old, new, new - old]),
        ("rows_added", kind(), [0, added, added]),
        ("rows_removed", kind(), [removed, 0, -removed]),
        ("rows_changed", kind(), of_both(rows.changed)),
        ("rows_same", kind(), of_both(rows.same)),
    ];
    for (column, count) in &rows.columns {
        accounts.push(("column_changed", format!("{}.{column}", rows.kind), of_both(*count)));
    }
    accounts
}
