//! A report: tables of rows of typed cells, totals included, before anything is turned into text.
//!
//! A renderer gets a [`Document`] and a locale; whatever it prints stands here already, exact.

pub mod brief;
mod budget;
mod build;
pub mod cases;
mod cell;
pub mod cohort;
pub mod cross;
mod duration;

pub mod explain;
#[cfg(test)]
pub(crate) mod fixture;
pub(crate) mod forecast;
pub mod headline;
mod mean;
mod note;
mod provenance;
pub mod quality;
pub mod revision;
mod savings;
mod scene;
pub mod series;
pub(crate) mod spec;
mod spending;
mod status;
mod survival;
mod worked_out;
pub mod yardstick;
pub(crate) mod yearly;

pub(crate) use build::{notes as money_notes, report};
pub use cell::{Cell, Missing, Value};
pub use note::{Note, NoteValue};
pub use provenance::{DatasetFacts, DefinitionsInForce, InputFacts, Provenance};
pub(crate) use scene::Scene;
pub(crate) use spec::FigureSpec;
pub use status::{Audience, RowCounts, Status};
pub use yearly::{Listed, figures, listed, table_ids};
pub(crate) use yearly::{TABLES, is_share_of_group, plan};

use std::borrow::Cow;

use crate::measure::Unit;
use crate::number::{Ratio, Share};
use crate::period::Period;

/// Everything that one run prints: one report per municipality where asked, then the report of all.
#[derive(Debug, Clone)]
pub struct Document {
    /// The reports in the order they are printed.
    pub reports: Vec<Report>,
    /// What a reader has to know about the data behind every report.
    pub notes: Vec<Note>,
    /// Where the figures come from.
    pub provenance: Provenance,
    /// How the reports are put on a page.
    pub layout: Layout,
    /// What each report shows through time, where that was counted too: one for each report, or none at all. CSV and
    /// JSON do not have it; `outflow trend` and `outflow cohorts` print the same figures.
    pub courses: Vec<Course>,
}

/// What a report shows through time besides its tables.
#[derive(Debug, Clone)]
pub struct Course {
    /// The caseload of each month of the period and of the year before it, earliest first; empty where the period
    /// does not consist of months.
    pub months: Vec<Report>,
    /// How long benefits run, of all that started within the coverage.
    pub cohorts: Option<Report>,
    /// Whether the months are drawn as small lines of blocks, and not laid out as a table.
    pub drawn: bool,
}

/// How the reports of a document are put on a page; CSV and JSON do not depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Each by itself.
    #[default]
    Apart,
    /// Those of one name together: a line for each period, a column for each figure.
    Series {
        /// Whether each period begins on the first day of its year.
        cumulative: bool,
        /// Whether each figure is drawn as a small line of blocks.
        drawn: bool,
    },
}

/// The tables of one municipality (or dataset, or all together) for one period.
#[derive(Debug, Clone)]
pub struct Report {
    /// The municipality where there is one, else the dataset, else `all`.
    pub name: String,
    /// The period reported on.
    pub period: Period,
    /// The period compared with.
    pub comparison: Option<Period>,
    /// Whether the coverage does not contain the period: every figure is then noted `provisional`.
    pub provisional: bool,
    /// How complete its data are and whom it is for: the second line of every form.
    pub status: Status,
    /// What has to be read before any of its figures: rows that could not be read, a coverage that is a guess.
    pub first: Vec<Note>,
    /// Whether its counts are rounded for the looks: each is then noted `rounded`.
    pub rounded: bool,
    /// The figure of table `savings` that is quoted in the headline (`[savings] method`).
    pub headline_saving: &'static str,
    /// The tables, in the order of the report.
    pub tables: Vec<Table>,
}

/// Rows under one heading.
#[derive(Debug, Clone)]
pub struct Table {
    /// The table's id, as in CSV.
    pub id: &'static str,
    /// The id of the dimension its groups belong to (`age`, `sector` …); `None` where there are only totals.
    pub dimension: Option<&'static str>,
    /// What its groups are told apart by besides, where each is of several kinds at once.
    pub across: Option<Across>,
    /// The rows: figure by figure; within a figure the total first, then its groups.
    pub rows: Vec<Row>,
}

/// What the groups of a table are told apart by, besides its first dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Across {
    /// The ids of the dimensions, or `years` after the start of a benefit.
    pub dimensions: Vec<&'static str>,
    /// What the shares of its cells are shares of.
    pub share: ShareOf,
}

/// What the cells of a table of rows and columns are shares of; its margins are shares of the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ShareOf {
    /// Of their row.
    #[default]
    Row,
    /// Of their column.
    Column,
    /// Of everything.
    Total,
}

impl Table {
    /// The row of all together of a figure in a unit.
    pub fn total(&self, figure: &str, unit: Unit) -> Option<&Row> {
        let is_it =
            |row: &&Row| row.figure == figure && row.unit == unit && row.group == Group::Total;
        self.rows.iter().find(is_it)
    }

    /// The rows of a figure by group, without that of all together.
    pub fn groups(&self, figure: &str) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.figure == figure && row.group != Group::Total)
    }

    /// The id in CSV and JSON: of a table that was put together, what it is of and by.
    pub fn name(&self) -> Cow<'static, str> {
        let Some(across) = &self.across else { return self.id.into() };
        let of = match self.id {
            cross::TABLE => self.rows.first().map_or(self.id, |row| row.figure),
            cohort::TABLE => self.id,
            id => return id.into(),
        };
        let by = self.dimension.iter().chain(&across.dimensions).filter(|by| **by != cohort::AFTER);
        by.fold(of.to_owned(), |name, by| name + "_by_" + by).into()
    }
}

/// One figure of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The figure's id.
    pub figure: &'static str,
    /// The group counted.
    pub group: Group,
    /// What is counted.
    pub unit: Unit,
    /// The number in the period.
    pub value: Cell,
    /// What the value is a share of; `None` where it is a share of nothing.
    pub whole: Option<Cell>,
    /// The same figure in the comparison period.
    pub previous: Cell,
    /// What that was a share of; `None` where it is a share of nothing, or nothing is known of it.
    pub previous_whole: Option<Cell>,
    /// The inputs of the figure's formula, by name, where the report shows how it was worked out (savings).
    pub inputs: Vec<(&'static str, Cell)>,
}

impl Row {
    /// The share of the whole; `None` where there is no whole, or it is 0, or the value is not known.
    pub fn share(&self) -> Option<Share> {
        Share::of(self.value.value()?.exact(), self.whole.as_ref()?.value()?.exact())
    }

    /// The share of the whole in the comparison period, likewise.
    pub fn previous_share(&self) -> Option<Share> {
        Share::of(self.previous.value()?.exact(), self.previous_whole.as_ref()?.value()?.exact())
    }

    /// `value − previous`, where both are known.
    pub fn change(&self) -> Option<Value> {
        self.value.value()?.minus(self.previous.value()?)
    }

    /// The change as a part of the earlier number: −1/20 where it fell by 5%.
    pub fn relative_change(&self) -> Option<Share> {
        Share::of(self.change()?.exact(), self.previous.value()?.exact())
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

    /// The group of rows and that of columns; the second is all where there is one only.
    pub fn parts(&self) -> (&Self, &Self) {
        match self {
            Self::Pair(pair) => (&pair.0, &pair.1),
            group => (group, &Self::Total),
        }
    }
}
