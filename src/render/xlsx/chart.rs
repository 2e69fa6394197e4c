//! Charts beside a table: bars for groups, a line for each figure of a series.

use rust_xlsxwriter::{
    Chart, ChartFormat, ChartLine, ChartMarker, ChartMarkerType, ChartSolidFill, ColNum, RowNum,
};

use super::super::RenderError;
use super::super::page::MadeOf;
use super::book::Paper;
use super::look::BLUE;
use super::sheet::HEAD;
use super::tables::{Drawn, TableSheet};
use super::text;

/// Points wide.
const WIDTH: u32 = 620;

/// Points high: of what is around the bars, of each bar, and of a line.
const AROUND: u32 = 90;
const BAR: u32 = 24;
const LINE: u32 = 240;

/// The rows that the chart of a line takes.
const LINE_ROWS: RowNum = 13;

/// The most lines that are drawn, each in a chart of its own, since their numbers are of different sizes.
const MOST_LINES: usize = 8;

/// Draws a table.
pub(super) fn insert(
    paper: &mut Paper<'_>,
    name: &str,
    table: &TableSheet<'_>,
) -> Result<(), RenderError> {
    let columns = table.keys.len() + table.columns.len();
    let beside =
        columns + usize::from(table.formula.is_some()) + usize::from(table.note.is_some()) + 1;
    let beside = ColNum::try_from(beside).map_err(|_| RenderError::TooLarge)?;
    let keys = ColNum::try_from(table.keys.len()).map_err(|_| RenderError::TooLarge)?;
    let row = |line: usize| RowNum::try_from(line).map_or(HEAD, |line| HEAD + 1 + line);
    match &table.drawn {
        Drawn::Nothing => {}
        Drawn::Bars(lines) => {
            let rows = (row(lines.start), row(lines.end.saturating_sub(1)));
            let chart = bars(name, table, rows, keys);
            paper.sheet.insert_chart(HEAD, beside, &chart)?;
        }
        Drawn::Lines(lines) => {
            let rows = (row(lines.start), row(lines.end.saturating_sub(1)));
            let mut at = HEAD;
            for index in drawn_columns(table, lines.clone()) {
                let column = keys + ColNum::try_from(index).map_err(|_| RenderError::TooLarge)?;
                let chart = line(name, &table.columns[index].text, rows, (keys - 1, column));
                paper.sheet.insert_chart(at, beside, &chart)?;
                at += LINE_ROWS;
            }
        }
    }
    Ok(())
}

/// The columns of which at least two numbers are known and none is hidden.
fn drawn_columns(table: &TableSheet<'_>, lines: std::ops::Range<usize>) -> Vec<usize> {
    let is_drawn = |index: &usize| {
        let cells = || table.lines[lines.clone()].iter().filter_map(|line| line.cells[*index]);
        let known = cells().filter(|cell| matches!(cell.made_of, MadeOf::Number { .. })).count();
        known > 1 && cells().all(|cell| cell.made_of != MadeOf::Hidden)
    };
    (0..table.columns.len()).filter(is_drawn).take(MOST_LINES).collect()
}

fn bars(name: &str, table: &TableSheet<'_>, rows: (RowNum, RowNum), column: ColNum) -> Chart {
    let mut chart = Chart::new_bar();
    chart
        .add_series()
        .set_categories((name, rows.0, column - 1, rows.1, column - 1))
        .set_values((name, rows.0, column, rows.1, column))
        .set_gap(40)
        .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(BLUE)));
    chart.x_axis().set_reverse(); // the first group on top, as in the table
    let title = format!("{}, {}", table.title, table.columns.first().map_or("", |head| &head.text));
    about(&mut chart, &title);
    chart.set_height(AROUND + BAR * (rows.1 - rows.0 + 1));
    chart
}

fn line(
    name: &str,
    title: &str,
    rows: (RowNum, RowNum),
    (periods, column): (ColNum, ColNum),
) -> Chart {
    let mut chart = Chart::new_line();
    let mut marker = ChartMarker::new();
    marker.set_type(ChartMarkerType::Circle).set_size(5);
    marker.set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(BLUE)));
    chart
        .add_series()
        .set_categories((name, rows.0, periods, rows.1, periods))
        .set_values((name, rows.0, column, rows.1, column))
        .set_marker(&marker)
        .set_format(ChartFormat::new().set_line(ChartLine::new().set_color(BLUE).set_width(2)));
    about(&mut chart, title);
    chart.set_height(LINE);
    chart
}

/// What every chart has: a title, which is also what a screen reader says, and no legend for its only series.
fn about(chart: &mut Chart, title: &str) {
    let title = text::cell(title);
    chart.title().set_name(title.as_str());
    chart.set_alt_text(title);
    chart.legend().set_hidden();
    chart.set_width(WIDTH);
}
