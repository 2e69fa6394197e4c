//! The few figures by which a municipality is followed from year to year, each with its number in two earlier periods.

use super::{FigureId as F, Group, Report, Row, TableId as T};
use crate::measure::Unit;
use crate::number::Ratio;

use Shown::{Euros, Number, Share};
use Unit::{Benefits, Euro, PerTenThousand, Persons};

/// How many stand on one page.
pub const MOST: usize = 16;

/// One figure through the periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its id, by which it has a name.
    pub id: &'static str,
    /// Whether it is a part of the one before it.
    pub part: bool,
    /// What is shown of it.
    pub shown: Shown,
    /// The number of the period and that of its comparison.
    pub row: Row,
    /// Its row in the report of the comparison period, whose `previous` is the number before that; `None` where it is not known.
    pub before: Option<Row>,
}

/// What is shown of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Its number.
    Number,
    /// Its share.
    Share,
    /// An amount in whole euros.
    Euros,
    /// An amount in millions.
    Millions,
}

/// Where a figure stands in a report.
type Place = (T, F, Unit, Option<&'static str>);

/// The last ones only where `outflow.toml` says how many inhabitants there are, or a budget.
const FIGURES: [(&str, bool, Shown, Place); MOST] = [
    ("benefits", false, Number, (T::Caseload, F::StockEnd, Benefits, None)),
    ("people", false, Number, (T::Caseload, F::StockEnd, Persons, None)),
    ("inflow", false, Number, (T::Caseload, F::Inflow, Benefits, None)),
    ("outflow", false, Number, (T::Caseload, F::Outflow, Benefits, None)),
    ("by_work", true, Share, (T::IntoWork, F::OutflowToWork, Benefits, None)),
    ("into_work", false, Number, (T::IntoWork, F::IntoWork, Persons, None)),
    ("full_time", true, Share, (T::IntoWork, F::IntoWork, Persons, Some("full_time"))),
    ("still_at_work", false, Share, (T::Retention, F::StillEmployed12m, Persons, None)),
    ("back", false, Share, (T::Caseload, F::ReInflow, Persons, None)),
    ("works_beside", false, Share, (T::IntoWork, F::PartTimeBesideBenefit, Persons, None)),
    ("participants", false, Number, (T::Programmes, F::Participants, Persons, None)),
    ("paid", false, Euros, (T::Savings, F::Spending, Euro, None)),
    ("budget", false, Euros, BUDGET),
    ("balance", true, Euros, (T::Budget, F::Balance, Euro, None)),
    ("bbv_persons", false, Number, (T::Rates, F::BbvPersonsPer10000, PerTenThousand, None)),
    ("bbv_provisions", false, Number, (T::Rates, F::BbvProvisionsPer10000, PerTenThousand, None)),
];

const BUDGET: Place = (T::Budget, F::Budget, Euro, None);

/// The indicators of a report; one of which nothing is known now is left out. `before` is the report of the comparison
/// period.
pub fn indicators(report: &Report, before: Option<&Report>) -> Vec<Indicator> {
    let indicator = |(id, part, shown, place): (&'static str, bool, Shown, Place)| {
        let row = find(report, place)?;
        (!matches!(row.value, super::Cell::Missing(_))).then_some(())?;
        // what is left of a budget is told as the budget is
        let whole = if id == "balance" { find(report, BUDGET)? } else { row.clone() };
        let (id, shown) = match id {
            "paid" if is_millions(&whole) => ("paid_millions", Shown::Millions),
            "budget" if is_millions(&whole) => ("budget_millions", Shown::Millions),
            "balance" if is_millions(&whole) => ("balance_millions", Shown::Millions),
            id => (id, shown),
        };
        Some(Indicator { id, part, shown, row, before: before.and_then(|of| find(of, place)) })
    };
    FIGURES.into_iter().filter_map(indicator).collect()
}

/// Whether a decimal of millions says enough of an amount: from ten millions on, in cents.
fn is_millions(row: &Row) -> bool {
    let ten_millions = Ratio::whole(1_000_000_000);
    row.value.value().is_some_and(|value| value.exact().abs() >= ten_millions)
}

/// The indicator with an id.
pub fn of<'i>(indicators: &'i [Indicator], id: &str) -> Option<&'i Indicator> {
    indicators.iter().find(|indicator| indicator.id == id)
}

fn find(report: &Report, (id, figure, unit, group): Place) -> Option<Row> {
    let table = report.table(id)?;
    let of_group = |row: &&Row| match (group, &row.group) {
        (Some(group), Group::Declared(id)) => group == id,
        (None, Group::Total) => true,
        _ => false,
    };
    let of_figure = |row: &&Row| row.figure == figure && row.unit == unit;
    table.rows.iter().filter(of_group).find(of_figure).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Cell, Missing, fixture};

    #[test]
    fn each_has_its_number_and_the_two_before_it() {
        let document = fixture::heerlen();
        let report = &document.reports[0];
        let all = indicators(report, Some(report));
        assert!(all.len() <= MOST);
        let benefits = of(&all, "benefits").unwrap();
        assert_eq!(benefits.row.value, Cell::count(5758));
        assert_eq!(benefits.before.as_ref().unwrap().previous, benefits.row.previous);
        let full = of(&all, "full_time").unwrap();
        assert_eq!((full.row.value.clone(), full.part), (Cell::count(514), true));
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let mut document = fixture::heerlen();
        for row in document.reports[0].tables.iter_mut().flat_map(|table| &mut table.rows) {
            row.value = Cell::Missing(Missing::TooLarge);
        }
        assert_eq!(indicators(&document.reports[0], None), []);
    }
}
