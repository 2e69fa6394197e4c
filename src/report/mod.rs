//! A report: tables of rows of typed cells, totals included, before anything is turned into text.
//!
//! A renderer gets a [`Document`] and a locale; whatever it prints stands here already, exact.

mod build;
mod cell;
pub(crate) mod disclosure;
#[cfg(test)]
pub(crate) mod fixture;
pub mod headline;
mod note;
mod provenance;
pub mod quality;
mod savings;
mod scene;
mod spec;
mod yearly;

pub(crate) use build::report;
pub use cell::{Cell, Missing, Value};
pub use note::{Note, NoteValue};
pub use provenance::{DatasetFacts, DefinitionsInForce, InputFacts, Provenance};
pub(crate) use scene::Scene;
pub(crate) use yearly::plan;
pub use yearly::{Listed, listed, table_ids};

use crate::measure::Unit;
use crate::number::Share;
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
    /// The rows: figure by figure; within a figure the total first, then its groups.
    pub rows: Vec<Row>,
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
    /// The inputs of the figure's formula, by name, where the report shows how it was worked out (savings).
    pub inputs: Vec<(&'static str, Cell)>,
}

impl Row {
    /// The share of the whole; `None` where there is no whole, or it is 0, or the value is not known.
    pub fn share(&self) -> Option<Share> {
        Share::of(self.value.value()?.exact(), self.whole.as_ref()?.value()?.exact())
    }

    /// `value − previous`, where both are known.
    pub fn change(&self) -> Option<Value> {
        self.value.value()?.minus(self.previous.value()?)
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
}

impl Group {
    /// The text of the column `group` in CSV and JSON.
    pub fn id(&self) -> &str {
        match self {
            Self::Total => "",
            Self::Declared(id) => id,
            Self::Label(text) => text,
            Self::Rest => "rest",
            Self::Unknown => "unknown",
        }
    }
}
