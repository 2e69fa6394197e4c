//! Why something could not be printed.

use std::io;

use rust_xlsxwriter::XlsxError;

/// What printing comes to.
pub type Result<T = ()> = std::result::Result<T, RenderError>;

/// Why a report could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The output takes no more.
    #[error("cannot write the report")]
    Io(#[from] io::Error),
    /// The CSV writer refuses a row.
    #[error("cannot write CSV: {0}")]
    Csv(String),
    /// The JSON writer refuses a value.
    #[error("cannot write JSON: {0}")]
    Json(serde_json::Error),
    /// The template of a page cannot be filled.
    #[error("cannot write the page")]
    Html(#[from] askama::Error),
    /// The writer of workbooks refuses something.
    #[error("cannot write the workbook: {0}")]
    Workbook(String),
    /// The writer of workbooks stopped.
    #[error(
        "cannot write the workbook: it takes more threads or memory than there are; raise the limits (ulimit -u, ulimit -v), or use another --format"
    )]
    Exhausted,
    /// A form that only reports have.
    #[error("only a report can be a workbook")]
    OnlyReports,
}

impl From<::csv::Error> for RenderError {
    /// A failed write stays one, so that a closed pipe is recognised.
    fn from(error: ::csv::Error) -> Self {
        let text = error.to_string();
        match error.into_kind() {
            ::csv::ErrorKind::Io(error) => Self::Io(error),
            _ => Self::Csv(text),
        }
    }
}

impl From<serde_json::Error> for RenderError {
    /// A failed write stays one, so that a closed pipe is recognised.
    fn from(error: serde_json::Error) -> Self {
        if error.is_io() { Self::Io(error.into()) } else { Self::Json(error) }
    }
}

impl From<XlsxError> for RenderError {
    /// A failed write stays one, so that a closed pipe is recognised.
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::Io(error),
            error => Self::Workbook(error.to_string()),
        }
    }
}
