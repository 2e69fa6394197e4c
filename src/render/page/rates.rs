//! Rates per inhabitants: a line for each figure and population, with the size of the population.

use crate::report::{Group, Row, Table};

use super::super::locale::{EuroDecimals, Locale};
use super::context::{Context, uncapitalised};
use super::model::{Column, Grid, Line, Section};
use super::shown::Shown;

/// The table of rates.
pub(super) fn section(context: &Context<'_>, table: &Table) -> Section {
    let locale = context.locale;
    let mut columns = context.number_columns(None);
    columns.push(Column::number(&[&locale.dimension("base").to_lowercase()]));
    let mut lines = Vec::new();
    for row in &table.rows {
        let mut cells = context.numbers(row, EuroDecimals::AsNeeded, false);
        let population = row.whole.as_ref();
        let population = population.map(|of| context.cell(of, EuroDecimals::AsNeeded));
        cells.push(population.unwrap_or_else(|| Shown::missing(None)));
        lines.push(Line { label: named(row, locale), cells, ..Line::default() });
    }
    let title = locale.table(table.id).to_owned();
    let grid = Grid { label_head: String::new(), columns, lines };
    Section { title, grid, ..Section::default() }
}

/// A rate by its figure and its population.
pub(super) fn named(row: &Row, locale: &Locale) -> String {
    let title = locale.figure(row.figure);
    match &row.group {
        Group::Total => title.to_owned(),
        base => format!("{title}, {}", uncapitalised(&locale.group(base))),
    }
}
