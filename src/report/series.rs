//! A series: the same figures of one period after another, each as the report of that period has it.

use super::catalogue::{is_share_of_group, listed, table_ids};
use super::{
    Cell, FigureId, Group, Missing, Report, Row, Table, TableId, Value, benchmarks, catalogue,
};
use crate::measure::Unit;

/// What a series shows of each report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// The total of a figure, in every unit it is counted in.
    Total(TableId, FigureId),
    /// A figure of a table with all its groups, or all figures of the table.
    Groups(TableId, Option<FigureId>),
}

/// The headline figures, which a series shows unless others are asked for; no saving, for what a fall is worth in a year
/// is no number of a month.
pub const HEADLINE: [Pick; 5] = [
    Pick::Total(TableId::Caseload, FigureId::Inflow),
    Pick::Total(TableId::Caseload, FigureId::Outflow),
    Pick::Total(TableId::Caseload, FigureId::StockEnd),
    Pick::Total(TableId::IntoWork, FigureId::IntoWork),
    Pick::Total(TableId::IntoWork, FigureId::OutflowToWork),
];

impl Pick {
    /// The figures that an id names: those of a table, `table/figure` with its groups, or the total of a figure in the
    /// first table that has it; `None` where nothing has the id.
    pub fn named(id: &str) -> Option<Self> {
        if let Some((table, figure)) = id.split_once('/') {
            let is_it = |of: &super::Listed| of.table.id() == table && of.figure.id() == figure;
            let found = listed().find(is_it)?;
            return Some(Self::Groups(found.table, Some(found.figure)));
        }
        if let Some(found) = listed().find(|listed| listed.figure.id() == id) {
            if found.table == TableId::Rates {
                return Some(Self::Groups(found.table, Some(found.figure)));
            }
            return Some(Self::Total(found.table, found.figure));
        }
        let tables = table_ids().chain([TableId::Rates]);
        tables.into_iter().find(|table| table.id() == id).map(|table| Self::Groups(table, None))
    }

    /// The table that has to be made for it.
    pub const fn table(self) -> TableId {
        match self {
            Self::Total(table, _) | Self::Groups(table, _) => table,
        }
    }

    fn takes(self, table: &Table, row: &Row) -> bool {
        table.id == self.table()
            && match self {
                Self::Total(_, figure) => row.figure == figure && row.group == Group::Total,
                Self::Groups(_, figure) => figure.is_none_or(|figure| row.figure == figure),
            }
    }
}

/// Every id that [`Pick::named`] knows.
pub fn ids() -> Vec<&'static str> {
    let mut ids: Vec<_> = catalogue::figures().into_iter().map(FigureId::id).collect();
    let tables = table_ids().chain([TableId::Rates]).map(TableId::id);
    let tables = tables.filter(|id| !ids.contains(id)).collect::<Vec<_>>();
    ids.extend(tables);
    ids
}

/// The place of the period a year before one of a series.
pub fn year_before(reports: &[Report], index: usize) -> Option<usize> {
    let earlier = reports.get(index)?.period.year_earlier();
    reports.get(..index)?.iter().rposition(|report| report.period == earlier)
}

/// A flow over the year that ends with each period of a series: the sum of its periods, where they are shorter than a year
/// and follow each other without a gap.
pub fn over_a_year(reports: &[Report], rows: &[&Row]) -> Vec<Cell> {
    let outside = || Cell::Missing(Missing::OutsideCoverage);
    let months = reports.first().and_then(|report| report.period.months());
    let Some(count) = months
        .filter(|months| (1..12).contains(months))
        .and_then(|months| usize::try_from(12 / months).ok())
    else {
        return vec![outside(); rows.len()];
    };
    let follow = |pair: &[Report]| pair[0].period.to().plus_days(1) == pair[1].period.from();
    let sum = |index: usize| {
        let first = (index + 1).checked_sub(count)?;
        let is_whole = reports.get(first..=index)?.windows(2).all(follow);
        let year = rows.get(first..=index).filter(|_| is_whole)?;
        if year.iter().any(|row| row.value == Cell::Suppressed) {
            return Some(Cell::Suppressed);
        }
        year.iter()
            .try_fold(0_u64, |sum, row| match row.value.value()? {
                Value::Count(count) => sum.checked_add(count),
                _ => None,
            })
            .map(Cell::count)
    };
    (0..rows.len()).map(|index| sum(index).unwrap_or_else(outside)).collect()
}

