//! Both deliveries for reading: the account of the rows, then the figures by table.

use crate::number::Share;
use crate::report::revision::{Revised, Revision, RowsRevised};
use crate::report::{Cell, Group, TableId};

use super::super::Locale;
use super::super::locale::{EuroDecimals, visible};
use super::super::page::{Column, Grid, Line, MISSING, Page, SUPPRESSED, Section, Shown, texts};

/// The comparison as a page.
pub(super) fn lay_out(revision: &Revision, locale: &Locale) -> Page {
    let name = locale.report_name(&revision.name);
    let [old, new] = revision.deliveries.each_ref().map(|name| visible(name));
    let [changed, compared] = [revision.changed, revision.compared].map(|of| locale.count_of(of));
    let subtitle =
        [("old", &*old), ("new", &*new), ("changed", &*changed), ("compared", &*compared)];
    let period = locale.period(revision.period);
    let mut sections = vec![rows(&revision.rows, locale)];
    for (table, rows) in &revision.tables {
        sections.push(figures(*table, rows, locale));
    }
    let mut notes: Vec<String> = revision.notes.iter().map(|note| locale.note(note)).collect();
    if revision.changed == 0 {
        notes.push(locale.phrase("revise_no_change", &[]));
    }
    Page {
        title: locale.phrase("revise_title", &[("name", &name), ("period", &period)]),
        first: revision.first.iter().map(|note| locale.note(note)).collect(),
        subtitle: locale.phrase("revise_subtitle", &subtitle),
        sections,
        notes,
        ..Page::default()
    }
}

fn rows(rows: &[RowsRevised], locale: &Locale) -> Section {
    let heads = ["old", "new", "added", "removed", "changed", "same"];
    let heads = heads.map(|head| Column::number(&[locale.word(&format!("revise_{head}"))]));
    let line = |rows: &RowsRevised| {
        let [old, new] = rows.counts;
        let counts = [old, new, rows.added, rows.removed, rows.changed, rows.same];
        Line {
            label: locale.kind(rows.kind).to_owned(),
            cells: texts(counts.map(|count| locale.count(count))),
            below: changed_columns(rows, locale),
            ..Line::default()
        }
    };
    Section {
        title: locale.word("revise_rows").to_owned(),
        subtitle: Some(locale.word("revise_rows_how").to_owned()),
        grid: Grid {
            label_head: locale.word("check_export").to_owned(),
            columns: heads.into(),
            lines: rows.iter().map(line).collect(),
        },
        ..Section::default()
    }
}

fn changed_columns(rows: &RowsRevised, locale: &Locale) -> Option<String> {
    let column = |(column, count): &(&str, u64)| {
        let count = locale.count(*count);
        locale.phrase("revise_column", &[("column", column), ("count", &count)])
    };
    let columns: Vec<String> = rows.columns.iter().map(column).collect();
    let joined = columns.join(", ");
    (!columns.is_empty()).then(|| locale.phrase("revise_columns", &[("columns", &joined)]))
}

fn figures(table: TableId, rows: &[Revised], locale: &Locale) -> Section {
    let heads = ["revise_old", "revise_new", "change"];
    let columns = heads.map(|head| Column::number(&[&locale.word(head).to_lowercase()]));
    let mut lines = Vec::new();
    let mut before: Option<&Revised> = None;
    for row in rows {
        let change = row.change().map(|value| locale.change(value, EuroDecimals::AsNeeded));
        let is_same =
            before.is_some_and(|before| (before.figure, before.unit) == (row.figure, row.unit));
        let figure = format!("{} ({})", locale.figure(row.figure), locale.unit(row.unit));
        let is_part = row.group != Group::Total;
        if is_part && !is_same {
            // the figure itself did not change, only groups of it
            lines.push(Line {
                label: figure.clone(),
                cells: vec![Shown::default(); 3],
                ..Line::default()
            });
        }
        lines.push(Line {
            label: if is_part { locale.group(&row.group) } else { figure },
            part: is_part,
            cells: texts([
                cell(&row.old, row.shares[0], locale),
                cell(&row.new, row.shares[1], locale),
                change.unwrap_or_default(),
            ]),
            ..Line::default()
        });
        before = Some(row);
    }
    let grid = Grid { label_head: String::new(), columns: columns.into(), lines };
    Section { title: locale.table(table).to_owned(), grid, ..Section::default() }
}

/// A number, with its share where it is one: `1,433 (28.1%)`.
fn cell(cell: &Cell, share: Option<Share>, locale: &Locale) -> String {
    let number = match cell {
        Cell::Known(value) => locale.value(*value, EuroDecimals::AsNeeded),
        Cell::Missing(_) => return MISSING.to_owned(),
        Cell::Suppressed => return SUPPRESSED.to_owned(),
    };
    match share {
        Some(share) => format!("{number} ({})", locale.share(share)),
        None => number,
    }
}
