//! What was paid, and where a change of it comes from: fewer or more benefits, and a lower or higher price of each. The
//! two effects add up to the change exactly.

use super::FigureId;
use super::cell::{Cell, Missing, Value};
use super::report_input::ReportInput;
use super::spec::Need;
use super::worked_out::{Inputs, WorkOut, Worked, years};
use crate::dataset::kind::FileKind;
use crate::measure::{Condition, Unit};
use crate::number::Ratio;

/// The figures, in order.
pub(super) const FIGURES: [(FigureId, WorkOut); 4] = [
    (FigureId::Spending, spending_row),
    (FigureId::Price, price_row),
    (FigureId::VolumeEffect, volume_effect),
    (FigureId::PriceEffect, price_effect),
];

/// The payments of a period of whole months, in cents.
pub(super) fn spending(input: &ReportInput<'_>, period: usize) -> Result<Ratio, Missing> {
    input.meets(&[Need::File(FileKind::Payments)], period)?;
    if input.window(period).is_none_or(|window| window.period.months().is_none()) {
        return Err(Missing::NotWholeMonths);
    }
    Ok(Ratio::whole(input.total(period, Unit::Euro, Condition::Paid)))
}

fn spending_row(input: &ReportInput<'_>, period: usize) -> Worked {
    Ok((spending(input, period)?, Vec::new()))
}

/// What a benefit costs a year, and how many there were on average for how many years. An unfinished period has no
/// price: what is paid of it is not all that will be.
struct Parts {
    average: Ratio,
    price: Ratio,
    years: Ratio,
}

fn parts(input: &ReportInput<'_>, period: usize) -> Result<Parts, Missing> {
    let spending = spending(input, period)?;
    let of = input.window(period).ok_or(Missing::NoComparison)?.period;
    if !input.records.iter().all(|records| records.coverage.covers(of)) {
        return Err(Missing::OutsideCoverage);
    }
    let average = input.stock_average(period, Unit::Benefits).ok_or(Missing::TooLarge)?;
    let years = years(input, period)?;
    let benefit_years = average.times(years).ok_or(Missing::TooLarge)?;
    let price = spending.over(benefit_years).ok_or(Missing::NoneCounted)?;
    Ok(Parts { average, price, years })
}

/// Spending ÷ the average number of benefits ÷ years.
fn price_row(input: &ReportInput<'_>, period: usize) -> Worked {
    let parts = parts(input, period)?;
    let inputs = vec![
        ("spending", Cell::Known(Value::Euro(spending(input, period)?))),
        ("average", Cell::Known(Value::Average(parts.average))),
        ("years", Cell::Known(Value::Average(parts.years))),
    ];
    Ok((parts.price, inputs))
}

/// The parts of a period and of its comparison, which must be as long.
fn both(input: &ReportInput<'_>, period: usize) -> Result<[Parts; 2], Missing> {
    let both = [parts(input, period)?, parts(input, period + 1)?];
    if both[0].years == both[1].years { Ok(both) } else { Err(Missing::NoComparison) }
}

/// (average − average before) × price before × years.
fn volume_effect(input: &ReportInput<'_>, period: usize) -> Worked {
    let [now, before] = both(input, period)?;
    let more = now.average.minus(before.average);
    let effect = more.and_then(|more| more.times(before.price)?.times(now.years));
    let inputs: Inputs = vec![
        ("average", Cell::Known(Value::Average(now.average))),
        ("previous_average", Cell::Known(Value::Average(before.average))),
        ("previous_price", Cell::Known(Value::Euro(before.price))),
        ("years", Cell::Known(Value::Average(now.years))),
    ];
    Ok((effect.ok_or(Missing::TooLarge)?, inputs))
}

/// (price − price before) × average × years.
fn price_effect(input: &ReportInput<'_>, period: usize) -> Worked {
    let [now, before] = both(input, period)?;
    let more = now.price.minus(before.price);
    let effect = more.and_then(|more| more.times(now.average)?.times(now.years));
    let inputs: Inputs = vec![
        ("price", Cell::Known(Value::Euro(now.price))),
        ("previous_price", Cell::Known(Value::Euro(before.price))),
        ("average", Cell::Known(Value::Average(now.average))),
        ("years", Cell::Known(Value::Average(now.years))),
    ];
    Ok((effect.ok_or(Missing::TooLarge)?, inputs))
}
