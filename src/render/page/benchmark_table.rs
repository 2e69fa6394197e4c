//! Figures compared with targets or benchmarks: figures down; the number, the target or benchmark, and the difference
//! across.

use crate::report::benchmarks::is_beside;
use crate::report::{Group, Report, Row, Table, TableId, Value, distinct};

use super::super::locale::Locale;
use super::context::{Context, broken, uncapitalised};
use super::model::{Column, Grid, Line, Section};
use super::rows::label;
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
    let heads = Heads::of(table.id, table.rows.iter());
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
        let cells = heads.cells(context, &rows, &Shown::missing(None));
        lines.push(Line { label: format!("{title}{of}"), cells, ..Line::default() });
    }
    let title = context.locale.table(table.id).to_owned();
    let grid = Grid { label_head: String::new(), columns: heads.columns(context.locale), lines };
    Section { title, grid, ..Section::default() }
}

/// A series of reports: for each figure a line for each period, the latest on top.
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
        let of_line =
            |row: &&Row| (row.figure, row.unit, row.group.parts().0) == (figure, unit, group);
        let of_kind: Vec<(&Report, Vec<&Row>)> = tables()
            .filter(|(_, table)| table.id == id)
            .map(|(report, table)| (report, table.rows.iter().filter(of_line).collect()))
            .collect();
        // what is provisional in one period is not in another: the periods have the columns of all
        let heads = Heads::of(id, of_kind.iter().flat_map(|(_, rows)| rows.iter().copied()));
        let known = of_kind.iter().rev().filter(|(_, rows)| !rows.is_empty());
        let lines = known.map(|(report, rows)| Line {
            label: label(report, locale),
            cells: heads.cells(&Context::new(report, locale), rows, &Shown::default()),
            ..Line::default()
        });
        let lines = lines.collect();
        let of = match group {
            Group::Total => locale.unit(unit).to_owned(),
            group => group_in(locale, group),
        };
        let title = format!("{}: {}", locale.table(id), uncapitalised(locale.figure(figure)));
        let label_head = locale.word("period").to_owned();
        let grid = Grid { label_head, columns: heads.columns(locale), lines };
        let subtitle = Some(of);
        sections.push(Section {
            title,
            subtitle,
            grid,
            table: Some(id),
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

/// The columns of a table: its own number and what it is compared with, then the share.
struct Heads<'a> {
    table: TableId,
    groups: Vec<&'a Group>,
    has_share: bool,
}

impl<'a> Heads<'a> {
    fn of(table: TableId, rows: impl Iterator<Item = &'a Row> + Clone) -> Self {
        let has_share = rows.clone().any(|row| row.whole.is_some());
        Self { table, groups: distinct(rows.map(|row| row.group.parts().1)), has_share }
    }

    fn columns(&self, locale: &Locale) -> Vec<Column> {
        let mut columns = Vec::new();
        for head in &self.groups {
            let name = group_in(locale, head);
            // regions have long names
            let lines = match head {
                Group::Declared(_) => vec![name.as_str()],
                _ => broken(&name),
            };
            columns.push(Column::number(&lines));
        }
        if self.has_share {
            let percent = if self.table == TableId::Targets {
                "percent_of_target"
            } else {
                "percent_of_benchmark"
            };
            columns.push(Column::number(&[&locale.phrase(percent, &[])]));
        }
        columns
    }

    /// The cells of one figure; `none` where it has no such number.
    fn cells(&self, context: &Context<'_>, rows: &[&Row], none: &Shown) -> Vec<Shown> {
        let euro = Context::euro(rows.iter().copied());
        let mut cells = Vec::new();
        for head in &self.groups {
            let row = rows.iter().find(|row| row.group.parts().1 == *head);
            cells.push(match (row, head.id().as_ref()) {
                (Some(row), "difference" | "to_go") => match row.value.value() {
                    Some(Value::Percent(points)) => {
                        Shown::change(context.locale.points(points), Value::Percent(points))
                    }
                    Some(value) => Shown::change(context.locale.change(value, euro), value),
                    None => context.cell(&row.value, euro),
                },
                (Some(row), _) => context.cell(&row.value, euro),
                (None, _) => none.clone(),
            });
        }
        if self.has_share {
            let shared = rows.iter().find(|row| row.whole.is_some());
            cells.push(shared.map_or_else(Shown::default, |row| context.share(row)));
        }
        cells
    }
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
