//! The few figures that a reader should see first, picked from the tables: rows, not text.

use super::{Group, Report, Row, Table};
use crate::measure::Unit;

/// How many sectors are named.
const LARGEST_SECTORS: usize = 5;

/// One headline: the rows it quotes. Its value is always known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Headline<'a> {
    /// Persons who went into work, with the kinds of job that are not nought.
    IntoWork {
        /// All of them.
        total: &'a Row,
        /// By kind of job.
        kinds: Vec<&'a Row>,
    },
    /// The net change of the caseload in one unit.
    Caseload {
        /// `stock_change`.
        change: &'a Row,
        /// `stock_begin`.
        begin: &'a Row,
        /// `stock_end`.
        end: &'a Row,
        /// `inflow`.
        inflow: &'a Row,
        /// `outflow`.
        outflow: &'a Row,
    },
    /// The saving by the method in force.
    Saving(&'a Row),
    /// The largest sectors, each with its share of all counted placements.
    Sectors {
        /// All counted placements.
        total: &'a Row,
        /// The sectors, in the order of the table.
        largest: Vec<&'a Row>,
    },
}

/// The headlines of a report; one whose figure is not known is left out.
pub fn headlines(report: &Report) -> Vec<Headline<'_>> {
    let all = [
        into_work(report),
        caseload(report, Unit::Persons),
        caseload(report, Unit::Benefits),
        saving(report),
        sectors(report),
    ];
    all.into_iter().flatten().collect()
}

fn into_work(report: &Report) -> Option<Headline<'_>> {
    let table = table(report, "into_work")?;
    let total = total(table, "into_work", Unit::Persons)?;
    let kinds = table
        .rows
        .iter()
        .filter(|row| row.figure == "into_work" && row.group != Group::Total && is_above_zero(row));
    Some(Headline::IntoWork { total, kinds: kinds.collect() })
}

fn caseload(report: &Report, unit: Unit) -> Option<Headline<'_>> {
    let table = table(report, "caseload")?;
    Some(Headline::Caseload {
        change: total(table, "stock_change", unit)?,
        begin: total(table, "stock_begin", unit)?,
        end: total(table, "stock_end", unit)?,
        inflow: total(table, "inflow", unit)?,
        outflow: total(table, "outflow", unit)?,
    })
}

fn saving(report: &Report) -> Option<Headline<'_>> {
    let table = table(report, "savings")?;
    total(table, report.headline_saving, Unit::Euro).map(Headline::Saving)
}

fn sectors(report: &Report) -> Option<Headline<'_>> {
    let table = table(report, "placements_by_sector")?;
    let total = total(table, "placements", Unit::Placements)?;
    let largest: Vec<_> = table
        .rows
        .iter()
        .filter(|row| matches!(row.group, Group::Label(_) | Group::Declared(_)))
        .filter(|row| is_above_zero(row) && row.share().is_some())
        .take(LARGEST_SECTORS)
        .collect();
    (!largest.is_empty()).then_some(Headline::Sectors { total, largest })
}

fn table<'a>(report: &'a Report, id: &str) -> Option<&'a Table> {
    report.tables.iter().find(|table| table.id == id)
}

fn total<'a>(table: &'a Table, figure: &str, unit: Unit) -> Option<&'a Row> {
    let mut rows = table.rows.iter();
    let row =
        rows.find(|row| row.figure == figure && row.group == Group::Total && row.unit == unit)?;
    row.value.value().map(|_| row)
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
    fn the_headlines_of_a_year() {
        let document = fixture::heerlen();
        let headlines = headlines(&document.reports[0]);
        let [
            Headline::IntoWork { total, kinds },
            Headline::Caseload { change: persons, .. },
            Headline::Caseload { change: benefits, .. },
            Headline::Saving(saving),
            Headline::Sectors { largest, .. },
        ] = headlines.as_slice()
        else {
            unreachable!("{headlines:?}");
        };
        assert_eq!(total.value, Cell::count(939));
        assert_eq!(kinds.len(), 3);
        assert_eq!((persons.unit, benefits.unit), (Unit::Persons, Unit::Benefits));
        assert_eq!(saving.figure, "savings_stock");
        assert_eq!(largest.len(), LARGEST_SECTORS);
        assert_eq!(largest[0].group.id(), "zorg");
    }

    #[test]
    fn what_is_not_known_is_no_headline() {
        let mut document = fixture::heerlen();
        for row in document.reports[0].tables.iter_mut().flat_map(|table| &mut table.rows) {
            row.value = Cell::Missing(Missing::TooLarge);
        }
        assert_eq!(headlines(&document.reports[0]), []);
    }
}
