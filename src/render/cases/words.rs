//! The words of a case.

use crate::render::Locale;
use crate::report::cases::Case;

/// Why a case counts, in one sentence.
pub(super) fn why(case: &Case, locale: &Locale) -> String {
    let parts: Vec<String> = case.why.iter().map(|part| locale.why(part)).collect();
    parts.join("; ")
}

/// The rows of a case as `file:line`.
pub(super) fn rows(case: &Case) -> Vec<String> {
    case.rows.iter().map(|row| format!("{}:{}", row.file, row.line)).collect()
}
