//! The sheet of money: what was paid, by volume and by price, and what the change of the number of benefits is worth, with
//! formulas that follow the one price that a reader may change.

use rust_xlsxwriter::{ColNum, RowNum};

use super::super::locale::{EuroDecimals, Locale};
use super::super::page::{Context, Shown};
use super::book::{SheetWriter, WorkbookWriter};
use super::front;
use super::look::{Form, HEAD};
use super::number::{Number, form};
use super::sheet::write_cell;
use crate::measure::Unit;
use crate::number::Ratio;
use crate::render::error::Result;
use crate::report::{Cell, Document, FigureId, Report, Row, TableId, Value};

/// A line: the number of the period, that of the comparison, and whether their difference says something.
struct Line {
    id: &'static str,
    row: Row,
    is_compared: bool,
    label: String,
    /// How it is worked out.
    formula: String,
}

/// Writes the sheet.
pub(super) fn write(
    book: &mut WorkbookWriter,
    name: &str,
    document: &Document,
    locale: &Locale,
) -> Result {
    let Some(last) = document.reports.last() else { return Ok(()) };
    let several = document.reports.len() > 1;
    let price = locale.phrase("price_name", &[]);
    let mut priced = None;
    let mut sheet_writer = book.sheet(name)?;
    let about = locale.phrase("sheet_money_about", &[("name", &price)]);
    front::heading(&mut sheet_writer, &locale.phrase("money", &[]), &about, last, locale)?;
    let context = Context::new(last, locale);
    let keys = 1 + ColNum::from(several);
    let has_earlier = context.earlier.is_some();
    let all: Vec<(&Report, Vec<Line>)> =
        document.reports.iter().map(|report| (report, lines(report, locale))).collect();
    let is_missing = |line: &Line| matches!(line.row.value, Cell::Missing(_));
    let has_note = all.iter().flat_map(|(_, lines)| lines).any(is_missing);
    let heads = heads(&context, several, has_note);
    let count = all.iter().map(|(_, lines)| lines.len()).sum();
    sheet_writer.head(HEAD, &heads, count, keys)?;
    let mut row = HEAD + 1;
    for (report, lines) in &all {
        let place = Place { first: row, keys, lines, report };
        // of several places each has a price of its own, which a formula names by its cell
        if priced.is_none() && !several && place.row("price").is_some() {
            priced = Some((row, keys));
        }
        for line in lines {
            if several {
                sheet_writer.text((row, 0), &Context::new(report, locale).name(), Form::Words)?;
            }
            sheet_writer.text((row, keys - 1), &line.label, Form::Words)?;
            place.write(
                &mut sheet_writer,
                row,
                line,
                has_earlier,
                if several { None } else { Some(&price) },
                locale,
            )?;
            row += 1;
        }
    }
    let mut widths: Vec<usize> = vec![16; usize::from(several)];
    widths.push(48);
    widths.extend(vec![16; if has_earlier { 4 } else { 1 }]);
    widths.extend([60, 50]);
    sheet_writer.widths(widths.into_iter().take(heads.len()))?;
    sheet_writer.finish()?;
    match priced {
        Some(cell) => book.define(&price, name, cell),
        None => Ok(()),
    }
}

/// The heads of the columns.
fn heads(context: &Context<'_>, has_place: bool, has_note: bool) -> Vec<(String, Form)> {
    let locale = context.locale;
    let left = |head: String| (head, Form::HeadLeft);
    let right = |head: String| (head, Form::HeadRight);
    let mut heads: Vec<(String, Form)> = Vec::new();
    heads.extend(has_place.then(|| left(locale.word("municipality").to_owned())));
    heads.push(left(locale.phrase("head_amount", &[])));
    heads.push(right(context.now.clone()));
    if let Some(earlier) = &context.earlier {
        heads.push(right(earlier.clone()));
        heads.push(right(locale.word("change").to_owned()));
        heads.push(right(locale.phrase("head_change_percent", &[])));
    }
    heads.push(left(locale.phrase("head_formula", &[])));
    heads.extend(has_note.then(|| left(locale.word("note").to_owned())));
    heads
}

