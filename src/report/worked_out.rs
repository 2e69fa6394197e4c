//! Figures that are worked out from several counts or amounts, table by table.

use super::cell::{Cell, Missing};
use super::ids::FigureId;
use super::report_input::ReportInput;
use super::table::Row;
use crate::measure::{Counted, Part, Unit};
use crate::number::Ratio;

/// The inputs of a formula, by name.
pub(super) type Inputs = Vec<(&'static str, Cell)>;
/// Works a figure out for a period of the report.
pub(super) type WorkOut = fn(&ReportInput<'_>, usize) -> Worked;
/// A figure in a period: the amount in cents, with the inputs of its formula.
pub(super) type Worked = Result<(Ratio, Inputs), Missing>;

/// The figures of a table that are worked out.
#[derive(Debug)]
pub(crate) struct WorkedOut {
    /// Their ids, each with what it is counted in, in order.
    pub(crate) figures: &'static [(FigureId, Unit)],
    /// Everything that has to be counted for them.
    pub(crate) counts: &'static [Counted],
    /// The facts that a figure adds up or takes off, before any price; none where it is a mean of all of them.
    pub(crate) parts: fn(FigureId) -> Vec<Part>,
    /// Works them out for a report.
    pub(crate) rows: fn(&ReportInput<'_>) -> Vec<Row>,
}

/// The length of a period in years.
pub(super) fn years(input: &ReportInput<'_>, period: usize) -> Result<Ratio, Missing> {
    let span = input.window(period).ok_or(Missing::NoComparison)?.period;
    let years = match span.months() {
        Some(months) => Ratio::new(i128::from(months), 12),
        None => Ratio::new(i128::from(span.days()), 365),
    };
    years.ok_or(Missing::TooLarge)
}
