//! Everything that one run prints.

use super::note::Note;
use super::provenance::Provenance;
use super::status::Status;
use super::table::{Row, Table};
use super::{FigureId, TableId};
use crate::measure::Unit;
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
    /// JSON do not have it; `outflow trend` prints the same figures.
    pub timelines: Vec<Timeline>,
}

/// What a report shows through time besides its tables.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// The caseload of each month of the period and of the time before it, earliest first; empty where the period
    /// does not consist of months.
    pub months: Vec<Report>,
    /// The report of the comparison period, which has the numbers of the period before that one.
    pub before: Option<Report>,
    /// Whether the months are drawn as small lines of blocks, and not laid out as a table.
    pub drawn: bool,
}

/// How the reports of a document are put on a page; CSV and JSON do not depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Each by itself.
    #[default]
    Separate,
    /// Those of one name together: a line for each period, a column for each figure.
    Series {
        /// Whether each period begins on the first day of its year.
        cumulative: bool,
        /// Whether each figure is drawn as a small line of blocks.
        drawn: bool,
    },
}

impl Document {
    /// Each report with what it shows through time, where that was counted.
    pub(crate) fn reports_in_time(&self) -> impl Iterator<Item = (&Report, Option<&Timeline>)> {
        let timelines = self.timelines.iter().map(Some).chain(std::iter::repeat(None));
        self.reports.iter().zip(timelines)
    }
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
    pub headline_saving: FigureId,
    /// The tables, in the order of the report.
    pub tables: Vec<Table>,
}

impl Report {
    /// The total of a figure of a table in a unit, where the report has it.
    pub(crate) fn total(&self, table: TableId, figure: FigureId, unit: Unit) -> Option<&Row> {
        self.table(table)?.total(figure, unit)
    }

    /// The total of a figure in a unit, from the first table that has it.
    pub(crate) fn first_total(&self, figure: FigureId, unit: Unit) -> Option<&Row> {
        self.tables.iter().find_map(|table| table.total(figure, unit))
    }

    /// Every row with its table.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&Table, &Row)> {
        self.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)))
    }

    /// The table of this id, where the report has it.
    pub fn table(&self, id: TableId) -> Option<&Table> {
        self.tables.iter().find(|table| table.id == id)
    }
}
