//! Figures compared with targets or benchmarks: figures down; the number, the target or benchmark, and the difference
//! across.

use crate::report::benchmarks::{TARGETS, is_beside};
use crate::report::{Group, Report, Row, Table, Value};

use super::super::locale::Locale;
use super::context::{Context, broken, uncapitalised};
use super::model::{Column, Grid, Line, Section};
use super::rows::distinct;
use super::shown::Shown;

/// One report: figures with the same columns together, since the regions known of one figure differ from those of another.
pub(super) fn sections(context: &Context<'_>, table: &Table) -> Vec<Section> {
    let kind = |row: &Row| (row.figure, row.unit, row.group.parts().0.clone());
    let mut parts: Vec<(Vec<&Group>, Vec<Row>)> = Vec::new();
    for of in distinct(table.rows.iter().map(kind)) {
        let rows = || table.rows.iter().filter(|row| kind(row) == of);
        let heads: Vec<&Group> = rows().map(|row| row.group.parts().1).collect();
        match parts.iter_mut().find(|part| part.0 == heads) {
            Some((_, together)) => together.extend(rows().cloned()),
            None => parts.push((heads, rows().cloned().collect())),
        }
    }
    let part = |(_, rows): (_, Vec<Row>)| section(context, &Table { rows, ..table.clone() });
    parts.into_iter().map(part).collect()
}

/// A line for each figure.
fn section(context: &Context<'_>, table: &Table) -> Section {
    let mut lines = Vec::new();
    for (figure, unit, group) in
        distinct(table.rows.iter().map(|row| (row.figure, row.unit, row.group.parts().0)))
    {
        let of_line =
            |row: &&Row| (row.figure, row.unit, row.group.parts().0) == (figure, unit, group);
        let rows: Vec<&Row> = table.rows.iter().filter(of_line).collect();
        let title = context.locale.figure(figure);
        let of = match group {
            Group::Total if rows[0].value.value().is_none() => String::new(),
            Group::Total => unit_of(context, rows[0], title),
            group => format!(": {}", group_in(context.locale, group)),
        };
        let cells = cells(context, table, &rows);
        lines.push(Line { label: format!("{title}{of}"), cells, ..Line::default() });
    }
    let title = context.locale.table(table.id).to_owned();
    let grid = Grid { label_head: String::new(), columns: columns(context, table), lines };
    Section { title, subtitle: None, grid, ..Section::default() }
}

/// A series of reports: for each figure a line for each period.
pub(super) fn of_series(reports: &[Report], locale: &Locale) -> Vec<Section> {
    let tables = || {
        reports.iter().flat_map(|report| {
            let tables = report.tables.iter().filter(|table| is_one(table));
            tables.map(move |table| (report, table))
        })
    };
    let kinds = distinct(tables().flat_map(|(_, table)| {
        table.rows.iter().map(|row| (table.id, row.figure, row.unit, row.group.parts().0))
    }));
    let mut sections = Vec::new();
    for (id, figure, unit, group) in kinds {
        let (mut lines, mut heads) = (Vec::new(), Vec::new());
        for (report, table) in tables().filter(|(_, table)| table.id == id) {
            let of_line =
                |row: &&Row| (row.figure, row.unit, row.group.parts().0) == (figure, unit, group);
            let rows: Vec<&Row> = table.rows.iter().filter(of_line).collect();
            if rows.is_empty() {
                continue;
            }
            let context = Context::new(report, locale);
            heads = columns(&context, table);
            let cells = cells(&context, table, &rows);
            lines.push(Line { label: report.period.to_string(), cells, ..Line::default() });
        }
        let of = match group {
            Group::Total => locale.unit(unit).to_owned(),
            group => group_in(locale, group),
        };
        let title = format!("{}: {}", locale.table(id), uncapitalised(locale.figure(figure)));
        let label_head = locale.word("period").to_owned();
        let grid = Grid { label_head, columns: heads, lines };
        let subtitle = Some(of);
        sections.push(Section {
            title,
            subtitle,
            grid,
            table: id,
            figures: vec![figure],
            ..Section::default()
        });
    }
    sections
}

/// A group in a sentence: a name of the data stays as it is written.
fn group_in(locale: &Locale, group: &Group) -> String {
    match group {
        Group::Label(_) | Group::Pair(_) => locale.group(group),
        group => uncapitalised(&locale.group(group)),
    }
}

/// Whether a table of a report is one of these.
pub(super) fn is_one(table: &Table) -> bool {
    table.across.as_ref().is_some_and(is_beside)
}

fn columns(context: &Context<'_>, table: &Table) -> Vec<Column> {
    let mut columns = Vec::new();
    for head in distinct(table.rows.iter().map(|row| row.group.parts().1)) {
        let name = group_in(context.locale, head);
        // regions have long names
        let lines = match head {
            Group::Declared(_) => vec![name.as_str()],
            _ => broken(&name),
        };
        columns.push(Column::number(&lines));
    }
    if table.rows.iter().any(|row| row.whole.is_some()) {
        let percent =
            if table.id == TARGETS { "percent_of_target" } else { "percent_of_benchmark" };
        columns.push(Column::number(&[&context.locale.phrase(percent, &[])]));
    }
    columns
}

fn cells(context: &Context<'_>, table: &Table, rows: &[&Row]) -> Vec<Shown> {
    let euro = Context::euro(rows.iter().copied());
    let mut cells = Vec::new();
    for head in distinct(table.rows.iter().map(|row| row.group.parts().1)) {
        let row = rows.iter().find(|row| row.group.parts().1 == head);
        cells.push(match (row, head.id().as_ref()) {
            (Some(row), "difference" | "to_go") => match row.value.value() {
                Some(Value::Percent(points)) => {
                    Shown::change(context.locale.points(points), Value::Percent(points))
                }
                Some(value) => Shown::change(context.locale.change(value, euro), value),
                None => context.cell(&row.value, euro),
            },
            (Some(row), _) => context.cell(&row.value, euro),
            (None, _) => Shown::missing(None),
        });
    }
    if table.rows.iter().any(|row| row.whole.is_some()) {
        let shared = rows.iter().find(|row| row.whole.is_some());
        cells.push(shared.map_or_else(Shown::default, |row| context.share(row)));
    }
    cells
}

/// The unit in brackets, where neither title nor number says it.
fn unit_of(context: &Context<'_>, row: &Row, title: &str) -> String {
    let unit = context.locale.unit(row.unit);
    let by_sign = matches!(row.unit, crate::measure::Unit::Euro | crate::measure::Unit::Percent);
    if by_sign || row.unit.is_rate() || title.to_lowercase().contains(unit) {
        String::new()
    } else {
        format!(" ({unit})")
    }
}
