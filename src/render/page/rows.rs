//! What the shapes of tables ask of rows.

use super::super::locale::Locale;
use crate::measure::Unit;
use crate::report::{Cell, Report, Row};

/// What is counted, in words: people, and not persons.
pub(super) fn unit_name(unit: Unit, locale: &Locale) -> String {
    match unit {
        Unit::Benefits => locale.phrase("benefits", &[]),
        Unit::Persons => locale.phrase("people", &[]),
        unit => locale.unit(unit).to_owned(),
    }
}

/// A period as a row: months by their names.
pub(super) fn label(report: &Report, locale: &Locale) -> String {
    match report.period.months() {
        Some(1) => locale.month_and_year(report.period.from()),
        _ => report.period.to_string(),
    }
}

/// Whether any row is a share of something.
pub(super) fn has_share(rows: &[&Row]) -> bool {
    let hidden =
        |row: &Row| row.value == Cell::Suppressed || row.whole.as_ref() == Some(&Cell::Suppressed);
    rows.iter().any(|row| row.whole.is_some() && (row.share().is_some() || hidden(row)))
}
