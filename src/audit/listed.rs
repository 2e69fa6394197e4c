//! Which groups a table lists, and what was printed of each.

use std::collections::BTreeMap;

use super::known::{Knowledge, Place};
use super::names::{self, Name};
use crate::disclosure::{PrintedCell, PublishedRow};

/// A table of groups: source, table, figure, column, and the name of the total.
pub(super) type Listing = (usize, String, String, &'static str, Name);

/// The groups of a table; `None` among them is one that is not available.
pub(super) type Listed = BTreeMap<Listing, Vec<Option<Name>>>;

/// Adds what a row prints, and lists its group.
pub(super) fn add_printed(
    knowledge: &mut Knowledge,
    listed: &mut Listed,
    source: usize,
    row: &PublishedRow,
) {
    let before = row.comparison.map(|period| PublishedRow { period, ..row.clone() });
    let columns = [
        ("value", names::value(row, row.period), row.value),
        ("previous", row.comparison.and_then(|span| names::value(row, span)), row.previous),
        ("whole", names::whole(row), row.whole),
        ("previous_whole", before.as_ref().and_then(names::whole), row.previous_whole),
    ];
    for (column, name, cell) in columns {
        let Some(name) = name else { continue };
        let is_printed = knowledge.add_printed(&name, cell, Place { row: row.clone(), column });
        // of the comparison period wholes are printed that are on other rows too, and not those of every group
        if column == "previous_whole" {
            continue;
        }
        // a row without any number is of a group that is not available
        if !is_printed && column == "whole" && row.value != PrintedCell::Nothing {
            continue;
        }
        let key = |total: Name| (source, row.table.clone(), row.figure.clone(), column, total);
        if name.groups.is_empty() && is_printed {
            listed.entry(key(name.clone())).or_default();
        }
        for place in 0..name.groups.len() {
            let mut total = name.clone();
            let (by, _) = total.groups.remove(place);
            if by == "years" {
                continue;
            }
            let groups = listed.entry(key(total)).or_default();
            groups.push(is_printed.then(|| name.clone()));
        }
    }
}
