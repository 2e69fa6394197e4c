//! The figures of the yearly report by their ids: what there is, and what has to be counted for it.

use super::benchmarks;
use super::distinct::distinct;
use super::spec::{FigureSpec, GroupWhole, Listed};
use super::yearly::{TABLES, TableSpec};
use super::{FigureId, TableId};
use crate::measure::{Condition, Dimension, Plan, Unit};

/// The ids of all tables, in the order of the report.
pub fn table_ids() -> impl Iterator<Item = TableId> {
    TABLES.iter().map(|table| table.id)
}

/// Every figure of every table, in the order of the report; last those of the table of rates, which is there where
/// inhabitants are given.
pub fn listed() -> impl Iterator<Item = Listed> {
    let of_table = |table: &'static TableSpec| {
        let listed = |figure, unit, by| Listed { table: table.id, figure, unit, by };
        let counted = table.figures.iter();
        let counted =
            counted.map(move |spec| listed(spec.id, spec.unit, spec.by.map(Dimension::id)));
        let worked_out = table.worked_out.iter().flat_map(|worked_out| worked_out.figures);
        counted.chain(worked_out.map(move |(figure, unit)| listed(*figure, *unit, None)))
    };
    TABLES.iter().flat_map(of_table).chain(benchmarks::rates())
}

/// The figure of a table by its id, in a unit.
pub(crate) fn figure(table: TableId, figure: FigureId, unit: Unit) -> Option<&'static FigureSpec> {
    let mut own = TABLES.iter().filter(|spec| spec.id == table).flat_map(|spec| spec.figures);
    own.find(|spec| spec.id == figure && spec.unit == unit)
}

/// The figure of a table by the texts that name them, as in CSV, in a unit.
pub(crate) fn figure_named(table: &str, id: &str, unit: Unit) -> Option<&'static FigureSpec> {
    figure(TableId::named(table)?, FigureId::named(id)?, unit)
}

/// Whether a group is a share of another count of the same group, and not of the figure's total.
pub(crate) fn is_share_of_group(table: TableId, id: FigureId, unit: Unit) -> bool {
    let spec = figure(table, id, unit);
    spec.is_some_and(|spec| matches!(spec.group_whole, GroupWhole::SameGroup(..)))
}

/// Whether a table is one of these, which are named by their ids, or with a `*` by how their ids begin.
pub(crate) fn is_one_of(table: TableId, names: &[&str]) -> bool {
    let is_it = |name: &&str| match name.strip_suffix('*') {
        Some(begin) => table.id().starts_with(begin),
        None => table.id() == *name,
    };
    names.iter().any(is_it)
}

/// The ids of all figures, each once, in the order of the report.
pub fn figures() -> Vec<FigureId> {
    distinct(listed().map(|of| of.figure))
}

/// Everything that has to be counted for these tables.
pub(crate) fn plan(wanted: impl Fn(TableId) -> bool) -> Plan {
    let tables = || TABLES.iter().filter(|table| wanted(table.id));
    let counted = tables().flat_map(|table| table.figures).flat_map(FigureSpec::counts);
    let worked_out =
        tables().filter_map(|table| table.worked_out).flat_map(|of| of.counts).copied();
    let of_notes = [(Unit::Placements, Condition::PlacementOutside, None)];
    // of how many participants the age is not known
    let of_ages = tables().filter(|table| table.id == TableId::TargetGroups);
    let of_ages = of_ages.map(|_| (Unit::Persons, Condition::Participant, Some(Dimension::Age)));
    Plan::new(counted.chain(worked_out).chain(of_notes).chain(of_ages))
}
