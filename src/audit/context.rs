//! What a file does not say of itself, and why one cannot be read.

use crate::period::{Comparison, Period};

/// What is known of a report that its format does not say: CSV does not name the comparison period.
#[derive(Debug, Clone, Copy)]
pub(crate) enum AuditContext {
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

impl AuditContext {
    /// The surroundings of a report on a period, compared in some way.
    pub(crate) fn of_run(period: Period, comparison: Comparison) -> Self {
        Self::Run { period, comparison: period.compared(comparison) }
    }

    /// The period that a period is compared with, where the report does not say.
    pub(super) fn comparison_of(self, period: Period) -> Option<Period> {
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
