//! Figures that are worked out from several counts or amounts, table by table.

use super::Row;
use super::scene::Scene;
use crate::measure::{Counted, Part, Unit};

/// The figures of a table that are worked out.
#[derive(Debug)]
pub(crate) struct WorkedOut {
    /// Their ids, each with what it is counted in, in order.
    pub(crate) figures: &'static [(&'static str, Unit)],
    /// Everything that has to be counted for them.
    pub(crate) counts: &'static [Counted],
    /// The facts that a figure adds up or takes off, before any price; none where it is a mean of all of them.
    pub(crate) parts: fn(&str) -> Vec<Part>,
    /// Works them out for a report.
    pub(crate) rows: fn(&Scene<'_>) -> Vec<Row>,
}
