//! A table: rows of typed cells, each of a figure and a group.

use clap::ValueEnum;

use std::borrow::Cow;

use super::cell::{Cell, Value};
use super::ids::{FigureId, TableId};
use crate::measure::Unit;
use crate::number::{Ratio, Share};

/// The dimension of the columns: years after the start.
pub const AFTER: &str = "years";

/// Rows under one heading.
#[derive(Debug, Clone)]
pub struct Table {
    /// The table's id, as in CSV.
    pub id: TableId,
    /// The id of the dimension its groups belong to (`age`, `sector` …); `None` where there are only totals.
    pub dimension: Option<&'static str>,
    /// The second dimension of its groups, where each is of several kinds at once.
    pub across: Option<Across>,
    /// The rows: figure by figure; within a figure the total first, then its groups.
    pub rows: Vec<Row>,
}

/// The second dimension of the groups of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Across {
    /// The ids of the dimensions, or `years` after the start of a benefit.
    pub dimensions: Vec<&'static str>,
    /// What the shares of its cells are shares of.
    pub share: ShareOf,
}

/// What the cells of a table of rows and columns are shares of; its margins are shares of the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ShareOf {
    /// Of their row.
    #[value(help = "Of their row")]
    #[default]
    Row,
    /// Of their column.
    #[value(help = "Of their column")]
    Column,
    /// Of everything.
    #[value(help = "Of everything")]
    Total,
}

impl Table {
    /// The row of all together of a figure in a unit.
    pub fn total(&self, figure: FigureId, unit: Unit) -> Option<&Row> {
        let is_it =
            |row: &&Row| row.figure == figure && row.unit == unit && row.group == Group::Total;
        self.rows.iter().find(is_it)
    }

    /// The rows of a figure by group, without that of all together.
    pub fn groups(&self, figure: FigureId) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.figure == figure && row.group != Group::Total)
    }

    /// The id in CSV and JSON: of a table that was put together, what it is of and by.
    pub fn name(&self) -> Cow<'static, str> {
        let Some(across) = &self.across else { return self.id.id().into() };
        let of = match self.id {
            TableId::Crossed => self.rows.first().map_or(self.id.id(), |row| row.figure.id()),
            TableId::Cohorts => self.id.id(),
            id => return id.id().into(),
        };
        let by = self.dimension.iter().chain(&across.dimensions).filter(|by| **by != AFTER);
        by.fold(of.to_owned(), |name, by| name + "_by_" + by).into()
    }
}

/// One figure of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The figure's id.
    pub figure: FigureId,
    /// The group counted.
    pub group: Group,
    /// What is counted.
    pub unit: Unit,
    /// The number in the period.
    pub value: Cell,
    /// What the value is a share of; `None` where it is a share of nothing.
    pub whole: Option<Cell>,
    /// The number in the comparison period.
    pub previous: Cell,
    /// What that was a share of; `None` where it is a share of nothing, or nothing is known of it.
    pub previous_whole: Option<Cell>,
    /// The inputs of the figure's formula, by name, where the report shows how it was worked out (savings).
    pub inputs: Vec<(&'static str, Cell)>,
}

impl Row {
    /// A figure of all together that is a share of nothing: in the period, and in that of the comparison.
    pub(crate) fn total(figure: FigureId, unit: Unit, [value, previous]: [Cell; 2]) -> Self {
        let (whole, previous_whole, inputs) = (None, None, Vec::new());
        Self { figure, group: Group::Total, unit, value, whole, previous, previous_whole, inputs }
    }

    /// An input of its formula, where it is known and shown.
    pub(crate) fn input(&self, name: &str) -> Option<Value> {
        self.inputs.iter().find(|(known, _)| *known == name)?.1.value()
    }

    /// The share of the whole; `None` where there is no whole, or it is 0, or the value is not known, or is itself a
    /// rate of the whole.
    pub fn share(&self) -> Option<Share> {
        self.share_of(&self.value, self.whole.as_ref())
    }

    /// The share of the whole in the comparison period, likewise.
    pub fn previous_share(&self) -> Option<Share> {
        self.share_of(&self.previous, self.previous_whole.as_ref())
    }

    fn share_of(&self, value: &Cell, whole: Option<&Cell>) -> Option<Share> {
        let share = Share::of(value.value()?.exact(), whole?.value()?.exact());
        share.filter(|_| !self.unit.is_rate())
    }

    /// `value − previous`, where both are known.
    pub fn change(&self) -> Option<Value> {
        self.value.value()?.minus(self.previous.value()?)
    }

    /// The change as a part of the earlier number: −1/20 where it fell by 5%.
    pub fn relative_change(&self) -> Option<Share> {
        Share::of(self.change()?.exact(), self.previous.value()?.exact())
    }

    /// Whether the two numbers are nearly the same: not equal, and not more than one in fifty apart.
    pub(crate) fn is_nearly_the_same(&self) -> Option<bool> {
        let (change, previous) = (self.change()?.exact(), self.previous.value()?.exact());
        Some(!change.is_zero() && change.abs().times(Ratio::whole(50))? <= previous.abs())
    }

    /// How much the share is more than it was, from unrounded shares: 1/100 is one percentage point.
    pub fn share_change(&self) -> Option<Ratio> {
        self.share()?.ratio().minus(self.previous_share()?.ratio())
    }
}

/// The group a row counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// All together.
    Total,
    /// A declared group, by id; labels come from the language files.
    Declared(String),
    /// A code or label from the data, as it stands there.
    Label(String),
    /// The groups that `--top` folds together.
    Rest,
    /// The value is missing or empty.
    Unknown,
    /// A group of one kind and one of another: the row and the column of a cell.
    Pair(Box<(Group, Group)>),
}

impl Group {
    /// Two groups as one; all of both is all.
    pub fn pair(row: Self, column: Self) -> Self {
        if (&row, &column) == (&Self::Total, &Self::Total) {
            return Self::Total;
        }
        Self::Pair(Box::new((row, column)))
    }

    /// The text of the column `group` in CSV and JSON: `row|column` for two groups, with either side empty for all.
    pub fn id(&self) -> Cow<'_, str> {
        match self {
            Self::Total => "".into(),
            Self::Declared(id) => id.into(),
            Self::Label(text) => text.into(),
            Self::Rest => "rest".into(),
            Self::Unknown => "unknown".into(),
            Self::Pair(pair) => format!("{}|{}", pair.0.escaped(), pair.1.escaped()).into(),
        }
    }

    /// The id as a part of a longer one: a bar that the data has is not the one between two groups.
    fn escaped(&self) -> String {
        match self {
            Self::Pair(_) => self.id().into_owned(),
            group => group.id().replace('|', "\\|"),
        }
    }

    /// Whether it is a group of its own, and not what is left or not known.
    pub(crate) fn is_named(&self) -> bool {
        !matches!(self, Self::Total | Self::Rest | Self::Unknown)
    }

    /// The group of rows and that of columns; the second is all where there is one only.
    pub fn parts(&self) -> (&Self, &Self) {
        match self {
            Self::Pair(pair) => (&pair.0, &pair.1),
            group => (group, &Self::Total),
        }
    }
}
