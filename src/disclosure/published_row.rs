//! What a report says, row by row, whoever reads it: the pass before it is printed, the audit after.

use crate::measure::Unit;
use crate::number::Ratio;
use crate::period::Period;
use crate::report::catalogue::figure_named;
use crate::report::{Cell, Document, FigureSpec, Group, Report, Row, ShareOf, Table};

/// What is printed where a number is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PrintedCell {
    /// The number.
    Number(Ratio),
    /// That there is one.
    Hidden,
    /// Nothing: there is none, or it has no place in this format.
    Nothing,
}

/// One row of a report under its headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PublishedRow {
    /// The municipality.
    pub(crate) place: String,
    /// The period.
    pub(crate) period: Period,
    /// The period compared with.
    pub(crate) comparison: Option<Period>,
    /// The table's id.
    pub(crate) table: String,
    /// The figure's id.
    pub(crate) figure: String,
    /// The group.
    pub(crate) group: Group,
    /// The unit.
    pub(crate) unit: Unit,
    /// The number of the period.
    pub(crate) value: PrintedCell,
    /// The number of the comparison period.
    pub(crate) previous: PrintedCell,
    /// What the value is a share of.
    pub(crate) whole: PrintedCell,
    /// What the number of the comparison period is a share of; of what a run prints itself it is nothing, for it stands
    /// on another row.
    pub(crate) previous_whole: PrintedCell,
    /// What a cell of a crossed table is a share of, where that is known: its number stands in the margins too.
    pub(crate) share_of: Option<ShareOf>,
    /// The share, in percent as it is printed.
    pub(crate) share: PrintedCell,
    /// The share in the comparison period, likewise.
    pub(crate) previous_share: PrintedCell,
    /// The difference from the comparison period.
    pub(crate) change: PrintedCell,
    /// The difference as a part of the number of the comparison period, in percent.
    pub(crate) change_percent: PrintedCell,
    /// Whether it says that its numbers are rounded.
    pub(crate) rounded: bool,
}

impl PublishedRow {
    /// How its figure is counted, where it is one of a report.
    pub(crate) fn figure_spec(&self) -> Option<&'static FigureSpec> {
        figure_named(&self.table, &self.figure, self.unit)
    }
}

impl From<&Cell> for PrintedCell {
    fn from(cell: &Cell) -> Self {
        match cell {
            Cell::Known(value) => Self::Number(value.exact()),
            Cell::Suppressed => Self::Hidden,
            Cell::Missing(_) => Self::Nothing,
        }
    }
}

/// What the formulas under savings say besides, which stands in no row of the long form.
pub(crate) fn formulas(document: &Document) -> Vec<PublishedRow> {
    let of_report = |report: &Report| -> Vec<PublishedRow> {
        let rows = report.rows();
        rows.flat_map(|(table, row)| inputs(&published_row(report, table, row), row)).collect()
    };
    document.reports.iter().flat_map(of_report).collect()
}

/// Everything that a document says.
pub(crate) fn published_rows(document: &Document) -> Vec<PublishedRow> {
    let of_report = |report: &Report| -> Vec<PublishedRow> {
        let of_row = |(table, row)| {
            let own = published_row(report, table, row);
            std::iter::once(own.clone()).chain(inputs(&own, row)).collect::<Vec<_>>()
        };
        report.rows().flat_map(of_row).collect()
    };
    document.reports.iter().flat_map(of_report).collect()
}

/// The stocks that a saving is worked out from, which are printed under it.
fn inputs(saving: &PublishedRow, row: &Row) -> Vec<PublishedRow> {
    let named = |name: &str| {
        let cell = row.inputs.iter().find(|(known, _)| *known == name);
        cell.map_or(PrintedCell::Nothing, |(_, cell)| PrintedCell::from(cell))
    };
    let stocks = [
        ("stock_end", "stock", "previous_stock"),
        ("stock_average", "average", "previous_average"),
    ];
    let of_stock = |(figure, now, before): (&str, &str, &str)| PublishedRow {
        table: "caseload".to_owned(),
        figure: figure.to_owned(),
        unit: Unit::Benefits,
        value: named(now),
        previous: named(before),
        ..saving.clone()
    };
    let is_printed =
        |of: &PublishedRow| of.value != PrintedCell::Nothing || of.previous != PrintedCell::Nothing;
    stocks.into_iter().map(of_stock).filter(is_printed).collect()
}

pub(super) fn published_row(report: &Report, table: &Table, row: &Row) -> PublishedRow {
    PublishedRow {
        place: report.name.clone(),
        period: report.period,
        comparison: report.comparison,
        table: table.name().into_owned(),
        figure: row.figure.to_string(),
        group: row.group.clone(),
        unit: row.unit,
        value: PrintedCell::from(&row.value),
        previous: PrintedCell::from(&row.previous),
        whole: row.whole.as_ref().map_or(PrintedCell::Nothing, PrintedCell::from),
        share_of: table.across.as_ref().map(|across| across.share),
        // what is worked out from numbers of the row is hidden with them, and discloses nothing more
        share: PrintedCell::Nothing,
        previous_whole: PrintedCell::Nothing,
        previous_share: PrintedCell::Nothing,
        change: PrintedCell::Nothing,
        change_percent: PrintedCell::Nothing,
        rounded: report.rounded,
    }
}
