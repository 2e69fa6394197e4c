//! What the shapes of tables ask of rows.

use crate::report::{Cell, Row};

/// The figures that are shown as a percentage only, because their numbers stand in the table already.
pub(super) const RATES: [&str; 3] = ["inflow_rate", "outflow_rate", "outflow_rate_cbs"];

/// Whether a row is shown as a percentage only.
pub(super) fn is_rate(row: &Row) -> bool {
    RATES.contains(&row.figure)
}

/// The values in the order of their first appearance.
pub(super) fn distinct<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = Vec::new();
    for value in values {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen
}

/// Whether any row is a share of something.
pub(super) fn has_share(rows: &[&Row]) -> bool {
    let hidden =
        |row: &Row| row.value == Cell::Suppressed || row.whole.as_ref() == Some(&Cell::Suppressed);
    rows.iter().any(|row| row.whole.is_some() && (row.share().is_some() || hidden(row)))
}
