//! The cases behind one figure: for the person who must check it, and for nobody else.
//!
//! This is the one place where the identifiers of an export come out again. A case is what the figure counts: a
//! spell, a person, a job, a participation or a payment, with the rows it is made of and why it counts.

mod build;
mod why;

pub(crate) use build::{Gathered, cases};

use super::{Group, Note, Row, Value};
use crate::measure::Unit;
use crate::period::{Day, Period};
use crate::report::TableId;

/// The cases behind one figure.
#[derive(Debug, Clone)]
pub struct CaseList {
    /// The name of what is reported on, as in the report.
    pub name: String,
    /// What has to be read before the figure.
    pub first: Vec<Note>,
    /// The period of the figure.
    pub period: Period,
    /// The table in which the figure stands.
    pub table: TableId,
    /// What a case weighs in: the unit of the figure, or of the counts that it is worked out from.
    pub unit: Unit,
    /// The row of the report that the cases stand behind.
    pub row: Row,
    /// The sum of what the cases weigh; for a count it is the figure itself.
    pub sum: Value,
    /// The cases, by identifier.
    pub cases: Vec<Case>,
}

/// One case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The dataset, to which identifiers are local.
    pub dataset: String,
    /// The groups of the table that it is in.
    pub groups: Vec<Group>,
    /// What it adds to the figure: 1 for a count, a number of month ends for a mean, an amount in euros.
    pub weight: Value,
    /// The identifiers as they stand in the export.
    pub ids: Identified,
    /// The first day of the spell, job or participation, or of the month paid for.
    pub first: Option<Day>,
    /// Its last day; none while it runs.
    pub last: Option<Day>,
    /// Why it started or ended, or what came of it, where the figure is about that.
    pub reason: Option<Group>,
    /// The rows it is made of.
    pub rows: Vec<Origin>,
    /// Why it counts, part by part.
    pub why: Vec<Note>,
}

/// The identifiers of a case; a couple has two persons, a person may have several cases.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identified {
    /// Cases.
    pub cases: Vec<String>,
    /// Persons.
    pub persons: Vec<String>,
    /// Placements.
    pub placements: Vec<String>,
    /// Participations.
    pub participations: Vec<String>,
}

/// Where a row stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The file as it was named.
    pub file: String,
    /// The line, counted from 1.
    pub line: u64,
}
