//! The short tables of a report.

use crate::number::Ratio;
use crate::report::brief::{self, BriefLine, BriefTable, Columns, Label, Shown as LineShown};
use crate::report::{Cell, FigureId, Report, Row, Table, Value};

use super::super::locale::{EuroDecimals, Locale};
use super::context::{Context, uncapitalised};
use super::model::{Column, Grid, Line, Section};
use super::notes;
use super::shown::Shown;

/// The least widths of columns, by which the tables stand under each other: this period, the earlier one, the change, the
/// change in %, then the share, the earlier share and its change.
const UNITS: [[usize; 4]; 2] = [[6, 7, 9, 7], [6, 7, 9, 7]];
const SHARES: [usize; 7] = [7, 7, 9, 8, 8, 7, 9];
const AMOUNTS: [usize; 4] = [14, 14, 14, 9];

/// The sections of a report.
pub(super) fn sections(context: &Context<'_>) -> Vec<Section> {
    brief::tables(context.report).iter().map(|table| section(context, table)).collect()
}

/// A configured table as the short report shows it: without the rates that are those per 1,000 times ten.
pub(super) fn of_configured(table: &Table) -> Table {
    let mut table = table.clone();
    table.rows.retain(|row| row.figure != FigureId::PersonsPer10000);
    table
}

/// What the signs mean, and what is not available of the tables that these are made from.
pub(super) fn notes(context: &Context<'_>) -> Vec<String> {
    let is_source = |table: &&Table| brief::SOURCES.contains(&table.id);
    let tables = context.report.tables.iter().filter(is_source).cloned().collect();
    let report = Report { tables, ..context.report.clone() };
    let signs = context.earlier.as_ref().map(|_| context.locale.phrase("brief_signs", &[]));
    signs.into_iter().chain(notes::notes(&Context::new(&report, context.locale))).collect()
}

fn section(context: &Context<'_>, table: &BriefTable) -> Section {
    let context = &context.short();
    let locale = context.locale;
    let mut columns = Vec::new();
    match table.columns {
        Columns::Units => {
            for (unit, widths) in ["benefits", "people"].into_iter().zip(UNITS) {
                let block = numbers(context, &widths);
                for (index, mut column) in block.into_iter().enumerate() {
                    let above = if index == 0 { locale.phrase(unit, &[]) } else { String::new() };
                    column.head.insert(0, above);
                    columns.push(column);
                }
            }
        }
        Columns::Shares => {
            columns.extend(numbers(context, &SHARES));
            columns.push(column(&locale.word("share").to_lowercase(), SHARES[4]));
            if let Some(earlier) = &context.earlier {
                columns.push(column(earlier, SHARES[5]).earlier());
                columns.push(column(&locale.word("change").to_lowercase(), SHARES[6]));
            }
        }
        Columns::IntoWork => {
            columns.extend(numbers(context, &SHARES));
            columns.push(column(&locale.phrase("to_work", &[]), SHARES[4]));
            if let Some(earlier) = &context.earlier {
                columns.push(column(earlier, SHARES[5]).earlier());
            }
            columns.push(column(&locale.phrase("in_percent", &[]), SHARES[6]));
        }
        Columns::Amounts => columns.extend(numbers(context, &AMOUNTS)),
    }
    let lines = table.lines.iter().map(|of| line(context, table, of)).collect();
    let grid = Grid { label_head: String::new(), columns, lines };
    let title = locale.phrase(&format!("brief_{}", table.id), &[]);
    Section { title, grid, is_brief: true, ..Section::default() }
}

/// The columns of a number.
fn numbers(context: &Context<'_>, widths: &[usize]) -> Vec<Column> {
    let mut columns = vec![column(&context.now, widths[0])];
    if let Some(earlier) = &context.earlier {
        columns.push(column(earlier, widths[1]).earlier());
        columns.push(column(&context.locale.word("change").to_lowercase(), widths[2]));
        let percent = context.locale.phrase("in_percent", &[]);
        columns.push(Column { optional: true, ..column(&percent, widths[3]) });
    }
    columns
}

