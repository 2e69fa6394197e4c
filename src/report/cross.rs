//! A counted figure by one or two dimensions at once: its groups, its cells, their totals and their shares.
//!
//! The margins are the groups that the report counts by the same dimension. Where nobody is in two groups of a dimension, the
//! cells add up to them; of target groups and programmes a person may be in several.

use super::build::{Line, lines, needs_of};
use super::cell::{Cell, Missing};
use super::distinct::distinct;
use super::needs::needs_of_dimension;
use super::report_input::{ReportInput, count};
use super::spec::{ASKED, COMPARED, FigureSpec, Need, What};
use super::table::{Across, Group, Row, ShareOf, Table};
use super::yearly::TABLES;
use super::{FigureId, TableId};
use crate::measure::{Condition, Crossed, Dimension, Plan, Unit};

/// A table that can be made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CrossSpec {
    /// The figure.
    pub(crate) figure: &'static FigureSpec,
    /// What it counts.
    condition: Condition,
    /// The dimension of the rows.
    pub(crate) rows: Dimension,
    /// The dimension of the columns.
    pub(crate) columns: Option<Dimension>,
    /// What the cells are shares of.
    pub(crate) share: ShareOf,
}

/// The figures that can be counted by some dimension, each with the condition it counts; of a figure in several units each.
fn counted() -> impl Iterator<Item = (&'static FigureSpec, Condition)> {
    let figures = TABLES.iter().flat_map(|table| table.figures);
    figures.filter_map(|figure| match figure.what {
        // a rate is a figure that stands there already, as a share
        What::Count(_) if figure.id.is_rate() => None,
        What::Count(condition) => {
            (!condition.dimensions(figure.unit).is_empty()).then_some((figure, condition))
        }
        _ => None,
    })
}

/// The ids of the figures that can be counted by some dimension.
pub fn figures() -> Vec<FigureId> {
    distinct(counted().map(|(figure, _)| figure.id))
}

/// Why a table cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CrossFault {
    /// There is no such figure.
    Figure(String),
    /// The figure is not counted in this unit; these are the units it is counted in.
    Unit(Vec<Unit>),
    /// The figure cannot be counted by this; these are the ids of what it can be counted by.
    Dimension(String, Vec<&'static str>),
    /// Rows and columns are the same.
    Same(String),
}

impl CrossSpec {
    /// The table of a figure by the names of its dimensions; in the first unit of the figure where none is asked for.
    ///
    /// # Errors
    /// Where a name is not known, or the figure cannot be counted so.
    pub(crate) fn new(
        figure: &str,
        unit: Option<Unit>,
        rows: &str,
        columns: Option<&str>,
        share: Option<ShareOf>,
    ) -> Result<Self, CrossFault> {
        let named = || counted().filter(|(spec, _)| spec.id.id() == figure);
        if named().next().is_none() {
            return Err(CrossFault::Figure(figure.to_owned()));
        }
        let found = named().find(|(spec, _)| unit.is_none_or(|unit| spec.unit == unit));
        let Some((figure, condition)) = found else {
            return Err(CrossFault::Unit(named().map(|(spec, _)| spec.unit).collect()));
        };
        let known = condition.dimensions(figure.unit);
        let by = |name: &str| {
            let ids = || known.iter().map(|dimension| dimension.id()).collect();
            let found = known.iter().find(|dimension| dimension.id() == name).copied();
            found.ok_or_else(|| CrossFault::Dimension(name.to_owned(), ids()))
        };
        let (rows, columns) = (by(rows)?, columns.map(by).transpose()?);
        if columns == Some(rows) {
            return Err(CrossFault::Same(rows.id().to_owned()));
        }
        Ok(Self { figure, condition, rows, columns, share: share.unwrap_or_default() })
    }

    /// What it counts.
    pub(crate) const fn counted(&self) -> (Unit, Condition) {
        (self.figure.unit, self.condition)
    }

    /// Both dimensions, where there are two.
    pub(crate) fn by(&self) -> Option<[Dimension; 2]> {
        self.columns.map(|columns| [self.rows, columns])
    }

    /// What has to be counted for the margins.
    pub(crate) fn plan(&self) -> Plan {
        let by = [None, Some(self.rows), self.columns];
        let (unit, condition) = self.counted();
        Plan::new(by.into_iter().map(|dimension| (unit, condition, dimension)))
    }

    fn needs(&self) -> Vec<Need> {
        let dimensions = [Some(self.rows), self.columns].into_iter().flatten();
        self.figure.needs.iter().chain(dimensions.flat_map(needs_of_dimension)).copied().collect()
    }
}

