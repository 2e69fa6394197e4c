//! Charts beside a table: bars for groups, largest on top, and a line for each figure through time.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFormat, ChartLine, ChartMarker, ChartMarkerType, ChartSolidFill,
    ChartType, ColNum, RowNum,
};

use super::super::page::{MadeOf, Shown};
use super::book::SheetWriter;
use super::look::{BLUE, HEAD, fitting};
use super::tables::{Drawn, TableSheet};
use super::text;
use crate::render::error::Result;

/// Points wide.
const WIDTH: u32 = 620;

/// Points high: of what is around the bars, of each bar, and of a line.
const AROUND: u32 = 70;
const BAR: u32 = 26;
const LINE: u32 = 260;

/// The rows that the chart of a line takes.
const LINE_ROWS: RowNum = 14;

/// The most lines that are drawn, each in a chart of its own, since their numbers are of different sizes.
const MOST_LINES: usize = 8;

/// Rows of a sheet that are drawn.
pub(super) struct Series<'a> {
    /// The name of the sheet.
    pub(super) sheet: &'a str,
    /// The first and the last row.
    pub(super) rows: (RowNum, RowNum),
    /// The column of their labels, or of the periods.
    pub(super) labels: ColNum,
    /// The column of their numbers.
    pub(super) values: ColNum,
    /// What they show.
    pub(super) title: &'a str,
    /// How the axis of a line shows days; `None` where periods are words.
    pub(super) days: Option<&'a str>,
}

impl Series<'_> {
    /// Bars: the first row on top, the numbers at them, and no axis of numbers besides.
    pub(super) fn bars(&self) -> Chart {
        let (from, to) = self.rows;
        let mut chart = Chart::new(ChartType::Bar);
        chart
            .add_series()
            .set_categories((self.sheet, from, self.labels, to, self.labels))
            .set_values((self.sheet, from, self.values, to, self.values))
            .set_gap(40)
            .set_data_label(ChartDataLabel::new().show_value())
            .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(BLUE)));
        // only the axis of the labels is turned, so that bars still grow to the right
        chart.y_axis().set_reverse();
        chart.x_axis().set_hidden(true).set_major_gridlines(false);
        about(&mut chart, self.title);
        chart.set_height(AROUND + BAR * (to - from + 1));
        chart
    }

    /// A line over the periods.
    pub(super) fn line(&self) -> Chart {
        let (from, to) = self.rows;
        let mut chart = Chart::new(ChartType::Line);
        let mut marker = ChartMarker::new();
        marker.set_type(ChartMarkerType::Circle).set_size(5);
        marker.set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(BLUE)));
        chart
            .add_series()
            .set_categories((self.sheet, from, self.labels, to, self.labels))
            .set_values((self.sheet, from, self.values, to, self.values))
            .set_marker(&marker)
            .set_format(ChartFormat::new().set_line(ChartLine::new().set_color(BLUE).set_width(2)));
        if let Some(days) = self.days {
            chart.x_axis().set_num_format(days).set_date_axis(true);
        }
        chart.y_axis().set_major_gridlines(false);
        about(&mut chart, self.title);
        chart.set_height(LINE);
        chart
    }
}

/// Draws a table.
pub(super) fn insert(
    sheet_writer: &mut SheetWriter<'_>,
    name: &str,
    table: &TableSheet<'_>,
) -> Result {
    let columns = table.keys.len() + table.columns.len();
    let beside =
        columns + usize::from(table.formula.is_some()) + usize::from(table.note.is_some()) + 1;
    let beside = fitting(beside)?;
    let keys = fitting(table.keys.len())?;
    let row = |line: usize| RowNum::try_from(line).map_or(HEAD, |line| HEAD + 1 + line);
    let labels: ColNum = keys - 1;
    let series =
        |rows, values, title| Series { sheet: name, rows, labels, values, title, days: None };
    match &table.drawn {
        Drawn::Nothing => {}
        Drawn::Bars(lines) => {
            let rows = (row(lines.start), row(lines.end.saturating_sub(1)));
            let of = table.columns.first().map_or("", |head| &head.text);
            let title = format!("{}, {of}", table.title);
            let series = series(rows, keys, &title);
            sheet_writer.sheet.insert_chart(HEAD, beside, &series.bars())?;
        }
        Drawn::Lines(lines) => {
            let rows = (row(lines.start), row(lines.end.saturating_sub(1)));
            let mut at = HEAD;
            for index in drawn_columns(table, lines.clone()) {
                let values = keys + fitting::<ColNum>(index)?;
                let title = &table.columns[index].text;
                let series = series(rows, values, title);
                sheet_writer.sheet.insert_chart(at, beside, &series.line())?;
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
        // a change stands beside its number, whose line shows it
        let is_number =
            |cell: &&Shown| matches!(cell.made_of, MadeOf::Number { is_change: false, .. });
        let known = cells().filter(|cell| is_number(cell)).count();
        known > 1 && cells().all(|cell| cell.made_of != MadeOf::Hidden)
    };
    (0..table.columns.len()).filter(is_drawn).take(MOST_LINES).collect()
}

/// What every chart has: a title, which is also what a screen reader says, and no legend for its only series.
fn about(chart: &mut Chart, title: &str) {
    let title = text::cell(title);
    chart.title().set_name(title.as_str());
    chart.set_alt_text(title);
    chart.legend().set_hidden();
    chart.set_width(WIDTH);
}
