//! The shape of a table, as data: which facts each figure counts, by which dimension, and what it is a share of.

use super::ids::{FigureId, TableId};
use crate::dataset::kind::{Field, FileKind};
use crate::measure::{Condition, Counted, Dimension, Part, Unit};

/// The periods of a report by their number: the one asked for, its comparison, and that one's comparison.
pub(crate) const ASKED: usize = 0;

/// The comparison period.
pub(crate) const COMPARED: usize = 1;

/// A figure's place in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// The id of its table.
    pub table: TableId,
    /// Its own id.
    pub figure: FigureId,
    /// What it is counted in.
    pub unit: Unit,
    /// The id of the dimension of its groups.
    pub by: Option<&'static str>,
}

/// A figure of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FigureSpec {
    /// The id, as in CSV.
    pub(crate) id: FigureId,
    /// What it is counted in.
    pub(crate) unit: Unit,
    /// How it is worked out.
    pub(crate) what: What,
    /// The dimension by which it is grouped.
    pub(crate) by: Option<Dimension>,
    /// What the total is a share of.
    pub(crate) whole: Whole,
    /// What a group is a share of.
    pub(crate) group_whole: GroupWhole,
    /// What the data must hold for it.
    pub(crate) needs: &'static [Need],
}

/// How a figure is worked out from counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// The count of a condition.
    Count(Condition),
    /// The change of the stock: stock_end − stock_begin.
    StockChange,
    /// The mean stock over the ends of the months.
    StockAverage,
    /// The sum of amounts that a condition weighs.
    Amount(Condition),
}

/// What a total is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whole {
    /// Of nothing.
    Nothing,
    /// Of another count.
    Count(Unit, Condition),
    /// Of the mean stock in the same unit.
    StockAverage,
}

/// What a group is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GroupWhole {
    /// Of the figure's total.
    Total,
    /// Of another count of the same group.
    SameGroup(Unit, Condition),
}

/// What the data must hold for a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// An export of this kind, in every dataset.
    File(FileKind),
    /// A column, in every dataset.
    Column(FileKind, Field),
    /// One of these columns, in some dataset.
    Some(FileKind, &'static [Field]),
    /// The municipality of some rows: by a column, or that of a dataset.
    Place,
    /// Coverage of the same period twelve months earlier.
    YearEarlier,
}

impl FigureSpec {
    /// A count of a condition, without groups or whole.
    pub(crate) const fn count(id: FigureId, unit: Unit, condition: Condition) -> Self {
        Self {
            id,
            unit,
            what: What::Count(condition),
            by: None,
            whole: Whole::Nothing,
            group_whole: GroupWhole::Total,
            needs: &[],
        }
    }

    /// The figure, worked out by `what`.
    pub(crate) const fn worked_out(self, what: What) -> Self {
        Self { what, ..self }
    }

    /// The figure, counted by the groups of a dimension.
    pub(crate) const fn by(self, dimension: Dimension) -> Self {
        Self { by: Some(dimension), ..self }
    }

    /// The figure, as a share of `whole`.
    pub(crate) const fn of(self, whole: Whole) -> Self {
        Self { whole, ..self }
    }

    /// The figure, with each group a share of another count of that group.
    pub(crate) const fn each_of(self, unit: Unit, condition: Condition) -> Self {
        Self { group_whole: GroupWhole::SameGroup(unit, condition), ..self }
    }

    /// The figure, available only where the data hold all of `needs`.
    pub(crate) const fn needing(self, needs: &'static [Need]) -> Self {
        Self { needs, ..self }
    }

    /// Everything that has to be counted for the figure.
    pub(crate) fn counts(&self) -> Vec<Counted> {
        let mut counts = Vec::new();
        let mut add = |unit, condition| {
            counts.push((unit, condition, None));
            if self.by.is_some() {
                counts.push((unit, condition, self.by));
            }
        };
        match self.what {
            What::Count(condition) => add(self.unit, condition),
            What::Amount(condition) => {
                add(self.unit, condition);
                add(Unit::Placements, Condition::SubsidyUnknown);
            }
            What::StockChange => {
                add(self.unit, Condition::StockBegin);
                add(self.unit, Condition::StockEnd);
            }
            What::StockAverage => add(self.unit, Condition::StockMonths),
        }
        match self.whole {
            Whole::Nothing => {}
            Whole::Count(unit, condition) => add(unit, condition),
            Whole::StockAverage => add(self.unit, Condition::StockMonths),
        }
        if let GroupWhole::SameGroup(unit, condition) = self.group_whole {
            add(unit, condition);
        }
        counts
    }

    /// The facts that the figure adds up or takes off.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let part =
            |condition, is_minus| Part { period: ASKED, unit: self.unit, condition, is_minus };
        match self.what {
            What::Count(condition) | What::Amount(condition) => vec![part(condition, false)],
            What::StockChange => {
                vec![part(Condition::Inflow, false), part(Condition::Outflow, true)]
            }
            What::StockAverage => vec![part(Condition::StockMonths, false)],
        }
    }
}
