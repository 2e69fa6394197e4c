//! Savings in euros, four ways, each with the inputs of its formula. A rise of the caseload is a negative saving.

use super::cell::{Cell, Missing, Value};
use super::report_input::ReportInput;
use super::spec::{ASKED, COMPARED, Need};
use super::worked_out::{Inputs, WorkOut, Worked, WorkedOut, years};
use super::{FigureId, Note, NoteValue, Row, spending};
use crate::dataset::kind::{Field, FileKind};
use crate::dataset::national;
use crate::measure::{Condition, Counted, Part, Unit};
use crate::number::Ratio;
use crate::record::Records;

/// The table of savings.
pub(crate) const TABLE: WorkedOut = WorkedOut {
    figures: &[
        (FigureId::AverageBenefit, Unit::Euro),
        (FigureId::SavingsStock, Unit::Euro),
        (FigureId::SavingsVolume, Unit::Euro),
        (FigureId::SavingsPaid, Unit::Euro),
        (FigureId::SavingsEnded, Unit::Euro),
        (FigureId::Spending, Unit::Euro),
        (FigureId::Price, Unit::Euro),
        (FigureId::VolumeEffect, Unit::Euro),
        (FigureId::PriceEffect, Unit::Euro),
    ],
    counts: &COUNTS,
    parts,
    rows,
};

/// The counts that savings are worked out from.
const COUNTS: [Counted; 8] = [
    (Unit::Benefits, Condition::StockEnd, None),
    (Unit::Benefits, Condition::StockMonths, None),
    (Unit::Benefits, Condition::Outflow, None),
    (Unit::Benefits, Condition::Priced, None),
    (Unit::Euro, Condition::PricedAmount, None),
    (Unit::Benefits, Condition::EndedPriced, None),
    (Unit::Euro, Condition::EndedSaving, None),
    (Unit::Euro, Condition::Paid, None),
];

/// The figures of the table, in order.
const FIGURES: [(FigureId, WorkOut); 5] = [
    (FigureId::AverageBenefit, average_benefit),
    (FigureId::SavingsStock, stock),
    (FigureId::SavingsVolume, volume),
    (FigureId::SavingsPaid, paid),
    (FigureId::SavingsEnded, ended),
];

/// The facts that a saving adds up or takes off, before any price.
fn parts(figure: FigureId) -> Vec<Part> {
    let part = |period, unit, condition| {
        let is_minus = period == ASKED
            && figure != FigureId::AverageBenefit
            && figure != FigureId::SavingsEnded;
        Part { period, unit, condition, is_minus }
    };
    let of_both = |unit, condition| [COMPARED, ASKED].map(|period| part(period, unit, condition));
    match figure {
        FigureId::AverageBenefit => vec![part(ASKED, Unit::Euro, Condition::PricedAmount)],
        FigureId::SavingsStock => of_both(Unit::Benefits, Condition::StockEnd).into(),
        FigureId::SavingsVolume => of_both(Unit::Benefits, Condition::StockMonths).into(),
        FigureId::SavingsPaid => of_both(Unit::Euro, Condition::Paid).into(),
        FigureId::SavingsEnded => vec![part(ASKED, Unit::Euro, Condition::EndedSaving)],
        FigureId::Spending => {
            let (unit, condition) = (Unit::Euro, Condition::Paid);
            vec![Part { period: ASKED, unit, condition, is_minus: false }]
        }
        _ => Vec::new(),
    }
}

fn rows(input: &ReportInput<'_>) -> Vec<Row> {
    let rows = FIGURES.into_iter().chain(spending::FIGURES).map(|(figure, work_out)| {
        let [(value, inputs), (previous, _)] = [ASKED, COMPARED].map(|period| {
            let (amount, inputs) = work_out(input, period).map_or_else(
                |missing| (Err(missing), Inputs::new()),
                |(amount, inputs)| (Ok(Value::Euro(amount)), inputs),
            );
            (Cell::from(amount), inputs)
        });
        Row { inputs, ..Row::total(figure, Unit::Euro, [value, previous]) }
    });
    rows.collect()
}

/// The price per benefit-year: configured, else the mean amount per month of the benefits running(to) × 12.
fn average_benefit(input: &ReportInput<'_>, period: usize) -> Worked {
    input.covers(period)?;
    if let Some(price) = input.price(period)? {
        let price = Ratio::whole(i128::from(price));
        return Ok((price, vec![("price", Cell::Known(Value::Euro(price)))]));
    }
    let amounts = Need::Some(FileKind::Benefits, &[Field::MonthlyAmount]);
    input.meets(&[amounts], period)?;
    let benefits = input.total(period, Unit::Benefits, Condition::Priced);
    let sum = input.total(period, Unit::Euro, Condition::PricedAmount);
    let mean = Ratio::new(sum, benefits).ok_or(Missing::NoAmounts)?;
    let mean = with_holiday_pay(input, mean)?;
    let year = mean.times(Ratio::whole(12)).ok_or(Missing::TooLarge)?;
    let inputs = vec![
        ("mean", Cell::Known(Value::Euro(mean))),
        ("benefits", super::report_input::count(benefits)),
    ];
    Ok((year, inputs))
}

