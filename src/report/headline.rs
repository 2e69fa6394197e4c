//! The few facts that a reader should see first, picked from the tables: rows, not text. Every form prints these.

use super::{FigureId, Group, Report, Row, Table, TableId};
use crate::measure::Unit;

/// One fact: the rows it quotes. Its value is always known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Headline<'a> {
    /// How many ran on the last day, in benefits or in people.
    Stock {
        /// `stock_end`.
        end: &'a Row,
        /// `stock_begin`.
        begin: &'a Row,
    },
    /// The net change of the number of benefits, with both its parts.
    Flows {
        /// `stock_change`.
        change: &'a Row,
        /// `inflow`.
        inflow: &'a Row,
        /// `outflow`.
        outflow: &'a Row,
    },
    /// People who went into work.
    IntoWork {
        /// All of them.
        total: &'a Row,
        /// The kinds of job that are not zero.
        kinds: Vec<&'a Row>,
        /// The largest sector, and all counted placements.
        sector: Option<[&'a Row; 2]>,
    },
    /// How many people are on benefit per 10,000 of 18 and over (BBV), where `outflow.toml` says how many these are.
    PerInhabitants(&'a Row),
    /// What was paid: `spending`.
    Paid(&'a Row),
    /// What is left of the budget of the year, where `outflow.toml` says one.
    Budget {
        /// `balance`.
        balance: &'a Row,
        /// `budget`.
        budget: &'a Row,
    },
    /// What an unfinished year will cost, where `outflow.toml` says its budget.
    Forecast {
        /// `forecast`.
        forecast: &'a Row,
        /// `forecast_low` and `forecast_high`, where there is an earlier year.
        range: Option<[&'a Row; 2]>,
        /// `budget`.
        budget: &'a Row,
    },
    /// A saving that is worked out with a price: by its figure.
    Saving(&'a Row),
}

/// The facts of a report; one whose figure is not known is left out.
pub fn headlines(report: &Report) -> Vec<Headline<'_>> {
    let mut all = vec![
        stock(report, Unit::Benefits),
        stock(report, Unit::Persons),
        per_inhabitants(report),
        flows(report),
        into_work(report),
    ];
    // payments say what was realised; without them the average number of benefits does
    let paid = saving(report, FigureId::Spending).map(Headline::Paid);
    let volume = || saving(report, FigureId::SavingsVolume).map(Headline::Saving);
    all.push(paid.or_else(volume));
    all.push(budget(report));
    let quoted =
        saving(report, report.headline_saving).filter(|row| row.figure != FigureId::SavingsPaid);
    all.push(quoted.map(Headline::Saving));
    let mut all: Vec<Headline<'_>> = all.into_iter().flatten().collect();
    all.dedup();
    all
}

fn stock(report: &Report, unit: Unit) -> Option<Headline<'_>> {
    let table = report.table(TableId::Caseload)?;
    Some(Headline::Stock {
        end: total(table, FigureId::StockEnd, unit)?,
        begin: total(table, FigureId::StockBegin, unit)?,
    })
}

fn flows(report: &Report) -> Option<Headline<'_>> {
    let table = report.table(TableId::Caseload)?;
    Some(Headline::Flows {
        change: total(table, FigureId::StockChange, Unit::Benefits)?,
        inflow: total(table, FigureId::Inflow, Unit::Benefits)?,
        outflow: total(table, FigureId::Outflow, Unit::Benefits)?,
    })
}

fn into_work(report: &Report) -> Option<Headline<'_>> {
    let table = report.table(TableId::IntoWork)?;
    let total = total(table, FigureId::IntoWork, Unit::Persons)?;
    let kinds = table.groups(FigureId::IntoWork).filter(|row| is_above_zero(row)).collect();
    Some(Headline::IntoWork { total, kinds, sector: sector(report) })
}

fn sector(report: &Report) -> Option<[&Row; 2]> {
    let table = report.table(TableId::PlacementsBySector)?;
    let all = total(table, FigureId::Placements, Unit::Placements)?;
    let is_named = |row: &&Row| matches!(row.group, Group::Label(_) | Group::Declared(_));
    let largest = table.rows.iter().find(is_named).filter(|row| is_above_zero(row))?;
    Some([largest, all])
}

fn per_inhabitants(report: &Report) -> Option<Headline<'_>> {
    let row =
        total(report.table(TableId::Rates)?, FigureId::BbvPersonsPer10000, Unit::PerTenThousand)?;
    Some(Headline::PerInhabitants(row))
}

fn budget(report: &Report) -> Option<Headline<'_>> {
    let table = report.table(TableId::Budget)?;
    let of = |figure| total(table, figure, Unit::Euro);
    let budget = of(FigureId::Budget)?;
    // of an unfinished year, what is left so far says nothing of what will be left
    if let Some(forecast) = of(FigureId::Forecast) {
        let range = of(FigureId::ForecastLow)
            .zip(of(FigureId::ForecastHigh))
            .map(|(low, high)| [low, high]);
        return Some(Headline::Forecast { forecast, range, budget });
    }
    let balance = of(FigureId::Balance).filter(|_| report.known_until().is_none())?;
    Some(Headline::Budget { balance, budget })
}

fn saving(report: &Report, figure: FigureId) -> Option<&Row> {
    total(report.table(TableId::Savings)?, figure, Unit::Euro)
}

/// The total of a figure in a unit, where it is known.
fn total(table: &Table, figure: FigureId, unit: Unit) -> Option<&Row> {
    table.total(figure, unit).filter(|row| row.value.value().is_some())
}

fn is_above_zero(row: &Row) -> bool {
    let number = row.value.value().map(super::Value::exact);
    number.is_some_and(|number| !number.is_zero() && !number.is_negative())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;
    use crate::report::{Cell, Missing};

    #[test]
    fn the_facts_of_a_year() {
        let document = fixture::heerlen();
        let facts = headlines(&document.reports[0]);
        let [
            Headline::Stock { end: benefits, .. },
            Headline::Stock { end: people, .. },
            Headline::Flows { .. },
            Headline::IntoWork { total, kinds, sector: Some([largest, _]) },
            Headline::Saving(volume),
            Headline::Saving(worth),
        ] = facts.as_slice()
        else {
            unreachable!("{facts:?}");
        };
        assert_eq!((benefits.unit, people.unit), (Unit::Benefits, Unit::Persons));
        assert_eq!((total.value.clone(), kinds.len()), (Cell::count(939), 3));
        assert_eq!(largest.group.id(), "zorg");
        assert_eq!(
            (volume.figure, worth.figure),
            (FigureId::SavingsVolume, FigureId::SavingsStock)
        );
    }

    #[test]
    fn what_is_not_known_is_no_fact() {
        let mut document = fixture::heerlen();
        for row in document.reports[0].tables.iter_mut().flat_map(|table| &mut table.rows) {
            row.value = Cell::Missing(Missing::TooLarge);
        }
        assert_eq!(headlines(&document.reports[0]), []);
    }
}
