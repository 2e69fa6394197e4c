//! The sheet of months: each with the day on which it ends, what ran on that day, and what came and went.

use rust_xlsxwriter::{ColNum, RowNum};

use super::super::locale::{EuroDecimals, Locale};
use super::super::page::{Context, chart_of_months};
use super::book::WorkbookWriter;
use super::look::{Form, HEAD, fitting};
use super::sheet::write_cell;
use super::{chart, front};
use crate::measure::Unit;
use crate::render::error::Result;
use crate::report::{Document, FigureId};

/// The figures, and in what they are counted.
const FIGURES: [(FigureId, Unit); 7] = [
    (FigureId::StockEnd, Unit::Benefits),
    (FigureId::StockEnd, Unit::Persons),
    (FigureId::Inflow, Unit::Benefits),
    (FigureId::Inflow, Unit::Persons),
    (FigureId::Outflow, Unit::Benefits),
    (FigureId::Outflow, Unit::Persons),
    (FigureId::IntoWork, Unit::Persons),
];

/// What is drawn of the months, on this sheet and on another.
pub(super) struct Drawn {
    rows: (RowNum, RowNum),
    periods: ColNum,
    title: String,
}

impl Drawn {
    /// The line of benefits; `sheet` is the name of the sheet of months.
    pub(super) fn lines<'a>(&'a self, sheet: &'a str) -> chart::Series<'a> {
        chart::Series {
            sheet,
            rows: self.rows,
            labels: self.periods,
            values: self.periods + 1,
            title: &self.title,
            days: Some("mm-yyyy"),
        }
    }
}

/// Whether there are months.
pub(super) fn are_in(document: &Document) -> bool {
    document.timelines.iter().any(|timeline| !timeline.months.is_empty())
}

/// What will be drawn of the months of the last report.
pub(super) fn drawn(document: &Document, locale: &Locale) -> Option<Drawn> {
    let (Some(last), Some(report)) = (document.timelines.last(), document.reports.last()) else {
        return None;
    };
    let line_chart = chart_of_months(&last.months, report.period, locale)?;
    let before = document.timelines.iter().rev().skip(1).map(|timeline| timeline.months.len());
    let from = HEAD + 1 + RowNum::try_from(before.sum::<usize>()).ok()?;
    let rows = (from, from + RowNum::try_from(last.months.len()).ok()?.max(1) - 1);
    let periods = ColNum::from(document.reports.len() > 1);
    Some(Drawn { rows, periods, title: line_chart.title })
}

/// Writes the sheet.
pub(super) fn write(
    book: &mut WorkbookWriter,
    name: &str,
    document: &Document,
    drawn: Option<&Drawn>,
    locale: &Locale,
) -> Result {
    let Some(last) = document.reports.last() else { return Ok(()) };
    let several = document.reports.len() > 1;
    let mut sheet_writer = book.sheet(name)?;
    let about = locale.phrase("sheet_months_about", &[]);
    front::heading(&mut sheet_writer, &locale.phrase("sheet_months", &[]), &about, last, locale)?;
    let mut heads: Vec<(String, Form)> = Vec::new();
    if several {
        heads.push((locale.word("municipality").to_owned(), Form::HeadLeft));
    }
    heads.push((locale.phrase("head_last_day", &[]), Form::HeadLeft));
    for (figure, unit) in FIGURES {
        let words = [("figure", locale.figure(figure)), ("unit", locale.unit(unit))];
        heads.push((locale.phrase("head_of_unit", &words), Form::HeadRight));
    }
    let lines: usize = document.timelines.iter().map(|timeline| timeline.months.len()).sum();
    let keys = 1 + ColNum::from(several);
    sheet_writer.head(HEAD, &heads, lines, keys)?;
    let mut row = HEAD + 1;
    for (report, timeline) in document.reports.iter().zip(&document.timelines) {
        let place = Context::new(report, locale).name();
        for month in &timeline.months {
            let context = Context::new(month, locale);
            if several {
                sheet_writer.text((row, 0), &place, Form::Words)?;
            }
            sheet_writer.day((row, keys - 1), month.period.to())?;
            for (column, (figure, unit)) in (keys..).zip(FIGURES) {
                let Some(of) = month.first_total(figure, unit) else { continue };
                let cell = context.cell(&of.value, EuroDecimals::AsNeeded);
                write_cell(&mut sheet_writer, (row, column), &cell)?;
            }
            row += 1;
        }
    }
    let widths: Vec<usize> =
        heads.iter().map(|(_, form)| if *form == Form::HeadLeft { 14 } else { 15 }).collect();
    let texts = heads.iter().map(|(head, _)| head.as_str());
    sheet_writer.heighten(HEAD, texts.zip(widths.iter().copied()))?;
    sheet_writer.widths(widths.iter().copied())?;
    if let Some(drawn) = drawn {
        let beside = fitting(heads.len() + 1)?;
        sheet_writer.sheet.insert_chart(HEAD, beside, &drawn.lines(name).line())?;
    }
    sheet_writer.finish()
}
