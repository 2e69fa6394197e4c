//! A figure of others, as the file of a benchmark or a table of StatLine has it.

use crate::period::Period;

/// One figure of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The file, as it is named in messages.
    pub(crate) file: String,
    /// The line, counted from 1.
    pub(crate) line: u64,
    /// The period.
    pub(crate) period: Period,
    /// The table's id, once it is known; empty for any.
    pub(crate) table: String,
    /// The figure's id; of a table of StatLine as it is named, until it is known.
    pub(crate) figure: String,
    /// The unit's id, where it is of one.
    pub(crate) unit: Option<String>,
    /// The group's id; empty for the total.
    pub(crate) group: String,
    /// The value in hundredths.
    pub(crate) hundredths: i64,
    /// Whether it is a share in percent.
    pub(crate) percent: bool,
    /// Where it comes from.
    pub(crate) source: String,
    /// The region of StatLine that it is of.
    pub(crate) region: Option<String>,
    /// Whether CBS says that it is provisional.
    pub(crate) is_provisional: bool,
}
