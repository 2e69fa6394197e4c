//! Counts of the facts of one condition by two dimensions at once.

use rustc_hash::FxHashMap;

use super::dimension::Dimension;
use super::fact::{Condition, Fact, Place, Sink};
use super::run::Counts;
use super::tally::Tally;
use super::unit::Unit;
use crate::record::Code;

/// A cell: scope, period, and the group in each dimension.
type At = (usize, usize, Code, Code);

/// The counts of a cross table: the margins as a report counts them, and the cells.
#[derive(Debug)]
pub(crate) struct Crossed<'p> {
    /// The margins.
    pub(crate) margins: Tally<'p>,
    counted: (Unit, Condition),
    by: Option<[Dimension; 2]>,
    cells: FxHashMap<At, i128>,
}

impl<'p> Crossed<'p> {
    /// Nothing counted yet; without two dimensions there are only margins.
    pub(crate) fn new(
        margins: Tally<'p>,
        counted: (Unit, Condition),
        by: Option<[Dimension; 2]>,
    ) -> Self {
        Self { margins, counted, by, cells: FxHashMap::default() }
    }

    /// The count of a cell.
    pub(crate) fn cell(&self, scope: usize, period: usize, row: Code, column: Code) -> i128 {
        self.cells.get(&(scope, period, row, column)).copied().unwrap_or(0)
    }
}

impl Sink for Crossed<'_> {
    fn take(&mut self, place: Place<'_>, fact: &Fact<'_>) {
        self.margins.take(place, fact);
        let Some([rows, columns]) = self.by else { return };
        if (fact.unit, fact.condition) != self.counted {
            return;
        }
        for scope in place.scopes {
            fact.characteristics.each(rows, fact.moment, |row| {
                fact.characteristics.each(columns, fact.moment, |column| {
                    let at = (*scope, place.period, row, column);
                    *self.cells.entry(at).or_insert(0) += fact.weight;
                });
            });
        }
    }
}

impl Counts for Crossed<'_> {
    fn only_benefits(&self) -> bool {
        self.counted.0 == Unit::Benefits
    }

    fn and(mut self, other: Self) -> Self {
        self.margins = self.margins.merged(other.margins);
        for (at, count) in other.cells {
            *self.cells.entry(at).or_insert(0) += count;
        }
        self
    }
}
