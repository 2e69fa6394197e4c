//! The audit: what was printed is read back, and attacked with what a reader knows.
//!
//! Nothing here knows how a report was made or what was hidden in it. Only the long form is read (CSV and JSON): rows by
//! their headings, numbers as they are written. What the numbers have to do with one another is worked out anew from
//! headings and definitions; only the solver of linear programs is the one that hides, too.

mod attack;
mod equations;
mod flows;
mod known;
mod long;
mod names;
mod printed;

pub(crate) use attack::{Leak, attack, small_counts};
pub(crate) use known::Place;
pub(crate) use printed::missing;

use crate::disclosure::Statement;
use crate::period::{Comparison, Period};

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
            Self::Run { comparison, period: own } if period == own => comparison,
            Self::Run { .. } => None,
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
    /// Another format.
    #[error("is no long form")]
    NotLong,
    /// A file without a row of a report.
    #[error("has no figure of a report")]
    NoFigure,
    /// CSV or JSON that does not fit its form.
    #[error("{0}")]
    Broken(String),
}

/// What a report says.
///
/// # Errors
/// Where it is no long form of a report, or not all of it can be understood.
pub(crate) fn read(bytes: &[u8], surroundings: Surroundings) -> Result<Vec<Statement>, Unreadable> {
    if bytes.starts_with(b"PK") {
        return Err(Unreadable::NotLong);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let statements = if text.trim_start().starts_with('{') {
        long::json(text)?
    } else if text.starts_with("municipality") {
        long::csv(text, surroundings)?
    } else {
        return Err(Unreadable::NotLong);
    };
    if statements.is_empty() { Err(Unreadable::NoFigure) } else { Ok(statements) }
}
