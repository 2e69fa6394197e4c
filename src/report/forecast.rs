//! What an unfinished year will cost by the same rule every year, and how far that rule was off in earlier years.
//!
//! The rule: what was paid so far, and for each month to come the number of benefits at the end of the last month × what
//! a benefit cost a month so far.

use super::cell::Missing;
use super::report_input::ReportInput;
use super::spec::{ASKED, Need};
use crate::dataset::kind::FileKind;
use crate::measure::{Condition, Unit};
use crate::number::Ratio;
use crate::period::Period;
use crate::record::Records;

/// A forecast for a year, in cents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Forecast {
    /// What the year will cost.
    pub(crate) amount: Ratio,
    /// The least and the most, by what the same rule was off by in earlier years; none without such a year.
    pub(crate) range: Option<[Ratio; 2]>,
    /// Those years, earliest first.
    pub(crate) years: Vec<i32>,
}

const MONTHS: i32 = 12;

/// The months of a year of which the data are complete: none where there are no whole ones, or all of it is.
fn so_far(records: &Records, year: Period) -> Option<Period> {
    let coverage = records.coverage;
    if !coverage.covers(Period::single(year.from())) || coverage.covers(year) {
        return None;
    }
    let to = coverage.to();
    let last = if to.ends_month() { to } else { to.first_of_month().plus_days(-1) };
    Period::new(year.from(), last).ok()
}

/// Years of which the data are complete, each with as many months from its start as are known of a later one.
fn earlier_years(records: &Records, year: Period, months: i32) -> Vec<(Period, Period)> {
    let mut years = Vec::new();
    let mut earlier = year.year_earlier();
    while records.coverage.covers(earlier) {
        let to = earlier.from().plus_months(months).plus_days(-1);
        years.extend(Period::new(earlier.from(), to).ok().map(|first| (first, earlier)));
        earlier = earlier.year_earlier();
    }
    years.reverse();
    years
}

/// The periods that a forecast for a period looks at besides; none where it is no unfinished year with a budget.
pub(crate) fn periods(records: &[&Records], asked: Period) -> Vec<Period> {
    let [records] = records else { return Vec::new() };
    let year = asked.calendar_year();
    let has_budget = year.and_then(|year| records.config.budgets.get(&year)).is_some();
    if !has_budget || records.payments.is_none() {
        return Vec::new();
    }
    let Some(first) = so_far(records, asked) else { return Vec::new() };
    let months = first.months().unwrap_or(0);
    let years = earlier_years(records, asked, months).into_iter();
    std::iter::once(first).chain(years.flat_map(|(first, year)| [first, year])).collect()
}

/// The forecast for the year asked for.
///
/// # Errors
/// Why there is none.
pub(super) fn forecast(input: &ReportInput<'_>) -> Result<Forecast, Missing> {
    input.meets(&[Need::File(FileKind::Payments)], ASKED)?;
    let [records] = input.records else { return Err(Missing::NotConfigured("budget")) };
    let year = input.window(ASKED).ok_or(Missing::NoComparison)?.period;
    let first = so_far(records, year).ok_or(Missing::YearComplete)?;
    let months = first.months().ok_or(Missing::NotWholeMonths)?;
    let amount = by_rule(input, first, months)?;
    let mut years = Vec::new();
    let mut shares = Vec::new();
    for (first, year) in earlier_years(records, year, months) {
        let Some(paid) = paid(input, year).filter(|paid| *paid != Ratio::ZERO) else { continue };
        let share = by_rule(input, first, months).ok().and_then(|rule| paid.over(rule));
        if let Some(share) = share {
            years.push(year.from().year());
            shares.push(share);
        }
    }
    let bound = |share: Option<&Ratio>| share.and_then(|share| amount.times(*share));
    let least = shares.iter().min_by(|one, other| one.order(other));
    let most = shares.iter().max_by(|one, other| one.order(other));
    let range = bound(least).zip(bound(most)).map(|(least, most)| [least, most]);
    Ok(Forecast { amount, range, years })
}

/// What a year costs by what is known of its first months.
fn by_rule(input: &ReportInput<'_>, first: Period, months: i32) -> Result<Ratio, Missing> {
    let total = |unit, condition| input.total_of(first, unit, condition).ok_or(Missing::TooLarge);
    let paid = paid(input, first).ok_or(Missing::TooLarge)?;
    let benefit_months = Ratio::whole(total(Unit::Benefits, Condition::StockMonths)?);
    let a_month = paid.over(benefit_months).ok_or(Missing::NoneCounted)?;
    let stock = Ratio::whole(total(Unit::Benefits, Condition::StockEnd)?);
    let to_come = Ratio::whole(i128::from(MONTHS - months));
    let rest = a_month.times(stock).and_then(|month| month.times(to_come));
    rest.and_then(|rest| paid.plus(rest)).ok_or(Missing::TooLarge)
}

fn paid(input: &ReportInput<'_>, period: Period) -> Option<Ratio> {
    input.total_of(period, Unit::Euro, Condition::Paid).map(Ratio::whole)
}
