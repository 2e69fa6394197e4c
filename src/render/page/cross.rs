//! One figure by two dimensions: the numbers, their shares, and how they changed, each with rows down and columns across.

use crate::report::{Across, Group, Row, ShareOf, Table, distinct};

use super::super::chart::Chart;
use super::context::{Context, broken, uncapitalised};
use super::model::{Column, Grid, Line, Section};
use super::shown::Shown;
use super::{chart_of_table, grouped};

/// The sections of such a table; with one dimension, one like any other table of groups.
pub(super) fn sections(context: &Context<'_>, table: &Table, across: &Across) -> Vec<Section> {
    let subtitle = table.rows.first().map(|row| context.locale.unit(row.unit).to_owned());
    let title = title(context, table, across);
    if across.dimensions.is_empty() {
        let grid = grouped::grid(context, table);
        let bars = chart_of_table::groups(context, table);
        let charts = bars.clone().map(Chart::Bars).into_iter().collect();
        return vec![Section { title, subtitle, grid, charts, bars, ..Section::default() }];
    }
    let euro = Context::euro(&table.rows);
    let numbers = grid(context, table, &|row| context.cell(&row.value, euro));
    let shares = grid(context, table, &|row| context.share(row));
    let share = match across.share {
        ShareOf::Row => "cross_share_row",
        ShareOf::Column => "cross_share_column",
        ShareOf::Total => "cross_share_total",
    };
    let share = Some(context.locale.phrase(share, &[]));
    let mut sections = vec![
        Section { title: title.clone(), subtitle, grid: numbers, ..Section::default() },
        Section { title: title.clone(), subtitle: share, grid: shares, ..Section::default() },
    ];
    if let Some(period) = context.comparison() {
        let change = |row: &Row| context.change(row, euro);
        sections.push(Section {
            title,
            subtitle: Some(context.locale.phrase("cross_change", &[("period", &period)])),
            grid: grid(context, table, &change),
            ..Section::default()
        });
    }
    sections
}

/// `Outflow by reason and sex`.
fn title(context: &Context<'_>, table: &Table, across: &Across) -> String {
    let figure = table.rows.first().map_or("", |row| context.locale.figure(row.figure));
    let dimensions = table.dimension.iter().chain(&across.dimensions);
    let names: Vec<_> = dimensions.map(|id| uncapitalised(context.locale.dimension(id))).collect();
    let by = names.join(&format!(" {} ", context.locale.word("and")));
    context.locale.phrase("figure_by", &[("figure", figure), ("by", &by)])
}

fn grid(context: &Context<'_>, table: &Table, cell: &dyn Fn(&Row) -> Shown) -> Grid {
    let heads = distinct(table.rows.iter().map(|row| row.group.parts().1));
    let column = |group: &&Group| Column::number(&broken(&context.locale.group(group)));
    let mut lines = Vec::new();
    for group in distinct(table.rows.iter().map(|row| row.group.parts().0)) {
        let at = |head: &&Group| {
            let mut rows = table.rows.iter();
            let row = rows.find(|row| row.group.parts() == (group, *head));
            row.map_or_else(|| Shown::missing(None), cell)
        };
        let cells = heads.iter().map(at).collect();
        lines.push(Line { label: context.locale.group(group), cells, ..Line::default() });
    }
    let dimension = table.dimension.unwrap_or_default();
    let label_head = context.locale.dimension(dimension).to_owned();
    let columns = heads.iter().map(column).collect();
    Grid { label_head, columns, lines }
}