/// The lines of one report on the sheet.
struct Place<'a> {
    first: RowNum,
    keys: ColNum,
    lines: &'a [Line],
    report: &'a Report,
}

impl Place<'_> {
    /// The row of a line.
    fn row(&self, id: &str) -> Option<RowNum> {
        let index = self.lines.iter().position(|line| line.id == id)?;
        Some(self.first + RowNum::try_from(index).ok()?)
    }

    /// A cell by its name: the column counts from that of the period.
    fn cell(&self, id: &str, column: ColNum) -> Option<String> {
        let row = self.row(id)?;
        let known = &self.lines.get(usize::try_from(row - self.first).ok()?)?.row;
        let cell = if column == 0 { &known.value } else { &known.previous };
        cell.value()?;
        let letters = rust_xlsxwriter::utility::column_number_to_name(self.keys + column);
        Some(format!("{letters}{}", row + 1))
    }

    /// How the number of the period is worked out from other cells; `None` where it is not, or one of them is not known.
    fn formula(&self, id: &str, price: Option<&str>) -> Option<String> {
        let now = |id: &str| self.cell(id, 0);
        let before = |id: &str| self.cell(id, 1);
        let price = || match price {
            Some(name) => now("price").map(|_| name.to_owned()),
            None => now("price"),
        };
        let period = self.report.period;
        let years = match period.months() {
            Some(12) => String::new(),
            Some(months) => format!("*{months}/12"),
            None => format!("*{}/365", period.days()),
        };
        Some(match id {
            "unit_price" => format!("={}/({}{years})", now("paid")?, now("average")?),
            "volume" => format!(
                "=({}-{})*{}{years}",
                now("average")?,
                before("average")?,
                before("unit_price")?
            ),
            "price_effect" => format!(
                "=({}-{})*{}{years}",
                now("unit_price")?,
                before("unit_price")?,
                now("average")?
            ),
            "worth" => format!("=({}-{})*{}", before("stock")?, now("stock")?, price()?),
            "fewer" => format!("=({}-{})*{}{years}", before("average")?, now("average")?, price()?),
            "less" => format!("={}-{}", before("paid")?, now("paid")?),
            _ => return None,
        })
    }

    fn write(
        &self,
        sheet_writer: &mut SheetWriter<'_>,
        row: RowNum,
        line: &Line,
        has_earlier: bool,
        price: Option<&str>,
        locale: &Locale,
    ) -> Result {
        let context = Context::new(self.report, locale);
        let is_live = !sheet_writer.is_published();
        let column = self.keys;
        let formula = self.formula(line.id, price).filter(|_| is_live);
        match (&line.row.value, &formula) {
            (Cell::Known(value), Some(formula)) => {
                let at = (row, column);
                sheet_writer.formula(at, formula, &exact(*value), form(*value, false))?;
            }
            (Cell::Known(value), None) if line.id == "price" && is_live => {
                sheet_writer.number((row, column), &exact(*value), Form::Input)?;
            }
            (cell, _) => number(sheet_writer, (row, column), cell, &context)?,
        }
        let mut column = column + 1;
        if has_earlier {
            number(sheet_writer, (row, column), &line.row.previous, &context)?;
            if line.is_compared && !context.report.is_uneven(&line.row) {
                self.write_change(sheet_writer, (row, column + 1), line, &context)?;
            }
            column += 3;
        }
        sheet_writer.text((row, column), &line.formula, Form::Words)?;
        if let Cell::Missing(why) = &line.row.value {
            let why = locale.not_available(why);
            sheet_writer.text((row, column + 1), &why, Form::Words)?;
        }
        Ok(())
    }

    /// The change and the change in %, where both numbers are known: live, where the sheet has formulas.
    fn write_change(
        &self,
        sheet_writer: &mut SheetWriter<'_>,
        (row, column): (RowNum, ColNum),
        line: &Line,
        context: &Context<'_>,
    ) -> Result {
        let Some(change) = line.row.change() else { return Ok(()) };
        if sheet_writer.is_published() {
            let shown = context.change(&line.row, EuroDecimals::AsNeeded);
            write_cell(sheet_writer, (row, column), &shown)?;
            return write_cell(
                sheet_writer,
                (row, column + 1),
                &context.relative_change(&line.row),
            );
        }
        let name = |column| rust_xlsxwriter::utility::column_number_to_name(column);
        let (now, before, at) = (name(self.keys), name(self.keys + 1), row + 1);
        let text = format!("={now}{at}-{before}{at}");
        sheet_writer.formula((row, column), &text, &exact(change), form(change, true))?;
        let Some(part) = line.row.relative_change() else { return Ok(()) };
        let value = Value::Percent(part.ratio());
        let text = format!("={now}{at}/{before}{at}-1");
        sheet_writer.formula((row, column + 1), &text, &exact(value), form(value, true))
    }
}