/// The table of one scope.
pub(crate) fn table(input: &ReportInput<'_>, crossed: &Crossed<'_>, spec: &CrossSpec) -> Table {
    let maker = Maker { input, crossed, spec };
    let needs = spec.needs();
    let (now, before) = (input.meets(&needs, ASKED), input.meets(&needs, COMPARED));
    let mut rows = vec![maker.row(&now, &before, None, None)];
    if now.is_ok() {
        let margin = |by: Dimension| {
            let lines = lines(input, TableId::Crossed, &[spec.counted()], by);
            std::iter::once(None).chain(lines.into_iter().map(Some)).collect::<Vec<_>>()
        };
        let (down, across) = (margin(spec.rows), spec.columns.map_or_else(|| vec![None], margin));
        let cells = down.iter().flat_map(|row| across.iter().map(move |column| (row, column)));
        rows.extend(
            cells
                .skip(1)
                .map(|(row, column)| maker.row(&now, &before, row.as_ref(), column.as_ref())),
        );
    }
    let across = Across {
        dimensions: spec.columns.iter().map(|columns| columns.id()).collect(),
        share: spec.share,
    };
    Table { id: TableId::Crossed, dimension: Some(spec.rows.id()), across: Some(across), rows }
}

struct Maker<'a> {
    input: &'a ReportInput<'a>,
    crossed: &'a Crossed<'a>,
    spec: &'a CrossSpec,
}

impl Maker<'_> {
    fn row(
        &self,
        now: &Result<(), Missing>,
        before: &Result<(), Missing>,
        row: Option<&Line>,
        column: Option<&Line>,
    ) -> Row {
        let group = |line: Option<&Line>| line.map_or(Group::Total, |line| line.group.clone());
        let available = self.availability(self.spec.rows, row).and(match self.spec.columns {
            Some(columns) => self.availability(columns, column),
            None => Ok(()),
        });
        let known = |ready: &Result<(), Missing>, period| match ready.clone().and(available.clone())
        {
            Ok(()) => count(self.value(period, row, column)),
            Err(missing) => Cell::Missing(missing),
        };
        let value = known(now, ASKED);
        let is_total = row.is_none() && column.is_none();
        let previous = known(before, COMPARED);
        let whole = |cell: &Cell, period| {
            let is_share = !is_total && cell.value().is_some();
            is_share.then(|| count(self.whole(period, row, column)))
        };
        Row {
            // with one dimension the groups are those of the report
            group: match self.spec.columns {
                Some(_) => Group::pair(group(row), group(column)),
                None => group(row),
            },
            whole: whole(&value, ASKED),
            previous_whole: whole(&previous, COMPARED),
            ..Row::total(self.spec.figure.id, self.spec.figure.unit, [value, previous])
        }
    }

    /// Whether the data says which group a unit is in.
    fn availability(&self, by: Dimension, line: Option<&Line>) -> Result<(), Missing> {
        line.map_or(Ok(()), |line| self.input.meets(needs_of(by, &line.group), ASKED))
    }

    fn whole(&self, period: usize, row: Option<&Line>, column: Option<&Line>) -> i128 {
        match (row, column, self.spec.share) {
            (Some(_), Some(_), ShareOf::Row) => self.value(period, row, None),
            (Some(_), Some(_), ShareOf::Column) => self.value(period, None, column),
            _ => self.value(period, None, None),
        }
    }

    fn value(&self, period: usize, row: Option<&Line>, column: Option<&Line>) -> i128 {
        let (unit, condition) = self.spec.counted();
        let margin = |by: Option<Dimension>, line: &Line| {
            let groups = self.input.groups(period, (unit, condition, by));
            line.codes.iter().filter_map(|code| groups.get(*code as usize)).sum()
        };
        match (row, column) {
            (None, None) => self.input.total(period, unit, condition),
            (Some(row), None) => margin(Some(self.spec.rows), row),
            (None, Some(column)) => margin(self.spec.columns, column),
            (Some(row), Some(column)) => {
                let Some(place) = self.input.places.get(period) else { return 0 };
                let cells = row.codes.iter().flat_map(|row| {
                    let column = column.codes.iter();
                    column.map(|column| self.crossed.cell(self.input.scope, *place, *row, *column))
                });
                cells.sum()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(figure: &str, unit: Option<Unit>, rows: &str, columns: Option<&str>) -> CrossFault {
        CrossSpec::new(figure, unit, rows, columns, None).unwrap_err()
    }

    #[test]
    fn a_figure_is_counted_by_what_its_facts_carry() {
        let by = CrossSpec::new("placements", None, "sector", Some("age"), None).unwrap();
        assert_eq!(by.by(), Some([Dimension::Sector, Dimension::Age]));
        let CrossFault::Dimension(_, known) = fault("stock_end", None, "reason", None) else {
            unreachable!()
        };
        assert!(known.contains(&"household") && !known.contains(&"sector"));
        assert!(CrossSpec::new("outflow", None, "reason", None, None).is_ok());
    }

    #[test]
    fn what_cannot_be_counted_is_refused() {
        assert_eq!(fault("stok", None, "age", None), CrossFault::Figure("stok".to_owned()));
        assert_eq!(
            fault("into_work", Some(Unit::Benefits), "age", None),
            CrossFault::Unit(vec![Unit::Persons, Unit::Persons])
        );
        assert_eq!(fault("inflow", None, "age", Some("age")), CrossFault::Same("age".to_owned()));
        assert!(!figures().contains(&FigureId::SavingsStock));
        assert!(!figures().contains(&FigureId::NotReturned6m));
    }
}