/// What has to be picked so that everything that is asked for can be worked out: rates are of other figures.
pub(crate) fn sources(picks: &[Pick]) -> Vec<Pick> {
    let of_rates = |pick: &&Pick| pick.table() == TableId::Rates;
    let mut sources: Vec<Pick> = picks.iter().filter(|pick| !of_rates(pick)).copied().collect();
    if picks.iter().any(|pick| of_rates(&pick)) {
        sources.push(Pick::Total(TableId::Caseload, FigureId::StockEnd));
        sources.extend(
            [TableId::Programmes, TableId::ProgrammeKinds]
                .map(|table| Pick::Total(table, FigureId::Running)),
        );
    }
    sources
}

/// Leaves in a report what is picked, and the targets and benchmarks it is compared with.
pub(crate) fn keep(report: &mut Report, picks: &[Pick]) {
    let mut tables = std::mem::take(&mut report.tables);
    let is_held = |table: &Table| table.id != TableId::Rates && benchmarks::is_configured(table.id);
    for table in tables.iter_mut().filter(|table| !is_held(table)) {
        let mut rows = std::mem::take(&mut table.rows);
        rows.retain(|row| picks.iter().any(|pick| pick.takes(table, row)));
        table.rows = rows;
    }
    tables.retain(|table| !table.rows.is_empty());
    report.tables = tables;
}

/// The reports of one name, earliest first, reduced to what is picked; a group that one of them has stands in all
/// of them, in the order of the last.
pub(crate) fn series(mut reports: Vec<Report>, picks: &[Pick]) -> Vec<Report> {
    for report in &mut reports {
        keep(report, picks);
    }
    let keys = keys(&reports);
    for report in &mut reports {
        for table in &mut report.tables {
            table.rows = complete(table, &keys);
        }
    }
    reports
}

/// A row of a series: table, figure, unit and group.
type Key = (TableId, FigureId, Unit, Group);

/// The rows that any of the reports has: those of the last first, then what only earlier ones have.
fn keys(reports: &[Report]) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    for (table, row) in reports.iter().rev().flat_map(Report::rows) {
        let key = (table.id, row.figure, row.unit, row.group.clone());
        if !keys.contains(&key) {
            // what is not known stays last, and a total first
            let like = |known: &Key| (known.0, known.1, known.2) == (key.0, key.1, key.2);
            let is_last = |known: &Key| matches!(known.3, Group::Rest | Group::Unknown);
            let place = keys.iter().position(|known| like(known) && is_last(known));
            let place = place.filter(|_| !is_last(&key)).unwrap_or(keys.len());
            keys.insert(place, key);
        }
    }
    keys
}

/// The rows of a table in the common order. A group that the report of a period leaves out has nobody in it, where the
/// figure itself is known.
fn complete(table: &Table, keys: &[Key]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (_, figure, unit, group) in keys.iter().filter(|key| key.0 == table.id) {
        let of_figure = |row: &&Row| row.figure == *figure && row.unit == *unit;
        let own = table.rows.iter().find(|row| of_figure(row) && row.group == *group);
        if let Some(own) = own {
            rows.push(own.clone());
        } else if let Some(total) = table.rows.iter().find(of_figure) {
            let whole = total.value.value().filter(|value| matches!(value, Value::Count(_)));
            let of_group = is_share_of_group(table.id, *figure, *unit);
            let of_groups =
                |whole: Value| if of_group { Cell::count(0) } else { Cell::Known(whole) };
            let before = total.previous.value().filter(|value| matches!(value, Value::Count(_)));
            let cells = [&total.value, &total.previous].map(Cell::of_nobody);
            rows.push(Row {
                group: group.clone(),
                whole: whole.map(of_groups),
                previous_whole: before.map(of_groups),
                ..Row::total(*figure, *unit, cells)
            });
        }
    }
    rows
}

