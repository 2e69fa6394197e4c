//! The budget for benefits of a year (BUIG) against what was spent, and of an unfinished year a forecast.
//!
//! Nothing of it is guessed: an amount that neither the exports nor `outflow.toml` give is not available, and with it
//! the balance.

use super::cell::{Cell, Missing, Value};
use super::forecast::{Forecast, forecast};
use super::needs;
use super::report_input::ReportInput;
use super::spec::{ASKED, COMPARED};
use super::spending::spending;
use super::worked_out::WorkedOut;
use super::{FigureId, Group, Note, NoteValue, Row};
use crate::dataset::config::Budget;
use crate::measure::{Condition, Counted, Part, Unit};
use crate::number::Ratio;

/// The table of the budget.
pub(crate) const TABLE: WorkedOut = WorkedOut {
    figures: &[
        (FigureId::Budget, Unit::Euro),
        (FigureId::Recoveries, Unit::Euro),
        (FigureId::Spending, Unit::Euro),
        (FigureId::WageCostSubsidies, Unit::Euro),
        (FigureId::Balance, Unit::Euro),
        (FigureId::Forecast, Unit::Euro),
        (FigureId::ForecastLow, Unit::Euro),
        (FigureId::ForecastHigh, Unit::Euro),
    ],
    counts: &COUNTS,
    parts,
    rows,
};

const COUNTS: [Counted; 5] = [
    (Unit::Euro, Condition::Paid, None),
    (Unit::Euro, Condition::SubsidyAmount, None),
    (Unit::Placements, Condition::SubsidyUnknown, None),
    (Unit::Benefits, Condition::StockEnd, None),
    (Unit::Benefits, Condition::StockMonths, None),
];

/// The rows behind what was spent; of the other amounts there are none.
fn parts(figure: FigureId) -> Vec<Part> {
    let of = |condition| vec![Part { period: ASKED, unit: Unit::Euro, condition, is_minus: false }];
    match figure {
        FigureId::Spending => of(Condition::Paid),
        _ => Vec::new(),
    }
}

type Amount = Result<Ratio, Missing>;

fn rows(input: &ReportInput<'_>) -> Vec<Row> {
    let of = |amount: fn(&ReportInput<'_>, usize) -> Amount| {
        [ASKED, COMPARED].map(|period| amount(input, period).map(Value::Euro).into())
    };
    let rows = [
        (FigureId::Budget, of(budget)),
        (FigureId::Recoveries, of(recoveries)),
        (
            FigureId::Spending,
            of(|input, period| of_year(input, period).and_then(|_| spending(input, period))),
        ),
        (FigureId::WageCostSubsidies, of(wage_cost_subsidies)),
        (FigureId::Balance, of(balance)),
    ];
    let forecast = of_year(input, ASKED).and_then(|_| forecast(input));
    let of_forecast = |of: fn(&Forecast) -> Amount| -> Cell {
        forecast.as_ref().map_err(Clone::clone).and_then(of).map(Value::Euro).into()
    };
    // a year that is over has no forecast, nor has the year before
    let none = || Cell::Missing(Missing::YearComplete);
    let forecasts = [
        (FigureId::Forecast, [of_forecast(|forecast| Ok(forecast.amount)), none()]),
        (FigureId::ForecastLow, [of_forecast(|forecast| Ok(range(forecast)?[0])), none()]),
        (FigureId::ForecastHigh, [of_forecast(|forecast| Ok(range(forecast)?[1])), none()]),
    ];
    let all = rows.into_iter().chain(forecasts);
    all.map(|(figure, cells)| Row::total(figure, Unit::Euro, cells)).collect()
}

/// The least and the most of a forecast.
fn range(forecast: &Forecast) -> Result<[Ratio; 2], Missing> {
    forecast.range.ok_or(Missing::NoEarlierYear)
}

/// What `outflow.toml` says of the year that a period is, where it says a budget of it.
fn of_year<'s>(input: &ReportInput<'s>, period: usize) -> Result<&'s Budget, Missing> {
    let [records] = input.records else { return Err(Missing::NotConfigured("budget")) };
    if records.config.budgets.values().all(|year| year.amount.is_none()) || input.is_part {
        return Err(Missing::NotConfigured("budget"));
    }
    let of = input.window(period).ok_or(Missing::NoComparison)?.period;
    let year = of.calendar_year().ok_or(Missing::NotAYear)?;
    let budget = records.config.budgets.get(&year).filter(|budget| budget.amount.is_some());
    budget.ok_or(Missing::NotConfigured("budget"))
}

/// How final the budget is, and which earlier years stand behind the range of a forecast.
pub(super) fn notes(input: &ReportInput<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    let text = |text: String| NoteValue::Text(text);
    let Ok(budget) = of_year(input, ASKED) else { return notes };
    let year = input.window(ASKED).map_or(0, |window| window.to.year());
    if let Some(state) = budget.state {
        let mut values = vec![
            ("year", text(year.to_string())),
            ("state", NoteValue::Group(Group::Declared(state.id().to_owned()))),
        ];
        values.extend(budget.date.map(|date| ("date", NoteValue::Day(date))));
        let id = if budget.date.is_some() { "budget_state_of" } else { "budget_state" };
        notes.push(Note::new(id, values));
    }
    if let Ok(forecast) = forecast(input)
        && !forecast.years.is_empty()
    {
        let years: Vec<String> = forecast.years.iter().map(ToString::to_string).collect();
        let years = vec![("years", text(years.join(", ")))];
        notes.push(Note::new("forecast_years", years.clone()));
        // where every year came to less, or every one to more, the rule's own outcome is no likely one
        if let Some([low, high]) = forecast.range {
            let outside = [
                (forecast.amount < low, "forecast_below"),
                (forecast.amount > high, "forecast_above"),
            ];
            let outside = outside.into_iter().filter(|(is_outside, _)| *is_outside);
            notes.extend(outside.map(|(_, id)| Note::new(id, years.clone())));
        }
    }
    notes
}

fn budget(input: &ReportInput<'_>, period: usize) -> Amount {
    let cents = of_year(input, period)?.amount.ok_or(Missing::NotConfigured("budget"))?;
    Ok(Ratio::whole(cents.into()))
}

fn recoveries(input: &ReportInput<'_>, period: usize) -> Amount {
    let cents = of_year(input, period)?.recoveries.ok_or(Missing::NotConfigured("recoveries"))?;
    Ok(Ratio::whole(cents.into()))
}

/// What `outflow.toml` says, else the wage subsidies of the placements that count.
fn wage_cost_subsidies(input: &ReportInput<'_>, period: usize) -> Amount {
    if let Some(cents) = of_year(input, period)?.wage_cost_subsidies {
        return Ok(Ratio::whole(cents.into()));
    }
    input.meets(needs::OF_SUBSIDIES, period)?;
    let cents = input.total(period, Unit::Euro, Condition::SubsidyAmount);
    let unknown = input.total(period, Unit::Placements, Condition::SubsidyUnknown);
    if cents == 0 && unknown > 0 { Err(Missing::NoAmounts) } else { Ok(Ratio::whole(cents)) }
}

/// Budget + recoveries − spending − wage cost subsidies.
fn balance(input: &ReportInput<'_>, period: usize) -> Amount {
    let (budget, recoveries) = (budget(input, period)?, recoveries(input, period)?);
    let (spent, subsidies) = (spending(input, period)?, wage_cost_subsidies(input, period)?);
    let balance = budget.plus(recoveries).and_then(|all| all.minus(spent)?.minus(subsidies));
    balance.ok_or(Missing::TooLarge)
}