fn column(head: &str, least: usize) -> Column {
    Column { least, ..Column::number(&[head]) }
}

fn line(context: &Context<'_>, table: &BriefTable, of: &BriefLine) -> Line {
    let mut cells = Vec::new();
    let shares = table.columns == Columns::Shares;
    let rows = if table.columns == Columns::IntoWork { &of.rows[..1] } else { &of.rows[..] };
    for row in rows {
        let width = if context.earlier.is_some() { 4 } else { 1 };
        match row {
            None => cells.extend(std::iter::repeat_n(Shown::default(), width)),
            Some(row) if of.shown == LineShown::Rate => cells.extend(rate(context, row)),
            Some(row) => cells.extend(number(context, row, of.shown == LineShown::Alone)),
        }
        if shares {
            cells.extend(share(context, row.as_ref()));
        }
    }
    if table.columns == Columns::IntoWork {
        cells.extend(into_work(context, of.rows.get(1).and_then(Option::as_ref)));
    }
    let label = match &of.label {
        Label::Group(group) if of.part => uncapitalised(&context.locale.group(group)),
        label => label_of(label, context.locale),
    };
    let is_total = matches!(of.label, Label::Word("all" | "end_of_year" | "end_of_period"));
    Line { label, part: of.part, cells, is_total, ..Line::default() }
}

/// The words before a line.
pub(crate) fn label_of(label: &Label, locale: &Locale) -> String {
    match label {
        Label::Word(id) => locale.phrase(&format!("brief_{id}"), &[]),
        Label::Group(group) => locale.group(group),
        Label::Others(count) => {
            locale.phrase("brief_others", &[("count", &locale.count_of(*count))])
        }
    }
}

/// A number, what it was, the change and the change in %.
fn number(context: &Context<'_>, row: &Row, alone: bool) -> Vec<Shown> {
    let [value, previous] = [&row.value, &row.previous].map(|cell| whole_euros(cell.clone()));
    let row = &Row { value, previous, ..row.clone() };
    let mut cells = vec![context.bare(&row.value)];
    if context.earlier.is_some() {
        cells.push(context.bare(&row.previous));
        if alone {
            cells.extend([Shown::default(), Shown::default()]);
        } else {
            let change = context.change(row, EuroDecimals::AsNeeded);
            cells.push(context.without_sign(change));
            cells.push(context.relative_change(row));
        }
    }
    cells
}

/// A share in the place of a number; its change is one in percentage points.
fn rate(context: &Context<'_>, row: &Row) -> Vec<Shown> {
    let [now, before, change] = context.shares(row);
    match context.earlier {
        Some(_) => vec![now, before, change, Shown::default()],
        None => vec![now],
    }
}

/// The share, what it was, and its change.
fn share(context: &Context<'_>, row: Option<&Row>) -> Vec<Shown> {
    let width = if context.earlier.is_some() { 3 } else { 1 };
    match row {
        Some(row) => context.shares(row).into_iter().take(width).collect(),
        None => vec![Shown::default(); width],
    }
}

/// How many went into work, how many had before, and the share now.
fn into_work(context: &Context<'_>, row: Option<&Row>) -> Vec<Shown> {
    let width = if context.earlier.is_some() { 3 } else { 2 };
    let Some(row) = row else { return vec![Shown::default(); width] };
    let mut cells = vec![context.bare(&row.value)];
    if context.earlier.is_some() {
        cells.push(context.bare(&row.previous));
    }
    cells.push(context.share(row));
    cells
}

/// An amount rounded to euros: here nobody asks for cents.
pub(super) fn whole_euros(cell: Cell) -> Cell {
    match cell {
        Cell::Known(Value::Euro(cents)) => {
            let euros = cents.over(Ratio::whole(100)).and_then(|euros| euros.rounded(0));
            let whole = euros.and_then(|euros| Ratio::whole(euros).times(Ratio::whole(100)));
            Cell::Known(Value::Euro(whole.unwrap_or(cents)))
        }
        other => other,
    }
}
