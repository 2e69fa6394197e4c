//! What a page is made of: sections, tables, their columns, lines and cells, all as text.

use super::super::chart::{Bars, Chart};
use super::shown::Shown;
use crate::report::{FigureId, TableId};

/// What stands before a sentence that has to be read before any figure, on a terminal.
pub(crate) const CAUTION: &str = "! ";

/// What stands before such a sentence in Markdown: it becomes a quotation.
pub(crate) const QUOTED_CAUTION: &str = "> ";

/// One report, ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Page {
    /// Whose figures, and of when.
    pub title: String,
    /// How complete the data are, and whom the page is for; empty where that is said of no figure.
    pub status: String,
    /// What has to be read before any figure, a sentence each.
    pub first: Vec<String>,
    /// What it is compared with, and what else holds for all of it.
    pub subtitle: String,
    /// The headline figures.
    pub facts: Vec<Fact>,
    /// The tables.
    pub sections: Vec<Section>,
    /// What is not available and why, and what the marks mean.
    pub notes: Vec<String>,
    /// Whether it is a report in short, whose notes need no heading.
    pub is_brief: bool,
}

/// A headline figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Fact {
    /// The number; blank where the text has its own.
    pub number: Shown,
    /// What it is.
    pub text: String,
    /// What it is made of.
    pub detail: Option<String>,
}

/// A table under its heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Section {
    /// The heading.
    pub title: String,
    /// What is counted.
    pub subtitle: Option<String>,
    /// The table.
    pub grid: Grid,
    /// The id of the table of the report; none where it is no such table.
    pub table: Option<TableId>,
    /// The figures in it.
    pub figures: Vec<FigureId>,
    /// What is drawn of it.
    pub charts: Vec<Chart>,
    /// Its groups by length, for charts.
    pub bars: Option<Bars>,
    /// Whether it is a short table, whose title stands in its head.
    pub is_brief: bool,
    /// Whether it is the timeline by month.
    pub is_timeline: bool,
    /// Whether few will read it: a page folds it away.
    pub is_folded: bool,
}

/// A table as text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Grid {
    /// The head of the first column, which holds the labels.
    pub label_head: String,
    /// The other columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub lines: Vec<Line>,
}

/// A column of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// The head, line by line.
    pub head: Vec<String>,
    /// Where its cells stand.
    pub side: Side,
    /// Whether the table may do without it where there is no room.
    pub optional: bool,
    /// How wide it is at least on a terminal, with the space before it.
    pub least: usize,
    /// Whether its numbers are of the comparison period.
    pub is_earlier: bool,
    /// Whether it is the first column of a figure, whose columns stay together where a table is parted.
    pub is_first: bool,
}

/// Where the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Line {
    /// What the row is.
    pub label: String,
    /// Whether it is part of the row above.
    pub part: bool,
    /// One per column.
    pub cells: Vec<Shown>,
    /// A text on a line of its own below the row.
    pub below: Option<String>,
    /// Whether it is what others come to.
    pub is_total: bool,
}

impl Column {
    /// A column of numbers.
    pub(crate) fn number(head: &[&str]) -> Self {
        Self {
            head: head.iter().map(|&line| line.to_owned()).collect(),
            side: Side::Right,
            optional: false,
            least: 0,
            is_earlier: false,
            is_first: false,
        }
    }

    /// A column of words.
    pub(crate) fn words(head: &str) -> Self {
        Self { side: Side::Left, ..Self::number(&[head]) }
    }

    pub(super) fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    pub(super) fn first(self) -> Self {
        Self { is_first: true, ..self }
    }

    pub(super) fn earlier(self) -> Self {
        Self { is_earlier: true, ..self }
    }
}