/// A number with all its digits, so that a formula comes to what is stored beside it.
fn exact(value: Value) -> Number {
    let euros = match value {
        Value::Euro(cents) => cents.over(Ratio::whole(100)),
        value => Some(value.exact()),
    };
    euros.map_or_else(|| Number::of_value(value), Number::of_ratio)
}

fn number(
    sheet_writer: &mut SheetWriter<'_>,
    at: (RowNum, ColNum),
    cell: &Cell,
    context: &Context<'_>,
) -> Result {
    match cell {
        Cell::Known(value) if !sheet_writer.is_published() => {
            sheet_writer.number(at, &exact(*value), form(*value, false))
        }
        cell => {
            let shown: Shown = context.cell(cell, EuroDecimals::AsNeeded);
            write_cell(sheet_writer, at, &shown)
        }
    }
}

/// The lines that a report has; at the end those of the budget, which have no formula on the sheet.
fn lines(report: &Report, locale: &Locale) -> Vec<Line> {
    let total = |table, figure, unit| report.total(table, figure, unit).cloned();
    let saving = |figure| total(TableId::Savings, figure, Unit::Euro);
    let rows = [
        ("price", saving(FigureId::AverageBenefit)),
        ("paid", saving(FigureId::Spending)),
        ("average", total(TableId::Caseload, FigureId::StockAverage, Unit::Benefits)),
        ("unit_price", saving(FigureId::Price)),
        ("volume", saving(FigureId::VolumeEffect)),
        ("price_effect", saving(FigureId::PriceEffect)),
        ("stock", total(TableId::Caseload, FigureId::StockEnd, Unit::Benefits)),
        ("worth", saving(FigureId::SavingsStock)),
        ("fewer", saving(FigureId::SavingsVolume)),
        ("less", saving(FigureId::SavingsPaid)),
        ("ended", saving(FigureId::SavingsEnded)),
        ("subsidy", total(TableId::IntoWork, FigureId::PlacementsWageSubsidyAmount, Unit::Euro)),
    ];
    let line = |(id, row): (&'static str, Option<Row>)| {
        let is_compared = ["paid", "average", "unit_price", "stock", "subsidy"].contains(&id);
        let label = locale.phrase(&format!("money_{id}"), &[]);
        let formula = locale.phrase(&format!("money_{id}_how"), &[]);
        Some(Line { id, row: row?, is_compared, label, formula })
    };
    let lines = rows.into_iter().filter_map(line);
    let budget = report.table(TableId::Budget).into_iter().flat_map(|table| &table.rows);
    let budget = budget.map(|row| Line {
        id: row.figure.id(),
        row: row.clone(),
        is_compared: true,
        label: locale.figure(row.figure).to_owned(),
        formula: locale.formula_in_words(row.figure).unwrap_or_default().to_owned(),
    });
    lines.chain(budget).collect()
}