/// Why a value of a series is a gap, where it is one.
pub fn gap(row: &Row) -> Option<&Missing> {
    match &row.value {
        Cell::Missing(reason) => Some(reason),
        Cell::Known(_) | Cell::Suppressed => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::{document, label, row};

    fn by_district(groups: &[(&str, u64)]) -> Report {
        let unit = Unit::Benefits;
        let total = groups.iter().map(|(_, count)| count).sum();
        let mut rows = vec![row(FigureId::StockEnd, Group::Total, unit, total)];
        let of_group =
            |(name, count): &(&str, u64)| row(FigureId::StockEnd, label(name), unit, *count);
        rows.extend(groups.iter().map(of_group));
        let table = Table {
            id: TableId::CaseloadByDistrict,
            dimension: Some("district"),
            across: None,
            rows,
        };
        document(vec![table]).reports.remove(0)
    }

    #[test]
    fn a_group_of_one_period_stands_in_all_of_them() {
        let reports = vec![by_district(&[("Noord", 5)]), by_district(&[("Zuid", 7), ("Oost", 2)])];
        let picks = [Pick::named("caseload_by_district").unwrap()];
        let series = series(reports, &picks);
        let shown: Vec<Vec<_>> = series
            .iter()
            .map(|report| {
                let rows = report.tables[0].rows.iter();
                rows.map(|row| (row.group.id().into_owned(), row.value.clone())).collect()
            })
            .collect();
        let names =
            |rows: &[(String, Cell)]| rows.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&shown[0]), ["", "Zuid", "Oost", "Noord"]);
        assert_eq!(names(&shown[0]), names(&shown[1]));
        assert_eq!(shown[0][1].1, Cell::count(0));
    }

    /// Nobody ended in a programme that a period does not have: its completed are 0 of 0, not 0 of all that ended.
    #[test]
    fn a_group_that_a_period_does_not_have_is_a_share_of_nobody() {
        let by_programme = |groups: &[&str]| {
            let unit = Unit::Participations;
            let of = |group, count, whole| row(FigureId::Completed, group, unit, count).of(whole);
            let mut rows = vec![of(Group::Total, 30, 40)];
            rows.extend(groups.iter().map(|name| of(label(name), 30, 40)));
            let table =
                Table { id: TableId::Programmes, dimension: Some("programme"), across: None, rows };
            document(vec![table]).reports.remove(0)
        };
        let reports = vec![by_programme(&["Noord"]), by_programme(&["Zuid"])];
        let series = series(reports, &[Pick::Groups(TableId::Programmes, None)]);
        let absent = &series[0].tables[0].rows[1];
        assert_eq!((absent.group.id(), &absent.value), ("Zuid".into(), &Cell::count(0)));
        assert_eq!(absent.whole, Some(Cell::count(0)));
    }

    #[test]
    fn a_group_of_a_figure_that_is_not_known_is_a_gap() {
        let mut reports = vec![by_district(&[]), by_district(&[("Zuid", 7)])];
        reports[0].tables[0].rows[0].value = Cell::Missing(Missing::OutsideCoverage);
        let series = series(reports, &[Pick::Groups(TableId::CaseloadByDistrict, None)]);
        assert_eq!(gap(&series[0].tables[0].rows[1]), Some(&Missing::OutsideCoverage));
    }

    #[test]
    fn a_year_is_the_sum_of_its_quarters() {
        let counts = [4, 3, 2, 1, 5];
        let mut reports = vec![by_district(&[]); counts.len()];
        for (report, period) in
            reports.iter_mut().zip(["2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4", "2018-Q1"])
        {
            report.period = crate::period::Period::parse(period).unwrap();
        }
        let row = |count| {
            Row::total(FigureId::Inflow, Unit::Benefits, [Cell::count(count), Cell::count(0)])
        };
        let rows = counts.map(row);
        let rows: Vec<&Row> = rows.iter().collect();
        let outside = Cell::Missing(Missing::OutsideCoverage);
        let year = over_a_year(&reports, &rows);
        assert_eq!(year[..3], [outside.clone(), outside.clone(), outside.clone()]);
        assert_eq!(year[3..], [Cell::count(10), Cell::count(11)]);
        assert_eq!(year_before(&reports, 4), Some(0));
        assert_eq!(year_before(&reports, 3), None);
        reports.remove(2);
        assert_eq!(over_a_year(&reports, &rows[1..]), vec![outside; 4], "a quarter is not there");
    }

    #[test]
    fn ids_name_figures_before_tables() {
        let total = Pick::Total(TableId::IntoWork, FigureId::IntoWork);
        assert_eq!(Pick::named("into_work"), Some(total));
        assert_eq!(Pick::named("caseload"), Some(Pick::Groups(TableId::Caseload, None)));
        let of_table = Pick::Groups(TableId::IntoWork, Some(FigureId::IntoWork));
        assert_eq!(Pick::named("into_work/into_work"), Some(of_table));
        assert_eq!(Pick::named("nothing"), None);
        assert!(ids().iter().all(|id| Pick::named(id).is_some()));
    }
}
