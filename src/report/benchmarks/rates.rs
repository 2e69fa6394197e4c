//! The table of rates: people and benefits per 1,000 and per 10,000 inhabitants of a named population, and the two
//! indicators of the BBV by name.
//!
//! Rates are worked out from the rows of a finished report: a rate of a hidden number is hidden, one of a rounded number
//! is that of the rounded number.

use crate::dataset::config::Base;
use crate::measure::Unit;
use crate::number::Ratio;
use crate::period::Period;
use crate::record::Records;
use crate::report::cell::{Cell, Missing, Value};
use crate::report::spec::Listed;
use crate::report::{FigureId, Group, Report, Row, Table, TableId};

use Bases::{Each, Named};
use Unit::{PerTenThousand, PerThousand};

/// The dimension of its groups: the population that a rate is of.
const BASE: &str = "base";

/// The tables that rates are worked out from.
pub const SOURCES: [TableId; 3] = [TableId::Caseload, TableId::Programmes, TableId::ProgrammeKinds];

/// One figure of the table.
struct Rate {
    id: FigureId,
    /// The figure that is divided, and what it is counted in.
    of: (FigureId, Unit),
    unit: Unit,
    /// The populations it is of. A figure with a population in its name is of that one, as a total.
    bases: Bases,
}

#[derive(Clone, Copy)]
enum Bases {
    /// Each that is given, of these.
    Each(&'static [Base]),
    /// This one.
    Named(Base),
}

const PEOPLE: &[Base] = &[Base::All, Base::From18, Base::From15To64, Base::From15];
/// Households are no people; a benefit is of a household.
const PEOPLE_AND_HOUSEHOLDS: &[Base] =
    &[Base::All, Base::From18, Base::From15To64, Base::From15, Base::Households];

const fn rate(id: FigureId, of: (FigureId, Unit), unit: Unit, bases: Bases) -> Rate {
    Rate { id, of, unit, bases }
}

const PERSONS: (FigureId, Unit) = (FigureId::StockEnd, Unit::Persons);
const BENEFITS: (FigureId, Unit) = (FigureId::StockEnd, Unit::Benefits);
const RUNNING: (FigureId, Unit) = (FigureId::Running, Unit::Participations);

const FIGURES: [Rate; 5] = [
    rate(FigureId::PersonsPer1000, PERSONS, PerThousand, Each(PEOPLE)),
    rate(FigureId::BenefitsPer1000, BENEFITS, PerThousand, Each(PEOPLE_AND_HOUSEHOLDS)),
    rate(FigureId::PersonsPer10000, PERSONS, PerTenThousand, Each(PEOPLE)),
    rate(FigureId::BbvPersonsPer10000, PERSONS, PerTenThousand, Named(Base::From18)),
    rate(FigureId::BbvProvisionsPer10000, RUNNING, PerTenThousand, Named(Base::From15To64)),
];

/// The figures of the table, in order.
pub(crate) fn listed() -> impl Iterator<Item = Listed> {
    FIGURES.iter().map(|rate| Listed {
        table: TableId::Rates,
        figure: rate.id,
        unit: rate.unit,
        by: matches!(rate.bases, Bases::Each(_)).then_some(BASE),
    })
}

/// The rates of a report, of every population that is given for one of these years; of a year for which it is not given
/// the rate is not available. `None` where no population is given at all.
pub(super) fn table(report: &Report, records: &Records, years: &[i32]) -> Option<Table> {
    let population = &records.config.benchmark_settings.population;
    let is_given = |base: &Base| {
        let of_year = |year| population.get(year).is_some_and(|bases| bases.contains_key(base));
        years.iter().any(of_year)
    };
    let mut rows = Vec::new();
    for rate in &FIGURES {
        let Some(row) = source(report, rate.of) else { continue };
        let (bases, named) = match &rate.bases {
            Bases::Each(bases) => (*bases, false),
            Bases::Named(base) => (std::slice::from_ref(base), true),
        };
        for base in bases.iter().filter(|base| is_given(base)) {
            let count = |period: Option<Period>| {
                let year = period?.to().year();
                population.get(&year)?.get(base).and_then(|count| u64::try_from(*count).ok())
            };
            let (now, before) = (count(Some(report.period)), count(report.comparison));
            let previous = match report.comparison {
                Some(_) => per(rate.unit, &row.previous, before),
                None => row.previous.clone(),
            };
            let value = per(rate.unit, &row.value, now);
            let whole = |rate: &Cell, population: Option<u64>| {
                population.filter(|_| !matches!(rate, Cell::Missing(_))).map(Cell::count)
            };
            rows.push(Row {
                group: if named { Group::Total } else { Group::Declared(base.id().to_owned()) },
                whole: whole(&value, now),
                previous_whole: whole(&previous, before),
                ..Row::total(rate.id, rate.unit, [value, previous])
            });
        }
    }
    (!rows.is_empty()).then_some(Table {
        id: TableId::Rates,
        dimension: Some(BASE),
        across: None,
        rows,
    })
}

/// The total of a figure, from the table of which it is available where it stands in several: participations are counted
/// also where only their kinds are known.
fn source(report: &Report, (figure, unit): (FigureId, Unit)) -> Option<&Row> {
    let tables = report.tables.iter().filter(|table| SOURCES.contains(&table.id));
    let mut totals: Vec<&Row> = tables.filter_map(|table| table.total(figure, unit)).collect();
    totals.sort_by_key(|row| matches!(row.value, Cell::Missing(_)));
    totals.first().copied()
}

/// A number per so many of a population.
fn per(unit: Unit, number: &Cell, population: Option<u64>) -> Cell {
    let Cell::Known(number) = number else { return number.clone() };
    let Some(population) = population else { return Cell::Missing(Missing::NoInhabitants) };
    let many = if unit == Unit::PerThousand { 1000 } else { 10_000 };
    let each = Ratio::new(many, i128::from(population));
    let rate = each.and_then(|each| number.exact().times(each));
    rate.map_or(Cell::Missing(Missing::TooLarge), |rate| Cell::Known(Value::Rate(rate)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_exact_and_of_what_is_known() {
        let rate = per(Unit::PerThousand, &Cell::count(4983), Some(86_832));
        let exact = Ratio::new(4_983_000, 86_832).unwrap_or(Ratio::ZERO);
        assert_eq!(rate, Cell::Known(Value::Rate(exact)));
        assert_eq!(per(Unit::PerTenThousand, &Cell::Suppressed, Some(10)), Cell::Suppressed);
        let missing = Cell::Missing(Missing::NoInhabitants);
        assert_eq!(per(Unit::PerTenThousand, &Cell::count(3), None), missing);
    }

    #[test]
    fn every_figure_has_a_unit_of_rates() {
        assert!(listed().all(|listed| listed.unit.is_rate()));
    }
}