/// (stock_end of the comparison period − stock_end) × average_benefit, per year.
fn stock(input: &ReportInput<'_>, period: usize) -> Worked {
    input.covers(period)?;
    input.covers(period + 1)?;
    let (price, _) = average_benefit(input, period)?;
    let stock = |period| input.total(period, Unit::Benefits, Condition::StockEnd);
    let fewer = Ratio::whole(stock(period + 1) - stock(period));
    let inputs = vec![
        ("previous_stock", super::report_input::count(stock(period + 1))),
        ("stock", super::report_input::count(stock(period))),
        ("average_benefit", Cell::Known(Value::Euro(price))),
    ];
    Ok((fewer.times(price).ok_or(Missing::TooLarge)?, inputs))
}

/// (stock_average of the comparison period − stock_average) × average_benefit × years (SZW: volume × price).
fn volume(input: &ReportInput<'_>, period: usize) -> Worked {
    input.covers(period)?;
    input.covers(period + 1)?;
    let (price, _) = average_benefit(input, period)?;
    let average = |period| input.stock_average(period, Unit::Benefits).ok_or(Missing::TooLarge);
    let (before, now) = (average(period + 1)?, average(period)?);
    let years = years(input, period)?;
    let amount =
        before.minus(now).and_then(|fewer| fewer.times(price)).and_then(|year| year.times(years));
    let inputs = vec![
        ("previous_average", Cell::Known(Value::Average(before))),
        ("average", Cell::Known(Value::Average(now))),
        ("average_benefit", Cell::Known(Value::Euro(price))),
        ("years", Cell::Known(Value::Average(years))),
    ];
    Ok((amount.ok_or(Missing::TooLarge)?, inputs))
}

/// Holiday pay on top of amounts that exclude it, in percent.
const HOLIDAY_PAY: i128 = 8;

fn excludes_holiday_pay(records: &Records) -> bool {
    records.config.file(FileKind::Benefits).excludes_holiday_pay
}

/// An amount with the holiday pay that `outflow.toml` says is not in it.
fn with_holiday_pay(input: &ReportInput<'_>, amount: Ratio) -> Result<Ratio, Missing> {
    let mut excludes = input.records.iter().map(|records| excludes_holiday_pay(records));
    let first = excludes.next().unwrap_or(false);
    if excludes.any(|other| other != first) {
        return Err(Missing::PricesDiffer);
    }
    let raised = || amount.times(Ratio::new(100 + HOLIDAY_PAY, 100)?);
    if first { raised().ok_or(Missing::TooLarge) } else { Ok(amount) }
}

/// What must be said of the amounts: that the price is the national one, or that holiday pay was added.
pub(super) fn notes(input: &ReportInput<'_>) -> Vec<Note> {
    let Some(window) = input.window(ASKED) else { return Vec::new() };
    let year = window.to.year();
    let is_national = |records: &&Records| records.config.savings.national.contains(&year);
    let mut notes = Vec::new();
    if let Some(price) = national::price(year).filter(|_| input.records.iter().any(is_national)) {
        let text = |text: String| NoteValue::Text(text);
        let values = vec![("year", text(year.to_string())), ("source", text(price.source.clone()))];
        notes.push(Note::new("national_price", values));
    }
    if input.records.iter().any(|records| excludes_holiday_pay(records)) {
        let percent = NoteValue::Count(HOLIDAY_PAY.unsigned_abs().try_into().unwrap_or(0));
        notes.push(Note::new("holiday_pay", vec![("percent", percent)]));
    }
    notes
}

/// Payments of the comparison period − payments of the period.
fn paid(input: &ReportInput<'_>, period: usize) -> Worked {
    let needs = [Need::File(FileKind::Payments)];
    input.meets(&needs, period)?;
    input.meets(&needs, period + 1)?;
    let whole_months = |period| input.window(period).is_some_and(|of| of.period.months().is_some());
    if !whole_months(period) || !whole_months(period + 1) {
        return Err(Missing::NotWholeMonths);
    }
    let paid = |period| Ratio::whole(input.total(period, Unit::Euro, Condition::Paid));
    let inputs = vec![
        ("previous_paid", Cell::Known(Value::Euro(paid(period + 1)))),
        ("paid", Cell::Known(Value::Euro(paid(period)))),
    ];
    Ok((paid(period + 1).minus(paid(period)).ok_or(Missing::TooLarge)?, inputs))
}

/// Amount per month × calendar months left in the period, of the benefits that ended in it; gross.
fn ended(input: &ReportInput<'_>, period: usize) -> Worked {
    let needs = [Need::Some(FileKind::Benefits, &[Field::MonthlyAmount])];
    input.meets(&needs, period)?;
    let priced = input.total(period, Unit::Benefits, Condition::EndedPriced);
    let all = input.total(period, Unit::Benefits, Condition::Outflow);
    if priced == 0 && all > 0 {
        return Err(Missing::NoAmounts);
    }
    let amount = Ratio::whole(input.total(period, Unit::Euro, Condition::EndedSaving));
    let amount = with_holiday_pay(input, amount)?;
    let inputs = vec![
        ("benefits", super::report_input::count(priced)),
        ("outflow", super::report_input::count(all)),
    ];
    Ok((amount, inputs))
}
