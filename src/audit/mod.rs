//! Reading reports back: from the bytes that were printed to what they say, whoever printed them.
//!
//! Nothing here knows how a report was made. The formats are read as a reader would: rows by their headings, numbers
//! as they are written, `x` for what is hidden. The attack itself stands in `report::disclosure::audit`.

mod long;
mod page;
mod words;

use crate::measure::Unit;
use crate::period::{Comparison, Period};
use crate::render::Locale;
use crate::report::disclosure::Statement;

/// What is known of a report that its format does not say: CSV does not name the comparison period.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Surroundings {
    /// The report of a run.
    Run {
        /// The period.
        period: Period,
        /// The period compared with.
        comparison: Option<Period>,
    },
    /// A report of which nothing is known but what it was compared with, where it does not say.
    File(Comparison),
}

impl Surroundings {
    /// The surroundings of a report on a period, compared in some way.
    pub(crate) fn of_run(period: Period, comparison: Comparison) -> Self {
        Self::Run { period, comparison: period.compared(comparison) }
    }

    /// The period that a period is compared with, where the report does not say.
    fn comparison_of(self, period: Period) -> Option<Period> {
        match self {
            Self::Run { comparison, .. } => comparison,
            Self::File(comparison) => period.compared(comparison),
        }
    }
}

/// Why a file cannot be read as a report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unreadable {
    /// Bytes that are not text.
    #[error("is not UTF-8 text")]
    NotText,
    /// A workbook.
    #[error("is a workbook; audit the CSV of the same run, which says the same")]
    Workbook,
    /// A file without a table of a report.
    #[error("no table of a report is found in it")]
    NoTable,
    /// CSV or JSON that does not fit its form.
    #[error("{0}")]
    Broken(String),
    /// A table whose headings are not those of a report.
    #[error("table `{0}` has headings that no report has")]
    Heading(String),
    /// A number in a sentence that stands in no table.
    #[error("the sentence `{0}` has a number that stands in no table")]
    Sentence(String),
}

/// What a report says.
///
/// # Errors
/// Where it is no report, or not all of it can be understood.
pub(crate) fn read(
    bytes: &[u8],
    surroundings: Surroundings,
    languages: &[Locale],
) -> Result<Vec<Statement>, Unreadable> {
    if bytes.starts_with(b"PK") {
        return Err(Unreadable::Workbook);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let statements = if text.trim_start().starts_with('{') {
        long::json(text)?
    } else if text.starts_with("municipality") {
        long::csv(text, surroundings)?
    } else {
        words::statements(&page::pages(text), surroundings, languages)?
    };
    if statements.is_empty() { Err(Unreadable::NoTable) } else { Ok(statements) }
}

/// A unit by its id.
fn unit(id: &str) -> Option<Unit> {
    let all = [
        Unit::Benefits,
        Unit::Persons,
        Unit::Placements,
        Unit::Participations,
        Unit::Euro,
        Unit::Percent,
    ];
    all.into_iter().find(|unit| unit.id() == id)
}
